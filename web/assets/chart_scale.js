// @ts-check
/**
 * Scales and ticks of charts. The server draws a chart first, a browser draws it anew when it is zoomed or
 * its place has another width: both use this file, so that they agree. Knows numbers only, no drawing.
 */

/**
 * From values to pixels and back.
 * @typedef {{ at: (value: number) => number, back: (pixel: number) => number }} Scale
 */

/** A tick of an axis. @typedef {{ value: number, text: string }} Tick */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.4375 * DAY;
const YEAR = 12 * MONTH;

/** Steps between ticks of a clock, in milliseconds; above a day they follow the calendar. */
const CLOCK_STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14].map((n) => n * DAY),
];
const MONTH_STEPS = [1, 2, 3, 6];

/**
 * A scale that stretches `domain` over `range`, evenly or by its logarithm.
 * @param {readonly [number, number]} domain @param {readonly [number, number]} range @param {boolean} [log]
 * @returns {Scale}
 */
export function scaleOf([low, high], [from, to], log = false) {
  if (log) {
    const even = scaleOf([Math.log10(low), Math.log10(high)], [from, to]);
    return {
      at: (value) => even.at(Math.log10(value)),
      back: (pixel) => 10 ** even.back(pixel),
    };
  }
  const factor = (to - from) / (high - low || 1);
  return {
    at: (value) => from + (value - low) * factor,
    back: (pixel) => low + (pixel - from) / factor,
  };
}

/** 1, 2 or 5 times a power of ten, so that `span` has about `count` of them. @param {number} span @param {number} count */
export function stepOf(span, count) {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return (share >= 7.0710678 ? 10 : share >= 3.1622777 ? 5 : share >= 1.4142136 ? 2 : 1) * power;
}

/**
 * The domain, widened to whole steps.
 * @param {readonly [number, number]} domain @param {number} count @param {boolean} [log]
 * @returns {[number, number]}
 */
export function niceDomain([low, high], count, log = false) {
  if (log) return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))];
  if (!(high > low)) return [low, high];
  const step = stepOf(high - low, count);
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

/**
 * About `count` ticks at round numbers.
 * @param {readonly [number, number]} domain @param {number} count
 * @param {{ locale: string, whole?: boolean, years?: boolean, log?: boolean, percent?: boolean }} how
 *   `whole`: no ticks between whole numbers. `years`: written without groups of digits.
 * @returns {Tick[]}
 */
export function numberTicks(domain, count, how) {
  if (how.log) return logTicks(domain, how.locale);
  const [low, high] = domain;
  if (!(high > low)) return [];
  const step = Math.max(stepOf(high - low, count), how.whole ? 1 : 0);
  const ticks = [];
  // Whole steps are counted, not added up: 0.1 ten times is not 1.
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  for (let at = first; at <= last; at++) {
    const value = Number((at * step).toFixed(Math.min(decimals, 20)));
    ticks.push({ value, text: tickText(value, decimals, Math.max(-low, high), how) });
  }
  return ticks;
}

/** @param {number} value @param {number} decimals @param {number} largest @param {{ locale: string, years?: boolean, percent?: boolean }} how */
function tickText(value, decimals, largest, { locale, years, percent }) {
  if (years) return String(value);
  if (percent) return format(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
  if (largest >= 1e6 || (largest < 1e-4 && largest > 0)) {
    const notation = largest >= 1e15 || largest < 1e-4 ? "scientific" : "compact";
    return format(locale, { notation, maximumSignificantDigits: 4 }).format(value);
  }
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return format(locale, digits).format(value);
}

/**
 * Powers of ten, and what lies between if they are few.
 * @param {readonly [number, number]} domain @param {string} locale @returns {Tick[]}
 */
function logTicks([low, high], locale) {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.ceil(Math.log10(high) - 1e-9);
  const every = Math.ceil((last - first) / 8) || 1;
  const within = last - first <= 2 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = first; power <= last; power += every) {
    for (const part of within) {
      const value = Number((part * 10 ** power).toPrecision(3));
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
      ticks.push({ value, text: numberText(value, locale) });
    }
  }
  return ticks;
}

/**
 * About `count` ticks where a clock or a calendar has them. Times are milliseconds as if all clocks went
 * by UTC: what zone they were in is settled before.
 * @param {readonly [number, number]} domain @param {number} count @param {string} locale
 * @returns {Tick[]}
 */
export function timeTicks([from, to], count, locale) {
  if (!(to > from)) return [];
  const rough = (to - from) / Math.max(1, count);
  const values = rough > 20 * DAY ? calendarTicks(from, to, rough) : clockTicks(from, to, rough);
  return values.map((value) => ({ value, text: timeTickText(value, locale) }));
}

/** @param {number} from @param {number} to @param {number} rough */
function clockTicks(from, to, rough) {
  const step = nearest(CLOCK_STEPS, rough);
  // Weeks begin on Mondays; the epoch began on a Thursday.
  const offset = step % (7 * DAY) === 0 ? 4 * DAY : 0;
  const values = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step) {
    values.push(at);
  }
  return values;
}

/** @param {number} from @param {number} to @param {number} rough */
function calendarTicks(from, to, rough) {
  const inYears = rough > 8 * MONTH;
  const months = inYears
    ? 12 * Math.max(1, stepOf(rough / YEAR, 1))
    : nearest(MONTH_STEPS, rough / MONTH);
  const start = new Date(from);
  const values = [];
  let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
  for (;; month += months) {
    const at = startOfMonth(month);
    if (!(at <= to)) return values;
    if (at >= from) values.push(at);
  }
}

/** @param {number} months since the year 0 */
function startOfMonth(months) {
  // The years up to 99 mean those of the last century to Date.UTC().
  return new Date(0).setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1);
}

/** @param {readonly number[]} steps @param {number} rough */
function nearest(steps, rough) {
  const distance = (/** @type {number} */ step) => Math.abs(Math.log(step / rough));
  return steps.reduce((best, step) => distance(step) < distance(best) ? step : best);
}

/** Says of a tick what is new at it: the year, the month, the day, or the time of day. @param {number} time @param {string} locale */
function timeTickText(time, locale) {
  const date = new Date(time);
  if (time % DAY !== 0) return clockText(date);
  if (date.getUTCDate() !== 1) {
    return dateFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" }).format(date);
  }
  if (date.getUTCMonth() !== 0) {
    return dateFormat(locale, { month: "short", timeZone: "UTC" }).format(date);
  }
  return String(date.getUTCFullYear());
}

/** @param {Date} date */
function clockText(date) {
  const text = date.toISOString().slice(11, 23);
  if (!text.endsWith(".000")) return text.replace(/0+$/, "");
  return text.slice(0, text.endsWith(":00.000") ? 5 : 8);
}

/** A time as ISO 8601 has it, as much of it as says something. @param {number} time */
export function timeText(time) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "";
  const day = date.toISOString().replace(/T.*/, "");
  return time % DAY === 0 ? day : `${day} ${clockText(date)}`;
}

/** A number as people read it. @param {number} value @param {string} locale */
export function numberText(value, locale) {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-6)) return String(Number(value.toPrecision(6)));
  return format(locale, { maximumFractionDigits: 12 }).format(value);
}

/** Formats by what they are made of: making one is dear. @type {Map<string, Intl.NumberFormat | Intl.DateTimeFormat>} */
const formats = new Map();
/** Visitors' browsers name the locale, and can name many. */
const MOST_FORMATS = 500;

/** @template {Intl.NumberFormat | Intl.DateTimeFormat} F @param {string} key @param {() => F} make @returns {F} */
function remembered(key, make) {
  let known = formats.get(key);
  if (known === undefined) {
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(key, known = make());
  }
  return /** @type {F} */ (known);
}

/** @param {string} locale @param {Intl.NumberFormatOptions} options */
function format(locale, options) {
  const { style, notation, maximumSignificantDigits, maximumFractionDigits } = options;
  const key =
    `${locale} ${style} ${notation} ${maximumSignificantDigits} ${maximumFractionDigits}` +
    ` ${options.minimumFractionDigits}`;
  return remembered(key, () => new Intl.NumberFormat(locale, options));
}

/** @param {string} locale @param {Intl.DateTimeFormatOptions} options */
function dateFormat(locale, options) {
  const key = `${locale} ${options.month} ${options.day} date`;
  return remembered(key, () => new Intl.DateTimeFormat(locale, options));
}
