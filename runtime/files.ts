/**
 * Files that a page serves: downloads, and images made of bytes. An element adds what it shows and
 * gets an id, `links.file(id)` in `web/` makes the address of it, `transport/` asks for the content
 * when a browser does. Nobody can guess an id who does not know the page's own.
 */
import type { FragmentId, PageId } from "./ids.ts";
import type { Fragments } from "./fragment.ts";
import { tryScope } from "./scope.ts";
import { createHash } from "node:crypto";
import { LeanMap } from "./lean.ts";

/** What a file holds; text is UTF-8. */
export type FileContent = string | Uint8Array;

/** A file of the app's own, which is read as far as a browser asks for it. */
export interface FileOnDisk {
  /** A `file:` URL. */
  readonly path: string;
  readonly size: number;
  /** When it was last written, in milliseconds. */
  readonly changed: number;
}

/** A file to be served. */
export interface ServedFile {
  /** The content, where it is, or what makes it each time it is asked for. */
  readonly content: FileContent | FileOnDisk | (() => FileContent | Promise<FileContent>);
  /** Media type, such as `"image/png"`. */
  readonly type: string;
  /** What a browser is to call it when it saves it. */
  readonly name: string;
  /** Saved by the browser, never shown. Default: false. */
  readonly attachment?: boolean;
  /**
   * Names the place that shows it: a later file of the same place takes over its id, so that its
   * address stays. Without one, equal content has an equal id and any other content a new one, as
   * fits what a browser caches.
   */
  readonly place?: string;
}

interface Entry {
  file: ServedFile;
  /** The region that shows it, and the last run that drew it there. */
  region: FragmentId;
  run: number;
}

const NONE = { files: 0, bytes: 0 };
/** Most files no longer shown that are kept for browsers which still show them (R8). */
const MAX_OLD = { files: 64, bytes: 16 * 1024 * 1024 };
/** More than this is dropped even if it is shown: a loop that draws images for ever. */
const MAX_ALL = { files: 4096, bytes: 256 * 1024 * 1024 };

export class Files {
  readonly #id: PageId;
  readonly #page: Fragments;
  /** By id, in order of last drawing. */
  readonly #entries: LeanMap<string, Entry> = new LeanMap();
  #bytes = 0;
  /** What was shown of it when it was looked through last. */
  #shown = NONE;

  /**
   * `id` is a secret between the server and one browser, and so are ids made of it; they are the same
   * wherever the page is drawn again.
   */
  constructor(id: PageId, page: Fragments) {
    this.#id = id;
    this.#page = page;
  }

  /** Serves `file` from now on, as long as it is shown and a while longer. Answers its id. */
  add(file: ServedFile): string {
    const id = this.#idOf(file);
    const scope = tryScope();
    const before = this.#entries.get(id);
    if (before !== undefined) this.#drop(id, before);
    this.#entries.set(id, {
      file,
      // Drawn again out of turn, it belongs where it did.
      region: scope?.block.region ?? before?.region ?? "" as FragmentId,
      run: scope?.run.number ?? before?.run ?? 0,
    });
    this.#bytes += sizeOf(file);
    this.#keepWithin(MAX_ALL, () => true);
    return id;
  }

  /** Bytes held. What a function makes is none of them. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The file of this id, if it is still served. */
  get(id: string): ServedFile | undefined {
    return this.#entries.get(id)?.file;
  }

  /** Lets go of old files beyond those kept for browsers that still show them. After each run. */
  trim(): void {
    // Not with each run: there may be thousands that are shown.
    const isLittle = this.#entries.size <= this.#shown.files + MAX_OLD.files;
    if (isLittle && this.#bytes <= this.#shown.bytes + MAX_OLD.bytes) return;
    const old = [...this.#entries.values()].filter((entry) => !this.#isShown(entry));
    const bytes = old.reduce((sum, { file }) => sum + sizeOf(file), 0);
    this.#shown = { files: this.#entries.size - old.length, bytes: this.#bytes - bytes };
    this.#keepWithin({
      files: this.#shown.files + MAX_OLD.files / 2,
      bytes: this.#shown.bytes + MAX_OLD.bytes / 2,
    }, (entry) => !this.#isShown(entry));
  }

  /** Of what makes two files the same one. Nothing is known of one before it is made. */
  #idOf({ content, type, name, place }: ServedFile): string {
    const hash = createHash("sha256").update(`${this.#id}\n`);
    if (place !== undefined) hash.update(`at ${place}`);
    else if (typeof content === "function") hash.update(crypto.randomUUID());
    else {
      const isHere = typeof content === "string" || content instanceof Uint8Array;
      const told = isHere ? content : `${content.path}\n${content.size}\n${content.changed}`;
      hash.update(`${type}\n${name}\n`).update(told);
    }
    return hash.digest("base64url").slice(0, 22);
  }

  #isShown({ region, run }: Entry): boolean {
    const instance = this.#page.instance(region);
    return instance !== undefined && run >= instance.drawn;
  }

  /** Drops the oldest of those that `may` go until the limits hold; the newest stays. */
  #keepWithin(limit: { files: number; bytes: number }, may: (entry: Entry) => boolean): void {
    if (this.#entries.size <= limit.files && this.#bytes <= limit.bytes) return;
    let left = this.#entries.size;
    for (const [id, entry] of this.#entries) {
      if (--left === 0) return;
      if (this.#entries.size <= limit.files && this.#bytes <= limit.bytes) return;
      if (may(entry)) this.#drop(id, entry);
    }
  }

  #drop(id: string, entry: Entry): void {
    this.#entries.delete(id);
    this.#bytes -= sizeOf(entry.file);
  }
}

function sizeOf({ content }: ServedFile): number {
  if (typeof content === "string" || content instanceof Uint8Array) return content.length;
  return 0;
}
