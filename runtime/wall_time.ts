/** Points in time as a clock on a wall shows them: `YYYY-MM-DDTHH:MM:SS`, without a zone. */
import { remembering } from "./reader.ts";

const clock = remembering((timeZone) =>
  // Swedish dates are those of ISO 8601.
  new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  })
);

/** What a clock in `timeZone` shows, for people: `YYYY-MM-DD HH:MM:SS`. */
export function wallText(date: Date, timeZone: string): string {
  return clock(timeZone).format(date);
}

/** What a clock in `timeZone` shows. */
export function wallTime(date: Date, timeZone: string): string {
  return wallText(date, timeZone).replace(" ", "T");
}

/**
 * When a clock in `timeZone` shows that. A time that it leaves out in spring is the one as far after the
 * change; of two in autumn, the first.
 */
export function dateOfWallTime(text: string, timeZone: string): Date {
  const wanted = Date.parse(`${text}Z`);
  const ahead = (time: number) =>
    Date.parse(`${wallTime(new Date(time), timeZone)}Z`) - Math.floor(time / 1000) * 1000;
  const day = 86_400_000;
  const before = wanted - ahead(wanted - day);
  if (ahead(before) === wanted - before) return new Date(before);
  const after = wanted - ahead(wanted + day);
  return new Date(ahead(after) === wanted - after ? after : before);
}
