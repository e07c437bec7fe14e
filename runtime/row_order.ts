/**
 * Sorts rows by one column: the numbers of the rows, so that no row is moved or copied.
 *
 * Comparing two cells at a time takes over a second for a million rows. Where all cells are numbers,
 * dates, booleans or texts, each is turned into 64 bits that sort as it does, and the rows are dealt out
 * by these (a radix sort). A column with cells of several kinds is compared all along. Rows with equal
 * cells stay in the order in which they came, rows without a value come last.
 */
import { plainText } from "./cell.ts";
import { deal } from "./radix_sort.ts";
import type { ReadCell } from "./rows.ts";
import { folded, TextLetters } from "./text_letters.ts";
import { TextOrder } from "./text_order.ts";

export interface RowOrder {
  /** Number of the row at a place of the order, ascending by their cells. */
  readonly at: (index: number) => number;
  /** How many rows have a value; the others come after these. */
  readonly present: number;
}

/** Sorts rows 0 to `size` by the cells that `read` reads. */
export function orderOf(size: number, read: ReadCell): RowOrder {
  const rows = new Uint32Array(size);
  const numbers = new Float64Array(size);
  const missing: number[] = [];
  let present = 0;
  const letters = new TextLetters(
    size,
    { from: 0, folds: false },
    (index) => read(rows[index]!) as string,
  );
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
      if (typeof cell !== "string") others++;
      // Among others, texts are sorted another way.
      else if (++texts === present) letters.add(cell);
    }
  }
  rows.set(missing, present);
  const sorted = rows.subarray(0, present);
  if (texts > 0 && texts === present) {
    const order = new TextOrder(sorted, letters, read);
    return { at: (index) => index < present ? order.at(index) : rows[index]!, present };
  }
  if (texts + others === 0) sortNumbers(sorted, numbers);
  else sortMixed(sorted, read);
  return { at: (index) => rows[index]!, present };
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
