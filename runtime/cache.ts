/**
 * Results remembered by arguments, for all sessions of this process or for each by itself. A call belongs to
 * no run: it goes on when the one that made it is superseded. What it drew is remembered with its result
 * and drawn again for each who asks (C1).
 */
import { CacheEntries } from "./cache_entries.ts";
import { CacheFolder } from "./cache_folder.ts";
import { keyOf } from "./cache_key.ts";
import { definitionOf, isThenable } from "./fragment.ts";
import { spinner } from "./elements/spinner.ts";
import { Interruption } from "./interruption.ts";
import { parseInterval } from "./interval.ts";
import type { Interval } from "./interval.ts";
import { Recording } from "./recording.ts";
import type { Drawn } from "./recording.ts";
import { replay } from "./replay.ts";
import { currentScope, leave, tryScope } from "./scope.ts";
import type { Session } from "./session.ts";
import { storeValue } from "./stored_value.ts";

/** Options of the caches. */
export interface CacheOptions {
  /** How long a result counts. Default: for ever. */
  ttl?: Interval;
  /** Most results kept; the one not used for longest goes first. Default: no limit. */
  maxEntries?: number;
  /** Shows a spinner while an async call is under way; its text, or a default one. Default: true. */
  showSpinner?: boolean | string;
}

/** Options of {@linkcode cacheData}. */
export interface CacheDataOptions extends CacheOptions {
  /**
   * Most bytes of results kept, as they are when they are stored; those not used for longest go first, and
   * one that is larger alone is not kept. What calls draw is not counted. Default: no limit.
   */
  maxSize?: number;
  /**
   * A folder for the results of this function alone, such as `"./cache/orders"`: there they outlive the
   * process, and are found by others on the same disk. It is made if it is not there, and readable by its
   * owner only. Results belong to the function's code: once that is another one, they are computed anew.
   * What else they come from, such as functions that it calls or an address from the environment, is not
   * looked at: hand it over as an argument, or name another folder. Results of calls that draw something
   * stay in memory. Default: results end with the process.
   */
  persist?: string | URL;
  /** Whose results these are: everybody's (default), or each open page's own, for as long as it is open. */
  scope?: "global" | "session";
  /**
   * What happens once a result no longer counts: who asks waits for a new one (default), or gets the old one
   * at once while a new one is computed, for those who ask later, and an error of that is logged. A call that
   * has drawn something is waited for.
   */
  refreshMode?: "wait" | "background";
}

/** A function with a memory. */
export interface Cached<A extends readonly unknown[], R> {
  (...args: A): R;
  /** Forgets the result for these arguments, or all of them. */
  clear(...args: A | []): void;
}

/** What a call has drawn, once it is over; null for nothing. */
interface Outcome {
  readonly drawn: Drawn | null;
}

interface Entry {
  /** The result, or the promise of it. */
  readonly value: unknown;
  /** How large it is, if somebody wants to know. */
  readonly bytes: number;
  readonly outcome: Outcome;
  readonly expires: number;
  /** The function is async: callers get a promise, also of what is there. */
  readonly isLater: boolean;
  /** A newer one is on its way. */
  refreshing?: boolean;
}

type Entries = CacheEntries<Entry>;

/** A result, and what it is when it is stored, if it is to be weighed or stored. */
interface Kept {
  readonly value: unknown;
  readonly stored: Uint8Array | null;
}

/** Where a result belongs. */
interface Results {
  readonly key: string;
  /** The page whose own it is; null if it is everybody's. */
  readonly page: Session | null;
  readonly entries: Entries;
}

/**
 * Remembers results by arguments. Callers get copies, so that none can change another's; one call is
 * in flight per set of arguments, and a failed one is not remembered. Results must survive
 * `structuredClone`.
 *
 * Arguments tell results apart by their content: plain objects and lists, texts, numbers, dates, maps, sets,
 * regular expressions, URLs, bytes; an uploaded file is told apart by its upload. Instances of classes,
 * functions and other things that show nothing of themselves are refused.
 *
 * A call is no run's own: it goes on if the one that made it is superseded, and its error is told to all who
 * wait for it. What it draws is drawn again for each who asks. Widgets, `sessionState` and the like belong
 * to one user, and are refused in it: hand over what is needed as an argument. So is `context`, unless the
 * results are each page's own.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const load = st.cacheData(async (city: string) => {
 *   await new Promise((resolve) => setTimeout(resolve, 10));
 *   return { city, orders: 14 };
 * }, { ttl: "10m" });
 *
 * st.createApp(async () => {
 *   st.json(await load("Vienna"));
 * });
 * ```
 *
 * @example Results that outlive the process
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const folder = await Deno.makeTempDir();
 *
 * const salesOf = st.cacheData((year: number) => ({ year, total: year * 12 }), {
 *   ttl: "1 day",
 *   maxSize: 50_000_000,
 *   persist: `${folder}/sales`,
 * });
 *
 * st.createApp(() => st.metric("Sales", salesOf(2026).total));
 * ```
 *
 * @throws {TypeError} If it is given a fragment, or results that are each page's own are to persist; when
 * called, if an argument cannot be told apart from others, or the result cannot be copied, or stored.
 * @throws {RangeError} If `maxSize` is not above 0.
 * @throws {Error} If another function's results are in the folder; when called outside a run, if results are
 * each page's own.
 */
export function cacheData<A extends readonly unknown[], R>(
  compute: (...args: A) => R,
  options: CacheDataOptions = {},
): Cached<A, R> {
  return new Cache(compute, options, { copies: true }).asFunction();
}

/**
 * Remembers a shared object by arguments: a connection, a model. Callers get the object itself. Arguments, and
 * what may stand in the function, are those of {@linkcode cacheData}.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const connect = st.cacheResource((name: string) => ({ name, open: true }), {
 *   validate: (connection) => connection.open,
 *   onRelease: (connection) => {
 *     connection.open = false;
 *   },
 * });
 *
 * st.createApp(() => st.write(connect("orders").name));
 * ```
 *
 * @throws {TypeError} If it is given a fragment; when called, if an argument cannot be told apart
 * from others.
 */
export function cacheResource<A extends readonly unknown[], R>(
  make: (...args: A) => R,
  options: CacheOptions & {
    /** Whether the object is still good; if not, it is made anew. */
    validate?: (value: Awaited<R>) => boolean;
    /** Told when the object is forgotten: by `clear`, age, or room. */
    onRelease?: (value: Awaited<R>) => unknown;
  } = {},
): Cached<A, R> {
  return new Cache(make, options, {
    copies: false,
    ...(options.validate !== undefined && { validate: options.validate as Check }),
    ...(options.onRelease !== undefined && { release: options.onRelease as Release }),
  }).asFunction();
}

type Check = (value: unknown) => boolean;
type Release = (value: unknown) => unknown;

class Cache<A extends readonly unknown[], R> {
  readonly #compute: (...args: A) => R;
  readonly #options: CacheDataOptions;
  readonly #ttl: number | null;
  readonly #how: { copies: boolean; validate?: Check; release?: Release };
  readonly #shared: Entries = new CacheEntries();
  readonly #folder: CacheFolder | null;
  /** The same of open pages, where each has its own. */
  readonly #own: WeakMap<Session, Entries> = new WeakMap();

  constructor(
    compute: (...args: A) => R,
    options: CacheDataOptions,
    how: { copies: boolean; validate?: Check; release?: Release },
  ) {
    if (definitionOf(compute) !== undefined) {
      throw new TypeError("Cannot cache a fragment: call a cached function inside the fragment");
    }
    this.#compute = compute;
    this.#options = options;
    const { maxSize = Infinity, persist, scope } = options;
    if (!(maxSize > 0)) {
      throw new RangeError(
        `Cannot cache ${this.#name} as maxSize must be > 0: received ${maxSize}`,
      );
    }
    if (persist !== undefined && scope === "session") {
      throw new TypeError(
        `Cannot persist results of ${this.#name}: they are each page's own, and end with it`,
      );
    }
    this.#ttl = parseInterval(options.ttl);
    this.#how = how;
    this.#folder = persist === undefined ? null : new CacheFolder(persist, compute, this.#ttl);
  }

  get #name(): string {
    return this.#compute.name || "a function";
  }

  asFunction(): Cached<A, R> {
    const call = (...args: A): R => this.#call(args);
    return Object.assign(call, {
      clear: (...args: A | []) => {
        const entries = this.#entries(this.#page());
        const keys = args.length === 0 ? entries.keys : [keyOf(args)];
        for (const key of keys) this.#forget(key, entries);
        if (args.length === 0) this.#folder?.clear();
      },
    });
  }

  /** The page whose results count here; null if they are everybody's. */
  #page(): Session | null {
    if (this.#options.scope !== "session") return null;
    const name = this.#compute.name || "a cached function";
    const { run, cached } = currentScope(`${name}, whose results are each page's own,`);
    if (cached === undefined) return run.session;
    if (cached.page !== null) return cached.page;
    throw new Error(
      `Cannot call ${name}, whose results are each page's own, in a cached function whose results are ` +
        `everybody's: call it outside, and hand over what is needed as an argument`,
    );
  }

  /** The results that count for `page`. */
  #entries(page: Session | null): Entries {
    if (page === null) return this.#shared;
    let entries = this.#own.get(page);
    if (entries === undefined) this.#own.set(page, entries = new CacheEntries());
    return entries;
  }

  #call(args: A): R {
    tryScope()?.run.checkpoint();
    const key = keyOf(args);
    const page = this.#page();
    const entries = this.#entries(page);
    const known = entries.get(key) ?? this.#found(key);
    if (known !== undefined) {
      const isFresh = Date.now() < known.expires;
      if ((isFresh || this.#refreshes(known)) && this.#isValid(known.value)) {
        if (!isFresh) this.#refresh(args, known, { key, page, entries });
        entries.set(key, known);
        this.#trim(entries);
        return this.#hand(known, false);
      }
      this.#forget(key, entries);
    }
    return this.#hand(this.#make(args, { key, page, entries }), true);
  }

  /** The result that a process before has left, or another one. */
  #found(key: string): Entry | undefined {
    const found = this.#folder?.read(key) ?? null;
    if (found === null) return undefined;
    const { value, bytes, made, isLater } = found;
    const expires = this.#ttl === null ? Infinity : made + this.#ttl;
    return { value, bytes, outcome: { drawn: null }, isLater, expires };
  }

  /** Whether an old result will do while a new one is computed: not if the call has drawn something. */
  #refreshes({ value, outcome }: Entry): boolean {
    const { refreshMode } = this.#options;
    // Outside a run there is nobody to be told of an error.
    return refreshMode === "background" && tryScope() !== undefined && !isThenable(value) &&
      outcome.drawn === null;
  }

  /** Computes a new result for those who ask later. */
  #refresh(args: A, known: Entry, { key, page, entries }: Results): void {
    if (known.refreshing) return;
    known.refreshing = true;
    const { session } = currentScope(this.#compute.name || "a cached function").run;
    const recording = new Recording(page, session.options);
    const compute = async () => {
      try {
        const call = recording.within(async () => await this.#compute(...args));
        const kept = await this.#finish(call, recording);
        // Forgotten meanwhile, it is to stay so.
        if (entries.get(key) !== known) return;
        this.#keep(kept, { key, entries, drawn: recording.drawn, isLater: known.isLater });
      } catch (error) {
        // The old result counts on; who asks next tries again.
        known.refreshing = false;
        if (!(error instanceof Interruption)) session.reportError(error);
      }
    };
    // Whoever has asked is not to wait, even if all of it is computed at once.
    leave(() => setTimeout(compute));
  }

  #isValid(value: unknown): boolean {
    return this.#how.validate === undefined || isThenable(value) || this.#how.validate(value);
  }

  /** Remembers a result. */
  #keep({ value, stored }: Kept, { key, entries, drawn, isLater }: {
    readonly key: string;
    readonly entries: Entries;
    readonly drawn: Drawn | null;
    readonly isLater: boolean;
  }): Entry {
    const expires = this.#ttl === null ? Infinity : Date.now() + this.#ttl;
    const entry: Entry = {
      value,
      bytes: stored?.length ?? 0,
      outcome: { drawn },
      isLater,
      expires,
    };
    entries.set(key, entry);
    if (stored !== null && drawn === null) this.#store(key, stored, isLater);
    this.#trim(entries);
    return entry;
  }

  /** Puts a result into the folder. A disk that is full ends no run: the result is in memory. */
  #store(key: string, stored: Uint8Array, isLater: boolean): void {
    try {
      this.#folder?.write(key, stored, isLater);
    } catch (error) {
      const scope = tryScope();
      // Outside a run there is nobody else to be told.
      if (scope === undefined) throw error;
      scope.run.session.reportError(error);
    }
  }

  #make(args: A, { key, page, entries }: Results): Entry {
    const recording = new Recording(page, tryScope()?.run.session.options);
    let result: unknown;
    try {
      result = recording.within(() => this.#compute(...args));
      if (!isThenable(result)) {
        if (recording.pending) throw drawnUnawaited(this.#compute.name);
        const kept = this.#kept(result);
        recording.end();
        return this.#keep(kept, { key, entries, drawn: recording.drawn, isLater: false });
      }
    } catch (error) {
      recording.end();
      throw handOn(error, recording);
    }
    const value = this.#finish(result, recording).then((kept) => {
      if (entries.get(key) === entry) {
        this.#keep(kept, { key, entries, drawn: recording.drawn, isLater: true });
      }
      return kept.value;
    });
    // It stays until it has settled, however long that takes: whoever asks meanwhile waits for the same call.
    const entry: Entry = { value, bytes: 0, outcome: recording, isLater: true, expires: Infinity };
    entries.set(key, entry);
    this.#trim(entries);
    value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return entry;
  }

  /** What an async call comes to, for all who wait for it, once all that it draws is drawn. */
  async #finish(result: PromiseLike<unknown>, recording: Recording): Promise<Kept> {
    try {
      const value = await result;
      await recording.settled();
      return this.#kept(value);
    } finally {
      recording.end();
    }
  }

  /** Nobody else has what is kept of a result. */
  #kept(value: unknown): Kept {
    if (!this.#how.copies) return { value, stored: null };
    const isStored = this.#folder !== null || this.#options.maxSize !== undefined;
    const copy = copyOf(value, this.#compute.name);
    return { value: copy, stored: isStored ? this.#stored(copy) : null };
  }

  #stored(value: unknown): Uint8Array {
    try {
      return storeValue(value);
    } catch (cause) {
      throw new TypeError(
        `Cannot weigh or persist the result of ${this.#name}: it must be plain data, such as objects, ` +
          `lists, dates and bytes`,
        { cause },
      );
    }
  }

  /** Gives a caller its result, and draws what the call drew; `made` says that it is the call's own. */
  #hand({ value, outcome, isLater }: Entry, made: boolean): R {
    if (!isThenable(value)) {
      drawAgain(outcome, made);
      const result = this.#how.copies ? structuredClone(value) : value;
      return (isLater ? Promise.resolve(result) : result) as R;
    }
    const { showSpinner = true } = this.#options;
    const wait = async () => {
      let result: unknown;
      try {
        result = await value;
      } catch (error) {
        throw handOn(error, outcome);
      }
      drawAgain(outcome, true);
      return this.#how.copies ? structuredClone(result) : result;
    };
    if (showSpinner === false || tryScope() === undefined) return wait() as R;
    const text = showSpinner === true ? `Running ${this.#compute.name || "…"}` : showSpinner;
    return spinner(text)(wait) as R;
  }

  #trim(entries: Entries): void {
    const { maxEntries = Infinity, maxSize = Infinity } = this.#options;
    while (entries.count > maxEntries) this.#forget(entries.oldest()!, entries);
    // Calls under way weigh nothing.
    while (entries.bytes > maxSize) this.#forget(entries.oldest(1)!, entries);
  }

  #forget(key: string, entries: Entries): void {
    const entry = entries.delete(key);
    this.#folder?.delete(key);
    const { release } = this.#how;
    if (entry === undefined || release === undefined) return;
    // A call that failed has nothing to release.
    if (isThenable(entry.value)) entry.value.then(release, () => {});
    else release(entry.value);
  }
}

/** Draws at the current place what a call has drawn. A superseded run ends here, and no other one with it. */
function drawAgain({ drawn }: Outcome, made: boolean): void {
  const scope = tryScope();
  scope?.run.checkpoint();
  if (scope === undefined || drawn === null) return;
  // Toasts and the like are for those who made the call, or waited for it.
  replay(made ? drawn : { ...drawn, effects: [] }, scope);
}

/** The error of a call for one who waits for it, who is shown what was drawn before (E1). To be thrown. */
function handOn(error: unknown, outcome: Outcome): unknown {
  drawAgain(outcome, true);
  if (error instanceof Interruption) tryScope()?.run.end(error);
  return error;
}

function drawnUnawaited(name: string): Error {
  return new Error(
    `Cannot cache ${
      name || "a function"
    }: it draws what it does not wait for; make it async, and await that`,
  );
}

function copyOf(value: unknown, name: string): unknown {
  try {
    return structuredClone(value);
  } catch (cause) {
    throw new TypeError(
      `Cannot cache the result of ${name || "a function"}: it must survive structuredClone; use ` +
        `cacheResource for connections and other live objects`,
      { cause },
    );
  }
}
