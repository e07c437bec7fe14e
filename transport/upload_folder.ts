/**
 * Uploaded files on disk: a private folder of this process under the system's temporary one, each file
 * under a random name. What a crash left behind is cleared away by the next process.
 */
import process from "node:process";
import type { UploadStorage } from "../runtime/uploads.ts";
import { randomId } from "./token.ts";

const PREFIX = "eddy-uploads-";
/** A page put away may come back for its files in this time. */
const PARKED_MS = 24 * 60 * 60_000;
/** Most bytes in the folder, in units of the largest file. */
const MAX_TIMES_SIZE = 100;

interface Stored {
  readonly size: number;
  /** When its page was put away; null while a page holds it. */
  parked: number | null;
}

/** What became of a file under way. */
export type Receipt = { readonly ok: true; readonly id: string; readonly size: number } | {
  readonly ok: false;
  /** `"broken"`: its sender went away. */
  readonly reason: "too large" | "no room" | "broken";
};

export class UploadFolder implements UploadStorage, Disposable {
  readonly maxSize: number;
  readonly #files: Map<string, Stored> = new Map();
  #path: string | null = null;
  #bytes = 0;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  /** Where it is, once a file has come. */
  get path(): string | null {
    return this.#path;
  }

  /** Writes a file piece by piece as it comes. One that does not come whole leaves nothing. */
  async receive(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Receipt> {
    const id = randomId();
    const path = `${this.#folder()}/${id}`;
    let size = 0;
    let reason: "too large" | "no room" | null = null;
    const limited = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        size += chunk.length;
        if (size > limit) reason = "too large";
        else if (!this.#makeRoom(size)) reason = "no room";
        if (reason === null) controller.enqueue(chunk);
        else controller.error(new Error(reason));
      },
    });
    const file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
    try {
      // Ends with the file closed, whether it went well or not.
      await (body ?? new Blob([]).stream()).pipeThrough(limited).pipeTo(file.writable);
    } catch {
      // The error says what `reason` says, or that the connection broke.
      await Deno.remove(path);
      return { ok: false, reason: reason ?? "broken" };
    }
    this.#files.set(id, { size, parked: null });
    this.#bytes += size;
    return { ok: true, id, size };
  }

  async open(id: string): Promise<ReadableStream<Uint8Array>> {
    if (!this.#files.has(id)) throw new Deno.errors.NotFound(`No upload ${id}`);
    return (await Deno.open(`${this.#path}/${id}`)).readable;
  }

  delete(id: string): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    this.#files.delete(id);
    this.#bytes -= file.size;
    // Whoever is reading it can read to its end.
    Deno.removeSync(`${this.#path}/${id}`);
  }

  park(id: string): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    file.parked = Date.now();
    // Moves to the end: the first to be parked is the first to go.
    this.#files.delete(id);
    this.#files.set(id, file);
    this.#sweep();
  }

  claim(id: string): boolean {
    const file = this.#files.get(id);
    if (file !== undefined) file.parked = null;
    return file !== undefined;
  }

  /** Removes everything. */
  [Symbol.dispose](): void {
    if (this.#path !== null) Deno.removeSync(this.#path, { recursive: true });
    this.#path = null;
    this.#files.clear();
    this.#bytes = 0;
  }

  #sweep(): void {
    const now = Date.now();
    for (const [id, { parked }] of this.#files) {
      if (parked !== null && now - parked > PARKED_MS) this.delete(id);
    }
  }

  /** Lets parked files go, the oldest first, until `size` bytes fit in; false if they do not. */
  #makeRoom(size: number): boolean {
    const most = this.maxSize * MAX_TIMES_SIZE;
    for (const [id, { parked }] of this.#files) {
      if (this.#bytes + size <= most) break;
      if (parked !== null) this.delete(id);
    }
    return this.#bytes + size <= most;
  }

  #folder(): string {
    if (this.#path !== null) return this.#path;
    const path = Deno.makeTempDirSync({ prefix: `${PREFIX}${Deno.pid}-` });
    // A process that is killed cannot clear up: the next one does.
    removeLeftovers(path.slice(0, path.lastIndexOf(PREFIX)));
    globalThis.addEventListener("unload", () => this[Symbol.dispose]());
    return this.#path = path;
  }
}

/** Removes folders of processes that are gone. */
function removeLeftovers(parent: string): void {
  for (const { name } of Deno.readDirSync(parent)) {
    const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : NaN;
    if (Number.isNaN(owner) || owner === Deno.pid || isAlive(owner)) continue;
    try {
      Deno.removeSync(`${parent}/${name}`, { recursive: true });
    } catch {
      // Another user's, or another process was quicker: not ours to remove.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== "ESRCH";
  }
}
