/** GitHub's alerts in Markdown: a quote that begins with `[!NOTE]`, and looks like `info()`. */
import type { MarkdownIt } from "markdown-it";

type CoreRule = Parameters<MarkdownIt["core"]["ruler"]["push"]>[1];

/** What each is called, and which of our notices it looks like. */
const KINDS: Readonly<Record<string, readonly [title: string, tone: string]>> = {
  NOTE: ["Note", "info"],
  TIP: ["Tip", "success"],
  IMPORTANT: ["Important", "info"],
  WARNING: ["Warning", "warning"],
  CAUTION: ["Caution", "error"],
};
const MARK = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$/i;

/** Teaches `parser` alerts. */
export function addAlerts(parser: MarkdownIt): void {
  parser.core.ruler.push("alerts", alerts);
  const { rules } = parser.renderer;
  rules["alert_open"] = (tokens, at) => {
    const [title, tone] = KINDS[tokens[at]!.info]!;
    return `<div class="alert ${tone}" role="note"><div><p class="title"><strong>${title}</strong></p>`;
  };
  rules["alert_close"] = () => "</div></div>";
}

const alerts: CoreRule = ({ tokens }) => {
  for (let i = 0; i + 2 < tokens.length; i++) {
    const [quote, paragraph, inline] = tokens.slice(i, i + 3) as [Token, Token, Token];
    if (quote.type !== "blockquote_open" || paragraph.type !== "paragraph_open") continue;
    const [mark, end] = inline.children ?? [];
    const kind = mark?.type === "text" ? MARK.exec(mark.content)?.[1] : undefined;
    // The mark has a line of its own.
    if (kind === undefined || (end !== undefined && !/break$/.test(end.type))) continue;
    quote.type = "alert_open";
    quote.info = kind.toUpperCase();
    const close = tokens.findIndex(({ type, level }, at) =>
      at > i && type === "blockquote_close" && level === quote.level
    );
    tokens[close]!.type = "alert_close";
    inline.children = inline.children!.slice(2);
    if (inline.children.length === 0) tokens.splice(i + 1, 3);
  }
};

type Token = Parameters<CoreRule>[0]["tokens"][number];
