import type { AlertElement } from "../../runtime/elements/alert.ts";
import { escape } from "../escape.ts";
import { markdownBlocks } from "../markdown.ts";

export function renderAlert({ tone, body, icon }: AlertElement): string {
  const role = tone === "error" ? "alert" : "status";
  const mark = icon === null ? "" : `<span class="icon" aria-hidden="true">${escape(icon)}</span>`;
  return `<div class="alert ${tone}" role="${role}">${mark}<div>${
    markdownBlocks(body)
  }</div></div>`;
}
