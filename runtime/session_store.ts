/** Where sessions live when no process holds them, and the store that is there without asking. */

/** Where sessions live. All values are structured-clone data. */
export interface SessionStore {
  /** What is stored under `id`, with its version; null if nothing is. */
  get(id: string): Promise<{ data: Uint8Array; version: string } | null>;
  /**
   * Writes only if the stored version is still `version` (null: none yet). Answers the new version,
   * or null on conflict. `ttlMs` is how long the data counts, in milliseconds.
   */
  set(id: string, data: Uint8Array, version: string | null, ttlMs: number): Promise<string | null>;
  /** Forgets what is stored under `id`. */
  delete(id: string): Promise<void>;
  /** Tells every process that shares the store. Absent: topics stay within the process. */
  publish?(topic: string): Promise<void>;
  /** Is told of what any process publishes; dispose of the result to end it. */
  subscribe?(onTopic: (topic: string) => void): Disposable;
  /** Lets go of connections. */
  [Symbol.asyncDispose]?(): Promise<void>;
}

interface Record {
  readonly data: Uint8Array;
  readonly version: string;
  readonly expires: number;
}

/** Bytes that one record costs besides its data: its id, its version, its place in the map. */
const OVERHEAD = 256;

/** Options of {@linkcode MemorySessionStore}. */
export interface MemoryStoreOptions {
  /** Most bytes held; the session not used for longest goes first. Default: 128 MiB. */
  maxBytes?: number;
  /** The time, in milliseconds. Default: `Date.now`. */
  now?: () => number;
}

/** Keeps sessions in this process' memory: up to a number of bytes, each for its time. */
export class MemorySessionStore implements SessionStore {
  /** In order of last use. */
  readonly #records: Map<string, Record> = new Map();
  readonly #maxBytes: number;
  readonly #now: () => number;
  #bytes = 0;
  #versions = 0;

  constructor({ maxBytes = 128 * 1024 * 1024, now = Date.now }: MemoryStoreOptions = {}) {
    this.#maxBytes = maxBytes;
    this.#now = now;
  }

  /** What is held now, by id: for another store of the kind. */
  get records(): readonly (readonly [id: string, data: Uint8Array])[] {
    const now = this.#now();
    return [...this.#records].filter(([, { expires }]) => expires > now)
      .map(([id, { data }]) => [id, data] as const);
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  get(id: string): Promise<{ data: Uint8Array; version: string } | null> {
    const record = this.#current(id);
    if (record === undefined) return Promise.resolve(null);
    this.#records.delete(id);
    this.#records.set(id, record);
    return Promise.resolve({ data: record.data.slice(), version: record.version });
  }

  set(id: string, data: Uint8Array, version: string | null, ttlMs: number): Promise<string | null> {
    if ((this.#current(id)?.version ?? null) !== version) return Promise.resolve(null);
    this.#drop(id);
    const record = {
      data: data.slice(),
      version: String(++this.#versions),
      expires: this.#now() + ttlMs,
    };
    this.#records.set(id, record);
    this.#bytes += data.length + OVERHEAD;
    this.#makeRoom();
    return Promise.resolve(record.version);
  }

  delete(id: string): Promise<void> {
    this.#drop(id);
    return Promise.resolve();
  }

  #current(id: string): Record | undefined {
    const record = this.#records.get(id);
    if (record === undefined || record.expires > this.#now()) return record;
    this.#drop(id);
    return undefined;
  }

  /** What has expired goes before what has merely not been used. */
  #makeRoom(): void {
    if (this.#bytes <= this.#maxBytes) return;
    const now = this.#now();
    for (const [id, { expires }] of this.#records) if (expires <= now) this.#drop(id);
    for (const id of this.#records.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#drop(id);
    }
  }

  #drop(id: string): void {
    const record = this.#records.get(id);
    if (record === undefined) return;
    this.#records.delete(id);
    this.#bytes -= record.data.length + OVERHEAD;
  }
}
