/** How a process that serves an app ends when it is told to: in order, and in time. */
import { leaveNothing } from "./development/restart.ts";
import { stage } from "./development/watched.ts";
import { logWarning } from "./log.ts";

/** Deno Deploy, and others, end a process by force after five seconds. */
const DEADLINE_MS = 4_000;
/** Nobody wants to wait for a change that was saved: what is cut off is said again. */
const RESTART_MS = 250;

/** What is sent to ask a process to end. Windows knows only the first. */
const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM"];

/** What answers for an app. */
interface Ending {
  /** Ends what would not end by itself. */
  leave(): void;
  /** When nothing is answered any more. */
  close(): Promise<void>;
}

/**
 * The same for an app whose server is Deno's own. Told to end, `deno serve` takes in nothing new, finishes
 * what is being answered in all of its workers, and waits for what would not end by itself: live streams, a
 * store that listens. Where it begins an app anew with each change, it waits a second or two, and ends all of
 * it without a word.
 */
export function endWithoutServer(app: Ending): void {
  const never = new Promise<void>(() => {});
  endOnSignal({ shutdown: () => Promise.resolve(), finished: never }, app, never);
}

/**
 * Has `server` end on a signal, and the process with it, once `others` have ended, too: one that ends a worker
 * ends all of them, and the answers that they are still sending.
 */
export function endOnSignal(
  server: Pick<Deno.HttpServer, "shutdown" | "finished">,
  app: Ending,
  others: Promise<void> = Promise.resolve(),
): void {
  let ending = false;
  const restarts = stage()?.watched ?? false;
  const end = async (signal: Deno.Signal) => {
    // Whoever sends a second one is in a hurry. Deno's `--watch` hands on each twice, and is soon done.
    if (ending) return restarts ? undefined : Deno.exit(1);
    ending = true;
    if (signal === "SIGINT") leaveNothing();
    const deadline = restarts ? RESTART_MS : DEADLINE_MS;
    const late = new Promise<"late">((resolve) => {
      const timer = setTimeout(resolve, deadline, "late");
      // The process may end before.
      Deno.unrefTimer(timer as unknown as number);
    });
    app.leave();
    // Takes in nothing new, and waits for what is being answered.
    const done = server.shutdown().then(() => app.close())
      .catch((error) => logWarning(`Ended without having stored everything: ${error}`))
      .then(() => restarts ? undefined : others);
    if (await Promise.race([done, late]) === "late" && !restarts) {
      logWarning(`Ended after ${deadline} ms with answers under way`);
    }
    try {
      Deno.exit(0);
    } catch (error) {
      // `--watch` may have begun to end it before, and then Deno throws: nobody is to read of that.
      if (!restarts) throw error;
    }
  };
  const listeners = SIGNALS.map((signal) => [signal, () => void end(signal)] as const);
  for (const [signal, listener] of listeners) Deno.addSignalListener(signal, listener);
  // A server that its author ends is no reason to end the process.
  void server.finished.then(() => {
    if (ending) return;
    for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
  });
}
