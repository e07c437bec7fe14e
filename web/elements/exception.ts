import type { ExceptionElement } from "../../runtime/elements/exception.ts";
import type { Excerpt } from "../../runtime/stack.ts";
import { escape } from "../escape.ts";

export function renderException({ id, details }: ExceptionElement): string {
  if (details === null) {
    return `<div class="alert error exception" role="alert"><div><p>Something went wrong here. ` +
      `Error <code>${escape(id)}</code> is in the app's log.</p></div></div>`;
  }
  const { name, message, stack, where, source } = details;
  const place = [where === null ? "" : `in ${where}`, source?.place ?? ""].filter(Boolean).join(
    ", ",
  );
  const origin = place === "" ? "" : `<p class="place">${escape(place)}</p>`;
  const excerpt = source === null ? "" : renderExcerpt(source.excerpt);
  const frames = stack === ""
    ? ""
    : `<details><summary>Stack</summary><pre>${escape(stack)}</pre></details>`;
  return `<div class="alert error exception" role="alert"><div><p><strong>${
    escape(name)
  }</strong>: ${escape(message)}</p>${origin}${excerpt}${frames}</div></div>`;
}

function renderExcerpt({ lines, first, line }: Excerpt): string {
  const width = String(first + lines.length - 1).length;
  const text = lines.map((source, i) => {
    const number = first + i;
    const row = escape(`${String(number).padStart(width)}  ${source}`);
    return number === line ? `<mark>${row}</mark>` : row;
  });
  return `<pre>${text.join("\n")}</pre>`;
}
