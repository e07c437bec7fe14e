import type { HeadingElement } from "../../runtime/elements/heading.ts";
import { attributes } from "../escape.ts";
import { helpMark } from "../field.ts";
import { markdownInline } from "../markdown.ts";

export function renderHeading({ level, text, anchor, help, divider }: HeadingElement): string {
  const at = attributes({
    id: anchorOf(anchor === undefined ? text : anchor),
    class: divider === false ? null : "divided",
    "data-color": typeof divider === "string" ? divider : null,
  });
  const heading = `<h${level}${at}>${markdownInline(text)}</h${level}>`;
  // Beside the heading, not in it: its words are no part of the heading's name.
  return help === null ? heading : `<div class="heading">${heading}${helpMark(help, null)}</div>`;
}

/** Names that regions, widgets and containers have: a heading must not be taken for one of them. */
const OURS =
  /^(page|main|menu|sidebar|dialogs|toasts|signals|connection|live|running|head|config|content|bottom)$|^(w|wk|f|fk|c|form|dialog|main|sidebar|dialogs)-/;

/** A heading's text as the name of a place: words joined by hyphens. */
function anchorOf(text: string | null): string | null {
  const name = (text ?? "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  if (name === "") return null;
  return OURS.test(name) ? `to-${name}` : name;
}
