import type { ButtonElement } from "../../runtime/elements/button.ts";
import { attributes, escape } from "../escape.ts";
import { markdownInline } from "../markdown.ts";

export function renderButton(element: ButtonElement): string {
  const { id, help, icon, submits, shortcut } = element;
  const at = attributes({
    id,
    class: element.style,
    "data-widget": id,
    type: submits ? "submit" : "button",
    disabled: element.disabled,
    "aria-keyshortcuts": shortcut,
    "data-shortcut": shortcut,
    "aria-describedby": help === null ? null : `${id}-help`,
  });
  const mark = icon === null ? "" : `<span class="icon" aria-hidden="true">${escape(icon)}</span>`;
  const tip = help === null
    ? ""
    : `<span class="help-text" id="${id}-help" role="tooltip">${markdownInline(help)}</span>`;
  return `<div class="button"><button${at}>${mark}${
    markdownInline(element.label)
  }</button>${tip}</div>`;
}
