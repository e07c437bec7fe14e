/**
 * A browser in this process, without a port: opens an app, does what a user does, and shows what the
 * user sees. It keeps to what htmx and `web/assets/eddy.js` do with an answer, so that a test of a
 * fragment's rules is a test of the whole way: request, decoding, run, HTML, answer, page.
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
import { createAppWith } from "../transport/app.ts";
import type { AppOptions } from "../transport/options.ts";
import type { Page } from "../runtime/session.ts";
import { applyAnswer, parseDocument } from "./kit/dom.ts";
import type { Document, Node } from "./kit/dom.ts";
import type { App } from "./kit/app.ts";
import { FakeClock } from "./kit/fake_clock.ts";
import { fleetOf } from "./kit/fleet.ts";
import { isButton, isDisabled, labelOf, linesOf, pictureOf } from "./kit/picture.ts";
import { readSse } from "./kit/read_sse.ts";

export { remote } from "./kit/app.ts";
export { FakeClock } from "./kit/fake_clock.ts";

/** How a page is opened. */
export interface OpenOptions extends AppOptions {
  /** Path and query to ask for. Default: `"/"`. */
  readonly path?: string;
  /** Cookies of the browser, to open a second page in it. */
  readonly cookies?: Map<string, string>;
  /** The time of the app. Default: one that stands still until {@linkcode Tab.tick}. */
  readonly clock?: FakeClock;
}

/** Which of several widgets of the same label is meant, counted from 0 in page order. */
export interface Which {
  readonly nth?: number;
}

/** Something that the page tells the server about one widget. */
interface WidgetEvent {
  number: number;
  readonly widget: string;
  sent: readonly string[];
  readonly press: boolean;
  away: boolean;
  /** Resolves when the answer to it has come in full. */
  readonly done: PromiseWithResolvers<void>;
}

/** One request that is under way. */
interface Exchange {
  readonly region: string;
  events: WidgetEvent[];
  aborted: boolean;
  cancel: (() => void) | null;
}

const ORIGIN = "http://localhost";
const AREAS = ["#sidebar", "#main", "#bottom", "#dialogs"];
const UNCOMMITTED = Infinity;
/** A field that reruns while somebody types waits this long for the next key. */
const LIVE_DELAY = 300;
/** Longest wait for a condition, in real time: only a failing test gets there. */
const PATIENCE_MS = 5_000;
/** Until what got no answer is said again, in real time: not all who wait for a process at once. */
const AGAIN_MS = { least: 5, most: 25 };

/** With `EDDY_PROCESSES=2`, every test's requests go to two processes (S55). */
const PROCESSES = Number(Deno.env.get("EDDY_PROCESSES") ?? 1);

/**
 * A test that makes its order of events by turns of one event loop. Over several processes it is left
 * out: what is handed over from one to another comes later, in an order as good.
 */
export function inOneProcess(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, fn, ignore: PROCESSES > 1 });
}

/** Opens a page, given as a page function or as an app: in this process, or {@linkcode remote}. */
export async function open(target: Page | App, options: OpenOptions = {}): Promise<Tab> {
  const { path = "/", cookies = new Map(), clock = new FakeClock(), ...settings } = options;
  const errors: unknown[] = [];
  const surroundings = { clock, onError: (error: unknown) => errors.push(error) };
  const app = "fetch" in target
    ? target
    : PROCESSES === 1
    ? createAppWith(target, settings, surroundings)
    : fleetOf(PROCESSES, target, settings, surroundings);
  const tab = new Tab(app, { cookies, clock, errors });
  await tab.goto(path);
  return tab;
}

/** One open page, and the user in front of it. */
export class Tab {
  /** The app's clock. */
  readonly clock: FakeClock;
  /** Errors of the author's code, as the app's log has them. */
  readonly errors: readonly unknown[];
  /** Cookies of this browser by name; hand them to {@linkcode open} for a second page in it. */
  readonly cookies: Map<string, string>;
  /** Every answer's HTML so far, in order of arrival; the document is the first. */
  readonly answers: string[] = [];
  /** Status of the last answer. */
  status = 0;

  #app: App;
  #document!: Document;
  #url = new URL(ORIGIN);

  // What eddy.js remembers.
  readonly #edits: Map<string, { number: number; sent: readonly string[] }> = new Map();
  readonly #queues: Map<string, WidgetEvent[]> = new Map();
  readonly #pauses: Map<string, () => void> = new Map();
  #lastNumber = 0;
  #seen = 1;
  readonly #ahead: Set<number> = new Set();
  #focus: string | null = null;

  // What htmx remembers.
  readonly #sync: Map<string, { current: Exchange; waiting: Exchange[] }> = new Map();
  readonly #underWay: Set<Promise<void>> = new Set();
  #live: { cancel: () => Promise<void> } | null = null;
  #resuming: Promise<void> | null = null;
  #losing = 0;
  #changed = Promise.withResolvers<void>();

  constructor(
    app: App,
    options: { cookies: Map<string, string>; clock: FakeClock; errors: unknown[] },
  ) {
    this.#app = app;
    this.cookies = options.cookies;
    this.clock = options.clock;
    this.errors = options.errors;
  }

  // ── What the user sees ────────────────────────────────────────────────────────────────────────

  /** The lines of the page's main area: one for each text and widget, from top to bottom. */
  lines(): string[] {
    return this.linesIn("#main");
  }

  /** The lines of the first element that `selector` finds; none if there is none. */
  linesIn(selector: string): string[] {
    const root = this.find(selector);
    return root === null ? [] : linesOf(root, (widget) => this.#valueOf(widget));
  }

  /** {@linkcode Tab.lines} as one text. */
  text(): string {
    return this.lines().join("\n");
  }

  /** Whether `text` can be read anywhere in the page, as a part of one line. */
  has(text: string): boolean {
    return AREAS.some((area) => this.linesIn(area).some((line) => line.includes(text)));
  }

  /** How many lines of the whole page hold `text`. */
  count(text: string): number {
    return AREAS.flatMap((area) => this.linesIn(area))
      .filter((line) => line.includes(text)).length;
  }

  /** The first element that `selector` finds. */
  find(selector: string): Node | null {
    return this.#document.querySelector(selector);
  }

  /** All elements that `selector` finds. */
  findAll(selector: string): Node[] {
    return [...this.#document.querySelectorAll(selector)];
  }

  /** The lines of what failed, as the page shows it: one for each error box. */
  errorBoxes(): string[] {
    return this.findAll(".exception").map((box) =>
      linesOf(box, (widget) => this.#valueOf(widget)).join(" ")
    );
  }

  /** The texts of the toasts so far. */
  toasts(): string[] {
    return this.findAll("#toasts .toast").map((toast) =>
      linesOf(toast, () => []).filter((line) => line !== "").join(" ")
    );
  }

  /** The one-shot effects so far, such as `"balloons"`. */
  effects(): string[] {
    return this.findAll("#signals > [class]").map((signal) => signal.getAttribute("class")!);
  }

  /** What the address bar shows. */
  get url(): URL {
    return new URL(this.#url);
  }

  /** The page as text, for the message of a failure. */
  picture(): string {
    return pictureOf(this.#document, (widget) => this.#valueOf(widget));
  }

  /** Whether a request is under way. */
  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  // ── What the user does ────────────────────────────────────────────────────────────────────────

  /** Loads a page in this tab. */
  async goto(path: string): Promise<void> {
    this.#url = new URL(path, ORIGIN);
    const response = await this.#fetch(this.#url.href, { headers: { accept: "text/html" } });
    const html = await response.text();
    this.answers.push(html);
    if (!response.ok) throw new Error(`Cannot open ${path}: ${response.status}\n${html}`);
    this.#document = parseDocument(html);
    this.#takeSignals();
    this.#notify();
  }

  /** Presses a button. */
  click(label: string, which: Which = {}): Promise<void> {
    const button = this.#widget(label, "button", which);
    this.#refuseDisabled(button, "press");
    this.#blur(idOf(button));
    return button.getAttribute("type") === "submit"
      ? this.#submit(button.closest("form[data-form]")!, button)
      : this.#press(button);
  }

  /** Ticks a box or turns a switch on. */
  check(label: string, which: Which = {}): Promise<void> {
    return this.#enter(this.#widget(label, "field", which), ["on"]);
  }

  /** Takes the tick away. */
  uncheck(label: string, which: Which = {}): Promise<void> {
    return this.#enter(this.#widget(label, "field", which), []);
  }

  /** Enters a text and leaves the field. */
  fill(label: string, text: string, which: Which = {}): Promise<void> {
    this.type(label, text, which);
    this.#focus = null;
    return this.#commit(this.#widget(label, "field", which));
  }

  /** Enters a text and stays in the field: nothing is sent, unless the field reruns while typing. */
  type(label: string, text: string, which: Which = {}): void {
    const widget = this.#widget(label, "field", which);
    const id = idOf(widget);
    this.#refuseDisabled(widget, "type in");
    this.#blur(id);
    this.#edits.set(id, { number: UNCOMMITTED, sent: [text] });
    this.#focus = id;
    if (!widget.hasAttribute("data-live")) return;
    this.#pauses.get(id)?.();
    this.#pauses.set(
      id,
      this.clock.after(LIVE_DELAY, () => {
        const now = this.#byWidget(id);
        if (now !== null) void this.#commit(now);
      }),
    );
  }

  /** Chooses an option: of a list, or one of several circles. */
  select(label: string, option: string, which: Which = {}): Promise<void> {
    const widget = this.#widget(label, "field", which);
    const offers = new Map(
      [...widget.querySelectorAll("option, input[type=radio]")].map((offer) => {
        const text = (offer.tagName === "OPTION" ? offer : offer.closest("label"))?.textContent ??
          "";
        return [text, offer.getAttribute("value") ?? text];
      }),
    );
    const value = offers.get(option);
    if (value !== undefined) return this.#enter(widget, [value]);
    throw this.failure(
      `Cannot select "${option}": "${label}" offers ${JSON.stringify([...offers.keys()])}`,
    );
  }

  /** Writes a line into a chat's field, by its placeholder, and sends it. */
  say(label: string, line: string, which: Which = {}): Promise<void> {
    const widget = this.#widget(label, "field", which);
    this.#refuseDisabled(widget, "write into");
    this.#blur(idOf(widget));
    const region = this.#regionOf(widget);
    const event = this.#note(region, idOf(widget), [line], true);
    this.#send(region.id);
    return event.done.promise;
  }

  /** Presses the stop button of a chat's input. */
  async stop(label: string, which: Which = {}): Promise<Response> {
    const region = this.#regionOf(this.#widget(label, "field", which));
    const url = `${region.getAttribute("hx-post")}/stop`;
    return await this.#fetch(url, { method: "POST", headers: this.#signed() });
  }

  /** Asks for an address of the app, as a link or an image in the page does. */
  get(url: string): Promise<Response> {
    return this.#fetch(url, { headers: { "sec-fetch-site": "same-origin" } });
  }

  /** Submits a form by its button, or the only form by its first. */
  submit(label?: string): Promise<void> {
    if (label !== undefined) return this.click(label);
    const forms = this.findAll("form[data-form]");
    const button = forms[0]?.querySelector("button[type=submit][data-widget]");
    if (forms.length !== 1 || !button) {
      throw this.failure(`Cannot submit: ${forms.length} forms are on the page; name the button`);
    }
    this.#blur(idOf(button));
    return this.#submit(forms[0]!, button);
  }

  // ── Time and things that come by themselves ──────────────────────────────────────────────────

  /** Connects the page's live stream, as the browser does while the page can be seen. */
  async live(): Promise<void> {
    if (this.#live !== null) throw new Error("The live stream is connected already");
    const url = this.find("#live")?.getAttribute("hx-sse:connect");
    if (!url) throw this.failure("Cannot connect: the page has asked for no live stream");
    const response = await this.#fetch(url, {
      headers: { ...this.#signed(), accept: "text/html, text/event-stream" },
    });
    this.status = response.status;
    if (response.headers.has("eddy-resync")) {
      await response.body?.cancel();
      return await this.#resume();
    }
    if (!response.ok) throw this.failure(`Cannot connect: ${response.status}`);
    const hello = Promise.withResolvers<void>();
    const stream = readSse(response.body!, (message) => {
      this.retry = message.retry ?? this.retry;
      if (message.event === "hello") return hello.resolve();
      if (message.event !== "") return;
      this.#got(message.id);
      this.#apply(message.data, null);
    });
    this.#live = {
      cancel: async () => {
        this.#live = null;
        await stream.cancel();
      },
    };
    const over = () => {
      this.#live = null;
      hello.resolve();
    };
    // It may break, as streams do: who asked for it connects again.
    void stream.done.then(over, over);
    await hello.promise;
    await turn();
  }

  /** Whether the live stream is connected. */
  get isLive(): boolean {
    return this.#live !== null;
  }

  /** After how many milliseconds a stream that ended is to be connected again, as it said last. */
  retry: number | null = null;

  /** Cuts the live stream: the tab is hidden, or the network is gone. */
  async hide(): Promise<void> {
    await this.#live?.cancel();
  }

  /** Lets time pass for the app and the page: timers that are due tick, one after another. */
  async tick(ms: number): Promise<void> {
    await this.clock.advance(ms, turn);
    await turn();
  }

  /** Waits until `condition` holds, asked again whenever an answer has arrived. */
  async until(condition: () => boolean): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<"late">((resolve) => timer = setTimeout(resolve, PATIENCE_MS, "late"));
    try {
      while (!condition()) {
        if (await Promise.race([this.#changed.promise, late]) === "late") {
          throw this.failure(`Waited ${PATIENCE_MS} ms in vain for ${condition}`);
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Lets everything go on that can: what is still under way afterwards waits for the test. */
  async rest(): Promise<void> {
    for (let i = 0; i < 3; i++) await turn();
  }

  /** Waits until every request has its answer. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  // ── Accidents ─────────────────────────────────────────────────────────────────────────────────

  /** The next `n` answers get lost on their way; the page asks again. */
  loseAnswers(n = 1): void {
    this.#losing += n;
  }

  /** From now on another process answers. */
  moveTo(app: App): void {
    this.#app = app;
  }

  /** Closes the tab: whatever is under way is cut. */
  leave(): void {
    for (const { current, waiting } of this.#sync.values()) {
      for (const exchange of [current, ...waiting]) this.#abort(exchange);
    }
  }

  /** Ends everything that is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.hide();
    this.leave();
    await this.settled();
  }

  // ── Widgets ───────────────────────────────────────────────────────────────────────────────────

  #widget(label: string, kind: "button" | "field", { nth }: Which): Node {
    const all = this.findAll("[data-widget]").filter((widget) =>
      isButton(widget) === (kind === "button")
    );
    const named = all.filter((widget) => labelOf(widget) === label);
    // What is being made anew can be used until it is replaced.
    const fresh = named.filter((widget) => widget.closest("[data-stale]") === null);
    const found = fresh.length > 0 ? fresh : named;
    if (nth === undefined && found.length > 1) {
      throw this.failure(`Cannot choose "${label}": ${found.length} ${kind}s have that label`);
    }
    const widget = found[nth ?? 0];
    if (widget !== undefined) return widget;
    const labels = all.map((widget) => `"${labelOf(widget)}"`).join(", ") || "none";
    throw this.failure(`Cannot find ${kind} "${label}": there is ${labels}`);
  }

  #byWidget(id: string): Node | null {
    return this.find(`[data-widget="${id}"]`);
  }

  #refuseDisabled(widget: Node, action: string): void {
    if (!isDisabled(widget)) return;
    throw this.failure(`Cannot ${action} "${labelOf(widget)}": it is disabled`);
  }

  #valueOf(widget: Node): readonly string[] {
    return this.#edits.get(idOf(widget))?.sent ?? shownValue(widget);
  }

  /** What eddy.js does when a control changes. */
  #enter(widget: Node, sent: readonly string[]): Promise<void> {
    this.#refuseDisabled(widget, "change");
    this.#blur(idOf(widget));
    this.#edits.set(idOf(widget), { number: UNCOMMITTED, sent });
    return this.#commit(widget);
  }

  /** Leaving a field commits it. */
  #blur(next: string): void {
    const left = this.#focus;
    if (left === null || left === next) return;
    this.#focus = null;
    const widget = this.#byWidget(left);
    if (widget !== null) void this.#commit(widget);
  }

  #commit(widget: Node): Promise<void> {
    const id = idOf(widget);
    this.#pauses.get(id)?.();
    if (this.#edits.get(id)?.number !== UNCOMMITTED || widget.closest("form[data-form]") !== null) {
      return Promise.resolve();
    }
    const region = this.#regionOf(widget);
    const event = this.#note(region, id, this.#valueOf(widget), false);
    this.#send(region.id);
    return event.done.promise;
  }

  #press(button: Node): Promise<void> {
    const region = this.#regionOf(button);
    const event = this.#note(region, idOf(button), [], true);
    this.#send(region.id);
    return event.done.promise;
  }

  #submit(form: Node, button: Node): Promise<void> {
    this.#refuseDisabled(button, "press");
    const region = this.#regionOf(form);
    for (const widget of form.querySelectorAll("[data-widget]")) {
      if (isButton(widget)) continue;
      this.#note(region, idOf(widget), this.#valueOf(widget), false);
    }
    return this.#press(button);
  }

  #regionOf(node: Node): Node {
    const region = node.closest("eddy-fragment, [data-owner], #page");
    const owner = region?.getAttribute("data-owner");
    return (owner ? this.find(`[id="${owner}"]`) : region) ?? this.find("#page")!;
  }

  #note(region: Node, widget: string, sent: readonly string[], press: boolean): WidgetEvent {
    const queue = this.#queues.get(region.id) ?? [];
    this.#queues.set(region.id, queue);
    let event = queue.at(-1);
    if (event && !press && !event.press && !event.away && event.widget === widget) {
      event.sent = sent;
    } else {
      const done = Promise.withResolvers<void>();
      // An action that nobody waits for fails where its outcome is looked at.
      done.promise.catch(() => {});
      event = { number: ++this.#lastNumber, widget, sent, press, away: false, done };
      queue.push(event);
    }
    if (!press) this.#edits.set(widget, { number: event.number, sent });
    return event;
  }

  // ── Requests ──────────────────────────────────────────────────────────────────────────────────

  /** Asks htmx for a request of this region, which keeps to the region's `hx-sync`. */
  #send(region: string): void {
    const exchange: Exchange = { region, events: [], aborted: false, cancel: null };
    const busy = this.#sync.get(region);
    if (busy === undefined) {
      this.#sync.set(region, { current: exchange, waiting: [] });
      return this.#issue(exchange);
    }
    const strategy = this.find(`[id="${region}"]`)?.getAttribute("hx-sync") ?? "this:queue all";
    switch (strategy) {
      case "this:queue all":
        busy.waiting.push(exchange);
        return;
      case "this:replace":
        this.#sync.set(region, { current: exchange, waiting: [] });
        this.#abort(busy.current);
        return this.#issue(exchange);
      default:
        throw new Error(`Cannot keep to hx-sync "${strategy}": the kit does not know it`);
    }
  }

  #issue(exchange: Exchange): void {
    let tell = ({ done }: WidgetEvent) => done.resolve();
    const work = this.#exchange(exchange).catch((error) => {
      tell = ({ done }) => done.reject(error);
      return exchange.events;
    }).then((answered) => {
      this.#underWay.delete(work);
      const busy = this.#sync.get(exchange.region);
      if (busy?.current === exchange) {
        const next = busy.waiting.shift();
        if (next === undefined) this.#sync.delete(exchange.region);
        else {
          busy.current = next;
          this.#issue(next);
        }
      }
      answered.forEach(tell);
      this.#notify();
    });
    this.#underWay.add(work);
  }

  #abort(exchange: Exchange): void {
    exchange.aborted = true;
    exchange.cancel?.();
  }

  /** Sends what waits for this region and takes the answer in. Answers the events that are answered. */
  async #exchange(exchange: Exchange): Promise<readonly WidgetEvent[]> {
    const { region } = exchange;
    const events = exchange.events = [...this.#queues.get(region) ?? []];
    const url = this.find(`[id="${region}"]`)?.getAttribute("hx-post") ??
      this.find("#page")!.getAttribute("hx-post")!.replace(/[^/]*$/, region);
    // Taken along by an earlier request of this region.
    if (events.length === 0 || exchange.aborted) return [];
    const body = new URLSearchParams();
    const say = (event: WidgetEvent) => {
      event.away = true;
      body.append("e", `${event.number}.${event.widget}`);
      for (const value of event.sent) body.append("v", value);
    };
    events.forEach(say);
    for (const [id, others] of this.#queues) {
      const before = others.filter(({ number }) => number < events.at(-1)!.number);
      if (id === region || before.length === 0) continue;
      body.append("r", id);
      before.forEach(say);
    }
    const token = this.#token;
    const response = await this.#ask(url, { method: "POST", body, headers: this.#signed() });
    if (response === null) return exchange.aborted ? [] : await this.#again(exchange);
    if (exchange.aborted) {
      // Its events are still to be answered: the request that replaced this one has them, too.
      await response.body?.cancel();
      return [];
    }
    if (this.#losing > 0) {
      this.#losing--;
      await response.body?.cancel();
      return await this.#again(exchange);
    }
    this.status = response.status;
    if (response.status >= 500) {
      await response.body?.cancel();
      return await this.#again(exchange);
    }
    if (response.headers.has("eddy-resync")) {
      await response.body?.cancel();
      // Unless it was sent by an earlier session of this page.
      if (token === this.#token) await this.#resume();
      return [];
    }
    const number = response.headers.get("eddy-seq");
    if (number === null) {
      throw this.failure(`Not the app's answer: ${response.status} ${await response.text()}`);
    }
    try {
      if (response.headers.get("content-type")?.includes("event-stream")) {
        const stream = readSse(response.body!, ({ id, data, event }) => {
          if (exchange.aborted || event !== "") return;
          this.#got(id);
          this.#apply(data, region);
        });
        exchange.cancel = () => void stream.cancel();
        const broken = await stream.done.then(() => false, () => true);
        if (exchange.aborted) return events;
        if (broken) return await this.#again(exchange);
      } else {
        const html = await response.text();
        this.#got(number ?? "");
        this.#settle(events);
        if (html !== "") this.#apply(html, region);
      }
      this.#queues.set(
        region,
        (this.#queues.get(region) ?? []).filter((event) => !events.includes(event)),
      );
    } finally {
      this.#settle(events);
    }
    return events;
  }

  /** Says again what got no answer, or half of one: later, once everything else has had its turn. */
  async #again(exchange: Exchange): Promise<readonly WidgetEvent[]> {
    for (const event of exchange.events) event.away = false;
    this.#notify();
    const { least, most } = AGAIN_MS;
    await new Promise((resolve) => setTimeout(resolve, least + Math.random() * (most - least)));
    return await this.#exchange(exchange);
  }

  /** Events that an answer has come for. */
  #settle(events: readonly WidgetEvent[]): void {
    for (const { widget, number } of events) {
      if (this.#edits.get(widget)?.number === number) this.#edits.delete(widget);
    }
  }

  /** Notes a message's number; a "!" says that with it, nothing is missing. */
  #got(text: string): void {
    const number = parseInt(text, 10);
    if (!number) return;
    if (text.endsWith("!")) this.#seen = Math.max(this.#seen, number);
    else this.#ahead.add(number);
    for (const one of this.#ahead) if (one <= this.#seen) this.#ahead.delete(one);
    while (this.#ahead.delete(this.#seen + 1)) this.#seen++;
  }

  /** Asks for a new session in place, and brings along what was entered. */
  #resume(): Promise<void> {
    return this.#resuming ??= this.#newSession().finally(() => this.#resuming = null);
  }

  async #newSession(): Promise<void> {
    const page = this.find("#page")!;
    const body = new URLSearchParams();
    let number = 0;
    for (const widget of page.querySelectorAll("[data-widget]")) {
      if (widget.querySelector("input,select,textarea") === null) continue;
      body.append("e", `${++number}.${idOf(widget)}`);
      // What the lost session did not know of is still being edited, or waits to be sent.
      for (const value of shownValue(widget)) body.append("v", value);
    }
    const url = page.getAttribute("data-resume")!;
    const response = await this.#fetch(url, { method: "POST", body, headers: this.#signed() });
    const html = await response.text();
    if (!response.ok) throw this.failure(`Cannot resume: ${response.status}`);
    this.#seen = 0;
    this.#ahead.clear();
    this.#got(`${parseInt(response.headers.get("eddy-seq") ?? "", 10)}!`);
    this.#lastNumber = 0;
    this.#happened.clear();
    this.answers.push(html);
    applyAnswer(this.#document, html, { target: page, swap: "outerMorph" }, { anyAge: true });
    this.#notify();
    for (const [region, queue] of this.#queues) {
      for (const event of queue) {
        event.number = ++this.#lastNumber;
        event.away = false;
        const edit = this.#edits.get(event.widget);
        if (edit !== undefined && edit.number !== UNCOMMITTED) edit.number = event.number;
      }
      if (queue.length > 0) this.#send(region);
    }
  }

  readonly #happened = new Set<string>();

  #apply(html: string, region: string | null): void {
    this.answers.push(html);
    const target = region === null ? null : this.find(`[id="${region}"]`);
    const swap = target?.getAttribute("hx-swap") ?? "none";
    const had = new Set(this.findAll("[data-once]"));
    applyAnswer(this.#document, html, target === null ? null : { target, swap });
    for (const effect of this.findAll("[data-once]")) {
      if (had.has(effect)) continue;
      // Sent again because its message might not have come; each happens once.
      const number = effect.getAttribute("data-once")!;
      if (this.#happened.has(number)) effect.remove();
      else this.#happened.add(number);
    }
    this.#takeSignals();
    this.#notify();
  }

  #takeSignals(): void {
    for (const signal of this.findAll("#signals > [data-query]")) {
      this.#url.search = signal.getAttribute("data-query")!;
      signal.remove();
    }
  }

  get #token(): string {
    return this.find("#page")!.getAttribute("data-token") ?? "";
  }

  #signed(): Record<string, string> {
    return {
      "eddy-token": this.#token,
      "eddy-seen": String(this.#seen),
      "hx-request": "true",
      "hx-current-url": this.#url.href,
      origin: ORIGIN,
      "sec-fetch-site": "same-origin",
    };
  }

  /** {@linkcode #fetch}; null if nobody answers. */
  async #ask(url: string, init: RequestInit): Promise<Response | null> {
    try {
      return await this.#fetch(url, init);
    } catch (error) {
      // What fetch() throws of a connection that cannot be made, or breaks.
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("host", "localhost");
    if (this.cookies.size > 0) {
      headers.set("cookie", [...this.cookies].map((pair) => pair.join("=")).join("; "));
    }
    const request = new Request(new URL(url, ORIGIN), { ...init, headers });
    const response = await this.#app.fetch(request, { hostname: "localhost" });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair] = cookie.split(";");
      const at = pair!.indexOf("=");
      this.cookies.set(pair!.slice(0, at), pair!.slice(at + 1));
    }
    return response;
  }

  #notify(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }

  /** An error that shows the page. */
  failure(message: string): Error {
    return new Error(`${message}\n${this.picture()}`);
  }
}

function idOf(widget: Node): string {
  return widget.getAttribute("data-widget")!;
}

/** The value that the server gave a widget, as a form would send it. */
function shownValue(widget: Node): string[] {
  const id = idOf(widget);
  return [...widget.querySelectorAll("input, select, textarea")]
    .filter((control) => control.getAttribute("name") === id)
    .flatMap((control) => {
      if (control.tagName === "TEXTAREA") return [control.textContent];
      if (control.tagName === "SELECT") {
        const options = [...control.querySelectorAll("option")];
        const chosen = options.filter((option) => option.hasAttribute("selected"));
        const shown = chosen.length > 0 || control.hasAttribute("multiple")
          ? chosen
          : options.slice(0, 1);
        return shown.map((option) => option.getAttribute("value") ?? option.textContent);
      }
      const value = control.getAttribute("value");
      if (/^(checkbox|radio)$/.test(control.getAttribute("type") ?? "")) {
        return control.hasAttribute("checked") ? [value ?? "on"] : [];
      }
      return [value ?? ""];
    });
}

/** Lets everything that is ready go on: what was promised, and what that leads to. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
