/**
 * What must come in time, where it nearly always comes at once: one clock looks after all of it, as a
 * timer of its own would cost each more than its work.
 */

/** Between two looks at what is late. */
const LOOK_MS = 100;

/** What is waited for: when it is late, and who is told. */
const waiting: Set<{ readonly at: number; readonly late: () => void }> = new Set();
let clock: ReturnType<typeof setInterval> | null = null;

/** What `work` comes to, or `late` if that takes longer than `ms`, give or take a tenth of a second. */
export async function inTime<T, L>(work: Promise<T>, ms: number, late: L): Promise<T | L> {
  const { promise, resolve, reject } = Promise.withResolvers<T | L>();
  const entry = { at: performance.now() + ms, late: () => resolve(late) };
  waiting.add(entry);
  clock ??= start();
  work.then(resolve, reject);
  try {
    return await promise;
  } finally {
    waiting.delete(entry);
  }
}

/** Looks as long as there is something to look after. */
function start(): ReturnType<typeof setInterval> {
  const timer = setInterval(() => {
    const now = performance.now();
    for (const { at, late } of waiting) if (at <= now) late();
    if (waiting.size > 0) return;
    clearInterval(timer);
    clock = null;
  }, LOOK_MS);
  // A process may end while nothing is waited for but the next look.
  Deno.unrefTimer(timer as unknown as number);
  return timer;
}
