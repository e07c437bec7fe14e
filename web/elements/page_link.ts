import type { LinkToPage, PageLinkElement } from "../../runtime/elements/page_link.ts";
import { attributes } from "../escape.ts";
import { helpMark } from "../field.ts";
import { smallIcon } from "../icons.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";

export function renderPageLink(element: PageLinkElement, links: Links): string {
  return `<div class="page-link">${linkToPage(element, links)}${
    helpMark(element.help, null)
  }</div>`;
}

/** A link that the client follows without leaving the session; without it, a link like any other. */
export function linkToPage(link: LinkToPage, links: Links): string {
  const at = attributes({
    href: links.page(link.path) +
      (link.anchor === null ? "" : `#${encodeURIComponent(link.anchor)}`),
    "data-page": link.path,
    "aria-current": link.current ? "page" : null,
  });
  return `<a${at}>${smallIcon(link.icon)}<span>${markdownInline(link.label)}</span></a>`;
}
