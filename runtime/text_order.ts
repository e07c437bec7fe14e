/**
 * Sorts rows by a column of texts, without regard to case and accents, in the order of Unicode.
 *
 * Rows are dealt out by the first letters of their texts. Those that begin alike are a group: how these go on
 * is left until somebody looks, as who looks sees a screenful of a million.
 */
import { dealOnce } from "./radix_sort.ts";
import type { ReadCell } from "./rows.ts";
import { comparable, plainCode, TextLetters } from "./text_letters.ts";
import type { Alike } from "./text_letters.ts";

/** Fewer rows than this are compared at once: to count by letters takes as long for one as for them. */
const FEW = 500;
/** Groups that begin alike are dealt out once more if they are larger than this; others are compared. */
const LARGE_GROUP = 5000;

/** What is known of a place in the order. */
const SETTLED = 0;
/** A group of rows begins, goes on or ends here, all of whose texts begin alike: the rest of them decides. */
const FIRST = 1;
const LATER = 2;
const LAST = 3;

/** Rows in the order of their texts. Groups of rows that begin alike are sorted when one is looked at. */
export class TextOrder {
  readonly #rows: Uint32Array;
  readonly #read: ReadCell;
  readonly #state: Uint8Array;
  /** Of large groups, by their first places, what their texts have in common. */
  readonly #alike: Map<number, Alike> = new Map();

  /** Sorts `rows` in place, whose texts are those that `letters` was told; `read` reads them again. */
  constructor(rows: Uint32Array, letters: TextLetters, read: ReadCell) {
    this.#rows = rows;
    this.#read = read;
    this.#state = new Uint8Array(rows.length);
    if (rows.length < FEW) sortGroup(rows, (index) => read(rows[index]!) as string);
    else this.#deal(0, rows, letters);
  }

  at(index: number): number {
    // Dealing out a large group may leave smaller ones.
    while (this.#state[index] !== SETTLED) this.#settle(index);
    return this.#rows[index]!;
  }

  /** Sorts the group that a place is in. */
  #settle(index: number): void {
    const state = this.#state;
    const start = state.lastIndexOf(FIRST, index);
    const end = state.indexOf(LAST, index) + 1;
    state.fill(SETTLED, start, end);
    const rows = this.#rows.subarray(start, end);
    const textOf = (index: number) => this.#read(rows[index]!) as string;
    if (rows.length <= LARGE_GROUP) return sortGroup(rows, textOf);
    const letters = new TextLetters(rows.length, this.#alike.get(start)!, textOf);
    for (let i = 0; i < rows.length; i++) letters.add(textOf(i));
    this.#deal(start, rows, letters);
  }

  /** Deals out the rows from place `offset` on. */
  #deal(offset: number, rows: Uint32Array, letters: TextLetters): void {
    const { keys, alike } = letters.finish();
    const ends = dealOnce(rows, keys);
    if (alike === null) return;
    let first = offset;
    for (let key = 0; key < ends.length; key++) {
      const end = offset + ends[key]!;
      if (end - first > 1) {
        this.#state.fill(LATER, first, end);
        this.#state[first] = FIRST;
        this.#state[end - 1] = LAST;
        if (end - first > LARGE_GROUP) this.#alike.set(first, alike);
      }
      first = end;
    }
  }
}

/** Sorts a few rows by comparing their texts. */
function sortGroup(rows: Uint32Array, textOf: (index: number) => string): void {
  const entries = Array.from(rows, (row, i) => ({ text: comparable(textOf(i)), row }));
  entries.sort((a, b) => compare(a.text, b.text));
  for (let i = 0; i < entries.length; i++) rows[i] = entries[i]!.row;
}

function compare(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = plainCode(a, at) - plainCode(b, at);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
