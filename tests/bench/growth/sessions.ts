/** What a rerun costs, and a session takes, where more and more of them are held. */
import { median, quantile, round } from "../figure.ts";
import type { Plan } from "../figure.ts";
import { HttpSocket } from "../http_socket.ts";
import { OpenedPage } from "../load_client.ts";
import { ServerProcess } from "../server_process.ts";
import type { Growth } from "./subject.ts";

const BUTTON = { label: "Rerun fragment", region: "fragment" } as const;
/** So much that none of them is put away: what is held is what is measured. */
const HELD_BYTES = 8 * 1024 ** 3;
/** Of those that are opened at each step, so many click from then on. */
const CLICKING = 1000;
/** Clicks of a round. */
const CLICKS = 4000;
/** They come over so many, side by side. */
const CONNECTIONS = 8;
const MIB = 1024 * 1024;

export async function sessions({ quick }: Plan): Promise<Growth> {
  const counts = quick ? [10, 500] : [10, 100, 1000, 10_000, 50_000];
  const rounds = quick ? 1 : 5;
  const args = ["counters", JSON.stringify({ heldBytes: HELD_BYTES })];
  await using server = await ServerProcess.start("eddy", args, {
    flags: ["--v8-flags=--expose-gc"],
  });
  const visitors = await Visitors.start(server.url);
  await visitors.openUpTo(counts[0]!);
  await visitors.click(4 * CLICKS);
  const levels: Level[] = [];
  let first: { heap: number; rss: number } | null = null;
  for (const count of counts) {
    await visitors.openUpTo(count);
    await visitors.click(CLICKS);
    const samples = [];
    for (let i = 0; i < rounds; i++) {
      const before = await server.usage({ asIs: true });
      const times = await visitors.click(CLICKS);
      const { cpu } = await server.usage({ asIs: true });
      samples.push({
        cpu: (cpu - before.cpu) / CLICKS,
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
      });
    }
    const { heap, rss } = await server.usage();
    first ??= { heap, rss };
    const more = count - counts[0]!;
    const each = (bytes: number) => more === 0 ? null : bytes / more / 1024;
    levels.push({
      count,
      cpu: median(samples.map((sample) => sample.cpu)),
      p50: median(samples.map((sample) => sample.p50)),
      p99: median(samples.map((sample) => sample.p99)),
      rss: rss / MIB,
      each: each(heap - first.heap),
      eachRss: each(rss - first.rss),
    });
  }
  const maybe = (kib: number | null) => kib === null ? "–" : `${round(kib)} KiB`;
  return {
    name: "sessions",
    title: "Sessions held",
    rows: [
      [
        "sessions",
        "fragment rerun",
        "× with 10",
        "p50 / p99",
        "heap, each",
        "RSS, each",
        "RSS, all",
      ],
      ...levels.map(({ count, cpu, p50, p99, each, eachRss, rss }) => [
        count.toLocaleString("en"),
        `${round(cpu)} µs`,
        round(cpu / levels[0]!.cpu),
        `${round(p50)} / ${round(p99)} ms`,
        maybe(each),
        maybe(eachRss),
        `${round(rss)} MiB`,
      ]),
    ],
    plot: {
      title: "Processor time of a fragment rerun, by the sessions held",
      x: { label: "sessions held in the process", logarithmic: true },
      y: { label: "microseconds" },
      lines: [{ name: "fragment rerun", points: levels.map(({ count, cpu }) => [count, cpu]) }],
    },
    notes:
      `${CONNECTIONS} connections; each click is of another session, spread over all that are held. ` +
      "Memory after gc(), against ten sessions. Nothing is put away: `limits.heldBytes` is raised.",
  };
}

interface Level {
  readonly count: number;
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
  readonly rss: number;
  readonly each: number | null;
  readonly eachRss: number | null;
}

/** Many pages over a few connections; of most of them nothing is kept here. */
class Visitors {
  readonly #url: string;
  readonly #sockets: readonly HttpSocket[];
  /** Each at the connection that it came over, in order of opening. */
  readonly #pages: OpenedPage[][];
  #open = 0;

  private constructor(url: string, sockets: readonly HttpSocket[]) {
    this.#url = url;
    this.#sockets = sockets;
    this.#pages = sockets.map(() => []);
  }

  static async start(url: string): Promise<Visitors> {
    const opening = Array.from({ length: CONNECTIONS }, () => HttpSocket.open(url));
    return new Visitors(url, await Promise.all(opening));
  }

  async openUpTo(count: number): Promise<void> {
    const every = Math.ceil(count / CLICKING);
    await this.#each(async (socket, pages) => {
      while (this.#open < count) {
        const isKept = this.#open++ % every === 0;
        const page = await OpenedPage.open(this.#url, socket);
        await page.click(BUTTON);
        if (isKept) pages.push(page);
      }
    });
  }

  /** Milliseconds of each. */
  async click(times: number): Promise<number[]> {
    const taken: number[] = [];
    let begun = 0;
    await this.#each(async (_, pages) => {
      for (let next = 0; begun < times && pages.length > 0; next++) {
        begun++;
        const start = performance.now();
        await pages[next % pages.length]!.click(BUTTON);
        taken.push(performance.now() - start);
      }
    });
    return taken;
  }

  async #each(act: (socket: HttpSocket, pages: OpenedPage[]) => Promise<void>): Promise<void> {
    await Promise.all(this.#sockets.map((socket, i) => act(socket, this.#pages[i]!)));
  }
}
