/**
 * Topics in Deno KV. Nobody waits for anybody: to publish writes the topic's own key and a bell, in one
 * transaction that cannot conflict, and KV's versionstamps put all that was published in order.
 *
 *     [prefix, "topic", name]  changes when the topic is published
 *     [prefix, "bell"]         changes with each of them
 *
 * So no topic is lost, however many are published at once. One that is published again before a
 * process has read it is told once.
 */
import type { KvConnection } from "./kv_connection.ts";
import type { TopicRecord } from "./topics.ts";

/** A process that hears nothing for this long, in milliseconds, may miss what was published. */
const KEPT_MS = 24 * 60 * 60_000;
/** Time, in milliseconds, until a bell that fell silent is hung up again. */
const RETRY_MS = 1000;

export class KvTopics implements TopicRecord {
  readonly lookEveryMs: number;
  readonly #connection: KvConnection;
  readonly #prefix: string;

  constructor(connection: KvConnection, options: { prefix: string; lookEveryMs: number }) {
    this.#connection = connection;
    this.#prefix = options.prefix;
    this.lookEveryMs = options.lookEveryMs;
  }

  async publish(topic: string): Promise<void> {
    const options = { expireIn: KEPT_MS };
    await this.#connection.run((kv) =>
      kv.atomic()
        .set([this.#prefix, "topic", topic], true, options)
        .set(this.#bell, true, options)
        .commit()
    );
  }

  async read(mark: string | null): Promise<{ topics: string[]; mark: string }> {
    const bell = await this.#connection.run((kv) => kv.get(this.#bell));
    // Versionstamps are texts of one length that grow; none is the smallest.
    const rung = bell.versionstamp ?? mark ?? "";
    if (mark === null || rung <= mark) return { topics: [], mark: mark ?? rung };
    const topics = await this.#connection.run((kv) =>
      Array.fromAsync(kv.list({ prefix: [this.#prefix, "topic"] }))
    );
    // A list of many is read in several pieces, so it may hold what was published after the bell was
    // read, and lack what was published before that: all later ones wait for their own bell.
    const told = topics
      .filter(({ versionstamp }) => versionstamp > mark && versionstamp <= rung)
      .sort((a, b) => a.versionstamp < b.versionstamp ? -1 : 1);
    return { topics: told.map(({ key }) => String(key.at(-1))), mark: rung };
  }

  listen(bell: () => void): AsyncDisposable {
    return new Watch(this.#connection, this.#bell, bell);
  }

  get #bell(): Deno.KvKey {
    return [this.#prefix, "bell"];
  }
}

/** Watches a key until it is disposed of. */
class Watch implements AsyncDisposable {
  readonly #running: Promise<void>;
  #over = false;
  /** Ends what is being waited for. */
  #wake: () => void = () => {};

  constructor(connection: KvConnection, key: Deno.KvKey, bell: () => void) {
    this.#running = this.#run(connection, key, bell);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over = true;
    this.#wake();
    await this.#running;
  }

  async #run(connection: KvConnection, key: Deno.KvKey, bell: () => void): Promise<void> {
    while (!this.#over) {
      try {
        const kv = await connection.open();
        if (this.#over) return;
        const reader = kv.watch([key]).getReader();
        // Of a watch that has failed, read() says so.
        this.#wake = () => void reader.cancel().catch(() => {});
        while (!(await reader.read()).done) bell();
      } catch {
        // Whoever reads the topics meets the same fault, and tells of it.
      }
      if (!this.#over) await this.#pause();
    }
  }

  async #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, RETRY_MS);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}
