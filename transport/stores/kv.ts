/**
 * Keeps sessions in Deno KV, so that they outlive a process and are shared by several.
 *
 * @module
 */
import type { SessionStore } from "../../runtime/session_store.ts";
import { KvConnection } from "./kv_connection.ts";
import { KvRecords } from "./kv_records.ts";
import { KvTopics } from "./kv_topics.ts";
import { BackendStore } from "./backend_store.ts";
import type { Backend } from "./backend_store.ts";

export type { SessionStore };

/** Options of {@linkcode kvStore}. */
export interface KvStoreOptions {
  /** First part of every key: apps with different ones can share a database. Default: `"eddy"`. */
  prefix?: string;
  /** Time for one answer of KV, in milliseconds. Default: 5000. */
  timeoutMs?: number;
  /**
   * How often to look for topics that other processes published, in milliseconds. A KV in a file
   * tells a process only of what it wrote itself. Default: 250; on Deno Deploy, where KV tells of
   * everything, 30 000.
   */
  lookEveryMs?: number;
  /** The time, in milliseconds. Default: `Date.now`. */
  now?: () => number;
  /** Told when topics cannot be read, once for each time. Default: the log says once that the store is away. */
  onError?: (error: unknown) => void;
}

/**
 * A session store in Deno KV.
 *
 * Without `kv` it opens the app's own database when it is first used, and closes it when the store is
 * disposed of. One that is passed in stays open: who opened it closes it. Outside Deno Deploy, KV needs
 * the flag `--unstable-kv`, or `"unstable": ["kv"]` in `deno.json`.
 *
 * Data of any size are kept, in pieces of what KV takes. How long they count is judged by the clock of
 * the process that asks. `publish()` reaches every process at least once, unless nobody could read KV
 * for a day; a topic that is published several times within a moment may be told once.
 *
 * @example
 * ```ts no-run
 * import * as st from "@eddy/eddy";
 * import { kvStore } from "@eddy/eddy/kv";
 *
 * st.serve(() => {
 *   st.title("Hello");
 * }, { store: kvStore() });
 * ```
 *
 * @throws {Error} From every method, if there is no Deno KV or it does not answer.
 */
export function kvStore(kv?: Deno.Kv, options: KvStoreOptions = {}): Required<SessionStore> {
  const { prefix = "eddy", timeoutMs = 5000, now = Date.now } = options;
  const lookEveryMs = options.lookEveryMs ?? (onDeploy() ? 30_000 : 250);
  const connection = new KvConnection(kv ?? null, timeoutMs);
  const records = new KvRecords(connection, { prefix, now });
  const topics = new KvTopics(connection, { prefix, lookEveryMs });
  const backend: Backend = {
    name: "in Deno KV",
    get: (id) => records.get(id),
    set: (id, data, version, ttlMs) => records.set(id, data, version, ttlMs),
    delete: (id) => records.delete(id),
    topics,
    publish: (topic) => topics.publish(topic),
    close: () => connection.close(),
  };
  return new BackendStore(backend, options.onError);
}

function onDeploy(): boolean {
  return Deno.env.get("DENO_DEPLOYMENT_ID") !== undefined;
}
