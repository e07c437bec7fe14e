/** What everything to press looks like: what it says, the keys that press it, its tip. */
import type { ButtonElement } from "../runtime/elements/button.ts";
import { attributes, escape } from "./escape.ts";
import type { AttributeValue } from "./escape.ts";
import { iconText } from "./icons.ts";
import type { Links } from "./links.ts";
import { markdownInline } from "./markdown.ts";
import { classOfWidth } from "./width.ts";

/** What all of them have. */
export type Pressable = Pick<
  ButtonElement,
  "id" | "label" | "help" | "icon" | "style" | "width" | "shortcut"
>;

/** A button, or a link that looks like one, with attributes of its own; `behind` it, what belongs to it. */
export function renderPressable(
  element: Pressable,
  tag: "a" | "button",
  own: { readonly links: Links; readonly behind?: string } & {
    readonly at: Readonly<Record<string, AttributeValue>>;
  },
): string {
  const { id, help, icon, label, style, width, shortcut } = element;
  const at = attributes({
    id,
    class: style,
    "aria-keyshortcuts": shortcut === null ? null : spoken(shortcut),
    "data-shortcut": shortcut,
    "data-module": shortcut === null ? null : own.links.module("keys"),
    "aria-describedby": help === null ? null : `${id}-help`,
    ...own.at,
  });
  const keys = shortcut === null ? "" : `<kbd aria-hidden="true">${escape(shown(shortcut))}</kbd>`;
  const tip = help === null
    ? ""
    : `<span class="help-text" id="${id}-help" role="tooltip">${markdownInline(help)}</span>`;
  return `<div${attributes(classOfWidth("button", width))}><${tag}${at}>${iconText(icon)}${
    markdownInline(label)
  }${keys}</${tag}>${own.behind ?? ""}${tip}</div>`;
}

/** As `aria-keyshortcuts` has it; "Mod" is another key on a Mac. */
function spoken(shortcut: string): string {
  const named = shortcut.replace("Ctrl+", "Control+").replace(/\+\+$/, "+Plus").replace(
    /^\+$/,
    "Plus",
  );
  return named.startsWith("Mod+")
    ? `${named.replace("Mod", "Control")} ${named.replace("Mod", "Meta")}`
    : named;
}

/** As it stands on keys; the client knows those of a Mac. */
function shown(shortcut: string): string {
  const arrows: Readonly<Record<string, string>> = { Up: "↑", Down: "↓", Left: "←", Right: "→" };
  return shortcut.replace("Mod+", "Ctrl+").replace(
    /Arrow(\w+)$/,
    (_, way: string) => arrows[way] ?? "",
  );
}
