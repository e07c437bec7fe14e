/** What fields for days and times look like: one control, or two that are the ends of a range. */
import type { CalendarElement } from "../runtime/calendar.ts";
import { control, field, fieldset, problem } from "./field.ts";
import type { Links } from "./links.ts";

export function renderCalendar(
  element: CalendarElement<string>,
  type: "date" | "time" | "datetime-local",
  links: Links,
): string {
  const { id, values, min, max, step, required, guesses } = element;
  const box = (at: number, more: Readonly<Record<string, string>> = {}) =>
    `<input${
      control(element, {
        type,
        value: values[at],
        min: (at === 1 ? values[0] : null) ?? min,
        max,
        step,
        required,
        "data-moment": guesses[at],
        ...more,
      })
    }>`;
  const module = { "data-module": links.module("fields") };
  if (values.length === 1) return field(element, box(0) + problem(element), module);
  const from = box(0, { "aria-label": "From" });
  const to = box(1, { id: `${id}-to`, "aria-label": "To" });
  return fieldset(
    element,
    `<div class="range-ends">${from}<span aria-hidden="true">–</span>${to}</div>${
      problem(element)
    }`,
    module,
  );
}
