import { draw } from "../draw.ts";
import { readTextPlace } from "../text_place.ts";
import type { TextPlace, TextPlaceOptions } from "../text_place.ts";

/** Running text: Markdown, the same in small, or as it is. */
export interface MarkdownElement extends TextPlace {
  readonly kind: "markdown";
  readonly text: string;
  readonly style: "markdown" | "caption" | "text";
  readonly help: string | null;
}

/** Options of the text elements. */
export interface TextElementOptions extends TextPlaceOptions {
  /** Shown on hover and focus of a question mark beside the text. */
  help?: string;
}

function text_(style: MarkdownElement["style"], text: string, options: TextElementOptions): void {
  const place = readTextPlace(`${style}()`, options);
  draw(`${style}()`, { kind: "markdown", style, text, help: options.help ?? null, ...place });
}

/**
 * Draws GitHub's Markdown: lists, tasks, tables, code, footnotes, alerts such as `> [!NOTE]`; besides,
 * emoji codes, colours (`:red[late]`, `:green-badge[paid]`) and formulas (`$x^2$`). Raw HTML in it is shown
 * as text.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.markdown("Shipped **12** of 14 :tada:");
 * });
 * ```
 */
export function markdown(text: string, options: TextElementOptions = {}): void {
  text_("markdown", text, options);
}

/**
 * Draws small, muted Markdown: notes, sources, units.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.caption("Updated every minute");
 * });
 * ```
 */
export function caption(text: string, options: TextElementOptions = {}): void {
  text_("caption", text, options);
}

/**
 * Draws text as it is, line breaks and all; nothing in it is markup.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.text("exactly *this*");
 * });
 * ```
 */
export function text(text: string, options: TextElementOptions = {}): void {
  text_("text", text, options);
}
