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
import { getCookie, setCookie } from "hono/cookie";
import { matchedRoutes } from "hono/route";
import "../runtime/elements.ts";
import { componentFile } from "../runtime/component.ts";
import { PAGE } from "../runtime/ids.ts";
import type { FragmentId, PageId, WidgetId } from "../runtime/ids.ts";
import type { WidgetEvent } from "../runtime/schedule.ts";
import { Interruption } from "../runtime/interruption.ts";
import type { Job } from "../runtime/job.ts";
import type { Seal } from "../runtime/row_selection.ts";
import { Session } from "../runtime/session.ts";
import type { Page } from "../runtime/session.ts";
import type { Effect } from "../runtime/update.ts";
import { carryTopics } from "../runtime/topic.ts";
import { systemClock } from "../runtime/timers.ts";
import { iconOf, titleOf } from "../web/elements/page_config.ts";
import type { Links } from "../web/links.ts";
import { renderDocument, renderFrame } from "../web/page.ts";
import type { PageFrame } from "../web/page.ts";
import { renderSignals, renderToasts } from "../web/effects.ts";
import { refuse, respond, whole, within } from "./answer.ts";
import type { Refusal } from "./answer.ts";
import { addressOf, hostOf, isFromElsewhere, isFromHere, isPrivate, LOOPBACK } from "./arrival.ts";
import { asset, library, loadAssets } from "./assets.ts";
import type { Asset, Assets } from "./assets.ts";
import { BadTokens } from "./bad_tokens.ts";
import { readBody } from "./body.ts";
import { decodePost } from "./decode.ts";
import type { DecodedPost } from "./decode.ts";
import { documentHeaders, refusal } from "./gate.ts";
import type { Access } from "./gate.ts";
import { LiveStream } from "./live.ts";
import type { Letter, Reply } from "./mailbox.ts";
import { demandSharing } from "./parallel.ts";
import { OpenPage } from "./open_page.ts";
import { OpenPages } from "./open_pages.ts";
import type { Asked, Missing, SavedPage } from "./open_pages.ts";
import { StoreDown, TurnLost } from "./page_record.ts";
import { sendFile } from "./downloads.ts";
import { sendCsv, sendRows } from "./grid_rows.ts";
import { logError, logWarning } from "./log.ts";
import { searchOptions } from "./option_search.ts";
import { resolveOptions } from "./options.ts";
import type { AppOptions, Settings } from "./options.ts";
import { bellOf, isBell, pageOrReply, readMail } from "./relay.ts";
import { HOW_TO } from "./secrets.ts";
import { endOnSignOut } from "./sign_out.ts";
import { Streams } from "./streams.ts";
import { surroundingsOf } from "./surroundings.ts";
import type { Surroundings } from "./surroundings.ts";
import { checkToken, randomId, sameText, sealWith, signToken } from "./token.ts";
import { Visit } from "./visit.ts";
import { UploadFolder } from "./upload_folder.ts";
import { takeUpload } from "./uploads.ts";

const COOKIE = "eddy";
/** Time for a slow first page before its document is sent with what is drawn so far. */
const FIRST_MS = 40;
/** What a user is told whose page gets a new session: what is on the screen is not all that there was. */
const BEGUN_ANEW: Effect = {
  kind: "toast",
  body:
    "This page was begun anew: what the app had remembered for it is gone. What you entered is still here.",
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
  return serverOf(page, options, around).routes();
}

/** What answers for an app, for who also has to end it. */
export function serverOf(page: Page, options: AppOptions, around: Surroundings = {}): Server {
  const settings = resolveOptions(options);
  demandSharing(settings);
  return new Server(page, settings, around);
}

/** What a route does once its request has passed the gate. */
type Handler = (c: Context, user: unknown) => Promise<Response>;

/** What processes tell each other of runs to be halted: a topic that names a page, as no author can. */
const HALT_TOPIC = /^eddy halt (\S+) (.+)$/;
function haltTopic(page: string, region: string): string {
  return `eddy halt ${page} ${region}`;
}

/** An app at work. */
export class Server {
  readonly #body: Page;
  readonly #settings: Settings;
  readonly #pages: OpenPages;
  readonly #uploads: UploadFolder;
  readonly #streams: Streams;
  readonly #badTokens: BadTokens;
  readonly #around: Surroundings;
  readonly #onError: (error: unknown, id: string | null) => void;
  readonly #onWarning: (text: string) => void;
  readonly #seal: Seal;
  /** The process is about to end. */
  #leaving = false;
  /** There before any page is: markup names them. */
  #assets: Assets | null = null;
  /** The app's own look, behind the common style sheet. */
  readonly #theme: Asset | null;

  constructor(page: Page, settings: Settings, around: Surroundings) {
    this.#body = page;
    this.#settings = settings;
    this.#around = around;
    this.#onError = around.onError ?? logError;
    this.#seal = sealWith(settings.secrets.keys);
    this.#onWarning = around.onWarning ?? logWarning;
    const { limits, maxUploadSize, themeStyle } = settings;
    this.#pages = new OpenPages({
      store: settings.store,
      maxBytes: limits.heldBytes,
      maxPageBytes: limits.sessionBytes,
      make: (id, saved, asked) => this.#again(id, saved, asked),
      onTurn: (open) => void this.#readMail(open),
      ...KEEPING,
    });
    endOnSignOut(this.#pages);
    this.#uploads = new UploadFolder(maxUploadSize, limits);
    this.#streams = new Streams(limits);
    this.#badTokens = new BadTokens(limits.badTokens);
    this.#theme = themeStyle === "" ? null : asset("theme", "css", "text/css", themeStyle);
    surviveForgotten(this.#onError);
    this.#joinTopics();
  }

  /** Hears what is published for as long as somebody has the app. */
  #joinTopics(): void {
    const { store } = this.#settings;
    const app = new WeakRef(this);
    const hear = (topic: string) => {
      const self = app.deref();
      if (self !== undefined) self.#heard(topic);
    };
    const hearing = store.subscribe?.(hear);
    const carrying = carryTopics(async (topic) => {
      if (app.deref() === undefined) {
        hearing?.[Symbol.dispose]();
        return carrying[Symbol.dispose]();
      }
      if (store.publish !== undefined) return await store.publish(topic);
      hear(topic);
    });
  }

  /** Ends what would not end by itself: browsers are told to come back, to another process or the next. */
  leave(): void {
    this.#leaving = true;
    for (const { live } of this.#pages.all) live?.leave();
  }

  /** When nothing is answered any more: resolves when all that this process did is stored. */
  async close(): Promise<void> {
    await Promise.all(this.#pages.all.map(({ record }) => record?.left()));
    await this.#settings.store[Symbol.asyncDispose]?.();
  }

  routes(): Hono {
    const app = new Hono();
    const { basePath } = this.#settings;
    const at = (path: string) => `${basePath}${path}`;
    const guard = (access: Access, handle: Handler) => (c: Context) =>
      this.#gate(c, access, handle);
    const ours = (handle: Handler) => guard("own page", handle);
    app.get(at("_eddy/assets/:name"), compress(), (c) => this.#asset(c));
    app.get(at("_eddy/assets/c/:code/:file"), compress(), (c) => this.#component(c));
    app.post(at("_eddy/resume"), ours((c, user) => this.#resume(c, user)));
    app.get(at("_eddy/p/:page/live"), ours((c, user) => this.#live(c, user)));
    app.get(
      at("_eddy/p/:page/options/:widget"),
      compress(),
      ours((c, user) => this.#options(c, user)),
    );
    app.post(at("_eddy/p/:page/upload/:widget"), ours((c, user) => this.#upload(c, user)));
    app.get(at("_eddy/p/:page/file/:file"), ours((c, user) => this.#file(c, user)));
    app.get(at("_eddy/p/:page/rows/:grid"), compress(), ours((c, user) => this.#rows(c, user)));
    app.get(at("_eddy/p/:page/csv/:grid"), compress(), ours((c, user) => this.#csv(c, user)));
    app.post(at("_eddy/p/:page/:region/stop"), ours((c) => this.#stop(c)));
    app.get(at("_eddy/p/:page/:region"), ours((c, user) => this.#fragment(c, user)));
    app.post(at("_eddy/p/:page/:region"), ours((c, user) => this.#post(c, user)));
    // No page of the author's is run to find out that there is no such thing of ours.
    app.get(at("_eddy/*"), ours(() => Promise.resolve(refuse("not found"))));
    const document = guard("navigation", (c, user) => this.#document(c, user));
    app.get(basePath, compress(), document);
    app.get(at("*"), compress(), (c, next) => hasOwnRoute(c) ? next() : document(c));
    app.onError((error, c) => {
      this.#errorsFor(surroundingsOf(c))(error, null);
      return refuse(error instanceof StoreDown ? "store down" : "failed");
    });
    return app;
  }

  // ── Routes ────────────────────────────────────────────────────────────────────────────────────

  async #asset(c: Context): Promise<Response> {
    const refused = this.#refusal(c, "navigation");
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
    const refused = this.#refusal(c, "navigation");
    if (refused !== null) return refuse(refused);
    const text = componentFile(c.req.param("code")!, c.req.param("file")!);
    return text === undefined
      ? refuse("not found")
      : lasting(c, "text/javascript; charset=utf-8", text);
  }

  async #document(c: Context, user: unknown): Promise<Response> {
    const url = addressOf(c.req.raw, this.#settings.trustProxy);
    const whole = url.searchParams.has("_whole");
    url.searchParams.delete("_whole");
    const open = this.#open(c, url, user);
    const job = open.session.schedule.submit({ kind: "load" });
    void job.done.then(() => open.visit.rest());
    const isRoot = this.#addressOf(url) === "/";
    // Whether there is such a page at all is known once navigation() was called, or was not.
    if (whole || !isRoot) await job.done;
    else if (!job.over && !await within(job, FIRST_MS)) this.#unfinished(open, job);
    const { pages } = open.session;
    if (pages === null && !isRoot) {
      await this.#settleIfPossible(open);
      this.#pages.drop(open);
      return c.notFound();
    }
    await this.#prepare(open, job);
    const { style, script } = this.#assets!;
    const nonce = randomId();
    const html = renderDocument({
      title: titleOf(open.session.config),
      iconUrl: iconOf(open.session.config),
      language: "en",
      nonce,
      scheme: this.#settings.scheme,
      styleUrls: [style, this.#theme].flatMap((one) => one === null ? [] : this.#assetUrl(one)),
      scriptUrl: this.#assetUrl(script),
      frame: this.#frame(open, job),
      wholeUrl: open.unfinished === null ? null : wholeUrl(url),
    });
    await this.#settleIfPossible(open);
    const status = pages?.found === false ? 404 : 200;
    return c.body(html, status, documentHeaders(nonce, this.#settings.frameAncestors));
  }

  /** A page whose session is gone gets a new one, in place, and keeps what its user had entered. */
  async #resume(c: Context, user: unknown): Promise<Response> {
    const decoded = await this.#read(c);
    if (!decoded.ok) return refuse(decoded.reason);
    const open = this.#open(c, new URL(shownUrl(c) ?? c.req.url), user, decoded.events);
    const job = open.session.schedule.submit({ kind: "load" });
    if (!job.over && !await within(job, RESUME_MS)) this.#unfinished(open, job);
    job.update.effects.push({ ...BEGUN_ANEW });
    await this.#prepare(open, job);
    const html = renderFrame(this.#frame(open, job));
    await this.#settleIfPossible(open);
    return c.body(html, 200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "eddy-seq": FIRST_MESSAGE,
    });
  }

  async #post(c: Context, user: unknown): Promise<Response> {
    const refused = this.#judge(c);
    if (refused !== null) return refuse(refused);
    // All of it is here before the page waits for its turn: a slow sender holds up nobody.
    const decoded = await this.#read(c);
    if (!decoded.ok) return refuse(decoded.reason);
    const region = c.req.param("region") as FragmentId;
    const letter = { ...decoded, id: randomId(), region, seen: seenBy(c) };
    const found = await this.#findOrReply(
      this.#find(c, user),
      c.req.param("page") as PageId,
      letter,
    );
    if (typeof found === "string") return refuse(found);
    if ("html" in found) return whole(found);
    const { session } = found;
    const visit = new Visit(c.req.raw, shownUrl(c) ?? c.req.url, user, session.request as Visit);
    session.request = visit;
    for (const { region, events } of decoded.elsewhere) found.takeEarly(region, events);
    const job = found.take(region, decoded.events);
    void job.done.then(() => visit.rest());
    try {
      return await respond(found, job, {
        way: found.answerWay(seenBy(c)),
        region: region === PAGE ? null : region,
        settle: () => found.settle(),
      });
    } catch (error) {
      return this.#notStored(found, error);
    }
  }

  /** Halts what draws a region, in whichever process that is; what it has drawn comes on its own way. */
  async #stop(c: Context): Promise<Response> {
    const refused = this.#judge(c);
    if (refused !== null) return refuse(refused);
    const { page = "", region = "" } = c.req.param();
    if (!this.#halt(page, region)) await this.#settings.store.publish?.(haltTopic(page, region));
    return c.body(null, 204);
  }

  #halt(page: string, region: string): boolean {
    const held = this.#pages.get(page as PageId);
    return held?.session.schedule.halt(region as FragmentId) ?? false;
  }

  /** A fragment is asked for by markup that its author wrote, anywhere on the page. */
  async #fragment(c: Context, user: unknown): Promise<Response> {
    const refused = this.#judge(c);
    if (refused !== null) return refuse(refused);
    const found = await this.#find(c, user);
    if (typeof found === "string") return refuse(found);
    const { session } = found;
    const region = c.req.param("region") as FragmentId;
    if (region === PAGE || session.instance(region) === undefined) {
      await this.#settleIfPossible(found);
      return refuse("not found");
    }
    const visit = new Visit(c.req.raw, shownUrl(c) ?? c.req.url, user, session.request as Visit);
    session.request = visit;
    const job = session.schedule.submit({ kind: "redraw", regions: [region] });
    void job.done.then(() => visit.rest());
    try {
      return await respond(found, job, {
        way: found.answerWay(seenBy(c)),
        region: null,
        settle: () => found.settle(),
      });
    } catch (error) {
      return this.#notStored(found, error);
    }
  }

  async #live(c: Context, user: unknown): Promise<Response> {
    const refused = this.#judge(c);
    if (refused !== null) return refuse(refused);
    const found = await this.#findForReading(c, user);
    if (typeof found === "string") return refuse(found);
    const { browser } = found;
    found.live?.close();
    if (this.#leaving || !this.#streams.hasRoom(browser)) {
      await this.#settleIfPossible(found);
      return refuse("full");
    }
    const live = new LiveStream({
      clock: found.session.options.clock,
      onBeat: () => void this.#recheck(c.req.raw, live),
      onEnd: () => this.#streams.delete(browser, live),
    });
    this.#streams.add(browser, live);
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

  async #upload(c: Context, user: unknown): Promise<Response> {
    const refused = this.#judge(c);
    if (refused !== null) return refuse(refused);
    const found = await this.#find(c, user);
    if (typeof found === "string") return refuse(found);
    await found.settle();
    return await takeUpload(c.req.raw, {
      session: found.session,
      widget: c.req.param("widget") as WidgetId,
      folder: this.#uploads,
      pause: this.#settings.limits.uploadPause,
      add: async (file) => {
        // Meanwhile the page may have been put away, or run elsewhere.
        const now = await this.#find(c, user);
        if (typeof now === "string") return now;
        const added = file(now.session);
        await now.settle();
        return added;
      },
    });
  }

  async #options(c: Context, user: unknown): Promise<Response> {
    const refused = this.#judge(c);
    if (refused !== null) return refuse(refused);
    const found = await this.#findForReading(c, user);
    if (typeof found === "string") return refuse(found);
    const { searchParams } = new URL(c.req.url);
    const answer = searchOptions(found.session, c.req.param("widget") as WidgetId, searchParams);
    await this.#settleIfPossible(found);
    return answer;
  }

  async #file(c: Context, user: unknown): Promise<Response> {
    const found = await this.#findByCookie(c, user);
    if (found === null) return refuse("not found");
    const { session } = found;
    const file = session.files.get(c.req.param("file") ?? "");
    await this.#settleIfPossible(found);
    if (file === undefined) return refuse("not found");
    try {
      return await sendFile(file, c.req.header("range") ?? null);
    } catch (error) {
      session.reportError(error);
      return refuse("failed");
    }
  }

  async #rows(c: Context, user: unknown): Promise<Response> {
    const refused = this.#judge(c);
    if (refused !== null) return refuse(refused);
    const found = await this.#findForReading(c, user);
    if (typeof found === "string") return refuse(found);
    // Rows that take their time hold up nobody.
    await this.#settleIfPossible(found);
    const query = new URL(c.req.url).searchParams;
    return await sendRows(found, c.req.param("grid") as WidgetId, query);
  }

  async #csv(c: Context, user: unknown): Promise<Response> {
    const found = await this.#findByCookie(c, user);
    if (found === null) return refuse("not found");
    await this.#settleIfPossible(found);
    const query = new URL(c.req.url).searchParams;
    return sendCsv(found, c.req.param("grid") as WidgetId, query);
  }

  // ── Who asks ──────────────────────────────────────────────────────────────────────────────────

  /** Every route that knows a page goes through here: where it comes from, then who asks. */
  async #gate(c: Context, access: Access, handle: Handler): Promise<Response> {
    const refused = this.#refusal(c, access);
    if (refused !== null) return refuse(refused);
    // Who asks for headers only is no visitor: nothing is run for it.
    if (c.req.method === "HEAD") {
      return new Response(null, { headers: documentHeaders(randomId()) });
    }
    this.#assets ??= await loadAssets();
    const { authenticate } = this.#settings;
    if (authenticate === undefined) return await handle(c, undefined);
    let user: unknown;
    try {
      user = await authenticate(c.req.raw);
    } catch (error) {
      // The author's way to refuse, or to send to a login.
      if (error instanceof Response) return error;
      throw error;
    }
    return await handle(c, user);
  }

  #showsDetails(c: Context): boolean {
    return this.#settings.showErrorDetails ?? isPrivate(c);
  }

  #refusal(c: Context, access: Access): Refusal | null {
    const { allowedHosts, trustProxy, secrets } = this.#settings;
    if (secrets.made && isFromElsewhere(c)) {
      this.#onWarning(`The key that signs tokens was made up by this process. ${HOW_TO}`);
    }
    const refused = refusal(c.req.raw, access, {
      // What can only come from this machine asks for its own names: another one is somebody's DNS trick,
      // or a proxy's, whose name its operator knows.
      allowedHosts: allowedHosts ?? (isFromHere(c) ? LOOPBACK : null),
      trustProxy,
    });
    if (refused === "host") {
      const host = JSON.stringify(hostOf(c.req.raw, trustProxy).slice(0, 100));
      this.#onWarning(
        `Refused a request for host ${host}. If that is the app's name, add it to allowedHosts or to ` +
          `EDDY_ALLOWED_HOSTS`,
      );
    }
    return refused;
  }

  /** Path within the app. */
  #addressOf({ pathname }: URL): string {
    return `/${pathname.slice(this.#settings.basePath.length)}`;
  }

  /** Ends a live stream whose user may no longer watch; its browser then finds that out at the gate. */
  async #recheck(request: Request, stream: LiveStream): Promise<void> {
    try {
      await this.#settings.authenticate?.(request);
    } catch (error) {
      if (!(error instanceof Response)) this.#onError(error, null);
      stream.close();
    }
  }

  /** What a post says. */
  async #read(c: Context): Promise<DecodedPost | { ok: false; reason: Refusal }> {
    const { limits } = this.#settings;
    const body = await readBody(c.req.raw, limits);
    return body.ok ? decodePost(body.text, limits.postFields) : body;
  }

  /** Makes a page session for this browser, which may bring values along. */
  #open(
    c: Context,
    url: URL,
    user: unknown,
    brought: readonly WidgetEvent[] = [],
  ): OpenPage {
    let browser = getCookie(c, COOKIE);
    if (browser === undefined || !/^[A-Za-z0-9_-]{22}$/.test(browser)) {
      browser = randomId();
      const { basePath, trustProxy, frameAncestors } = this.#settings;
      const secure = addressOf(c.req.raw, trustProxy).protocol === "https:";
      // In another site's frame, a browser keeps only cookies that say they are meant for that.
      const framed = secure && frameAncestors.some((source) => !/^'(?:self|none)'$/.test(source));
      setCookie(c, COOKIE, browser, {
        httpOnly: true,
        sameSite: framed ? "None" : "Lax",
        secure,
        partitioned: framed,
        path: basePath,
      });
    }
    const id = randomId() as PageId;
    const open = this.#page(id, {
      browser,
      token: this.#sign(id, browser),
      facts: new Visit(c.req.raw, url.href, user),
      showErrorDetails: this.#showsDetails(c),
      around: surroundingsOf(c),
    });
    open.session.query.load(url.search);
    open.session.asked = this.#addressOf(url) + url.search;
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
    const { clock = systemClock, onSession, onRun } = { ...this.#around, ...of.around };
    const onError = this.#errorsFor(of.around);
    const links = this.#links(id);
    const session = new Session(id, this.#body, of.facts, {
      showErrorDetails: of.showErrorDetails,
      clock,
      onError,
      onWarning: this.#onWarning,
      ...(onRun !== undefined && { onRun: (root) => onRun(session, root) }),
      uploads: this.#uploads,
      seal: this.#seal,
      scheme: this.#settings.scheme,
      runTime: this.#settings.limits.runTime,
      shortestInterval: this.#settings.limits.shortestInterval,
      regionUrl: links.region,
      onDue: (fragment) => this.#rerun(open, fragment, "time"),
    });
    onSession?.(session);
    const open = new OpenPage(session, { ...of, links });
    open.onTopic = (fragment) => this.#rerun(open, fragment, "topic");
    return open;
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
    const { showErrorDetails, around } = asked;
    const token = asked.token ?? this.#sign(id, browser);
    return this.#page(id, {
      browser,
      token,
      facts: asked.facts(saved),
      showErrorDetails,
      around,
      saved,
    });
  }

  #sign(id: PageId, browser: string): string {
    return signToken(`${id}.${browser}`, this.#settings.secrets.keys, Date.now());
  }

  /** Why a request is not one of the page it names, by its token. */
  #judge(c: Context): Refusal | null {
    const id = c.req.param("page") as PageId;
    const token = c.req.header("eddy-token") ?? "";
    const browser = getCookie(c, COOKIE) ?? "";
    if (browser === "") return "no cookie";
    const held = this.#pages.get(id);
    if (held !== undefined && sameText(held.token, token)) {
      return sameText(held.browser, browser) ? null : "forbidden";
    }
    if (this.#badTokens.tooMany(browser)) return "too many";
    const { keys } = this.#settings.secrets;
    const verdict = checkToken(token, `${id}.${browser}`, keys, Date.now());
    if (verdict === "invalid") {
      this.#badTokens.note(browser, held === undefined ? 0.1 : 1);
      return held === undefined ? "unknown page" : "forbidden";
    }
    return verdict === "valid" ? null : verdict;
  }

  /** The page that a request names, ready to be run. */
  async #find(c: Context, user: unknown): Promise<OpenPage | Missing> {
    const browser = getCookie(c, COOKIE) ?? "";
    const found = await this.#pages.find(c.req.param("page") as PageId, {
      browser,
      token: c.req.header("eddy-token") ?? null,
      facts: ({ session }) => new Visit(c.req.raw, shownUrl(c) ?? session.url, user),
      showErrorDetails: this.#showsDetails(c),
      around: surroundingsOf(c),
    });
    if (typeof found === "string" || sameText(found.browser, browser)) return found;
    await found.settle();
    return "forbidden";
  }

  /** The page that a request names, or what another process that runs it has answered. */
  #findOrReply(
    coming: Promise<OpenPage | Missing>,
    id: PageId,
    letter: Letter,
  ): Promise<OpenPage | Missing | Reply> {
    const { store } = this.#settings;
    return this.#pages.shared ? pageOrReply(store, id, coming, letter) : coming;
  }

  /** What other processes were asked of a page that is this one's to run. */
  async #readMail(open: OpenPage): Promise<void> {
    const { id } = open.session;
    try {
      await readMail(this.#settings.store, id, () => this.#pages.find(id, ownerOf(open)));
    } catch (error) {
      // What is not answered is done by who was asked.
      this.#onError(error, null);
    }
  }

  /** The same for who only reads: if the store is away, the page as this process has it. */
  async #findForReading(c: Context, user: unknown): Promise<OpenPage | Missing> {
    try {
      return await this.#find(c, user);
    } catch (error) {
      const held = this.#pages.get(c.req.param("page") as PageId);
      if (held === undefined || !sameText(held.browser, getCookie(c, COOKIE) ?? "")) throw error;
      this.#onError(error, null);
      held.readOnly();
      return held;
    }
  }

  /** The page that a plain link names: it brings no token, but the cookie of the page's browser. */
  async #findByCookie(c: Context, user: unknown): Promise<OpenPage | null> {
    const browser = getCookie(c, COOKIE) ?? "";
    if (browser === "" || this.#badTokens.tooMany(browser)) return null;
    const found = await this.#findForReading(c, user);
    if (typeof found !== "string") return found;
    this.#badTokens.note(browser, 0.1);
    return null;
  }

  // ── Runs that no request waits for, and what is stored of runs ──────────────────────────────────

  /** Reruns a fragment that no request asks for. */
  #rerun(open: OpenPage, fragment: FragmentId, why: "time" | "topic"): void {
    if (open.record === null) open.rerun(fragment, why);
    else void this.#rerunInTurn(open, fragment, why);
  }

  /** Tells the pages of this process that something was published. */
  #heard(topic: string): void {
    const halt = HALT_TOPIC.exec(topic);
    if (halt !== null) return void this.#halt(halt[1]!, halt[2]!);
    if (isBell(topic)) {
      for (const open of this.#pages.all) {
        if (open.record?.has && bellOf(open.session.id) === topic) void this.#readMail(open);
      }
      return;
    }
    for (const open of this.#pages.all) {
      for (const fragment of open.session.listenersTo(topic)) this.#rerun(open, fragment, "topic");
    }
  }

  /** The same where processes share the store: the page's turn has to come first. */
  async #rerunInTurn(
    open: OpenPage,
    fragment: FragmentId,
    why: "time" | "topic",
  ): Promise<void> {
    let found: OpenPage | Missing = open;
    try {
      found = await this.#pages.find(open.session.id, ownerOf(open));
    } catch (error) {
      this.#onError(error, null);
      open.readOnly();
    }
    // Its browser asks again, and is told why.
    if (typeof found === "string") return found === "busy" ? undefined : open.live?.close();
    if (!found.rerun(fragment, why)) await this.#settleIfPossible(found);
  }

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
    open.record?.enter();
    void job.done.then(() => this.#settleIfPossible(open));
  }

  /** Stores a page; without a store, it can still be read. */
  async #settleIfPossible(open: OpenPage): Promise<void> {
    try {
      await open.settle();
    } catch (error) {
      if (error instanceof TurnLost) return this.#pages.drop(open);
      this.#onError(error, null);
    }
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

  // ── Addresses and frame ───────────────────────────────────────────────────────────────────────

  #url(path: string): string {
    return `${this.#settings.basePath}${path}`;
  }

  #assetUrl({ name }: Asset): string {
    return this.#url(`_eddy/assets/${name}`);
  }

  #links(id: PageId): Links {
    const base = this.#url(`_eddy/p/${id}`);
    return {
      region: (region) => `${base}/${region}`,
      upload: (widget: WidgetId) => `${base}/upload/${widget}`,
      options: (widget: WidgetId) => `${base}/options/${widget}`,
      file: (file) => `${base}/file/${file}`,
      module: (name) => this.#assetUrl(this.#assets!.modules[name]),
      sheet: (name) => this.#assetUrl(this.#assets!.sheets[name]),
      frame: (name) => this.#assetUrl(this.#assets!.frames[name]),
      rows: (grid: WidgetId) => `${base}/rows/${grid}`,
      csv: (grid: WidgetId) => `${base}/csv/${grid}`,
      component: (code) => this.#url(`_eddy/assets/c/${code}/main.js`),
      page: (address) => this.#url(address.slice(1)),
      live: () => `${base}/live`,
    };
  }

  #frame(open: OpenPage, job: Job): PageFrame {
    const areas = open.view.document(open.session.roots, job.over, job.update.regions);
    const live = open.wantsLive;
    if (live) open.livePlaced();
    const frame = {
      pageUrl: open.links.region(PAGE),
      liveUrl: open.links.live(),
      resumeUrl: this.#url("_eddy/resume"),
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

/** The address that the browser shows, if it says so, and no nonsense. */
function shownUrl(c: Context): string | null {
  const shown = c.req.header("hx-current-url");
  return shown !== undefined && /^https?:/.test(shown) && URL.canParse(shown) ? shown : null;
}

/** Who a page that is open belongs to, for runs that no request asks for. */
function ownerOf({ browser, token, session, around }: OpenPage): Asked {
  const { showErrorDetails } = session.options;
  return { browser, token, facts: () => session.request as Visit, showErrorDetails, around };
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

let listening = false;
/** Of several apps in a process, the newest hears of what cannot be told apart. */
let hearsOfForgotten: (error: unknown, id: string | null) => void = logError;

/**
 * Promises that nobody awaits, and timers that throw, must not end the server for everybody. A
 * superseded run ends by what its code throws, and is no news; another error is the author's, and goes
 * to the log.
 */
function surviveForgotten(onError: (error: unknown, id: string | null) => void): void {
  hearsOfForgotten = onError;
  if (listening) return;
  listening = true;
  const survive = (event: Event, error: unknown) => {
    event.preventDefault();
    if (!(error instanceof Interruption)) hearsOfForgotten(error, null);
  };
  globalThis.addEventListener("unhandledrejection", (event) => survive(event, event.reason));
  globalThis.addEventListener("error", (event) => survive(event, event.error));
}
