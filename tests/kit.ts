/**
 * The browser of `@eddy/eddy/testing`, with what only our own tests need: accidents, two processes, a page
 * that is looked at before it is whole.
 *
 * ```ts ignore
 * await using page = await open(() => { if (st.button("Hi")) st.write("Hi back!"); });
 * await page.click("Hi");
 * assertEquals(page.lines(), ["[Hi]", "Hi back!"]);
 * ```
 *
 * Every action acts at once and answers a promise that resolves when its answer has come in full. Leave
 * out the `await` to do something else meanwhile.
 */
import type { Page } from "../runtime/session.ts";
import { createApp } from "../transport/app.ts";
import type { AppOptions } from "../transport/options.ts";
import { Client, World } from "../transport/testing/client.ts";
import type { Node } from "../transport/testing/dom.ts";
import { FakeClock } from "../transport/testing/fake_clock.ts";
import { labelOf, linesOf } from "../transport/testing/picture.ts";
import { Tab as UserTab } from "../transport/testing/tab.ts";
import type { App } from "./kit/app.ts";
import { fleetOf } from "./kit/fleet.ts";

export { remote } from "./kit/app.ts";
export { FakeClock } from "../transport/testing/fake_clock.ts";

/** How a page is opened. */
export interface OpenOptions extends AppOptions {
  /** Path and query to ask for. Default: `"/"`. */
  readonly path?: string;
  /** Cookies of the browser, to open a second page in it. */
  readonly cookies?: Map<string, string>;
  /** The time of the app. Default: one that stands still until {@linkcode Tab.tick}. */
  readonly clock?: FakeClock;
  /** Nobody scrolls: lazy fragments wait. */
  readonly unseen?: boolean;
}

/** With `EDDY_PROCESSES=2`, every test's requests go to two processes in turn (S55). */
const PROCESSES = Number(Deno.env.get("EDDY_PROCESSES") ?? 1);

/**
 * A test that makes its order of events by turns of one event loop. Over several processes it is left
 * out: what is handed over from one to another comes later, in an order as good.
 */
export function inOneProcess(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, fn, ignore: PROCESSES > 1 });
}

/**
 * Opens a page, given as a page function or as an app, in this process or {@linkcode remote}; without live
 * stream, and as it is so far.
 */
export async function open(target: Page | App, options: OpenOptions = {}): Promise<Tab> {
  const { path = "/", cookies = new Map(), clock = new FakeClock(), unseen = false, ...settings } =
    options;
  const app = "fetch" in target
    ? target
    : PROCESSES === 1
    ? createApp(target, settings)
    : fleetOf(PROCESSES, target, settings);
  const client = new Client(new World(app, clock), { cookies, headers: {} }, {
    hidden: true,
    unseen,
    // A press may be under way when a dialog opens.
    anywhere: true,
  });
  await client.goto(path, false);
  return new Tab(client);
}

/** A tab to which everything can happen. */
export class Tab extends UserTab {
  readonly #client: Client;
  /** The app's clock. */
  readonly clock: FakeClock;
  /** Cookies of this browser by name; hand them to {@linkcode open} for a second page in it. */
  readonly cookies: Map<string, string>;

  constructor(client: Client) {
    super(client, false);
    this.#client = client;
    this.clock = client.world.clock;
    this.cookies = client.browser.cookies;
  }

  /** The lines of the page's main area. */
  override lines(): string[] {
    return this.linesIn("#main");
  }

  /** Whether `text` can be read anywhere in the page, as a part of one line. */
  override has(text: string): boolean {
    return this.count(text) > 0;
  }

  /** How many lines of the whole page hold `text`. */
  override count(text: string): number {
    return super.lines().filter((line) => line.includes(text)).length;
  }

  /** The lines of the first element that `selector` finds; none if there is none. */
  linesIn(selector: string): string[] {
    const root = this.#client.find(selector);
    return root === null ? [] : linesOf(root, this.#client.valueOf);
  }

  override find(selector: string): Node | null {
    return this.#client.find(selector);
  }

  override findAll(selector: string): Node[] {
    return this.#client.findAll(selector);
  }

  /** Every answer's HTML so far, in order of arrival; the document is the first. */
  get answers(): readonly string[] {
    return this.#client.answers;
  }

  /** Status of the last answer. */
  get status(): number {
    return this.#client.status;
  }

  /** Whether a request is under way. */
  get busy(): boolean {
    return this.#client.busy;
  }

  /** Sends a request that no page would: from the same origin, with this browser's cookies. */
  send(path: string, init: RequestInit): Promise<Response> {
    const headers = { "sec-fetch-site": "same-origin", ...init.headers };
    return this.#client.fetch(path, { ...init, headers });
  }

  /** Presses the stop button of a chat's input. */
  stop(label: string): Promise<Response> {
    const widget = this.#client.findAll("[data-widget]").find((one) => labelOf(one) === label);
    if (widget === undefined) throw this.#client.failure(`Cannot find field "${label}"`);
    return this.#client.stop(widget);
  }

  /** Says where one is, as a link to another page does, whatever it leads to. */
  follow(address: string): Promise<void> {
    return this.#client.follow(address);
  }

  /** Connects the live stream, as the browser does while the page can be seen. */
  live(): Promise<void> {
    return this.#client.live();
  }

  /** Whether the live stream is connected. */
  get isLive(): boolean {
    return this.#client.isLive;
  }

  /** After how many milliseconds a stream that ended is to be connected again, as it said last. */
  get retry(): number | null {
    return this.#client.retry;
  }

  /** Closes the tab: whatever is under way is cut. */
  leave(): void {
    this.#client.leave();
  }

  /** Lets everything go on that can: what is still under way afterwards waits for the test. */
  rest(): Promise<void> {
    return this.#client.rest();
  }

  /** The next `n` answers get lost on their way; the page asks again. */
  loseAnswers(n = 1): void {
    this.#client.loseAnswers(n);
  }

  /** From now on another process answers. */
  moveTo(app: App): void {
    this.#client.moveTo(app);
  }
}
