/** The store that a test names: `kv:` and the path of a file, or a Redis' address; none is the default. */
import { kvStore } from "../../../transport/stores/kv.ts";
import { redisStore } from "../../../transport/stores/redis.ts";
import { MemorySessionStore } from "../../../runtime/session_store.ts";
import type { SessionStore } from "../../../runtime/session_store.ts";

export async function storeOf(name: string | undefined): Promise<SessionStore> {
  if (name === undefined) return new MemorySessionStore();
  if (name.startsWith("kv:")) return kvStore(await Deno.openKv(name.slice(3)));
  return redisStore(name);
}
