import type { PopoverBlock } from "../../runtime/elements/popover.ts";
import { attributes } from "../escape.ts";
import { markdownInline } from "../markdown.ts";
import type { Shell } from "../render.ts";

/** Opening and closing is the browser's; a box that keeps its id stays open when it is redrawn. */
export function popoverShell({ id, label, help, disabled }: PopoverBlock): Shell {
  const at = attributes({
    type: "button",
    id: `${id}-button`,
    popovertarget: `${id}-panel`,
    disabled,
    "aria-describedby": help === null ? null : `${id}-help`,
  });
  const tip = help === null
    ? ""
    : `<span class="help-text" id="${id}-help" role="tooltip">${markdownInline(help)}</span>`;
  return [
    `<div class="popover" id="${id}"><button${at}>${
      markdownInline(label)
    }</button>${tip}<div class="popover-panel" id="${id}-panel" popover role="group" aria-labelledby="${id}-button"><div id="${id}-body">`,
    "</div></div></div>",
  ];
}
