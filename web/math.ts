/**
 * Formulas in LaTeX's notation as MathML, which browsers draw by themselves: no fonts, no style sheet.
 */
import type Katex from "katex";
import { BoundedCache } from "./bounded_cache.ts";
import { escape } from "./escape.ts";
import { Lazy } from "./lazy.ts";

/** What sets formulas; until it is loaded, they are shown as they are written. */
export const katex: Lazy<typeof Katex> = new Lazy(async () => (await import("katex")).default);

const known = new BoundedCache(1_000_000);

/** The formula as MathML, within a line or as a display; as text with the reason if it is wrong. */
export function math(formula: string, style: "inline" | "display"): string {
  if (katex.module === null) return `<code>${escape(formula)}</code>`;
  return known.get(`${style} ${formula}`, () => set(formula, style === "display"));
}

function set(formula: string, displayMode: boolean): string {
  try {
    return katex.module!.renderToString(formula, {
      displayMode,
      output: "mathml",
      throwOnError: true,
      // Odd characters are the author's business, not the log's.
      strict: false,
      trust: false,
      maxExpand: 1000,
      maxSize: 50,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `<code class="invalid" title="${escape(reason)}">${escape(formula)}</code>`;
  }
}
