/** Live charts: what one costs the server at each tick, in processor and in bytes. */
import { OpenedPage } from "./load_client.ts";
import type { Figure, Plan } from "./figure.ts";
import { ServerProcess } from "./server_process.ts";

const BUDGET_MS = 1;
const BUDGET_KB = 10;
/** Enough that a tick's own cost stands out, and few enough that one core keeps up. */
const STREAMS = 200;

export async function charts({ quick }: Plan): Promise<Figure[]> {
  await using server = await ServerProcess.start("eddy", ["charting"]);
  const watcher = new Watcher();
  try {
    for (let i = 0; i < STREAMS; i++) watcher.watch(await OpenedPage.open(server.url));
    // Code runs slower until it has run often.
    await watcher.count(5_000);
    const before = await server.usage();
    const { ticks, bytes, sample } = await watcher.count(quick ? 5_000 : 20_000);
    const { cpu } = await server.usage();
    const compressed = await streamed(sample);
    return [{
      name: "live chart of 3 × 100 points, a tick",
      value: (cpu - before.cpu) / 1e3 / ticks,
      unit: "ms",
      detail: `processor of the server, everything included; ${ticks} ticks of ${STREAMS} ` +
        "sessions, each with data of its own",
      budget: { atMost: BUDGET_MS },
    }, {
      name: "live chart, bytes of a tick",
      value: bytes / ticks / 1e3,
      unit: "KB",
      detail: `as sent; ${
        (compressed / sample.length / 1e3).toFixed(1)
      } KB if the stream were gzipped`,
      budget: { atMost: BUDGET_KB },
    }];
  } finally {
    watcher[Symbol.dispose]();
  }
}

/** Reads live streams and counts what comes. */
class Watcher implements Disposable {
  readonly #pages: OpenedPage[] = [];
  #closed = false;
  #ticks = 0;
  #bytes = 0;
  /** Messages to the first page. */
  #sample: string[] = [];

  watch(page: OpenedPage): void {
    const isFirst = this.#pages.length === 0;
    this.#pages.push(page);
    void this.#read(page, isFirst);
  }

  async count(ms: number): Promise<{ ticks: number; bytes: number; sample: string[] }> {
    this.#ticks = this.#bytes = 0;
    this.#sample = [];
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { ticks: this.#ticks, bytes: this.#bytes, sample: this.#sample };
  }

  async #read(page: OpenedPage, isFirst: boolean): Promise<void> {
    const encoder = new TextEncoder();
    try {
      for await (const text of page.listen()) {
        this.#ticks += text.match(/<eddy-chart/g)?.length ?? 0;
        this.#bytes += encoder.encode(text).length;
        if (isFirst && text.includes("<eddy-chart")) this.#sample.push(text);
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

/** Bytes of the messages as one compressed stream. */
async function streamed(messages: readonly string[]): Promise<number> {
  let size = 0;
  const compressed = new Blob([...messages]).stream().pipeThrough(new CompressionStream("gzip"));
  for await (const chunk of compressed) size += chunk.length;
  return size;
}
