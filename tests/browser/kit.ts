/**
 * Helpers for tests in a real browser: one Chromium for each test file, started when first needed and
 * closed after the last test.
 */

import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type ConsoleMessage,
  type Page,
  type WebError,
} from "playwright-core";
import { findChromium } from "./chromium.ts";
import { giveBack, lendPage } from "./lent_page.ts";
import { lintAnswers, lintStreams } from "./linted.ts";

export { AppProcess } from "../kit/app_process.ts";
export { slow, unslow } from "./slow.ts";

const FEATURES_OFF = [
  // Of Playwright's own list, which this one takes the place of, all that our tests could tell.
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  // Lists below the address bar that nobody sees: two pages in a process of their own, for each window,
  // and more than half of what it takes to open one.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
];

const FLAGS = [
  "--no-sandbox",
  "--headless=new",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${FEATURES_OFF.join()}`,
];

let browser: Promise<Browser> | undefined;

Deno.test.afterAll(async () => {
  await (await browser)?.close();
});

/** The browser of this test file. Most tests want `withPage`. */
export function sharedBrowser(): Promise<Browser> {
  return browser ??= startBrowser();
}

/** A browser of one's own, to be closed. `without`: flags that Playwright would start it with. */
export async function startBrowser(without: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({
    ...await findChromium(),
    args: FLAGS,
    ignoreDefaultArgs: [...without],
    // A signal is to end the test run, and with its pipe the browser; Playwright would only do the latter.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** A test that uses the browser, which outlives it, so that the checks for leaks must be off. */
export function browserTest(name: string, fn: (test: Deno.TestContext) => Promise<void>): void {
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });
}

/** What a test gets beside the page. */
export interface PageInfo {
  /** Where the handler is served, without a slash at its end; `page.goto("/")` works as well. */
  readonly url: string;
  /**
   * Uncaught errors and console errors, violations of the CSP among them, and raw `<` in attributes of
   * an answer, in order of arrival.
   */
  readonly errors: string[];
}

/** How `withPage` opens the page. */
export interface PageOptions {
  /**
   * For a context of the test's own: `viewport`, `colorScheme`, `javaScriptEnabled`, `hasTouch`, … An empty
   * one is for tests that change what cannot be changed back: the clock, what is throttled, other tabs.
   */
  readonly context?: BrowserContextOptions;
  /** By default the test fails if `errors` is not empty at its end. */
  readonly allowErrors?: boolean;
}

/**
 * Serves `target` (or takes it for the URL of what is served already) and hands `use` an empty page.
 * Closes all of it. On failure prints the page's body and console.
 */
export async function withPage<T>(
  target: Deno.ServeHandler | string,
  use: (page: Page, info: PageInfo) => Promise<T>,
  options: PageOptions = {},
): Promise<T> {
  const errors: string[] = [];
  await using server = typeof target === "string"
    ? undefined
    : serveHandler(lintStreams(target, errors));
  const url = server?.url ?? String(target).replace(/\/$/, "");
  const browser = await sharedBrowser();
  const page = options.context === undefined
    ? await lendPage(browser, url)
    : await (await browser.newContext({ baseURL: url, ...options.context })).newPage();
  const context = page.context();
  const log: string[] = [];
  const onError = (event: WebError) => {
    const error = event.error();
    errors.push(String(error));
    log.push(`uncaught ${error.stack ?? error}`);
  };
  const onConsole = (message: ConsoleMessage) => {
    const { url: source, lineNumber } = message.location();
    const line = `${message.text()} (${source}:${lineNumber})`;
    log.push(`${message.type()}: ${line}`);
    // The browser asks for the icon by itself; a handler in a test need not have one.
    if (message.type() === "error" && !source.endsWith("/favicon.ico")) errors.push(line);
  };
  context.on("weberror", onError);
  context.on("console", onConsole);
  const linted = lintAnswers(context, errors);
  let passed = false;
  try {
    const result = await use(page, { url, errors });
    await linted();
    if (errors.length > 0 && !options.allowErrors) {
      throw new Error(`The page reported errors:\n  ${errors.join("\n  ")}`);
    }
    passed = true;
    return result;
  } catch (error) {
    // deno-lint-ignore no-console
    console.error(await report(page, log));
    throw error;
  } finally {
    context.off("weberror", onError);
    context.off("console", onConsole);
    if (options.context === undefined) await giveBack(page, passed);
    else await context.close();
  }
}

export function serveHandler(
  handler: Deno.ServeHandler,
): AsyncDisposable & { readonly url: string } {
  // Aborting ends streams that never end by themselves; shutdown() would wait for them.
  const controller = new AbortController();
  const { promise: over, resolve: end } = Promise.withResolvers<Response>();
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    signal: controller.signal,
    onListen: () => {},
    // What a test that has failed still holds back is not waited for.
  }, (request, info) => Promise.race([handler(request, info), over]));
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    async [Symbol.asyncDispose]() {
      controller.abort();
      end(new Response(null, { status: 503 }));
      await server.finished;
    },
  };
}

async function report(page: Page, log: readonly string[]): Promise<string> {
  const body = await page.locator("body").evaluate((body) => body.outerHTML, null, {
    timeout: 2_000,
  }).catch((error: unknown) => `(cannot be read: ${error})`);
  return `\n── ${page.url()}\n${body}\n── console\n${log.join("\n") || "(empty)"}\n──`;
}
