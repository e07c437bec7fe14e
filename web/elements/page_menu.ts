import type { PageMenuElement } from "../../runtime/elements/page_menu.ts";
import { escape } from "../escape.ts";
import type { Links } from "../links.ts";
import { linkToPage } from "./page_link.ts";

/** The app's pages, in sections if they are many. */
export function renderPageMenu({ position, sections }: PageMenuElement, links: Links): string {
  const parts = sections.map(({ label, links: pages }) => {
    const items = pages.map((page) => `<li>${linkToPage(page, links)}</li>`).join("");
    const heading = label === null ? "" : `<p>${escape(label)}</p>`;
    return `${heading}<ul>${items}</ul>`;
  });
  return `<nav id="pages" class="${position}" aria-label="Pages">${parts.join("")}</nav>`;
}
