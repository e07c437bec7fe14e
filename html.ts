/**
 * Hono's tag for markup of one's own: it escapes what is put into it, so that data stays text.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { html } from "@eddy/eddy/html";
 *
 * st.createApp(() => {
 *   const customer = "O'Neill & <Sons>";
 *   st.html(html`<p>Sent by <mark>${customer}</mark></p>`);
 * });
 * ```
 *
 * @module
 */
import { html as tag, raw as asItIs } from "hono/html";
import type { SafeHtml } from "./runtime/elements/html.ts";

export type { SafeHtml } from "./runtime/elements/html.ts";

/**
 * Makes markup of a template; what is interpolated is escaped, unless it is markup itself.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { html } from "@eddy/eddy/html";
 *
 * st.createApp(() => {
 *   const rows = ["Assam", "<Oolong>"].map((tea) => html`<li>${tea}</li>`);
 *   st.html(html`<ul>${rows}</ul>`);
 * });
 * ```
 */
export const html: (
  strings: TemplateStringsArray,
  ...values: unknown[]
) => (SafeHtml & string) | Promise<SafeHtml & string> = tag;

/**
 * Takes text for markup as it is. Never give it what somebody else has written.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { html, raw } from "@eddy/eddy/html";
 *
 * st.createApp(() => {
 *   st.html(html`<p>Two lines,${raw("<br>")} one paragraph</p>`);
 * });
 * ```
 */
export const raw: (markup: string) => SafeHtml & string = asItIs;
