/**
 * Sorts rows by a column of texts, without regard to case and accents, in the order of Unicode.
 *
 * The beginning of each text is turned into 64 bits that sort as it does. Most texts of a column begin
 * like many others, and sorting all of these by the rest takes longest: it is left until somebody looks.
 */
import { deal } from "./radix_sort.ts";
import type { ReadCell } from "./rows.ts";

/** Groups that begin alike are dealt out once more if they are larger than this; others are compared. */
const LARGE_GROUP = 5000;

/** What is known of a place in the order. */
const SETTLED = 0;
/** A group of rows begins or goes on here, all of whose texts begin alike: the rest of them decides. */
const FIRST = 1;
const LATER = 2;

/** What a letter up to U+024F is without case and accents; a letter that becomes two stays itself. */
const PLAIN = Uint16Array.from({ length: 0x250 }, (_, code) => {
  const plain = folded(String.fromCharCode(code));
  return plain.length === 1 ? plain.charCodeAt(0) : code;
});

/** A text without case and accents. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The code of a letter without case and accents. */
function plainCode(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 0x250 ? PLAIN[code]! : code;
}

/** Rows in the order of their texts. Groups of rows that begin alike are sorted when one is looked at. */
export class TextOrder {
  readonly #rows: Uint32Array;
  readonly #read: ReadCell;
  readonly #state: Uint8Array;
  /** Of large groups, how many letters are the same in all of it. */
  readonly #alike: Map<number, number> = new Map();

  /** Sorts `rows` in place, all of whose cells are texts, `texts`; `read` reads them again. */
  constructor(rows: Uint32Array, texts: readonly string[], read: ReadCell) {
    this.#rows = rows;
    this.#read = read;
    this.#state = new Uint8Array(rows.length);
    this.#deal(rows, texts, { offset: 0, from: 0 });
  }

  at(index: number): number {
    // Dealing out a large group may leave smaller ones.
    while (this.#state[index] !== SETTLED) this.#settle(index);
    return this.#rows[index]!;
  }

  /** Sorts the group that a place is in. */
  #settle(index: number): void {
    const state = this.#state;
    let start = index;
    while (state[start] !== FIRST) start--;
    let end = index + 1;
    while (state[end] === LATER) end++;
    state.fill(SETTLED, start, end);
    const group = this.#rows.subarray(start, end);
    const texts = Array.from(group, (row) => this.#read(row) as string);
    if (group.length <= LARGE_GROUP) sortGroup(group, texts.map(comparable));
    else this.#deal(group, texts, { offset: start, from: this.#alike.get(start) ?? 0 });
  }

  /** Deals out rows that begin at place `offset`, and whose texts are the same up to `from`. */
  #deal(
    rows: Uint32Array,
    texts: readonly string[],
    { offset, from }: { readonly offset: number; readonly from: number },
  ): void {
    const { highs, lows, end, longest } = beginningsOf(texts, from, 7) ??
      beginningsOf(texts.map(comparable), from, 16)!;
    const places = deal(rows, highs, lows);
    if (longest <= end) return;
    let first = 0;
    for (let i = 1; i <= rows.length; i++) {
      const isSame = i < rows.length && highs[places[i]!] === highs[places[first]!] &&
        lows[places[i]!] === lows[places[first]!];
      if (isSame) continue;
      if (i - first > 1) {
        this.#state.fill(LATER, offset + first, offset + i);
        this.#state[offset + first] = FIRST;
        if (i - first > LARGE_GROUP) this.#alike.set(offset + first, end);
      }
      first = i;
    }
  }
}

/** A text that can be compared letter by letter: those beyond the table may be several for one, or marks. */
function comparable(text: string): string {
  return /[^\0-\u024f]/.test(text) ? folded(text) : text;
}

/** Up to where texts that are the same up to `from` go on being the same, and how long they are. */
function measured(
  texts: readonly string[],
  from: number,
): { readonly start: number; readonly longest: number } {
  let same = texts[0] ?? "";
  let longest = 0;
  for (const text of texts) {
    if (text.length > longest) longest = text.length;
    if (text.startsWith(same)) continue;
    let end = 0;
    while (end < same.length && text.charCodeAt(end) === same.charCodeAt(end)) end++;
    same = same.slice(0, end);
  }
  return { start: Math.max(from, same.length), longest };
}

interface Beginnings {
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
  /** Up to where texts with the same bits are the same. */
  readonly end: number;
  readonly longest: number;
}

/**
 * What texts hold from where they are not all the same, in 64 bits: eight letters of 7 bits, or four of 16;
 * null if one needs more.
 */
function beginningsOf(texts: readonly string[], from: number, bits: 7 | 16): Beginnings | null {
  const { start, longest } = measured(texts, from);
  const highs = new Uint32Array(texts.length);
  const lows = new Uint32Array(texts.length);
  const middle = start + (bits === 7 ? 4 : 2);
  const end = middle + (bits === 7 ? 4 : 2);
  let all = 0;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!;
    let high = 0;
    let low = 0;
    for (let at = start; at < middle; at++) {
      const key = keyAt(text, at);
      all |= key;
      high = (high << bits) | key;
    }
    for (let at = middle; at < end; at++) {
      const key = keyAt(text, at);
      all |= key;
      low = (low << bits) | key;
    }
    if (all >>> bits !== 0) return null;
    highs[i] = high;
    lows[i] = low;
  }
  return { highs, lows, end, longest };
}

/** What a letter sorts by. Nothing is 0, before any letter; U+FFFF, which is none, shares its neighbour's. */
function keyAt(text: string, at: number): number {
  return at < text.length ? Math.min(plainCode(text, at) + 1, 0xffff) : 0;
}

/** Sorts a few rows by comparing their texts. */
function sortGroup(rows: Uint32Array, texts: readonly string[]): void {
  const entries = texts.map((text, i) => ({ text, row: rows[i]! }));
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
