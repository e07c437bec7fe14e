import type { SpinnerElement } from "../../runtime/elements/spinner.ts";
import { markdownInline } from "../markdown.ts";

/** The style sheet counts the seconds, from when it is seen; they are not read out one by one. */
export function renderSpinner({ text, timed }: SpinnerElement): string {
  const time = timed ? ' <span class="elapsed" aria-hidden="true"></span>' : "";
  return `<div class="spinner" role="status">${markdownInline(text)}${time}</div>`;
}
