/**
 * Dates and times as people read them. A format is how much is said (`"short"` to `"full"`), which goes by
 * the reader's language, or `"relative"`, as in "3 days ago".
 */
import { isDay } from "./cell.ts";
import { remembering } from "./reader.ts";
import type { Reader } from "./reader.ts";

/** What a cell of dates is read for. */
export type DateKind = "date" | "datetime" | "time";

const STYLES = ["short", "medium", "long", "full"] as const;
type Style = (typeof STYLES)[number];

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;
/** Without a zone at its end, it is what a clock on the wall shows. */
const WALL = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/** A point in time, and whether it is to be shown in the reader's zone or as it stands. */
interface Moment {
  readonly date: Date;
  readonly fixed: boolean;
}

/** What a cell says of a time: a Date, milliseconds since 1970, or ISO 8601; null if it says nothing. */
export function momentOf(cell: unknown): Moment | null {
  const moment = momentIn(cell);
  return moment === null || Number.isNaN(moment.date.getTime()) ? null : moment;
}

function momentIn(cell: unknown): Moment | null {
  if (cell instanceof Date) return { date: cell, fixed: isDay(cell) };
  if (typeof cell === "number") return { date: new Date(cell), fixed: false };
  if (typeof cell !== "string") return null;
  if (DAY.test(cell)) return { date: new Date(`${cell}T00:00Z`), fixed: true };
  if (TIME.test(cell)) return { date: new Date(`1970-01-01T${cell}Z`), fixed: true };
  if (WALL.test(cell)) return { date: new Date(`${cell.replace(" ", "T")}Z`), fixed: true };
  return /^\d{4}-\d\d-\d\dT/.test(cell) ? { date: new Date(cell), fixed: false } : null;
}

const intl = remembering((name) => {
  const [locale, style, kind, timeZone] = name.split(" ") as [string, Style, DateKind, string];
  return new Intl.DateTimeFormat(locale, { timeZone, ...stylesOf(style, kind) });
});

function stylesOf(style: Style, kind: DateKind): Intl.DateTimeFormatOptions {
  return {
    ...(kind !== "time" && { dateStyle: style }),
    ...(kind === "time" && { timeStyle: style === "short" ? "short" : "medium" }),
    ...(kind === "datetime" && { timeStyle: style === "full" ? "medium" : "short" }),
  };
}

/**
 * A format as the options of `Intl.DateTimeFormat`.
 *
 * @throws {SyntaxError} If there is no such format, or it tells how long ago something was.
 */
export function dateStyles(format: string, kind: DateKind): Intl.DateTimeFormatOptions {
  if (STYLES.includes(format as Style)) return stylesOf(format as Style, kind);
  throw new SyntaxError(
    `Cannot read date format "${format}": must be one of ${STYLES.join(", ")}`,
  );
}

const ago = remembering((locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));

/**
 * Makes the function that writes what a cell says of a time; null for a cell that says nothing of it.
 *
 * @throws {SyntaxError} If there is no such format.
 */
export function dateFormat(
  format: string,
  kind: DateKind,
  { locale, timeZone }: Reader,
): (cell: unknown) => string | null {
  const write = (format as Style | "relative") === "relative"
    ? ({ date }: Moment) => relative(date.getTime() - Date.now(), locale)
    : STYLES.includes(format as Style)
    ? ({ date, fixed }: Moment) =>
      intl(`${locale} ${format} ${kind} ${fixed ? "UTC" : timeZone}`).format(date)
    : null;
  if (write === null) {
    throw new SyntaxError(
      `Cannot read date format "${format}": must be one of ${STYLES.join(", ")}, relative`,
    );
  }
  return (cell) => {
    const moment = momentOf(cell);
    return moment === null ? null : write(moment);
  };
}

const UNITS = [
  ["year", 365.25 * 86_400_000],
  ["month", 30.4375 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

function relative(ms: number, locale: string): string {
  for (const [unit, size] of UNITS) {
    if (Math.abs(ms) >= size) return ago(locale).format(Math.round(ms / size), unit);
  }
  return ago(locale).format(Math.round(ms / 1000), "second");
}
