import type { HeadingElement } from "../../runtime/elements/heading.ts";
import { attributes } from "../escape.ts";
import { helpMark } from "../field.ts";
import { iconText } from "../icons.ts";
import { markdownInline } from "../markdown.ts";

export function renderHeading(
  { level, text, anchor, help, icon, textAlignment, divider }: HeadingElement,
): string {
  const at = attributes({
    id: anchor,
    class: divider === false ? null : "divided",
    "data-align": help === null ? textAlignment : null,
    "data-color": typeof divider === "string" ? divider : null,
  });
  const heading = `<h${level}${at}>${icon === null ? "" : `${iconText(icon)} `}${
    markdownInline(text)
  }</h${level}>`;
  // Beside the heading, not in it: its words are no part of the heading's name.
  const around = attributes({ class: "heading", "data-align": textAlignment });
  return help === null ? heading : `<div${around}>${heading}${helpMark(help, null)}</div>`;
}
