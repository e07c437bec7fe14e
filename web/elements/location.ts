import type { LocationElement } from "../../runtime/elements/location.ts";
import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";

/** Where one is, for the client to keep with the address bar. */
export function renderLocation({ id, value, label }: LocationElement, links: Links): string {
  const at = attributes({
    id: "location",
    hidden: true,
    "data-widget": id,
    "data-base": links.page("/"),
    "data-module": links.module("pages"),
  });
  const control = attributes({ name: id, value, "aria-label": label, autocomplete: "off" });
  return `<span${at}><input${control}></span>`;
}
