import type { MarkdownElement } from "../../runtime/elements/markdown.ts";
import { attributes, escape } from "../escape.ts";
import { helpMark } from "../field.ts";
import { markdownBlocks } from "../markdown.ts";

export function renderMarkdown({ style, text, help, textAlignment }: MarkdownElement): string {
  const mark = helpMark(help, null);
  const at = attributes({ "data-align": textAlignment });
  switch (style) {
    case "markdown":
      return `<div class="prose"${at}>${markdownBlocks(text)}${mark}</div>`;
    case "caption":
      return `<div class="prose caption"${at}>${markdownBlocks(text)}${mark}</div>`;
    case "text":
      return `<div class="plain"${at}>${escape(text)}${mark}</div>`;
    default:
      return style satisfies never;
  }
}
