/**
 * Work whose promise the author gets, to be awaited or not: what a container's body does, a stream's
 * pieces, a page. The run lasts until it is through in any case.
 */
import { drawError } from "./elements/exception.ts";
import { Interruption } from "./interruption.ts";
import type { Scope } from "./scope.ts";

/**
 * Makes a promise for the author of work that draws into `scope`. If it fails, whoever waits for it
 * gets the error; if nobody does, the error is shown where the work was to draw.
 */
export function handOver<T>(scope: Scope, work: Promise<T>): Promise<T> {
  const handed = new Watched<T>((resolve, reject) => void work.then(resolve, reject));
  // Nobody has to wait for it: not that the process ends for an error which is on the page.
  const ended = Promise.prototype.then.call(handed, undefined, (error) => {
    if (!handed.watched) endUnwatched(scope, error);
  });
  scope.run.track(ended, scope);
  return handed;
}

/** Shows an error of work that nobody waits for, and does what it asked for. */
function endUnwatched(scope: Scope, error: unknown): void {
  const { run, instance, block } = scope;
  if (run.isDiscarded(scope)) {
    // Its place is gone: the log has what went wrong, other than that it was told to end.
    const isTold = error instanceof Interruption || (error as Error | null)?.name === "AbortError";
    if (!isTold) run.session.reportError(error);
    return;
  }
  if (!(error instanceof Interruption)) {
    run.incomplete = true;
    return drawError({ run, instance, block }, error);
  }
  // Its fragment's body is past the point at which it could begin again.
  const { reason } = error;
  const isAgain = reason.kind === "again";
  run.end(isAgain ? new Interruption({ kind: "rerun", target: [reason.fragment] }) : error);
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
