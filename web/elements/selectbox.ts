import type { SelectboxElement } from "../../runtime/elements/selectbox.ts";
import { escape } from "../escape.ts";
import { control, field } from "../field.ts";

export function renderSelectbox(element: SelectboxElement): string {
  const { labels, chosen, clearable, placeholder } = element;
  const none = clearable
    ? `<option value=""${chosen === null ? " selected" : ""}>${
      escape(placeholder ?? "Choose an option")
    }</option>`
    : "";
  const options = labels.map((label, i) => {
    const text = escape(label);
    return `<option value="${text}"${i === chosen ? " selected" : ""}>${text}</option>`;
  });
  return field(element, `<select${control(element)}>${none}${options.join("")}</select>`);
}
