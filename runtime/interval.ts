/**
 * Reads a stretch of time as authors write it: `runEvery`, a cache's `ttl`, a slider's step. Callers get
 * milliseconds; what they do with a very short or very long one is theirs to say.
 *
 * Text follows the constructor of pandas' Timedelta, as Streamlit's `run_every` does, including names
 * that pandas 3 dropped (T, L, U, N). It is stricter where pandas guesses: digits without a unit
 * (nanoseconds there) are an error, "P1M" is a month and not a minute, and ISO parts stand once, in order.
 */

/**
 * A stretch of time: seconds as a number; text as in pandas' Timedelta ("10s", "1h23s", "1.5 days",
 * "1 days 02:03:04", "500ms", ISO 8601 "PT10S"); or an object such as `Temporal.Duration`. Text needs
 * its unit: "10" alone is refused.
 */
export type Interval = number | string | { total(unit: "milliseconds"): number };

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const SECOND = 1_000;

/** Names in lower case; pandas ignores case, but for "M", which would be a month. */
const UNITS: readonly (readonly [milliseconds: number, names: string])[] = [
  [7 * DAY, "w"],
  [DAY, "d day days"],
  [HOUR, "h hr hour hours"],
  [MINUTE, "m t min minute minutes"],
  [SECOND, "s sec second seconds"],
  [1, "ms l milli millis millisecond milliseconds"],
  [1e-3, "us u µs micro micros microsecond microseconds"],
  [1e-6, "ns n nano nanos nanosecond nanoseconds"],
];
const LENGTH_BY_NAME = new Map(
  UNITS.flatMap(([length, names]) => names.split(" ").map((name) => [name, length] as const)),
);

const NUMBER = String.raw`(\d+(?:\.\d*)?|\.\d+)`;
const ISO_DURATION = new RegExp(
  `^P(?=.)(?:${NUMBER}W)?(?:${NUMBER}D)?` +
    `(?:T(?=.)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
);
const ISO_LENGTHS = [7 * DAY, DAY, HOUR, MINUTE, SECOND];

const QUANTITY = new RegExp(String.raw`${NUMBER}([^\d.:]+)`, "gy");
const CLOCK = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/;
const CLOCK_LENGTHS = [HOUR, MINUTE, SECOND];

/** The longest Timedelta: 2⁶³ nanoseconds, about 292 years. */
const LONGEST = 2 ** 63 / 1e6;

/** Milliseconds of an interval, or null where it means "no timer": null, undefined, nothing at all. */
export function parseInterval(value: Interval | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  const milliseconds = millisecondsOf(value);
  if (!Number.isFinite(milliseconds)) throw new RangeError(refusal(value, "must be finite"));
  if (milliseconds < 0) throw new RangeError(refusal(value, "must not be negative"));
  if (milliseconds > LONGEST) throw new RangeError(refusal(value, "must be at most 106751 days"));
  return milliseconds === 0 ? null : milliseconds;
}

function millisecondsOf(value: Interval): number {
  if (typeof value === "number") return value * SECOND;
  if (typeof value === "string") return readText(value);
  if (typeof value === "object" && typeof value.total === "function") return readDuration(value);
  throw new TypeError(
    'Cannot read interval: must be seconds as a number, text such as "10s", or a duration: ' +
      `received ${Array.isArray(value) ? "array" : typeof value}`,
  );
}

function readDuration(duration: { total(unit: "milliseconds"): number }): number {
  let milliseconds: unknown;
  try {
    milliseconds = duration.total("milliseconds");
  } catch (cause) {
    // Temporal cannot total years, months and weeks without a date to count from.
    const wanted = "must have a fixed length, made of days or smaller units";
    throw new RangeError(refusal(duration, wanted), { cause });
  }
  if (typeof milliseconds === "number") return milliseconds;
  throw new TypeError(
    `Cannot read interval: total("milliseconds") must be a number: received ${typeof milliseconds}`,
  );
}

function readText(text: string): number {
  if (/^[ ,+]*-/.test(text)) throw new RangeError(refusal(text, "must not be negative"));
  return text.startsWith("P") ? readIso(text) : readQuantities(text);
}

function readIso(text: string): number {
  const parts = ISO_DURATION.exec(text)?.slice(1);
  if (!parts) {
    const wanted = 'must be an ISO 8601 duration of weeks, days and time, as in "P1DT2H3M4.5S"';
    throw new SyntaxError(refusal(text, wanted));
  }
  return weigh(parts, ISO_LENGTHS);
}

/** Quantities with their units, then perhaps a clock: "1h23s", "2 days", "1 day, 2:03:04". */
function readQuantities(text: string): number {
  // Pandas skips these wherever they stand, so that "1,000 s" and "1h + 5 min" can be read.
  const dense = text.replaceAll(/[ ,+]/g, "");
  if (dense === "") throw new SyntaxError(refusal(text, 'must name a time, as in "10s"'));
  let total = 0;
  let end = 0;
  for (const [quantity, number, unit] of dense.matchAll(QUANTITY)) {
    total += Number(number) * lengthOf(unit!, text);
    end += quantity.length;
  }
  const rest = dense.slice(end);
  if (rest === "") return total;
  const clock = CLOCK.exec(rest)?.slice(1);
  if (clock) return total + weigh(clock, CLOCK_LENGTHS);
  if (/^\d+(\.\d*)?$/.test(rest)) {
    throw new SyntaxError(refusal(text, `"${rest}" has no unit, as in "${rest}s" for seconds`));
  }
  throw new SyntaxError(refusal(text, `"${rest}" must be like "1.5 days", "1h23s" or "02:03:04"`));
}

function lengthOf(unit: string, text: string): number {
  const length = unit === "M" ? undefined : LENGTH_BY_NAME.get(unit.toLowerCase());
  if (length !== undefined) return length;
  throw new SyntaxError(refusal(text, `unit "${unit}" must be one of W, D, h, min, s, ms, us, ns`));
}

function weigh(parts: readonly (string | undefined)[], lengths: readonly number[]): number {
  return parts.reduce((total, part, i) => total + Number(part ?? 0) * lengths[i]!, 0);
}

function refusal(value: Interval, reason: string): string {
  return `Cannot read interval "${value}": ${reason}`;
}
