import { decodeCalendar, drawCalendar, readStep, readTime } from "../calendar.ts";
import type { CalendarElement, IsoTime, Notation } from "../calendar.ts";
import type { Interval } from "../interval.ts";
import type { RequiredOptions } from "../required.ts";
import type { WidgetKind, WidgetOptions } from "../widget.ts";

/** What stands on a clock. */
export type TimeInputElement = CalendarElement<"timeInput">;

const TIMES: Notation = {
  noun: "time",
  example: "09:30",
  now: "now",
  read: readTime,
  write: (wall, withSeconds) => wall.slice(11, withSeconds ? 19 : 16),
};

const timeInputKind: WidgetKind<TimeInputElement, unknown> = {
  kind: "timeInput",
  decode: (element, sent) => decodeCalendar(element, sent, TIMES),
};

/**
 * Draws a field for a time of the day, as in `"09:30"`, or `"09:30:15"` where `step` is no whole number of
 * minutes; null while it is empty.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const time = st.timeInput("Alarm", { value: "07:15", step: "15min" });
 *   st.write(time === null ? "No alarm" : `Rings at ${time}`);
 * });
 * ```
 *
 * @throws {SyntaxError} If `value` is no time of the day.
 * @throws {RangeError} If `step` is not between a second and a day, or `value` not on a step from midnight.
 */
export function timeInput(
  label: string,
  options: WidgetOptions & RequiredOptions & {
    /** Initial time; `"now"` is the time where the user is. Default: null, none. */
    value?: IsoTime | "now" | null;
    /** Between two times that are taken, from midnight on. Default: one minute. */
    step?: Interval;
  } = {},
): IsoTime | null {
  const { value = null, step = 60 } = options;
  const [time] = drawCalendar<TimeInputElement>(timeInputKind, {
    label,
    options,
    notation: TIMES,
    given: [value],
    min: null,
    max: null,
    step: readStep(`timeInput "${label}"`, step),
    element: (base) => base,
  });
  return time!;
}
