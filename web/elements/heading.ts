import type { HeadingElement } from "../../runtime/elements/heading.ts";
import { attributes } from "../escape.ts";
import { helpMark } from "../field.ts";
import { markdownInline } from "../markdown.ts";

export function renderHeading({ level, text, anchor, help, divider }: HeadingElement): string {
  const at = attributes({
    id: anchor,
    class: divider === false ? null : "divided",
    "data-color": typeof divider === "string" ? divider : null,
  });
  const heading = `<h${level}${at}>${markdownInline(text)}</h${level}>`;
  // Beside the heading, not in it: its words are no part of the heading's name.
  return help === null ? heading : `<div class="heading">${heading}${helpMark(help, null)}</div>`;
}
