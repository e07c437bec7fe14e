/** Fragment reruns under load, always beside a bare Hono handler that answers the same bytes. */
import { median, round } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { clickFor, OpenedPage } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";
import type { Answer, Capture } from "./servers/bare.ts";

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

export async function throughput({ quick }: Plan): Promise<Figure[]> {
  await using eddy = await ServerProcess.start("eddy", ["small"]);
  await using bare = await ServerProcess.start("bare", [JSON.stringify(await capture(eddy.url))]);
  const warmMs = quick ? 500 : 2000;
  const ms = quick ? 700 : 2000;
  const pairs = quick ? 1 : 5;
  for (const server of [eddy, bare]) {
    await sample(server, { connections: 16, ms: warmMs });
    server.hold();
  }
  const figures: Figure[] = [];
  for (const connections of [1, 16, 64]) {
    const samples: { eddy: Sample; bare: Sample }[] = [];
    for (let i = 0; i < pairs; i++) {
      samples.push({
        eddy: await alone(eddy, connections, ms),
        bare: await alone(bare, connections, ms),
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

function compare(
  connections: number,
  samples: readonly { eddy: Sample; bare: Sample }[],
): Figure[] {
  const ratio = (key: keyof Sample) =>
    median(samples.map(({ eddy, bare }) => eddy[key] / bare[key]));
  const both = (key: keyof Sample) =>
    (["eddy", "bare"] as const).map((name) => round(median(samples.map((pair) => pair[name][key]))))
      .join(" / ");
  const at = `${connections} connection${connections === 1 ? "" : "s"}`;
  const busy = (name: "eddy" | "bare") =>
    Math.round(100 * median(samples.map((pair) => pair[name].busy)));
  return [
    {
      name: `fragment rerun, throughput, ${at}`,
      value: ratio("perSecond"),
      unit: "× bare",
      detail: `${both("perSecond")} per second, core ${busy("eddy")} / ${busy("bare")} % busy`,
      budget: { atLeast: 0.75 },
    },
    {
      name: `fragment rerun, processor time, ${at}`,
      // The same as throughput, but not flattered where the client is the limit.
      value: 1 / ratio("cpu"),
      unit: "× bare",
      detail: `${both("cpu")} µs each`,
      budget: { atLeast: 0.75 },
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
      budget: connections === 64 ? { atMost: 2 } : null,
    },
  ];
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
