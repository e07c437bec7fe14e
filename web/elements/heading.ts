import type { HeadingElement } from "../../runtime/elements/heading.ts";
import { attributes, escape } from "../escape.ts";
import { helpMark } from "../field.ts";
import { markdownInline } from "../markdown.ts";

export function renderHeading({ level, text, anchor, help, divider }: HeadingElement): string {
  const id = anchor === undefined ? slug(text) : anchor;
  const at = attributes({
    id: id ? `${id}` : null,
    class: divider === false ? null : "divided",
    "data-color": typeof divider === "string" ? divider : null,
  });
  return `<h${level}${at}>${markdownInline(text)}${
    helpMark(help, `h-${escape(id || "heading")}`)
  }</h${level}>`;
}

/** A heading's text as the name of a place: words joined by hyphens. */
function slug(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
}
