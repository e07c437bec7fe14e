/**
 * How many bytes of uploads lie in a store that processes share. They are counted by the hour in which
 * they were stored: what a process that died has left behind expires there, and is no longer counted
 * then, without anybody having to know of it.
 */
import type { SessionStore } from "../runtime/session_store.ts";

const NAME = "uploads.ledger";
const HOUR_MS = 60 * 60_000;

/** What an {@linkcode UploadLedger} goes by. */
export interface LedgerOptions {
  readonly maxBytes: number;
  /** How long what is stored counts. */
  readonly ttlMs: number;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

export class UploadLedger {
  readonly #store: SessionStore;
  readonly #maxBytes: number;
  readonly #ttlMs: number;
  readonly #now: () => number;

  constructor(store: SessionStore, { maxBytes, ttlMs, now }: LedgerOptions) {
    this.#store = store;
    this.#maxBytes = maxBytes;
    this.#ttlMs = ttlMs;
    this.#now = now;
  }

  /** Counts `bytes` stored at a time; false, and not counted, if that is more than there may be. */
  add(bytes: number, stored: number, most: number = this.#maxBytes): Promise<boolean> {
    return this.#change((hours) => {
      const total = [...hours.values()].reduce((sum, some) => sum + some, bytes);
      if (total > most) return false;
      const hour = hourOf(stored);
      hours.set(hour, (hours.get(hour) ?? 0) + bytes);
      return true;
    });
  }

  /** Counts `bytes` no longer that were stored at a time. */
  async subtract(bytes: number, stored: number): Promise<void> {
    await this.#change((hours) => {
      const hour = hourOf(stored);
      const left = (hours.get(hour) ?? 0) - bytes;
      if (left > 0) hours.set(hour, left);
      else hours.delete(hour);
      return true;
    });
  }

  /** Writes what `to` makes of it, unless it says not to. */
  async #change(to: (hours: Map<number, number>) => boolean): Promise<boolean> {
    for (;;) {
      const found = await this.#store.get(NAME);
      const hours = found === null ? new Map<number, number>() : hoursIn(found.data);
      const oldest = hourOf(this.#now() - this.#ttlMs);
      for (const hour of hours.keys()) if (hour < oldest) hours.delete(hour);
      if (!to(hours)) return false;
      const data = new TextEncoder().encode(JSON.stringify([...hours]));
      const version = found?.version ?? null;
      if (await this.#store.set(NAME, data, version, this.#ttlMs + HOUR_MS) !== null) return true;
    }
  }
}

function hourOf(time: number): number {
  return Math.floor(time / HOUR_MS);
}

function hoursIn(data: Uint8Array): Map<number, number> {
  return new Map(JSON.parse(new TextDecoder().decode(data)) as [number, number][]);
}
