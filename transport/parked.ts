/**
 * Whose the pages are that lie in this process' memory as data: what is stored of a page does not say who uses
 * it, and who signs out is to have left nothing there.
 */
import type { PageId } from "../runtime/ids.ts";
import type { MemorySessionStore } from "../runtime/session_store.ts";
import type { ReceivedFile, Uploads } from "../runtime/uploads.ts";
import type { OpenPage } from "./open_page.ts";

interface Parked {
  readonly user: unknown;
  readonly uploads: Uploads;
  readonly files: readonly ReceivedFile[];
}

/** So many more than were there at the last look are the time for another one, at least. */
const LOOK_AFTER = 100;

export class ParkedPages {
  readonly #store: MemorySessionStore;
  readonly #pages: Map<PageId, Parked> = new Map();
  #lookAt = LOOK_AFTER;

  constructor(store: MemorySessionStore) {
    this.#store = store;
  }

  /** Keeps what a page, which is about to be let go, has become. */
  async put({ session, visit, data }: OpenPage, ttlMs: number): Promise<void> {
    const { id, uploads } = session;
    this.#pages.set(id, { user: visit.user, uploads, files: uploads.save() });
    if (this.#pages.size > this.#lookAt) this.#forgetExpired();
    // At once: who asks for it meanwhile must not find what it was before.
    await Promise.all([this.#store.delete(id), this.#store.set(id, data, null, ttlMs)]);
  }

  /** What is kept of a page; null if nothing is. */
  async get(id: PageId): Promise<Uint8Array | null> {
    return (await this.#store.get(id))?.data ?? null;
  }

  /** A page has been made again: whose it is, and its files, is its own to say. */
  taken(id: PageId): void {
    this.#pages.delete(id);
  }

  /** Forgets what was kept of a page. */
  async delete(id: PageId): Promise<void> {
    this.#pages.delete(id);
    await this.#store.delete(id);
  }

  /** Ends the pages of whom `whose` says so, with their files. */
  async end(whose: (user: unknown) => boolean): Promise<void> {
    for (const [id, { user, uploads, files }] of this.#pages) {
      if (!whose(user)) continue;
      uploads.delete(files);
      await this.delete(id);
    }
  }

  /** The store lets go of pages by itself. */
  #forgetExpired(): void {
    const kept = new Set<string>(this.#store.records.map(([id]) => id));
    for (const id of this.#pages.keys()) if (!kept.has(id)) this.#pages.delete(id);
    this.#lookAt = 2 * this.#pages.size + LOOK_AFTER;
  }
}
