import type { SelectboxElement } from "../../runtime/elements/selectbox.ts";
import { escape } from "../escape.ts";
import { control, field, problem } from "../field.ts";
import type { Links } from "../links.ts";
import { renderPicker } from "../picker.ts";

/** The browser's own list, unless it is to be searched. */
export function renderSelectbox(element: SelectboxElement, links: Links): string {
  const { list, chosen, clearable, placeholder, required, search } = element;
  if (search !== null) return renderPicker(element, links);
  const empty = clearable || (required && chosen.length === 0);
  const none = empty
    ? `<option value=""${chosen.length === 0 ? " selected" : ""}>${
      escape(placeholder ?? "Choose an option")
    }</option>`
    : "";
  const options = list.labels.map((label, i) => {
    const text = escape(label);
    return `<option value="${text}"${i === chosen[0] ? " selected" : ""}>${text}</option>`;
  });
  const select = `<select${control(element, { required })}>${none}${options.join("")}</select>`;
  return field(element, required ? `${select}${problem(element)}` : select);
}
