import type { BlockBase } from "../block.ts";
import { containerOf, drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";
import { digest } from "../ids.ts";
import type { BlockId } from "../ids.ts";

/** A box around other elements. */
export interface ContainerBlock extends BlockBase<"container"> {
  readonly border: boolean;
  /** Pixels, beyond which it scrolls; null for as much as it takes. */
  readonly height: number | null;
  readonly horizontal: boolean;
  readonly gap: "small" | "medium" | "large";
}

/** Options of {@linkcode container}. */
export interface ContainerOptions {
  /** Draws a frame around it. */
  border?: boolean;
  /** Pixels, beyond which it scrolls. Default: `"content"`. */
  height?: number | "content";
  /** Sets elements beside each other. */
  horizontal?: boolean;
  /** Room between elements. Default: `"small"`. */
  gap?: "small" | "medium" | "large";
  /** Stable name, also its class in the page: `key-NAME`. */
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
 * });
 * ```
 */
export function container(options: ContainerOptions = {}): Container {
  const block = newBlock("container()", "container");
  return drawBlock("container()", {
    ...block,
    ...(options.key !== undefined && { id: `c-${digest(options.key)}` as BlockId }),
    border: options.border ?? false,
    height: typeof options.height === "number" ? options.height : null,
    horizontal: options.horizontal ?? false,
    gap: options.gap ?? "small",
  });
}

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
