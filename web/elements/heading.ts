import type { HeadingElement } from "../../runtime/elements/heading.ts";
import { attributes } from "../escape.ts";
import { helpMark } from "../field.ts";
import { iconText } from "../icons.ts";
import { markdownInline } from "../markdown.ts";
import { placeOfText } from "../text_place.ts";

export function renderHeading(element: HeadingElement): string {
  const { level, text, anchor, help, icon, divider } = element;
  const classes = [help !== null && "heading", divider !== false && "divided"];
  const place = {
    ...placeOfText(classes.filter(Boolean).join(" "), element),
    "data-color": typeof divider === "string" ? divider : null,
  };
  const at = attributes({ id: anchor, ...(help === null && place) });
  const heading = `<h${level}${at}>${icon === null ? "" : `${iconText(icon)} `}${
    markdownInline(text)
  }</h${level}>`;
  if (help === null) return heading;
  // Beside the heading, not in it: its words are no part of the heading's name.
  return `<div${attributes(place)}>${heading}${helpMark(help, null)}</div>`;
}
