/**
 * What a clock on the wall shows at a point in time. Charts have one axis of time, drawn as if all clocks
 * went by UTC; so points in time are put to what the reader's clock shows before.
 */

const DAY = 86_400_000;
/** Clocks are put forward and back at no finer times than these. */
const QUARTER = 900_000;
/** Days are remembered for each zone; more than this is more than ten years. */
const MOST_REMEMBERED = 4_000;
const MOST_ZONES = 50;

type Zone = (time: number) => number;

const zones = new Map<string, Zone>();

/** The time that a clock in `timeZone` shows at `time`, in milliseconds as if it were UTC. */
export function wallClock(time: number, timeZone: string): number {
  if (timeZone === "UTC") return time;
  let zone = zones.get(timeZone);
  if (zone === undefined) {
    // The browser names its zone, and a made-up browser many.
    if (zones.size >= MOST_ZONES) zones.clear();
    zones.set(timeZone, zone = zoneOf(timeZone));
  }
  return time + zone(time);
}

/** How far ahead of UTC a zone is. Asking costs microseconds, so a day's answer is kept. */
function zoneOf(timeZone: string): Zone {
  // Swedish dates are those of ISO 8601.
  const clock = new Intl.DateTimeFormat("sv-SE", {
    ...{ timeZone, year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  });
  const known = new Map<number, number | null>();
  const offset = (time: number) => Date.parse(`${clock.format(time).replace(" ", "T")}Z`) - time;
  const remember = (start: number, value: number | null) => {
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(start, value);
    return value;
  };
  return (time) => {
    const day = Math.floor(time / DAY) * DAY;
    let ahead = known.get(day);
    if (ahead === undefined) {
      const morning = offset(day);
      ahead = remember(day, morning === offset(day + DAY) ? morning : null);
    }
    if (ahead !== null) return ahead;
    // On this day clocks are put forward or back.
    const quarter = Math.floor(time / QUARTER) * QUARTER;
    return known.get(quarter + 1) ?? remember(quarter + 1, offset(quarter))!;
  };
}
