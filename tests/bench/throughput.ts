/** Requests under load, always beside a bare Hono handler that answers the same bytes. */
import { capture, startBare } from "./capture.ts";
import { median, round, spread } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { OpenedPage, repeatFor } from "./load_client.ts";
import type { Act, Load } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";
import type { EddyOptions } from "./servers/eddy.ts";

/** Here the server is the limit, not the client. */
const FULL = 64;
const CONNECTIONS = [1, 16, FULL, 256];

/** What is asked for, of which page. */
interface Scenario {
  readonly name: string;
  readonly page: string;
  readonly options?: EddyOptions;
  readonly act: Act;
}

const press = (label: string, region: "fragment" | "page"): Act => ({
  kind: "click",
  button: { label, region },
});

/** The first is that of the budgets. */
const SCENARIOS: readonly [Scenario, ...Scenario[]] = [
  { name: "fragment rerun, a button", page: "small", act: press("Rerun", "fragment") },
  { name: "fragment rerun, a text", page: "echo", act: { kind: "type", label: "Name" } },
  {
    name: "fragment rerun, 20 widgets",
    page: "widgets",
    options: { count: 20 },
    act: press("Rerun", "fragment"),
  },
  { name: "full run, small page", page: "counters", act: press("Rerun full app", "page") },
  {
    name: "full run, 1,000 elements",
    page: "crowded",
    options: { count: 1000 },
    act: press("Rerun page", "page"),
  },
  { name: "full run, 500-row table", page: "table", act: press("Rerun page", "page") },
  { name: "first GET", page: "small", act: { kind: "load" } },
];

/** One server under one load. */
interface Sample extends Load {
  /** Processor time of the server for each answer, in microseconds. */
  readonly cpu: number;
  /** Share of its core that the server used: below 1, the client was the limit. */
  readonly busy: number;
}

/** When a server counts as warm. */
interface Warmth {
  /** So many samples in a row did not take less of the processor than those before. */
  readonly still: number;
  /** Or so many were taken. */
  readonly most: number;
}

const WARM: Warmth = { still: 4, most: 14 };
const QUICK: Warmth = { still: 1, most: 1 };

/** Many short rounds say more than few long ones: what else happens on the machine comes and goes. */
const ROUND_MS = 250;

/** The servers under the same load, one after the other. */
interface Samples {
  readonly eddy: Sample;
  readonly bare: Sample;
  readonly reading: Sample | null;
}

/** The scenario of the budgets. */
export async function reruns({ quick }: Plan): Promise<Figure[]> {
  return await budgeted(
    SCENARIOS[0],
    quick
      ? { connections: [FULL], rounds: () => 3, warmth: QUICK }
      : { connections: CONNECTIONS, rounds: (level) => level === FULL ? 19 : 9, warmth: WARM },
  );
}

/** The others. */
export async function throughput({ quick }: Plan): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const scenario of SCENARIOS.slice(1)) {
    await using stack = new AsyncDisposableStack();
    const pair = await Pair.start(scenario, stack);
    await pair.warm(quick ? QUICK : WARM);
    for (const connections of quick ? [FULL] : CONNECTIONS) {
      const samples: Samples[] = [];
      const rounds = quick ? 1 : connections === FULL ? 7 : 6;
      for (let i = 0; i < rounds; i++) {
        samples.push({ ...await pair.sample(connections), reading: null });
      }
      figures.push(row(scenario, connections, samples));
    }
  }
  return figures;
}

async function budgeted(
  scenario: Scenario,
  { connections: levels, rounds, warmth }: {
    readonly connections: readonly number[];
    readonly rounds: (connections: number) => number;
    readonly warmth: Warmth;
  },
): Promise<Figure[]> {
  await using stack = new AsyncDisposableStack();
  const pair = await Pair.start(scenario, stack);
  const reading = new Side(stack.use(await startBare(pair.captured, "reading")), scenario.act);
  stack.use(reading);
  await pair.warm(warmth);
  await reading.warm(QUICK);
  const figures: Figure[] = [];
  for (const connections of levels) {
    const samples: Samples[] = [];
    for (let i = 0; i < rounds(connections); i++) {
      samples.push({
        ...await pair.sample(connections),
        reading: connections === FULL ? await reading.sample(connections) : null,
      });
    }
    const first = row(scenario, connections, samples);
    if (connections !== FULL) figures.push(first);
    else figures.push({ ...first, budget: { atLeast: 0.75 } }, ...atFull(samples));
  }
  return figures;
}

/** Eddy and the bare handler for one scenario. */
class Pair {
  readonly captured: Awaited<ReturnType<typeof capture>>;
  readonly #eddy: Side;
  readonly #bare: Side;

  private constructor(captured: Pair["captured"], eddy: Side, bare: Side) {
    this.captured = captured;
    this.#eddy = eddy;
    this.#bare = bare;
  }

  static async start(
    { page, options = {}, act }: Scenario,
    stack: AsyncDisposableStack,
  ): Promise<Pair> {
    const eddy = stack.use(await ServerProcess.start("eddy", [page, JSON.stringify(options)]));
    const captured = await capture(eddy.url, act);
    const bare = stack.use(await startBare(captured));
    return new Pair(captured, stack.use(new Side(eddy, act)), stack.use(new Side(bare, act)));
  }

  async warm(warmth: Warmth): Promise<void> {
    await this.#eddy.warm(warmth);
    // A handler of a few lines is compiled at once.
    await this.#bare.warm(QUICK);
  }

  async sample(connections: number): Promise<{ eddy: Sample; bare: Sample }> {
    return {
      eddy: await this.#eddy.sample(connections),
      bare: await this.#bare.sample(connections),
    };
  }
}

/** A server with pages that are open on it; it stands still unless it is asked. */
class Side implements Disposable {
  readonly #server: ServerProcess;
  readonly #act: Act;
  readonly #pages: OpenedPage[] = [];

  constructor(server: ServerProcess, act: Act) {
    this.#server = server;
    this.#act = act;
    server.hold();
  }

  /** Has the compiler do what it will do: until several samples in a row bring nothing more. */
  async warm({ still, most }: Warmth): Promise<void> {
    let least = Infinity;
    let same = 0;
    for (let taken = 0; same < still && taken < most; taken++) {
      const { cpu } = await this.sample(16, 500);
      same = cpu < 0.97 * least ? 0 : same + 1;
      least = Math.min(least, cpu);
    }
  }

  async sample(connections: number, ms = ROUND_MS): Promise<Sample> {
    this.#server.goOn();
    while (this.#pages.length < connections) {
      this.#pages.push(await OpenedPage.open(this.#server.url));
    }
    const pages = this.#pages.slice(0, connections);
    // Stood still, it has lost what was in the processor's caches.
    await repeatFor(pages, this.#act, ms / 10);
    const before = await this.#server.usage();
    const start = performance.now();
    const load = await repeatFor(pages, this.#act, ms);
    const seconds = (performance.now() - start) / 1000;
    const cpu = (await this.#server.usage()).cpu - before.cpu;
    this.#server.hold();
    return { ...load, cpu: cpu / load.times, busy: cpu / 1e6 / seconds };
  }

  [Symbol.dispose](): void {
    for (const page of this.#pages) page[Symbol.dispose]();
  }
}

function row({ name }: Scenario, connections: number, samples: readonly Samples[]): Figure {
  const ratios = samples.map(({ eddy, bare }) => eddy.perSecond / bare.perSecond);
  const pair = pairOf(samples);
  const load = {
    what: name,
    connections,
    perSecond: pair("perSecond"),
    p50: pair("p50"),
    p95: pair("p95"),
    p99: pair("p99"),
    cpu: pair("cpu"),
  };
  const busy = (name: "eddy" | "bare") => Math.round(100 * medianOf(samples, name, "busy"));
  return {
    name: `${name}, ${connections} connection${connections === 1 ? "" : "s"}`,
    value: median(ratios),
    unit: "× bare",
    spread: spread(ratios),
    detail: `${load.perSecond} a second; p50 ${load.p50}, p95 ${load.p95}, p99 ${load.p99} ms; ` +
      `${load.cpu} µs of processor; core ${busy("eddy")} / ${busy("bare")} % busy`,
    load,
    budget: null,
  };
}

function atFull(samples: readonly Samples[]): Figure[] {
  const pair = pairOf(samples);
  const p99 = samples.map(({ eddy, bare }) => eddy.p99 / bare.p99);
  const cpu = samples.map(({ eddy, bare }) => bare.cpu / eddy.cpu);
  const reading = samples.map(({ eddy, reading }) => reading!.cpu / eddy.cpu);
  return [{
    name: `fragment rerun, p99 at ${FULL} connections`,
    value: median(p99),
    unit: "× bare",
    spread: spread(p99),
    detail: `${pair("p99")} ms`,
    budget: { atMost: 2 },
  }, {
    // Steadier than the reruns per second: what others do on this machine hardly shows.
    name: "fragment reruns per second of processor time",
    value: median(cpu),
    unit: "× bare",
    spread: spread(cpu),
    detail: `${pair("cpu")} µs each`,
    budget: { atLeast: 0.75 },
  }, {
    name: "fragment rerun, against a handler that reads a header and the body",
    value: median(reading),
    unit: "× it",
    spread: spread(reading),
    detail: `${round(medianOf(samples, "eddy", "cpu"))} / ` +
      `${round(medianOf(samples, "reading", "cpu"))} µs each`,
    budget: null,
  }];
}

function medianOf(samples: readonly Samples[], name: keyof Samples, key: keyof Sample): number {
  return median(samples.map((sample) => sample[name]?.[key] ?? NaN));
}

/** `EDDY / BARE`, medians of the rounds. */
function pairOf(samples: readonly Samples[]): (key: keyof Sample) => string {
  return (key) =>
    `${round(medianOf(samples, "eddy", key))} / ${round(medianOf(samples, "bare", key))}`;
}
