import type { SpinnerElement } from "../../runtime/elements/spinner.ts";
import { attributes } from "../escape.ts";
import { markdownInline } from "../markdown.ts";

export function renderSpinner({ text, since }: SpinnerElement): string {
  return `<div class="spinner" role="status"${attributes({ "data-since": since })}>${
    markdownInline(text)
  }</div>`;
}
