import type { SliderElement } from "../../runtime/elements/slider.ts";
import { attributes, escape } from "../escape.ts";
import { control, field, fieldset } from "../field.ts";
import type { Links } from "../links.ts";

/** One range control, or two above each other whose ends the client keeps in order. */
export function renderSlider(element: SliderElement, links: Links): string {
  const { id, values, min, max, step, scale } = element;
  const { format, seconds } = scale;
  const texts = values.map(scale.show);
  const handle = (at: number, more: Readonly<Record<string, string>> = {}) =>
    `<input${
      control(element, {
        type: "range",
        min,
        max,
        step,
        value: values[at],
        "aria-valuetext": format === null ? null : texts[at],
        ...more,
      })
    }>`;
  const isRange = values.length === 2;
  const output = `<output${attributes({ for: isRange ? `${id} ${id}-to` : id })}>${
    escape(texts.join(" – "))
  }</output>`;
  const marks = `<span class="ends" aria-hidden="true"><span>${
    escape(scale.show(min))
  }</span><span>${escape(scale.show(max))}</span></span>`;
  // What the client needs to write the values while they are dragged.
  const more = {
    "data-module": links.module("fields"),
    "data-format": typeof format === "string" ? format : null,
    "data-intl": format !== null && typeof format === "object" ? JSON.stringify(format) : null,
    "data-seconds": seconds,
  };
  if (!isRange) {
    return field(element, `<div class="slider">${output}${handle(0)}${marks}</div>`, more);
  }
  const track = handle(0, { "aria-label": "From" }) +
    handle(1, { id: `${id}-to`, "aria-label": "To" });
  return fieldset(
    element,
    `<div class="slider range">${output}<span class="track">${track}</span>${marks}</div>`,
    more,
  );
}
