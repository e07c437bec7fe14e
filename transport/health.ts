/** Whether this process can answer for the app, for whoever sends requests to it: load balancers, containers. */
import type { SessionStore } from "../runtime/session_store.ts";

/** What `/healthz` says. */
export type Health = "ok" | "leaving" | "store down";

/** A store is asked no more often than this, however many ask: anybody may. */
const LOOK_MS = 1_000;
/** A store that does not answer in this time is as good as away. */
const PATIENCE_MS = 2_000;

export class HealthCheck {
  readonly #store: SessionStore;
  #looked = -Infinity;
  #found: Promise<Health> = Promise.resolve("ok");

  constructor(store: SessionStore) {
    this.#store = store;
  }

  /** What there is to say; `leaving`: this process is about to end. */
  async health(leaving: boolean): Promise<Health> {
    if (leaving) return "leaving";
    const now = performance.now();
    if (now - this.#looked >= LOOK_MS) {
      this.#looked = now;
      this.#found = this.#look();
    }
    return await this.#found;
  }

  async #look(): Promise<Health> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Health>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, "store down");
    });
    // A name that no page has.
    const asked = this.#store.get("healthz").then((): Health => "ok", (): Health => "store down");
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** As an answer: only whether, and a word for people. */
export function healthResponse(health: Health): Response {
  return new Response(`${health}\n`, {
    status: health === "ok" ? 200 : 503,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
