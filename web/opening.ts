/** What a box tells the server of itself: a control of its own, which nobody sees. */
import type { OpeningElement } from "../runtime/opening.ts";
import { attributes } from "./escape.ts";
import type { Links } from "./links.ts";

/** For the shell of a box, or alone, where its state was changed from elsewhere. */
export function renderOpening(element: OpeningElement | null, links: Links): string {
  if (element === null) return "";
  const { id, label, value, box, disabled } = element;
  const at = attributes({
    hidden: true,
    "data-widget": id,
    "data-opens": box,
    "data-module": links.module("panels"),
  });
  const control = attributes({
    id,
    name: id,
    value,
    disabled,
    "aria-label": label,
    autocomplete: "off",
  });
  return `<span${at}><input${control}></span>`;
}
