/**
 * Drawing that waits: for a promise, for the pieces of a stream. It belongs to the run in which the
 * author asked for it. The run goes on until the work is done; the work is given up when the run ends.
 */
import { drawBlock, newBlock } from "./container.ts";
import type { SlotBlock } from "./elements/empty.ts";
import type { Run } from "./run.ts";
import { currentScope, enter } from "./scope.ts";
import { handOver } from "./unawaited.ts";

/** Waits for `work`, but no longer than the run goes on. */
export function untilEnd<T>(run: Run, work: PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = run.onEnd(() => reject(run.ended));
    Promise.resolve(work).then(resolve, reject).finally(forget);
  });
}

/** Keeps a place for what `value` turns out to be, and draws it there. */
export function drawLater<T>(
  action: string,
  value: PromiseLike<T>,
  show: (value: T) => void,
): void {
  const slot: SlotBlock = newBlock(action, "slot");
  drawBlock(action, slot);
  const scope = { ...currentScope(action), block: slot };
  const shown = untilEnd(scope.run, value).then((value) => enter(scope, () => show(value)));
  void handOver(scope, shown);
}
