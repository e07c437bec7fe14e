/**
 * Sets and maps most of which stay empty. A session has dozens of them and a run a dozen, and an empty one
 * of the language's own takes up as much as one with four entries. Whoever goes through one hears of what
 * is taken out meanwhile, but maybe not of what is put in.
 */

/** A set that is next to nothing until something is in it. */
export class LeanSet<T> implements Iterable<T> {
  #items: Set<T> | null = null;

  get size(): number {
    return this.#items?.size ?? 0;
  }

  has(item: T): boolean {
    return this.#items?.has(item) ?? false;
  }

  add(item: T): this {
    (this.#items ??= new Set()).add(item);
    return this;
  }

  delete(item: T): boolean {
    const wasThere = this.#items?.delete(item) ?? false;
    if (this.#items?.size === 0) this.#items = null;
    return wasThere;
  }

  clear(): void {
    this.#items = null;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return (this.#items ?? NO_ITEMS as Set<T>)[Symbol.iterator]();
  }
}

/** A map that is next to nothing until something is in it. */
export class LeanMap<K, V> implements Iterable<[K, V]> {
  #entries: Map<K, V> | null = null;

  get size(): number {
    return this.#entries?.size ?? 0;
  }

  has(key: K): boolean {
    return this.#entries?.has(key) ?? false;
  }

  get(key: K): V | undefined {
    return this.#entries?.get(key);
  }

  set(key: K, value: V): this {
    (this.#entries ??= new Map()).set(key, value);
    return this;
  }

  delete(key: K): boolean {
    const wasThere = this.#entries?.delete(key) ?? false;
    if (this.#entries?.size === 0) this.#entries = null;
    return wasThere;
  }

  clear(): void {
    this.#entries = null;
  }

  keys(): IterableIterator<K> {
    return (this.#entries ?? NO_ENTRIES as Map<K, V>).keys();
  }

  values(): IterableIterator<V> {
    return (this.#entries ?? NO_ENTRIES as Map<K, V>).values();
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return (this.#entries ?? NO_ENTRIES as Map<K, V>)[Symbol.iterator]();
  }
}

const NO_ITEMS: Set<unknown> = new Set();
const NO_ENTRIES: Map<unknown, unknown> = new Map();
