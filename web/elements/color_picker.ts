import type { ColorPickerElement } from "../../runtime/elements/color_picker.ts";
import { control, field } from "../field.ts";

export function renderColorPicker(element: ColorPickerElement): string {
  return field(element, `<input${control(element, { type: "color", value: element.value })}>`);
}
