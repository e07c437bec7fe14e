import { anchorOf } from "../anchors.ts";
import { draw } from "../draw.ts";
import { pathOf } from "../page_path.ts";
import { currentScope } from "../scope.ts";
import type { PageInfo } from "../pages.ts";
import type { Session } from "../session.ts";
import { smallPicture } from "./image_url.ts";
import type { SmallPicture } from "./image_url.ts";

/** Where a link within the app leads, and what it says. */
export interface LinkToPage {
  /** Path, and query if it has one. */
  readonly path: string;
  readonly label: string;
  readonly icon: SmallPicture | null;
  /** The place in that page; null for its beginning. */
  readonly anchor: string | null;
  /** Whether it leads to where one is. */
  readonly current: boolean;
}

/** A link to a page of the app. */
export interface PageLinkElement extends LinkToPage {
  readonly kind: "pageLink";
  readonly help: string | null;
}

/** Options of {@linkcode pageLink}. */
export interface PageLinkOptions {
  /** What the link says. Default: the page's title, else its path. */
  label?: string;
  /** An emoji or a character, or the address of a picture, before the label. */
  icon?: string;
  /** Shown on hover and focus of a question mark beside it. */
  help?: string;
  /** The query that the page is opened with. */
  query?: Readonly<Record<string, string>>;
  /** The heading that is shown first, by its words or its `anchor`. Default: the page's beginning. */
  anchor?: string;
}

/**
 * Draws a link to another page of the app. Following it keeps the session: its state, and what is
 * entered elsewhere.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const home = st.page(() => {
 *   st.title("Home");
 *   st.pageLink(orders, { icon: "📦", query: { state: "open" } });
 *   st.pageLink(orders, { label: "Returns", anchor: "returns" });
 * }, { path: "/", title: "Home" });
 * const orders = st.page(() => {
 *   st.title("Orders");
 *   st.header("Returns");
 * }, { path: "/orders", title: "Orders" });
 *
 * st.createApp(() => st.navigation([home, orders]).run());
 * ```
 *
 * @throws {RangeError} If it is no path within the app.
 * @throws {TypeError} If the icon is an address that a page may not be sent to.
 */
export function pageLink(page: PageInfo | string, options: PageLinkOptions = {}): void {
  const { session } = currentScope("pageLink()").run;
  const path = pathOf(typeof page === "string" ? page : page.path);
  const query = new URLSearchParams(options.query).toString();
  const link = {
    path: query === "" ? path : `${path}?${query}`,
    anchor: options.anchor === undefined ? null : anchorOf(options.anchor),
  };
  draw("pageLink()", {
    kind: "pageLink",
    ...link,
    label: options.label ?? (typeof page === "string" ? path : page.title),
    icon: options.icon === undefined ? null : smallPicture("show the icon", options.icon),
    current: isCurrent(session, link),
    help: options.help ?? null,
  });
}

/** Whether a link leads to the page that is shown, as it is, and to no place in it. */
export function isCurrent(
  { pages }: Session,
  { path, anchor }: Pick<PageLinkElement, "path" | "anchor">,
): boolean {
  return pages?.path === path && anchor === null;
}
