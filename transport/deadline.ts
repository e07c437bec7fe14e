/**
 * What must come in time, where it nearly always comes at once: one clock looks after all of it, as a
 * timer of its own would cost each more than its work.
 */

/** Between two looks at what is late. */
const LOOK_MS = 100;

/** What is waited for: when it is late, and who is told. */
const waiting: Set<{ readonly at: number; readonly late: () => void }> = new Set();
let clock: number | null = null;

/** What `work` comes to, or `late` if that takes longer than `ms`, give or take a tenth of a second. */
export async function inTime<T, L>(work: Promise<T>, ms: number, late: L): Promise<T | L> {
  const { promise, resolve, reject } = Promise.withResolvers<T | L>();
  const entry = { at: performance.now() + ms, late: () => resolve(late) };
  begin(entry);
  work.then(resolve, reject);
  try {
    return await promise;
  } finally {
    end(entry);
  }
}

function begin(entry: { readonly at: number; readonly late: () => void }): void {
  waiting.add(entry);
  if (clock === null) clock = setInterval(look, LOOK_MS) as unknown as number;
  else if (waiting.size === 1) Deno.refTimer(clock);
}

/** With nothing to wait for, the next look keeps no process from ending. */
function end(entry: { readonly at: number; readonly late: () => void }): void {
  waiting.delete(entry);
  if (clock !== null && waiting.size === 0) Deno.unrefTimer(clock);
}

function look(): void {
  const now = performance.now();
  for (const { at, late } of waiting) if (at <= now) late();
  if (waiting.size > 0 || clock === null) return;
  clearInterval(clock);
  clock = null;
}
