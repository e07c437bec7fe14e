import type { DialogBlock } from "../../runtime/dialog.ts";
import { attributes } from "../escape.ts";
import { iconText } from "../icons.ts";
import { markdownInline } from "../markdown.ts";
import type { Shell } from "../render.ts";
import { classOfWidth } from "../width.ts";

export function dialogShell(block: DialogBlock): Shell {
  const { id, title, icon, width, position, dismissible, opened, dismiss } = block;
  const place = position === "center" ? "dialog" : `dialog ${position}`;
  const at = attributes({
    id,
    ...(typeof width === "number" ? classOfWidth(place, width) : { class: `${place} ${width}` }),
    "aria-labelledby": `${id}-title`,
    closedby: dismissible ? "any" : "none",
    "data-keep": "data-closed",
    "data-was": opened,
    "data-dismiss": dismiss,
  });
  const close = dismissible
    ? '<button type="button" class="close" data-close aria-label="Close"></button>'
    : "";
  return [
    `<dialog${at}><header><h2 id="${id}-title">${iconText(icon)}${
      markdownInline(title)
    }</h2>${close}</header><div id="${id}-body">`,
    "</div></dialog>",
  ];
}
