/**
 * What one command asked for, from its arrival until everything it led to has run. The one who sent it
 * waits for {@linkcode Job.done}, or looks at {@linkcode Job.update} as it grows.
 */
import { Update } from "./update.ts";

export class Job {
  /** What has changed for the page so far. */
  update: Update = new Update();
  /** Why events were not accepted; empty if all were. */
  readonly refused: string[] = [];
  /** Widgets that it had events for, and the fragments they stand in: their controls were changed. */
  readonly touched: Set<string> = new Set();
  /** Resolves when nothing is left to run for this command. Never rejects. */
  readonly done: Promise<void>;
  /** Whether somebody is there who reads it while it goes on. */
  isRead = false;
  /** Called whenever a run drew something more. */
  onProgress: (() => void) | null = null;

  #open = 0;
  #resolve!: () => void;
  #over = false;

  /** One that asks for nothing. */
  static none(): Job {
    const job = new Job();
    job.hold();
    job.release();
    return job;
  }

  /** One that is over, and has this to show. */
  static showing(update: Update): Job {
    const job = Job.none();
    job.update = update;
    return job;
  }

  constructor() {
    this.done = new Promise((resolve) => this.#resolve = resolve);
  }

  /** Whether everything has run. */
  get over(): boolean {
    return this.#over;
  }

  /** Answers for an earlier job too, whose own answer nobody waits for. */
  follows(earlier: Job): void {
    const takeOver = () => {
      this.update.precede(earlier.update);
      this.refused.unshift(...earlier.refused);
    };
    if (earlier.over) return takeOver();
    this.hold();
    void earlier.done.then(() => {
      takeOver();
      this.release();
    });
  }

  /** Shows from here on what another job would have shown. */
  takeOver(other: Job): void {
    const own = this.update;
    this.update = other.update;
    other.update = new Update();
    this.update.effects.push(...own.effects);
    this.update.query = own.query ?? this.update.query;
  }

  /** One more thing to wait for. */
  hold(): void {
    this.#open++;
  }

  /** One of them is done. */
  release(): void {
    if (--this.#open > 0 || this.#over) return;
    this.#over = true;
    this.#resolve();
  }
}
