/** Markdown into HTML: blocks for running text, inline for labels. Raw HTML in it is shown as text. */
import MarkdownIt from "markdown-it";
import { escape } from "./escape.ts";

const parser = new MarkdownIt({ html: false, linkify: true });

parser.renderer.rules["link_open"] = (tokens, index, options, _env, self) => {
  const token = tokens[index]!;
  // Links out of the app open beside it: a tool's page has state that a click must not end.
  if (/^https?:/.test(String(token.attrGet("href")))) {
    token.attrSet("target", "_blank");
    token.attrSet("rel", "noopener");
  }
  return self.renderToken(tokens, index, options);
};

/** Text in which nothing can be Markdown, so that the parser need not be asked. */
const PLAIN = /^[A-Za-z0-9][\w ,;()'"/%$€£=?-]*[.:!]?$/;

/** Results for the texts seen last: the same labels and notes are drawn again and again. */
const CACHE_SIZE = 2000;
const CACHED_LENGTH = 500;
const cache = new Map<string, string>();

function cached(name: string, source: string, render: () => string): string {
  if (source.length > CACHED_LENGTH) return render();
  const key = name + source;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const html = render();
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
  cache.set(key, html);
  return html;
}

/** Paragraphs, lists, tables, code. */
export function markdownBlocks(source: string): string {
  if (PLAIN.test(source) && !source.includes("www.")) return `<p>${escape(source)}</p>`;
  return cached("b", source, () => parser.render(source).trimEnd());
}

/** Emphasis, code, links: what fits in a label. */
export function markdownInline(source: string): string {
  if (PLAIN.test(source) && !source.includes("www.")) return escape(source);
  return cached("i", source, () => parser.renderInline(source));
}
