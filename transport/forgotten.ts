/** Errors that nobody waits for: they must not end the server for everybody. */
import { Interruption } from "../runtime/interruption.ts";
import { logError } from "./log.ts";

let listening = false;
/** Of several apps in a process, the newest hears of what cannot be told apart. */
let hearsOfForgotten: (error: unknown, id: string | null) => void = logError;

/**
 * Promises that nobody awaits, and timers that throw, must not end the server for everybody. A
 * superseded run ends by what its code throws, and is no news; another error is the author's, and goes
 * to the log.
 */
export function surviveForgotten(onError: (error: unknown, id: string | null) => void): void {
  hearsOfForgotten = onError;
  if (listening) return;
  listening = true;
  const survive = (event: Event, error: unknown) => {
    event.preventDefault();
    if (!(error instanceof Interruption)) hearsOfForgotten(error, null);
  };
  globalThis.addEventListener("unhandledrejection", (event) => survive(event, event.reason));
  globalThis.addEventListener("error", (event) => survive(event, event.error));
}
