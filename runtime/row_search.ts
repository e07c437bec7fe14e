/** Finds the rows that have a text in one of their cells, whatever its case. */
import { plainText } from "./cell.ts";
import type { ReadCell } from "./rows.ts";

const DAY_MS = 86_400_000;

/** Which rows were found: 1 for each. */
export interface FoundRows {
  readonly has: Uint8Array;
  readonly count: number;
}

/**
 * Looks for `text` in `columns` of rows 0 to `size`, or of those in `among`. Numbers and dates are found
 * by how they are written without any format: `1204.5`, `2026-11-21`, in UTC.
 */
export function findRows(
  text: string,
  size: number,
  columns: readonly ReadCell[],
  among?: FoundRows,
): FoundRows {
  const pattern = new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "i");
  // Most words have nothing to do with most columns, and writing a number takes longer than looking.
  const inNumbers = /^[\d.e+-]+$/i.test(text);
  const inDates = /^[\d-]+$/.test(text);
  const inTimes = /^[\dTZ:.-]+$/i.test(text);
  const has = new Uint8Array(size);
  let count = 0;
  // A million dates are of a few thousand days.
  const days = new Map<number, boolean>();
  const dayFits = (date: Date): boolean => {
    const day = Math.floor(date.getTime() / DAY_MS);
    let fits = days.get(day);
    if (fits === undefined) days.set(day, fits = pattern.test(plainText(date).slice(0, 10)));
    return fits;
  };
  const timeFits = (date: Date) =>
    !Number.isNaN(date.getTime()) && pattern.test(date.toISOString());
  const fits = (cell: unknown): boolean => {
    switch (typeof cell) {
      case "string":
        return pattern.test(cell);
      case "number":
      case "bigint":
        return inNumbers && pattern.test(String(cell));
      case "boolean":
        return pattern.test(String(cell));
      case "object":
        if (cell === null) return false;
        if (cell instanceof Date) return inDates ? dayFits(cell) : inTimes && timeFits(cell);
        if (cell instanceof URL) return pattern.test(cell.href);
        return Array.isArray(cell) &&
          cell.some((inner) => typeof inner !== "object" && fits(inner));
      default:
        return false;
    }
  };
  for (let row = 0; row < size; row++) {
    if (among !== undefined && among.has[row] === 0) continue;
    for (const read of columns) {
      if (!fits(read(row))) continue;
      has[row] = 1;
      count++;
      break;
    }
  }
  return { has, count };
}
