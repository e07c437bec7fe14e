/** The pages that this process holds: found by id, let go when nobody uses them. */
import type { PageId } from "../runtime/ids.ts";
import type { OpenPage } from "./open_page.ts";
import type { Settings } from "./options.ts";

/** A page not heard of for this long is let go. */
const IDLE_MS = 60 * 60_000;
const MAX_PAGES = 10_000;

export class OpenPages {
  /** In order of last use: a page that is used moves to the end. */
  readonly #pages: Map<PageId, OpenPage> = new Map();

  constructor(_settings: Settings) {}

  add(page: OpenPage): void {
    page.lastUsed = Date.now();
    this.#pages.set(page.session.id, page);
    this.#sweep();
  }

  get(id: PageId): OpenPage | undefined {
    const page = this.#pages.get(id);
    if (page === undefined) return undefined;
    page.lastUsed = Date.now();
    this.#pages.delete(id);
    this.#pages.set(id, page);
    return page;
  }

  #sweep(): void {
    const now = Date.now();
    for (const [id, page] of this.#pages) {
      const idle = page.live === null && now - page.lastUsed > IDLE_MS;
      if (!idle && this.#pages.size <= MAX_PAGES) break;
      this.#pages.delete(id);
      page[Symbol.dispose]();
    }
  }
}
