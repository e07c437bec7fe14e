/**
 * Sessions in Deno KV. A value there holds at most 64 KiB, so a record has a head, which also holds the
 * data if they are small; larger ones lie beside it, in chunks:
 *
 *     [prefix, "session", id]                    → Head
 *     [prefix, "chunk", id, generation, number]  → Uint8Array
 *
 * Chunks are never changed. Each write puts its own under a new generation, then swaps the head: who
 * reads sees the data before or after. Chunks that a crash leaves behind expire by themselves.
 */
import type { KvConnection } from "./kv_connection.ts";

/** Bytes that go into one value: below KV's 64 KiB, with room for what else a head holds. */
const CHUNK = 60 * 1024;
/** Most keys that KV reads at once. As many writes stay below its 800 KiB for one transaction. */
const BATCH = 10;
/** How much longer than its head a chunk is kept, in milliseconds: time to write the head, and to read. */
const GRACE_MS = 10 * 60_000;

type Head =
  & {
    /** When the record is over, in milliseconds since 1970: KV itself collects only after a while. */
    readonly expires: number;
  }
  & ({ readonly data: Uint8Array } | Chunks);

interface Chunks {
  readonly generation: string;
  readonly size: number;
}

export class KvRecords {
  readonly #connection: KvConnection;
  readonly #prefix: string;
  readonly #now: () => number;

  constructor(connection: KvConnection, options: { prefix: string; now: () => number }) {
    this.#connection = connection;
    this.#prefix = options.prefix;
    this.#now = options.now;
  }

  async get(id: string): Promise<{ data: Uint8Array; version: string } | null> {
    for (let last: string | null = null;;) {
      const entry = await this.#head(id);
      const head = this.#current(entry);
      if (head === null) return null;
      const version = entry.versionstamp!;
      if ("data" in head) return { data: head.data, version };
      const data = await this.#readChunks(id, head);
      if (data !== null) return { data, version };
      // Overwritten meanwhile: the head that did it says where to read now.
      if (version === last) throw new Error(`Cannot read "${id}" from Deno KV: a part is missing`);
      last = version;
    }
  }

  async set(
    id: string,
    data: Uint8Array,
    version: string | null,
    ttlMs: number,
  ): Promise<string | null> {
    // A copy: the caller may go on with its own while this waits. It also leaves behind the rest of
    // the buffer that `data` may be a part of, which KV would store too.
    const copy = data.slice();
    const expireIn = Math.ceil(ttlMs);
    const expires = this.#now() + ttlMs;
    let written: Chunks | null = null;
    for (;;) {
      const before = await this.#head(id);
      const current = this.#current(before);
      if ((current === null ? null : before.versionstamp) !== version) break;
      if (copy.length > CHUNK) written ??= await this.#writeChunks(id, copy, expireIn + GRACE_MS);
      const head: Head = { expires, ...(written ?? { data: copy }) };
      const key = this.#key(id);
      // An expired head that is still there is replaced like any other.
      const result = await this.#connection.run((kv) =>
        kv.atomic().check(before).set(key, head, { expireIn }).commit()
      );
      if (result.ok) {
        await this.#discardChunks(id, before.value);
        return result.versionstamp;
      }
      // Somebody was quicker, or KV collected an expired head: the next look tells which.
    }
    await this.#discardChunks(id, written);
    return null;
  }

  async delete(id: string): Promise<void> {
    for (;;) {
      const before = await this.#head(id);
      if (before.versionstamp === null) return;
      // Checked, to know which chunks go with it.
      const { ok } = await this.#connection.run((kv) =>
        kv.atomic().check(before).delete(this.#key(id)).commit()
      );
      if (ok) return await this.#discardChunks(id, before.value);
    }
  }

  #key(id: string): Deno.KvKey {
    return [this.#prefix, "session", id];
  }

  #head(id: string): Promise<Deno.KvEntryMaybe<Head>> {
    return this.#connection.run((kv) => kv.get<Head>(this.#key(id)));
  }

  #current({ value }: Deno.KvEntryMaybe<Head>): Head | null {
    return value !== null && value.expires > this.#now() ? value : null;
  }

  async #writeChunks(id: string, data: Uint8Array, expireIn: number): Promise<Chunks> {
    const chunks = { generation: crypto.randomUUID(), size: data.length };
    await this.#eachBatch(id, chunks, async (kv, keys, start) => {
      const atomic = kv.atomic();
      for (const [i, key] of keys.entries()) {
        const from = (start + i) * CHUNK;
        atomic.set(key, data.slice(from, from + CHUNK), { expireIn });
      }
      await atomic.commit();
    });
    return chunks;
  }

  /** The data, or null if they are gone. */
  async #readChunks(id: string, chunks: Chunks): Promise<Uint8Array | null> {
    const data = new Uint8Array(chunks.size);
    let missing = false;
    await this.#eachBatch(id, chunks, async (kv, keys, start) => {
      const entries = await kv.getMany<Uint8Array[]>(keys);
      for (const [i, { value }] of entries.entries()) {
        if (value === null) missing = true;
        else data.set(value, (start + i) * CHUNK);
      }
    });
    return missing ? null : data;
  }

  /** Removes chunks that no head names any more. */
  async #discardChunks(id: string, head: Head | Chunks | null): Promise<void> {
    if (head === null || "data" in head) return;
    try {
      await this.#eachBatch(id, head, async (kv, keys) => {
        const atomic = kv.atomic();
        for (const key of keys) atomic.delete(key);
        await atomic.commit();
      });
    } catch {
      // What was to be done is done; chunks that stay behind expire.
    }
  }

  /** Calls `use` for the chunks' keys, as many at once as KV takes; `start` is the first one's number. */
  async #eachBatch(
    id: string,
    { generation, size }: Chunks,
    use: (kv: Deno.Kv, keys: Deno.KvKey[], start: number) => Promise<void>,
  ): Promise<void> {
    const count = Math.ceil(size / CHUNK);
    const keys = Array.from(
      { length: count },
      (_, number) => [this.#prefix, "chunk", id, generation, number],
    );
    const starts = Array.from({ length: Math.ceil(count / BATCH) }, (_, batch) => batch * BATCH);
    await Promise.all(
      starts.map((start) =>
        this.#connection.run((kv) => use(kv, keys.slice(start, start + BATCH), start))
      ),
    );
  }
}
