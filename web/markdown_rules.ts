/**
 * What Eddy's Markdown has beyond CommonMark, tables and links: emoji (`:tada:`), colours
 * (`:blue[text]`, `:green-badge[paid]`), tasks (`- [x]`), formulas (`$x^2$`) and coloured code. Each
 * rule looks only where its first character stands, so that text without pays nothing.
 */
import type { MarkdownIt } from "markdown-it";
import emojiData from "markdown-it-emoji/lib/data/full.mjs";
import { codeBlock } from "./code_block.ts";
import { math } from "./math.ts";

const EMOJI: Readonly<Record<string, string>> = emojiData;

type InlineRule = Parameters<MarkdownIt["inline"]["ruler"]["push"]>[1];
type CoreRule = Parameters<MarkdownIt["core"]["ruler"]["push"]>[1];

/** What the parser is told of one text; formulas are text where they cannot be waited for: in labels. */
export type MarkdownEnvironment = { readonly formulas: boolean };

/** Teaches `parser` all of it. */
export function addRules(parser: MarkdownIt): void {
  parser.inline.ruler.push("colon", colon);
  parser.inline.ruler.push("formula", formula);
  parser.core.ruler.push("tasks", tasks);
  parser.core.ruler.push("aligned", aligned);
  const { rules } = parser.renderer;
  rules["formula"] = (tokens, at) => {
    const { content, info } = tokens[at]!;
    return math(content, info === "display" ? "display" : "inline");
  };
  rules["task"] = (tokens, at) =>
    tokens[at]!.info === "done"
      ? '<span class="task" role="img" aria-label="Done">☑</span> '
      : '<span class="task" role="img" aria-label="To do">☐</span> ';
  rules["fence"] = (tokens, at) => {
    const { content, info } = tokens[at]!;
    return codeBlock(content.replace(/\n$/, ""), { language: languageOf(info) });
  };
  rules["table_open"] = () => '<div class="table-scroll" tabindex="0"><table>';
  rules["table_close"] = () => "</table></div>";
}

/** The language that a fence names. */
export function languageOf(info: string): string | null {
  return /^[\w+#-]+/.exec(info.trim())?.[0] ?? null;
}

const EMOJI_CODE = /:([a-z0-9_+-]{1,60}):/y;
const DIRECTIVE =
  /:(?:(small)|(blue|green|yellow|orange|red|violet|gr[ae]y|primary)(?:-(background|badge))?)\[/y;

/** `:tada:`, `:small[…]`, `:red[…]`, `:red-background[…]`, `:red-badge[…]`. */
const colon: InlineRule = (state, silent) => {
  const { src, pos } = state;
  if (src[pos] !== ":") return false;
  EMOJI_CODE.lastIndex = DIRECTIVE.lastIndex = pos;
  const code = EMOJI_CODE.exec(src);
  // Not within a word, as in times and paths.
  if (
    code !== null && Object.hasOwn(EMOJI, code[1]!) && !/[\p{L}\p{N}]/u.test(src[pos - 1] ?? "")
  ) {
    if (!silent) state.pending += EMOJI[code[1]!];
    state.pos += code[0].length;
    return true;
  }
  const directive = DIRECTIVE.exec(src);
  if (directive === null) return false;
  const [head, small, color, style] = directive;
  const start = pos + head.length;
  const end = state.md.helpers.parseLinkLabel(state, start - 1);
  if (end < 0) return false;
  if (!silent) {
    const tag = small === undefined ? "span" : "small";
    const open = state.push("styled_open", tag, 1);
    if (color !== undefined) {
      open.attrs = [["class", style ?? "ink"], ["data-color", color.replace("grey", "gray")]];
    }
    const { posMax } = state;
    state.pos = start;
    state.posMax = end;
    state.md.inline.tokenize(state);
    state.posMax = posMax;
    state.push("styled_close", tag, -1);
  }
  state.pos = end + 1;
  return true;
};

/** `$…$` with no space at its inner sides and no digit behind, as prices have; `$$…$$` with anything. */
const FORMULA = /\$\$([^$]+)\$\$|\$(?!\s)((?:[^$\\\n]|\\.)*?[^\s\\$])\$(?!\d)/y;

const formula: InlineRule = (state, silent) => {
  if (state.src[state.pos] !== "$" || !state.env["formulas"]) return false;
  FORMULA.lastIndex = state.pos;
  const found = FORMULA.exec(state.src);
  if (found === null || state.pos + found[0].length > state.posMax) return false;
  if (!silent) {
    const token = state.push("formula", "", 0);
    token.content = (found[1] ?? found[2]!).trim();
    token.info = found[1] === undefined ? "inline" : "display";
  }
  state.pos += found[0].length;
  return true;
};

const TASK = /^\[([ xX])\][ \u00a0]/;

const tasks: CoreRule = ({ tokens, Token }) => {
  for (let i = 2; i < tokens.length; i++) {
    const { type, children } = tokens[i]!;
    const text = children?.[0];
    if (type !== "inline" || text?.type !== "text" || tokens[i - 2]!.type !== "list_item_open") {
      continue;
    }
    const found = TASK.exec(text.content);
    if (found === null) continue;
    text.content = text.content.slice(found[0].length);
    const box = new Token("task", "", 0);
    box.info = found[1] === " " ? "open" : "done";
    children!.unshift(box);
    tokens[i - 2]!.attrJoin("class", "task-item");
  }
};

/** The parser aligns cells by `style`, which the content security policy takes away. */
const aligned: CoreRule = ({ tokens }) => {
  for (const token of tokens) {
    if (token.type !== "th_open" && token.type !== "td_open") continue;
    const side = /text-align:(\w+)/.exec(String(token.attrGet("style")))?.[1];
    token.attrs = side === undefined ? null : [["data-align", side]];
  }
};
