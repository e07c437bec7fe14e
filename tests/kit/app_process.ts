/** An app in a process of its own, as its author would start it; it can be killed and started again. */
import { freePort } from "./free_port.ts";

const ROOT = new URL("../../", import.meta.url);
const START_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 6_000;

/** How a process is started. */
export interface AppOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Behind the path. */
  readonly args?: readonly string[];
  /** For Deno itself, before the path. */
  readonly flags?: readonly string[];
  /** Deno's own command. Default: `"run"`. */
  readonly command?: "run" | "serve";
  /** A command that becomes Deno's own, which is given to it as its last arguments. */
  readonly through?: readonly string[];
  /** Where it is to listen. Default: a free one. */
  readonly port?: number;
  /** Where it is started. Default: the root of this tree. */
  readonly cwd?: string;
}

/** How a process has ended. */
export type Ending = Pick<Deno.CommandStatus, "code" | "signal">;

const running = new Set<AppProcess>();

// A test that fails before it disposes of its process must not leave it behind.
globalThis.addEventListener("unload", () => {
  for (const process of running) process.signal("SIGKILL");
});

/** An app at a port of its own, which stays the same from start to start. */
export class AppProcess implements AsyncDisposable {
  readonly port: number;
  readonly #path: string;
  readonly #options: AppOptions;
  #child: Deno.ChildProcess | null = null;
  #ended: Promise<Ending> = Promise.resolve({ code: 0, signal: null });
  #output = "";

  private constructor(path: string, options: AppOptions) {
    this.#path = path;
    this.#options = options;
    this.port = options.port ?? freePort();
  }

  /** Runs `deno run -A <path>` with `PORT` set; ready when this resolves. */
  static async start(path: string, options: AppOptions = {}): Promise<AppProcess> {
    const process = new AppProcess(path, options);
    await process.start();
    return process;
  }

  /** Without a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Of the process that runs, or ran last. */
  get pid(): number {
    return this.#child!.pid;
  }

  /** What it has printed since its first start. */
  output(): string {
    return this.#output;
  }

  /** Starts it again; resolves when it listens. */
  async start(): Promise<void> {
    const { command = "run", flags = [], args = [], env = {}, through = [], cwd = ROOT } =
      this.#options;
    const serve = command === "serve" ? ["--host", "127.0.0.1", "--port", `${this.port}`] : [];
    const [first, ...rest] = [...through, Deno.execPath()];
    const child = new Deno.Command(first!, {
      args: [...rest, command, "-A", ...serve, ...flags, this.#path, ...args],
      cwd,
      env: { NO_COLOR: "1", ...env, PORT: String(this.port) },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#child = child;
    running.add(this);
    const from = this.#output.length;
    const ready = Promise.withResolvers<void>();
    const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
      for await (const text of stream.pipeThrough(new TextDecoderStream())) {
        this.#output += text;
        if (this.#output.slice(from).includes(`:${this.port}`)) ready.resolve();
      }
    };
    this.#ended = Promise.all([child.status, read(child.stdout), read(child.stderr)])
      .then(([ending]) => {
        running.delete(this);
        const how = ending.signal ?? `code ${ending.code}`;
        ready.reject(this.#cannot(`it ended with ${how}`));
        return ending;
      });
    // Whoever waits for the start hears of it; nobody else has to.
    ready.promise.catch(() => {});
    const late = setTimeout(() => {
      ready.reject(this.#cannot(`it does not say its port ${this.port}`));
    }, START_DEADLINE_MS);
    try {
      await ready.promise;
    } catch (error) {
      await this.kill();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  /** Waits until it has ended by itself. */
  ended(): Promise<Ending> {
    return this.#ended;
  }

  /** Ends it at once, as a crash does; resolves when it is gone. */
  async kill(): Promise<void> {
    this.signal("SIGKILL");
    await this.#ended;
  }

  /** Asks it to end, and sees to it that it does; resolves when it is gone. */
  async stop(): Promise<Ending> {
    this.signal("SIGTERM");
    const force = setTimeout(() => this.signal("SIGKILL"), STOP_DEADLINE_MS);
    const ending = await this.#ended;
    clearTimeout(force);
    return ending;
  }

  /** Sends it a signal, if it runs. */
  signal(signal: Deno.Signal): void {
    if (running.has(this)) this.#child?.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  #cannot(reason: string): Error {
    return new Error(`Cannot start ${this.#path}: ${reason}\n${this.#output}`);
  }
}

/**
 * An app that all tests of a file share, each in sessions of its own: started when it is first asked
 * for, ended after the last test.
 */
export function sharedApp(path: string, options?: AppOptions): () => Promise<AppProcess> {
  let app: Promise<AppProcess> | undefined;
  Deno.test.afterAll(async () => {
    await (await app)?.[Symbol.asyncDispose]();
  });
  return () => app ??= AppProcess.start(path, options);
}
