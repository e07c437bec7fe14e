import type { LinkButtonElement } from "../../runtime/elements/link_button.ts";
import { attributes } from "../escape.ts";
import { helpMark } from "../field.ts";
import { iconText } from "../icons.ts";
import { markdownInline } from "../markdown.ts";
import { classOfWidth } from "../width.ts";

export function renderLinkButton(element: LinkButtonElement): string {
  const { help, icon, label, style, width, target, url } = element;
  const at = attributes({
    class: `press ${style}`,
    href: target === null ? null : url,
    target: target === "new" ? "_blank" : null,
    rel: target === "new" ? "noopener noreferrer" : null,
    role: target === null ? "link" : null,
    "aria-disabled": target === null ? "true" : null,
  });
  return `<div${attributes(classOfWidth("link-button", width))}><a${at}>${iconText(icon)}${
    markdownInline(label)
  }${
    target === "new"
      ? ' <span class="away" role="img" aria-label="opens in a new tab">↗</span>'
      : ""
  }</a>${helpMark(help, null)}</div>`;
}
