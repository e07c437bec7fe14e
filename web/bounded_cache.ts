/** Remembers markup that is costly to make, up to so many characters; what was not used longest goes first. */
export class BoundedCache {
  readonly #most: number;
  readonly #known: Map<string, string> = new Map();
  #size = 0;

  /** `most` is in characters, of keys and values together. */
  constructor(most: number) {
    this.#most = most;
  }

  /** What is known under `key`, else what `make` makes. */
  get(key: string, make: () => string): string {
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#known.delete(key);
      this.#known.set(key, known);
      return known;
    }
    const value = make();
    const size = key.length + value.length;
    // One large value is not worth a hundred small ones.
    if (size > this.#most / 4) return value;
    this.#known.set(key, value);
    this.#size += size;
    for (const [oldKey, oldValue] of this.#known) {
      if (this.#size <= this.#most) break;
      this.#known.delete(oldKey);
      this.#size -= oldKey.length + oldValue.length;
    }
    return value;
  }
}
