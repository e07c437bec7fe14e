import type { PageConfigElement } from "../../runtime/page_config.ts";
import { attributes, escape } from "../escape.ts";

/**
 * The page's settings where the style sheet and the client find them. The document's head says the same
 * at first.
 */
export function renderPageConfig(config: PageConfigElement): string {
  const at = attributes({
    id: "config",
    hidden: true,
    "data-title": titleOf(config),
    "data-icon": iconOf(config),
    "data-layout": config.layout,
    "data-sidebar": config.sidebar,
  });
  return `<i${at}></i>`;
}

/** The window's title. */
export function titleOf({ title, heading }: PageConfigElement): string {
  return title || heading || "Eddy";
}

/** The address of the window's icon. Without one, a browser is kept from asking for `/favicon.ico`. */
export function iconOf({ icon }: PageConfigElement): string {
  if (icon === null) return "data:,";
  if (icon.kind === "image") return icon.url;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">` +
    `<text x="50" y="50" font-size="88" text-anchor="middle" dominant-baseline="central">${
      escape(icon.text.toWellFormed())
    }</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
