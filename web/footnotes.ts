/**
 * Footnotes in Markdown: `text[^1]`, and `[^1]: what is noted` anywhere in the same text. The parser is
 * npm's; how they look, and how they are told apart from those of other texts on the page, is said here.
 */
import type { MarkdownIt } from "markdown-it";
import footnote from "markdown-it-footnote";
import { escape } from "./escape.ts";

type Render = NonNullable<MarkdownIt["renderer"]["rules"][string]>;
type Tokens = Parameters<Render>[0];
type Env = Parameters<Render>[3];

/** Teaches `parser` footnotes. Its environment names the text by `docId`. */
export function addFootnotes(parser: MarkdownIt): void {
  parser.use(footnote);
  // Written in the middle of a text they would also stand in labels, which have no end to put them at.
  parser.inline.ruler.disable("footnote_inline");
  const { rules } = parser.renderer;
  rules["footnote_ref"] = (tokens, at, _options, env) => {
    const { id, subId } = noteOf(tokens, at);
    const number = id + 1;
    return `<sup class="footnote"><a href="#${nameOf(env, id)}" id="${
      nameOf(env, id, subId)
    }" aria-label="Note ${number}">${number}</a></sup>`;
  };
  rules["footnote_block_open"] = () => '<section class="footnotes" aria-label="Notes"><ol>';
  rules["footnote_block_close"] = () => "</ol></section>";
  rules["footnote_open"] = (tokens, at, _options, env) =>
    `<li id="${nameOf(env, noteOf(tokens, at).id)}">`;
  rules["footnote_close"] = () => "</li>";
  rules["footnote_anchor"] = (tokens, at, _options, env) => {
    const { id, subId } = noteOf(tokens, at);
    return ` <a href="#${nameOf(env, id, subId)}" aria-label="Back to the text of note ${
      id + 1
    }">↩</a>`;
  };
}

/** Which note a token is about, and how often that has been referred to before. */
function noteOf(tokens: Tokens, at: number): { readonly id: number; readonly subId: number } {
  const { id, subId } = tokens[at]!.meta ?? {};
  return { id: Number(id), subId: Number(subId) };
}

/** A name to link to: of a note, or of a place that refers to it. */
function nameOf(env: Env, id: number, reference?: number): string {
  const name = `note-${escape(String(env?.["docId"]))}-${id + 1}`;
  return reference === undefined ? name : `${name}-from-${reference + 1}`;
}
