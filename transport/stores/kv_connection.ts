/** A Deno KV that is opened when it is first needed, asked in limited time, and asked again while locked. */
import { beforeDeadline } from "./deadline.ts";

/** Shortest and longest pause, in milliseconds, before a locked file is asked again. */
const PAUSE = { shortest: 2, longest: 50 };

const MISSING = 'this process has no Deno.openKv: start it with "deno run --unstable-kv", or put ' +
  '"unstable": ["kv"] into deno.json; on Deno Deploy, assign a KV database to the app';

export class KvConnection {
  readonly #given: Deno.Kv | null;
  readonly #timeoutMs: number;
  #opening: Promise<Deno.Kv> | null = null;

  constructor(given: Deno.Kv | null, timeoutMs: number) {
    this.#given = given;
    this.#timeoutMs = timeoutMs;
  }

  /** What `ask` answers. It may be called several times: only a call that did nothing is repeated. */
  async run<T>(ask: (kv: Deno.Kv) => Promise<T>): Promise<T> {
    const until = performance.now() + this.#timeoutMs;
    for (let pause = PAUSE.shortest;; pause = Math.min(2 * pause, PAUSE.longest)) {
      try {
        const kv = await this.open();
        return await beforeDeadline(ask(kv), this.#timeoutMs);
      } catch (cause) {
        if (!isLocked(cause) || performance.now() > until) throw failure(cause);
      }
      // At random, or two processes that met once would meet again.
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }

  async open(): Promise<Deno.Kv> {
    if (this.#given !== null) return this.#given;
    this.#opening ??= openKv();
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  /** Closes what was opened here, and only that. */
  async close(): Promise<void> {
    (await this.#opening)?.close();
  }
}

async function openKv(): Promise<Deno.Kv> {
  // Asked for when it is needed: the flag decides whether it is there.
  const { openKv } = Deno as Partial<typeof Deno>;
  if (openKv === undefined) throw new Error(MISSING);
  return await openKv();
}

/** Whether another process was writing to the same file. SQLite had then done nothing. */
function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes("database is locked");
}

function failure(cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`Cannot use the store in Deno KV: ${reason}`, { cause });
}
