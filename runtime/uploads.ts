/**
 * Files that a browser sent to a page's uploaders. The bytes lie where `transport/` put them; here
 * stand the handles, whose ids are good for one widget of one page. A file lives as long as some
 * widget's value names it.
 */
import type { WidgetId } from "./ids.ts";
import { LeanMap } from "./lean.ts";

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
   * @throws {Error} If they are gone, or cannot be reached.
   */
  open(handle: UploadHandle): Promise<ReadableStream<Uint8Array>>;
  /** Forgets a file. */
  delete(file: KeptFile): void;
  /** Keeps a file for a page that is put away, and may come back for it. */
  park(handle: UploadHandle): void;
  /** Takes a parked file back; false if it is gone. */
  claim(handle: UploadHandle): boolean;
  /** Told now and then that a page still holds a file, for a storage that forgets what nobody does. */
  renew?(file: KeptFile): void;
}

/** A file as its storage knows it. */
export interface KeptFile {
  readonly handle: UploadHandle;
  /** When its content was last stored, in milliseconds since 1970. */
  stored: number;
}

/** What a page knows of a file that it was sent, as plain data. */
export interface ReceivedFile extends KeptFile {
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
  readonly #received: LeanMap<string, ReceivedFile> = new LeanMap();
  /** What the page holds no longer, but may still be stored as holding. */
  #removed: ReceivedFile[] = [];
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
  add(
    handle: UploadHandle,
    to: Pick<ReceivedFile, "widget" | "place" | "stored">,
  ): void {
    this.#received.set(handle.id, { handle, ...to, used: false });
    this.#bytes += handle.size;
  }

  /** Takes it back: the page could not be stored with it. */
  withdraw(id: string): void {
    const received = this.#received.get(id);
    if (received === undefined) return;
    this.#received.delete(id);
    this.#bytes -= received.handle.size;
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

  /**
   * Lets go of files that were replaced or removed: the values in `state` name them no longer, nor does
   * anything that was said to a run which goes on, as `said` tells.
   */
  sweep(state: ReadonlyMap<string, unknown>, said: () => readonly unknown[]): void {
    for (const [id, received] of this.#received) {
      const { handle, place, used } = received;
      if (!used) continue;
      if ([state.get(place), ...said()].some((value) => names(value, id))) continue;
      this.#received.delete(id);
      this.#bytes -= handle.size;
      this.#removed.push(received);
    }
  }

  /** What was let go since this was asked last: to be deleted once it is stored that it was. */
  takeRemoved(): readonly ReceivedFile[] {
    return this.#removed.splice(0);
  }

  /** Forgets these for good. */
  delete(files: readonly ReceivedFile[]): void {
    for (const file of files) this.#storage?.delete(file);
  }

  /** Forgets all of them for good: nobody is to come back for them. */
  clear(): void {
    this.delete([...this.#received.values(), ...this.takeRemoved()]);
    this.#received.clear();
    this.#bytes = 0;
  }

  /** What is stored of a page. */
  save(): ReceivedFile[] {
    const all = [...this.#received.values()];
    for (const file of all) this.#storage?.renew?.(file);
    return all;
  }

  /** Takes over what was stored, as far as the files are still there. */
  restore(saved: readonly ReceivedFile[]): void {
    for (const received of saved) {
      const { handle } = received;
      if (!this.#storage?.claim(handle)) continue;
      this.#received.set(handle.id, { ...received });
      this.#bytes += handle.size;
    }
  }

  /** The page is put away. */
  [Symbol.dispose](): void {
    for (const { handle } of [...this.#received.values(), ...this.#removed]) {
      this.#storage?.park(handle);
    }
    this.#received.clear();
    this.#removed = [];
  }
}

/** Whether a widget's value has this file: it is a list of files, or has one. */
function names(value: unknown, id: string): boolean {
  const files = Array.isArray(value) ? value : (value as { files?: unknown } | null)?.files;
  return Array.isArray(files) && files.some((handle) => handle?.id === id);
}

/** The id of an uploaded file as the author has it, which no other upload shares; null for anything else. */
export function uploadIdOf(value: object): string | null {
  return StoredFile.idOf(value);
}

class StoredFile implements UploadedFile {
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly #handle: UploadHandle;
  readonly #storage: UploadStorage;

  constructor(handle: UploadHandle, storage: UploadStorage) {
    const { name, path, type, size } = handle;
    this.name = name;
    this.path = path ?? name;
    this.type = type;
    this.size = size;
    this.#handle = handle;
    this.#storage = storage;
  }

  static idOf(value: object): string | null {
    return #handle in value ? value.#handle.id : null;
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
      return await this.#storage.open(this.#handle);
    } catch (cause) {
      const reason = cause instanceof Deno.errors.NotFound
        ? "it was removed or replaced meanwhile"
        : "where it is kept cannot be reached";
      throw new Error(`Cannot read "${this.name}": ${reason}`, { cause });
    }
  }
}
