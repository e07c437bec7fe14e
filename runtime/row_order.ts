/**
 * Sorts rows by one column: the numbers of the rows, so that no row is moved or copied.
 *
 * Comparing two cells at a time takes over a second for a million rows. Where all cells are numbers,
 * dates, booleans or texts, each is turned into 64 bits that sort as it does, and the rows are dealt out
 * by 16 bits at a time, four times at most (a radix sort). Of a text, these bits hold its beginning; only
 * rows whose beginnings are the same are compared, by the rest. A column with cells of several kinds is
 * compared all along.
 *
 * Texts are sorted without regard to case and accents, in the order of Unicode. Rows with equal cells
 * stay in the order in which they came, rows without a value come last.
 */
import { plainText } from "./cell.ts";
import type { ReadCell } from "./rows.ts";

export interface RowOrder {
  /** The rows' numbers, ascending by their cells. */
  readonly order: Uint32Array;
  /** How many of them have a value; the others come after these. */
  readonly present: number;
}

/** Sorts rows 0 to `size` by the cells that `read` reads. */
export function orderOf(size: number, read: ReadCell): RowOrder {
  const rows = new Uint32Array(size);
  const numbers = new Float64Array(size);
  const missing: number[] = [];
  let present = 0;
  let texts = 0;
  let others = 0;
  for (let row = 0; row < size; row++) {
    const cell = read(row);
    if (typeof cell === "number" || typeof cell === "boolean" || cell instanceof Date) {
      // -0 is 0, and must not sort before it.
      numbers[present] = Number(cell) + 0;
      if (Number.isNaN(numbers[present])) missing.push(row);
      else rows[present++] = row;
    } else if (cell === null || cell === undefined || cell === "") {
      missing.push(row);
    } else {
      rows[present++] = row;
      typeof cell === "string" ? texts++ : others++;
    }
  }
  rows.set(missing, present);
  const sorted = rows.subarray(0, present);
  if (texts + others === 0) sortNumbers(sorted, numbers);
  else if (texts === present) sortTexts(sorted, read);
  else sortMixed(sorted, read);
  return { order: rows, present };
}

// ── Numbers ─────────────────────────────────────────────────────────────────────────────────────

function sortNumbers(rows: Uint32Array, numbers: Float64Array): void {
  const { length } = rows;
  const bits = new Uint32Array(numbers.buffer);
  const [high, low] = LITTLE_ENDIAN ? [1, 0] : [0, 1];
  const highs = new Uint32Array(length);
  const lows = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const isNegative = bits[2 * i + high]! >>> 31 === 1;
    // As integers, the bits of positive numbers sort as the numbers do, those of negative ones the other way.
    highs[i] = isNegative ? ~bits[2 * i + high]! : bits[2 * i + high]! | 0x80000000;
    lows[i] = isNegative ? ~bits[2 * i + low]! : bits[2 * i + low]!;
  }
  deal(rows, highs, lows);
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

// ── Texts ───────────────────────────────────────────────────────────────────────────────────────

/** Groups of rows that begin alike are dealt out once more if they are larger than this. */
const LARGE_GROUP = 5000;

/** What a letter up to U+024F is without case and accents; a letter that becomes two stays itself. */
const PLAIN = Uint16Array.from({ length: 0x250 }, (_, code) => {
  const plain = folded(String.fromCharCode(code));
  return plain.length === 1 ? plain.charCodeAt(0) : code;
});

/** A text without case and accents. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The code of a letter without case and accents. */
function plainCode(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 0x250 ? PLAIN[code]! : code;
}

function sortTexts(rows: Uint32Array, read: ReadCell): void {
  const texts = new Array<string>(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const text = read(rows[i]!) as string;
    // Letters beyond the table may be several for one, or marks on the one before.
    texts[i] = /[^\0-\u024f]/.test(text) ? folded(text) : text;
  }
  dealTexts(rows, texts, 0);
}

/** Sorts rows by their texts, all of which are the same up to `from`. */
function dealTexts(rows: Uint32Array, texts: readonly string[], from: number): void {
  const { start, longest } = measured(texts, from);
  if (longest <= start) return;
  // Eight letters of 7 bits if that is enough for them, else four of 16.
  const keys = beginnings(texts, start, 7) ?? beginnings(texts, start, 16)!;
  const { highs, lows, end } = keys;
  const places = deal(rows, highs, lows);
  if (longest <= end) return;
  let first = 0;
  for (let i = 1; i <= rows.length; i++) {
    const isSame = i < rows.length && highs[places[i]!] === highs[places[first]!] &&
      lows[places[i]!] === lows[places[first]!];
    if (isSame) continue;
    if (i - first > 1) sortGroup(rows.subarray(first, i), places.subarray(first, i), texts, end);
    first = i;
  }
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

/** What texts hold from `start` on, in 64 bits of so many bits a letter; null if one needs more. */
function beginnings(
  texts: readonly string[],
  start: number,
  bits: 7 | 16,
): { readonly highs: Uint32Array; readonly lows: Uint32Array; readonly end: number } | null {
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
  return { highs, lows, end };
}

/** What a letter sorts by. Nothing is 0, before any letter; U+FFFF, which is none, shares its neighbour's. */
function keyAt(text: string, at: number): number {
  return at < text.length ? Math.min(plainCode(text, at) + 1, 0xffff) : 0;
}

/** Sorts rows whose texts are the same up to `from`. `places` says where in `texts` theirs are. */
function sortGroup(
  rows: Uint32Array,
  places: Uint32Array,
  texts: readonly string[],
  from: number,
): void {
  const group = Array.from(places, (place) => texts[place]!);
  if (group.length > LARGE_GROUP) return dealTexts(rows, group, from);
  if (group.every((text) => text.length <= from)) return;
  const entries = group.map((text, i) => ({ text, row: rows[i]! }));
  entries.sort((a, b) => compare(a.text, b.text, from));
  for (let i = 0; i < entries.length; i++) rows[i] = entries[i]!.row;
}

function compare(a: string, b: string, from: number): number {
  const length = Math.min(a.length, b.length);
  for (let at = from; at < length; at++) {
    const difference = plainCode(a, at) - plainCode(b, at);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

// ── Dealing ─────────────────────────────────────────────────────────────────────────────────────

const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Sorts `rows` by the 64 bits that stand for each, highs before lows; equal ones stay in order. Answers
 * the place that each had before. Sixteen bits that are the same in all rows cost one look.
 */
function deal(rows: Uint32Array, highs: Uint32Array, lows: Uint32Array): Uint32Array {
  const { length } = rows;
  let places = new Uint32Array(length);
  let next = new Uint32Array(length);
  for (let i = 0; i < length; i++) places[i] = i;
  // Clearing the counts would cost more than sorting a few rows.
  if (length < 2000) {
    places.sort((a, b) => highs[a]! - highs[b]! || lows[a]! - lows[b]! || a - b);
  } else {
    const counts = new Uint32Array(DIGITS);
    for (const keys of [lows, highs]) {
      for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
        counts.fill(0);
        for (let i = 0; i < length; i++) counts[(keys[i]! >>> shift) & (DIGITS - 1)]!++;
        if (counts[(keys[0]! >>> shift) & (DIGITS - 1)] === length) continue;
        let start = 0;
        for (let digit = 0; digit < DIGITS; digit++) {
          const count = counts[digit]!;
          counts[digit] = start;
          start += count;
        }
        for (let i = 0; i < length; i++) {
          const place = places[i]!;
          next[counts[(keys[place]! >>> shift) & (DIGITS - 1)]!++] = place;
        }
        [places, next] = [next, places];
      }
    }
  }
  const before = rows.slice();
  for (let i = 0; i < length; i++) rows[i] = before[places[i]!]!;
  return places;
}

// ── Everything else ─────────────────────────────────────────────────────────────────────────────

/** Numbers before texts, texts before the rest. */
function sortMixed(rows: Uint32Array, read: ReadCell): void {
  const entries = Array.from(rows, (row) => keyOf(read(row), row));
  entries.sort((a, b) =>
    a.rank - b.rank ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
  for (let i = 0; i < entries.length; i++) rows[i] = entries[i]!.row;
}

interface MixedKey {
  readonly row: number;
  readonly rank: number;
  readonly key: number | bigint | string;
}

function keyOf(cell: unknown, row: number): MixedKey {
  if (typeof cell === "number" || typeof cell === "bigint") return { row, rank: 0, key: cell };
  if (typeof cell === "boolean" || cell instanceof Date) return { row, rank: 0, key: Number(cell) };
  if (typeof cell === "string") return { row, rank: 1, key: folded(cell) };
  return { row, rank: 2, key: folded(plainText(cell)) };
}
