/**
 * An app as a Hono instance: its routes, and the way of one event through them.
 *
 *     request → gate.ts: may it pass → here: which page, is its token good → decode.ts: events
 *       → runtime/schedule.ts: what runs when → runtime: elements → web/view.ts: HTML
 *       → answer.ts: one piece or a stream; or out on the page's live stream (live.ts)
 */
import { Hono } from "hono";
import type { Context } from "hono";
import { compress } from "hono/compress";
import { matchedRoutes } from "hono/route";
import "../runtime/elements.ts";
import { componentFile } from "../runtime/component.ts";
import { PAGE } from "../runtime/ids.ts";
import type { FragmentId, PageId, WidgetId } from "../runtime/ids.ts";
import type { WidgetEvent } from "../runtime/command.ts";
import type { Job } from "../runtime/job.ts";
import type { Seal } from "../runtime/row_selection.ts";
import { Session } from "../runtime/session.ts";
import { MemorySessionStore } from "../runtime/session_store.ts";
import type { Page, SessionOptions } from "../runtime/session.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import type { Effect } from "../runtime/update.ts";
import { systemClock } from "../runtime/timers.ts";
import { iconOf, titleOf } from "../web/elements/page_config.ts";
import { renderDocument, renderFrame } from "../web/page.ts";
import type { DevelopmentLinks, PageFrame } from "../web/page.ts";
import { renderSignals, renderToasts } from "../web/effects.ts";
import { Admission } from "./admission.ts";
import type { Caller, Handler } from "./admission.ts";
import { Addresses } from "./addresses.ts";
import { refuse, respond, whole, within } from "./answer.ts";
import type { Refusal } from "./answer.ts";
import { addressOf } from "./arrival.ts";
import { asset, library, loadAssets } from "./assets.ts";
import type { Asset, Assets } from "./assets.ts";
import { readBody } from "./body.ts";
import { meetBrowser } from "./browser_cookie.ts";
import { decodePost } from "./decode.ts";
import type { DecodedPost, Post } from "./decode.ts";
import { surviveForgotten } from "./forgotten.ts";
import { documentHeaders } from "./gate.ts";
import type { Access } from "./gate.ts";
import { LiveStream } from "./live.ts";
import { demandSharing, isServed, warnOfMadeKey } from "./parallel.ts";
import { together } from "./onlookers.ts";
import { OpenPage } from "./open_page.ts";
import { OpenPages } from "./open_pages.ts";
import type { Asked, Missing, SavedPage } from "./open_pages.ts";
import { StoreDown, TurnLost } from "./page_record.ts";
import { endWithoutServer } from "./ending.ts";
import { Development } from "./development/development.ts";
import { noteFailure } from "./development/failure.ts";
import { takeUp } from "./development/restart.ts";
import { stage } from "./development/watched.ts";
import { sendFile } from "./downloads.ts";
import { HealthCheck, healthResponse } from "./health.ts";
import { sendCsv, sendRows } from "./grid_rows.ts";
import { logError, logWarning } from "./log.ts";
import { readSource } from "./sources.ts";
import { searchOptions } from "./option_search.ts";
import { resolveOptions } from "./options.ts";
import { outageOf, watched } from "./outage.ts";
import type { AppOptions, Settings } from "./options.ts";
import { pageOrReply } from "./relay.ts";
import { endOnSignOut } from "./sign_out.ts";
import { Streams } from "./streams.ts";
import { surroundingsOf } from "./surroundings.ts";
import type { Surroundings } from "./surroundings.ts";
import { randomId, sameText, sealWith, signToken } from "./token.ts";
import { loadTelemetry } from "./telemetry.ts";
import type { Telemetry } from "./telemetry.ts";
import { Unprompted } from "./unprompted.ts";
import { Visit } from "./visit.ts";
import { SharedUploads } from "./shared_uploads.ts";
import { UploadFolder } from "./upload_folder.ts";
import type { UploadKeeper } from "./upload_folder.ts";
import { takeUpload } from "./uploads.ts";

noteFailure();

/** Time for a slow first page before its document is sent with what is drawn so far. */
const FIRST_MS = 40;
/** What a user is told whose page gets a new session: what is on the screen is not all that there was. */
const BEGUN_ANEW: Effect = {
  kind: "toast",
  body:
    "This page was begun anew: what the app had remembered for it is gone. What you entered in it is still here.",
  icon: "ℹ️",
  duration: "long",
};
/** Time for a page that resumes: its browser shows it still, and has events for widgets that must be there. */
const RESUME_MS = 10_000;
/** A page is held ready for five idle minutes, a parked one for a day. */
const KEEPING = { idleMs: 5 * 60_000, ttlMs: 24 * 60 * 60_000 };

/** An app: an instance of Hono's class of that name, ready to be mounted, extended or served. */
// Named by way of the module's type: the doc linter wants every named type exported, npm's too.
export type App = InstanceType<(typeof import("hono"))["Hono"]>;

/**
 * The app as a Hono instance: mount it, add middleware, or `export default` it for `deno serve`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * export default st.createApp(() => {
 *   st.title("Hello");
 * });
 * ```
 *
 * @throws {RangeError} If an option is out of its bounds.
 * @throws {Error} If there is no key on Deno Deploy, where several processes answer for one page; or
 *   if workers of `deno serve --parallel` could not share what the app keeps.
 */
export function createApp(page: Page, options: AppOptions = {}): App {
  return createAppWith(page, options, {});
}

/** {@linkcode createApp} for tests: an undocumented seam, not part of the public API. */
export function createAppWith(page: Page, options: AppOptions, around: Surroundings): Hono {
  const server = serverOf(page, options, around);
  if (stage()?.watched || isServed()) endWithoutServer(server);
  return server.routes();
}

/** What answers for an app, for who also has to end it. */
export function serverOf(page: Page, options: AppOptions, around: Surroundings = {}): Server {
  const settings = resolveOptions(options);
  demandSharing(settings);
  warnOfMadeKey(settings, around.onWarning ?? logWarning);
  return new Server(page, settings, around);
}

/** What a route does with the page that its request names. */
type PageHandler = (c: Context, found: OpenPage, caller: Caller) => Promise<Response>;

/** An app at work. */
export class Server {
  readonly #body: Page;
  readonly #settings: Settings;
  readonly #store: SessionStore;
  readonly #admission: Admission;
  readonly #addresses: Addresses;
  readonly #pages: OpenPages;
  readonly #unprompted: Unprompted;
  readonly #uploads: UploadKeeper;
  readonly #streams: Streams;
  readonly #healthCheck: HealthCheck;
  readonly #telemetry: Promise<Telemetry | null>;
  /** Tells whoever looks on while something is drawn; there before any page is. */
  #onDraw: SessionOptions["onDraw"] = undefined;
  readonly #around: Surroundings;
  /** What sessions were told of it that show error details, and those that do not, by their surroundings. */
  readonly #openly: WeakMap<Surroundings, SessionOptions> = new WeakMap();
  readonly #discreetly: WeakMap<Surroundings, SessionOptions> = new WeakMap();
  readonly #onError: (error: unknown, id: string | null) => void;
  readonly #onWarning: (text: string) => void;
  readonly #seal: Seal;
  /** What there is while the app is being written; null in production. */
  readonly #development: Development | null;
  /** Its pages go on when it is started anew. */
  readonly #handsOver: boolean;
  /** The process is about to end. */
  #leaving = false;
  /** There before any page is: markup names them. */
  #assets: Assets | null = null;
  /** The app's own look, behind the common style sheet. */
  readonly #theme: Asset | null;

  constructor(page: Page, settings: Settings, around: Surroundings) {
    const { limits, maxUploadSize, themeStyle, basePath } = settings;
    const store = this.#store = watched(settings.store);
    const outage = outageOf(settings.store);
    this.#body = page;
    this.#settings = settings;
    this.#around = around;
    this.#onError = around.onError ?? ((error, id) => {
      if (id !== null || !outage.covers(error)) logError(error, id);
    });
    this.#onWarning = around.onWarning ?? logWarning;
    this.#seal = sealWith(settings.secrets.keys);
    this.#admission = new Admission(settings, this.#onWarning);
    this.#addresses = new Addresses(basePath);
    this.#pages = new OpenPages({
      store,
      maxBytes: limits.heldBytes,
      maxPageBytes: limits.sessionBytes,
      make: (id, saved, asked) => this.#again(id, saved, asked),
      onTurn: (open) => void this.#unprompted.readMail(open),
      onWarning: this.#onWarning,
      onError: this.#onError,
      ...KEEPING,
    });
    this.#unprompted = new Unprompted(store, this.#pages, this.#onError);
    this.#uploads = this.#pages.shared
      ? new SharedUploads(store, {
        maxSize: maxUploadSize,
        limits,
        onError: (error) => this.#onError(error, null),
      })
      : new UploadFolder(maxUploadSize, limits);
    this.#streams = new Streams(limits);
    this.#healthCheck = new HealthCheck(store);
    this.#telemetry = loadTelemetry({
      pages: () => this.#pages.all.length,
      streams: () => this.#streams.count,
    });
    this.#theme = themeStyle === "" ? null : asset("theme", "css", "text/css", themeStyle);
    const { development = stage() } = around;
    this.#development = development === null ? null : new Development(development);
    this.#handsOver = development?.watched ?? false;
    if (this.#handsOver) this.#goOn();
    endOnSignOut(this.#pages);
    surviveForgotten(this.#onError);
    this.#unprompted.listen();
  }

  /** Takes up the pages of the process that this one follows, and leaves its own to the next. */
  #goOn(): void {
    const store = this.#store;
    // Another store has them anyway, and their files.
    const memory = store instanceof MemorySessionStore ? store : null;
    const folder = this.#uploads instanceof UploadFolder ? this.#uploads : null;
    const before = takeUp(() => {
      const held = this.#pages.all.map(({ session, data }) => [session.id, data] as const);
      const pages = memory === null ? [] : [...memory.records, ...held];
      return { pages, uploads: folder?.leave() ?? null };
    });
    if (before?.uploads) folder?.takeUp(before.uploads);
    for (const [id, data] of new Map(before?.pages)) {
      void memory?.set(id, data, null, KEEPING.ttlMs);
    }
  }

  /** Ends what would not end by itself: browsers are told to come back, to another process or the next. */
  leave(): void {
    this.#leaving = true;
    for (const { live } of this.#pages.all) live?.leave();
    this.#development?.leave();
  }

  /** When nothing is answered any more: resolves when all that this process did is stored. */
  async close(): Promise<void> {
    await Promise.all(this.#pages.all.map(({ record }) => record?.left()));
    await this.#store[Symbol.asyncDispose]?.();
  }

  routes(): Hono {
    const app = new Hono();
    const at = (path: string) => this.#addresses.of(path);
    const of = (path: string) => at(`_eddy/p/:page/${path}`);
    const guard = (access: Access, handle: Handler) =>
      this.#admission.guard(access, this.#withAssets(handle));
    const ours = (handle: Handler) => guard("own page", handle);
    // By who asks: the page itself, to be run or to be read; or a link in it.
    const own = (handle: Handler) => ours(this.#judged(handle));
    const run = (handle: PageHandler) => own(this.#found("run", handle));
    const read = (handle: PageHandler) => own(this.#found("read", handle));
    const linked = (handle: PageHandler) => ours(this.#linked(handle));

    app.get(at("_eddy/assets/:name"), compress(), (c) => this.#asset(c));
    app.get(at("_eddy/assets/c/:code/:file"), compress(), (c) => this.#component(c));
    app.post(at("_eddy/resume"), ours((c, caller) => this.#resume(c, caller)));
    app.get(of("live"), read((c, page) => this.#live(c, page)));
    if (this.#development !== null) app.get(of("watch"), read((c, page) => this.#watch(c, page)));
    app.get(of("options/:widget"), compress(), read((c, page) => this.#options(c, page)));
    app.post(of("upload/:widget"), run((c, page, caller) => this.#upload(c, page, caller)));
    app.get(of("file/:file"), linked((c, page) => this.#file(c, page)));
    app.get(of("rows/:grid"), compress(), read((c, page) => this.#rows(c, page)));
    app.get(of("csv/:grid"), compress(), linked((c, page) => this.#csv(c, page)));
    app.post(of(":region/stop"), own((c) => this.#stop(c)));
    app.get(of(":region"), run((c, page, caller) => this.#fragment(c, page, caller)));
    app.post(of(":region"), own((c, caller) => this.#post(c, caller)));
    // No page of the author's is run to find out that there is no such thing of ours.
    app.get(at("_eddy/*"), ours(() => Promise.resolve(refuse("not found"))));
    const document = guard("navigation", (c, caller) => this.#document(c, caller));
    app.get(at(""), compress(), document);
    app.get(at("*"), compress(), async (c, next) => {
      if (hasOwnRoute(c)) return await next();
      // Whoever looks after processes knows them by their addresses, and is nobody's user.
      if (c.req.path === at("healthz")) {
        return healthResponse(await this.#healthCheck.health(this.#leaving));
      }
      return await document(c);
    });
    app.onError((error, c) => {
      if (error instanceof TurnLost) return refuse("busy");
      this.#errorsFor(surroundingsOf(c))(error, null);
      return refuse(error instanceof StoreDown ? "store down" : "failed");
    });
    return app;
  }

  // ── Routes ────────────────────────────────────────────────────────────────────────────────────

  async #asset(c: Context): Promise<Response> {
    const refused = this.#admission.refusal(c, "navigation");
    if (refused !== null) return refuse(refused);
    const { style, script, modules, sheets, frames, besides } = await loadAssets();
    const lazy = [modules, sheets, frames].flatMap((some) => Object.values(some));
    const name = c.req.param("name") ?? "";
    const found = [style, script, this.#theme, ...lazy, ...besides]
      .find((one) => one?.name === name) ?? await library(name);
    return found ? lasting(c, found.type, found.text, found.headers) : refuse("not found");
  }

  /** The code of a component of the author's own. */
  #component(c: Context): Response {
    const refused = this.#admission.refusal(c, "navigation");
    if (refused !== null) return refuse(refused);
    const text = componentFile(c.req.param("code")!, c.req.param("file")!);
    return text === undefined
      ? refuse("not found")
      : lasting(c, "text/javascript; charset=utf-8", text);
  }

  async #document(c: Context, caller: Caller): Promise<Response> {
    const url = addressOf(c.req.raw, this.#settings.trustProxy);
    const whole = url.searchParams.has("_whole");
    url.searchParams.delete("_whole");
    const open = this.#open(c, url, caller);
    open.session.eager = whole;
    const job = open.session.schedule.submit({ kind: "load" });
    void job.done.then(() => open.visit.rest());
    const isRoot = this.#addresses.within(url) === "/";
    // Whether there is such a page at all is known once navigation() was called, or was not.
    if (whole || !isRoot) await job.done;
    else if (!job.over && !await within(job, FIRST_MS)) this.#unfinished(open, job);
    const { pages } = open.session;
    if (pages === null && !isRoot) {
      await this.#pages.settleIfPossible(open);
      this.#pages.drop(open);
      return c.notFound();
    }
    await this.#prepare(open, job);
    const { style, script } = this.#assets!;
    const nonce = randomId();
    const development = await this.#developmentLinks(open);
    const html = renderDocument({
      title: titleOf(open.session.config),
      iconUrl: iconOf(open.session.config),
      language: "en",
      nonce,
      scheme: this.#settings.scheme,
      styleUrls: [style, this.#theme].flatMap((one) =>
        one === null ? [] : this.#addresses.asset(one)
      ),
      scriptUrl: this.#addresses.asset(script),
      frame: this.#frame(open, job),
      wholeUrl: open.unfinished === null && !open.session.isAwaited ? null : wholeUrl(url),
      development,
    });
    this.#development?.sent(open.session, html);
    await this.#pages.settleIfPossible(open);
    const status = pages?.found === false ? 404 : 200;
    const checker = development?.checker ?? null;
    const connect = checker === null ? [] : [new URL(checker).origin];
    return c.body(html, status, documentHeaders(nonce, this.#settings.frameAncestors, connect));
  }

  async #developmentLinks({ session, links }: OpenPage): Promise<DevelopmentLinks | null> {
    if (this.#development === null || !session.options.showErrorDetails) return null;
    const [module, sheet] = [links.module("development"), links.sheet("development")];
    return await this.#development.links({ module, sheet });
  }

  /** A page whose session is gone gets a new one, in place, and keeps what its user had entered. */
  async #resume(c: Context, caller: Caller): Promise<Response> {
    const decoded = await this.#read(c);
    if (!decoded.ok) return refuse(decoded.reason);
    const open = this.#open(c, new URL(shownUrl(c) ?? c.req.url), caller, decoded.events);
    // What was seen before is on the screen still, and may hold what its user has entered.
    open.session.eager = true;
    const job = open.session.schedule.submit({ kind: "load" });
    void job.done.then(() => open.session.eager = false);
    if (!job.over && !await within(job, RESUME_MS)) this.#unfinished(open, job);
    job.update.effects.push({ ...BEGUN_ANEW });
    await this.#prepare(open, job);
    const html = renderFrame(this.#frame(open, job));
    await this.#pages.settleIfPossible(open);
    return c.body(html, 200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "eddy-seq": FIRST_MESSAGE,
    });
  }

  async #post(c: Context, caller: Caller): Promise<Response> {
    // All of it is here before the page waits for its turn: a slow sender holds up nobody.
    const decoded = await this.#read(c);
    if (!decoded.ok) return refuse(decoded.reason);
    const { events, elsewhere } = decoded;
    const { page, region } = c.req.param() as { page: PageId; region: FragmentId };
    const post: Post = { region, events, elsewhere, seen: seenBy(c) };
    const coming = this.#find(c, caller);
    const { shared } = this.#pages;
    const found = await (shared ? pageOrReply(this.#store, page, coming, post) : coming);
    if (typeof found === "string") return refuse(found);
    if ("html" in found) return whole(found);
    const objection = found.objection(post, this.#pages.maxPageBytes);
    if (objection !== null) {
      await this.#pages.settleIfPossible(found);
      return refuse(objection);
    }
    return await this.#answer(c, found, caller, post, () => found.take(post));
  }

  /** Halts what draws a region; what it has drawn comes on its own way. */
  async #stop(c: Context): Promise<Response> {
    const { page = "", region = "" } = c.req.param();
    await this.#unprompted.halt(page, region);
    return c.body(null, 204);
  }

  /** A fragment is asked for by markup that its author wrote, anywhere on the page. */
  async #fragment(c: Context, found: OpenPage, caller: Caller): Promise<Response> {
    const { session } = found;
    const region = c.req.param("region") as FragmentId;
    if (region === PAGE || session.instance(region) === undefined) {
      await this.#pages.settleIfPossible(found);
      return refuse("not found");
    }
    // The page's own regions are the answer's main content, this one stands where its author wants it.
    const asked = { region: PAGE, seen: seenBy(c) };
    const redraw = () => session.schedule.submit({ kind: "redraw", regions: [region] });
    return await this.#answer(c, found, caller, asked, redraw);
  }

  /** Runs what a request asks for, and answers it. */
  async #answer(
    c: Context,
    found: OpenPage,
    { user }: Caller,
    post: Pick<Post, "region" | "seen">,
    begin: () => Job,
  ): Promise<Response> {
    const { session } = found;
    const visit = new Visit(c.req.raw, shownUrl(c) ?? c.req.url, user, found.visit);
    session.request = visit;
    const job = begin();
    void job.done.then(() => visit.rest());
    try {
      return await respond(found, job, found.asked(post));
    } catch (error) {
      return this.#notStored(found, error);
    }
  }

  async #live(c: Context, found: OpenPage): Promise<Response> {
    const { browser } = found;
    found.live?.close();
    const plain = shownUrl(c)?.startsWith("http:") ?? false;
    if (this.#leaving || !this.#streams.hasRoom(browser, plain)) {
      await this.#pages.settleIfPossible(found);
      return refuse("full");
    }
    const live = new LiveStream({
      clock: found.session.options.clock,
      onBeat: () => void this.#recheck(c.req.raw, live),
      onEnd: () => this.#streams.delete(browser, live),
      brief: c.req.header("eddy-poll") === "1",
    });
    this.#streams.add(browser, live, plain);
    found.attach(live, seenBy(c));
    return new Response(live.body, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store, no-transform",
        "x-content-type-options": "nosniff",
        "x-accel-buffering": "no",
      },
    });
  }

  /** While the app is being written: what happens to a page, for its author. */
  async #watch(c: Context, found: OpenPage): Promise<Response> {
    await this.#pages.settleIfPossible(found);
    if (this.#leaving || !this.#admission.showsDetails(c)) return refuse("not found");
    const stream = this.#development!.watch(found.session);
    found.onLetGo = () => stream.close();
    return new Response(stream.body, {
      headers: {
        "content-type": "application/x-ndjson",
        "cache-control": "no-store, no-transform",
        "x-content-type-options": "nosniff",
      },
    });
  }

  async #upload(c: Context, found: OpenPage, caller: Caller): Promise<Response> {
    await found.settle();
    return await takeUpload(c.req.raw, {
      session: found.session,
      widget: c.req.param("widget") as WidgetId,
      keeper: this.#uploads,
      pause: this.#settings.limits.uploadPause,
      onError: (error) => this.#errorsFor(surroundingsOf(c))(error, null),
      add: async (file) => {
        // Meanwhile the page may have been put away, or run elsewhere.
        const now = await this.#find(c, caller);
        if (typeof now === "string") return now;
        const added = file(now.session);
        await now.settle();
        return added;
      },
    });
  }

  async #options(c: Context, found: OpenPage): Promise<Response> {
    const { searchParams } = new URL(c.req.url);
    const answer = searchOptions(found.session, c.req.param("widget") as WidgetId, searchParams);
    await this.#pages.settleIfPossible(found);
    return answer;
  }

  async #file(c: Context, found: OpenPage): Promise<Response> {
    const { session } = found;
    const file = session.files.get(c.req.param("file") ?? "");
    await this.#pages.settleIfPossible(found);
    if (file === undefined) return refuse("not found");
    try {
      return await sendFile(file, c.req.header("range") ?? null);
    } catch (error) {
      session.reportError(error);
      return refuse("failed");
    }
  }

  async #rows(c: Context, found: OpenPage): Promise<Response> {
    // Rows that take their time hold up nobody.
    await this.#pages.settleIfPossible(found);
    const query = new URL(c.req.url).searchParams;
    return await sendRows(found, c.req.param("grid") as WidgetId, query);
  }

  async #csv(c: Context, found: OpenPage): Promise<Response> {
    await this.#pages.settleIfPossible(found);
    const query = new URL(c.req.url).searchParams;
    return sendCsv(found, c.req.param("grid") as WidgetId, query);
  }

  // ── Who asks ──────────────────────────────────────────────────────────────────────────────────

  /** What is there before any page is. */
  async #load(): Promise<void> {
    const onlooker = together([this.#development, await this.#telemetry]);
    if (onlooker !== null) {
      this.#onDraw = (instance, run) => onlooker.begin(run.session, instance, run);
    }
    this.#assets = await loadAssets();
  }

  /** A route whose page's markup names assets. */
  #withAssets(handle: Handler): Handler {
    return (c, caller) =>
      this.#assets === null ? this.#load().then(() => handle(c, caller)) : handle(c, caller);
  }

  /** A route for whose token is good. */
  #judged(handle: Handler): Handler {
    return (c, caller) => {
      const held = this.#pages.get(c.req.param("page") as PageId);
      const refused = this.#admission.judge(c, caller.browser, held);
      return refused === null ? handle(c, caller) : refuse(refused);
    };
  }

  /** A route with the page that its request names, ready to be run or at least to be read. */
  #found(use: "run" | "read", handle: PageHandler): Handler {
    return async (c, caller) => {
      const found = await (use === "run" ? this.#find(c, caller) : this.#findForReading(c, caller));
      return typeof found === "string" ? refuse(found) : await handle(c, found, caller);
    };
  }

  /** A route of a plain link: it brings no token, but the cookie of the page's browser. */
  #linked(handle: PageHandler): Handler {
    return async (c, caller) => {
      const { browser } = caller;
      if (!this.#admission.mayGuess(browser)) return refuse("not found");
      const found = await this.#findForReading(c, caller);
      if (typeof found !== "string") return await handle(c, found, caller);
      this.#admission.guessed(browser);
      return refuse("not found");
    };
  }

  /** Ends a live stream whose user may no longer watch; its browser then finds that out at the gate. */
  async #recheck(request: Request, stream: LiveStream): Promise<void> {
    try {
      if (await this.#admission.stillMay(request)) return;
    } catch (error) {
      this.#onError(error, null);
    }
    stream.close();
  }

  /** What a post says. */
  async #read(c: Context): Promise<DecodedPost | { ok: false; reason: Refusal }> {
    const { limits } = this.#settings;
    const body = await readBody(c.req.raw, limits);
    return body.ok ? decodePost(body.text, limits.postFields, seenBy(c)) : body;
  }

  /** Makes a page session for this browser, which may bring values along. */
  #open(
    c: Context,
    url: URL,
    { user }: Caller,
    brought: readonly WidgetEvent[] = [],
  ): OpenPage {
    const browser = meetBrowser(c, this.#settings);
    const id = randomId() as PageId;
    const open = this.#page(id, {
      browser,
      token: this.#sign(id, browser),
      facts: new Visit(c.req.raw, url.href, user),
      showErrorDetails: this.#admission.showsDetails(c),
      around: surroundingsOf(c),
    });
    open.session.query.load(url.search);
    open.session.asked = this.#addresses.within(url) + url.search;
    for (const { widget, sent } of brought) open.session.carried.set(widget, sent);
    this.#pages.add(open);
    return open;
  }

  #page(
    id: PageId,
    of: {
      browser: string;
      token: string;
      facts: Visit;
      showErrorDetails: boolean;
      around: Surroundings;
      saved?: SavedPage;
    },
  ): OpenPage {
    const links = this.#addresses.links(id, this.#assets!);
    const development = this.#development;
    const session = new Session(id, this.#body, of.facts, this.#told(of));
    (of.around.onSession ?? this.#around.onSession)?.(session);
    const open = new OpenPage(session, { ...of, links });
    open.handedOver = this.#handsOver;
    if (development !== null) open.onSent = (html) => development.sent(session, html);
    open.unprompted = this.#unprompted;
    return open;
  }

  /** What a session is told of the app. There may be many at once, so those told the same share it. */
  #told(
    { around, showErrorDetails }: {
      readonly around: Surroundings;
      readonly showErrorDetails: boolean;
    },
  ): SessionOptions {
    const shared = showErrorDetails ? this.#openly : this.#discreetly;
    let told = shared.get(around);
    if (told === undefined) shared.set(around, told = this.#tell(around, showErrorDetails));
    return told;
  }

  #tell(around: Surroundings, showErrorDetails: boolean): SessionOptions {
    const { clock = systemClock, onRun } = { ...this.#around, ...around };
    const { scheme, limits } = this.#settings;
    return {
      showErrorDetails,
      clock,
      onError: this.#errorsFor(around),
      onWarning: this.#onWarning,
      onRun,
      onDraw: this.#onDraw,
      beingWritten: this.#development !== null,
      readSource: this.#development === null ? undefined : readSource,
      uploads: this.#uploads,
      seal: this.#seal,
      scheme,
      runTime: limits.runTime,
      shortestInterval: limits.shortestInterval,
    };
  }

  /** Who is told of errors: a test in place of the log, beside whoever the app was made for. */
  #errorsFor({ onError }: Surroundings): (error: unknown, id: string | null) => void {
    if (onError === undefined) return this.#onError;
    return (error, id) => {
      this.#around.onError?.(error, id);
      onError(error, id);
    };
  }

  /** A page as it was stored, for whom it belongs to. */
  #again(id: PageId, saved: SavedPage, asked: Asked): OpenPage | null {
    const { browser } = saved;
    if (!sameText(browser, asked.browser)) return null;
    const { around } = asked;
    const token = asked.token ?? this.#sign(id, browser);
    return this.#page(id, {
      browser,
      token,
      facts: asked.facts(saved),
      showErrorDetails: asked.showsDetails(),
      around,
      saved,
    });
  }

  #sign(id: PageId, browser: string): string {
    return signToken(`${id}.${browser}`, this.#settings.secrets.keys, Date.now());
  }

  /** The page that a request names, ready to be run. */
  async #find(c: Context, { browser, user }: Caller): Promise<OpenPage | Missing> {
    const id = c.req.param("page") as PageId;
    const found = this.#pages.enter(id) ?? await this.#pages.find(id, {
      browser,
      token: c.req.header("eddy-token") ?? null,
      facts: ({ session }) => new Visit(c.req.raw, shownUrl(c) ?? session.url, user),
      showsDetails: () => this.#admission.showsDetails(c),
      around: surroundingsOf(c),
    });
    if (typeof found === "string" || sameText(found.browser, browser)) return found;
    await found.settle();
    return "forbidden";
  }

  /** The same for who only reads: if the store is away, the page as this process has it. */
  async #findForReading(c: Context, caller: Caller): Promise<OpenPage | Missing> {
    try {
      return await this.#find(c, caller);
    } catch (error) {
      const held = this.#pages.get(c.req.param("page") as PageId);
      if (held === undefined || !sameText(held.browser, caller.browser)) throw error;
      this.#onError(error, null);
      held.readOnly();
      return held;
    }
  }

  // ── Documents, and what is stored of runs ───────────────────────────────────────────────────────

  /** Loads what a document's elements need. A run that ended meanwhile is shown whole. */
  async #prepare(open: OpenPage, job: Job): Promise<void> {
    await open.prepare(job);
    if (!job.over) return;
    // What it drew last may need more.
    await open.prepare(job);
    open.unfinished = null;
  }

  /** The document was sent, its run goes on. */
  #unfinished(open: OpenPage, job: Job): void {
    open.unfinished = job;
    open.keepTurn(job);
  }

  /** What was not stored was not done: the browser is to say it again. */
  #notStored(open: OpenPage, error: unknown): Response {
    if (error instanceof TurnLost) {
      this.#pages.drop(open);
      return refuse("busy");
    }
    this.#onError(error, null);
    return refuse("store down");
  }

  #frame(open: OpenPage, job: Job): PageFrame {
    const areas = open.view.document(open.session.roots, job.over, job.update.regions);
    const live = open.wantsLive;
    if (live) open.livePlaced();
    open.tell();
    const frame = {
      pageUrl: open.links.region(PAGE),
      liveUrl: open.links.live(),
      resumeUrl: this.#addresses.of("_eddy/resume"),
      token: open.token,
      live,
      areas,
      toasts: renderToasts(job.update),
      signals: renderSignals(job.update),
    };
    job.update.sent();
    return frame;
  }
}

/** What lies under the hash of its content: a browser keeps it for good. */
function lasting(c: Context, type: string, text: string, besides = {}): Response {
  return c.body(text, 200, {
    ...besides,
    "content-type": type,
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
}

/**
 * Whether the author's own routes answer this address: those added after the app was made go before its
 * pages. What is for every address is middleware, and answers none.
 */
function hasOwnRoute(c: Context): boolean {
  const later = matchedRoutes(c).slice(c.req.routeIndex + 1);
  return later.some(({ method, path }) => method !== "ALL" || !path.endsWith("*"));
}

/** Most addresses by far: to parse one would take longer than much of what it is asked for. */
const PLAIN_URL =
  /^https?:\/\/(?:(?!xn--)[a-z][a-z\d-]*\.)*(?!xn--)[a-z][a-z\d-]*(?::\d{1,4})?(?:[/?#]|$)/;

/** The address that the browser shows, if it says so, and no nonsense. */
function shownUrl(c: Context): string | null {
  const shown = c.req.header("hx-current-url");
  if (shown === undefined || !/^https?:/.test(shown)) return null;
  return PLAIN_URL.test(shown) || URL.canParse(shown) ? shown : null;
}

/** The same page, asked for in one piece. */
function wholeUrl(url: URL): string {
  const whole = new URL(url);
  whole.searchParams.set("_whole", "1");
  return `${whole.pathname}${whole.search}`;
}

function seenBy(c: Context): number {
  const seen = Number(c.req.header("eddy-seen"));
  return Number.isSafeInteger(seen) && seen >= 0 ? seen : 0;
}

/** Number of the message that a document is: a browser that got it has got everything. */
const FIRST_MESSAGE = "1!";
