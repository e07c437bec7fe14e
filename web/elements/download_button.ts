import type { DownloadButtonElement } from "../../runtime/elements/download_button.ts";
import { attributes, escape } from "../escape.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";

export function renderDownloadButton(element: DownloadButtonElement, links: Links): string {
  const { id, help, icon, file, shortcut, style } = element;
  const at = attributes({
    id,
    class: style,
    role: "button",
    "data-widget": id,
    // A link without address is none: it cannot be pressed or reached by the keyboard.
    href: file === null ? null : links.file(file),
    download: file !== null,
    "aria-disabled": file === null ? "true" : null,
    "aria-keyshortcuts": shortcut,
    "data-shortcut": shortcut,
    "aria-describedby": help === null ? null : `${id}-help`,
  });
  const mark = icon === null ? "" : `<span class="icon" aria-hidden="true">${escape(icon)}</span>`;
  const tip = help === null
    ? ""
    : `<span class="help-text" id="${id}-help" role="tooltip">${markdownInline(help)}</span>`;
  return `<div class="button"><a${at}>${mark}${markdownInline(element.label)}</a>${tip}</div>`;
}
