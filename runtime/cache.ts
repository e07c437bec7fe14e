/**
 * Results remembered by arguments, for all sessions of this process or for each by itself. A call belongs to
 * no run: it goes on when the one that made it is superseded. What it drew is remembered with its result
 * and drawn again for each who asks (C1).
 */
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
  readonly outcome: Outcome;
  readonly expires: number;
  /** The function is async: callers get a promise, also of what is there. */
  readonly isLater: boolean;
  /** A newer one is on its way. */
  refreshing?: boolean;
}

/** Results by arguments, in order of last use. */
type Entries = Map<string, Entry>;

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
 * @throws {TypeError} If it is given a fragment; when called, if an argument cannot be told apart
 * from others, or the result cannot be copied.
 * @throws {Error} When called outside a run, if results are each page's own.
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
  readonly #shared: Entries = new Map();
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
    this.#ttl = parseInterval(options.ttl);
    this.#how = how;
  }

  asFunction(): Cached<A, R> {
    const call = (...args: A): R => this.#call(args);
    return Object.assign(call, {
      clear: (...args: A | []) => {
        const entries = this.#entries(this.#page());
        const keys = args.length === 0 ? [...entries.keys()] : [keyOf(args)];
        for (const key of keys) this.#forget(key, entries);
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
    if (entries === undefined) this.#own.set(page, entries = new Map());
    return entries;
  }

  #call(args: A): R {
    tryScope()?.run.checkpoint();
    const key = keyOf(args);
    const page = this.#page();
    const entries = this.#entries(page);
    const known = entries.get(key);
    if (known !== undefined) {
      const isFresh = Date.now() < known.expires;
      if ((isFresh || this.#refreshes(known)) && this.#isValid(known.value)) {
        if (!isFresh) this.#refresh(args, known, { key, page, entries });
        entries.delete(key);
        entries.set(key, known);
        return this.#hand(known, false);
      }
      this.#forget(key, entries);
    }
    return this.#hand(this.#make(args, { key, page, entries }), true);
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
        const value = await this.#finish(call, recording);
        // Forgotten meanwhile, it is to stay so.
        if (entries.get(key) !== known) return;
        entries.set(key, this.#entry(value, recording.drawn, known.isLater));
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

  #entry(value: unknown, drawn: Drawn | null, isLater: boolean): Entry {
    const expires = this.#ttl === null ? Infinity : Date.now() + this.#ttl;
    return { value, outcome: { drawn }, isLater, expires };
  }

  #make(args: A, { key, page, entries }: Results): Entry {
    const recording = new Recording(page, tryScope()?.run.session.options);
    const keep = (entry: Entry): Entry => {
      entries.set(key, entry);
      this.#trim(entries);
      return entry;
    };
    let result: unknown;
    try {
      result = recording.within(() => this.#compute(...args));
      if (!isThenable(result)) {
        if (recording.pending) throw drawnUnawaited(this.#compute.name);
        const value = this.#kept(result);
        recording.end();
        return keep(this.#entry(value, recording.drawn, false));
      }
    } catch (error) {
      recording.end();
      throw handOn(error, recording);
    }
    const value = this.#finish(result, recording);
    // It stays until it has settled, however long that takes: whoever asks meanwhile waits for the same call.
    const entry = keep({ value, outcome: recording, isLater: true, expires: Infinity });
    value.then((value) => {
      if (entries.get(key) === entry) keep(this.#entry(value, recording.drawn, true));
    }, () => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return entry;
  }

  /** What an async call comes to, for all who wait for it, once all that it draws is drawn. */
  async #finish(result: PromiseLike<unknown>, recording: Recording): Promise<unknown> {
    try {
      const value = await result;
      await recording.settled();
      return this.#kept(value);
    } finally {
      recording.end();
    }
  }

  /** Nobody else has what is kept of a result. */
  #kept(value: unknown): unknown {
    return this.#how.copies ? copyOf(value, this.#compute.name) : value;
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
    const { maxEntries = Infinity } = this.#options;
    while (entries.size > maxEntries) this.#forget(entries.keys().next().value!, entries);
  }

  #forget(key: string, entries: Entries): void {
    const entry = entries.get(key);
    entries.delete(key);
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
