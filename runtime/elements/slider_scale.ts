/** What a slider goes along: numbers, days, times of a day, or days with times. Inside, all are numbers. */
import { isDate, readDateTime, readTime } from "../calendar.ts";
import { dateFormat, dateStyles } from "../date_format.ts";
import { parseInterval } from "../interval.ts";
import type { Interval } from "../interval.ts";
import { NAMED, numberFormat } from "../number_format.ts";
import type { Reader } from "../reader.ts";
import { readNumber, requireFinite } from "./number.ts";

/** One end of what a slider says. */
export type SliderEnd = number | string;

/** How a slider's values are read, counted and shown. */
export interface Scale {
  /** Seconds that 1 stands for; null where it is a number and nothing else. */
  readonly seconds: number | null;
  /** The number of a value; null for what is none of this scale's. */
  read(value: unknown): number | null;
  /** The number of what a browser sent, or stands in the page's address. */
  decode(sent: string): number | null;
  /** The value of a number. */
  write(number: number): SliderEnd;
  /** As people read it. */
  show(number: number): string;
  /**
   * What writes it in a browser: a pattern such as `"%.1f kg"`, or options of `Intl`; null to show numbers as
   * they are.
   */
  readonly format: string | Readonly<Intl.NumberFormatOptions | Intl.DateTimeFormatOptions> | null;
}

/** What an author says of it. */
interface ScaleOptions {
  readonly min?: SliderEnd;
  readonly max?: SliderEnd;
  readonly step?: Interval;
  readonly format?: string;
}

/** The scale of a slider, and its step. */
export function scaleOf(
  action: string,
  options: ScaleOptions,
  { values, reader }: { readonly values: readonly unknown[]; readonly reader: Reader },
): { readonly scale: Scale; readonly step: number } {
  const { min, format } = options;
  if (typeof min !== "string") return numberScale(action, options, values, reader);
  const time = timeOf(action, min, options.step);
  const { kind, seconds, read } = time;
  const write = (number: number) => {
    const text = new Date(number * seconds * 1000).toISOString();
    return kind === "time" ? text.slice(11, 11 + time.length) : text.slice(0, time.length);
  };
  const name = format ?? (kind === "time" ? "short" : "medium");
  const styles = dateStyles(name, kind);
  // What stands on the wall is the same everywhere.
  const show = dateFormat(name, kind, { ...reader, timeZone: "UTC" });
  return {
    scale: {
      seconds,
      read: (value) => typeof value === "string" ? read(value) : null,
      decode: (sent) => read(sent) ?? readNumber(sent),
      write,
      show: (number) => show(write(number)) ?? write(number),
      format: styles,
    },
    step: time.step / seconds,
  };
}

function numberScale(
  action: string,
  { min, max, format = "plain", step }: ScaleOptions,
  values: readonly unknown[],
  { locale }: Reader,
): { scale: Scale; step: number } {
  const named = { min, max, step, value: values[0], "the second value": values[1] };
  requireFinite(action, named as Readonly<Record<string, number | undefined>>);
  if (step !== undefined && !(Number(step) > 0)) {
    throw new RangeError(`Cannot create ${action} as step must be > 0: received ${step}`);
  }
  return {
    scale: {
      seconds: null,
      read: asNumber,
      decode: readNumber,
      write: itself,
      show: numberFormat(format, locale),
      format: format === "plain" ? null : NAMED[format] ?? format,
    },
    step: Number(step ?? ([min ?? 0, max ?? 0, ...values].every(Number.isInteger) ? 1 : 0.01)),
  };
}

const asNumber = (value: unknown) => typeof value === "number" ? value : null;
const itself = (number: number) => number;

/** How texts of a kind are read, in steps of seconds. */
interface Time {
  readonly kind: "date" | "time" | "datetime";
  /** What is counted, in seconds. */
  readonly seconds: number;
  readonly step: number;
  /** Of a text. */
  readonly length: number;
  readonly read: (text: string) => number | null;
}

const DAY = 86_400;

function timeOf(action: string, min: string, given: Interval | undefined): Time {
  const counted = (seconds: number, text: string | null) =>
    text === null ? null : Date.parse(`${text}Z`) / 1000 / seconds;
  if (isDate(min)) {
    const step = stepOf(action, given ?? DAY, { of: DAY, words: "whole days" });
    const read = (text: string) => counted(DAY, isDate(text) ? `${text}T00:00` : null);
    return { kind: "date", seconds: DAY, step, length: 10, read };
  }
  const step = stepOf(action, given ?? 900, { of: 1, words: "whole seconds" });
  const withSeconds = step % 60 !== 0;
  const more = withSeconds ? 3 : 0;
  if (readTime(min, withSeconds) !== null) {
    const read = (text: string) => {
      const time = readTime(text, withSeconds);
      return counted(1, time === null ? null : `1970-01-01T${time}`);
    };
    return { kind: "time", seconds: 1, step, length: 5 + more, read };
  }
  if (readDateTime(min, withSeconds) === null) {
    throw new SyntaxError(
      `Cannot create ${action} as min must be a number, or a text such as "2026-11-21", "09:30" or ` +
        `"2026-11-21T09:30": received "${min}"`,
    );
  }
  const read = (text: string) => counted(1, readDateTime(text, withSeconds));
  return { kind: "datetime", seconds: 1, step, length: 16 + more, read };
}

function stepOf(
  action: string,
  step: Interval,
  { of, words }: { readonly of: number; readonly words: string },
): number {
  const seconds = (parseInterval(step) ?? 0) / 1000;
  if (seconds > 0 && Number.isInteger(seconds / of)) return seconds;
  throw new RangeError(
    `Cannot create ${action} as step must be ${words}: received ${seconds} s`,
  );
}
