/**
 * Files that a browser sent to a page's uploaders. The bytes lie where `transport/` put them; here
 * stand the handles, whose ids are good for one widget of one page. A file lives as long as some
 * widget's value names it.
 */
import type { WidgetId } from "./ids.ts";

/** A file received, as plain data: what session state holds. */
export interface UploadHandle {
  readonly id: string;
  readonly name: string;
  /** Where it lay in the folder that it came with, if it came with one. */
  readonly path?: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

/** A file that a user uploaded. */
export interface UploadedFile {
  /** As the user's machine calls it. Nothing says that it is a safe file name. */
  readonly name: string;
  /**
   * Where it lay in the folder that was chosen, such as `"reports/2026/may.csv"`; its name, if it came
   * alone. Nothing says that it is a safe path.
   */
  readonly path: string;
  /** Media type as the browser guessed it from the name, such as `"text/csv"`; may be empty. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** The whole content. */
  bytes(): Promise<Uint8Array>;
  /** The whole content as UTF-8 text. */
  text(): Promise<string>;
  /** The content piece by piece, for files larger than memory should hold. */
  stream(): ReadableStream<Uint8Array>;
}

/** Where the bytes of uploads are kept. `transport/` gives it. */
export interface UploadStorage {
  /** Most bytes of one file, unless the uploader allows less. */
  readonly maxSize: number;
  /** Most bytes of files that one page may hold. */
  readonly maxPageBytes: number;
  /**
   * The bytes of a file.
   *
   * @throws {Error} If they are gone.
   */
  open(id: string): Promise<ReadableStream<Uint8Array>>;
  /** Forgets a file. */
  delete(id: string): void;
  /** Keeps a file for a page that is put away, and may come back for it. */
  park(id: string): void;
  /** Takes a parked file back; false if it is gone, or lies elsewhere. */
  claim(id: string): boolean;
}

/** What a page knows of a file that it was sent, as plain data. */
export interface ReceivedFile {
  readonly handle: UploadHandle;
  readonly widget: WidgetId;
  /** Where the widget's value stands among the session's state. */
  readonly place: string;
  /** It was part of the widget's value: once it no longer is, nobody can come back to it. */
  used: boolean;
}

/** More than this is no longer somebody's selection of files. */
const MAX_FILES = 1000;

export class Uploads {
  readonly #storage: UploadStorage | null;
  readonly #received: Map<string, ReceivedFile> = new Map();
  /** Of files received. */
  #bytes = 0;
  /** Bytes that have come of files still under way. */
  arriving = 0;

  constructor(storage: UploadStorage | null) {
    this.#storage = storage;
  }

  /** Most bytes of one file of this app. */
  get maxSize(): number {
    return this.#storage?.maxSize ?? 0;
  }

  /** Whether the page may hold `bytes` more. */
  hasRoom(bytes: number): boolean {
    const most = this.#storage?.maxPageBytes ?? 0;
    return this.#received.size < MAX_FILES && this.#bytes + this.arriving + bytes <= most;
  }

  /** Takes in a file sent for a widget, whose value stands at `place` in the session's state. */
  add(handle: UploadHandle, to: { readonly widget: WidgetId; readonly place: string }): void {
    this.#received.set(handle.id, { handle, ...to, used: false });
    this.#bytes += handle.size;
  }

  /** The file of this id, if it was sent for this widget; it is part of the widget's value now. */
  use(widget: WidgetId, id: string): UploadHandle | null {
    const received = this.#received.get(id);
    if (received === undefined || received.widget !== widget) return null;
    received.used = true;
    return received.handle;
  }

  /** Whether this handle is one of this page. */
  knows(value: unknown): value is UploadHandle {
    const id = (value as UploadHandle | null)?.id;
    return typeof id === "string" && this.#received.has(id);
  }

  /** What the author gets of a file. */
  open(handle: UploadHandle): UploadedFile {
    return new StoredFile(handle, this.#storage!);
  }

  /** Forgets files that were replaced or removed: the values in `state` name them no longer. */
  sweep(state: ReadonlyMap<string, unknown>): void {
    for (const [id, { handle, place, used }] of this.#received) {
      if (!used) continue;
      const value = state.get(place);
      if (Array.isArray(value) && value.some((handle) => handle?.id === id)) continue;
      this.#received.delete(id);
      this.#bytes -= handle.size;
      this.#storage?.delete(id);
    }
  }

  /** What is stored of a page that is put away. */
  save(): ReceivedFile[] {
    return [...this.#received.values()];
  }

  /** Takes over what was stored, as far as the files are still there. */
  restore(saved: readonly ReceivedFile[]): void {
    for (const received of saved) {
      const { id } = received.handle;
      if (!this.#storage?.claim(id)) continue;
      this.#received.set(id, { ...received });
      this.#bytes += received.handle.size;
    }
  }

  /** The page is put away. */
  [Symbol.dispose](): void {
    for (const id of this.#received.keys()) this.#storage?.park(id);
    this.#received.clear();
  }
}

class StoredFile implements UploadedFile {
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly #id: string;
  readonly #storage: UploadStorage;

  constructor({ id, name, path, type, size }: UploadHandle, storage: UploadStorage) {
    this.name = name;
    this.path = path ?? name;
    this.type = type;
    this.size = size;
    this.#id = id;
    this.#storage = storage;
  }

  async bytes(): Promise<Uint8Array> {
    const bytes = new Uint8Array(this.size);
    let at = 0;
    for await (const chunk of await this.#open()) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  stream(): ReadableStream<Uint8Array> {
    const open = () => this.#open();
    return ReadableStream.from(async function* () {
      yield* await open();
    }());
  }

  async #open(): Promise<ReadableStream<Uint8Array>> {
    try {
      return await this.#storage.open(this.#id);
    } catch (cause) {
      throw new Error(`Cannot read "${this.name}": it was removed or replaced meanwhile`, {
        cause,
      });
    }
  }
}
