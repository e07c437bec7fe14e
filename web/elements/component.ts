import type { ComponentElement } from "../../runtime/component.ts";
import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";

export function renderComponent(element: ComponentElement, links: Links): string {
  const { id, label, code, props, value, events } = element;
  const at = attributes({
    id,
    role: "group",
    "aria-label": label,
    "data-widget": id,
    "data-module": links.module("components"),
    "data-code": links.component(code),
    "data-props": props,
  });
  const control = attributes({ name: id, value, hidden: true, "aria-label": label });
  const said = events === null
    ? ""
    : `<span${attributes({ "data-widget": events, "data-line": true, hidden: true })}><input${
      attributes({ name: events, "aria-label": label })
    }><button type="button" class="send"></button></span>`;
  return `<eddy-component${at}><input${control}>${said}</eddy-component>`;
}
