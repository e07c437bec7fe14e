/** Source code as a block with a button that copies it; for `code()` and for code in Markdown. */
import { attributes } from "./escape.ts";
import { highlighted } from "./highlight.ts";
import { icon } from "./icons.ts";

/** How it is shown. */
export interface CodeBlockOptions {
  readonly language: string | null;
  readonly lineNumbers?: boolean;
  readonly wrap?: boolean;
  /** Pixels, beyond which it scrolls. */
  readonly height?: number | null;
}

/** The block. Numbers of lines are left to the style sheet, so that nobody copies them. */
export function codeBlock(source: string, options: CodeBlockOptions): string {
  const { language, lineNumbers = false, wrap = false, height = null } = options;
  const classes = ["code", ...(lineNumbers ? ["numbered"] : []), ...(wrap ? ["wrapped"] : [])];
  const markup = highlighted(source, language);
  const at = attributes({ class: classes.join(" "), "data-language": language });
  return `<div${at}><pre${attributes({ tabindex: 0, "data-height": height })}><code>${
    lineNumbers ? linesOf(markup) : markup
  }</code></pre><button type="button" class="copy" data-copy aria-label="Copy">${
    icon("copy")
  }</button></div>`;
}

const TAG_OR_BREAK = /<span[^>]*>|<\/span>|\n/g;

/** Each line in an element of its own; what is coloured over several lines is coloured in each. */
function linesOf(markup: string): string {
  const open: string[] = [];
  const text = markup.replace(TAG_OR_BREAK, (found) => {
    if (found === "</span>") open.pop();
    else if (found !== "\n") open.push(found);
    else return `${"</span>".repeat(open.length)}\n</span><span class="line">${open.join("")}`;
    return found;
  });
  return `<span class="line">${text}</span>`.replace(/<span class="line"><\/span>$/, "");
}
