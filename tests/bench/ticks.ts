/** Live pages: how many 1 s fragments one core keeps on time. */
import process from "node:process";
import { capture, startBare } from "./capture.ts";
import { median, quantile, round, spread } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { OpenedPage } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";

const PERIOD_MS = 1000;
const LATE_MS = 200;
/** How many streams are opened side by side. */
const OPENERS = 32;

/** What a number of streams came to. */
export interface Level {
  readonly streams: number;
  readonly perSecond: number;
  /** Milliseconds from when a tick was due until its client read it. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Shares of a core: the server's, and this process's, which may be the limit. */
  readonly busy: number;
  readonly clientBusy: number;
}

export async function ticks({ quick }: Plan): Promise<Figure[]> {
  const levels = await climb(quick ? [1000] : [2000, 5000, 10_500], quick ? 4000 : 5000);
  const best = levels.findLast(isOnTime) ?? levels[0]!;
  const percent = (share: number) => Math.round(100 * share);
  const all = levels.map(({ streams, perSecond, p50, p95, p99, busy, clientBusy }) =>
    `${streams} streams: ${Math.round(perSecond)}/s, p50 / p95 / p99 ` +
    `${[p50, p95, p99].map(round).join(" / ")} ms late, core ${percent(busy)} % (client ` +
    `${percent(clientBusy)} %)`
  );
  return [
    {
      name: "ticks a second on time, 1 s fragments",
      value: best.perSecond,
      unit: "/s",
      detail: all.join("; "),
      // The short form does not open as many.
      budget: quick ? null : { atLeast: 10_000 },
    },
    {
      name: `ticks, p95 lateness at ${best.streams} streams`,
      value: best.p95,
      unit: "ms",
      detail: `due to read by the client; ${
        round(best.busy * 1e6 / best.perSecond)
      } µs of processor a tick, enough for ${round(best.perSecond / best.busy)} a second`,
      budget: { atMost: LATE_MS },
    },
    await besideBare(quick ? 500 : 2000, quick ? { rounds: 1, ms: 2000 } : { rounds: 7, ms: 3000 }),
  ];
}

/** More and more streams on one server, until it is late. */
export async function climb(sizes: readonly number[], ms: number): Promise<Level[]> {
  await using server = await ServerProcess.start("eddy", ["ticking"]);
  using watcher = new Watcher(server.url);
  const levels: Level[] = [];
  for (const size of sizes) {
    await watcher.openUpTo(size);
    // All must have been on the way once before lateness says anything.
    await watcher.count(PERIOD_MS);
    let level = await measure(server, watcher, ms);
    // Late with time to spare: something else had the core. Once more, in the hope that it is done.
    for (let i = 0; i < 2 && !isOnTime(level) && level.busy < 0.8; i++) {
      level = await measure(server, watcher, ms);
    }
    levels.push(level);
    if (!isOnTime(level)) break;
  }
  return levels;
}

/** A tick's processor time against that of a handler that only writes its bytes once a second. */
async function besideBare(
  streams: number,
  { rounds, ms }: { rounds: number; ms: number },
): Promise<Figure> {
  await using eddy = await ServerProcess.start("eddy", ["ticking"]);
  const captured = await capture(eddy.url, { kind: "load" }, { live: true });
  await using bare = await startBare(captured);
  using stack = new DisposableStack();
  const sides = [];
  for (const server of [eddy, bare]) {
    const watcher = stack.use(new Watcher(server.url));
    await watcher.openUpTo(streams);
    // What it runs for each has been compiled by then.
    await watcher.count(6 * PERIOD_MS);
    server.hold();
    sides.push({ server, watcher, cpu: [] as number[] });
  }
  for (let i = 0; i < rounds; i++) {
    for (const { server, watcher, cpu } of sides) {
      server.goOn();
      // What was due while it stood still is over first.
      await watcher.count(PERIOD_MS);
      const { busy, perSecond } = await measure(server, watcher, ms);
      cpu.push(busy * 1e6 / perSecond);
      server.hold();
    }
  }
  const [ours, theirs] = sides.map(({ cpu }) => cpu) as [number[], number[]];
  const ratios = ours.map((cpu, i) => theirs[i]! / cpu);
  return {
    name: "ticks per second of processor time",
    value: median(ratios),
    unit: "× bare",
    spread: spread(ratios),
    detail: `${round(median(ours))} / ${round(median(theirs))} µs each, ${streams} streams; bare ` +
      "runs nothing, it writes the same bytes to each stream by a timer",
    budget: null,
  };
}

function isOnTime({ streams, perSecond, p95 }: Level): boolean {
  return p95 < LATE_MS && perSecond > 0.98 * streams;
}

async function measure(server: ServerProcess, watcher: Watcher, ms: number): Promise<Level> {
  const before = await server.usage();
  const own = process.cpuUsage();
  const { lateness, seconds } = await watcher.count(ms);
  const { cpu } = await server.usage();
  const { user, system } = process.cpuUsage(own);
  return {
    streams: watcher.streams,
    perSecond: lateness.length / seconds,
    p50: quantile(lateness, 0.5),
    p95: quantile(lateness, 0.95),
    p99: quantile(lateness, 0.99),
    busy: (cpu - before.cpu) / 1e6 / seconds,
    clientBusy: (user + system) / 1e6 / seconds,
  };
}

/** Reads live streams and notes how late each tick comes. */
export class Watcher implements Disposable {
  streams = 0;
  readonly #url: string;
  readonly #pages: OpenedPage[] = [];
  #lateness: number[] | null = null;
  #closed = false;

  constructor(url: string) {
    this.#url = url;
  }

  async openUpTo(count: number): Promise<void> {
    await Promise.all(Array.from({ length: OPENERS }, async () => {
      while (this.streams < count) {
        this.streams++;
        const page = await OpenedPage.open(this.#url);
        this.#pages.push(page);
        void this.#watch(page);
      }
    }));
  }

  async count(ms: number): Promise<{ lateness: number[]; seconds: number }> {
    const lateness: number[] = this.#lateness = [];
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#lateness = null;
    return { lateness, seconds: (performance.now() - start) / 1000 };
  }

  async #watch(page: OpenedPage): Promise<void> {
    try {
      for await (const text of page.listen()) {
        if (this.#lateness === null) continue;
        const now = Date.now();
        for (const [, first] of text.matchAll(/first: (\d+)/g)) {
          // Beats stand at whole periods after the first drawing. Clocks of two processes may
          // disagree by a millisecond, which must not look like a whole period.
          const late = (now - Number(first) + 5) % PERIOD_MS - 5;
          this.#lateness.push(Math.max(0, late));
        }
      }
    } catch (error) {
      if (!this.#closed) throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    for (const page of this.#pages) page[Symbol.dispose]();
  }
}
