import type { MultiselectElement } from "../../runtime/elements/multiselect.ts";
import type { Links } from "../links.ts";
import { renderPicker } from "../picker.ts";

export function renderMultiselect(element: MultiselectElement, links: Links): string {
  return renderPicker(element, links);
}
