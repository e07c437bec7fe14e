import { draw } from "../draw.ts";
import { isThenable } from "../fragment.ts";
import { drawLater } from "../later.ts";

/** Markup that is already safe: what `hono/html` and `hono/jsx` produce. */
export interface SafeHtml {
  /** The markup; a component of hono/jsx that is async promises it. */
  toString(): string | Promise<string>;
}

/** Markup of the author. */
export interface HtmlElement {
  readonly kind: "html";
  readonly markup: string;
}

/**
 * Draws markup as it is, so it must not hold what a visitor has entered: put data in through the `html`
 * tag of `hono/html`, which escapes it. Whatever the markup leaves open is closed at its end. Scripts
 * and `style` attributes have no effect, by the page's content security policy.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { html } from "hono/html";
 *
 * st.createApp(() => {
 *   const name = "<Ada>";
 *   st.html(html`<p>Written by <strong>${name}</strong></p>`);
 * });
 * ```
 */
export function html(markup: SafeHtml | string | Promise<SafeHtml>): void {
  if (isThenable(markup)) return drawLater("html()", markup as Promise<SafeHtml>, html);
  const text = markup.toString();
  if (isThenable(text)) return drawLater("html()", text as Promise<SafeHtml>, html);
  draw("html()", { kind: "html", markup: text });
}

/** Whether `value` is markup by its own word, which no plain data can give. */
export function isSafeHtml(value: object): value is SafeHtml {
  if ((value as { isEscaped?: unknown }).isEscaped !== true) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null && !Array.isArray(value);
}
