import type { ButtonElement } from "../../runtime/elements/button.ts";
import { renderPressable } from "../button.ts";
import type { Links } from "../links.ts";

export function renderButton(element: ButtonElement, links: Links): string {
  const { id, disabled, submits } = element;
  const at = { "data-widget": id, type: submits ? "submit" : "button", disabled };
  return renderPressable(element, "button", { links, at });
}
