/**
 * One tab as the browser has it, under what its user does: the document, what `web/assets/eddy.js` and
 * htmx remember, the requests under way. It keeps to what those do with an answer, so that a test of a
 * fragment's rules is a test of the whole way: request, decoding, run, HTML, answer, page.
 */
import type { Instance } from "../../runtime/fragment.ts";
import type { Session } from "../../runtime/session.ts";
import { SURROUNDINGS } from "../surroundings.ts";
import type { Surroundings } from "../surroundings.ts";
import { applyAnswer, parseDocument, parseMarkup } from "./dom.ts";
import type { Document, MainSwap, Node } from "./dom.ts";
import type { FakeClock } from "./fake_clock.ts";
import { isButton, isDisabled, labelOf, pictureOf } from "./picture.ts";
import { Reach } from "./reach.ts";
import { formOf, requestOf, targetOf, triggersOf, VERBS } from "./hypertext.ts";
import { readSse } from "./read_sse.ts";
import { idOf, shownValue } from "./widgets.ts";

/** What an app is served by: one made by `createApp`, or one that it is mounted in. */
export interface Served {
  fetch(request: Request, env: object): Response | Promise<Response>;
}

/** What the tabs of all browsers that look at an app share. */
export class World {
  readonly app: Served;
  readonly clock: FakeClock;
  /** Errors of the author's code, as the app's log has them. */
  readonly errors: unknown[] = [];
  /** Page sessions by id, as they are on the server. */
  readonly sessions: Map<string, Session> = new Map();
  /** What has run in each, by name. */
  readonly runs: Map<string, string[]> = new Map();
  /** What a request to the app brings along. */
  readonly env: object;

  constructor(app: Served, clock: FakeClock) {
    this.app = app;
    this.clock = clock;
    const around: Surroundings = {
      clock,
      onError: (error) => this.errors.push(error),
      onSession: (session) => void this.sessions.set(session.id, session),
      onRun: ({ id }, root) => this.runs.set(id, [...this.runs.get(id) ?? [], nameOf(root)]),
    };
    this.env = { hostname: "localhost", [SURROUNDINGS]: around };
  }
}

/** What a test calls it that has run. */
function nameOf({ definition }: Instance): string {
  return definition === null ? "page" : definition.options.key ?? (definition.name || "unnamed");
}

/** Something that the page tells the server about one widget. */
interface WidgetEvent {
  number: number;
  /** Which messages had come when it was made. */
  had: string;
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

/** The browser that a tab is of. */
export interface Browser {
  readonly cookies: Map<string, string>;
  /** Headers of each of its requests. */
  readonly headers: Readonly<Record<string, string>>;
}

const ORIGIN = "http://localhost";
const UNCOMMITTED = Infinity;
/** A field that reruns while somebody types waits this long for the next key. */
const LIVE_DELAY = 300;
/** As many rows of a table as tables.js asks for. */
const GRID_ROWS = 50;
/** Until what got no answer is said again, in real time: not all who wait for a process at once. */
const AGAIN_MS = { least: 5, most: 25 };

export class Client {
  readonly world: World;
  readonly browser: Browser;
  /** Whether nobody can see the tab, so that it connects no live stream by itself. */
  hidden: boolean;
  /** Every answer's HTML so far, in order of arrival; the document is the first. */
  readonly answers: string[] = [];
  /** Status of the last answer. */
  status = 0;
  /** What the address bar shows. */
  readonly url: URL = new URL(ORIGIN);
  document!: Document;

  #app: Served;

  // What eddy.js remembers.
  readonly #edits: Map<string, { number: number; sent: readonly string[] }> = new Map();
  readonly #queues: Map<string, WidgetEvent[]> = new Map();
  readonly #pauses: Map<string, () => void> = new Map();
  /** Where the server thinks we are, in an app of several pages. */
  #address: string | null = null;
  /** Dialogs that their user has closed. */
  readonly #closed: Set<string> = new Set();
  readonly #happened = new Set<string>();
  #lastNumber = 0;
  #seen = 1;
  readonly #ahead: Set<number> = new Set();
  #focus: string | null = null;

  // What htmx remembers.
  readonly #sync: Map<string, { current: Exchange; waiting: Exchange[] }> = new Map();
  readonly #underWay: Set<Promise<void>> = new Set();
  /** Rows of tables that are asked for beside the queues. */
  readonly #asking: Set<Promise<void>> = new Set();
  #live: { cancel: () => Promise<void> } | null = null;
  #resuming: Promise<void> | null = null;
  #losing = 0;
  #changed = Promise.withResolvers<void>();

  /** Nobody scrolls: what is drawn once it is seen waits. */
  readonly #unseen: boolean;
  #isShut = false;
  /** What its user can get at. */
  readonly reach: Reach;

  constructor(
    world: World,
    browser: Browser,
    options: { readonly hidden: boolean; readonly unseen?: boolean; readonly anywhere?: boolean },
  ) {
    this.world = world;
    this.browser = browser;
    this.hidden = options.hidden;
    this.#unseen = options.unseen ?? false;
    this.reach = new Reach(this, { anywhere: options.anywhere ?? false });
    this.#app = world.app;
  }

  /** The page's session on the server. */
  get session(): Session {
    return this.world.sessions.get(this.#pageId)!;
  }

  /** What has run since {@linkcode begin}. */
  get reran(): readonly string[] {
    return this.world.runs.get(this.#pageId) ?? [];
  }

  /** Something is done from here on, whose runs are to be told. */
  begin(): void {
    this.#refuseShut();
    this.world.runs.delete(this.#pageId);
  }

  /** The page's id, as its addresses have it. */
  get #pageId(): string {
    return /\/_eddy\/p\/([^/]+)\//.exec(this.find("#page")?.getAttribute("hx-post") ?? "")?.[1] ??
      "";
  }

  /** Whether a request is under way. */
  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  find(selector: string): Node | null {
    return this.document.querySelector(selector);
  }

  findAll(selector: string): Node[] {
    return [...this.document.querySelectorAll(selector)];
  }

  /** The page as text, for the message of a failure. */
  picture(): string {
    return pictureOf(this.document, this.valueOf);
  }

  /** An error that shows the page. */
  failure(message: string): Error {
    return new Error(`${message}\n${this.picture()}`);
  }

  /** Loads a page. `whole`: once it has run to its end, in one piece. */
  async goto(path: string, whole: boolean): Promise<void> {
    this.#refuseShut();
    await this.end();
    this.#forget();
    this.url.href = new URL(path, ORIGIN).href;
    const asked = new URL(this.url);
    if (whole) asked.searchParams.set("_whole", "1");
    const response = await this.fetch(asked.href, { headers: { accept: "text/html" } });
    const html = await response.text();
    this.status = response.status;
    this.answers.push(html);
    if (!response.ok) throw new Error(`Cannot open ${path}: ${response.status}\n${html}`);
    this.document = parseDocument(html);
    this.#takeSignals();
    this.#notify();
    await this.watch();
    await this.#load();
  }

  /** Another document knows nothing of the one before. */
  #forget(): void {
    for (const cancel of this.#pauses.values()) cancel();
    for (const known of [this.#edits, this.#queues, this.#pauses, this.#sync]) known.clear();
    for (const known of [this.#closed, this.#happened, this.#ahead]) known.clear();
    this.reach.forget();
    this.#lastNumber = 0;
    this.#seen = 1;
    this.#focus = null;
    this.#address = null;
  }

  // ── Time and things that come by themselves ──────────────────────────────────────────────────

  /** Connects the live stream if the page asks for one and the tab can be seen. */
  async watch(): Promise<void> {
    if (this.hidden || this.#live !== null || this.find("#live") === null) return;
    await this.live();
  }

  /** Connects the page's live stream, as the browser does while the page can be seen. */
  async live(): Promise<void> {
    if (this.#live !== null) throw new Error("The live stream is connected already");
    const url = this.find("#live")?.getAttribute("hx-sse:connect");
    if (!url) throw this.failure("Cannot connect: the page has asked for no live stream");
    const response = await this.fetch(url, {
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

  /** Cuts the live stream. */
  async cut(): Promise<void> {
    await this.#live?.cancel();
  }

  /** Lets time pass for the app and the page: timers that are due tick, one after another. */
  async tick(ms: number): Promise<void> {
    await this.watch();
    await this.world.clock.advance(ms, async () => {
      await turn();
      // A stream that has lasted long enough is ended by the app; a browser connects again.
      await this.watch();
    });
    await turn();
  }

  /** Waits until `condition` holds, asked again whenever an answer has arrived. */
  async until(condition: () => boolean, patience: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<"late">((resolve) => timer = setTimeout(resolve, patience, "late"));
    try {
      while (!condition()) {
        if (await Promise.race([this.#changed.promise, late]) === "late") {
          throw this.failure(`Waited ${patience} ms in vain for ${condition}`);
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
  moveTo(app: Served): void {
    this.#app = app;
  }

  /** Closes the tab: whatever is under way is cut. */
  leave(): void {
    for (const { current, waiting } of this.#sync.values()) {
      for (const exchange of [current, ...waiting]) this.#abort(exchange);
    }
  }

  /** Ends everything that is under way. */
  async end(): Promise<void> {
    await this.cut();
    this.leave();
    await this.settled();
  }

  /** Ends it for good. */
  async shut(): Promise<void> {
    this.#isShut = true;
    await this.end();
  }

  #refuseShut(): void {
    if (this.#isShut) throw new Error("Cannot use the page: the tab is closed; open it anew");
  }

  // ── Widgets ───────────────────────────────────────────────────────────────────────────────────

  #byWidget(id: string): Node | null {
    return this.find(`[data-widget="${id}"]`);
  }

  refuseDisabled(widget: Node, action: string): void {
    if (!isDisabled(widget)) return;
    throw this.failure(`Cannot ${action} "${labelOf(widget)}": it is disabled`);
  }

  /** What a widget shows: its user's own entry if it is not answered yet, else the server's value. */
  readonly valueOf = (widget: Node): readonly string[] =>
    this.#edits.get(idOf(widget))?.sent ?? shownValue(widget);

  /** Enters a text and stays in the field. */
  type(widget: Node, sent: readonly string[]): void {
    const id = idOf(widget);
    this.refuseDisabled(widget, "type in");
    this.blur(id);
    this.#edits.set(id, { number: UNCOMMITTED, sent });
    this.#focus = id;
    if (!widget.hasAttribute("data-live")) return;
    this.#pauses.get(id)?.();
    this.#pauses.set(
      id,
      this.world.clock.after(LIVE_DELAY, () => {
        const now = this.#byWidget(id);
        if (now !== null) void this.commit(now);
      }),
    );
  }

  /** Enters a text and leaves the field. */
  fill(widget: Node, sent: readonly string[]): Promise<void> {
    this.type(widget, sent);
    this.#focus = null;
    return this.commit(widget);
  }

  /** Writes a line and sends it, with what is attached to it. */
  say(widget: Node, line: string): Promise<void> {
    this.refuseDisabled(widget, "write into");
    this.blur(idOf(widget));
    const region = this.#regionOf(widget);
    const uploader = widget.querySelector("[data-upload]");
    const files = uploader === null ? [] : this.valueOf(uploader);
    if (uploader !== null && files.length > 0) {
      uploader.querySelector(".files")!.replaceChildren();
      this.#note(region, idOf(uploader), [], false);
    }
    return this.#noteAndSend(region, idOf(widget), [line, ...files]);
  }

  /** Presses the stop button of a chat's input: no event, and overtakes them all. */
  stop(widget: Node): Promise<Response> {
    const url = `${this.#regionOf(widget).getAttribute("hx-post")}/stop`;
    return this.fetch(url, { method: "POST", headers: this.#signed() });
  }

  /** Presses a button, which may send its form. */
  press(button: Node): Promise<void> {
    this.refuseDisabled(button, "press");
    this.blur(idOf(button));
    const form = button.getAttribute("type") === "submit"
      ? button.closest("form[data-form]")
      : null;
    const region = this.#regionOf(form ?? button);
    for (const widget of form?.querySelectorAll("[data-widget]") ?? []) {
      if (isButton(widget)) continue;
      this.#note(region, idOf(widget), this.valueOf(widget), false);
    }
    // A button of a table's says in which row it was pressed.
    const value = button.getAttribute("value") ?? "";
    return this.#noteAndSend(region, idOf(button), value === "" ? [] : [value]);
  }

  /** Follows a link to another page of the app, within the session. */
  follow(address: string): Promise<void> {
    return this.enter(this.find("#location")!, [address]);
  }

  /** Closes a dialog, as its user does: it stays closed though the server has not heard of it. */
  close(dialog: Node): Promise<void> {
    this.#closed.add(openingOf(dialog));
    dialog.setAttribute("data-closed", "");
    const dismiss = dialog.getAttribute("data-dismiss");
    if (dismiss === null) return Promise.resolve();
    return this.#noteAndSend(this.find("#page")!, dismiss, []);
  }

  /** Sends a file to an uploader. It takes part in the uploader's value from the next commit on. */
  async upload(widget: Node, file: File): Promise<void> {
    const response = await this.fetch(widget.getAttribute("data-upload")!, {
      method: "POST",
      body: new Uint8Array(await file.arrayBuffer()),
      headers: {
        ...this.#signed(),
        "eddy-name": encodeURIComponent(file.name),
        "eddy-type": file.type,
      },
    });
    const text = await response.text();
    if (response.status !== 201) throw this.failure(`Cannot upload "${file.name}": ${text}`);
    const id = response.headers.get("eddy-file")!;
    const list = widget.querySelector(".files")!;
    const several = widget.hasAttribute("data-multiple");
    const held = several ? this.valueOf(widget) : [];
    if (!several) list.replaceChildren();
    list.append(...parseMarkup(this.document, text));
    this.#edits.set(idOf(widget), { number: UNCOMMITTED, sent: [...held, id] });
  }

  /** Looks for options in the list of a widget that the page does not have whole. */
  async search(widget: Node, names: readonly string[]): Promise<Node[]> {
    const pages = names.map(async (words) => {
      const url = `${widget.getAttribute("data-find")}?${new URLSearchParams({ for: words })}`;
      const response = await this.fetch(url, { headers: this.#signed() });
      return parseMarkup(this.document, await response.text());
    });
    return (await Promise.all(pages)).flat();
  }

  /** Asks for an address of the app, as a link or an image in the page does. */
  get(url: string): Promise<Response> {
    return this.fetch(url, { headers: { "sec-fetch-site": "same-origin" } });
  }

  #noteAndSend(region: Node, widget: string, sent: readonly string[]): Promise<void> {
    const event = this.#note(region, widget, sent, true);
    this.#send(region.id);
    return event.done.promise;
  }

  /** What eddy.js does when a control changes. */
  enter(widget: Node, sent: readonly string[]): Promise<void> {
    this.refuseDisabled(widget, "change");
    this.blur(idOf(widget));
    this.#edits.set(idOf(widget), { number: UNCOMMITTED, sent });
    return this.commit(widget);
  }

  /** Leaving a field commits it. */
  blur(next: string): void {
    const left = this.#focus;
    if (left === null || left === next) return;
    this.#focus = null;
    const widget = this.#byWidget(left);
    if (widget !== null) void this.commit(widget);
  }

  /** Sends what was entered, if anything was. */
  commit(widget: Node): Promise<void> {
    const id = idOf(widget);
    this.#pauses.get(id)?.();
    if (this.#edits.get(id)?.number !== UNCOMMITTED || widget.closest("form[data-form]") !== null) {
      return Promise.resolve();
    }
    const region = this.#regionOf(widget);
    const event = this.#note(region, id, this.valueOf(widget), false);
    this.#send(region.id);
    return event.done.promise;
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
      const had = this.#had;
      event = { number: ++this.#lastNumber, had, widget, sent, press, away: false, done };
      queue.push(event);
    }
    if (!press) this.#edits.set(widget, { number: event.number, sent });
    return event;
  }

  // ── Hand-written htmx ─────────────────────────────────────────────────────────────────────────

  /** What has been asked for because it is there. */
  readonly #loaded: WeakSet<Node> = new WeakSet();

  /** Does what an element with htmx attributes asks for; `hx-confirm` is answered with yes. */
  async trigger(node: Node): Promise<void> {
    const action = node.getAttribute("data-action");
    if (action !== null) {
      const form = new URLSearchParams(formOf(this.document, node, "post"));
      if (node.hasAttribute("data-reset")) {
        for (const field of node.querySelectorAll("input, textarea")) {
          field.setAttribute("value", "");
        }
      }
      return await this.#noteAndSend(this.#regionOf(node), action, [form.toString()]);
    }
    const { url, init } = requestOf(this.document, node);
    const { target, swap } = targetOf(this.document, node);
    await this.#fetchPart(url, init, target === null ? null : { target, swap });
  }

  /** Asks outside the queues of the regions, and shows what is answered. */
  async #fetchPart(
    url: string,
    init: RequestInit,
    main: { target: Node; swap: string } | null,
  ): Promise<void> {
    const response = await this.fetch(url, {
      ...init,
      headers: { ...this.#signed(), accept: "text/html" },
    });
    this.status = response.status;
    if (response.headers.has("eddy-resync")) {
      await response.body?.cancel();
      return await this.#resume();
    }
    if (response.headers.get("content-type")?.includes("event-stream")) {
      await readSse(response.body!, ({ id, data, event }) => {
        if (event !== "") return;
        this.#got(id);
        this.#put(data, main);
      }).done;
    } else {
      this.#got(response.headers.get("eddy-seq") ?? "");
      const html = await response.text();
      if (response.status !== 204) this.#put(html, main);
    }
    for (const event of eventsIn(response.headers.get("hx-trigger") ?? "")) {
      await this.#dispatch(event);
    }
    await this.#load();
  }

  /** Tells elements of an event that they wait for. */
  async #dispatch(event: string): Promise<void> {
    for (const node of this.findAll(VERBS)) {
      if (triggersOf(node).includes(event)) await this.trigger(node);
    }
  }

  /** Asks for what is to be there as soon as it can be seen. */
  async #load(): Promise<void> {
    for (const node of this.findAll(VERBS)) {
      if (this.#loaded.has(node)) continue;
      this.#loaded.add(node);
      if (triggersOf(node).some((event) => /^(load|revealed|intersect)$/.test(event))) {
        await this.trigger(node);
      }
    }
    for (const node of this.#unseen ? [] : this.findAll("[data-awaits]")) {
      if (this.#loaded.has(node)) continue;
      this.#loaded.add(node);
      await this.#fetchPart(this.#regionOf(node).getAttribute("hx-post")!, {}, null);
    }
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
    }).then(async (answered) => {
      await Promise.all([this.watch(), ...this.#asking]).catch((error) => {
        tell = ({ done }) => done.reject(error);
      });
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
      const then = event.had === `${this.#seen}` ? "" : `~${event.had}`;
      body.append("e", `${event.number}${then}.${event.widget}`);
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
        const html = await this.#textOf(response);
        if (html === null) return exchange.aborted ? [] : await this.#again(exchange);
        this.#got(number);
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

  /** Which messages have come: all up to the first number, and those that were ahead. */
  get #had(): string {
    return [this.#seen, ...[...this.#ahead].sort((a, b) => a - b).slice(-20)].join("-");
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
    const response = await this.fetch(url, { method: "POST", body, headers: this.#signed() });
    const html = await response.text();
    if (!response.ok) throw this.failure(`Cannot resume: ${response.status}`);
    this.#seen = 0;
    this.#ahead.clear();
    this.#got(`${parseInt(response.headers.get("eddy-seq") ?? "", 10)}!`);
    this.#lastNumber = 0;
    this.#happened.clear();
    this.answers.push(html);
    applyAnswer(this.document, html, { target: page, swap: "outerMorph" }, { anyAge: true });
    this.#notify();
    for (const [region, queue] of this.#queues) {
      for (const event of queue) {
        event.number = ++this.#lastNumber;
        event.had = "";
        event.away = false;
        const edit = this.#edits.get(event.widget);
        if (edit !== undefined && edit.number !== UNCOMMITTED) edit.number = event.number;
      }
      if (queue.length > 0) this.#send(region);
    }
  }

  #apply(html: string, region: string | null): void {
    const target = region === null ? null : this.find(`[id="${region}"]`);
    const swap = target?.getAttribute("hx-swap") ?? "none";
    this.#put(html, target === null ? null : { target, swap });
  }

  #put(html: string, main: MainSwap | null): void {
    this.answers.push(html);
    const had = new Set(this.findAll("[data-once]"));
    applyAnswer(this.document, html, main);
    for (const effect of this.findAll("[data-once]")) {
      if (had.has(effect)) continue;
      // Sent again because its message might not have come; each happens once.
      const number = effect.getAttribute("data-once")!;
      if (this.#happened.has(number)) effect.remove();
      else this.#happened.add(number);
    }
    for (const dialog of this.findAll("dialog")) {
      if (this.#closed.has(openingOf(dialog))) dialog.setAttribute("data-closed", "");
    }
    for (const grid of this.findAll("[data-asks]")) {
      const asked = this.#askRows(grid).finally(() => this.#asking.delete(asked));
      this.#asking.add(asked);
    }
    this.#takeSignals();
    this.#notify();
  }

  /** Asks for the first rows of a table that has heard of others, as tables.js does. */
  async #askRows(grid: Node): Promise<void> {
    grid.removeAttribute("data-asks");
    const url = `${grid.getAttribute("data-rows")}?limit=${GRID_ROWS}`;
    const response = await this.fetch(url, { headers: this.#signed() });
    // The table went away meanwhile.
    if (response.status === 404) return;
    if (!response.ok) throw this.failure(`Cannot read rows: ${response.status}`);
    const [now] = parseMarkup(this.document, await response.text());
    for (const name of ["data-version", "data-count", "data-total", "data-offset"]) {
      grid.setAttribute(name, now!.getAttribute(name) ?? "");
    }
    const count = Number(now!.getAttribute("data-count"));
    const words = grid.querySelector(".grid-count");
    if (words !== null) {
      words.innerHTML = `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`;
    }
    grid.querySelector(".table-scroll")?.replaceChildren(...now!.childNodes);
    this.#notify();
  }

  #takeSignals(): void {
    for (const signal of this.findAll("#signals > [data-query]")) {
      this.url.search = signal.getAttribute("data-query")!;
      signal.remove();
    }
    this.#move();
  }

  /** The address bar goes along with the page. */
  #move(): void {
    const place = this.find("#location");
    const [address] = place === null ? [] : shownValue(place);
    if (address === undefined || address === this.#address) return;
    const isFirst = this.#address === null;
    this.#address = address;
    const base = place!.getAttribute("data-base") ?? "/";
    if (!isFirst) this.url.href = new URL(base + address.slice(1), ORIGIN).href;
  }

  get #token(): string {
    return this.find("#page")!.getAttribute("data-token") ?? "";
  }

  #signed(): Record<string, string> {
    return {
      "eddy-token": this.#token,
      "eddy-seen": String(this.#seen),
      "hx-request": "true",
      "hx-current-url": this.url.href,
      origin: ORIGIN,
      "sec-fetch-site": "same-origin",
    };
  }

  /** {@linkcode fetch}; null if nobody answers. */
  async #ask(url: string, init: RequestInit): Promise<Response | null> {
    try {
      return await this.fetch(url, init);
    } catch (error) {
      // What fetch() throws of a connection that cannot be made, or breaks.
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  /** What an answer says; null if its connection broke. */
  async #textOf(response: Response): Promise<string | null> {
    try {
      return await response.text();
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  async fetch(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers({ ...this.browser.headers, ...init.headers as object });
    headers.set("host", "localhost");
    if (this.browser.cookies.size > 0) {
      headers.set("cookie", [...this.browser.cookies].map((pair) => pair.join("=")).join("; "));
    }
    const request = new Request(new URL(url, ORIGIN), { ...init, headers });
    const response = await this.#app.fetch(request, this.world.env);
    for (const cookie of response.headers.getSetCookie()) {
      const [pair] = cookie.split(";");
      const at = pair!.indexOf("=");
      this.browser.cookies.set(pair!.slice(0, at), pair!.slice(at + 1));
    }
    return response;
  }

  #notify(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}

/** Lets everything that is ready go on: what was promised, and what that leads to. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Names one opening of a dialog. */
function openingOf(dialog: Node): string {
  return `${dialog.id} ${dialog.getAttribute("data-was")}`;
}

/** The events that a header `HX-Trigger` names: in a row, or as the members of an object. */
function eventsIn(header: string): string[] {
  if (header.startsWith("{")) return Object.keys(JSON.parse(header));
  return header.split(",").map((name) => name.trim()).filter((name) => name !== "");
}
