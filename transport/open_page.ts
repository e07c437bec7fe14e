/**
 * One page as opened in one tab, joined to what reaches it: its session, what its browser shows, its
 * live stream. Everything that leaves for the browser is numbered here.
 */
import type { Session } from "../runtime/session.ts";
import type { Job } from "../runtime/job.ts";
import type { FragmentId, WidgetId } from "../runtime/ids.ts";
import type { Effect } from "../runtime/update.ts";
import { stateName } from "../runtime/widget.ts";
import { renderLivePartial } from "../web/page.ts";
import type { Links } from "../web/links.ts";
import { prepare } from "../web/prepare.ts";
import { View } from "../web/view.ts";
import type { NumberedEvent } from "./decode.ts";
import type { LiveStream } from "./live.ts";
import type { SavedPage } from "./open_pages.ts";

/** What a browser has by the time that something sent on this way reaches it. */
export interface Way {
  /** Up to which number it had got everything when the way began. */
  readonly seen: number;
  /** Whether it has got a message above that. */
  readonly came: (message: number) => boolean;
  /** Told of each message that goes this way. */
  readonly onSent?: (message: number) => void;
}

export class OpenPage {
  readonly session: Session;
  readonly view: View;
  readonly links: Links;
  /** The browser that it was made for, by its cookie. */
  readonly browser: string;
  /** Its token, once found valid: later requests are compared with it. */
  token: string;
  live: LiveStream | null = null;
  /** A first run that was still under way when the document was sent. */
  unfinished: Job | null = null;
  /** Answers that are still being streamed. */
  waiting = 0;
  /** When it was last heard of, by the clock. */
  lastUsed = 0;
  /** What it costs to hold, in bytes, as last measured. */
  weight: number | null = null;
  /**
   * The last message's number, 0 if there was nothing to say. "+" says that it was made for the whole
   * page as it is just then, "!" also that a browser that got it has got everything.
   */
  sequence = "1!";
  /** Up to which number the browser says it has got everything. */
  #confirmed = 1;
  /** Messages that went out as answers, each on a way of its own, and are not confirmed. */
  #apart: number[] = [];
  /** Effects whose messages are not known to have come. */
  #handedOut: { readonly effect: Effect; readonly message: number }[] = [];
  #effects = 0;
  readonly #events: EventLog;
  /** What was taken in ahead of its region's own request, which is to answer it. */
  readonly #early: Map<FragmentId, Job> = new Map();
  #livePlaced = false;

  constructor(
    session: Session,
    options: { links: Links; browser: string; token: string; saved?: SavedPage },
  ) {
    this.session = session;
    this.links = options.links;
    this.view = new View(options.links);
    this.browser = options.browser;
    this.token = options.token;
    this.#events = new EventLog(options.saved?.events ?? 0);
    if (options.saved === undefined) return;
    session.restore(options.saved.session);
    this.view.resume(options.saved.sent);
    this.#effects = options.saved.effects;
  }

  /** What is stored of it. */
  save(): SavedPage {
    return {
      session: this.session.save(),
      browser: this.browser,
      sent: this.view.sent,
      effects: this.#effects,
      events: this.#events.all,
    };
  }

  /**
   * Whether it can be let go: nobody watches it, nobody waits for an answer. What still runs then runs
   * for nobody, and is ended.
   */
  get parkable(): boolean {
    return this.live === null && this.waiting === 0;
  }

  /** Whether something may come without being asked for. */
  get wantsLive(): boolean {
    return this.session.timers.any || this.unfinished !== null;
  }

  /** The document has the stream's element. */
  livePlaced(): void {
    this.#livePlaced = true;
  }

  /** Takes in what was done in a region. What was taken in before is not done twice. */
  take(region: FragmentId, events: readonly NumberedEvent[]): Job {
    const fresh = this.#fresh(events);
    const early = this.#early.get(region);
    this.#early.delete(region);
    if (early !== undefined && fresh.length === 0) return early;
    const job = this.session.schedule.submit({ kind: "change", region, events: fresh });
    if (early !== undefined) job.follows(early);
    return job;
  }

  /**
   * Takes in what was done in a region before something in another one, whose request overtook the
   * region's own. That one is on its way, and answers it.
   */
  takeEarly(region: FragmentId, events: readonly NumberedEvent[]): void {
    const fresh = this.#fresh(events);
    if (fresh.length === 0) return;
    const job = this.session.schedule.submit({ kind: "change", region, events: fresh });
    const earlier = this.#early.get(region);
    if (earlier !== undefined) job.follows(earlier);
    this.#early.set(region, job);
  }

  #fresh(events: readonly NumberedEvent[]): NumberedEvent[] {
    return events.filter((event) => this.#events.take(event.number));
  }

  /** Loads what its elements need to be drawn; undefined if all of it is there. */
  prepare({ update }: Job): Promise<void> | undefined {
    return prepare(update, (error) => this.session.reportError(error));
  }

  /** The markup for what a job has changed so far. What happened once is handed out once. */
  answer(
    job: Job,
    { way, ...options }: { way: Way; region: FragmentId | null; partial?: boolean },
  ): string {
    const { update, touched } = job;
    for (const reason of job.refused.splice(0)) {
      update.effects.push({ kind: "toast", body: literal(reason), icon: "⚠️", duration: "long" });
    }
    this.#handOut(update.effects, way);
    const scope = update.page === null ? "" : options.partial ? "+" : "!";
    const widget = (id: string) => this.#widget(id as WidgetId);
    let html = this.view.answer(update, widget, { ...options, ...way, touched });
    for (const effect of update.effects) {
      this.#handedOut.push({ effect, message: this.view.sent });
    }
    update.sent();
    this.sequence = html === "" ? "0" : `${this.view.sent}${scope}`;
    if (html !== "") way.onSent?.(this.view.sent);
    if (!this.#livePlaced && this.wantsLive) {
      this.#livePlaced = true;
      html += renderLivePartial(this.links.live());
    }
    return html;
  }

  /**
   * Numbers what happens once, and adds what was sent with messages that may not have come: a request
   * that another one replaced took its answer along. The browser takes each number once.
   */
  #handOut(effects: Effect[], way: Way): void {
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
        this.#apart.push(message);
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

  #widget(id: WidgetId) {
    const record = this.session.widgets.get(id);
    if (record === undefined) return undefined;
    return record.withValue(this.session.state.get(stateName(id, record.key)));
  }

  [Symbol.dispose](): void {
    this.live?.close();
    this.session[Symbol.dispose]();
  }
}

/** More notices than anybody reads at once. */
const MOST_AGAIN = 50;
/** More numbers out of order than a browser's requests can leave. */
const MOST_ABOVE = 1000;

/** Text as Markdown that shows it as it is. */
function literal(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~:$]/g, "\\$&");
}

/** Which event numbers were seen: all up to one, and some above it. */
class EventLog {
  /** Every number up to this one was seen. */
  all: number;
  readonly #above: Set<number> = new Set();

  constructor(all: number) {
    this.all = all;
  }

  /** Whether the number is new; from then on it is not. */
  take(number: number): boolean {
    if (number <= this.all || this.#above.has(number)) return false;
    this.#above.add(number);
    while (this.#above.delete(this.all + 1)) this.all++;
    if (this.#above.size > MOST_ABOVE) {
      this.all = Math.max(...this.#above);
      this.#above.clear();
    }
    return true;
  }
}
