/**
 * A browser for tests, in the process of the test and without a port: opens an app, does what a user does, and
 * tells what the user sees. Each request goes the whole way: decoding, run, HTML, answer, page.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { open } from "@eddy/eddy/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const greeting = st.fragment(function greeting() {
 *   const name = st.textInput("Name");
 *   if (st.button("Greet")) st.write(`Hello ${name}`);
 * });
 *
 * Deno.test("it greets by name", async () => {
 *   await using page = await open(greeting);
 *   await page.fill("Name", "Ada");
 *   await page.click("Greet");
 *   assertEquals(page.lines(), ["Name: Ada", "[Greet]", "Hello Ada"]);
 *   assertEquals(page.reran, ["greeting"]);
 * });
 * ```
 *
 * Every action acts at once and answers a promise that resolves when its answer has come in full. What goes
 * wrong throws an error that shows the page as text.
 *
 * What of a page only a browser can show is none of its concern: layout, focus, scripts, and charts beyond
 * their markup. What stands behind an open dialog, or is in a closed popover, can be read and not used. A tab or
 * an expander that its user opens and closes without the server being told can be used whether open or not.
 *
 * @module
 */
import type { Page } from "../runtime/session.ts";
import { createApp } from "./app.ts";
import type { App } from "./app.ts";
import type { AppOptions } from "./options.ts";
import type { Tab, TabOptions } from "./testing/tab.ts";

export type { AppOptions } from "./options.ts";
export type { App } from "./app.ts";
export type { Page } from "../runtime/session.ts";
export type { SessionStore } from "../runtime/session_store.ts";
export type { Theme, ThemeColor } from "../web/theme.ts";
export type { FoundElement } from "./testing/dom.ts";
export type { Place, Which } from "./testing/place.ts";
export type { Tab, TabOptions } from "./testing/tab.ts";

/** How {@linkcode open} opens a page: what the tab is like, and for a page function, what the app is like. */
export interface OpenOptions extends TabOptions, AppOptions {}

/**
 * Opens a page as a browser would.
 *
 * `target` is a page function; an app made by `createApp`, or any app of Hono's that one is mounted in; or the
 * URL of a program that calls `serve`, or exports an app by default. Such a program is started anew each time,
 * and listens to no port.
 *
 * The page has run to its end when this resolves, unless the option `whole` is false. Its timers stand still
 * until {@linkcode Tab.tick}.
 *
 * @example
 * ```ts ignore
 * await using page = await open(new URL("./app.ts", import.meta.url));
 * await page.click("Plus one!");
 * ```
 *
 * @example Two visitors, and a timer
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { open } from "@eddy/eddy/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const orders: string[] = [];
 * const list = st.fragment(() => st.write(`${orders.length} orders`), { key: "list", runEvery: "10s" });
 *
 * await using seller = await open(() => {
 *   if (st.button("Order")) orders.push("tea");
 *   list();
 * });
 * await using buyer = await seller.newVisitor();
 * await buyer.click("Order");
 * assertEquals(seller.lines(), ["[Order]", "0 orders"]);
 * await seller.tick("10s");
 * assertEquals(seller.lines(), ["[Order]", "1 orders"]);
 * assertEquals(seller.reran, ["list"]);
 * ```
 *
 * @throws {Error} If the app answers with anything but a page, or the program has no app.
 */
export async function open(
  target: Page | Pick<App, "fetch"> | URL,
  options: OpenOptions = {},
): Promise<Tab> {
  const { path, headers = {}, hidden, whole, ...settings } = options;
  // What reads HTML is loaded when it is needed.
  const [{ World }, { FakeClock }, { appIn }, { Tab }] = await Promise.all([
    import("./testing/client.ts"),
    import("./testing/fake_clock.ts"),
    import("./testing/program.ts"),
    import("./testing/tab.ts"),
  ]);
  const app = target instanceof URL
    ? await appIn(target)
    : "fetch" in target
    ? target
    : createApp(target, settings);
  return await Tab.open(new World(app, new FakeClock()), { cookies: new Map(), headers }, {
    ...(path !== undefined && { path }),
    ...(hidden !== undefined && { hidden }),
    ...(whole !== undefined && { whole }),
  });
}
