/** What a second process brings, with a store that both share. */
import { NO_REDIS, RedisServer } from "../../kit/redis_server.ts";
import { median, round, spread } from "../figure.ts";
import type { Plan } from "../figure.ts";
import { ScatteredSocket } from "../http_socket.ts";
import { OpenedPage, repeatFor } from "../load_client.ts";
import type { Act } from "../load_client.ts";
import { SERVER_CORE, ServerProcess } from "../server_process.ts";
import type { Growth } from "./subject.ts";

/** A fragment that gives servers more to do than clients: they are to be the limit, on the same machine. */
const WIDGETS = 60;
const PAGE = "widgets";
const ACT: Act = { kind: "click", button: { label: "Rerun", region: "fragment" } };
const CONNECTIONS = 32;
const OTHER_CORE = "1";

/** How servers run and are asked. */
interface Setting {
  readonly name: string;
  readonly processes: 1 | 2;
  readonly store: boolean;
  /** Each request goes to any process, else all of a page to one. */
  readonly scattered: boolean;
}

const SETTINGS: readonly Setting[] = [
  { name: "1 process, sessions in memory", processes: 1, store: false, scattered: false },
  { name: "1 process, Redis", processes: 1, store: true, scattered: false },
  { name: "2 processes, Redis, a page stays at one", processes: 2, store: true, scattered: false },
  { name: "2 processes, Redis, a request goes to any", processes: 2, store: true, scattered: true },
];

interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of all servers, microseconds for each click. */
  readonly cpu: number;
}

export async function processes({ quick }: Plan): Promise<Growth> {
  if (NO_REDIS !== null) throw new Error(`Cannot measure processes with a store: ${NO_REDIS}`);
  await using stack = new AsyncDisposableStack();
  const redis = stack.use(await RedisServer.start());
  const subjects: { setting: Setting; fleet: Fleet; samples: Sample[] }[] = [];
  for (const setting of SETTINGS) {
    const fleet = stack.use(await Fleet.start(setting, redis.url));
    await fleet.click(quick ? 300 : 3000);
    fleet.hold();
    subjects.push({ setting, fleet, samples: [] });
  }
  for (let i = 0; i < (quick ? 1 : 9); i++) {
    for (const { fleet, samples } of subjects) {
      fleet.goOn();
      samples.push(await fleet.click(quick ? 300 : 1500));
      fleet.hold();
    }
  }
  for (const { fleet } of subjects) fleet.goOn();
  const base = subjects[1]!;
  const of = (samples: readonly Sample[], key: keyof Sample) =>
    median(samples.map((sample) => sample[key]));
  const ratios = (samples: readonly Sample[]) =>
    samples.map((sample, i) => sample.perSecond / base.samples[i]!.perSecond);
  return {
    name: "processes",
    title: "Processes with a shared store",
    rows: [
      ["servers", "clicks a second", "× 1 with Redis (rounds)", "p50 / p99", "servers, a click"],
      ...subjects.map(({ setting, samples }) => [
        setting.name,
        round(of(samples, "perSecond")),
        `${round(median(ratios(samples)))} (${spread(ratios(samples)).map(round).join("–")})`,
        `${round(of(samples, "p50"))} / ${round(of(samples, "p99"))} ms`,
        `${round(of(samples, "cpu"))} µs`,
      ]),
    ],
    plot: {
      title: "Clicks a second, by the number of processes that share a Redis",
      x: { label: "processes", ticks: [1, 2] },
      y: { label: "clicks a second" },
      lines: [
        {
          name: "a page stays at one",
          points: [1, 2].map((n, i) => [n, of(subjects[1 + i]!.samples, "perSecond")]),
        },
        {
          name: "a request goes to any",
          points: [[1, of(base.samples, "perSecond")], [
            2,
            of(subjects[3]!.samples, "perSecond"),
          ]],
        },
      ],
    },
    notes:
      `A fragment of ${WIDGETS} widgets, ${CONNECTIONS} connections. There are two cores only: ` +
      "the second process shares its core with Redis and the clients, which on a machine of their " +
      "own would leave it the whole core.",
  };
}

/** One process or two, with pages that are open on them. */
class Fleet implements AsyncDisposable {
  readonly #servers: readonly ServerProcess[];
  readonly #pages: readonly OpenedPage[];

  private constructor(servers: readonly ServerProcess[], pages: readonly OpenedPage[]) {
    this.#servers = servers;
    this.#pages = pages;
  }

  static async start({ processes, store, scattered }: Setting, redis: string): Promise<Fleet> {
    const args = [PAGE, JSON.stringify({ count: WIDGETS, ...(store && { store: redis }) })];
    const env = { EDDY_SECRET: crypto.randomUUID() };
    const servers: ServerProcess[] = [];
    for (const core of [SERVER_CORE, OTHER_CORE].slice(0, processes)) {
      servers.push(await ServerProcess.start("eddy", args, { core, env }));
    }
    const pages: OpenedPage[] = [];
    while (pages.length < CONNECTIONS) {
      const { url } = servers[pages.length % processes]!;
      const socket = scattered
        ? await ScatteredSocket.open(servers.map((server) => server.url))
        : undefined;
      pages.push(await OpenedPage.open(url, socket));
    }
    return new Fleet(servers, pages);
  }

  hold(): void {
    for (const server of this.#servers) server.hold();
  }

  goOn(): void {
    for (const server of this.#servers) server.goOn();
  }

  async click(ms: number): Promise<Sample> {
    await repeatFor(this.#pages, ACT, ms / 10);
    const used = async () => {
      const all = await Promise.all(this.#servers.map((server) => server.usage()));
      return all.reduce((sum, { cpu }) => sum + cpu, 0);
    };
    const before = await used();
    const { perSecond, p50, p99, times } = await repeatFor(this.#pages, ACT, ms);
    return { perSecond, p50, p99, cpu: (await used() - before) / times };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const page of this.#pages) page[Symbol.dispose]();
    for (const server of this.#servers) await server[Symbol.asyncDispose]();
  }
}
