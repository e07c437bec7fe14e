/** A clock that moves only when it is told to. */
import type { Clock } from "../../runtime/timers.ts";

interface Alarm {
  readonly at: number;
  readonly wake: () => void;
}

export class FakeClock implements Clock {
  #now = 0;
  readonly #alarms: Set<Alarm> = new Set();

  now(): number {
    return this.#now;
  }

  after(ms: number, wake: () => void): () => void {
    const alarm = { at: this.#now + ms, wake };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** How many alarms are set: what would still happen if time went on. */
  get alarms(): number {
    return this.#alarms.size;
  }

  /** Moves on by `ms`, wakes what is due, in order, and calls `between` after each. */
  async advance(ms: number, between: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#next();
      if (due === null || due.at > end) break;
      this.#alarms.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.wake();
      await between();
    }
    this.#now = end;
  }

  /** Moves on by `ms` at once, as a machine does that was asleep: what was due wakes late. */
  jump(ms: number): void {
    this.#now += ms;
    for (const alarm of [...this.#alarms].sort((a, b) => a.at - b.at)) {
      if (alarm.at > this.#now || !this.#alarms.delete(alarm)) continue;
      alarm.wake();
    }
  }

  /** The alarm that is due first, of several the one that was set first. */
  #next(): Alarm | null {
    let next: Alarm | null = null;
    for (const alarm of this.#alarms) {
      if (next === null || alarm.at < next.at) next = alarm;
    }
    return next;
  }
}
