import type { SelectSliderElement } from "../../runtime/elements/select_slider.ts";
import { attributes, escape } from "../escape.ts";
import { control, field, fieldset } from "../field.ts";
import type { Links } from "../links.ts";

/** How many letters there is room for beside a widget's label. */
const BESIDE_LABEL = 12;

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
  // Where a name may not fit beside the label, it has a line of its own.
  const longest = list.labels.reduce((most, { length }) => Math.max(most, length), 0);
  const name = longest * places.length > BESIDE_LABEL ? "slider worded" : "slider";
  const more = {
    "data-module": links.module("fields"),
    "data-labels": JSON.stringify(list.labels),
  };
  if (!isRange) {
    return field(
      element,
      `<div class="${name}">${output}${names[0]}${handles[0]}${ends}</div>`,
      more,
    );
  }
  const track = `${names.join("")}<span class="track">${handles.join("")}</span>`;
  return fieldset(element, `<div class="${name} range">${output}${track}${ends}</div>`, more);
}
