import type { MarkdownElement } from "../../runtime/elements/markdown.ts";
import { escape } from "../escape.ts";
import { helpMark } from "../field.ts";
import { markdownBlocks } from "../markdown.ts";

export function renderMarkdown({ style, text, help }: MarkdownElement): string {
  const mark = helpMark(help, null);
  switch (style) {
    case "markdown":
      return `<div class="prose">${markdownBlocks(text)}${mark}</div>`;
    case "caption":
      return `<div class="prose caption">${markdownBlocks(text)}${mark}</div>`;
    case "text":
      return `<div class="plain">${escape(text)}${mark}</div>`;
    default:
      return style satisfies never;
  }
}
