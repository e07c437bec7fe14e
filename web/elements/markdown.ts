import type { MarkdownElement } from "../../runtime/elements/markdown.ts";
import { attributes, escape } from "../escape.ts";
import { helpMark } from "../field.ts";
import { markdownBlocks } from "../markdown.ts";
import { placeOfText } from "../text_place.ts";

/** The class of each style. */
const CLASSES = { markdown: "prose", caption: "prose caption", text: "plain" } as const;

export function renderMarkdown(element: MarkdownElement): string {
  const { style, text, help } = element;
  const name = CLASSES[style];
  // Nearly all text is told nothing of its place: what it is drawn with is written as it is.
  const isPlain = element.width === null && element.textAlignment === null;
  const at = isPlain ? ` class="${name}"` : attributes(placeOfText(name, element));
  const body = style === "text" ? escape(text) : markdownBlocks(text);
  return `<div${at}>${body}${helpMark(help, null)}</div>`;
}
