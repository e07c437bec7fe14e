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
import { enter, tryScope } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** Options of the caches. */
export interface CacheOptions {
  /** How long a result counts. Default: for ever. */
  ttl?: Interval;
  /** Most results kept; the one not used for longest goes first. Default: no limit. */
  maxEntries?: number;
  /** Shows a spinner while an async call is under way; its text, or a default one. Default: true. */
  showSpinner?: boolean | string;
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
 */
export function cacheData<A extends readonly unknown[], R>(
  compute: (...args: A) => R,
  options: CacheOptions = {},
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
  readonly #options: CacheOptions;
  readonly #ttl: number | null;
  readonly #how: { copies: boolean; validate?: Check; release?: Release };
  /** In order of last use. */
  readonly #entries: Map<string, Entry> = new Map();

  constructor(
    compute: (...args: A) => R,
    options: CacheOptions,
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
        if (args.length === 0) { for (const key of [...this.#entries.keys()]) this.#forget(key); }
        else this.#forget(keyOf(args));
      },
    });
  }

  #call(args: A): R {
    const key = keyOf(args);
    const known = this.#entries.get(key);
    if (known !== undefined) {
      if (Date.now() < known.expires && this.#isValid(known.value)) {
        this.#entries.delete(key);
        this.#entries.set(key, known);
        return this.#hand(known);
      }
      this.#forget(key);
    }
    return this.#hand(this.#make(key, args));
  }

  #isValid(value: unknown): boolean {
    return this.#how.validate === undefined || isThenable(value) || this.#how.validate(value);
  }

  #make(key: string, args: A): Entry {
    const scope = tryScope();
    const record = scope === undefined ? null : recording(scope);
    const compute = () => this.#compute(...args);
    const result = record === null ? compute() : enter(record, compute);
    const keep = (value: unknown): Entry => {
      const entry = {
        value: this.#how.copies && !isThenable(value) ? copyOf(value, this.#compute.name) : value,
        drawn: record === null ? [] : record.block.children,
        expires: this.#ttl === null ? Infinity : Date.now() + this.#ttl,
      };
      this.#entries.set(key, entry);
      this.#trim();
      return entry;
    };
    if (!isThenable(result)) return keep(result);
    const entry = keep(Promise.resolve(result));
    // The promise stays until it has settled: whoever asks meanwhile waits for the same call.
    (entry.value as Promise<unknown>).then((value) => {
      if (this.#entries.get(key) === entry) keep(value);
    }, () => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry;
  }

  /** Gives a caller its result, and draws what the call drew. */
  #hand({ value, drawn }: Entry): R {
    if (!isThenable(value)) {
      replay(drawn);
      return (this.#how.copies ? structuredClone(value) : value) as R;
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

  #trim(): void {
    const { maxEntries = Infinity } = this.#options;
    while (this.#entries.size > maxEntries) this.#forget(this.#entries.keys().next().value!);
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
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
    id: blockId(block.id, "cached", nth(block, "cached")),
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
