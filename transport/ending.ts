/** How a process that serves an app ends when it is told to: in order, and in time. */
import { logWarning } from "./log.ts";

/** Deno Deploy, and others, end a process by force after five seconds. */
const DEADLINE_MS = 4_000;

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

/** Has `server` end on a signal, and the process with it. */
export function endOnSignal(
  server: Pick<Deno.HttpServer, "shutdown" | "finished">,
  app: Ending,
): void {
  let ending = false;
  const end = async () => {
    // Whoever sends a second one is in a hurry.
    if (ending) Deno.exit(1);
    ending = true;
    const late = new Promise<"late">((resolve) => setTimeout(resolve, DEADLINE_MS, "late"));
    app.leave();
    // Takes in nothing new, and waits for what is being answered.
    const done = server.shutdown().then(() => app.close());
    try {
      if (await Promise.race([done, late]) === "late") {
        logWarning(`Ended after ${DEADLINE_MS} ms with answers under way`);
      }
    } catch (error) {
      logWarning(`Ended without having stored everything: ${error}`);
    }
    Deno.exit(0);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, end);
  // A server that its author ends is no reason to end the process.
  void server.finished.then(() => {
    if (ending) return;
    for (const signal of SIGNALS) Deno.removeSignalListener(signal, end);
  });
}
