/** How a test gets hold of the app of a program: what the program hands to `serve()` is handed over here. */
import type { App } from "./app.ts";

/** Takes the app of the program that is being started; null if none is. */
let take: ((app: App) => void) | null = null;

/** Whether the program that is starting was started by a test. */
export function beingTested(): boolean {
  return take !== null;
}

/** Hands an app to the test that started its program. */
export function handOver(app: App): void {
  take?.(app);
}

/** Runs `start`; apps that are served meanwhile are handed to `taker`, and listen to no port. */
export async function taking<R>(taker: (app: App) => void, start: () => Promise<R>): Promise<R> {
  take = taker;
  try {
    return await start();
  } finally {
    take = null;
  }
}
