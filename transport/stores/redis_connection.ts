/** A connection to Redis that is made when it is first needed, and made again whenever it breaks. */
import type { Buffer } from "node:buffer";
import { createClient, defineScript, ErrorReply } from "redis";
import { beforeDeadline, LateError } from "./deadline.ts";

/** Longest pause, in milliseconds, between two attempts to connect. */
const LONGEST_PAUSE_MS = 1000;
/** Pause, in milliseconds, before a Redis that reads its data after a start is asked again. */
const LOADING_PAUSE_MS = 50;
/** A connection that leads to a replica is made anew, but not sooner after the last one than this, in milliseconds. */
const REPLICA_PAUSE_MS = 250;

/**
 * Writes a value, which begins with its version, over a value of the version `before` (or over none).
 * One that is of the version `after` was written by this very call, whose answer was lost with its
 * connection, before it was sent again.
 */
const compareAndSet = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    local stored = redis.call("GETRANGE", KEYS[1], 0, #ARGV[2] - 1)
    if stored == ARGV[2] then return 1 end
    if stored ~= ARGV[1] then return 0 end
    redis.call("SET", KEYS[1], ARGV[3], "PX", ARGV[4])
    return 1`,
  parseCommand(
    parser,
    key: string,
    versions: { readonly before: string; readonly after: string },
    write: { readonly value: Buffer; readonly ttlMs: number },
  ): void {
    parser.pushKey(key);
    parser.push(versions.before, versions.after, write.value, String(write.ttlMs));
  },
  transformReply: (reply: unknown): boolean => reply === 1,
});

function newClient(url: string, connectTimeout: number) {
  return createClient({
    url,
    scripts: { compareAndSet },
    socket: { connectTimeout, reconnectStrategy },
    // A command that waits for a connection would run when nobody waits for its answer any more.
    disableOfflineQueue: true,
    // Answers have a deadline here, which counts from the call.
    commandOptions: { timeout: 0 },
    // Of Redis Enterprise only, and it looks up names to find out.
    maintNotifications: "disabled",
  });
}

/** Doubles, at random: processes that lost their Redis together do not all come back together. */
function reconnectStrategy(retries: number): number {
  return Math.min(50 * 2 ** retries, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
}

/** A connection as the npm package makes it. */
export type RedisClient = ReturnType<typeof newClient>;

export class RedisConnection {
  /** `redis://host:port`, without what else its URL says: fit for messages. */
  readonly address: string;
  readonly #url: string;
  readonly #timeoutMs: number;
  #client: RedisClient | null = null;
  #ready = Promise.withResolvers<void>();
  /** Since when the connection is broken, by performance.now(), and by what; null while it is not. */
  #outage: { readonly since: number; reason: unknown } | null = null;
  /** When the client last told of its attempts to connect: one whose greeting is lost tells nothing. */
  #lastSign = 0;

  /** @throws {TypeError} If `url` is not the address of a Redis. */
  constructor(url: string, timeoutMs: number) {
    this.address = addressOf(url);
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * What `command` answers. One whose answer is lost with the connection is sent again, with a higher
   * `attempt`, if there is a new connection in time.
   */
  async run<T>(command: (client: RedisClient, attempt: number) => Promise<T>): Promise<T> {
    const until = performance.now() + this.#timeoutMs;
    for (let attempt = 1;;) {
      const client = await this.#connected(until);
      try {
        return await beforeDeadline(command(client, attempt), left(until));
      } catch (cause) {
        if (isLoading(cause) && left(until) > LOADING_PAUSE_MS) {
          await new Promise((resolve) => setTimeout(resolve, LOADING_PAUSE_MS));
          continue;
        }
        if (isReplica(cause)) this.#lookElsewhere(client, cause);
        if (cause instanceof ErrorReply) {
          throw this.#failure(`Cannot use the store at ${this.address}`, cause);
        }
        // An answer this late may never come: the next command gets a fresh connection.
        if (cause instanceof LateError) this.#renew(client, cause);
        if (client.isReady || left(until) === 0) throw this.#unreachable(cause);
        attempt++;
      }
    }
  }

  /** A second connection, for what is told and not asked. It has yet to be made, and comes back by itself. */
  second(): RedisClient {
    const client = newClient(this.#url, this.#timeoutMs);
    // Whoever asks by the first one is told why that is broken.
    client.on("error", () => {});
    return client;
  }

  close(): void {
    this.#client?.destroy();
    this.#client = null;
  }

  /** The client, as soon as it is connected. */
  async #connected(until: number): Promise<RedisClient> {
    this.#client ??= this.#connect();
    if (this.#client.isReady) return this.#client;
    // Who comes when Redis has long been away is told at once.
    const broken = this.#outage === null ? 0 : performance.now() - this.#outage.since;
    const patience = broken > this.#timeoutMs ? 0 : left(until);
    try {
      await beforeDeadline(this.#ready.promise, patience);
      return this.#client;
    } catch (cause) {
      const silent = performance.now() - this.#lastSign;
      if (silent > this.#timeoutMs + LONGEST_PAUSE_MS) this.#renew(this.#client, cause);
      throw this.#unreachable(cause);
    }
  }

  #connect(): RedisClient {
    const client = newClient(this.#url, this.#timeoutMs);
    client.on("ready", () => {
      if (this.#client !== client) return;
      this.#outage = null;
      this.#ready.resolve();
    });
    // Without a listener, the first of these would end the process.
    client.on("error", (error: unknown) => {
      if (this.#client !== client) return;
      this.#break(error);
      // Still connected, so it was the answer that could not be read: nor could those that follow.
      if (client.isReady) this.#renew(client, error);
    });
    for (const event of ["connect", "reconnecting", "error"]) {
      client.on(event, () => this.#lastSign = performance.now());
    }
    this.#lastSign = performance.now();
    // It tries until it succeeds or is destroyed; each failure is an "error".
    client.connect().catch(() => {});
    return client;
  }

  #break(reason: unknown): void {
    if (this.#outage !== null) {
      this.#outage.reason = reason;
      return;
    }
    this.#outage = { since: performance.now(), reason };
    this.#ready = Promise.withResolvers<void>();
  }

  #renew(client: RedisClient, reason: unknown): void {
    if (this.#client !== client) return;
    this.#break(reason);
    this.#client = this.#connect();
    client.destroy();
  }

  /** After a failover its address leads to another server, but a connection that holds to the old one. */
  #lookElsewhere(client: RedisClient, reason: unknown): void {
    if (performance.now() - this.#lastSign > REPLICA_PAUSE_MS) this.#renew(client, reason);
  }

  #unreachable(cause: unknown): Error {
    const reason = cause instanceof LateError ? this.#outage?.reason ?? cause : cause;
    return this.#failure(`Cannot reach the store at ${this.address}`, reason);
  }

  #failure(what: string, cause: unknown): Error {
    return new Error(`${what}: ${reasonOf(cause)}`, { cause });
  }
}

/** Whether Redis has just been started and is still reading its data. It has then done nothing. */
function isLoading(cause: unknown): boolean {
  return cause instanceof ErrorReply && cause.message.startsWith("LOADING");
}

/** Whether a server takes no writes, as it is (or has become) the replica of another one. */
function isReplica(cause: unknown): boolean {
  return cause instanceof ErrorReply && /^(?:READONLY|MASTERDOWN)/.test(cause.message);
}

/** Milliseconds until then; 0 if it is over. */
function left(until: number): number {
  return Math.max(0, Math.ceil(until - performance.now()));
}

/** An error of several addresses has no message of its own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(", ");
  return cause instanceof Error ? cause.message : String(cause);
}

/** Never repeats what it was given, which may hold a password. */
function addressOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "redis:" && url.protocol !== "rediss:")) {
    throw new TypeError(
      'Cannot use the address of the Redis store: expected "redis://host:port" or "rediss://host:port"',
    );
  }
  if (!/^\/?\d*$/.test(url.pathname)) {
    throw new TypeError(
      "Cannot use the address of the Redis store: its path must be the number of a database",
    );
  }
  return `${url.protocol}//${url.hostname || "localhost"}:${url.port || 6379}`;
}
