/**
 * One page as opened in one tab, joined to what reaches it: its session, what its browser shows, its
 * live stream. Everything that leaves for the browser is numbered here.
 */
import type { Command } from "../runtime/command.ts";
import { closedByItself } from "../runtime/kept_dialog.ts";
import { exceptionOf } from "../runtime/elements/exception.ts";
import type { ExceptionElement } from "../runtime/elements/exception.ts";
import type { Host, Session } from "../runtime/session.ts";
import { Job } from "../runtime/job.ts";
import { PAGE } from "../runtime/ids.ts";
import { literal } from "../runtime/literal.ts";
import type { FragmentId, WidgetId } from "../runtime/ids.ts";
import type { Effect } from "../runtime/update.ts";
import type { ReceivedFile } from "../runtime/uploads.ts";
import { elementNow } from "../runtime/widget.ts";
import { renderLivePartial } from "../web/page.ts";
import type { Links } from "../web/links.ts";
import { prepare } from "../web/prepare.ts";
import { View } from "../web/view.ts";
import type { Fallible } from "../web/view.ts";
import { follow } from "./answer.ts";
import type { Asked } from "./answer.ts";
import type { NumberedEvent, Post } from "./decode.ts";
import { EventLog } from "./event_log.ts";
import type { EventsTaken } from "./event_log.ts";
import type { LiveStream } from "./live.ts";
import { LostAnswers } from "./lost_answers.ts";
import type { Objection, Reply } from "./mailbox.ts";
import type { SavedPage } from "./open_pages.ts";
import { bytesOf } from "./stored_page.ts";
import { StoreDown, TurnLost } from "./page_record.ts";
import type { PageRecord } from "./page_record.ts";
import { SentValues } from "./sent_values.ts";
import type { Visit } from "./visit.ts";
import type { Weight } from "./weight.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Unprompted } from "./unprompted.ts";
import { LeanMap, LeanSet } from "../runtime/lean.ts";

/** What a browser has by the time that something sent on this way reaches it. */
export interface Way {
  /** Up to which number it had got everything when the way began. */
  readonly seen: number;
  /** Whether it has got a message above that. */
  readonly came: (message: number) => boolean;
  /** Told of each message that goes this way. */
  readonly onSent?: (message: number) => void;
}

/** What leaves for a browser, with its number as {@linkcode OpenPage.answer} makes it. */
export interface Message {
  readonly html: string;
  readonly id: string;
}

const SHOW: Command = { kind: "show" };

/** Tells nobody; one for all pages. */
function nobody(): void {}

export class OpenPage implements Host, Fallible {
  readonly session: Session;
  readonly view: View;
  readonly links: Links;
  /** The browser that it was made for, by its cookie. */
  readonly browser: string;
  /** What its first request brought along. */
  readonly around: Surroundings;
  /** Its token, once found valid: later requests are compared with it. */
  token: string;
  /** Its record in a store that processes share; null if it is this process' alone. */
  #record: PageRecord | null = null;
  /** Of that record. */
  #generation = 0;
  live: LiveStream | null = null;
  /** A first run that was still under way when the document was sent. */
  unfinished: Job | null = null;
  /** It was made again: which topics it missed is not known. */
  #madeAgain = false;
  /** What its first run had to show was not shown before it was made again. */
  #incomplete = false;
  /** What its browser shows was drawn before it was made again, maybe by other code. */
  #inherited = false;
  /** The run that has drawn it anew: the next answer shows it. */
  #renewal: Job | null = null;
  /** Fragments that missed a topic: nobody watched, or the browser did not keep up. */
  readonly #unheard: LeanSet<FragmentId> = new LeanSet();
  /** Answers that are still being streamed. */
  waiting = 0;
  /** Those who run it, or are about to; null until there was one. */
  #users: number | null = null;
  /** When it was last heard of, by the clock. */
  lastUsed = 0;
  /** What it costs to hold, as last measured. */
  weight: Weight | null = null;
  /** Up to which number the browser says it has got everything. */
  #confirmed = 1;
  /** Messages that went out as answers, each on a way of its own, and are not confirmed. */
  #apart: number[] = [];
  /** Effects whose messages are not known to have come. */
  #handedOut: { readonly effect: Effect; readonly message: number }[] = [];
  #effects = 0;
  /** Told when it is let go. */
  onLetGo: () => void = nobody;
  /** Another process may have to go on with it from what is stored, though no store is shared. */
  handedOver = false;
  /** Reruns what no request asks for, and stores what no request waits for; null if nothing does. */
  unprompted: Unprompted | null = null;
  /** Told of markup that is on its way to the browser. */
  onSent: (html: string) => void = nobody;
  /** Names of state that was found to be no data. */
  readonly #unstorable: LeanSet<string> = new LeanSet();
  /** What is to be said with the next message. */
  readonly #unsaid: string[] = [];
  readonly #events: EventLog;
  readonly #sentValues: SentValues;
  readonly #lostAnswers: LostAnswers;
  /** Events taken in that may still wait to be run. */
  #underWay: NumberedEvent[] = [];
  /** What was taken in ahead of its region's own request, which is to answer it. */
  readonly #early: LeanMap<FragmentId, Job> = new LeanMap();
  #livePlaced = false;

  constructor(
    session: Session,
    options: {
      links: Links;
      browser: string;
      token: string;
      around?: Surroundings;
      saved?: SavedPage;
    },
  ) {
    this.session = session;
    session.host = this;
    this.links = options.links;
    this.view = new View(options.links, this);
    this.browser = options.browser;
    this.around = options.around ?? {};
    this.token = options.token;
    this.#events = new EventLog(options.saved);
    this.#sentValues = new SentValues(session);
    this.#lostAnswers = new LostAnswers(session);
    if (options.saved === undefined) return;
    session.restore(options.saved.session);
    this.view.resume(options.saved.sent);
    this.#effects = options.saved.effects;
    this.#incomplete = options.saved.unfinished;
    this.#madeAgain = this.#inherited = true;
    // Whoever was at it is gone: what ends is stored once more.
    this.#unsaid.push(...options.saved.session.begun.map(interrupted));
  }

  /** Its replay is over. */
  replayed(): void {
    const { dialogBefore, hasDialog, moved } = this.session;
    // Its browser shows other rows in their places: whatever comes next shows all of it.
    if (moved.length > 0) this.#incomplete = true;
    if (dialogBefore === null || hasDialog) return;
    this.#incomplete = true;
    this.#unsaid.push(closedByItself(dialogBefore));
  }

  regionUrl(id: FragmentId): string {
    return this.links.region(id);
  }

  due(id: FragmentId): void {
    this.unprompted?.rerun(this, id, "time");
  }

  unsaid(): void {
    this.unprompted?.say(this);
  }

  errorBox(error: unknown): ExceptionElement {
    return exceptionOf(this.session, error);
  }

  get record(): PageRecord | null {
    return this.#record;
  }

  /** It is what the record says, and this process' turn to run. */
  keepIn(record: PageRecord): void {
    this.#record = record;
    this.#generation = record.generation;
  }

  /** Whether it may be run now: it is nobody else's turn, and nobody else has changed it. */
  get ready(): boolean {
    const record = this.#record;
    return record === null || (record.has && record.generation === this.#generation);
  }

  /** One more who runs it, while it is {@linkcode ready}: who says {@linkcode settle} when done. */
  enter(): void {
    this.#users = (this.#users ?? 0) + 1;
    this.#record?.enter();
  }

  /** Keeps its turn until a job is over that no request waits for, and has what that changed be stored. */
  keepTurn(job: Job): void {
    this.enter();
    void job.done.then(() => this.unprompted?.settle(this));
  }

  /** Its last request. */
  get visit(): Visit {
    return this.session.request as Visit;
  }

  /** What is stored of it. */
  save(): SavedPage {
    return {
      session: this.session.save(),
      browser: this.browser,
      sent: this.view.sent,
      effects: this.#effects,
      ...this.#eventsTaken(),
      unfinished: this.#incomplete || this.unfinished !== null,
    };
  }

  /** Without those that wait to be run: if this process dies, they are to be said again. */
  #eventsTaken(): EventsTaken {
    const unheard = new Set(this.session.schedule.unheard);
    this.#underWay = this.#underWay.filter((event) => unheard.has(event));
    return this.#events.without(this.#underWay.map(({ number }) => number));
  }

  /**
   * What ran is over: stores what it changed, where processes share the store.
   *
   * @throws {TurnLost} If another process took the page over: its word counts.
   * @throws {Error} If the store cannot be reached.
   */
  settle(): Promise<void> | undefined {
    const { uploads } = this.session;
    this.#users = (this.#users ?? 0) - 1;
    if (this.#record !== null) return this.#store(this.#record);
    uploads.delete(uploads.takeRemoved());
    return undefined;
  }

  /** Files that it let go are forgotten once it is stored without them: until then it may come back. */
  async #store(record: PageRecord): Promise<void> {
    const { uploads } = this.session;
    let removed: readonly ReceivedFile[] = [];
    await record.leave(this.#generation, () => {
      removed = uploads.takeRemoved();
      return this.data;
    });
    uploads.delete(removed);
  }

  /** What is stored of it, as bytes. What its author has put there that is no data is named, and left out. */
  get data(): Uint8Array {
    return bytesOf(this.save(), (names, cause) => this.#sayUnstorable(names, cause));
  }

  /** Each name is said once, in the log and, to its author, on the page. */
  #sayUnstorable(names: readonly string[], cause: unknown): void {
    for (const name of names) {
      if (this.#unstorable.has(name)) continue;
      this.#unstorable.add(name);
      const error = new TypeError(
        `Cannot store sessionState.${name}: its value was changed to what is no data, and is not kept`,
        { cause },
      );
      this.session.reportError(error);
      if (this.session.options.showErrorDetails) this.#unsaid.push(error.message);
    }
  }

  /**
   * Whether it can be let go: nobody watches it, nobody waits for an answer. What still runs then runs
   * for nobody, and is ended.
   */
  get parkable(): boolean {
    return this.live === null && this.waiting === 0 && !this.#record?.has;
  }

  /**
   * Whether somebody runs it, or is about to: put away just then, it would not do what it was asked. One that
   * was just made was made for somebody.
   */
  get inUse(): boolean {
    return this.#users !== 0;
  }

  /** Whether something may come without being asked for. */
  get wantsLive(): boolean {
    return this.session.timers.any || this.session.listens || this.unfinished !== null;
  }

  /** The document has the stream's element. */
  livePlaced(): void {
    this.#livePlaced = true;
  }

  /** Joins a live stream, and brings its browser, which has got what it has `seen`, up to date. */
  attach(live: LiveStream, seen: number): void {
    const show = this.#join(live, seen);
    const { unfinished } = this;
    if (unfinished !== null) {
      this.unfinished = null;
      return show(unfinished);
    }
    const isOutdated = this.#inherited && this.session.isOutdated;
    const missed = this.#incomplete || isOutdated ? SHOW : this.#missed(seen);
    this.#incomplete = false;
    show(this.session.schedule.submit(missed));
  }

  /** What its browser lags behind in: messages that did not come, topics that nobody watched. */
  #missed(seen: number): Command {
    const missed: Command = seen < this.view.sent
      ? this.view.missed(seen)
      : { kind: "redraw", regions: [] };
    if (missed.kind !== "redraw") return missed;
    const unheard = this.#madeAgain ? this.session.listenersTo() : this.#unheard;
    const regions = new Set([...missed.regions, ...unheard]);
    this.#madeAgain = false;
    this.#unheard.clear();
    return { kind: "redraw", regions: [...regions] };
  }

  /**
   * Reruns a fragment because its time has come, or what it shows has changed. Answers whether it
   * does; what nobody would see is made up for when somebody looks.
   */
  rerun(fragment: FragmentId, why: "time" | "topic"): boolean {
    const { schedule } = this.session;
    if (why === "time") return schedule.tick(fragment);
    const watched = schedule.watcher?.ready() ?? false;
    if (watched) this.#unheard.delete(fragment);
    else this.#unheard.add(fragment);
    return schedule.renew(fragment);
  }

  /** Is run without its turn, because the store is away: what it changes is not kept. */
  readOnly(): void {
    this.#users = (this.#users ?? 0) + 1;
    this.#record?.enterReadOnly();
  }

  /** Takes the place of the same page as it was before another process ran it. */
  succeed(before: OpenPage): void {
    const { live } = before;
    before.live = null;
    before[Symbol.dispose]();
    this.#madeAgain = live === null;
    for (const fragment of before.#unheard) this.#unheard.add(fragment);
    if (live?.open) this.#join(live, this.view.sent);
  }

  /** What comes by itself goes out on this stream from now on. Answers what shows a job there. */
  #join(live: LiveStream, seen: number): (job: Job) => void {
    const { session } = this;
    this.live?.close();
    this.live = live;
    live.onClose = () => {
      if (this.live !== live) return;
      this.live = null;
      session.schedule.watcher = null;
      session.timers.watch(false);
    };
    live.onReady = () => {
      for (const fragment of [...this.#unheard]) this.unprompted?.rerun(this, fragment, "topic");
    };
    const asked: Asked = {
      way: this.liveWay(seen),
      region: null,
      settle: () => this.#keepShowing(),
    };
    const ready = () => live.ready;
    const show = (job: Job) => {
      const send = ({ html, id }: Message) => live.send({ id, data: html });
      follow(this, job, asked, send, ready).catch((error) => {
        // The page is another process' now. Its browser asks again, and finds it there.
        live.close();
        if (!(error instanceof TurnLost)) session.reportError(error);
      });
    };
    session.schedule.watcher = { ready, take: show };
    session.timers.watch(true);
    return show;
  }

  /** What comes by itself is shown even if the store is away: what is to be read goes on. */
  async #keepShowing(): Promise<void> {
    try {
      await this.settle();
    } catch (error) {
      if (error instanceof TurnLost) throw error;
      // That the store is away is said once, not with each tick.
      if (!(error instanceof StoreDown)) this.session.reportError(error);
      this.#record?.distrust();
    }
  }

  /** Why a post is not taken in: no browser numbers its events so, or its values are too much for one page. */
  objection(
    { events, elsewhere }: Pick<Post, "events" | "elsewhere">,
    mostBytes: number,
  ): Objection | null {
    const all = [...elsewhere.flatMap(({ events }) => events), ...events];
    if (!this.#events.canFollow(all.map(({ number }) => number))) return "malformed";
    return this.#sentValues.hasRoomFor(all, mostBytes) ? null : "page full";
  }

  /** Takes in what was done in a region. What was taken in before is not done twice. */
  take({ region, events, elsewhere }: Omit<Post, "seen">): Job {
    for (const { region, events } of elsewhere) this.#takeEarly(region, events);
    const fresh = this.#fresh(events);
    if (this.#isLate(region, events) && fresh.length === 0) return Job.none();
    const early = this.#early.get(region);
    this.#early.delete(region);
    if (early !== undefined && fresh.length === 0) return early;
    this.#catchUp(region, fresh);
    const isAgain = fresh.length < events.length;
    const lost = isAgain && early === undefined ? this.#lostAnswers.again(region) : null;
    if (!isAgain) this.#lostAnswers.came(region);
    // What it says again was not answered yet: that is to be shown, though nothing else it says is heard.
    const isHeard = !isAgain || fresh.some(({ widget }) => this.session.widgets.has(widget));
    const heard = isHeard ? fresh : [];
    const job = this.session.schedule.submit({ kind: "change", region, events: heard });
    if (early !== undefined) job.follows(early);
    if (lost !== null) job.follows(lost);
    if (this.#renewal !== null) job.follows(this.#renewal);
    this.#renewal = null;
    return job;
  }

  /**
   * After a deploy, a browser may speak of what this process' code does not draw: it gets the page as it
   * is now, and what it said of the rest counts.
   */
  #catchUp(region: FragmentId, events: readonly NumberedEvent[]): void {
    if (!this.#inherited) return;
    const { session } = this;
    const isKnown = session.instance(region) !== undefined &&
      events.every(({ widget }) => session.widgets.has(widget));
    if (isKnown && !session.isOutdated && !this.#incomplete) return;
    this.#inherited = this.#incomplete = false;
    const isLost = session.isLost(region) ||
      events.some(({ widget }) => session.isLostWidget(widget));
    // Of a dialog it has been said.
    if (isLost && this.#unsaid.length === 0) this.#unsaid.push(USED_TOO_LATE);
    this.#renewal = session.schedule.submit(SHOW);
  }

  /**
   * Takes in what was done in a region before something in another one, whose request overtook the
   * region's own. That one is on its way, and answers it.
   */
  #takeEarly(region: FragmentId, events: readonly NumberedEvent[]): void {
    // What is no region of the page is not waited for; its own request says what became of it.
    if (this.session.instance(region) === undefined) return;
    const fresh = this.#fresh(events);
    if (fresh.length === 0) return;
    this.#catchUp(region, fresh);
    const job = this.session.schedule.submit({ kind: "change", region, events: fresh });
    const earlier = this.#early.get(region);
    if (earlier !== undefined) job.follows(earlier);
    this.#early.set(region, job);
    // Its own request may have reached another process, or never arrive.
    this.keepTurn(job);
  }

  /**
   * Whether a request was overtaken by a later one of its region, as one that its browser has given up
   * can be. All that was not answered by then was in the later one, whose answer counts.
   */
  #isLate(region: FragmentId, events: readonly NumberedEvent[]): boolean {
    const last = events.at(-1)?.number;
    const instance = this.session.instance(region);
    if (last === undefined || instance === undefined) return false;
    if (last < instance.lastEvent) return true;
    instance.lastEvent = last;
    return false;
  }

  #fresh(events: readonly NumberedEvent[]): NumberedEvent[] {
    const fresh = events.filter((event) => this.#events.take(event.number))
      .map((event) => {
        const stale = this.#staleness(event);
        return stale === null ? event : { ...event, stale };
      });
    // Only where others may have to go on with the page is it asked which of them wait.
    if (this.#record !== null || this.handedOver) this.#underWay.push(...fresh);
    return fresh;
  }

  /** Whether an event was made before its user had seen what its fragment stands for now. */
  #staleness({ widget, had }: NumberedEvent): "moved" | "new session" | null {
    const owner = this.session.widgets.get(widget)?.owner;
    const instance = owner === undefined ? undefined : this.session.instance(owner);
    if (instance === undefined) return null;
    if (had === null) return "new session";
    const { id, since } = instance;
    if (since === 0) return null;
    // The message that said so first may have been lost, and another one have said it again.
    const isSeen = since < Infinity &&
      (hasGot(had, since) || hasGot(had, Math.max(since, this.view.sentOf(id))));
    return isSeen ? null : "moved";
  }

  /** Loads what its elements need to be drawn; undefined if all of it is there. */
  prepare({ update }: Job): Promise<void> | undefined {
    return prepare(update, (error) => this.session.reportError(error));
  }

  /** From the message that is being made on, its user knows what stands where something else did. */
  tell(): void {
    for (const instance of this.session.moved.splice(0)) instance.since = this.view.sent;
  }

  /** How what was posted is to be answered. */
  asked({ region, seen }: Pick<Post, "region" | "seen">): Asked {
    return {
      way: this.answerWay(seen),
      region: region === PAGE ? null : region,
      settle: () => this.settle(),
    };
  }

  /** All that a job has to say that is over, and {@linkcode prepare}d. */
  reply(job: Job, asked: Asked): Reply {
    const accepted = job.refused.length === 0;
    const { html, id } = this.answer(job, asked);
    return { accepted, html, id };
  }

  /**
   * The message for what a job has changed so far. What happened once is handed out once. Its number
   * is 0 if there is nothing to say; "+" behind it says that it was made for the whole page as it is
   * just then, "!" also that a browser that got it has got everything.
   */
  answer(
    job: Job,
    { way, region, partial = false }: { way: Way; region: FragmentId | null; partial?: boolean },
  ): Message {
    const { update, touched } = job;
    // Events that came ahead of their region's request are answered late.
    update.rebase(this.session.pageInstance.run);
    for (const reason of [...job.refused.splice(0), ...this.#unsaid.splice(0)]) {
      update.effects.push({ kind: "toast", body: literal(reason), icon: "⚠️", duration: "long" });
    }
    this.#handOut(update.effects, way);
    if (region !== null) this.#lostAnswers.answered(region, update);
    const scope = update.page === null ? "" : partial ? "+" : "!";
    if (scope === "!") this.#inherited = false;
    const widget = (id: string) => this.#widget(id as WidgetId);
    const { seen, came } = way;
    const around = (id: string) => this.#around(id as WidgetId);
    let html = this.view.answer(update, widget, { region, partial, seen, came, touched, around });
    for (const effect of update.effects) {
      this.#handedOut.push({ effect, message: this.view.sent });
    }
    update.sent({ partial });
    this.tell();
    this.onSent(html);
    const id = html === "" ? "0" : `${this.view.sent}${scope}`;
    if (html !== "") way.onSent?.(this.view.sent);
    if (!this.#livePlaced && this.wantsLive) {
      this.#livePlaced = true;
      html += renderLivePartial(this.links.live());
    }
    return { html, id };
  }

  /**
   * Numbers what happens once, and adds what was sent with messages that may not have come: a request
   * that another one replaced took its answer along. The browser takes each number once.
   */
  #handOut(effects: Effect[], way: Way): void {
    if (effects.length === 0 && this.#handedOut.length === 0) return;
    this.#handedOut = this.#handedOut.filter(({ message }) => message > this.#confirmed);
    const again = way.onSent === undefined ? [] : this.#handedOut.splice(0);
    for (const effect of effects) effect.once ??= ++this.#effects;
    effects.unshift(...again.map(({ effect }) => effect).slice(-MOST_AGAIN));
  }

  /** The way of one request's answer. Other answers may overtake it. */
  answerWay(seen: number): Way {
    this.#confirm(seen);
    const own: number[] = [];
    return {
      seen,
      came: (message) => own.includes(message),
      onSent: (message) => {
        own.push(message);
        // As long as it is: a list that grows takes room for sixteen more.
        this.#apart = this.#apart.concat(message);
      },
    };
  }

  /** The way of a live stream that begins now: in order, but past the answers under way. */
  liveWay(seen: number): Way {
    this.#confirm(seen);
    const start = this.view.sent;
    return {
      seen,
      came: (message) =>
        message <= this.#confirmed || (message > start && !this.#apart.includes(message)),
    };
  }

  #confirm(seen: number): void {
    this.#confirmed = Math.max(this.#confirmed, seen);
    this.#apart = this.#apart.filter((message) => message > this.#confirmed);
  }

  /** The fragments that a widget stands in, from the innermost. */
  #around(id: WidgetId): FragmentId[] {
    const { session } = this;
    const regions: FragmentId[] = [];
    const record = session.widgets.get(id);
    let at = record === undefined ? undefined : session.fragments.get(record.owner);
    while (at !== undefined) {
      regions.push(at.id);
      at = at.parent === null ? undefined : session.fragments.get(at.parent.id);
    }
    return regions;
  }

  #widget(id: WidgetId) {
    const record = this.session.widgets.get(id);
    if (record === undefined) return undefined;
    return elementNow(this.session, record);
  }

  [Symbol.dispose](): void {
    this.live?.close();
    this.onLetGo();
    this.session[Symbol.dispose]();
  }
}

/** More notices than anybody reads at once. */
const MOST_AGAIN = 50;

const USED_TOO_LATE =
  "What was used just now is no longer there, as this page was put away and made again. Nothing was done.";

function interrupted(label: string): string {
  return `“${label}” was interrupted. Please see whether it was done.`;
}

/** Whether a message is among those: all up to the first of them, and the newest of others. */
function hasGot([all = 0, ...others]: readonly number[], message: number): boolean {
  return message <= all || others.includes(message);
}
