import type { DateInputElement } from "../../runtime/elements/date_input.ts";
import { control, field, problem } from "../field.ts";

export function renderDateInput(element: DateInputElement): string {
  const { value, min, max, guessed } = element;
  const box = control(element, { type: "date", value, min, max, "data-today": guessed });
  return field(element, `<input${box}>${problem(element)}`);
}
