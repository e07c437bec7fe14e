import type { BlockBase } from "../block.ts";
import { containerOf, drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";
import { namedBlockId } from "../named_blocks.ts";

/** A box around other elements. */
export interface ContainerBlock extends BlockBase<"container"> {
  /** The author's name for it. */
  readonly key: string | null;
  readonly border: boolean;
  /** Pixels, beyond which it scrolls; null for as much as it takes. */
  readonly height: number | null;
  readonly horizontal: boolean;
  readonly gap: Gap;
  /** How its elements stand beside each other, by their heights; null for what suits them. */
  readonly align: "top" | "center" | "bottom" | null;
  /** Where they stand in the room that they leave; null for all of it. */
  readonly justify: "left" | "center" | "right" | "between" | null;
  /** Elements that do not fit into a row begin another one. */
  readonly wrap: boolean;
  /** It shows its end, and what comes there. */
  readonly autoscroll: boolean;
  /** It holds what a stream brings, which the next run may draw as an element of its own. */
  readonly stream: boolean;
}

/** Room between elements. */
export type Gap = "none" | "small" | "medium" | "large";

/** Options of {@linkcode container}. */
export interface ContainerOptions {
  /** Draws a frame around it. */
  border?: boolean;
  /** Pixels, beyond which it scrolls. Default: `"content"`. */
  height?: number | "content";
  /** Sets elements beside each other. */
  horizontal?: boolean;
  /** Room between elements. Default: `"small"`. */
  gap?: Gap;
  /** With `horizontal`: how elements of different heights stand. Default: on the line of buttons and inputs. */
  align?: "top" | "center" | "bottom";
  /**
   * Where elements stand that leave room beside them. `"between"` spreads those of a horizontal one over
   * the whole width. Default: at the left, each as wide as it likes to be.
   */
  justify?: "left" | "center" | "right" | "between";
  /** With `horizontal`: whether elements that do not fit begin another row. Default: true, else they scroll. */
  wrap?: boolean;
  /**
   * With `height`: it shows its end, and goes on doing so while more is added there, until its reader
   * scrolls up.
   */
  autoscroll?: boolean;
  /** Stable name, once on a page, and its class there: `key-NAME`, with `-` for what may not stand in one. */
  key?: string;
}

/**
 * Draws a box that can be written to later, and out of order.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const box = st.container({ border: true });
 *   st.write("below the box");
 *   box.write("inside it");
 *
 *   st.container({ horizontal: true, justify: "right" })(() => {
 *     st.button("Cancel");
 *     st.button("Save", { kind: "primary" });
 *   });
 * });
 * ```
 *
 * @throws {RangeError} If `height` is not above 0, or missing with `autoscroll`.
 * @throws {Error} If its key is used by another container of the page.
 */
export function container(options: ContainerOptions = {}): Container {
  const { key, height = "content", autoscroll = false } = options;
  if (height !== "content" && !(height > 0)) {
    throw new RangeError(`Cannot create container as height must be above 0: received ${height}`);
  }
  if (autoscroll && height === "content") {
    throw new RangeError("Cannot create container with autoscroll: it scrolls if it has a height");
  }
  const block = newBlock("container()", "container");
  return drawBlock("container()", {
    ...block,
    id: namedBlockId("container", key, block.id),
    key: key ?? null,
    border: options.border ?? false,
    height: height === "content" ? null : height,
    horizontal: options.horizontal ?? false,
    gap: options.gap ?? "small",
    align: options.align ?? null,
    justify: options.justify ?? null,
    wrap: options.wrap ?? true,
    autoscroll,
    stream: false,
  });
}

/** A box that only holds elements together. */
export const PLAIN: Omit<ContainerBlock, keyof BlockBase<"container">> = {
  key: null,
  border: false,
  height: null,
  horizontal: false,
  gap: "small",
  align: null,
  justify: null,
  wrap: true,
  autoscroll: false,
  stream: false,
};

/**
 * The column beside the page. Draw into it by `sidebar.x(…)` or `sidebar(() => …)`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const city = st.sidebar.selectbox("City", ["Vienna", "Graz"]);
 *   st.write(city);
 * });
 * ```
 */
export const sidebar: Container = containerOf(({ run }) => run.session.roots.sidebar);

/**
 * The lower edge of the window, where things stay while the page scrolls: a line to chat in, the buttons of
 * a long form. Draw into it by `bottom.x(…)` or `bottom(() => …)`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const line = st.bottom.chatInput("Ask something");
 *   if (line !== null) st.chatMessage("user").write(line);
 * });
 * ```
 */
export const bottom: Container = containerOf(({ run }) => run.session.roots.bottom);
