/** One open page, and the user in front of it. */
import { parseInterval } from "../../runtime/interval.ts";
import { Client } from "./client.ts";
import type { Browser, World } from "./client.ts";
import { linesOf } from "./picture.ts";
import { Place } from "./place.ts";

const AREAS = ["sidebar", "main", "bottom", "dialogs"];

/** How a further page is opened. */
export interface TabOptions {
  /** Path and query to ask for. Default: `"/"`. */
  readonly path?: string;
  /** Headers of each request of this browser: a language, what a proxy says of who is signed in. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Nobody looks at it: nothing comes by itself, until {@linkcode Tab.show}. */
  readonly hidden?: boolean;
  /**
   * Wait until the page has run to its end. With `false`, what a slow page draws comes as it is drawn, and
   * {@linkcode Tab.until} waits for it. Default: true.
   */
  readonly whole?: boolean;
}

/** One open page, and the user in front of it. */
export class Tab extends Place implements AsyncDisposable {
  readonly #client: Client;
  readonly #whole: boolean;

  /** @internal */
  constructor(client: Client, whole: boolean) {
    super(client, () => AREAS.flatMap((id) => client.find(`#${id}`) ?? []));
    this.#client = client;
    this.#whole = whole;
  }

  /** @internal */
  static async open(world: World, browser: Browser, options: TabOptions): Promise<Tab> {
    const { path = "/", hidden = false, whole = true } = options;
    const client = new Client(world, browser, { hidden });
    await client.goto(path, whole);
    return new Tab(client, whole);
  }

  // ── Parts of the page ─────────────────────────────────────────────────────────────────────────

  /** The page's main area. */
  get main(): Place {
    return this.#area("main");
  }

  /** The column beside the page. */
  get sidebar(): Place {
    return this.#area("sidebar");
  }

  /** What stays at the lower edge of the window. */
  get bottom(): Place {
    return this.#area("bottom");
  }

  /** The dialogs that are open. */
  get dialog(): Place {
    return this.#area("dialogs");
  }

  // ── What the user sees besides ────────────────────────────────────────────────────────────────

  /** The texts of the toasts so far. */
  toasts(): string[] {
    return this.#client.findAll("#toasts .toast").map((toast) =>
      linesOf(toast, () => []).filter((line) => line !== "").join(" ")
    );
  }

  /** What failed, as the page shows it: one text for each error box. */
  errorBoxes(): string[] {
    return this.#client.findAll(".exception").map((box) =>
      linesOf(box, this.#client.valueOf).join(" ")
    );
  }

  /** The one-shot effects so far, such as `"balloons"`. */
  effects(): string[] {
    return this.#client.findAll("#signals > [class]").map((signal) =>
      signal.getAttribute("class")!
    );
  }

  /** The window's title. */
  get title(): string {
    return this.#client.find("#config")?.getAttribute("data-title") ?? this.#client.document.title;
  }

  /** What the address bar shows. */
  get url(): URL {
    return new URL(this.#client.url);
  }

  /** The page as text, as it stands in the message of a failure. */
  picture(): string {
    return this.#client.picture();
  }

  // ── What the server knows ─────────────────────────────────────────────────────────────────────

  /** Errors of the app's code so far, in any of its pages, as its log has them. */
  get errors(): readonly unknown[] {
    return this.#client.world.errors;
  }

  /** The session's state as it is now: a copy, keyed widgets' values among it. */
  // deno-lint-ignore no-explicit-any
  get sessionState(): Record<string, any> {
    const state = [...this.#client.session.state].filter(([name]) => !name.startsWith("\0"));
    return structuredClone(Object.fromEntries(state));
  }

  /**
   * What has run since the user did something last, or time passed, in order: `"page"`, or a fragment by its
   * key, else by the name of its function, else `"unnamed"`.
   */
  get reran(): readonly string[] {
    return this.#client.reran;
  }

  // ── What the user does besides ────────────────────────────────────────────────────────────────

  /** Goes to another address of the app. */
  goto(path: string): Promise<void> {
    return this.#client.goto(path, this.#whole);
  }

  /** Loads the page again: a new page session, as in a browser. */
  reload(): Promise<void> {
    const { pathname, search } = this.#client.url;
    return this.goto(`${pathname}${search}`);
  }

  /** Opens a page in another tab of the same browser: its cookies are the same, its session is its own. */
  newTab(options: TabOptions = {}): Promise<Tab> {
    const { world, browser } = this.#client;
    const headers = { ...browser.headers, ...options.headers };
    return Tab.open(world, { cookies: browser.cookies, headers }, options);
  }

  /** Opens a page in the browser of somebody else. */
  newVisitor(options: TabOptions = {}): Promise<Tab> {
    return Tab.open(
      this.#client.world,
      { cookies: new Map(), headers: options.headers ?? {} },
      options,
    );
  }

  /** Asks for an address of the app, as a link or an image in the page does. */
  get(url: string): Promise<Response> {
    return this.#client.get(url);
  }

  /** Puts the tab in the background: nothing comes by itself any more. */
  async hide(): Promise<void> {
    this.#client.hidden = true;
    await this.#client.cut();
  }

  /** Brings the tab to the front: it catches up, and what comes by itself comes. */
  async show(): Promise<void> {
    this.#client.hidden = false;
    // What became due meanwhile happens now.
    await this.#client.tick(0);
  }

  // ── Time ──────────────────────────────────────────────────────────────────────────────────────

  /**
   * Lets time pass for the app's timers and the page: milliseconds, or text such as `"10s"`. Each tick that
   * becomes due is run and shown, one after another. The clock of JavaScript itself does not move.
   *
   * @throws {RangeError} If the text cannot be read.
   */
  async tick(time: number | string): Promise<void> {
    this.#client.begin();
    await this.#client.tick(typeof time === "number" ? time : parseInterval(time)!);
  }

  /**
   * Waits until `condition` holds, asked again whenever an answer has arrived.
   *
   * @throws {Error} If it does not within `patience` milliseconds.
   */
  until(condition: () => boolean, patience = 5_000): Promise<void> {
    return this.#client.until(condition, patience);
  }

  /** Waits until every request has its answer. */
  settled(): Promise<void> {
    return this.#client.settled();
  }

  /** Closes the tab. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.shut();
  }

  #area(id: string): Place {
    return new Place(this.#client, () => {
      const area = this.#client.find(`#${id}`);
      return area === null ? [] : [area];
    });
  }
}
