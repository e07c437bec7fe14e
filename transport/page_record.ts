/**
 * One page's record in a store that several processes share, and this process' turn with it. Who has
 * the turn runs the page; the others wait. A turn is a mark in the record, taken and given back by
 * compare-and-set, and renewed while it lasts: one that is not renewed was left behind by a process
 * that died, and is taken over. No clock is compared with another's: who waits looks for how long the
 * record has not changed.
 */
import type { SessionStore } from "../runtime/session_store.ts";
import { randomId } from "./token.ts";

/** A turn is renewed this often, */
const RENEW_MS = 250;
/** and counts as left behind if it was not for so many times that, {@linkcode Patience} permitting. */
const ABANDONED = { least: 4, most: 32 };
/** For so long after the store was away, others wait so many times longer: who has a turn may find it again later. */
const BACK = { ms: 5_000, times: 3 };
/** Between two looks at a record whose turn another process has. */
const LOOK_MS = { least: 5, most: 60 };
/** A look that took longer says that this process stood still, or the store did. */
const LONG_LOOK_MS = 200;
/** A page that is busy elsewhere for longer is answered by the next request for it. */
const PATIENCE_MS = 20_000;

/** What a turn begins with: the record as this process left it, a newer one, none. */
export type Turn = "same" | "newer" | "gone" | "busy";

/** Told apart from other errors: the page goes on elsewhere, from its record. */
export class TurnLost extends Error {
  constructor() {
    super("Another process took this page over");
  }
}

/** The store does not answer. */
export class StoreDown extends Error {
  constructor(cause: unknown) {
    super("Cannot reach the session store", { cause });
  }
}

/**
 * How many renewals of a turn others are to wait for in vain before they take it over. A process that
 * lost one and lives had only stood still, as heavy computation makes it: it asks for twice the time,
 * so that two of them do not take a page from each other for ever, and for less when all goes well.
 */
export class Patience {
  renewals: number = ABANDONED.least;
  /** When the store has failed this process last. */
  #away = -Infinity;

  /** The store did not answer. */
  missed(): void {
    this.#away = performance.now();
  }

  /** Renewals of somebody else's turn to wait for in vain, who asked for so many. */
  forAnother(asked: number): number {
    return performance.now() - this.#away > BACK.ms ? asked : asked * BACK.times;
  }

  lost(): void {
    this.renewals = Math.min(ABANDONED.most, this.renewals * 2);
  }

  kept(): void {
    this.renewals = Math.max(ABANDONED.least, this.renewals - 1);
  }
}

/** Where and how a page is kept. */
export interface RecordOptions {
  readonly ttlMs: number;
  /** That of this process. */
  readonly patience: Patience;
}

export class PageRecord {
  /** Told now and then while this process has the turn. */
  onRenewal: () => void = () => {};
  /** The page's data, as last read or written here. */
  data: Uint8Array = new Uint8Array();
  readonly #store: SessionStore;
  readonly #id: string;
  readonly #ttlMs: number;
  readonly #patience: Patience;
  /** Names this process' turns. */
  readonly #mark = randomId();
  /** Version of the record as last seen; null if it was not written yet, "" if it is not known. */
  #version: string | null = null;
  /** It is run without its turn: what it becomes is not kept. */
  #readOnly = false;
  /** Those who want the page to be this process' now. */
  #users = 0;
  #has = false;
  #lost = false;
  /** Counts the versions of the page that this process has made anew, as others had changed it. */
  #generation = 0;
  /** What is being written: one after the other. */
  #writing: Promise<void> = Promise.resolve();
  #renewal: ReturnType<typeof setInterval> | null = null;
  /** Who waits for the end of this turn. */
  readonly #waiting: (() => void)[] = [];

  constructor(store: SessionStore, id: string, { ttlMs, patience }: RecordOptions) {
    this.#store = store;
    this.#id = id;
    this.#ttlMs = ttlMs;
    this.#patience = patience;
  }

  /** Whether the page is this process' turn now. */
  get has(): boolean {
    return this.#has;
  }

  /** Which version of the page the turn is for: one that was made of an older one does not count any more. */
  get generation(): number {
    return this.#generation;
  }

  /** A page made here and not stored yet: its turn begins without asking. */
  begin(): void {
    this.#begin();
  }

  /** One more who runs it; only while it {@linkcode has} the turn. */
  enter(): void {
    this.#users++;
  }

  /** Gives a turn back that nobody has entered: what was to run is not to be had. */
  async giveUp(): Promise<void> {
    this.enter();
    await this.leave(this.#generation, () => this.data);
  }

  /**
   * Waits for the turn. Not to be called twice at once.
   *
   * @throws {StoreDown} If the store does not answer.
   */
  async take(): Promise<Turn> {
    await this.#writing;
    const start = performance.now();
    let turn: Turn = "same";
    let watched = { version: "", ms: 0, at: start };
    let pause = LOOK_MS.least;
    // What is read counts once it is this process' turn: should that fail, the page is still as it was made.
    let { data } = this;
    let expected = this.#version;
    for (;;) {
      const version = await this.#write(this.#mark, data, expected);
      if (version !== null) {
        this.data = data;
        this.#version = version;
        this.#readOnly = false;
        if (turn === "newer") this.#generation++;
        this.#begin();
        return turn;
      }
      const found = await this.#read();
      if (found === null) return "gone";
      const { mark, patience } = found;
      const now = performance.now();
      const looked = Math.min(now - watched.at, LONG_LOOK_MS);
      const ms = watched.version === found.version ? watched.ms + looked : 0;
      watched = { version: found.version, ms, at: now };
      if (mark === "" || ms > this.#patience.forAnother(patience) * RENEW_MS) {
        expected = found.version;
        data = found.data;
        turn = "newer";
        continue;
      }
      if (now - start > PATIENCE_MS) return "busy";
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
      pause = Math.min(LOOK_MS.most, pause * 2);
    }
  }

  /** Waits for the turn with a record that this process knows nothing of. */
  find(): Promise<Turn> {
    this.#version = "";
    return this.take();
  }

  /**
   * One who ran the page, as it is in `generation`, is done: stores what it has become, and gives the turn
   * back if nobody else runs it.
   *
   * @throws {TurnLost} If another process took the page over: what ran here does not count.
   * @throws {StoreDown} If the store does not answer.
   */
  async leave(generation: number, save: () => Uint8Array): Promise<void> {
    if (this.#isLost(generation)) throw new TurnLost();
    const last = --this.#users === 0;
    if (last) this.#end();
    if (this.#readOnly) return;
    const written = this.#writing.then(async () => {
      if (this.#isLost(generation)) throw new TurnLost();
      this.data = save();
      const version = await this.#write(last ? "" : this.#mark, this.data, this.#version);
      if (version === null) throw this.#lose();
      this.#version = version;
      this.#patience.kept();
    });
    this.#writing = written.catch(() => {});
    await written;
  }

  /** One who reads the page while the store is away. The next turn begins with what is stored. */
  enterReadOnly(): void {
    this.#users++;
    this.distrust();
  }

  /** What this process has of the page was not stored, and does not count. */
  distrust(): void {
    // Who still runs it stores all of it, or is told that it could not be: nobody's work is read only.
    if (this.#has) return;
    this.#version = "";
    this.#readOnly = true;
  }

  /** When nothing of it is this process' any more, and what it left is stored as far as can be. */
  async left(): Promise<void> {
    if (this.#has) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    await this.#writing;
  }

  #begin(): void {
    this.#has = true;
    this.#lost = false;
    this.#renewal = setInterval(() => this.#renew(), RENEW_MS);
  }

  #end(): void {
    this.#has = false;
    if (this.#renewal !== null) clearInterval(this.#renewal);
    this.#renewal = null;
    // Once who ends it has begun to write.
    queueMicrotask(() => this.#waiting.splice(0).forEach((resolve) => resolve()));
  }

  #renew(): void {
    // Not stored yet: nobody else can want it.
    if (this.#version === null) return;
    this.#writing = this.#writing.then(async () => {
      if (!this.#has) return;
      const version = await this.#write(this.#mark, this.data, this.#version);
      if (version === null) this.#lose();
      else this.#version = version;
      if (this.#has) this.onRenewal();
    }).catch(() => {
      // The store is away. Who leaves the page is told so.
    });
  }

  #isLost(generation: number): boolean {
    return this.#lost || generation !== this.#generation;
  }

  /** Those who ran the page here count no more, whoever gets the next turn. */
  #lose(): TurnLost {
    this.#end();
    this.#lost = true;
    this.#users = 0;
    this.#version = "";
    this.#patience.lost();
    return new TurnLost();
  }

  async #write(mark: string, data: Uint8Array, version: string | null): Promise<string | null> {
    if (version === "") return null;
    try {
      const record = { mark, patience: this.#patience.renewals, data };
      return await this.#store.set(this.#id, pack(record), version, this.#ttlMs);
    } catch (error) {
      this.#patience.missed();
      throw new StoreDown(error);
    }
  }

  async #read(): Promise<Packed & { version: string } | null> {
    try {
      const found = await this.#store.get(this.#id);
      return found === null ? null : { ...unpack(found.data), version: found.version };
    } catch (error) {
      this.#patience.missed();
      throw new StoreDown(error);
    }
  }
}

interface Packed {
  /** Whose turn it is; empty if it is nobody's. */
  readonly mark: string;
  /** After how many renewals that did not come the turn counts as left behind. */
  readonly patience: number;
  readonly data: Uint8Array;
}

/** As bytes: the patience, the length of the mark, the mark, the data. */
function pack({ mark, patience, data }: Packed): Uint8Array {
  const packed = new Uint8Array(2 + mark.length + data.length);
  packed[0] = patience;
  packed[1] = mark.length;
  new TextEncoder().encodeInto(mark, packed.subarray(2));
  packed.set(data, 2 + mark.length);
  return packed;
}

function unpack(packed: Uint8Array): Packed {
  const [patience = 0, length = 0] = packed;
  const mark = new TextDecoder().decode(packed.subarray(2, 2 + length));
  // Nobody asks for more; bytes that are damaged may say so.
  return {
    mark,
    patience: Math.min(patience, ABANDONED.most),
    data: packed.subarray(2 + length),
  };
}
