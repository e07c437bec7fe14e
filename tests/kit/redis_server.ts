/** A Redis of the tests' own, on a free port, which can be killed, stopped and started again. */
import { freePort } from "./free_port.ts";

const START_DEADLINE_MS = 30_000;
const READY = "Ready to accept connections";

/** Why tests that need a Redis are skipped; null if they are not. */
export const NO_REDIS: string | null = isInstalled() ? null : "redis-server is not installed";

function isInstalled(): boolean {
  try {
    return new Deno.Command("redis-server", { args: ["--version"] }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

const running = new Set<RedisServer>();

// A test that fails before it disposes of its server must not leave it behind.
globalThis.addEventListener("unload", () => {
  for (const server of running) server.signal("SIGKILL");
});

/** A running `redis-server`. */
export class RedisServer implements AsyncDisposable {
  readonly port: number;
  readonly #folder: string;
  readonly #args: readonly string[];
  #child: Deno.ChildProcess | null = null;

  private constructor(port: number, folder: string, args: readonly string[]) {
    this.port = port;
    this.#folder = folder;
    this.#args = args;
  }

  /** Starts one that keeps nothing on disk, unless `args` say so. Ready when this resolves. */
  static async start(args: readonly string[] = []): Promise<RedisServer> {
    const folder = await Deno.makeTempDir({ prefix: "eddy-redis-" });
    // Between the search for a free port and its use, others may take it.
    for (let tries = 1;; tries++) {
      const server = new RedisServer(freePort(), folder, args);
      try {
        await server.start();
        return server;
      } catch (error) {
        if (tries < 5) continue;
        await Deno.remove(folder, { recursive: true });
        throw error;
      }
    }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again, on its port and with what it has on disk. */
  async start(): Promise<void> {
    const child = new Deno.Command("redis-server", {
      args: [
        ...["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.#folder],
        ...["--save", "", "--appendonly", "no", "--daemonize", "no", ...this.#args],
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#child = child;
    running.add(this);
    const late = setTimeout(() => this.signal("SIGKILL"), START_DEADLINE_MS);
    let output = "";
    const ready = Promise.withResolvers<boolean>();
    // To its end, or a full pipe would hold the server up.
    const reading = (async () => {
      for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
        output += text;
        if (output.includes(READY)) ready.resolve(true);
      }
      ready.resolve(false);
    })();
    this.#ended = Promise.all([child.status, reading]);
    const isReady = await ready.promise;
    clearTimeout(late);
    if (isReady) return;
    await this.kill();
    throw new Error(`Cannot start redis-server:\n${output}`);
  }

  #ended: Promise<unknown> = Promise.resolve();

  /** Ends it at once, as a crash does; resolves when it is gone. */
  async kill(): Promise<void> {
    this.signal("SIGKILL");
    await this.#ended;
    this.#child = null;
    running.delete(this);
  }

  /** `SIGSTOP` holds it still with its connections open, `SIGCONT` lets it go on. */
  signal(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
    try {
      this.#child?.kill(signal);
    } catch (error) {
      // It has ended already: that is what was wanted, or is about to be noticed.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#folder, { recursive: true });
  }
}
