/** Values as text: dates and numbers as they stand in tables and in running text. */
import { remembering } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { wallText } from "./wall_time.ts";

/** Decimals that a table shows at most. */
const MOST_DECIMALS = 4;
/** Below this, that many decimals would show nothing but zeros. */
const SMALL = 0.0001;

/** How much of `YYYY-MM-DD HH:MM:SS` a column needs. */
const DAY = 10;
const MINUTE = 16;
const SECOND = 19;

const words = remembering((name) => {
  const [locale, timeZone, dateOnly] = name.split(" ");
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    ...(dateOnly ? { timeZone: "UTC" } : { timeStyle: "short", timeZone: timeZone! }),
  });
});

/** A date in the reader's language. One at midnight UTC is a day, and no time of day is shown. */
export function dateInWords(date: Date, { locale, timeZone }: Reader): string {
  if (Number.isNaN(date.getTime())) return "Invalid Date";
  return words(`${locale} ${timeZone}${isDay(date) ? " day" : ""}`).format(date);
}

/** Writes the cells of one column, all in the same way, and says whether they are numbers. */
export function columnTexts(
  cells: readonly unknown[],
  reader: Reader,
): { readonly texts: string[]; readonly numeric: boolean } {
  const present = cells.filter((cell) => cell !== null && cell !== undefined);
  const numeric = present.length > 0 &&
    present.every((cell) => typeof cell === "number" || typeof cell === "bigint");
  return { texts: cells.map(cellWriter(present, reader)), numeric };
}

/** Makes the function that writes the cells of a column, all in the way that fits those of `sample`. */
export function cellWriter(
  sample: readonly unknown[],
  { timeZone }: Reader,
): (cell: unknown) => string {
  const decimals = decimalsOf(sample);
  const dates = sample.filter((cell) => cell instanceof Date);
  const length = dates.every(isDay) ? DAY : dates.every(isMinute) ? MINUTE : SECOND;
  return (cell) => {
    if (typeof cell === "number") return numberText(cell, decimals);
    if (cell instanceof Date) return dateText(cell, length, timeZone);
    return plainText(cell);
  };
}

/** A cell as it is, without any format: whole numbers of digits, dates in UTC. */
export function plainText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (cell instanceof Date) return dateText(cell, isDay(cell) ? DAY : Infinity, "UTC");
  return typeof cell === "object" ? objectText(cell) : String(cell);
}

/** As many decimals as the column's numbers have, so that their points stand below each other. */
function decimalsOf(cells: readonly unknown[]): number {
  let decimals = 0;
  for (const cell of cells) {
    if (typeof cell !== "number" || Number.isInteger(cell) || !Number.isFinite(cell)) continue;
    if (Math.abs(cell) < SMALL) continue;
    const text = String(cell);
    const point = text.indexOf(".");
    const long = text.includes("e") ? 0 : text.length - point - 1;
    decimals = Math.max(decimals, Math.min(long, MOST_DECIMALS));
    if (decimals === MOST_DECIMALS) break;
  }
  return decimals;
}

function numberText(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size >= 1e15 || (size < SMALL && size > 0)) return String(value);
  return value.toFixed(decimals);
}

/** As ISO 8601 has it, but in the reader's time zone: it sorts, and no one takes the day for the month. */
function dateText(date: Date, length: number, timeZone: string): string {
  if (Number.isNaN(date.getTime())) return "Invalid Date";
  return (length === DAY ? date.toISOString() : wallText(date, timeZone)).slice(0, length);
}

/** Whether it stands for a day of the calendar: one at midnight UTC does. */
export function isDay(date: Date): boolean {
  return date.getTime() % 86_400_000 === 0;
}

function isMinute(date: Date): boolean {
  return date.getTime() % 60_000 === 0;
}

function objectText(value: object): string {
  if (value instanceof URL || String(Object.prototype.toString.call(value)).includes("Temporal")) {
    return String(value);
  }
  try {
    return JSON.stringify(value, (_, inner) => typeof inner === "bigint" ? String(inner) : inner) ??
      String(value);
  } catch {
    // In a circle, or its own toJSON fails: there is no shorter way to say what it is.
    return Object.prototype.toString.call(value);
  }
}
