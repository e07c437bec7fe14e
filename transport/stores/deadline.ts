/** An answer that does not come in time: a page that waits for its store for ever helps nobody. */

/** A timer that is late by this much, in milliseconds, says that the process itself stood still. */
const STOOD_STILL_MS = 50;

/** Time, in milliseconds, to read an answer that came while the process stood still. */
const GRACE_MS = 500;

/** Nobody answered in time. */
export class LateError extends Error {
  override readonly name = "LateError";
}

/**
 * What `promise` answers, if it does within `ms` milliseconds.
 *
 * @throws {LateError} If it does not. Whatever it stands for may still happen.
 */
export async function beforeDeadline<T>(promise: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const due = performance.now() + ms;
  const expire = () => late.reject(new LateError(`no answer within ${ms} ms`));
  let timer = setTimeout(() => {
    // An app that computes for seconds must not hear that its store is gone: the answer lies there.
    if (performance.now() - due > STOOD_STILL_MS) timer = setTimeout(expire, GRACE_MS);
    else expire();
  }, ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
