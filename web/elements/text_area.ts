import type { TextAreaElement } from "../../runtime/elements/text_area.ts";
import { escape } from "../escape.ts";
import { control, field, problem } from "../field.ts";

export function renderTextArea(element: TextAreaElement): string {
  const box = control(element, {
    rows: 3,
    placeholder: element.placeholder,
    maxlength: element.maxChars,
    required: element.required,
    // The client turns it into a height; one that the user drags it to stays.
    "data-height": element.height,
  });
  // A parser drops the first line break inside.
  return field(
    element,
    `<textarea${box}>\n${escape(element.value)}</textarea>${
      element.required ? problem(element) : ""
    }`,
    {
      "data-live": element.live,
    },
  );
}
