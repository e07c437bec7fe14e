import type { TextInputElement } from "../../runtime/elements/text_input.ts";
import { control, field, problem, withIcon } from "../field.ts";

export function renderTextInput(element: TextInputElement): string {
  const box = control(element, {
    type: element.type,
    value: element.value,
    placeholder: element.placeholder,
    maxlength: element.maxChars,
    required: element.required,
    autocomplete: element.autocomplete ?? "off",
  });
  return field(
    element,
    `${withIcon(element.icon, `<input${box}>`)}${element.required ? problem(element) : ""}`,
    { "data-live": element.live },
  );
}
