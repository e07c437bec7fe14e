/**
 * Which of a page's events were taken in, by the numbers that its browser gave them, one after the other.
 * Requests may overtake each other, so some come ahead; whoever leaves gaps on purpose gets no more
 * remembered for it than a browser that does not.
 */
import { LeanSet } from "../runtime/lean.ts";

/** Further ahead of all others than any event of a browser, which sends along what came before. */
const MOST_AHEAD = 1_000;
/** More numbers out of order than a browser's requests can leave. */
const MOST_ABOVE = 1_000;

/** What is stored of it. */
export interface EventsTaken {
  /** Number up to which events were taken in, … */
  readonly events: number;
  /** … but for these, … */
  readonly missing: readonly number[];
  /** … and those above it. */
  readonly ahead: readonly number[];
}

export class EventLog {
  /** Every number up to this one was taken, or is not waited for any more. */
  #all: number;
  /** Those up to it that are to be said again: whoever had taken them in is gone. */
  readonly #missing: LeanSet<number> = new LeanSet();
  readonly #above: LeanSet<number> = new LeanSet();
  #newest: number;

  constructor({ events, missing, ahead }: Partial<EventsTaken> = {}) {
    this.#all = this.#newest = events ?? 0;
    for (const number of missing ?? []) this.#missing.add(number);
    for (const number of ahead ?? []) {
      this.#above.add(number);
      this.#newest = Math.max(this.#newest, number);
    }
  }

  /** Whether numbers may come next, in this order: each not far ahead of all before it. */
  canFollow(numbers: Iterable<number>): boolean {
    let newest = this.#newest;
    for (const number of numbers) {
      if (number > newest + MOST_AHEAD) return false;
      newest = Math.max(newest, number);
    }
    return true;
  }

  /** Whether the number is new; from then on it is not. One that is too far ahead is none at all. */
  take(number: number): boolean {
    if (number <= this.#all) return this.#missing.delete(number);
    if (this.#above.has(number) || number > this.#newest + MOST_AHEAD) return false;
    this.#newest = Math.max(this.#newest, number);
    if (number === this.#all + 1) this.#all++;
    else this.#above.add(number);
    if (this.#above.size > MOST_ABOVE) this.#giveUpGaps();
    while (this.#above.delete(this.#all + 1)) this.#all++;
    return true;
  }

  /** What is stored of it: all that was taken but `left`. */
  without(left: readonly number[]): EventsTaken {
    const above = new Set(this.#above);
    const missing = new Set(this.#missing);
    for (const number of left) if (!above.delete(number)) missing.add(number);
    return { events: this.#all, missing: [...missing], ahead: [...above] };
  }

  /** What has not come by now stood in regions that are gone: the older half is not waited for. */
  #giveUpGaps(): void {
    const sorted = [...this.#above].sort((a, b) => a - b);
    const older = sorted.slice(0, sorted.length / 2);
    this.#all = older.at(-1)!;
    for (const number of older) this.#above.delete(number);
  }
}
