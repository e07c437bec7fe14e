import type { BlockBase } from "../block.ts";
import { namedBlockId } from "../named_blocks.ts";
import { drawBlock, newBlock } from "../container.ts";
import { boxOpening, panelOf } from "../opening.ts";
import type { OpeningElement, OpeningOptions, Panel } from "../opening.ts";
import { readWidth } from "../width.ts";
import type { Width } from "../width.ts";
import { looksOf } from "./button.ts";

/** A box that floats below its button. */
export interface PopoverBlock extends BlockBase<"popover"> {
  /** Inline Markdown. */
  readonly label: string;
  readonly help: string | null;
  readonly disabled: boolean;
  readonly icon: string | null;
  readonly style: "primary" | "secondary" | "tertiary";
  /** Of its button; the box is no narrower. */
  readonly width: Width | null;
  /** What says whether it is open, if the author wants to know. */
  readonly opening: OpeningElement | null;
}

/** Options of {@linkcode popover}. */
export interface PopoverOptions extends OpeningOptions {
  /** Shown on hover and focus. */
  help?: string;
  /** Drawn, but not to be opened. */
  disabled?: boolean;
  /** An emoji or a character before the label. */
  icon?: string;
  /** How much the button stands out. Default: `"secondary"`. */
  kind?: "primary" | "secondary" | "tertiary";
  /** As wide as what the button says (default), as the place where it stands, or so many pixels. */
  width?: Width;
}

/**
 * Draws a button that opens a floating box. The box stays open while widgets inside are used, and
 * closes on Escape or a click elsewhere. With `onChange`, whether it is open is a widget's value: what is
 * costly inside can wait until it is, and code can open and close it.
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
 *
 * @throws {Error} If drawn with `onChange` in a form, or its key is used by another popover of the page.
 * @throws {RangeError} If `width` is no width.
 */
export function popover(label: string, options: PopoverOptions = {}): Panel {
  const { disabled = false, key } = options;
  const block = newBlock("popover()", "popover");
  const id = namedBlockId("popover", key, block.id);
  const opening = boxOpening(id, label, {
    ...options,
    name: "popover",
    initial: false,
    disabled,
  });
  const container = drawBlock("popover()", {
    ...block,
    id,
    label,
    help: options.help ?? null,
    disabled,
    ...looksOf(options),
    width: readWidth(`popover "${label}"`, options.width),
    opening: opening?.element ?? null,
  });
  return panelOf(container, `popover "${label}"`, opening?.value ?? null);
}
