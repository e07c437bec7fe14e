import type { CheckboxElement } from "../../runtime/elements/checkbox.ts";
import { control, helpMark } from "../field.ts";
import { markdownInline } from "../markdown.ts";

export function renderCheckbox(element: CheckboxElement): string {
  const { id, style, value, labelVisibility } = element;
  const box = control(element, {
    type: "checkbox",
    role: style === "toggle" ? "switch" : null,
    checked: value,
  });
  return `<div class="field check" data-widget="${id}"><label class="${labelVisibility}"><input${box}><span>${
    markdownInline(element.label)
  }</span></label>${helpMark(element.help, id)}</div>`;
}
