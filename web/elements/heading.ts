import type { HeadingElement } from "../../runtime/elements/heading.ts";
import { attributes } from "../escape.ts";
import { helpMark } from "../field.ts";
import { iconText } from "../icons.ts";
import { markdownInline } from "../markdown.ts";
import { placeOfText } from "../text_place.ts";

export function renderHeading(element: HeadingElement): string {
  const { level, text, anchor, help, icon, divider } = element;
  const name = divider === false ? "" : "divided";
  const at = attributes({
    id: anchor,
    ...(help === null ? placeOfText(name, element) : { class: name || null }),
    "data-color": typeof divider === "string" ? divider : null,
  });
  const heading = `<h${level}${at}>${icon === null ? "" : `${iconText(icon)} `}${
    markdownInline(text)
  }</h${level}>`;
  if (help === null) return heading;
  // Beside the heading, not in it: its words are no part of the heading's name.
  return `<div${attributes(placeOfText("heading", element))}>${heading}${
    helpMark(help, null)
  }</div>`;
}
