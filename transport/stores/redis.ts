/**
 * Keeps sessions in Redis, so that they outlive a process and are shared by several.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { RESP_TYPES } from "redis";
import type { SessionStore } from "../../runtime/session_store.ts";
import { RedisConnection } from "./redis_connection.ts";
import { RedisTopics } from "./redis_topics.ts";
import { BackendStore } from "./backend_store.ts";
import type { Backend } from "./backend_store.ts";

export type { SessionStore };

/** Options of {@linkcode redisStore}. */
export interface RedisStoreOptions {
  /** What every key begins with: apps with different ones can share a Redis. Default: `"eddy"`. */
  prefix?: string;
  /** Time for an answer, reconnecting included, in milliseconds. Default: 2500. */
  timeoutMs?: number;
  /**
   * How often to look for topics, in milliseconds, besides being told of them: a connection can be
   * dead and seem alive. Default: 5000.
   */
  lookEveryMs?: number;
  /** Told when topics cannot be read, once for each time. Default: the log says once that the store is away. */
  onError?: (error: unknown) => void;
}

/** Bytes of a version, which stands before the data in a value. */
const VERSION_SIZE = 36;
/** Text would not survive: data are bytes. */
const BYTES = { [RESP_TYPES.BLOB_STRING]: Buffer };

/**
 * A session store in Redis.
 *
 * `url` is `redis://user:password@host:port/database`, or `rediss://…` for TLS. It connects when it is
 * first used, and again by itself whenever the connection breaks; a call waits for that up to
 * `timeoutMs`, then it fails. A `set()` that failed because its answer did not come may have been done.
 * Disposing of the store closes its connections. How long data count is judged by Redis' clock.
 *
 * `publish()` reaches every process at least once, also one that was not connected at that moment,
 * unless more than a thousand topics or a day have passed since, or Redis itself lost its data.
 *
 * @example
 * ```ts no-run
 * import * as st from "@eddy/eddy";
 * import { redisStore } from "@eddy/eddy/redis";
 *
 * st.serve(() => {
 *   st.title("Hello");
 * }, { store: redisStore("redis://localhost:6379") });
 * ```
 *
 * @throws {TypeError} If `url` is not the address of a Redis.
 * @throws {Error} From every method, `Cannot reach the store at redis://host:port: …`, if it is down.
 */
export function redisStore(
  url: string | URL,
  options: RedisStoreOptions = {},
): Required<SessionStore> {
  const { prefix = "eddy", timeoutMs = 2500, lookEveryMs = 5000 } = options;
  const connection = new RedisConnection(String(url), timeoutMs);
  const topics = new RedisTopics(connection, { name: `${prefix}:topics`, lookEveryMs });
  const keyOf = (id: string) => `${prefix}:session:${id}`;
  const backend: Backend = {
    name: `at ${connection.address}`,
    async get(id) {
      const value = await connection.run((client) => client.withTypeMapping(BYTES).get(keyOf(id)));
      if (value === null) return null;
      return {
        // A copy: the package may answer a part of a much larger buffer.
        data: new Uint8Array(value.subarray(VERSION_SIZE)),
        version: value.toString("latin1", 0, VERSION_SIZE),
      };
    },
    async set(id, data, version, ttlMs) {
      // Never given, and an empty one stands for none below.
      if (version !== null && version.length !== VERSION_SIZE) return null;
      const after = crypto.randomUUID();
      const write = { value: Buffer.concat([Buffer.from(after), data]), ttlMs: Math.ceil(ttlMs) };
      return await connection.run(async (client, attempt) => {
        const versions = { before: version ?? "", after };
        if (await client.compareAndSet(keyOf(id), versions, write)) return after;
        if (attempt === 1) return null;
        // Perhaps this was written, and overwritten by somebody who had seen it. A conflict would be
        // to say that it was not.
        throw new Error("the connection broke while it was written");
      });
    },
    async delete(id) {
      await connection.run((client) => client.del(keyOf(id)));
    },
    topics,
    publish: (topic) => topics.publish(topic),
    close: () => Promise.resolve(connection.close()),
  };
  return new BackendStore(backend, options.onError);
}
