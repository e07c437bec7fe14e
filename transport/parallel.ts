/**
 * `deno serve --parallel` runs the app in several workers, which share a port and no memory. What one
 * of them keeps for itself, the others do not know.
 */
import { MemorySessionStore } from "../runtime/session_store.ts";
import type { Settings } from "./options.ts";
import { HOW_TO } from "./secrets.ts";

/** Where Linux says how this process was started; elsewhere nothing says so. */
const COMMAND_LINE = "/proc/self/cmdline";

/**
 * Refuses to run beside other workers with what they cannot share.
 *
 * @throws {Error} If sessions are kept in memory, or every worker would make a key of its own.
 */
export function demandSharing(
  { store, secrets }: Pick<Settings, "store" | "secrets">,
  commandLine: readonly string[] = ownCommandLine(),
): void {
  if (!isParallel(commandLine)) return;
  if (store instanceof MemorySessionStore) {
    throw new Error(
      `Cannot keep sessions in memory with "deno serve --parallel": its workers share none. Give ` +
        `the app a store, kvStore() of "@eddy/eddy/kv" or redisStore(url) of "@eddy/eddy/redis", ` +
        `or start it without --parallel`,
    );
  }
  if (secrets.made) {
    throw new Error(
      `Cannot make a key with "deno serve --parallel": each of its workers would make one of its ` +
        `own, and refuse the pages of the others. ${HOW_TO}`,
    );
  }
}

/** Options of Deno end where the script begins: it may have a `--parallel` of its own. */
function isParallel(commandLine: readonly string[]): boolean {
  const serve = commandLine.indexOf("serve");
  const script = commandLine.findIndex((word, i) => i > serve && /\.[cm]?[jt]sx?$/.test(word));
  const parallel = commandLine.indexOf("--parallel");
  return serve === 1 && parallel > serve && (script < 0 || parallel < script);
}

function ownCommandLine(): readonly string[] {
  if (Deno.build.os !== "linux") return [];
  try {
    const { state } = Deno.permissions.querySync({ name: "read", path: COMMAND_LINE });
    return state === "granted" ? Deno.readTextFileSync(COMMAND_LINE).split("\0") : [];
  } catch {
    // Not to be read: then it is not known.
    return [];
  }
}
