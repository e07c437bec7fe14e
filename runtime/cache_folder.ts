/**
 * Results of one cached function in a folder of the author's, for those processes that come later, and for
 * others that run at the same time. Each is a file, which is there as a whole or not at all. What cannot be
 * read is no result: it is computed again.
 */
import { Buffer } from "node:buffer";
import { createHash, randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readValue, storeValue } from "./stored_value.ts";

/** A result as it is kept. */
export interface KeptResult {
  readonly value: unknown;
  /** How large the value is. */
  readonly bytes: number;
  /** When it was computed, in milliseconds since 1970. */
  readonly made: number;
  /** The function is async. */
  readonly isLater: boolean;
}

interface Content {
  readonly key: string;
  readonly made: number;
  readonly isLater: boolean;
  /** By itself, so that its size is known. */
  readonly value: Uint8Array;
}

/** How many characters of a digest stand for the code of a function. */
const CODE_LENGTH = 16;
const SUM_LENGTH = 32;
/** Files of ours: a result, or one that is being written. Whatever else is in the folder is not touched. */
const RESULT = /^[\w-]{16}\.[\w-]{43}$/;
const UNFINISHED = /^[\w-]{16}\.[\w-]{43}\.[0-9a-f-]{36}$/;
/** What was not finished for so long was left by a process that is gone. */
const LEFT_MS = 60 * 60 * 1000;

/** Whose results are where: two functions in one folder would be taken for one another. */
const owners = new Map<string, string>();

export class CacheFolder {
  readonly #path: string;
  readonly #code: string;
  readonly #ttl: number | null;
  #isOpen = false;

  /**
   * Nothing is read or written before the first call.
   *
   * @param compute the function whose results they are: with other code, it has others
   * @param ttl how long a result counts, in milliseconds; null for ever
   * @throws {Error} If the folder is another function's, or the function does not show its code.
   */
  constructor(
    folder: string | URL,
    compute: { readonly name: string; toString(): string },
    ttl: number | null,
  ) {
    this.#path = resolve(folder instanceof URL ? fileURLToPath(folder) : folder);
    const name = compute.name || "a function";
    const code = compute.toString();
    if (/\{\s*\[native code\]\s*\}$/.test(code)) {
      throw new TypeError(
        `Cannot persist results of ${name}: it does not show its code, by which results are known; ` +
          `wrap it in a function`,
      );
    }
    const owner = owners.get(this.#path);
    if (owner !== undefined) {
      throw new Error(
        `Cannot persist results of ${name} in "${folder}": those of ${owner} are there; name another folder`,
      );
    }
    owners.set(this.#path, name);
    this.#code = digest(code).slice(0, CODE_LENGTH);
    this.#ttl = ttl;
  }

  /**
   * The result that is kept for a call.
   *
   * @throws {Deno.errors.PermissionDenied} If the folder must not be read, or made.
   */
  read(key: string): KeptResult | null {
    this.#open();
    let file: Uint8Array;
    try {
      file = Deno.readFileSync(this.#fileOf(key));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
    const content = contentOf(file);
    if (content?.key !== key) return null;
    const { made, isLater, value } = content;
    return { value: readValue(value), bytes: value.length, made, isLater };
  }

  /** Keeps the result of a call, whose value is `bytes` as `storeValue()` has made them. */
  write(key: string, bytes: Uint8Array, isLater: boolean): void {
    this.#open();
    const content: Content = { key, made: Date.now(), isLater, value: bytes };
    const data = storeValue(content);
    const path = this.#fileOf(key);
    const unfinished = `${path}.${randomUUID()}`;
    const file = new Uint8Array(SUM_LENGTH + data.length);
    file.set(sumOf(data));
    file.set(data, SUM_LENGTH);
    try {
      Deno.writeFileSync(unfinished, file, { mode: 0o600, createNew: true });
      // Who reads meanwhile sees the old one or the new one.
      Deno.renameSync(unfinished, path);
    } catch (error) {
      removeIfThere(unfinished);
      throw error;
    }
  }

  /** Forgets the result of a call. */
  delete(key: string): void {
    removeIfThere(this.#fileOf(key));
  }

  /** Forgets all of them. */
  clear(): void {
    this.#open();
    for (const { name } of Deno.readDirSync(this.#path)) {
      if (RESULT.test(name)) removeIfThere(`${this.#path}/${name}`);
    }
  }

  #fileOf(key: string): string {
    return `${this.#path}/${this.#code}.${digest(key)}`;
  }

  /** Makes the folder, and clears away what counts no more: results of other code, old ones, leftovers. */
  #open(): void {
    if (this.#isOpen) return;
    Deno.mkdirSync(this.#path, { recursive: true, mode: 0o700 });
    const now = Date.now();
    for (const { name } of Deno.readDirSync(this.#path)) {
      const path = `${this.#path}/${name}`;
      const isUnfinished = UNFINISHED.test(name);
      if (!isUnfinished && !RESULT.test(name)) continue;
      const isOurs = name.startsWith(`${this.#code}.`);
      const most = isUnfinished ? LEFT_MS : isOurs ? this.#ttl ?? Infinity : 0;
      if (now - writtenAt(path) >= most) removeIfThere(path);
    }
    this.#isOpen = true;
  }
}

/** What is in a file; null if that is not what was written into it. */
function contentOf(file: Uint8Array): Content | null {
  const data = file.subarray(SUM_LENGTH);
  if (Buffer.compare(sumOf(data), file.subarray(0, SUM_LENGTH)) !== 0) return null;
  try {
    return readValue(data) as Content;
  } catch {
    // Whole, but written by a later version of Deno: no result for this one.
    return null;
  }
}

function sumOf(data: Uint8Array): Uint8Array {
  return createHash("sha256").update(data).digest();
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** When a file was written, in milliseconds; now, if it has just gone. */
function writtenAt(path: string): number {
  try {
    return Deno.statSync(path).mtime?.getTime() ?? Date.now();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return Date.now();
    throw error;
  }
}

/** Another process may have been quicker. */
function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
