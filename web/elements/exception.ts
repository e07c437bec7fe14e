import type { ExceptionElement } from "../../runtime/elements/exception.ts";
import { escape } from "../escape.ts";

export function renderException({ id, details }: ExceptionElement): string {
  if (details === null) {
    return `<div class="alert error exception" role="alert"><div><p>Something went wrong here. ` +
      `Error <code>${escape(id)}</code> is in the app's log.</p></div></div>`;
  }
  const stack = details.stack === ""
    ? ""
    : `<details><summary>Stack</summary><pre>${escape(details.stack)}</pre></details>`;
  return `<div class="alert error exception" role="alert"><div><p><strong>${
    escape(details.name)
  }</strong>: ${escape(details.message)}</p>${stack}</div></div>`;
}
