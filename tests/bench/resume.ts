/** A click on a page that its process does not hold ready any more: read from where it is kept, and made again. */
import { NO_REDIS, RedisServer } from "../kit/redis_server.ts";
import { median, quantile, round } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { HttpSocket } from "./http_socket.ts";
import { OpenedPage } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";

const BUTTON = { label: "Rerun", region: "fragment" } as const;
/** So little that a page is put away as soon as some others have come. */
const HELD_BYTES = 64 * 1024;

export async function resume({ quick }: Plan): Promise<Figure[]> {
  const pages = quick ? 60 : 400;
  await using folder = await TemporaryFolder.make();
  const figures = [await resumed("memory", pages, {})];
  const file = `kv:${folder.path}/sessions.db`;
  figures.push(await resumed("Deno KV in a file", pages, { store: file }, ["--unstable-kv"]));
  if (NO_REDIS !== null) return figures;
  await using redis = await RedisServer.start();
  return [...figures, await resumed("Redis", pages, { store: redis.url })];
}

async function resumed(
  where: string,
  count: number,
  options: { readonly store?: string },
  flags: readonly string[] = [],
): Promise<Figure> {
  const json = JSON.stringify({ ...options, heldBytes: HELD_BYTES });
  await using server = await ServerProcess.start("eddy", ["small", json], { flags });
  using socket = await HttpSocket.open(server.url);
  const pages: OpenedPage[] = [];
  // As many again, for the code to be compiled, and so that the last are put away as well.
  while (pages.length < 2 * count) {
    const page = await OpenedPage.open(server.url, socket);
    await page.click(BUTTON);
    pages.push(page);
  }
  for (const page of pages.slice(0, count / 2)) await page.click(BUTTON);
  const before = await server.usage();
  const cold: number[] = [];
  for (const page of pages.slice(count / 2, 3 * count / 2)) cold.push(await timed(page));
  const after = await server.usage();
  const runs = after.pageRuns - before.pageRuns;
  if (runs < 0.95 * count) {
    throw new Error(`Cannot time resumes from ${where}: of ${count} pages ${runs} were made again`);
  }
  // The same page again and again is held.
  const warm: number[] = [];
  for (let i = 0; i < count; i++) warm.push(await timed(pages[0]!));
  return {
    name: `a click that resumes a page from ${where}, p50`,
    value: median(cold),
    unit: "ms",
    detail: `p95 ${round(quantile(cold, 0.95))} ms; ${
      round((after.cpu - before.cpu) / count)
    } µs of processor; a page that is held ready: p50 ${round(median(warm))}, p95 ${
      round(quantile(warm, 0.95))
    } ms`,
    budget: null,
  };
}

async function timed(page: OpenedPage): Promise<number> {
  const start = performance.now();
  await page.click(BUTTON);
  return performance.now() - start;
}

class TemporaryFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<TemporaryFolder> {
    return new TemporaryFolder(await Deno.makeTempDir({ prefix: "eddy-bench-" }));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Deno.remove(this.path, { recursive: true });
  }
}
