import type { BlockBase } from "../block.ts";
import { namedBlockId } from "../named_blocks.ts";
import { drawBlock, newBlock } from "../container.ts";
import { boxOpening, panelOf } from "../opening.ts";
import type { OpeningElement, OpeningOptions, Panel } from "../opening.ts";

/** A box that its reader opens and closes. */
export interface ExpanderBlock extends BlockBase<"expander"> {
  /** Inline Markdown. */
  readonly label: string;
  readonly expanded: boolean;
  readonly icon: string | null;
  /** What says whether it is open, if the author wants to know. */
  readonly opening: OpeningElement | null;
}

/** Options of {@linkcode expander}. */
export interface ExpanderOptions extends OpeningOptions {
  /** Whether it is open at first. */
  expanded?: boolean;
  /** An emoji or a character before the label. */
  icon?: string;
}

/**
 * Draws a box that opens on a click. Once its reader has opened or closed it, it stays so, until
 * `expanded` changes. With `onChange`, whether it is open is a widget's value: what is costly inside can
 * wait until it is.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.expander("Details", { icon: "🔍" })(() => {
 *     st.write("Not for everyone");
 *   });
 *
 *   const log = st.expander("Log", { onChange: "rerun" });
 *   if (log.open) log.code("read only once somebody wants to see it");
 * });
 * ```
 *
 * @throws {Error} If drawn with `onChange` in a form, or its key is used by another expander of the page.
 */
export function expander(label: string, options: ExpanderOptions = {}): Panel {
  const { expanded = false, key } = options;
  const block = newBlock("expander()", "expander");
  const id = namedBlockId("expander", key, block.id);
  const opening = boxOpening(id, label, {
    ...options,
    name: "expander",
    initial: expanded,
    disabled: false,
  });
  const container = drawBlock("expander()", {
    ...block,
    id,
    label,
    expanded: opening?.value ?? expanded,
    icon: options.icon ?? null,
    opening: opening?.element ?? null,
  });
  return panelOf(container, `expander "${label}"`, opening?.value ?? null);
}
