/**
 * `deno task soak`: thousands of open pages for minutes, with a storm in the middle. Prints figures, and
 * fails if a click was lost, a request failed, memory grew or the storm was felt.
 *
 *     deno task soak [sessions=5000] [minutes=10]
 */
import process from "node:process";
import { quantile } from "../bench/figure.ts";
import { HttpSocket } from "../bench/http_socket.ts";
import type { Usage } from "../bench/servers/debug.ts";
import { AppProcess } from "../kit/app_process.ts";
import { Visitor } from "./visitor.ts";
import type { Site } from "./visitor.ts";

const [sessions = 5000, minutes = 10] = Deno.args.map(Number);
const TOTAL_MS = minutes * 60_000;
/** How many pages are opened side by side. */
const OPENERS = 50;
/** A visitor clicks once in this time, on average. */
const CLICK_MS = 20_000;
/** How many looks are taken at memory; each stops the server while it collects its garbage. */
const SAMPLES = 20;
/** The first of them are warm-up: code is compiled, the heap takes its shape. */
const WARM = 0.3;
/** How many streams are cut at once, in the middle. */
const STORM = Math.min(1000, Math.floor(sessions / 2));
/** How long a storm is felt at most. */
const STORM_MS = 10_000;
/** Of those cut, no more than this share may come back within the same 100 ms. */
const AT_ONCE = 0.3;
/** A stream that has said nothing for so long hangs: each page ticks every second. */
const SILENCE_MS = 5_000;
const P99_MS = 1000;
/** What is held may grow by so much from the first third of the samples after warm-up to the last. */
const GROWTH = { share: 0.03, mib: 4 };
/** What the system lends goes up and down with the collector's mood. */
const RSS_GROWTH = { share: 0.1, mib: 32 };

const MIB = 1024 * 1024;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
// deno-lint-ignore no-console -- a tool of the command line
const say = (text: string) => console.log(text);
const p99 = (times: readonly number[]) => quantile(times, 0.99);

/** One look at the server, and at what has come of it by then. */
interface Sample {
  readonly at: number;
  /** Held after garbage was collected, and lent by the system, in MiB. */
  readonly heap: number;
  readonly rss: number;
  /** Processor time of the server and of all clients, in seconds. */
  readonly server: number;
  readonly clients: number;
  readonly ticks: number;
}

await using app = await AppProcess.start("tests/soak/app.ts", {
  flags: ["--v8-flags=--expose-gc"],
  env: { EDDY_SECRET: "a soak's own key, of many characters" },
});
const usageUrl = /usage at (\S+)/.exec(app.output())?.[1];
if (usageUrl === undefined) throw new Error(`Cannot soak: the app said ${app.output()}`);
const site: Site = { url: app.url, sockets: [], errors: [] };
const visitors: Visitor[] = [];
const start = performance.now();

/** Looks taken, and whether one is: the server stands still for it, which is no fault of its own. */
let looks = 0;
let looking = false;

async function look(): Promise<Sample> {
  looks++;
  looking = true;
  const usage = await (await fetch(usageUrl!)).json() as Usage;
  looking = false;
  const { user, system } = process.cpuUsage();
  return {
    at: performance.now() - start,
    heap: usage.heap / MIB,
    rss: usage.rss / MIB,
    server: usage.cpu / 1e6,
    clients: (user + system) / 1e6,
    ticks: visitors.reduce((sum, { ticks }) => sum + ticks, 0),
  };
}

// ── Open ────────────────────────────────────────────────────────────────────────────────────────

const empty = await look();
await Promise.all(Array.from({ length: OPENERS }, async (_, opener) => {
  using socket = await HttpSocket.open(app.url);
  for (let i = opener; i < sessions; i += OPENERS) {
    const visitor = await Visitor.open(site, socket);
    visitors.push(visitor);
    void visitor.watch();
  }
}));
const opened = performance.now() - start;
say(
  `${sessions} pages open after ${(opened / 1000).toFixed(1)} s, on ` +
    `${navigator.hardwareConcurrency} cores, for ${minutes} minutes`,
);

// ── Go on ───────────────────────────────────────────────────────────────────────────────────────

const from = performance.now();
const end = from + TOTAL_MS;
const middle = from + TOTAL_MS / 2;
const calm: number[] = [];
const stormy: number[] = [];
const clicking = visitors.map(async (visitor) => {
  for (;;) {
    const pause = Math.random() * 2 * CLICK_MS;
    if (performance.now() + pause > end) return;
    await sleep(pause);
    const now = performance.now();
    const isSeen = looking;
    const before = looks;
    const took = await visitor.click();
    if (isSeen || looks > before) continue;
    (now > middle && now < middle + STORM_MS ? stormy : calm).push(took);
  }
});

/** Cuts many streams at once; answers how long each took to tick again, and how many came back when. */
async function storm() {
  await sleep(middle - performance.now());
  const cut = visitors.slice(0, STORM);
  const before = cut.map(({ connections }) => connections);
  const began = performance.now();
  for (const visitor of cut) visitor.cut();
  const back: number[] = [];
  const recovered = new Map<Visitor, number>();
  while (performance.now() < began + STORM_MS && recovered.size < cut.length) {
    await sleep(20);
    for (const [i, visitor] of cut.entries()) {
      if (back[i] === undefined && visitor.connections > before[i]!) {
        back[i] = performance.now() - began;
      }
      if (back[i] !== undefined && !recovered.has(visitor) && visitor.lastTick > began + back[i]) {
        recovered.set(visitor, visitor.lastTick - began);
      }
    }
  }
  const tenths = new Map<number, number>();
  for (const ms of back) {
    const tenth = Math.floor((ms ?? Infinity) / 100);
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
  }
  return {
    lost: cut.length - recovered.size,
    last: Math.max(...recovered.values()),
    most: Math.max(...tenths.values()),
  };
}

const storming = storm();
const samples: Sample[] = [];
let before = await look();
say("   time  held    RSS     ticks/s  server  clients (cores)");
for (let i = 1; i <= SAMPLES; i++) {
  const due = from + TOTAL_MS * i / SAMPLES;
  await sleep(due - performance.now());
  // A storm is felt for what it is, not for the collector's stop.
  if (due > middle - 1000 && due < middle + STORM_MS) continue;
  const sample = await look();
  samples.push(sample);
  const seconds = (sample.at - before.at) / 1000;
  const cells = [
    `${((sample.at - opened) / 1000).toFixed(0)} s`.padStart(7),
    `${sample.heap.toFixed(1)}`.padStart(6),
    `${sample.rss.toFixed(0)} MiB`.padStart(8),
    `${((sample.ticks - before.ticks) / seconds).toFixed(0)}`.padStart(7),
    `${((sample.server - before.server) / seconds).toFixed(2)}`.padStart(8),
    `${((sample.clients - before.clients) / seconds).toFixed(2)}`.padStart(8),
  ];
  say(cells.join(" "));
  before = sample;
}
await Promise.all(clicking);
await Promise.all(visitors.map((visitor) => visitor.click()));

// ── What came of it ─────────────────────────────────────────────────────────────────────────────

const { lost, last, most } = await storming;
const now = performance.now();
const silent = visitors.filter(({ lastTick }) => now - lastTick > SILENCE_MS).length;
const inexact = visitors.filter(({ isExact }) => !isExact).length;
for (const visitor of visitors) visitor.leave();

const warm = samples.slice(Math.floor(samples.length * WARM));
const third = Math.floor(warm.length / 3);
const mean = (some: readonly Sample[], of: "heap" | "rss") =>
  some.reduce((sum, sample) => sum + sample[of], 0) / some.length;
const grew = (of: "heap" | "rss", { share, mib }: typeof GROWTH) => {
  const [first, final] = [mean(warm.slice(0, third), of), mean(warm.slice(-third), of)];
  return { first, final, tooMuch: final > first * (1 + share) + mib };
};
const heap = grew("heap", GROWTH);
const rss = grew("rss", RSS_GROWTH);
const [first, final] = [samples[0]!, samples.at(-1)!];
const seconds = (final.at - first.at) / 1000;
const rate = (final.ticks - first.ticks) / seconds / sessions;
const each = (final.heap - empty.heap) * 1024 / sessions;
say(`ticks: ${(rate * sessions).toFixed(0)} a second, ${rate.toFixed(3)} a page and second`);
say(
  `processor: server ${((final.server - first.server) / seconds).toFixed(2)} cores, clients ` +
    `${((final.clients - first.clients) / seconds).toFixed(2)} cores`,
);
say(
  `clicks, but for those during a look: ${calm.length}, p50 ${
    quantile(calm, 0.5).toFixed(0)
  } ms, p99 ${p99(calm).toFixed(0)} ms`,
);
say(
  `storm: ${STORM} streams cut at once, all but ${lost} back and ticking after ` +
    `${(last / 1000).toFixed(1)} s, at most ${most} of them within 100 ms`,
);
say(`clicks in the storm: ${stormy.length}, p99 ${p99(stormy).toFixed(0)} ms`);
say(
  `held after garbage was collected: ${empty.heap.toFixed(1)} MiB without pages, ` +
    `${heap.first.toFixed(1)} MiB warm, ${heap.final.toFixed(1)} MiB at the end; ` +
    `${each.toFixed(1)} KiB a page with its stream`,
);
say(`RSS: ${rss.first.toFixed(0)} MiB warm, ${rss.final.toFixed(0)} MiB at the end`);
say(
  `pages with a wrong count: ${inexact}; streams that hang: ${silent}; failed requests: ` +
    `${site.errors.length}`,
);
const failures = [
  inexact > 0 && `${inexact} pages show a wrong count`,
  site.errors.length > 0 &&
  `requests failed: ${[...new Set(site.errors)].slice(0, 5).join("; ")}`,
  silent > 0 && `${silent} streams hang`,
  lost > 0 && `${lost} streams did not come back`,
  most > AT_ONCE * STORM && "streams came back at once",
  heap.tooMuch && "what is held grew",
  rss.tooMuch && "RSS grew",
  p99(calm) > P99_MS && "clicks took long",
  p99(stormy) > P99_MS && "the storm was felt",
  rate < 0.9 && "ticks were left out",
].filter((failure) => failure !== false);
say(failures.length > 0 ? `FAILED: ${failures.join(", ")}` : "All of it as it is to be");
Deno.exit(failures.length > 0 ? 1 : 0);
