import type { TextInputElement } from "../../runtime/elements/text_input.ts";
import { control, field, problem, withIcon } from "../field.ts";

export function renderTextInput(element: TextInputElement): string {
  const { validate, required } = element;
  const box = control(element, {
    type: element.type,
    value: element.value,
    placeholder: element.placeholder,
    maxlength: element.maxChars,
    required,
    // Not `pattern`, which knows no flags and wants all of the text to match.
    "data-pattern": validate?.source,
    "data-flags": validate?.flags || null,
    autocomplete: element.autocomplete ?? "off",
  });
  return field(
    element,
    `${withIcon(element.icon, `<input${box}>`)}${
      required || validate !== null ? problem(element) : ""
    }`,
    { "data-live": element.live },
  );
}
