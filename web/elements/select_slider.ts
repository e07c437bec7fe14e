import type { SelectSliderElement } from "../../runtime/elements/select_slider.ts";
import { attributes, escape } from "../escape.ts";
import { control, field, fieldset } from "../field.ts";
import type { Links } from "../links.ts";

/** A range only knows places; what is sent is a name, in a control of its own for each end. */
export function renderSelectSlider(element: SelectSliderElement, links: Links): string {
  const { id, list, chosen, isRange, disabled } = element;
  const places = isRange ? chosen : [chosen[0] ?? 0];
  const labels = places.map((at) => list.labels[at]!);
  const names = labels.map((value) =>
    `<input${attributes({ type: "text", name: id, value, disabled })} hidden>`
  );
  const handles = places.map((value, i) => {
    const at = control(element, {
      name: null,
      type: "range",
      min: 0,
      max: list.length - 1,
      value,
      "aria-valuetext": labels[i]!,
      ...(isRange && (i === 0 ? { "aria-label": "From" } : { "aria-label": "To", id: `${id}-to` })),
    });
    return `<input${at}>`;
  });
  const output = `<output for="${isRange ? `${id} ${id}-to` : id}">${
    escape(labels.join(" – "))
  }</output>`;
  const ends = `<span class="ends" aria-hidden="true"><span>${
    escape(list.labels[0]!)
  }</span><span>${escape(list.labels.at(-1)!)}</span></span>`;
  const more = {
    "data-module": links.module("fields"),
    "data-labels": JSON.stringify(list.labels),
  };
  if (!isRange) {
    return field(
      element,
      `<div class="slider">${output}${names[0]}${handles[0]}${ends}</div>`,
      more,
    );
  }
  const track = `${names.join("")}<span class="track">${handles.join("")}</span>`;
  return fieldset(element, `<div class="slider range">${output}${track}${ends}</div>`, more);
}
