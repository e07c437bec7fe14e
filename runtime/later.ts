/**
 * Drawing that waits: for a promise, for the pieces of a stream. It belongs to the run in which the
 * author asked for it. The run goes on until the work is done; the work is given up when the run ends.
 */
import { drawBlock, newBlock } from "./container.ts";
import { drawError } from "./elements/exception.ts";
import type { SlotBlock } from "./elements/empty.ts";
import { Interruption } from "./interruption.ts";
import type { Run } from "./run.ts";
import { currentScope, enter } from "./scope.ts";
import type { Scope } from "./scope.ts";

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

/**
 * Makes a promise for the author of work that draws into `scope`. If it fails, whoever waits for it
 * gets the error; if nobody does, the error is shown where the work was to draw.
 */
export function handOver<T>(scope: Scope, work: Promise<T>): Promise<T> {
  const handed = new Watched<T>((resolve, reject) => {
    work.then(resolve, (error) => {
      if (!handed.watched && !(error instanceof Interruption)) {
        scope.run.incomplete = true;
        drawError(scope, error);
      }
      reject(error);
    });
  });
  // Nobody has to wait for it: not that the process ends for an error which is on the page.
  Promise.prototype.then.call(handed, undefined, () => {});
  scope.run.track(work, scope.instance);
  return handed;
}

/** A promise that knows whether anybody waits for it: `await` calls `then` of all but plain ones. */
class Watched<T> extends Promise<T> {
  watched = false;

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  override then<R = T, E = never>(
    onFulfilled?: ((value: T) => R | PromiseLike<R>) | null,
    onRejected?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): Promise<R | E> {
    this.watched = true;
    return super.then(onFulfilled, onRejected);
  }
}
