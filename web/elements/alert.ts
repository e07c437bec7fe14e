import type { AlertElement } from "../../runtime/elements/alert.ts";
import { escape } from "../escape.ts";
import { markdownBlocks, markdownInline } from "../markdown.ts";

export function renderAlert({ tone, body, icon, title }: AlertElement): string {
  const role = tone === "error" ? "alert" : "status";
  const mark = icon === null ? "" : `<span class="icon" aria-hidden="true">${escape(icon)}</span>`;
  const heading = title === null
    ? ""
    : `<p class="title"><strong>${markdownInline(title)}</strong></p>`;
  return `<div class="alert ${tone}" role="${role}">${mark}<div>${heading}${
    markdownBlocks(body)
  }</div></div>`;
}
