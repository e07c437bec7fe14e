/**
 * The pages that this process holds. One that nobody uses is let go: its data are in the store, and
 * when it is asked for again it is replayed once, to make its closures anew.
 *
 * A store in this process' memory gets a page when it is put away. One that processes share has the
 * truth: each run waits for its turn with the record, and what it changed is stored before its answer
 * is sent.
 */
import { isPageId } from "../runtime/ids.ts";
import type { PageId } from "../runtime/ids.ts";
import type { SavedSession } from "../runtime/session.ts";
import { MemorySessionStore } from "../runtime/session_store.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import { within } from "./answer.ts";
import type { EventsTaken } from "./event_log.ts";
import type { OpenPage } from "./open_page.ts";
import { ParkedPages } from "./parked.ts";
import { pageOf } from "./stored_page.ts";
import { PageRecord, Patience, TurnLost } from "./page_record.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Visit } from "./visit.ts";
import { weigh, weighNew } from "./weight.ts";

/** What is stored of a page: enough to go on with it in any process. */
export interface SavedPage extends EventsTaken {
  readonly session: SavedSession;
  readonly browser: string;
  /** Number of the last message sent. */
  readonly sent: number;
  /** Number of the last thing that happened once. */
  readonly effects: number;
  /** Its first run had more to show than its document did. */
  readonly unfinished: boolean;
}

/** Who asks for a page. */
export interface Asked {
  /** The browser's cookie: a page belongs to one. */
  readonly browser: string;
  /** The page's token, if it was sent along and is good. */
  readonly token: string | null;
  // Functions, and no accessors: those would make V8 keep all that they close over for each request.
  readonly facts: (saved: SavedPage) => Visit;
  readonly showsDetails: () => boolean;
  readonly around: Surroundings;
}

/** Why a page cannot be run. */
export type Missing = "unknown page" | "forbidden" | "busy";

/** How pages are kept. */
export interface KeepingOptions {
  readonly store: SessionStore;
  /** Most bytes of pages held ready. */
  readonly maxBytes: number;
  /** Most bytes of one page's data. */
  readonly maxPageBytes: number;
  /** A page without a stream that is not asked for in this time is parked. */
  readonly idleMs: number;
  /** How long a page that was put away can be asked for again. */
  readonly ttlMs: number;
  /** Makes a page again from what was stored of it; null if it belongs to another browser. */
  readonly make: (id: PageId, saved: SavedPage, asked: Asked) => OpenPage | null;
  /** Told now and then of a page that is this process' to run. */
  readonly onTurn: (page: OpenPage) => void;
  /** Told of what its operator should know. */
  readonly onWarning: (text: string) => void;
  /** Told of what the store does not do. */
  readonly onError: (error: unknown, id: string | null) => void;
}

/** Between two looks at who is idle… */
const SWEEP_MS = 5_000;
/** … unless so much has come meanwhile, as a share of what may be held. */
const SWEEP_SHARE = 1 / 16;
/** And one even if nobody comes. */
const LOOK_MS = 30_000;
/** How long a page with an open dialog is held at least. */
const DIALOG_MS = 60 * 60_000;
/** A page that takes longer to be made again is begun anew instead. */
const REPLAY_MS = 10_000;

const UNREADABLE =
  "Pages in the store begin anew: they were stored by another version of Eddy, or are damaged";

export class OpenPages {
  readonly #options: KeepingOptions;
  /** In order of last use: a page that is used moves to the end. */
  readonly #pages: Map<PageId, OpenPage> = new Map();
  /** Those that are being made again, or wait for their turn. */
  readonly #coming: Map<PageId, Promise<OpenPage | Missing>> = new Map();
  readonly #patience = new Patience();
  /** Where pages are put away; null if processes share a store, which has them already. */
  readonly #parked: ParkedPages | null;
  #swept = 0;
  /** Bytes that have come since. */
  #came = 0;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(options: KeepingOptions) {
    this.#options = options;
    const { store } = options;
    this.#parked = store instanceof MemorySessionStore ? new ParkedPages(store) : null;
  }

  /** Whether other processes may run these pages, too. */
  get shared(): boolean {
    return this.#parked === null;
  }

  /** Most bytes of one page's data. */
  get maxPageBytes(): number {
    return this.#options.maxPageBytes;
  }

  /** Takes in a page that is new here, and about to be run. */
  add(page: OpenPage): void {
    if (this.shared && page.record === null) {
      const record = this.#record(page.session.id);
      record.begin();
      this.#keepIn(record, page);
    }
    page.enter();
    this.#hold(page, weighNew(page));
  }

  /** Holds a page of about so many bytes. */
  #hold(page: OpenPage, bytes: number): void {
    this.#came += bytes;
    this.#sweep();
    this.#use(page);
    if (this.#timer !== null) return;
    this.#timer = setInterval(() => this.#sweep(), LOOK_MS);
    // Nobody's visit must not keep a process from ending.
    Deno.unrefTimer(this.#timer as unknown as number);
  }

  /** All that this process holds. */
  get all(): readonly OpenPage[] {
    return [...this.#pages.values()];
  }

  /** A page that is held ready. */
  get(id: PageId): OpenPage | undefined {
    const page = this.#pages.get(id);
    if (page !== undefined) this.#use(page);
    return page;
  }

  /** The page, if it is held ready and this process' to run, as {@linkcode find} answers it. */
  enter(id: PageId): OpenPage | undefined {
    const page = this.get(id);
    if (page?.ready !== true) return undefined;
    page.enter();
    return page;
  }

  /**
   * The page, ready to be run: what runs it says {@linkcode OpenPage.settle} when it is done, before
   * it answers.
   *
   * @throws {Error} If the store cannot be reached.
   */
  async find(id: PageId, asked: Asked): Promise<OpenPage | Missing> {
    // Under names of other forms lie letters and uploads: whoever sent those is not to have them read.
    if (!isPageId(id)) return "unknown page";
    for (;;) {
      const ready = this.enter(id);
      if (ready !== undefined) return ready;
      const page = this.#pages.get(id);
      let coming = this.#coming.get(id);
      if (coming === undefined) {
        coming = this.#bring(page, id, asked).finally(() => this.#coming.delete(id));
        this.#coming.set(id, coming);
      }
      const found = await coming;
      if (typeof found === "string") return found;
    }
  }

  /** Stores what ran of a page; without a store, it can still be read. */
  async settleIfPossible(page: OpenPage): Promise<void> {
    try {
      await page.settle();
    } catch (error) {
      if (error instanceof TurnLost) return this.drop(page);
      this.#options.onError(error, null);
    }
  }

  /** Parks a page now, whatever its age. */
  async park(page: OpenPage): Promise<void> {
    const putting = this.#parked?.put(page, this.#options.ttlMs);
    this.drop(page);
    await putting;
  }

  /** Lets a page go as it is. */
  drop(page: OpenPage): void {
    if (this.#pages.get(page.session.id) === page) this.#pages.delete(page.session.id);
    page[Symbol.dispose]();
  }

  #record(id: PageId): PageRecord {
    const { store, ttlMs } = this.#options;
    return new PageRecord(store, id, { ttlMs, patience: this.#patience });
  }

  /** Waits for the page's turn, and makes it again where it is not held as it is stored. */
  async #bring(page: OpenPage | undefined, id: PageId, asked: Asked): Promise<OpenPage | Missing> {
    if (this.#parked !== null) {
      const data = await this.#parked.get(id);
      return data === null ? "unknown page" : await this.#revive(id, data, asked);
    }
    const record = page?.record ?? this.#record(id);
    const turn = await (page === undefined ? record.find() : record.take());
    switch (turn) {
      case "gone":
        if (page !== undefined) this.drop(page);
        return "unknown page";
      case "busy":
        return "busy";
      case "same":
        if (page !== undefined) return page;
        break;
      case "newer":
        break;
      default:
        return turn satisfies never;
    }
    let newer: OpenPage | Missing;
    try {
      newer = await this.#revive(id, record.data, asked);
    } catch (error) {
      await record.giveUp();
      throw error;
    }
    if (typeof newer === "string") {
      await record.giveUp();
      return newer;
    }
    this.#keepIn(record, newer);
    if (page !== undefined) newer.succeed(page);
    return newer;
  }

  /** Ties a page to its record, whose turn is this process'. */
  #keepIn(record: PageRecord, page: OpenPage): void {
    page.keepIn(record);
    record.onRenewal = () => this.#options.onTurn(page);
  }

  async #revive(id: PageId, data: Uint8Array, asked: Asked): Promise<OpenPage | Missing> {
    const saved = pageOf(data);
    if (saved === null) {
      this.#options.onWarning(UNREADABLE);
      return "unknown page";
    }
    const page = this.#options.make(id, saved, asked);
    if (page === null) return "forbidden";
    const replay = page.session.schedule.replay();
    if (!await within(replay, REPLAY_MS)) {
      page[Symbol.dispose]();
      return "unknown page";
    }
    page.replayed();
    this.#hold(page, weighNew(page) + data.length);
    this.#parked?.taken(id);
    return page;
  }

  /** Ends the pages of whom `whose` says so, for good: they are not to be asked for again. */
  async end(whose: (user: unknown) => boolean): Promise<void> {
    const ended = [...this.#pages.values()].filter(({ visit }) => whose(visit.user));
    for (const page of ended) {
      page.session.uploads.clear();
      this.drop(page);
    }
    await Promise.all(ended.map(({ session }) => this.#options.store.delete(session.id)));
    await this.#parked?.end(whose);
  }

  #use(page: OpenPage): void {
    const now = Date.now();
    page.weight = null;
    // A request asks for it twice.
    if (page.lastUsed === now) return;
    page.lastUsed = now;
    this.#pages.delete(page.session.id);
    this.#pages.set(page.session.id, page);
  }

  /** Parks who is idle, and then, if there is too much, who was not used for longest. */
  #sweep(): void {
    const now = Date.now();
    const isSoon = now - this.#swept < SWEEP_MS;
    if (isSoon && this.#came < this.#options.maxBytes * SWEEP_SHARE) return;
    this.#swept = now;
    this.#came = 0;
    if (this.#pages.size === 0 && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
    const { idleMs, maxBytes, maxPageBytes } = this.#options;
    let bytes = 0;
    for (const page of this.#pages.values()) {
      page.weight ??= weigh(page, maxPageBytes);
      bytes += page.weight.bytes;
    }
    for (const page of this.#pages.values()) {
      const age = now - page.lastUsed;
      const isFull = bytes > maxBytes;
      if (age <= idleMs && !isFull) return;
      // A run that nobody waits for any more has its time, too, but not for ever.
      if (!page.parkable || (page.inUse && age <= idleMs)) continue;
      // What is open there would be lost: it may stay for longer, while there is room.
      if (page.session.hasDialog && age <= DIALOG_MS && !isFull) continue;
      bytes -= this.#putAway(page);
    }
    // What is watched is held, too, but not beyond all bounds: its browser comes back, if not at once.
    for (const page of this.#pages.values()) {
      if (bytes <= maxBytes) return;
      if (page.live === null || page.inUse) continue;
      page.live.makeRoom();
      if (page.parkable) bytes -= this.#putAway(page);
    }
  }

  /** What cannot be stored cannot wait: its next visit begins anew, and not with what it was when it could be. */
  async #giveUp(page: OpenPage): Promise<void> {
    this.drop(page);
    await this.#parked?.delete(page.session.id);
  }

  /** Parks a page that was weighed. Answers what it weighed. */
  #putAway(page: OpenPage): number {
    const { bytes, storable } = page.weight!;
    const over = storable ? this.park(page) : this.#giveUp(page);
    over.catch((error) => this.#options.onError(error, null));
    return bytes;
  }
}
