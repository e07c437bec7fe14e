import { decodeCalendar, drawCalendar, readDateTime, readStep } from "../calendar.ts";
import type { CalendarElement, IsoDateTime, Notation } from "../calendar.ts";
import type { Interval } from "../interval.ts";
import type { RequiredOptions } from "../required.ts";
import type { WidgetKind, WidgetOptions } from "../widget.ts";

/** What stands on a calendar and on a clock beside it. */
export type DatetimeInputElement = CalendarElement<"datetimeInput">;

const DATES_AND_TIMES: Notation = {
  noun: "date and time",
  example: "2026-11-21T09:30",
  now: "now",
  read: readDateTime,
  write: (wall, withSeconds) => wall.slice(0, withSeconds ? 19 : 16),
};

const datetimeInputKind: WidgetKind<DatetimeInputElement, unknown> = {
  kind: "datetimeInput",
  decode: (element, sent) => decodeCalendar(element, sent, DATES_AND_TIMES),
};

/**
 * Draws a field for a day and a time of it, as in `"2026-11-21T09:30"`, or `"2026-11-21T09:30:15"` where
 * `step` is no whole number of minutes; null while it is empty. It is what stands on the user's wall, in no
 * time zone.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const start = st.datetimeInput("Start", { value: "2026-11-21T09:30", min: "2026-01-01T00:00" });
 *   if (start !== null) st.write(`Starts on ${start.replace("T", " at ")}`);
 * });
 * ```
 *
 * @throws {SyntaxError} If `value`, `min` or `max` is no date with a time.
 * @throws {RangeError} If `min` is after `max`, `value` not between them, or one of them not on a step.
 */
export function datetimeInput(
  label: string,
  options: WidgetOptions & RequiredOptions & {
    /**
     * Initial date and time; `"now"`, and a `Date`, is what stands on the user's wall then. Default: null,
     * none.
     */
    value?: IsoDateTime | Date | "now" | null;
    /** First one taken. */
    min?: IsoDateTime;
    /** Last one taken. */
    max?: IsoDateTime;
    /** Between two times that are taken, from midnight on. Default: one minute. */
    step?: Interval;
  } = {},
): IsoDateTime | null {
  const { value = null, min = null, max = null, step = 60 } = options;
  const [moment] = drawCalendar<DatetimeInputElement>(datetimeInputKind, {
    label,
    options,
    notation: DATES_AND_TIMES,
    given: [value],
    min,
    max,
    step: readStep(`datetimeInput "${label}"`, step),
    element: (base) => base,
  });
  return moment!;
}
