import { differenceInMonths } from "date-fns/differenceInMonths";
import { DAY, HOUR, MINUTE, SECOND, WEEK } from "./constants.ts";

/** A unit that a difference can be told in. */
export type Unit =
  | "milliseconds"
  | "seconds"
  | "minutes"
  | "hours"
  | "days"
  | "weeks"
  | "months"
  | "quarters"
  | "years";

/** The difference in each of the units asked for. */
export type DifferenceFormat = Partial<Record<Unit, number>>;

/** Which units: all of them by default. */
export type DifferenceOptions = {
  /** The units to tell the difference in. */
  units?: Unit[];
};

const LENGTH_IN_MS = {
  milliseconds: 1,
  seconds: SECOND,
  minutes: MINUTE,
  hours: HOUR,
  days: DAY,
  weeks: WEEK,
};
const LENGTH_IN_MONTHS = { months: 1, quarters: 3, years: 12 };
const ALL_UNITS = [...Object.keys(LENGTH_IN_MS), ...Object.keys(LENGTH_IN_MONTHS)] as Unit[];

/** How far two dates are apart, in whole units, whichever comes first. */
export function difference(from: Date, to: Date, options?: DifferenceOptions): DifferenceFormat {
  const milliseconds = Math.abs(to.getTime() - from.getTime());
  const months = Math.abs(differenceInMonths(to, from));
  const result: DifferenceFormat = {};
  for (const unit of options?.units ?? ALL_UNITS) {
    result[unit] = unit in LENGTH_IN_MONTHS
      ? Math.floor(months / LENGTH_IN_MONTHS[unit as keyof typeof LENGTH_IN_MONTHS])
      : Math.floor(milliseconds / LENGTH_IN_MS[unit as keyof typeof LENGTH_IN_MS]);
  }
  return result;
}
