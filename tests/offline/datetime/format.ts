import { UTCDate } from "@date-fns/utc";
import { format as formatLocal } from "date-fns/format";
import { dateFnsPattern } from "./pattern.ts";

/** How to read the date. */
export interface FormatOptions {
  /** `"UTC"`, else the local time zone. */
  timeZone?: "UTC";
}

/** The date as text, by a pattern such as `yyyy-MM-dd HH:mm:ss.SSS`. */
export function format(date: Date, formatString: string, options: FormatOptions = {}): string {
  const shown = options.timeZone === "UTC" ? new UTCDate(date) : date;
  return formatLocal(shown, dateFnsPattern(formatString));
}
