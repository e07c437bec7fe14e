import type { BlockBase } from "../block.ts";
import { drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";

/** A box that its reader opens and closes. */
export interface ExpanderBlock extends BlockBase<"expander"> {
  /** Inline Markdown. */
  readonly label: string;
  readonly expanded: boolean;
  readonly icon: string | null;
}

/**
 * Draws a box that opens on a click. Once its reader has opened or closed it, it stays so, until
 * `expanded` changes.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.expander("Details", { icon: "🔍" })(() => {
 *     st.write("Not for everyone");
 *   });
 * });
 * ```
 */
export function expander(
  label: string,
  options: {
    /** Whether it is open at first. */
    expanded?: boolean;
    /** An emoji or a character before the label. */
    icon?: string;
  } = {},
): Container {
  return drawBlock("expander()", {
    ...newBlock("expander()", "expander"),
    label,
    expanded: options.expanded ?? false,
    icon: options.icon ?? null,
  });
}
