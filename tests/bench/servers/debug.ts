/** What the bench wants to know of a server process, on a port of its own beside the measured one. */
import process from "node:process";

/** What a process used up to now. */
export interface Usage {
  /** Processor time of all its threads, in microseconds. */
  readonly cpu: number;
  readonly rss: number;
  /** Objects on the heap and buffers beside it. */
  readonly heap: number;
}

/** Answers `GET /` with the {@linkcode Usage}; after collecting garbage, if the process was given `gc`. */
export function serveUsage(): void {
  Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    // Another line than the server's own, which says where the app is.
    onListen: ({ port }) => print(`usage at http://127.0.0.1:${port}/`),
  }, () => {
    // Twice: finalizers of the first round free what the second one collects.
    for (let i = 0; i < 2; i++) (globalThis as { gc?: () => void }).gc?.();
    const { rss, heapUsed, external } = Deno.memoryUsage();
    const { user, system } = process.cpuUsage();
    return Response.json({ cpu: user + system, rss, heap: heapUsed + external } satisfies Usage);
  });
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
