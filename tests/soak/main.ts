/**
 * `deno task soak`: thousands of open pages for minutes, with a storm in the middle. Prints figures, and
 * fails if a click was lost, a request failed, memory grew or the storm was felt.
 *
 *     deno task soak [sessions=5000] [minutes=10]
 */
import { AppProcess } from "../kit/app_process.ts";
import { Visitor } from "./visitor.ts";

const [sessions = 5000, minutes = 10] = Deno.args.map(Number);
/** How many pages are opened side by side. */
const OPENERS = 50;
/** A visitor clicks once in this time, on average. */
const CLICK_MS = 20_000;
/** How many streams are cut at once, in the middle. */
const STORM = Math.min(1000, Math.floor(sessions / 2));
/** How long a storm is felt at most. */
const STORM_MS = 10_000;
/** Memory after warm-up may grow by so much, in MiB. */
const GROWTH = { mib: 64, share: 0.1 };
const P99_MS = 1000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
// deno-lint-ignore no-console -- a tool of the command line
const say = (text: string) => console.log(text);

/** In MiB; null where the system does not say. */
async function memoryOf(pid: number): Promise<number | null> {
  try {
    const status = await Deno.readTextFile(`/proc/${pid}/status`);
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
  } catch {
    // No Linux.
    return null;
  }
}

function p99(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
}

await using app = await AppProcess.start("tests/soak/app.ts", {
  env: { EDDY_SECRET: "a soak's own key, of many characters" },
});
const visitors: Visitor[] = [];
for (let i = 0; i < sessions; i += OPENERS) {
  const some = Array.from({ length: Math.min(OPENERS, sessions - i) }, () => Visitor.open(app.url));
  for (const visitor of await Promise.all(some)) {
    visitors.push(visitor);
    void visitor.watch();
  }
}
say(`${sessions} pages open on ${navigator.hardwareConcurrency} cores, for ${minutes} minutes`);

const end = performance.now() + minutes * 60_000;
const calm: number[] = [];
const stormy: number[] = [];
let stormUntil = 0;
const clicking = visitors.map(async (visitor) => {
  for (;;) {
    const pause = Math.random() * 2 * CLICK_MS;
    if (performance.now() + pause > end) return;
    await sleep(pause);
    const isStormy = performance.now() < stormUntil;
    (isStormy ? stormy : calm).push(await visitor.click());
  }
});
const warm = minutes * 60_000 * 0.3;
await sleep(warm);
const before = await memoryOf(app.pid);
await sleep(minutes * 60_000 * 0.2);
stormUntil = performance.now() + STORM_MS;
for (const visitor of visitors.slice(0, STORM)) visitor.cut();
say(`storm: ${STORM} streams cut at once`);
await sleep(STORM_MS);
const ticksBefore = visitors.reduce((sum, { ticks }) => sum + ticks, 0);
const from = performance.now();
await sleep(Math.max(0, end - performance.now()));
const seconds = (performance.now() - from) / 1000;
const ticks = visitors.reduce((sum, { ticks }) => sum + ticks, 0) - ticksBefore;
const after = await memoryOf(app.pid);
await Promise.all(clicking);
await Promise.all(visitors.map((visitor) => visitor.click()));

const errors = visitors.flatMap(({ errors }) => errors);
const inexact = visitors.filter(({ isExact }) => !isExact).length;
for (const visitor of visitors) visitor.leave();

const rate = ticks / seconds / sessions;
say(`ticks: ${(ticks / seconds).toFixed(0)} a second, ${rate.toFixed(2)} a page and second`);
say(`clicks: ${calm.length}, p99 ${p99(calm).toFixed(0)} ms`);
say(`clicks in the storm: ${stormy.length}, p99 ${p99(stormy).toFixed(0)} ms`);
say(`memory: ${before?.toFixed(0)} MiB warm, ${after?.toFixed(0)} MiB at the end`);
say(`pages with a wrong count: ${inexact}; failed requests: ${errors.length}`);
const grew = before !== null && after !== null &&
  after > before * (1 + GROWTH.share) + GROWTH.mib;
const failures = [
  inexact > 0 && `${inexact} pages show a wrong count`,
  errors.length > 0 && `requests failed: ${[...new Set(errors)].slice(0, 5).join("; ")}`,
  grew && "memory grew",
  p99(stormy) > P99_MS && "the storm was felt",
  rate < 0.9 && "ticks were left out",
].filter((failure) => failure !== false);
if (failures.length > 0) {
  say(`FAILED: ${failures.join(", ")}`);
}
// Streams that are being cut would keep it for a while.
Deno.exit(failures.length > 0 ? 1 : 0);
