/** Results of a cached function by their arguments, in order of last use, and how large they are together. */

export class CacheEntries<E extends { readonly bytes: number }> {
  readonly #entries = new Map<string, E>();
  #bytes = 0;

  get count(): number {
    return this.#entries.size;
  }

  /** Of all of them. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The one that was not used for longest, of those of so many bytes at least. */
  oldest(bytes = 0): string | undefined {
    for (const [key, entry] of this.#entries) {
      if (entry.bytes >= bytes) return key;
    }
    return undefined;
  }

  get keys(): string[] {
    return [...this.#entries.keys()];
  }

  get(key: string): E | undefined {
    return this.#entries.get(key);
  }

  /** Puts one in, or takes it for used. */
  set(key: string, entry: E): void {
    this.delete(key);
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
  }

  /** Takes one out. */
  delete(key: string): E | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    return entry;
  }
}
