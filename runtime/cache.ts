/**
 * Results remembered by arguments, for all sessions of this process. What a call drew is remembered
 * with its result and drawn again on every hit (C1).
 */
import { blockIn, nth } from "./block.ts";
import type { Block } from "./block.ts";
import { keyOf } from "./cache_key.ts";
import { put } from "./draw.ts";
import { definitionOf, isThenable } from "./fragment.ts";
import type { Element } from "./element.ts";
import { spinner } from "./elements/spinner.ts";
import { blockId } from "./ids.ts";
import { parseInterval } from "./interval.ts";
import type { Interval } from "./interval.ts";
import { currentScope, enter, leave, tryScope } from "./scope.ts";
import type { Scope } from "./scope.ts";
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
   * at once while a new one is computed, for those who ask later. Then the function may draw nothing, and
   * an error of it is logged.
   */
  refreshMode?: "wait" | "background";
}

/** A function with a memory. */
export interface Cached<A extends readonly unknown[], R> {
  (...args: A): R;
  /** Forgets the result for these arguments, or all of them. */
  clear(...args: A | []): void;
}

interface Entry {
  /** The result, or the promise of it. */
  readonly value: unknown;
  readonly drawn: readonly Element[];
  readonly expires: number;
  /** The function is async: callers get a promise, also of what is there. */
  readonly isLater: boolean;
  /** A newer one is on its way. */
  refreshing?: boolean;
}

/** Results by arguments, in order of last use. */
type Entries = Map<string, Entry>;

/**
 * Remembers results by arguments. Callers get copies, so that none can change another's; one call is
 * in flight per set of arguments, and a failed one is not remembered. Results must survive
 * `structuredClone`.
 *
 * Arguments tell results apart by their content: plain objects and lists, texts, numbers, dates, maps, sets,
 * regular expressions, URLs, bytes; an uploaded file is told apart by its upload. Instances of classes,
 * functions and other things that show nothing of themselves are refused.
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
 * Remembers a shared object by arguments: a connection, a model. Callers get the object itself.
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
        const entries = this.#entries();
        const keys = args.length === 0 ? [...entries.keys()] : [keyOf(args)];
        for (const key of keys) this.#forget(key, entries);
      },
    });
  }

  /** The results that count here. */
  #entries(): Entries {
    if (this.#options.scope !== "session") return this.#shared;
    const name = this.#compute.name || "a cached function";
    const { session } = currentScope(`${name}, whose results are each page's own,`).run;
    let entries = this.#own.get(session);
    if (entries === undefined) this.#own.set(session, entries = new Map());
    return entries;
  }

  #call(args: A): R {
    const key = keyOf(args);
    const entries = this.#entries();
    const known = entries.get(key);
    if (known !== undefined) {
      const isFresh = Date.now() < known.expires;
      if ((isFresh || this.#refreshes(known)) && this.#isValid(known.value)) {
        if (!isFresh) this.#refresh(key, args, { known, entries });
        entries.delete(key);
        entries.set(key, known);
        return this.#hand(known);
      }
      this.#forget(key, entries);
    }
    return this.#hand(this.#make(key, args, entries));
  }

  /** Whether an old result will do while a new one is computed: not if the call has drawn something. */
  #refreshes({ value, drawn }: Entry): boolean {
    const { refreshMode } = this.#options;
    // Outside a run there is nobody to be told of an error.
    return refreshMode === "background" && tryScope() !== undefined && !isThenable(value) &&
      drawn.length === 0;
  }

  /** Computes a new result for those who ask later. */
  #refresh(
    key: string,
    args: A,
    { known, entries }: { readonly known: Entry; readonly entries: Entries },
  ): void {
    if (known.refreshing) return;
    known.refreshing = true;
    const { session } = currentScope(this.#compute.name || "a cached function").run;
    const compute = async () => {
      try {
        const value = copyOf(await this.#compute(...args), this.#compute.name);
        // Forgotten meanwhile, it is to stay so.
        if (entries.get(key) !== known) return;
        entries.set(key, this.#entry(value, [], known.isLater));
      } catch (error) {
        // The old result counts on; who asks next tries again.
        known.refreshing = false;
        session.reportError(error);
      }
    };
    // Whoever has asked is not to wait, even if all of it is computed at once.
    leave(() => setTimeout(compute));
  }

  #isValid(value: unknown): boolean {
    return this.#how.validate === undefined || isThenable(value) || this.#how.validate(value);
  }

  #entry(value: unknown, drawn: readonly Element[], isLater: boolean): Entry {
    const expires = this.#ttl === null ? Infinity : Date.now() + this.#ttl;
    return { value, drawn, isLater, expires };
  }

  #make(key: string, args: A, entries: Entries): Entry {
    const scope = tryScope();
    const record = scope === undefined ? null : recording(scope);
    const compute = () => this.#compute(...args);
    const result = record === null ? compute() : enter(record, compute);
    const keep = (value: unknown): Entry => {
      const copy = this.#how.copies && !isThenable(value)
        ? copyOf(value, this.#compute.name)
        : value;
      const drawn = record === null ? [] : record.block.children;
      const entry = this.#entry(copy, drawn, isThenable(result));
      entries.set(key, entry);
      this.#trim(entries);
      return entry;
    };
    if (!isThenable(result)) return keep(result);
    const entry = keep(Promise.resolve(result));
    // The promise stays until it has settled: whoever asks meanwhile waits for the same call.
    (entry.value as Promise<unknown>).then((value) => {
      if (entries.get(key) === entry) keep(value);
    }, () => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return entry;
  }

  /** Gives a caller its result, and draws what the call drew. */
  #hand({ value, drawn, isLater }: Entry): R {
    if (!isThenable(value)) {
      replay(drawn);
      const result = this.#how.copies ? structuredClone(value) : value;
      return (isLater ? Promise.resolve(result) : result) as R;
    }
    const { showSpinner = true } = this.#options;
    const wait = async () => {
      const result = await value;
      replay(drawn);
      return this.#how.copies ? copyOf(result, this.#compute.name) : result;
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

/** A place beside the current one, whose elements are kept. Widgets are refused there (C2). */
function recording(scope: Scope): Scope {
  const { block } = scope;
  const own = {
    ...block,
    id: blockId(block, "cached", nth(block, "cached")),
    kind: "container",
    children: [],
    border: false,
    height: null,
    horizontal: false,
    gap: "small",
  } as unknown as Block;
  return { ...scope, block: own, cached: true };
}

/** Draws remembered elements at the current place; containers get names of this place. */
function replay(drawn: readonly Element[]): void {
  const scope = tryScope();
  if (scope === undefined) return;
  scope.run.checkpoint();
  for (const element of drawn) put(scope, "a cached element", rename(element, scope.block, scope));
}

function rename(element: Element, parent: Block, scope: Scope): Element {
  if (!("children" in element)) return element;
  const block = { ...element, ...blockIn(parent, element.kind, scope.instance.id) } as Block;
  for (const child of element.children) block.children.push(rename(child, block, scope));
  return block;
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
