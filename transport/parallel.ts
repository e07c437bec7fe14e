/**
 * `deno serve --parallel` runs the app in several workers, which share a port and no memory. What one
 * of them keeps for itself, the others do not know.
 */
import { MemorySessionStore } from "../runtime/session_store.ts";
import { ownCommandLine, ownOptions } from "./command_line.ts";
import { saysWatch } from "./development/watched.ts";
import type { Settings } from "./options.ts";
import { HOW_TO } from "./secrets.ts";

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

/**
 * Tells of a key that was made up where pages are kept for longer: each start refuses those of the last. Who
 * keeps pages in memory, or begins an app anew with each change, loses none by that.
 */
export function warnOfMadeKey(
  { store, secrets }: Pick<Settings, "store" | "secrets">,
  warn: (text: string) => void,
  commandLine: readonly string[] = ownCommandLine(),
): void {
  if (!secrets.made || store instanceof MemorySessionStore) return;
  if (!isServed(commandLine) || saysWatch(commandLine)) return;
  warn(
    "The store keeps pages that the next start will refuse, as it makes a key of its own: " +
      HOW_TO,
  );
}

/** Whether `deno serve` runs this process. */
export function isServed(commandLine: readonly string[] = ownCommandLine()): boolean {
  return ownOptions(commandLine)[0] === "serve";
}

function isParallel(commandLine: readonly string[]): boolean {
  return isServed(commandLine) && ownOptions(commandLine).includes("--parallel");
}
