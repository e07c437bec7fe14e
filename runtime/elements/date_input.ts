import { decodeCalendar, drawCalendar, isDate } from "../calendar.ts";
import type { CalendarElement, IsoDate, Notation } from "../calendar.ts";
import type { RequiredOptions } from "../required.ts";
import type { WidgetKind, WidgetOptions } from "../widget.ts";

/** A day of the calendar, or the first and the last of several. */
export type DateInputElement = CalendarElement<"dateInput">;

const DAYS: Notation = {
  noun: "date",
  example: "2026-11-21",
  now: "today",
  read: (text) => isDate(text) ? text : null,
  write: (wall) => wall.slice(0, 10),
  // At midnight UTC, it is a day; any other is a moment.
  plain: (date) => date.getTime() % 86_400_000 === 0 ? date.toISOString().slice(0, 10) : null,
};

const dateInputKind: WidgetKind<DateInputElement, unknown> = {
  kind: "dateInput",
  decode: (element, sent) => decodeCalendar(element, sent, DAYS),
};

/** A day as an author gives it: `"today"` where the user is, a `Date` at midnight UTC or any other moment. */
export type DateValue = IsoDate | Date | "today" | null;

/** Options of {@linkcode dateInput}. */
export interface DateInputOptions extends WidgetOptions, RequiredOptions {
  /** First day taken. */
  min?: IsoDate;
  /** Last day taken. */
  max?: IsoDate;
}

/**
 * Draws a field for a day of the calendar, as in `"2026-11-21"`; null while it is empty. `"today"` is
 * today where the user is. With two days as `value` it sets both ends of a range and answers them; an
 * end that is empty is null.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const day = st.dateInput("Delivery", { min: "2026-01-01" });
 *   st.write(day === null ? "Choose a day" : `Delivered on ${day}`);
 *
 *   const [from, to] = st.dateInput("Holidays", { value: ["2026-08-01", "2026-08-14"] });
 *   st.write(`Away from ${from ?? "now"} to ${to ?? "ever"}`);
 * });
 * ```
 *
 * @throws {SyntaxError} If `value`, `min` or `max` is no date of the calendar.
 * @throws {RangeError} If `min` is after `max`, or `value` not between them.
 */
export function dateInput(
  label: string,
  options: DateInputOptions & {
    /** The first and the last day, the ends of a range. */
    value: readonly [DateValue, DateValue];
  },
): [from: IsoDate | null, to: IsoDate | null];
/** With one day as `value`, or without, it answers one. */
export function dateInput(
  label: string,
  options?: DateInputOptions & {
    /**
     * Initial date. `"today"` is the day that it is where the user is; a `Date` at midnight UTC is that
     * day, any other is the day that it was then where the user is. Default: `"today"`.
     */
    value?: DateValue;
  },
): IsoDate | null;
export function dateInput(
  label: string,
  options: DateInputOptions & { value?: DateValue | readonly [DateValue, DateValue] } = {},
): IsoDate | null | [IsoDate | null, IsoDate | null] {
  const { min = null, max = null, value = "today" } = options;
  const isRange = value !== null && typeof value === "object" && !(value instanceof Date);
  const values = drawCalendar<DateInputElement>(dateInputKind, {
    label,
    options,
    notation: DAYS,
    given: isRange ? value : [value],
    min,
    max,
    step: null,
    element: (base) => base,
  });
  return isRange ? [values[0]!, values[1]!] : values[0]!;
}
