/**
 * Topics in Redis: a stream keeps the last ones, and a channel says that there is a new one. A channel
 * alone would lose what is published while a process is not connected.
 */
import type { RedisConnection } from "./redis_connection.ts";
import type { TopicRecord } from "./topics.ts";

/** About how many topics are kept for processes that were not connected. */
const KEPT = 1000;
/** And for how long, in milliseconds, if nothing is published any more. */
const KEPT_MS = 24 * 60 * 60_000;
/** The first of all ids. */
const NONE = "0-0";

interface Entry {
  readonly id: string;
  readonly message: Readonly<Record<string, string>>;
}

export class RedisTopics implements TopicRecord {
  readonly lookEveryMs: number;
  readonly #connection: RedisConnection;
  /** Key of the stream, and name of the channel. */
  readonly #name: string;

  constructor(connection: RedisConnection, options: { name: string; lookEveryMs: number }) {
    this.#connection = connection;
    this.#name = options.name;
    this.lookEveryMs = options.lookEveryMs;
  }

  async publish(topic: string): Promise<void> {
    const trim = { strategy: "MAXLEN", strategyModifier: "~", threshold: KEPT } as const;
    await this.#connection.run((client) =>
      // Sent together, done in this order.
      Promise.all([
        client.xAdd(this.#name, "*", { topic }, { TRIM: trim }),
        client.pExpire(this.#name, KEPT_MS),
        client.publish(this.#name, ""),
      ])
    );
  }

  async read(mark: string | null): Promise<{ topics: string[]; mark: string }> {
    if (mark === null) {
      const newest = await this.#connection.run((client) =>
        client.xRevRange(this.#name, "+", "-", { COUNT: 1 })
      );
      return { topics: [], mark: newest?.[0]?.id ?? NONE };
    }
    // From the mark itself on: whether it is still there tells whether anything is missing after it.
    const entries = await this.#entries(mark);
    if (entries[0]?.id === mark) return told(entries.slice(1), mark);
    // Redis lost its data, or more was published than it keeps: all that is there is new.
    return told(await this.#entries("-"), NONE);
  }

  listen(bell: () => void): AsyncDisposable {
    const client = this.#connection.second();
    // Each time that it is connected: what was published while it was not is in the stream.
    client.on("ready", () => {
      // A connection that breaks meanwhile is ready again later. If Redis does not let this user
      // subscribe, there remain the looks.
      void client.subscribe(this.#name, bell).then(bell, bell);
    });
    // It tries until it succeeds or is destroyed.
    client.connect().catch(() => {});
    return {
      [Symbol.asyncDispose]: () => {
        client.destroy();
        return Promise.resolve();
      },
    };
  }

  async #entries(from: string): Promise<readonly Entry[]> {
    return await this.#connection.run((client) => client.xRange(this.#name, from, "+")) ?? [];
  }
}

function told(entries: readonly Entry[], mark: string): { topics: string[]; mark: string } {
  return {
    topics: entries.map(({ message }) => message.topic!),
    mark: entries.at(-1)?.id ?? mark,
  };
}
