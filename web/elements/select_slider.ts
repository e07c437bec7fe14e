import type { SelectSliderElement } from "../../runtime/elements/select_slider.ts";
import { attributes, escape } from "../escape.ts";
import { control, field } from "../field.ts";
import type { Links } from "../links.ts";

/** The range only knows places; what is sent is a name, in a control of its own. */
export function renderSelectSlider(element: SelectSliderElement, links: Links): string {
  const { id, list, chosen, disabled } = element;
  const at = chosen[0] ?? 0;
  const label = list.labels[at]!;
  const name = attributes({ type: "text", name: id, value: label, disabled });
  const range = control(element, {
    name: null,
    type: "range",
    min: 0,
    max: list.length - 1,
    value: at,
    "aria-valuetext": label,
  });
  return field(
    element,
    `<div class="slider"><output for="${id}">${
      escape(label)
    }</output><input${name} hidden><input${range}><span class="ends" aria-hidden="true"><span>${
      escape(list.labels[0]!)
    }</span><span>${escape(list.labels.at(-1)!)}</span></span></div>`,
    { "data-module": links.module("fields"), "data-labels": JSON.stringify(list.labels) },
  );
}
