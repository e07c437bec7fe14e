import type { ProgressElement } from "../../runtime/elements/progress.ts";
import { markdownInline } from "../markdown.ts";

export function renderProgress({ share, text }: ProgressElement): string {
  const bar = `<progress max="1" value="${+share.toFixed(4)}"`;
  return text === null
    ? `<div class="progress">${bar} aria-label="Progress"></progress></div>`
    : `<label class="progress"><span>${markdownInline(text)}</span>${bar}></progress></label>`;
}
