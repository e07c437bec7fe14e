/** Fragment reruns under load, always beside a bare Hono handler that answers the same bytes. */
import { median, round } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { clickFor, OpenedPage } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";
import type { Answer, Capture } from "./servers/bare.ts";

/** Here the server is the limit, not the client. */
const MOST = 64;
const BUTTON = { label: "Rerun", region: "fragment" } as const;

/** One server under one load. */
interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server per click, in microseconds. */
  readonly cpu: number;
  /** Share of its core that the server used: below 1, the client was the limit. */
  readonly busy: number;
}

/** The servers under the same load, one after the other. */
interface Samples {
  readonly eddy: Sample;
  readonly bare: Sample;
  readonly reading: Sample | null;
}

export async function throughput({ quick }: Plan): Promise<Figure[]> {
  await using eddy = await ServerProcess.start("eddy", ["small"]);
  const captured = JSON.stringify(await capture(eddy.url));
  await using bare = await ServerProcess.start("bare", [captured]);
  await using reading = await ServerProcess.start("bare", [captured, "reading"]);
  const warmMs = quick ? 500 : 2000;
  const ms = quick ? 700 : 2000;
  const pairs = quick ? 1 : 5;
  for (const server of [eddy, bare, reading]) {
    await sample(server, { connections: 16, ms: warmMs });
    server.hold();
  }
  const figures: Figure[] = [];
  for (const connections of [1, 16, MOST]) {
    const samples: Samples[] = [];
    for (let i = 0; i < pairs; i++) {
      samples.push({
        eddy: await alone(eddy, connections, ms),
        bare: await alone(bare, connections, ms),
        reading: connections === MOST ? await alone(reading, connections, ms) : null,
      });
    }
    figures.push(...compare(connections, samples));
  }
  return figures;
}

async function alone(server: ServerProcess, connections: number, ms: number): Promise<Sample> {
  server.goOn();
  const result = await sample(server, { connections, ms });
  server.hold();
  return result;
}

/** Loads a server for a while, over new connections with a page session each. */
async function sample(
  server: ServerProcess,
  { connections, ms }: { connections: number; ms: number },
): Promise<Sample> {
  const pages: OpenedPage[] = [];
  for (let i = 0; i < connections; i++) pages.push(await OpenedPage.open(server.url));
  await clickFor(pages, BUTTON, ms / 10);
  const before = await server.usage();
  const start = performance.now();
  const load = await clickFor(pages, BUTTON, ms);
  const seconds = (performance.now() - start) / 1000;
  const cpu = (await server.usage()).cpu - before.cpu;
  for (const page of pages) page[Symbol.dispose]();
  return { ...load, cpu: cpu / load.clicks, busy: cpu / 1e6 / seconds };
}

function compare(connections: number, samples: readonly Samples[]): Figure[] {
  const of = (name: keyof Samples, key: keyof Sample) =>
    median(samples.map((sample) => sample[name]?.[key] ?? NaN));
  const ratio = (key: keyof Sample) =>
    median(samples.map(({ eddy, bare }) => eddy[key] / bare[key]));
  const both = (key: keyof Sample) => `${round(of("eddy", key))} / ${round(of("bare", key))}`;
  const busy = (name: "eddy" | "bare") => Math.round(100 * of(name, "busy"));
  const at = `${connections} connection${connections === 1 ? "" : "s"}`;
  const full = connections === MOST;
  const figures: Figure[] = [
    {
      name: `fragment reruns per second, ${at}`,
      value: ratio("perSecond"),
      unit: "× bare",
      detail: `${both("perSecond")}; core ${busy("eddy")} / ${busy("bare")} % busy`,
      budget: full ? { atLeast: 0.75 } : null,
    },
    {
      name: `fragment rerun, p50, ${at}`,
      value: ratio("p50"),
      unit: "× bare",
      detail: `${both("p50")} ms`,
      budget: null,
    },
    {
      name: `fragment rerun, p99, ${at}`,
      value: ratio("p99"),
      unit: "× bare",
      detail: `${both("p99")} ms`,
      budget: full ? { atMost: 2 } : null,
    },
  ];
  if (!full) return figures;
  return [...figures, {
    // Steadier than the reruns per second: what others do on this machine hardly shows.
    name: "fragment reruns per second of processor time",
    value: 1 / ratio("cpu"),
    unit: "× bare",
    detail: `${both("cpu")} µs each`,
    budget: { atLeast: 0.75 },
  }, {
    name: "the same against a handler that reads a header and the body",
    value: median(samples.map(({ eddy, reading }) => reading!.cpu / eddy.cpu)),
    unit: "× it",
    detail: `${round(of("eddy", "cpu"))} / ${round(of("reading", "cpu"))} µs each`,
    budget: null,
  }];
}

/** What Eddy answers, for the bare handler to answer too. */
export async function capture(url: string): Promise<Capture> {
  const address = (document: string) => /<eddy-fragment [^>]*hx-post="([^"]+)"/.exec(document)![1]!;
  const opened = await fetch(url);
  const document = await answerOf(opened);
  const token = /data-token="([^"]+)"/.exec(document.body)![1]!;
  const rerun = await fetch(new URL(address(document.body), url), {
    method: "POST",
    headers: {
      origin: url,
      cookie: opened.headers.get("set-cookie")!.split(";", 1)[0]!,
      "eddy-token": token,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "",
  });
  return { document, rerun: await answerOf(rerun) };
}

async function answerOf(response: Response): Promise<Answer> {
  const headers = Object.fromEntries(response.headers);
  // These are the server's to say.
  for (const name of ["content-length", "date", "connection", "content-encoding"]) {
    delete headers[name];
  }
  return { headers, body: await response.text() };
}
