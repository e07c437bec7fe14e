import type { BadgeElement } from "../../runtime/elements/badge.ts";
import { escape } from "../escape.ts";
import { iconText } from "../icons.ts";
import { markdownInline } from "../markdown.ts";

export function renderBadge({ label, color, icon }: BadgeElement): string {
  return `<span class="badge" data-color="${escape(color)}">${iconText(icon)}${
    markdownInline(label)
  }</span>`;
}
