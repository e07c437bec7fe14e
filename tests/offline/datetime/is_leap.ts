import { isLeapYear } from "date-fns/isLeapYear";

/** Whether the year, or the year of the date in local time, is a leap year. */
export function isLeap(year: Date | number): boolean {
  return isLeapYear(typeof year === "number" ? firstDayOf(year) : year);
}

/** Whether the year, or the year of the date in UTC, is a leap year. */
export function isUtcLeap(year: Date | number): boolean {
  return isLeap(typeof year === "number" ? year : year.getUTCFullYear());
}

function firstDayOf(year: number): Date {
  const date = new Date(2000, 0, 1);
  // The constructor would take 0 to 99 for 1900 to 1999.
  date.setFullYear(year);
  return date;
}
