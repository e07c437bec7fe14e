/**
 * Uploaded files on disk: a private folder of this process under the system's temporary one, each file
 * under a random name. What a crash left behind is cleared away by the next process.
 */
import type { KeptFile, UploadHandle, UploadStorage } from "../runtime/uploads.ts";
import { makePrivateFolder } from "./private_folder.ts";
import { randomId } from "./token.ts";

const PREFIX = "eddy-uploads-";
/** A page put away may come back for its files in this time. */
const PARKED_MS = 24 * 60 * 60_000;
/** How often parked files are looked through, as a share of the time that they are kept. */
const LOOKS = 10;

/** A file in the folder. */
interface Stored {
  readonly size: number;
  /** When its page was put away; null while a page holds it. */
  parked: number | null;
}

/** A folder's files, as they are handed over. */
export interface SavedUploads {
  readonly path: string;
  readonly files: ReadonlyMap<string, Stored>;
  readonly bytes: number;
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
export type Receipt = Received | NotReceived;

/** A file that is here. */
export interface Received {
  readonly ok: true;
  readonly id: string;
  readonly size: number;
  /** When, in milliseconds since 1970. */
  readonly stored: number;
}

/** A file of which nothing is kept. */
export interface NotReceived {
  readonly ok: false;
  /**
   * `"broken"`: its sender went away. `"disk"`: the disk is full, or nothing can be written there.
   * `"store"`: the store that processes share does not take it.
   */
  readonly reason: "too large" | "no room" | "broken" | "disk" | "store";
  readonly cause?: unknown;
}

/** What takes files in and keeps them. */
export interface UploadKeeper extends UploadStorage, Disposable {
  /** Takes in a file piece by piece as it comes. One that does not come whole leaves nothing. */
  receive(
    body: ReadableStream<Uint8Array> | null,
    limit: number,
    options?: ReceiveOptions,
  ): Promise<Receipt>;
}

export class UploadFolder implements UploadKeeper {
  readonly maxSize: number;
  readonly maxPageBytes: number;
  readonly #maxBytes: number;
  readonly #parkedMs: number;
  readonly #files: Map<string, Stored> = new Map();
  #path: string | null = null;
  /** In the folder, those of files still under way among them. */
  #bytes = 0;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(maxSize: number, limits: UploadLimits = {}, parkedMs: number = PARKED_MS) {
    this.maxSize = maxSize;
    this.maxPageBytes = limits.uploadBytesPerPage ?? 10 * maxSize;
    this.#maxBytes = limits.uploadBytes ?? 100 * maxSize;
    this.#parkedMs = parkedMs;
  }

  /** Where it is, once a file has come. */
  get path(): string | null {
    return this.#path;
  }

  /** Whether it holds a file of this id. */
  has(id: string): boolean {
    return this.#files.has(id);
  }

  /** Writes a file piece by piece as it comes, under a random name unless it has one. */
  async receive(
    body: ReadableStream<Uint8Array> | null,
    limit: number,
    { pause, admit = () => true }: ReceiveOptions = {},
    id: string = randomId(),
  ): Promise<Receipt> {
    let file: Deno.FsFile;
    let path: string;
    try {
      path = `${this.#folder()}/${id}`;
      file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
    } catch (cause) {
      // What is not read is not to be sent.
      await body?.cancel().catch(() => {});
      return { ok: false, reason: "disk", cause };
    }
    let size = 0;
    const patience = new Patience(pause);
    let failure: NotReceived | null = null;
    const fail = (reason: NotReceived["reason"], cause?: unknown) => {
      failure ??= { ok: false, reason, cause };
      throw new Error(reason);
    };
    const sink = new WritableStream<Uint8Array>({
      write: async (chunk) => {
        patience.renew();
        if (size + chunk.length > limit) fail("too large");
        if (!admit(chunk.length) || !this.#makeRoom(chunk.length)) fail("no room");
        size += chunk.length;
        this.#bytes += chunk.length;
        try {
          for (let at = 0; at < chunk.length;) at += await file.write(chunk.subarray(at));
        } catch (cause) {
          fail("disk", cause);
        }
      },
    });
    try {
      await (body ?? new Blob([]).stream()).pipeTo(sink, { signal: patience.signal });
    } catch (cause) {
      // If not here, it failed at its other end: the connection broke or stood still.
      failure ??= { ok: false, reason: "broken", cause };
    } finally {
      patience.end();
      file.close();
    }
    if (failure !== null) {
      this.#bytes -= size;
      await Deno.remove(path);
      return failure;
    }
    const stored = Date.now();
    this.#files.set(id, { size, parked: null });
    return { ok: true, id, size, stored };
  }

  async open({ id }: Pick<UploadHandle, "id">): Promise<ReadableStream<Uint8Array>> {
    if (!this.#files.has(id)) throw new Deno.errors.NotFound(`No upload ${id}`);
    return (await Deno.open(`${this.#path}/${id}`)).readable;
  }

  delete({ handle }: Pick<KeptFile, "handle">): void {
    this.remove(handle.id);
  }

  /** Forgets the file of this id. */
  remove(id: string): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    this.#files.delete(id);
    this.#bytes -= file.size;
    // Whoever is reading it can read to its end.
    Deno.removeSync(`${this.#path}/${id}`);
  }

  park({ id }: Pick<UploadHandle, "id">): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    file.parked = Date.now();
    // Moves to the end: the first to be parked is the first to go.
    this.#files.delete(id);
    this.#files.set(id, file);
    this.#timer ??= this.#sweeping();
  }

  claim({ id }: Pick<UploadHandle, "id">): boolean {
    const file = this.#files.get(id);
    if (file !== undefined) file.parked = null;
    return file !== undefined;
  }

  /** Lets go of all files, for who takes them up after this process. */
  leave(): SavedUploads | null {
    if (this.#path === null) return null;
    const left = { path: this.#path, files: new Map(this.#files), bytes: this.#bytes };
    this.#path = null;
    return left;
  }

  /** Takes up the files that another one has left. */
  takeUp({ path, files, bytes }: SavedUploads): void {
    this.#path = path;
    this.#bytes = bytes;
    const now = Date.now();
    for (const [id, { size, parked }] of files) {
      this.#files.set(id, { size, parked: parked ?? now });
    }
    this.#clearAtEnd();
  }

  /** Removes everything. */
  [Symbol.dispose](): void {
    if (this.#path !== null) Deno.removeSync(this.#path, { recursive: true });
    this.#path = null;
    this.#files.clear();
    this.#bytes = 0;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #sweeping(): ReturnType<typeof setInterval> {
    const timer = setInterval(() => this.#sweep(), this.#parkedMs / LOOKS);
    // Files must not keep a process from ending.
    Deno.unrefTimer(timer as unknown as number);
    return timer;
  }

  /** Removes what was parked for long enough. */
  #sweep(): void {
    const now = Date.now();
    let left = false;
    for (const [id, { parked }] of this.#files) {
      if (parked !== null && now - parked > this.#parkedMs) this.remove(id);
      else left ||= parked !== null;
    }
    if (left || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Lets parked files go, the oldest first, until `bytes` more fit in; false if they do not. */
  #makeRoom(bytes: number): boolean {
    for (const [id, { parked }] of this.#files) {
      if (this.#bytes + bytes <= this.#maxBytes) break;
      if (parked !== null) this.remove(id);
    }
    return this.#bytes + bytes <= this.#maxBytes;
  }

  #clearAtEnd(): void {
    globalThis.addEventListener("unload", () => this[Symbol.dispose]());
  }

  #folder(): string {
    if (this.#path !== null) return this.#path;
    const path = makePrivateFolder(PREFIX);
    this.#clearAtEnd();
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
