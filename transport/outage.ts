/**
 * A store that cannot be reached is known to every request and every timer at once. The app's operator
 * is told when that begins and when it is over, and not of each of them.
 */
import { MemorySessionStore } from "../runtime/session_store.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import { logNews } from "./log.ts";

/** A store is back once it has failed nobody for this long: one that wavers is told of once. */
const CALM_MS = 3_000;

/** What is told to whom, by what time. */
export interface OutageOptions {
  readonly tell: (text: string) => void;
  /** Milliseconds; not the time of day. */
  readonly now: () => number;
}

/** Whether a store can be reached, as far as whoever uses it has found out. */
export class Outage {
  readonly #tell: (text: string) => void;
  readonly #now: () => number;
  readonly #errors: WeakSet<Error> = new WeakSet();
  /** When it began, and when it was felt last; null if the store is there. */
  #away: { readonly since: number; last: number } | null = null;

  constructor({ tell, now }: OutageOptions) {
    this.#tell = tell;
    this.#now = now;
  }

  /** The store has failed somebody. */
  failed(error: unknown): void {
    const now = this.#now();
    if (error instanceof Error) this.#errors.add(error);
    if (this.#away !== null) return void (this.#away.last = now);
    this.#away = { since: now, last: now };
    const reason = error instanceof Error ? error.message : String(error);
    this.#tell(
      `The session store cannot be reached: ${reason}. Pages can be read; what is done in them waits`,
    );
  }

  /** The store has answered. */
  worked(): void {
    if (this.#away === null) return;
    const now = this.#now();
    const { since, last } = this.#away;
    if (now - last < CALM_MS) return;
    this.#away = null;
    this.#tell(`The session store is back, after ${Math.round((now - since) / 1000)} s`);
  }

  /** Whether an error says nothing but that the store could not be reached. */
  covers(error: unknown): boolean {
    for (let one = error; one instanceof Error; one = one.cause) {
      if (this.#errors.has(one)) return true;
    }
    return false;
  }
}

const outages: WeakMap<SessionStore, Outage> = new WeakMap();

/** What is known of a store, to all who use it in this process. */
export function outageOf(store: SessionStore): Outage {
  let outage = outages.get(store);
  if (outage === undefined) {
    outage = new Outage({ tell: logNews, now: () => performance.now() });
    outages.set(store, outage);
  }
  return outage;
}

/** The same store; what becomes of calls is noted. One in this process' memory is always there. */
export function watched(store: SessionStore): SessionStore {
  if (store instanceof MemorySessionStore) return store;
  const outage = outageOf(store);
  const note = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      const answer = await call();
      outage.worked();
      return answer;
    } catch (error) {
      outage.failed(error);
      throw error;
    }
  };
  const { publish, subscribe } = store;
  return {
    get: (id) => note(() => store.get(id)),
    set: (id, data, version, ttlMs) => note(() => store.set(id, data, version, ttlMs)),
    delete: (id) => note(() => store.delete(id)),
    ...(publish !== undefined && {
      publish: (topic: string) => note(() => publish.call(store, topic)),
    }),
    ...(subscribe !== undefined && {
      subscribe: (onTopic: (topic: string) => void) => subscribe.call(store, onTopic),
    }),
    [Symbol.asyncDispose]: async () => await store[Symbol.asyncDispose]?.(),
  };
}
