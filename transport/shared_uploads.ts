/**
 * Uploaded files where processes share a store: their content is there as well, in pieces under names
 * of their own, so that a process can read what another one was sent, and after that one has died. In
 * this process' folder lie copies of what is being read. Pieces expire by themselves, as pages do; those
 * of a page that lives on are stored again now and then.
 */
import type { SessionStore } from "../runtime/session_store.ts";
import type { KeptFile, UploadHandle } from "../runtime/uploads.ts";
import { UploadFolder } from "./upload_folder.ts";
import type { Receipt, ReceiveOptions, UploadKeeper, UploadLimits } from "./upload_folder.ts";
import { UploadLedger } from "./upload_ledger.ts";

/** Bytes of one piece: a few of them in memory for each file under way. */
const PIECE = 512 * 1024;
/** How many are removed at once. */
const BATCH = 20;
const HOUR_MS = 60 * 60_000;
/** A page is kept for a day after it was last stored; its files are stored again in half that time… */
const RENEW_MS = 12 * HOUR_MS;
/** … and so outlive it. */
const TTL_MS = 36 * HOUR_MS;
/** A copy that nobody reads is removed from this process' disk. */
const COPY_MS = 10 * 60_000;

/** What {@linkcode SharedUploads} needs besides the store. */
export interface SharedUploadOptions {
  readonly maxSize: number;
  readonly limits: UploadLimits & {
    /** Most bytes in the store, of all pages and processes. */
    readonly storedUploadBytes: number;
  };
  /** Told what went wrong where nobody waits. */
  readonly onError: (error: unknown) => void;
  /** The time, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
}

export class SharedUploads implements UploadKeeper {
  readonly #folder: UploadFolder;
  readonly #store: SessionStore;
  readonly #ledger: UploadLedger;
  readonly #onError: (error: unknown) => void;
  readonly #now: () => number;
  /** Files that are being copied to this process' disk. */
  readonly #copying: Map<string, Promise<Receipt>> = new Map();
  /** Files that are being stored again. */
  readonly #renewing: Set<string> = new Set();

  constructor(store: SessionStore, { maxSize, limits, onError, now }: SharedUploadOptions) {
    this.#folder = new UploadFolder(maxSize, limits, COPY_MS);
    this.#store = store;
    this.#now = now ?? Date.now;
    this.#ledger = new UploadLedger(store, {
      maxBytes: limits.storedUploadBytes,
      ttlMs: TTL_MS,
      now: this.#now,
    });
    this.#onError = onError;
  }

  get maxSize(): number {
    return this.#folder.maxSize;
  }

  get maxPageBytes(): number {
    return this.#folder.maxPageBytes;
  }

  /** To the disk first: nothing gets into the store of a file that does not come whole. */
  async receive(
    body: ReadableStream<Uint8Array> | null,
    limit: number,
    options: ReceiveOptions = {},
  ): Promise<Receipt> {
    const receipt = await this.#folder.receive(body, limit, options);
    if (!receipt.ok) return receipt;
    const { id, size } = receipt;
    const stored = this.#now();
    try {
      if (!await this.#ledger.add(size, stored)) {
        this.#folder.remove(id);
        return { ok: false, reason: "no room" };
      }
      await this.#write(id, await this.#folder.open({ id }));
    } catch (cause) {
      this.#folder.remove(id);
      this.#forget(id, { size, stored });
      return { ok: false, reason: "store", cause };
    }
    this.#folder.park({ id });
    return { ...receipt, stored };
  }

  async open({ id, size }: UploadHandle): Promise<ReadableStream<Uint8Array>> {
    if (!this.#folder.has(id)) {
      const copy = await this.#copy(id, size);
      if (!copy.ok && copy.reason === "broken") throw copy.cause;
    }
    // Where no copy fits in, each reader asks the store.
    if (!this.#folder.has(id)) return ReadableStream.from(this.#pieces(id, size));
    // Was used just now, as others were not.
    this.#folder.park({ id });
    return await this.#folder.open({ id });
  }

  delete({ handle: { id, size }, stored }: KeptFile): void {
    this.#folder.remove(id);
    this.#forget(id, { size, stored });
  }

  park(): void {
    // It lies in the store, for a time of its own.
  }

  claim(): boolean {
    // It outlives the page, whichever process asks for it.
    return true;
  }

  renew(file: KeptFile): void {
    const { id, size } = file.handle;
    const now = this.#now();
    if (now - file.stored < RENEW_MS || this.#renewing.has(id)) return;
    this.#renewing.add(id);
    this.#renew(id, size).then(async () => {
      await this.#ledger.subtract(size, file.stored);
      await this.#ledger.add(size, now, Infinity);
      file.stored = now;
    }).catch(this.#onError).finally(() => this.#renewing.delete(id));
  }

  /** Removes what is on this process' disk; what is in the store is for the others. */
  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }

  #copy(id: string, size: number): Promise<Receipt> {
    let copying = this.#copying.get(id);
    if (copying === undefined) {
      copying = this.#folder.receive(ReadableStream.from(this.#pieces(id, size)), size, {}, id)
        .then((receipt) => {
          if (receipt.ok) this.#folder.park({ id });
          return receipt;
        }).finally(() => this.#copying.delete(id));
      this.#copying.set(id, copying);
    }
    return copying;
  }

  async #write(id: string, content: ReadableStream<Uint8Array>): Promise<void> {
    let number = 0;
    for await (const piece of inPieces(content)) {
      const version = await this.#store.set(nameOf(id, number++), piece, null, TTL_MS);
      if (version === null) throw new Error(`Cannot store upload ${id}: it is there already`);
    }
  }

  async *#pieces(id: string, size: number): AsyncGenerator<Uint8Array> {
    for (const name of namesOf(id, size)) {
      const piece = await this.#store.get(name);
      if (piece === null) throw new Deno.errors.NotFound(`No upload ${id}`);
      yield piece.data;
    }
  }

  async #renew(id: string, size: number): Promise<void> {
    for (const name of namesOf(id, size)) {
      const piece = await this.#store.get(name);
      if (piece === null) throw new Deno.errors.NotFound(`No upload ${id}`);
      // Somebody else who has written it meanwhile has renewed it.
      await this.#store.set(name, piece.data, piece.version, TTL_MS);
    }
  }

  /** Removes it from the store. What cannot be removed expires. */
  #forget(id: string, { size, stored }: { readonly size: number; readonly stored: number }): void {
    const remove = async () => {
      const names = namesOf(id, size);
      while (names.length > 0) {
        await Promise.all(names.splice(0, BATCH).map((name) => this.#store.delete(name)));
      }
      await this.#ledger.subtract(size, stored);
    };
    remove().catch(this.#onError);
  }
}

/** The name of a piece in the store. No page has one like that: theirs have no dot. */
function nameOf(id: string, number: number): string {
  return `upload.${id}.${number}`;
}

function namesOf(id: string, size: number): string[] {
  return Array.from({ length: Math.ceil(size / PIECE) }, (_, number) => nameOf(id, number));
}

/** The same bytes in pieces of one size, the last as long as it comes. */
async function* inPieces(content: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  for await (const chunk of content) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + PIECE - filled);
      piece.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < PIECE) continue;
      yield piece;
      piece = new Uint8Array(PIECE);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
