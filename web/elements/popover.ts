import type { PopoverBlock } from "../../runtime/elements/popover.ts";
import { attributes } from "../escape.ts";
import { iconText } from "../icons.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";
import { renderOpening } from "../opening.ts";
import { classOfWidth } from "../width.ts";
import type { Shell } from "../render.ts";

/** Opening and closing is the browser's; a box that keeps its id stays open when it is redrawn. */
export function popoverShell(block: PopoverBlock, links: Links): Shell {
  const { id, label, help, disabled, icon, style, width, opening } = block;
  const at = attributes({
    type: "button",
    id: `${id}-button`,
    class: style,
    popovertarget: `${id}-panel`,
    disabled,
    "aria-describedby": help === null ? null : `${id}-help`,
  });
  const tip = help === null
    ? ""
    : `<span class="help-text" id="${id}-help" role="tooltip">${markdownInline(help)}</span>`;
  return [
    `<div${attributes({ ...classOfWidth("popover", width), id })}><button${at}>${iconText(icon)}${
      markdownInline(label)
    }</button>${tip}${
      renderOpening(opening, links)
    }<div class="popover-panel" id="${id}-panel" popover role="group" aria-labelledby="${id}-button"><div id="${id}-body">`,
    "</div></div></div>",
  ];
}
