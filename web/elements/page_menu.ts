import type { PageMenuElement } from "../../runtime/elements/page_menu.ts";
import { escape } from "../escape.ts";
import type { Links } from "../links.ts";
import { linkToPage } from "./page_link.ts";

/**
 * The app's pages, in sections if they are many. Of a long menu, what is marked as `more` is hidden until
 * the button at its end is pressed; that is empty but for its name, so that all links stand in their order.
 */
export function renderPageMenu(element: PageMenuElement, links: Links): string {
  const { position, sections, folded } = element;
  let place = 0;
  let hidden = 0;
  const parts = sections.map(({ label, links: pages }) => {
    const isMore = pages.map(({ current }) => {
      const isOne = place++ >= (folded ?? Infinity) && !current;
      if (isOne) hidden++;
      return isOne;
    });
    const items = pages.map((page, at) =>
      `<li${more(isMore[at]!)}>${linkToPage(page, links)}</li>`
    );
    const heading = label === null
      ? ""
      : `<p${more(pages.length > 0 && !isMore.includes(false))}>${escape(label)}</p>`;
    return `${heading}<ul>${items.join("")}</ul>`;
  });
  const button = hidden === 0
    ? ""
    : `<details id="more-pages"><summary><span>View ${hidden} more</span><span>View less</span></summary></details>`;
  return `<nav id="pages" class="${position}" aria-label="Pages">${parts.join("")}${button}</nav>`;
}

function more(isMore: boolean): string {
  return isMore ? ' class="more"' : "";
}
