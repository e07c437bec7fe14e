/**
 * Server processes: started on one core, asked what they use, held still while another one is
 * measured. Whoever starts them stays on the other core (see {@linkcode leaveServerCore}).
 */
import { freePort } from "../kit/free_port.ts";
import type { Usage } from "./servers/debug.ts";

export const SERVER_CORE = "0";
const START_DEADLINE_MS = 30_000;
const DENO = Deno.execPath();
const CORES = navigator.hardwareConcurrency;

let pinning = false;

const running = new Set<Deno.ChildProcess>();

// One that is held still would not even notice that nobody needs it any more.
addEventListener("unload", () => {
  for (const child of running) child.kill("SIGKILL");
});

export interface StartOptions {
  /** For Deno itself. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs, if processes are pinned at all. Default: the servers' core. */
  readonly core?: string;
}

/** A running server; held still unless it is being measured. */
export class ServerProcess {
  readonly url: string;
  readonly #child: Deno.ChildProcess;
  readonly #usageUrl: string;

  private constructor(child: Deno.ChildProcess, url: string, usageUrl: string) {
    this.#child = child;
    this.url = url;
    this.#usageUrl = usageUrl;
  }

  /** Starts `servers/NAME.ts`; ready as soon as it listens. */
  static async start(
    name: "eddy" | "bare",
    args: readonly string[],
    options: StartOptions = {},
  ): Promise<ServerProcess> {
    const port = freePort();
    const script = new URL(`servers/${name}.ts`, import.meta.url).pathname;
    const child = denoOnServerCore(["run", "-A", ...options.flags ?? [], script, ...args], {
      port,
      stderr: "inherit",
      ...options,
    }).spawn();
    own(child);
    const late = setTimeout(() => child.kill("SIGKILL"), START_DEADLINE_MS);
    let output = "";
    try {
      for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
        output += text;
        const usageUrl = /usage at (\S+)/.exec(output)?.[1];
        if (usageUrl !== undefined) {
          return new ServerProcess(child, `http://127.0.0.1:${port}`, usageUrl);
        }
      }
    } finally {
      clearTimeout(late);
    }
    running.delete(child);
    throw new Error(`Cannot start ${name}.ts: it ended before it listened`);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** What it used; `asIs` leaves its garbage where it is. */
  async usage({ asIs = false } = {}): Promise<Usage> {
    return await (await fetch(asIs ? `${this.#usageUrl}as-is` : this.#usageUrl)).json();
  }

  /** Stops it where it stands: even an idle server's timers and collector disturb the one measured. */
  hold(): void {
    this.#child.kill("SIGSTOP");
  }

  goOn(): void {
    this.#child.kill("SIGCONT");
  }

  [Symbol.asyncDispose](): Promise<void> {
    return end(this.#child);
  }
}

/** Deno with `args` on the servers' core, told to listen on `port`. */
export function denoOnServerCore(
  args: readonly string[],
  { port, stderr, env = {}, core = SERVER_CORE }:
    & Pick<StartOptions, "env" | "core">
    & { readonly port: number; readonly stderr: "inherit" | "piped" },
): Deno.Command {
  return onServerCore([DENO, ...args], {
    env: { NO_COLOR: "1", PORT: String(port), ...env },
    stdin: "null",
    stdout: "piped",
    stderr,
  }, core);
}

/** Any command on the servers' core. */
export function onServerCore(
  command: readonly string[],
  options: Deno.CommandOptions,
  core = SERVER_CORE,
): Deno.Command {
  const [program, ...args] = pinning ? ["taskset", "-c", core, ...command] : command;
  return new Deno.Command(program!, { ...options, args });
}

/** Takes a server along when this process ends, however it ends; until it is {@linkcode end}ed. */
export function own(child: Deno.ChildProcess): void {
  running.add(child);
}

export async function end(child: Deno.ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await child.status;
  running.delete(child);
}

/**
 * Moves this process off the servers' core, and with it every child that it starts from now on.
 * Answers whether that worked: it takes `taskset` and a second core.
 */
export async function leaveServerCore(): Promise<boolean> {
  if (CORES < 2) return false;
  try {
    pinning = await moveTo(`1-${CORES - 1}`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return pinning;
}

/** Lets this process, and what it starts from now on, run everywhere again. */
export async function useAllCores(): Promise<void> {
  if (pinning) await moveTo(`0-${CORES - 1}`);
}

async function moveTo(cores: string): Promise<boolean> {
  const { success } = await new Deno.Command("taskset", {
    args: ["-a", "-c", "-p", cores, String(Deno.pid)],
    stdout: "null",
  }).output();
  return success;
}
