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

interface Stored {
  readonly size: number;
  /** When its page was put away; null while a page holds it. */
  parked: number | null;
}

/** How much may lie in the folder. */
export interface UploadLimits {
  /** Of one page. Default: ten of the largest files. */
  readonly uploadBytesPerPage?: number;
  /** In all. Default: a hundred of the largest files. */
  readonly uploadBytes?: number;
}

/** How a file is taken in. */
export interface ReceiveOptions {
  /** Most milliseconds between two pieces of it. Default: any. */
  readonly pause?: number;
  /** Asked for each piece of so many bytes. Default: yes. */
  readonly admit?: (bytes: number) => boolean;
}

/** What became of a file under way. */
export type Receipt = { readonly ok: true; readonly id: string; readonly size: number } | {
  readonly ok: false;
  /** `"broken"`: its sender went away. */
  readonly reason: "too large" | "no room" | "broken";
};

export class UploadFolder implements UploadStorage, Disposable {
  readonly maxSize: number;
  readonly maxPageBytes: number;
  readonly #maxBytes: number;
  readonly #files: Map<string, Stored> = new Map();
  #path: string | null = null;
  /** In the folder, those of files still under way among them. */
  #bytes = 0;

  constructor(maxSize: number, limits: UploadLimits = {}) {
    this.maxSize = maxSize;
    this.maxPageBytes = limits.uploadBytesPerPage ?? 10 * maxSize;
    this.#maxBytes = limits.uploadBytes ?? 100 * maxSize;
  }

  /** Where it is, once a file has come. */
  get path(): string | null {
    return this.#path;
  }

  /** Writes a file piece by piece as it comes. One that does not come whole leaves nothing. */
  async receive(
    body: ReadableStream<Uint8Array> | null,
    limit: number,
    { pause, admit = () => true }: ReceiveOptions = {},
  ): Promise<Receipt> {
    const id = randomId();
    const path = `${this.#folder()}/${id}`;
    let size = 0;
    let reason: "too large" | "no room" | null = null;
    const patience = new Patience(pause);
    const limited = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        patience.renew();
        if (size + chunk.length > limit) reason = "too large";
        else if (!admit(chunk.length) || !this.#makeRoom(chunk.length)) reason = "no room";
        if (reason !== null) return controller.error(new Error(reason));
        size += chunk.length;
        this.#bytes += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
    try {
      // Ends with the file closed, whether it went well or not.
      const source = body ?? new Blob([]).stream();
      await source.pipeThrough(limited).pipeTo(file.writable, { signal: patience.signal });
    } catch {
      // The error says what `reason` says, or that the connection broke or stood still.
      this.#bytes -= size;
      await Deno.remove(path);
      return { ok: false, reason: reason ?? "broken" };
    } finally {
      patience.end();
    }
    this.#files.set(id, { size, parked: null });
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

  /** Lets parked files go, the oldest first, until `bytes` more fit in; false if they do not. */
  #makeRoom(bytes: number): boolean {
    for (const [id, { parked }] of this.#files) {
      if (this.#bytes + bytes <= this.#maxBytes) break;
      if (parked !== null) this.delete(id);
    }
    return this.#bytes + bytes <= this.#maxBytes;
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

/** Loses itself when nothing comes for a while. */
class Patience {
  readonly #controller = new AbortController();
  readonly #pause: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pause: number | undefined) {
    this.#pause = pause;
    this.renew();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  renew(): void {
    clearTimeout(this.#timer);
    if (this.#pause === undefined) return;
    this.#timer = setTimeout(() => this.#controller.abort(), this.#pause);
  }

  end(): void {
    clearTimeout(this.#timer);
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
