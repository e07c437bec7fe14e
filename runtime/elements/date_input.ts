import { readerOf, remembering } from "../reader.ts";
import { currentScope } from "../scope.ts";
import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";

/** Calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** A day of the calendar. */
export interface DateInputElement extends WidgetElement<"dateInput"> {
  readonly value: IsoDate | null;
  readonly min: IsoDate | null;
  readonly max: IsoDate | null;
  /**
   * The value is today's date, guessed before the browser told its time zone. The browser puts it
   * right if its own is another.
   */
  readonly guessed: boolean;
}

const dateInputKind: WidgetKind<DateInputElement, IsoDate | null> = {
  kind: "dateInput",
  decode: ({ min, max }, sent) => {
    const text = sent[0] ?? "";
    if (sent.length > 1) return { ok: false, reason: `takes one date, ${sent.length} were sent` };
    if (text === "") return { ok: true, value: null };
    if (!isDate(text)) return { ok: false, reason: `does not take "${text}"` };
    if (!isBetween(text, min, max)) {
      return { ok: false, reason: `takes ${min ?? ""} to ${max ?? ""}, ${text} was sent` };
    }
    return { ok: true, value: text };
  },
};

/** Whether this is a day that the calendar has. */
function isDate(text: unknown): text is IsoDate {
  if (typeof text !== "string") return false;
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null || match[1] === "0000") return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Dates of this form sort as texts. */
function isBetween(date: IsoDate, min: IsoDate | null, max: IsoDate | null): boolean {
  return (min === null || date >= min) && (max === null || date <= max);
}

/** Writes days as ISO 8601 has them. */
const calendar = remembering((timeZone) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
);

/** The day that a Date stands for: one at midnight UTC is a day, any other a moment. */
function dayOf(date: Date, timeZone: string): IsoDate {
  if (Number.isNaN(date.getTime())) return "Invalid Date";
  return calendar(date.getTime() % 86_400_000 === 0 ? "UTC" : timeZone).format(date);
}

/**
 * Draws a field for a day of the calendar, as in `"2026-11-21"`; null while it is empty. `"today"` is
 * today where the user is.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const day = st.dateInput("Delivery", { min: "2026-01-01" });
 *   st.write(day === null ? "Choose a day" : `Delivered on ${day}`);
 * });
 * ```
 *
 * @throws {SyntaxError} If `value`, `min` or `max` is no date of the calendar.
 * @throws {RangeError} If `min` is after `max`, or `value` not between them.
 */
export function dateInput(
  label: string,
  options: WidgetOptions & {
    /**
     * Initial date. `"today"` is the day that it is where the user is; a `Date` at midnight UTC is that
     * day, any other is the day that it was then where the user is. Default: `"today"`.
     */
    value?: IsoDate | Date | "today" | null;
    /** First day taken. */
    min?: IsoDate;
    /** Last day taken. */
    max?: IsoDate;
  } = {},
): IsoDate | null {
  const { min = null, max = null, value: given = "today" } = options;
  const { run } = currentScope(`dateInput "${label}"`);
  const { timeZone } = readerOf(run);
  const isToday = given === "today";
  const initial = isToday
    ? nearest(calendar(timeZone).format(), min, max)
    : given instanceof Date
    ? dayOf(given, timeZone)
    : given;
  for (const [name, date] of Object.entries({ min, max, value: initial })) {
    if (date === null || isDate(date)) continue;
    throw new SyntaxError(
      `Cannot create dateInput "${label}" as ${name} must be a date such as "2026-11-21": received ` +
        `"${date}"`,
    );
  }
  if (min !== null && max !== null && min > max) {
    throw new RangeError(
      `Cannot create dateInput "${label}" as min must be <= max: received min ${min}, max ${max}`,
    );
  }
  if (initial !== null && !isBetween(initial, min, max)) {
    throw new RangeError(
      `Cannot create dateInput "${label}" as value must be between min and max: received ${initial}`,
    );
  }
  return drawWidget<DateInputElement, IsoDate | null>(dateInputKind, {
    label,
    options,
    // Today is the same widget tomorrow.
    identity: `${isToday ? "today" : initial} ${min} ${max}`,
    initial,
    accepts: (value): value is IsoDate | null =>
      value === null || (isDate(value) && isBetween(value, min, max)),
    element: (base, value) => ({
      ...base,
      value,
      min,
      max,
      guessed: isToday && run.session.request.timeZone === null && value === initial,
    }),
  });
}

/** Today, or the bound next to it. */
function nearest(date: IsoDate, min: IsoDate | null, max: IsoDate | null): IsoDate {
  if (min !== null && date < min) return min;
  return max !== null && date > max ? max : date;
}
