/**
 * What must come in time, where it nearly always comes at once: one clock looks after all of it, as a
 * timer of its own would cost each more than its work.
 */

/** Between two looks at what is late. */
const LOOK_MS = 100;

/** What is waited for: when it is late, and who is told. */
interface Waiting {
  readonly at: number;
  readonly late: () => void;
}

const waiting: Set<Waiting> = new Set();
let clock: number | null = null;

/** What `work` comes to, or `late` if that takes longer than `ms`, give or take a tenth of a second. */
export function inTime<T, L>(work: Promise<T>, ms: number, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const entry = { at: performance.now() + ms, late: () => resolve(late) };
    begin(entry);
    work.then((value) => {
      end(entry);
      resolve(value);
    }, (error) => {
      end(entry);
      reject(error);
    });
  });
}

function begin(entry: Waiting): void {
  waiting.add(entry);
  if (clock === null) clock = setInterval(look, LOOK_MS) as unknown as number;
  else if (waiting.size === 1) Deno.refTimer(clock);
}

/** With nothing to wait for, the next look keeps no process from ending. */
function end(entry: Waiting): void {
  waiting.delete(entry);
  if (clock !== null && waiting.size === 0) Deno.unrefTimer(clock);
}

function look(): void {
  const now = performance.now();
  for (const entry of waiting) {
    if (entry.at > now) continue;
    end(entry);
    entry.late();
  }
  if (waiting.size > 0 || clock === null) return;
  clearInterval(clock);
  clock = null;
}
