/**
 * Apps of several pages. `navigation()` says which there are and finds the one that the address names;
 * around it stands what all of them share. Where somebody is on their way through the pages is the value
 * of a widget that nobody sees, so that it is ordered, stored and taken in like any other.
 */
import { changeConfig } from "./page_config.ts";
import { drawLocation } from "./elements/location.ts";
import { error } from "./elements/alert.ts";
import { pageLink } from "./elements/page_link.ts";
import type { PageMenuElement } from "./elements/page_menu.ts";
import { smallPicture } from "./elements/image_url.ts";
import type { SmallPicture } from "./elements/image_url.ts";
import { pageOf, pathOf, plainPath } from "./page_path.ts";
import { endWith } from "./rerun.ts";
import { enter, ownScope } from "./scope.ts";
import type { Scope } from "./scope.ts";
import type { Page } from "./session.ts";
import { handOver } from "./unawaited.ts";

/** One page of several, as {@linkcode page} makes it. */
export interface PageInfo {
  /** Where it is found, from the app's own address on: `"/orders"`. */
  readonly path: string;
  /** What the menu and the browser's window call it. */
  readonly title: string;
}

/** Options of {@linkcode page}. */
export interface PageOptions {
  /** Where it is found: `"/orders"`. Letters, digits, `-`, `_`, `.` and `~`, in parts between slashes. */
  path: string;
  /** What the menu and the browser's window call it. */
  title: string;
  /** An emoji or a character, or the address of a picture. */
  icon?: string;
  /** Shown at the app's own address, too. Without one, the first page is. */
  default?: boolean;
  /** Left out of the menu: it is reached by links and by its address. */
  hidden?: boolean;
}

/** The page that was asked for; what {@linkcode navigation} answers. */
export interface CurrentPage extends PageInfo {
  /** Draws it here. Await what it answers, if the page is async. */
  run(): unknown;
}

class Definition implements PageInfo {
  readonly path: string;
  readonly title: string;
  readonly icon: SmallPicture | null;
  readonly isDefault: boolean;
  readonly isHidden: boolean;
  readonly body: Page;

  constructor(body: Page, options: PageOptions) {
    this.path = pathOf(options.path);
    this.title = options.title;
    this.icon = options.icon === undefined ? null : smallPicture("show the icon", options.icon);
    this.isDefault = options.default ?? false;
    this.isHidden = options.hidden ?? false;
    this.body = body;
  }
}

/**
 * Makes one page of an app that has several; {@linkcode navigation} shows it.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const home = st.page(() => st.title("Home"), { path: "/", title: "Home", icon: "🏠" });
 * const orders = st.page(() => st.title("Orders"), { path: "/orders", title: "Orders" });
 *
 * st.createApp(() => st.navigation([home, orders]).run());
 * ```
 *
 * @throws {RangeError} If the path has other characters than it may have, or begins with `/_eddy`.
 * @throws {TypeError} If the icon is an address that a page may not be sent to.
 */
export function page(body: Page, options: PageOptions): PageInfo {
  return new Definition(body, options);
}

/**
 * Declares the pages, draws the menu, and answers the page that was asked for, to be run where it is to
 * stand. Call it once, in every run, in the function that is served: what is drawn around `run()` stands
 * on all pages. Sections are named by the keys of a record.
 *
 * A page's widgets keep their values while another page is shown, unless they say
 * `persist: "page"`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const orders = st.page(() => st.dataframe([{ id: 1 }]), { path: "/", title: "Orders" });
 * const people = st.page(() => st.title("People"), { path: "/people", title: "People" });
 *
 * st.createApp(async () => {
 *   const current = st.navigation({ Work: [orders], Settings: [people] });
 *   st.sidebar.caption(`You are on ${current.title}`);
 *   await current.run();
 * });
 * ```
 *
 * @throws {RangeError} If there are no pages, or `expanded` is a number that is not whole and above 0.
 * @throws {Error} If two pages have one path, if it is called twice in a run, or in a fragment or a page.
 */
export function navigation(
  pages: readonly PageInfo[] | Readonly<Record<string, readonly PageInfo[]>>,
  options: {
    /** Where the menu stands: above the sidebar (default), above the page, or nowhere. */
    position?: "sidebar" | "top" | "hidden";
    /**
     * What of a long menu is seen at first, where other things stand below it in the sidebar: all of it, or so
     * many pages; a button shows the rest. Default: 10, if there are more than 12. The page that is open is
     * always in sight.
     */
    expanded?: boolean | number;
  } = {},
): CurrentPage {
  const scope = ownScope("navigation()");
  const { run } = scope;
  const { session } = run;
  refuseInside(scope);
  if (session.pages?.run === run.number) {
    throw new Error("Cannot call navigation() twice in a run: name all pages in one call");
  }
  const { position = "sidebar", expanded = false } = options;
  const most = mostInSight(expanded);
  const sections = Array.isArray(pages) ? { "": pages as readonly PageInfo[] } : pages;
  const byPath = definitionsOf(Object.values(sections as Record<string, PageInfo[]>).flat());
  const all = [...byPath.values()];
  const home = all.find(({ isDefault }) => isDefault) ?? all[0]!;

  const location = drawLocation(scope, session.asked);
  const asked = plainPath(location.value.split("?", 1)[0]!);
  const found = byPath.get(asked) ?? (asked === "/" ? home : undefined);
  const path = found?.path ?? asked;
  session.enterPage({
    path,
    found: found !== undefined,
    paths: new Set(byPath.keys()),
    location: location.id,
    run: run.number,
  });

  const inMenu = all.filter(({ isHidden }) => !isHidden);
  const menu: PageMenuElement = {
    kind: "pageMenu",
    position,
    folded: position === "sidebar" && inMenu.length >= most + SPARED ? most : null,
    sections: Object.entries(sections as Record<string, Definition[]>).map(([label, pages]) => ({
      label: label === "" ? null : label,
      links: pages.filter(({ isHidden }) => !isHidden).map(({ path, title, icon }) => ({
        path: path === home.path ? "/" : path,
        label: title,
        icon,
        anchor: null,
        current: path === found?.path,
      })),
    })),
  };
  drawMenu(scope, menu);
  const title = found?.title ?? "Page not found";
  changeConfig(scope, { heading: title, ...(found?.icon && { icon: found.icon }) });
  const body = found?.body ?? (() => {
    // An address has no backtick as it is, so that none ends the code.
    error(`There is no page at \`${asked}\` here.`);
    pageLink("/", { label: home.title });
  });
  return { path, title, run: () => runPage({ ...scope, page: path }, body) };
}

/**
 * Ends this run and shows another page. What is on its way there is not kept: no query but `query`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const home = st.page(() => {
 *   if (st.button("Show order 7")) st.switchPage("/order", { query: { id: "7" } });
 * }, { path: "/", title: "Home" });
 * const order = st.page(() => st.title(`Order ${st.queryParams.get("id")}`), {
 *   path: "/order",
 *   title: "Order",
 * });
 *
 * st.createApp(() => st.navigation([home, order]).run());
 * ```
 *
 * @throws {Error} If called outside a run, or if {@linkcode navigation} does not name the page.
 */
export function switchPage(
  page: PageInfo | string,
  options: {
    /** The query that the page is opened with. */
    query?: Readonly<Record<string, string>>;
  } = {},
): never {
  const scope = ownScope("switchPage()");
  const { run } = scope;
  const { session } = run;
  const path = pathOf(typeof page === "string" ? page : page.path);
  if (session.pages === null || !(session.pages.paths.has(path) || path === "/")) {
    throw new Error(`Cannot switch to page "${path}": navigation() does not name it`);
  }
  const search = new URLSearchParams(options.query).toString();
  session.goTo(search === "" ? path : `${path}?${search}`);
  run.update.query = null;
  throw endWith(scope, "page");
}

/** A menu that could be shorter by fewer pages is not folded. */
const SPARED = 3;

/** How many pages a menu has in sight while it is folded. */
function mostInSight(expanded: boolean | number): number {
  if (typeof expanded === "boolean") return expanded ? Infinity : 10;
  if (Number.isSafeInteger(expanded) && expanded > 0) return expanded;
  throw new RangeError(
    `Cannot call navigation() as expanded must be true, false, or a whole number above 0: ` +
      `received ${expanded}`,
  );
}

function refuseInside(scope: Scope): void {
  const inside = scope.instance.definition !== null
    ? scope.instance.label
    : pageOf(scope) !== null
    ? "a page"
    : null;
  if (inside === null) return;
  throw new Error(
    `Cannot call navigation() in ${inside}: call it in the function that the app serves`,
  );
}

function definitionsOf(pages: readonly PageInfo[]): Map<string, Definition> {
  if (pages.length === 0) throw new RangeError("Cannot navigate: the list of pages is empty");
  const byPath = new Map<string, Definition>();
  for (const one of pages) {
    if (!(one instanceof Definition)) {
      throw new TypeError("Cannot navigate: a page must be made by page()");
    }
    if (byPath.has(one.path)) {
      throw new Error(`Cannot navigate: two pages have the path "${one.path}"`);
    }
    byPath.set(one.path, one);
  }
  return byPath;
}

/** The menu stands first, whatever was drawn before. */
function drawMenu({ run }: Scope, menu: PageMenuElement): void {
  const { main, sidebar } = run.session.roots;
  if (menu.position === "hidden") return;
  (menu.position === "top" ? main : sidebar).children.unshift(menu);
  run.progress();
}

/** The run waits for an async page, though its author did not. */
function runPage(scope: Scope, body: Page): unknown {
  const result = enter(scope, body);
  return result instanceof Promise ? handOver(scope, result) : result;
}
