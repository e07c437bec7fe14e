/** What the bench wants to know of a server process, on a port of its own beside the measured one. */
import process from "node:process";

/** What a process used up to now. */
export interface Usage {
  /** Processor time of all its threads, in microseconds. */
  readonly cpu: number;
  readonly rss: number;
  /** Objects on the heap and buffers beside it. */
  readonly heap: number;
  /** How often the page was run as a whole: to be drawn, or to be made again on another process. */
  readonly pageRuns: number;
}

/**
 * Answers `GET /` with the {@linkcode Usage}: after collecting garbage, if the process was given `gc`; without,
 * to `GET /as-is`.
 */
export function serveUsage(pageRuns: () => number = () => 0): void {
  Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    // Another line than the server's own, which says where the app is.
    onListen: ({ port }) => print(`usage at http://127.0.0.1:${port}/`),
  }, ({ url }) => {
    // Twice: finalizers of the first round free what the second one collects.
    const rounds = url.endsWith("/as-is") ? 0 : 2;
    for (let i = 0; i < rounds; i++) (globalThis as { gc?: () => void }).gc?.();
    const { rss, heapUsed, external } = Deno.memoryUsage();
    const { user, system } = process.cpuUsage();
    return Response.json(
      {
        cpu: user + system,
        rss,
        heap: heapUsed + external,
        pageRuns: pageRuns(),
      } satisfies Usage,
    );
  });
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
