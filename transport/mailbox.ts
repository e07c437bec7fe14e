/**
 * Letters between processes that share a store: what was done in a page reached one process while
 * another one runs the page. The one that runs it takes the letter in beside what it runs, as if it
 * had got the request itself, and writes the answer back.
 */
import { Buffer } from "node:buffer";
import { deserialize, serialize } from "node:v8";
import type { SessionStore } from "../runtime/session_store.ts";
import type { Post } from "./decode.ts";

/** A request for a page that another process runs. */
export interface Letter extends Post {
  readonly id: string;
}

/** What the browser is to be answered. */
export interface Reply {
  readonly accepted: boolean;
  readonly html: string;
  readonly id: string;
}

/** Why what was posted is not taken in. */
export type Objection = "malformed" | "page full";

/** Nobody waits nearly as long; but processes judge it by clocks of their own, minutes apart. */
const TTL_MS = 30 * 60_000;
/** More than a page's regions post at once. */
const MOST_LETTERS = 50;
/** Letters that lie there before another one is taken: each may be as long as a post, and all are read at once. */
const MOST_BYTES = 1024 * 1024;

/** The letters for one page. */
export class Mailbox {
  readonly #store: SessionStore;
  readonly #address: string;

  constructor(store: SessionStore, page: string) {
    this.#store = store;
    this.#address = `${page}.mail`;
  }

  /** Puts a letter in; false if there is no room for it. */
  async post(letter: Letter): Promise<boolean> {
    let hasRoom = false;
    await this.#change((letters, bytes) => {
      hasRoom = letters.length < MOST_LETTERS && bytes < MOST_BYTES;
      return hasRoom ? [...letters, letter] : letters;
    });
    return hasRoom;
  }

  /** Takes all letters out. */
  async collect(): Promise<readonly Letter[]> {
    const found = await this.#store.get(this.#address);
    if (found === null || lettersIn(found.data).length === 0) return [];
    return await this.#change(() => []);
  }

  /** Takes one back; false if it was collected. */
  async withdraw({ id }: Letter): Promise<boolean> {
    const before = await this.#change((letters) => letters.filter((letter) => letter.id !== id));
    return before.some((letter) => letter.id === id);
  }

  /** Answers a letter. */
  async reply({ id }: Letter, reply: Reply | Objection): Promise<void> {
    await this.#store.set(`${this.#address}.${id}`, serialize(reply), null, TTL_MS);
  }

  /** The answer to a letter, if it has come. */
  async replyTo({ id }: Letter): Promise<Reply | Objection | null> {
    const at = `${this.#address}.${id}`;
    const found = await this.#store.get(at);
    if (found === null) return null;
    await this.#store.delete(at);
    return deserialize(Buffer.from(found.data)) as Reply | Objection;
  }

  /** Answers what was there before, of so many bytes. */
  async #change(
    to: (letters: readonly Letter[], bytes: number) => readonly Letter[],
  ): Promise<readonly Letter[]> {
    for (;;) {
      const found = await this.#store.get(this.#address);
      const before = found === null ? [] : lettersIn(found.data);
      const after = to(before, found?.data.length ?? 0);
      if (after === before) return before;
      const data = serialize(after);
      const version = await this.#store.set(this.#address, data, found?.version ?? null, TTL_MS);
      if (version !== null) return before;
    }
  }
}

function lettersIn(data: Uint8Array): readonly Letter[] {
  return deserialize(Buffer.from(data)) as Letter[];
}
