/** Markdown into HTML: blocks for running text, inline for labels. Raw HTML in it is shown as text. */
import MarkdownIt from "markdown-it";
import { digest } from "../runtime/ids.ts";
import { escape } from "./escape.ts";
import { highlighterFor } from "./highlight.ts";
import { addFootnotes } from "./footnotes.ts";
import type { Lazy } from "./lazy.ts";
import { addAlerts } from "./markdown_alerts.ts";
import { addBracketBounds } from "./markdown_brackets.ts";
import { addRules, languageOf } from "./markdown_rules.ts";
import type { MarkdownEnvironment } from "./markdown_rules.ts";
import { katex } from "./math.ts";

const parser = new MarkdownIt({ html: false, linkify: true });
// "main.py" is a file, not a place in Paraguay: only what has a scheme is a link.
parser.linkify.set({ fuzzyLink: false });
// "www." is not. Addresses longer than that are none, and each is looked for anew.
const LONGEST_ADDRESS = 2_048;
parser.linkify.add("www.", {
  validate: (text, at, linkify) =>
    linkify.testSchemaAt(`//${text.slice(at, at + LONGEST_ADDRESS)}`, "//", 2),
  normalize: (match) => match.url = `http://${match.url}`,
});
addBracketBounds(parser);
addRules(parser);
addFootnotes(parser);
addAlerts(parser);

parser.renderer.rules["link_open"] = (tokens, index, options, _env, self) => {
  const token = tokens[index]!;
  // Links out of the app open beside it: a tool's page has state that a click must not end.
  if (/^https?:/.test(String(token.attrGet("href")))) {
    token.attrSet("target", "_blank");
    token.attrSet("rel", "noopener");
  }
  return self.renderToken(tokens, index, options);
};

const BLOCKS: MarkdownEnvironment = { formulas: true };
const INLINE: MarkdownEnvironment = { formulas: false };

/** Text in which nothing can be Markdown, so that the parser need not be asked. Underscores join words. */
const PLAIN =
  /^(?!\d+\) )[A-Za-z0-9](?:[A-Za-z0-9 ,;()'"/%€£=?-]|: |(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))*[.:!]?$/;

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
  // What is still to be loaded will look different.
  if (markdownNeeds(source).some(({ module }) => module === null)) return html;
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
  cache.set(key, html);
  return html;
}

/** Paragraphs, lists, tables, code. */
export function markdownBlocks(source: string): string {
  if (PLAIN.test(source)) return `<p>${escape(source)}</p>`;
  return cached("b", source, () => {
    const text = textOf(source);
    // Notes of different texts have different names, also where these come from different processes.
    const env = text.includes("[^") ? { ...BLOCKS, docId: digest(text) } : { ...BLOCKS };
    return parser.render(text, env).trimEnd();
  });
}

/** Emphasis, code, links: what fits in a label. */
export function markdownInline(source: string): string {
  if (PLAIN.test(source)) return escape(source);
  return cached("i", source, () => parser.renderInline(textOf(source), { ...INLINE }));
}

/** What is no text comes from data whose type was only believed. */
function textOf(source: unknown): string {
  if (typeof source === "string") return source;
  throw new TypeError(`its text must be a string: received ${JSON.stringify(source)}`);
}

const FENCE = /^[ \t>*+-]*(?:`{3,}|~{3,})[ \t]*([\w+#-]+)/gm;

/** What running text wants loaded before it is drawn: colours for its code, formulas. */
export function markdownNeeds(source: string): readonly Lazy<unknown>[] {
  const needs: Lazy<unknown>[] = [];
  if (source.includes("```") || source.includes("~~~")) {
    for (const [, info] of source.matchAll(FENCE)) {
      const highlighter = highlighterFor(languageOf(info!) ?? "");
      if (highlighter !== null) needs.push(highlighter);
    }
  }
  const dollar = source.indexOf("$");
  if (dollar >= 0 && source.indexOf("$", dollar + 1) > 0) needs.push(katex);
  return needs;
}
