/**
 * The pages that this process holds. One that nobody uses is parked: its data go to the store, its
 * closures are let go, and when it is asked for again it is replayed once to make them anew.
 */
import { Buffer } from "node:buffer";
import { deserialize, serialize } from "node:v8";
import type { PageId } from "../runtime/ids.ts";
import type { SavedSession } from "../runtime/session.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import { within } from "./answer.ts";
import { logError } from "./log.ts";
import type { OpenPage } from "./open_page.ts";

/** What is stored of a page: enough to go on with it in any process. */
export interface SavedPage {
  readonly session: SavedSession;
  readonly browser: string;
  /** Number of the last message sent. */
  readonly sent: number;
  /** Number of the last thing that happened once. */
  readonly effects: number;
  /** Number up to which events were taken in. */
  readonly events: number;
}

/** How pages are kept. */
export interface KeepingOptions {
  readonly store: SessionStore;
  /** Most bytes of pages held ready, as measured by their data. */
  readonly maxBytes: number;
  /** A page without a stream that is not asked for in this time is parked. */
  readonly idleMs: number;
  /** How long a parked page can be asked for again. */
  readonly ttlMs: number;
}

/** What a page costs besides its data: closures, widgets, what its browser shows. */
const OVERHEAD = 8 * 1024;
/** Between two looks at who is idle. */
const SWEEP_MS = 5_000;
/** And one even if nobody comes. */
const LOOK_MS = 30_000;
/** A page that takes longer to be made again is begun anew instead. */
const REPLAY_MS = 10_000;

export class OpenPages {
  readonly #options: KeepingOptions;
  /** In order of last use: a page that is used moves to the end. */
  readonly #pages: Map<PageId, OpenPage> = new Map();
  readonly #reviving: Map<PageId, Promise<OpenPage | undefined>> = new Map();
  #swept = 0;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(options: KeepingOptions) {
    this.#options = options;
  }

  /** Takes in a new page. */
  add(page: OpenPage): void {
    this.#use(page);
    this.#sweep();
    if (this.#timer !== null) return;
    this.#timer = setInterval(() => this.#sweep(), LOOK_MS);
    // Nobody's visit must not keep a process from ending.
    Deno.unrefTimer(this.#timer as unknown as number);
  }

  /** A page that is held ready. */
  get(id: PageId): OpenPage | undefined {
    const page = this.#pages.get(id);
    if (page !== undefined) this.#use(page);
    return page;
  }

  /** A page that may have been parked; `revive` makes it again from what was stored of it. */
  async find(
    id: PageId,
    revive: (saved: SavedPage) => OpenPage,
  ): Promise<OpenPage | undefined> {
    const page = this.get(id);
    if (page !== undefined) return page;
    let reviving = this.#reviving.get(id);
    if (reviving === undefined) {
      reviving = this.#revive(id, revive).finally(() => this.#reviving.delete(id));
      this.#reviving.set(id, reviving);
    }
    return await reviving;
  }

  /** Parks a page now, whatever its age. */
  async park(page: OpenPage): Promise<void> {
    const { id } = page.session;
    const data = serialize(page.save());
    this.#pages.delete(id);
    page[Symbol.dispose]();
    const { store, ttlMs } = this.#options;
    const before = await store.get(id);
    await store.set(id, data, before?.version ?? null, ttlMs);
  }

  async #revive(
    id: PageId,
    revive: (saved: SavedPage) => OpenPage,
  ): Promise<OpenPage | undefined> {
    const stored = await this.#options.store.get(id);
    if (stored === null) return undefined;
    const page = revive(deserialize(Buffer.from(stored.data)) as SavedPage);
    const replay = page.session.schedule.replay();
    if (!await within(replay, REPLAY_MS)) {
      page[Symbol.dispose]();
      return undefined;
    }
    this.add(page);
    return page;
  }

  #use(page: OpenPage): void {
    page.lastUsed = Date.now();
    page.weight = null;
    this.#pages.delete(page.session.id);
    this.#pages.set(page.session.id, page);
  }

  /** Parks who is idle, and then, if there is too much, who was not used for longest. */
  #sweep(): void {
    const now = Date.now();
    if (now - this.#swept < SWEEP_MS) return;
    this.#swept = now;
    if (this.#pages.size === 0 && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
    const { idleMs, maxBytes } = this.#options;
    let bytes = 0;
    for (const page of this.#pages.values()) {
      page.weight ??= OVERHEAD + (sizeOf(page) ?? Infinity);
      if (page.weight === Infinity) continue;
      bytes += page.weight;
    }
    for (const page of this.#pages.values()) {
      const idle = now - page.lastUsed > idleMs;
      if (!idle && bytes <= maxBytes) return;
      if (!page.parkable) continue;
      if (page.weight === Infinity) {
        // What cannot be stored cannot wait: its next visit begins anew.
        this.#pages.delete(page.session.id);
        page[Symbol.dispose]();
        continue;
      }
      bytes -= page.weight!;
      this.park(page).catch((error) => logError(error, null));
    }
  }
}

/** Bytes of what would be stored; null if the author put something into the state that cannot be. */
function sizeOf(page: OpenPage): number | null {
  try {
    return serialize(page.save()).length;
  } catch (cause) {
    const names = [...page.session.state].filter(([, value]) => !isStorable(value));
    const keys = names.map(([name]) => name).join(", ");
    page.session.reportError(
      new TypeError(`Cannot store sessionState.${keys}: its value was changed to what is no data`, {
        cause,
      }),
    );
    return null;
  }
}

function isStorable(value: unknown): boolean {
  try {
    serialize(value);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}
