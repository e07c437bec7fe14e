/**
 * The author's own markup, made fit to stand in a page: balanced, so that what it leaves open or closes
 * too often stays its own; and with `<` escaped inside attributes, where htmx would take `<hx-…` for a
 * tag. It goes through the parser that HTML's standard describes, because nothing less finds every tag.
 */
import type * as Parse5 from "parse5";
import { BoundedCache } from "./bounded_cache.ts";
import { escape } from "./escape.ts";
import { Lazy } from "./lazy.ts";

/** The parser; until it is loaded, markup is shown as text. */
export const markupParser: Lazy<typeof Parse5> = new Lazy(() => import("parse5"));

const known = new BoundedCache(2_000_000);

/** Without scripting, what stands in `<noscript>` is markup too, and is balanced with the rest. */
const OPTIONS = { scriptingEnabled: false };

/** The markup as it may stand in a page. */
export function balanced(markup: string): string {
  const parser = markupParser.module;
  if (parser === null) return escape(markup);
  return known.get(markup, () => {
    // As it will stand: a row without its table is none there, either.
    const around = parser.defaultTreeAdapter.createElement("div", parser.html.NS.HTML, []);
    return parser.serialize(parser.parseFragment(around, markup, OPTIONS), OPTIONS);
  });
}
