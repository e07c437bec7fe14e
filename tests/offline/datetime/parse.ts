import { isValid } from "date-fns/isValid";
import { parse as parseLocal } from "date-fns/parse";
import { startOfToday } from "date-fns/startOfToday";
import { dateFnsPattern } from "./pattern.ts";

/** The date that a text tells by a pattern such as `yyyy-MM-dd`, in local time; throws if it tells none. */
export function parse(dateString: string, formatString: string): Date {
  const date = parseLocal(dateString, dateFnsPattern(formatString), startOfToday());
  if (!isValid(date)) {
    throw new Error(`Cannot parse date "${dateString}": it does not fit "${formatString}"`);
  }
  return date;
}
