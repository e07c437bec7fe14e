import type { NumberInputElement } from "../../runtime/elements/number_input.ts";
import { control, field, problem, withIcon } from "../field.ts";

export function renderNumberInput(element: NumberInputElement): string {
  const box = control(element, {
    type: "number",
    value: element.value === null ? null : element.show(element.value),
    min: element.min,
    max: element.max,
    step: element.step ?? "any",
    placeholder: element.placeholder,
    required: element.required,
    autocomplete: "off",
  });
  return field(element, `${withIcon(element.icon, `<input${box}>`)}${problem(element)}`);
}
