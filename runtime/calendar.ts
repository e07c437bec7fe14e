/**
 * What fields for days and times share: what of the calendar and the clock may be sent, where its steps
 * are, how a moment becomes what stands on the wall of whoever reads the page. An element's file says
 * what is special to it.
 */
import type { Element } from "./element.ts";
import { parseInterval } from "./interval.ts";
import type { Interval } from "./interval.ts";
import { readerOf } from "./reader.ts";
import { EMPTY } from "./required.ts";
import type { RequiredOptions } from "./required.ts";
import { currentScope } from "./scope.ts";
import { wallTime } from "./wall_time.ts";
import { drawWidget } from "./widget.ts";
import type { Decoded, WidgetElement, WidgetKind, WidgetOptions } from "./widget.ts";

/** Calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** Wall-clock time, `HH:MM` or `HH:MM:SS`. */
export type IsoTime = string;

/** Date and wall-clock time, `YYYY-MM-DDTHH:MM[:SS]`. */
export type IsoDateTime = string;

/** What every element for days and times has. */
export interface CalendarElement<K extends string> extends WidgetElement<K> {
  /** One value, or the two ends of a range. */
  readonly values: readonly (string | null)[];
  readonly min: string | null;
  readonly max: string | null;
  /** Seconds between two values; null for days. */
  readonly step: number | null;
  readonly required: boolean;
  /**
   * By value: the moment that it was guessed from before the browser told its time zone, "" for now,
   * null for none. The browser puts the value right if its own zone is another.
   */
  readonly guesses: readonly (string | null)[];
}

type AnyCalendar = Element & CalendarElement<Element["kind"]>;

/** What an author gives as a value. */
export type Given = string | Date | null;

/** How one kind of field writes its values. All of one field are of one length, and sort as texts. */
export interface Notation {
  /** What a value is called, and one of them. */
  readonly noun: string;
  readonly example: string;
  /** The word for this very moment. */
  readonly now: string;
  /** Writes `text` as all values are written; null if it is none. */
  readonly read: (text: string, withSeconds: boolean) => string | null;
  /** How it writes what stands on the wall. */
  readonly write: (wall: IsoDateTime, withSeconds: boolean) => string;
  /** The value that a `Date` is which stands for no moment. */
  readonly plain?: (date: Date) => string | null;
}

/** What one call says. */
export interface CalendarCall<E extends Element> {
  readonly label: string;
  readonly options: WidgetOptions & RequiredOptions;
  readonly notation: Notation;
  /** One value, or the two ends of a range. */
  readonly given: readonly Given[];
  readonly min: string | null;
  readonly max: string | null;
  readonly step: number | null;
  readonly element: (base: CalendarElement<E["kind"]>) => E;
}

/** Draws a field and answers its values: one, or two for a range. */
export function drawCalendar<E extends AnyCalendar>(
  kind: WidgetKind<E, unknown>,
  call: CalendarCall<E>,
): readonly (string | null)[] {
  const { label, options, notation, given, step } = call;
  const action = `${kind.kind} "${label}"`;
  const { run } = currentScope(action);
  const { timeZone } = readerOf(run);
  const withSeconds = showsSeconds(step);
  const read = (name: string, text: string | null) => {
    const value = text === null ? null : notation.read(text, withSeconds);
    if (text === null || value !== null) return value;
    throw new SyntaxError(
      `Cannot create ${action} as ${name} must be a ${notation.noun} such as ` +
        `"${notation.example}"${name === "value" ? ", or null for none" : ""}: received "${text}"`,
    );
  };
  const min = read("min", call.min);
  const max = read("max", call.max);
  if (min !== null && max !== null && min > max) {
    throw new RangeError(
      `Cannot create ${action} as min must be <= max: received min ${min}, max ${max}`,
    );
  }
  const limits: Limits = { min, max, step };
  const guesses: (string | null)[] = given.map(() => null);
  const initial = given.map((one, i) => {
    if (one === null) return null;
    const isNow = one === notation.now;
    if (typeof one === "string" && !isNow) return read("value", one);
    const date = isNow ? new Date() : one as Date;
    if (Number.isNaN(date.getTime())) return read("value", String(date));
    const plain = isNow ? null : notation.plain?.(date) ?? null;
    if (plain !== null) return plain;
    if (run.session.request.timeZone === null) guesses[i] = isNow ? "" : date.toISOString();
    const wall = onStep(notation.write(wallTime(date, timeZone), withSeconds), step);
    return isNow ? within(wall, limits) : wall;
  });
  const stepped: [string, string | null][] = [["min", min]];
  for (const value of initial) stepped.push(["value", value]);
  for (const [name, value] of stepped) {
    if (value === null || step === null || secondsOf(value) % step === 0) continue;
    throw new RangeError(
      `Cannot create ${action} as ${name} must be on a step of ${step} s from midnight: received ` +
        value,
    );
  }
  for (const value of initial) {
    if (value === null || isBetween(value, limits)) continue;
    throw new RangeError(
      `Cannot create ${action} as value must be between min and max: received ${value}`,
    );
  }
  if (!isOrdered(initial)) {
    throw new RangeError(
      `Cannot create ${action} as its range must begin with the lower end: received ` +
        initial.join(" and "),
    );
  }
  const isRange = given.length === 2;
  const fits = (value: unknown): value is string | null =>
    value === null || (typeof value === "string" &&
      notation.read(value, withSeconds) === value && isBetween(value, limits));
  const value = drawWidget<E, unknown>(kind, {
    label,
    options,
    // Now is the same widget a minute later.
    identity: `${
      given.map((one) => one instanceof Date ? one.getTime() : one)
    } ${min} ${max} ${step}`,
    constraint: `${given.length} ${step}`,
    initial: isRange ? initial : initial[0]!,
    accepts: (value): value is unknown =>
      isRange
        ? Array.isArray(value) && value.length === 2 && value.every(fits) && isOrdered(value)
        : fits(value),
    element: (base, value) => {
      const values = (isRange ? value : [value]) as readonly (string | null)[];
      return call.element({
        ...base,
        values,
        min,
        max,
        step,
        required: options.required ?? false,
        guesses: guesses.map((guess, i) => values[i] === initial[i] ? guess : null),
      });
    },
  });
  return (isRange ? value : [value]) as readonly (string | null)[];
}

/** Reads what a browser says of such a field. */
export function decodeCalendar(
  element: AnyCalendar,
  sent: readonly string[],
  { noun, read }: Notation,
): Decoded<unknown> {
  const { values, min, max, step, required } = element;
  if (sent.length !== values.length && sent.length > 0) {
    return { ok: false, reason: `takes ${values.length} ${noun}, ${sent.length} were sent` };
  }
  const ends: (string | null)[] = [];
  for (const [i, before] of values.entries()) {
    const text = sent[i] ?? "";
    const value = text === "" ? null : read(text, showsSeconds(step));
    if (text === "" && required) return EMPTY;
    if (text !== "" && value === null) {
      return { ok: false, reason: `does not take "${text.slice(0, 80)}"` };
    }
    if (value !== null && !isBetween(value, element)) {
      return { ok: false, reason: `takes ${min ?? ""} to ${max ?? ""}, ${value} was sent` };
    }
    // What the app has set need not be on a step; it comes back as it is.
    if (value !== null && value !== before && step !== null && secondsOf(value) % step !== 0) {
      return { ok: false, reason: `takes steps of ${step} s, ${value} was sent` };
    }
    ends.push(value);
  }
  if (!isOrdered(ends)) {
    return { ok: false, reason: `takes its lower end first, ${ends.join(" and ")} were sent` };
  }
  return { ok: true, value: ends.length === 1 ? ends[0] : ends };
}

interface Limits {
  readonly min: string | null;
  readonly max: string | null;
  readonly step: number | null;
}

function isBetween(value: string, { min, max }: Limits): boolean {
  return (min === null || value >= min) && (max === null || value <= max);
}

function isOrdered([low = null, high = null]: readonly (string | null)[]): boolean {
  return low === null || high === null || low <= high;
}

/** `value`, or the bound next to it. */
function within(value: string, { min, max }: Limits): string {
  if (min !== null && value < min) return min;
  return max !== null && value > max ? max : value;
}

/** A time, with its date or without: the last step before it. */
function onStep(value: string, step: number | null): string {
  if (step === null) return value;
  const seconds = secondsOf(value);
  const moment = new Date((seconds - seconds % step) * 1000).toISOString();
  return hasDate(value) ? moment.slice(0, value.length) : moment.slice(11, 11 + value.length);
}

/** Seconds since some midnight. */
function secondsOf(value: string): number {
  return Date.parse(`${hasDate(value) ? value : `1970-01-01T${value}`}Z`) / 1000;
}

function hasDate(value: string): boolean {
  return value.length >= "2026-11-21".length;
}

/** A step in seconds, as authors write it. */
export function readStep(action: string, step: Interval): number {
  const seconds = (parseInterval(step) ?? NaN) / 1000;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds;
  throw new RangeError(
    `Cannot create ${action} as step must be whole seconds, up to a day: received ${seconds} s`,
  );
}

function showsSeconds(step: number | null): boolean {
  return step !== null && step % 60 !== 0;
}

/** Whether this is a day that the calendar has. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-\d\d-\d\d$/.exec(text);
  if (match === null || match[1] === "0000") return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A time as all of its field are written; null for one that has seconds where they have none. */
export function readTime(text: string, withSeconds: boolean): IsoTime | null {
  const match = /^((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (match === null) return null;
  const [, minutes, seconds = "00"] = match;
  if (withSeconds) return `${minutes}:${seconds}`;
  return seconds === "00" ? minutes! : null;
}

/** A date and a time as all of its field are written; null for what is none. */
export function readDateTime(text: string, withSeconds: boolean): IsoDateTime | null {
  const [date = "", time = ""] = text.split(/T(.*)/s);
  const clock = readTime(time, withSeconds);
  return isDate(date) && clock !== null ? `${date}T${clock}` : null;
}
