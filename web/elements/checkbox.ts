import type { CheckboxElement } from "../../runtime/elements/checkbox.ts";
import { box, control, helpMark } from "../field.ts";
import { markdownInline } from "../markdown.ts";

export function renderCheckbox(element: CheckboxElement): string {
  const { id, style, value, labelVisibility } = element;
  const input = control(element, {
    type: "checkbox",
    role: style === "toggle" ? "switch" : null,
    checked: value,
  });
  return `<div${
    box(element, "field check")
  }><label class="${labelVisibility}"><input${input}><span>${
    markdownInline(element.label)
  }</span></label>${helpMark(element.help, id)}</div>`;
}
