/** What the tests of the client file share: an app under test, ways to disturb its answers, waiting. */
import type { Page } from "playwright-core";
import { assert } from "@std/assert";
import { createApp } from "@eddy/eddy";
import { eventually } from "../kit/eventually.ts";
import { freePort } from "../kit/free_port.ts";
import { withPage } from "./kit.ts";
import type { PageInfo, PageOptions } from "./kit.ts";

export { eventually };

/** Stands between the browser and the app: may answer itself, hold back, or change what comes. */
export type Between = (
  request: Request,
  next: () => Promise<Response>,
) => Response | Promise<Response>;

/**
 * Serves a page function and opens it. `early`: hands it over before its modules are there, which the test
 * may hold back.
 */
export async function withApp<T>(
  page: () => unknown,
  use: (page: Page, info: PageInfo) => Promise<T>,
  options: PageOptions & { between?: Between; early?: boolean } = {},
): Promise<T> {
  return await withPage(appHandler(page, options.between), async (tab, info) => {
    await tab.goto("/");
    await (options.early ? powered(tab) : ready(tab));
    return await use(tab, info);
  }, options);
}

/** A page function as `Deno.serve` takes it. */
export function appHandler(
  page: () => unknown,
  between: Between = (_request, next) => next(),
): Deno.ServeHandler {
  const app = createApp(page, { showErrorDetails: true });
  return (request) => between(request, async () => await app.fetch(request));
}

/**
 * Waits until htmx has taken up the page, and the modules are there that its elements ask for: before, a
 * click is only a click, and a key only a key.
 */
export async function ready(page: Page): Promise<void> {
  // One that is loaded anew meanwhile begins again.
  await eventually(async () => {
    await powered(page);
    await loaded(page);
  });
}

/** Waits for the modules. */
async function loaded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const users = document.querySelectorAll<HTMLElement>("[data-module]");
    const urls = [...users].map(({ dataset }) => new URL(dataset.module!, location.href));
    // There may be others in a test's markup.
    const own = urls.filter(({ pathname }) => /\/_eddy\/assets\/[^/]+$/.test(pathname));
    const missing = new Error("Cannot go on: a module of the page has not come");
    await Promise.race([
      Promise.all(own.map(({ href }) => import(href))),
      new Promise((_, fail) => setTimeout(fail, 30_000, missing)),
    ]);
  });
}

async function powered(page: Page): Promise<void> {
  await until(page, `document.querySelector("#page[data-htmx-powered]") !== null`);
}

/** Waits until nothing is under way between page and server but the live stream. */
export async function quiet(page: Page): Promise<void> {
  await until(page, `document.querySelector("[data-busy]") === null`);
}

/** Waits for an expression in the page. Playwright's own way is `eval`, which the page's CSP forbids. */
export async function until(page: Page, expression: string): Promise<void> {
  await eventually(async () => assert(await page.evaluate(expression), expression));
}

/** Id of the element that has the focus. */
export async function focused(page: Page): Promise<string> {
  return await page.evaluate("document.activeElement.id");
}

/** Waits until the text can be seen somewhere. */
export async function see(page: Page, text: string | RegExp): Promise<void> {
  // Who may wait for longer, Playwright looks but twice a second for: what comes between would cost a test
  // half a second, and what soon goes again would be missed.
  await eventually(() => page.getByText(text).first().waitFor({ timeout: 500 }));
}

/** Waits until a number behind `words` has come to `least`: what ticks may have passed any one by. */
export async function seeAtLeast(page: Page, words: string, least: number): Promise<void> {
  const pattern = new RegExp(`${words} (\\d+)`);
  await eventually(async () => {
    const texts = await page.getByText(pattern).allInnerTexts();
    const numbers = texts.map((text) => Number(pattern.exec(text)?.[1]));
    assert(numbers.some((number) => number >= least), `${words} ${numbers}, not ${least}`);
  });
}

/** A promise to be fulfilled from elsewhere. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}

/** Whether a request is a widget's post, of one region or of any. */
export function isPost(request: Request): boolean {
  return request.method === "POST" && /\/_eddy\/p\//.test(request.url);
}

export function isLive(request: Request): boolean {
  return new URL(request.url).pathname.endsWith("/live");
}

/** A server at a port of its own that can go away and come back. */
export class Restartable implements AsyncDisposable {
  #server: Deno.HttpServer<Deno.NetAddr> | null = null;
  #controller = new AbortController();
  readonly #port = freePort();

  constructor(handler: Deno.ServeHandler) {
    this.start(handler);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  start(handler: Deno.ServeHandler): void {
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    const options = { hostname: "127.0.0.1", port: this.#port, signal, onListen: () => {} };
    this.#server = Deno.serve(options, handler);
  }

  /** Cuts every connection. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#server?.finished;
    this.#server = null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
