/**
 * How topics come from other processes, whatever the store: what is published is recorded, and each
 * process reads the record from where it left off. A bell says that there may be something to read;
 * one that rings twice, or not at all, costs a read or a moment, never a topic.
 */

/** Where topics are recorded. */
export interface TopicRecord {
  /** What was published after `mark`, in order, and the mark to go on from. With null: from now on. */
  read(mark: string | null): Promise<{ topics: readonly string[]; mark: string }>;
  /** Calls `bell` when something was published, as soon as it can tell; dispose of the result to end it. */
  listen(bell: () => void): AsyncDisposable;
  /** How often to read, in milliseconds, even if no bell rang. */
  readonly lookEveryMs: number;
}

/** Time, in milliseconds, until a record that could not be read is tried again; up to twice that. */
const RETRY_MS = 1000;

/** Told what went wrong: the store is `"away"`, or is so still (`"again"`), or a `"listener"` has thrown. */
export type TellFailure = (error: unknown, what: "away" | "again" | "listener") => void;

/** Those in this process who are told of topics. Reads the record while there are any. */
export class Topics implements AsyncDisposable {
  readonly #record: TopicRecord;
  readonly #onError: TellFailure;
  #reader: Reader | null = null;
  /** Readers that nobody listens to any more, until they have ended. */
  readonly #ending: Set<Promise<void>> = new Set();

  constructor(record: TopicRecord, onError: TellFailure) {
    this.#record = record;
    this.#onError = onError;
  }

  /** Tells `onTopic` of topics from now on; dispose of the result to end it. */
  subscribe(onTopic: (topic: string) => void): Disposable {
    const reader = this.#reader ??= new Reader(this.#record, this.#onError);
    const listener = { onTopic };
    reader.listeners.add(listener);
    return {
      [Symbol.dispose]: () => {
        reader.listeners.delete(listener);
        if (reader.listeners.size === 0 && this.#reader === reader) this.#end();
      },
    };
  }

  /** When what is published reaches those who have subscribed, or the store could not be asked. */
  async begun(): Promise<void> {
    await this.#reader?.begun;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end();
    await Promise.all(this.#ending);
  }

  #end(): void {
    if (this.#reader === null) return;
    const ended = this.#reader.end().finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
    this.#reader = null;
  }
}

class Reader {
  readonly listeners: Set<{ readonly onTopic: (topic: string) => void }> = new Set();
  readonly #record: TopicRecord;
  readonly #onError: TellFailure;
  readonly #begun = Promise.withResolvers<void>();
  readonly #running: Promise<void>;
  #ended = false;
  #rung = false;
  #wake: () => void = () => {};

  constructor(record: TopicRecord, onError: TellFailure) {
    this.#record = record;
    this.#onError = onError;
    this.#running = this.#run();
  }

  /** When the first read is over. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.listeners.clear();
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    let mark: string | null = null;
    let failing = false;
    await using _bell = this.#record.listen(() => this.#ring());
    while (!this.#ended) {
      this.#rung = false;
      try {
        const read = await this.#record.read(mark);
        mark = read.mark;
        failing = false;
        for (const topic of read.topics) this.#tell(topic);
      } catch (error) {
        // It is asked again until it answers.
        this.#onError(error, failing ? "again" : "away");
        failing = true;
      }
      this.#begun.resolve();
      await this.#pause(failing ? RETRY_MS * (1 + Math.random()) : this.#record.lookEveryMs);
    }
  }

  #tell(topic: string): void {
    for (const { onTopic } of this.listeners) {
      try {
        onTopic(topic);
      } catch (error) {
        this.#onError(error, "listener");
      }
    }
  }

  #ring(): void {
    this.#rung = true;
    this.#wake();
  }

  async #pause(ms: number): Promise<void> {
    if (this.#rung || this.#ended) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}
