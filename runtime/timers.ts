/**
 * Turns `runEvery` into ticks: fixed rate, per fragment or for the page, only while somebody watches the page.
 * Knows nothing of what a tick does.
 */
import { PAGE } from "./ids.ts";
import type { FragmentId } from "./ids.ts";
import { LeanMap } from "./lean.ts";

/** The time, and being woken: passed in, so that tests need not wait. */
export interface Clock {
  now(): number;
  /** Calls `wake` once after `ms`; the result cancels. */
  after(ms: number, wake: () => void): () => void;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, wake) => {
    const timer = setTimeout(wake, ms);
    return () => clearTimeout(timer);
  },
};

/** Milliseconds; a timer must not starve its process. */
export const SHORTEST_INTERVAL = 50;

/** Whose fragments have timers. */
export interface TimedPage {
  /** A fragment's time has come. */
  due(id: FragmentId): void;
}

interface Timer {
  readonly interval: number;
  /** When the next tick is due, by the clock. */
  due: number;
  cancel: (() => void) | null;
}

export class Timers {
  readonly #clock: Clock;
  readonly #page: TimedPage;
  readonly #timers: LeanMap<FragmentId, Timer> = new LeanMap();
  /** Shorter intervals are taken as this one. */
  readonly shortest: number;
  #watched = false;

  constructor(clock: Clock, page: TimedPage, shortest = SHORTEST_INTERVAL) {
    this.#clock = clock;
    this.#page = page;
    this.shortest = shortest;
  }

  /** Whether any fragment has a timer. */
  get any(): boolean {
    return this.#timers.size > 0;
  }

  /**
   * Gives a fragment this interval. The same interval again leaves the running timer as it is, so
   * that interaction does not delay the next tick (T3); null takes the timer away.
   */
  set(id: FragmentId, interval: number | null): void {
    if (interval === null) return this.clear(id);
    const ms = Math.max(interval, this.shortest);
    if (this.#timers.get(id)?.interval === ms) return;
    this.clear(id);
    const timer: Timer = { interval: ms, due: this.#clock.now() + ms, cancel: null };
    this.#timers.set(id, timer);
    if (this.#watched) this.#arm(id, timer);
  }

  /** Takes one timer away. */
  clear(id: FragmentId): void {
    this.#timers.get(id)?.cancel?.();
    this.#timers.delete(id);
  }

  /** Takes all fragments' timers away: a full run begins, and gives them anew (T4). The page's own goes on. */
  clearFragments(): void {
    for (const id of [...this.#timers.keys()]) if (id !== PAGE) this.clear(id);
  }

  /** Starts or pauses all timers: nobody who looks, no ticks. */
  watch(watched: boolean): void {
    if (watched === this.#watched) return;
    this.#watched = watched;
    for (const [id, timer] of this.#timers) {
      timer.cancel?.();
      timer.cancel = null;
      if (!watched) continue;
      timer.due = Math.max(timer.due, this.#clock.now());
      this.#arm(id, timer);
    }
  }

  #arm(id: FragmentId, timer: Timer): void {
    timer.cancel = this.#clock.after(Math.max(0, timer.due - this.#clock.now()), () => {
      // Fixed rate, but no burst after a pause: beats that were missed are skipped.
      const late = this.#clock.now() - timer.due;
      timer.due += timer.interval * (1 + Math.max(0, Math.floor(late / timer.interval)));
      this.#arm(id, timer);
      this.#page.due(id);
    });
  }

  [Symbol.dispose](): void {
    for (const id of [...this.#timers.keys()]) this.clear(id);
    this.#watched = false;
  }
}
