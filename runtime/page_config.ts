/**
 * What a page says of itself as a whole: the window's title and icon, its layout, when it runs again.
 * It stands among the page's areas like anything drawn, so that it reaches the browser the same way.
 */
import { smallPicture } from "./elements/image_url.ts";
import type { SmallPicture } from "./elements/image_url.ts";
import { PAGE } from "./ids.ts";
import { parseInterval } from "./interval.ts";
import type { Interval } from "./interval.ts";
import { ownScope } from "./scope.ts";
import type { Scope } from "./scope.ts";
import { sameValue } from "./widget.ts";

/** How much room the page takes. */
export type PageLayout = "centered" | "wide";
/** How the sidebar stands at first. */
export type SidebarState = "auto" | "expanded" | "collapsed";

/** The page's settings, as far as they are seen. */
export interface PageConfigElement {
  readonly kind: "pageConfig";
  /** The window's title, if the page names one. */
  readonly title: string | null;
  /** What `title()` said first: the window's title if the page names none. */
  readonly heading: string | null;
  readonly icon: SmallPicture | null;
  readonly layout: PageLayout;
  readonly sidebar: SidebarState;
}

/** Options of {@linkcode setPageConfig}. */
export interface PageConfig {
  /** The window's title. Default: the page's first `title()`. */
  title?: string;
  /** An emoji or a character, or the address of a picture. */
  icon?: string;
  /** A column of text in the middle (default), or the whole width. */
  layout?: PageLayout;
  /**
   * `"auto"` (default): a column where there is room, a drawer on a phone. `"expanded"`: the same, but the
   * drawer is open at first. `"collapsed"`: a drawer everywhere.
   */
  sidebar?: SidebarState;
  /**
   * Rerun the whole page by itself at this interval while it is open: seconds, or text such as `"10s"`.
   * A beat that comes while something runs is left out. null means no timer.
   */
  runEvery?: Interval | null;
}

/** What holds until the page says something else. */
export const DEFAULT_CONFIG: PageConfigElement = {
  kind: "pageConfig",
  title: null,
  heading: null,
  icon: null,
  layout: "centered",
  sidebar: "auto",
};

/** Changes settings on behalf of the running code. */
export function changeConfig(
  { run }: Scope,
  changes: Partial<Omit<PageConfigElement, "kind">>,
): void {
  const { config, roots: { head } } = run.session;
  const changed = { ...config, ...changes };
  if (sameValue(config, changed)) return;
  head.children[0] = changed;
  run.replaced(head);
  run.progress();
}

/**
 * Sets what concerns the page as a whole. It may be called anywhere and several times: each call changes
 * what it names, and a full run begins with the defaults.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.setPageConfig({ title: "Orders", icon: "📦", layout: "wide", runEvery: "1m" });
 *   st.write(`As of ${new Date().toLocaleTimeString()}`);
 * });
 * ```
 *
 * @throws {Error} If called outside a run.
 * @throws {TypeError} If the icon is an address that a page may not be sent to.
 * @throws {RangeError} If `layout` or `sidebar` is none of its values.
 * @throws {SyntaxError} If `runEvery` cannot be read.
 */
export function setPageConfig(options: PageConfig): void {
  const scope = ownScope("setPageConfig()");
  const { title, icon, layout, sidebar, runEvery } = options;
  oneOf("layout", layout, ["centered", "wide"]);
  oneOf("sidebar", sidebar, ["auto", "expanded", "collapsed"]);
  const changes = {
    ...(title !== undefined && { title }),
    ...(icon !== undefined && { icon: smallPicture("show the page's icon", icon) }),
    ...(layout !== undefined && { layout }),
    ...(sidebar !== undefined && { sidebar }),
  };
  if (runEvery !== undefined) {
    const interval = parseInterval(runEvery);
    scope.run.session.timers.set(PAGE, interval);
    scope.run.timed = interval !== null;
  }
  changeConfig(scope, changes);
}

function oneOf(name: string, value: string | undefined, values: readonly string[]): void {
  if (value === undefined || values.includes(value)) return;
  throw new RangeError(
    `Cannot set the page's ${name} to "${value}": must be one of "${values.join('", "')}"`,
  );
}
