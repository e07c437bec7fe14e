/**
 * A page that the tests of one file use one after the other. To start a context with a page of its own
 * takes the processor longer than most tests do; each test has a server of its own, and so an origin.
 */
import type { Browser, Page } from "playwright-core";
import { unslow } from "./slow.ts";

/** What a test may have listened to. */
const EVENTS = [
  "console",
  "dialog",
  "download",
  "filechooser",
  "framenavigated",
  "load",
  "pageerror",
  "popup",
  "request",
  "requestfailed",
  "requestfinished",
  "response",
] as const;
const VIEWPORT = { width: 1280, height: 720 };

/** Nobody uses it now. */
let spare: Page | null = null;

/** A page whose `goto()` takes addresses below `url`, to be given back. */
export async function lendPage(browser: Browser, url: string): Promise<Page> {
  const page = spare ?? await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  spare = null;
  const { goto } = Object.getPrototypeOf(page) as Page;
  page.goto = (path, options) => goto.call(page, new URL(path, url).href, options);
  return page;
}

/** Makes it what a new one is; or closes it, where a test that failed has left it who knows how. */
export async function giveBack(page: Page, isFit: boolean): Promise<void> {
  const context = page.context();
  if (!isFit || page.isClosed() || spare !== null) return await context.close();
  for (const event of EVENTS) page.removeAllListeners(event);
  for (const other of context.pages()) if (other !== page) await other.close();
  await unslow(page);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto("about:blank");
  await page.mouse.move(-1, -1);
  await page.setViewportSize(VIEWPORT);
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null });
  await context.clearCookies();
  spare = page;
}
