import type { MenuButtonElement } from "../../runtime/elements/menu_button.ts";
import { renderPressable } from "../button.ts";
import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";

/** Each line of the menu is a button of its own that also closes it, as the browser does. */
export function renderMenuButton(element: MenuButtonElement, links: Links): string {
  const { id, disabled, list } = element;
  const items = list.labels.map((label, i) => {
    const item = attributes({
      type: "button",
      id: `${id}-${i}`,
      role: "menuitem",
      class: "option",
      "data-widget": id,
      value: label,
      popovertarget: `${id}-menu`,
      popovertargetaction: "hide",
      disabled,
    });
    return `<button${item}>${markdownInline(label)}</button>`;
  });
  const menu = attributes({
    id: `${id}-menu`,
    class: "options",
    popover: true,
    role: "menu",
    "aria-labelledby": id,
    "data-module": links.module("keys"),
  });
  return renderPressable(element, "button", {
    links,
    at: { type: "button", popovertarget: `${id}-menu`, "aria-haspopup": "menu", disabled },
    behind: `<div${menu}>${items.join("")}</div>`,
  });
}
