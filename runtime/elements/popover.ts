import type { BlockBase } from "../block.ts";
import { drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";

/** A box that floats below its button. */
export interface PopoverBlock extends BlockBase<"popover"> {
  /** Inline Markdown. */
  readonly label: string;
  readonly help: string | null;
  readonly disabled: boolean;
}

/**
 * Draws a button that opens a floating box. The box stays open while widgets inside are used, and
 * closes on Escape or a click elsewhere.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.popover("Filter")(() => {
 *     st.checkbox("Open orders only");
 *   });
 * });
 * ```
 */
export function popover(
  label: string,
  options: {
    /** Shown on hover and focus. */
    help?: string;
    /** Drawn, but not to be opened. */
    disabled?: boolean;
  } = {},
): Container {
  return drawBlock("popover()", {
    ...newBlock("popover()", "popover"),
    label,
    help: options.help ?? null,
    disabled: options.disabled ?? false,
  });
}
