import { readerOf } from "../reader.ts";
import { currentScope } from "../scope.ts";
import type { IsoDate, IsoDateTime, IsoTime } from "../calendar.ts";
import type { Interval } from "../interval.ts";
import { drawWidget } from "../widget.ts";
import type { Decoded, WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";
import { isOnGrid } from "./number.ts";
import { scaleOf } from "./slider_scale.ts";
import type { Scale, SliderEnd } from "./slider_scale.ts";

/** A number or a time, or two, to be set by dragging. */
export interface SliderElement extends WidgetElement<"slider"> {
  /** One value, or the lower and the upper end of a range; a time is counted from 1970, or midnight. */
  readonly values: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale: Scale;
}

type SliderValue = SliderEnd | readonly [SliderEnd, SliderEnd];

function decodeEnd(element: SliderElement, sent: string, was: number): Decoded<number> {
  const { min, max, step, scale } = element;
  const value = scale.decode(sent);
  if (value === null) return { ok: false, reason: `does not take "${sent.slice(0, 80)}"` };
  if (value < min || value > max) {
    const [from, to, given] = [min, max, value].map(scale.write);
    return { ok: false, reason: `takes ${from} to ${to}, ${given} was sent` };
  }
  // A browser can only show values on the steps; what stands between them comes back rounded.
  if (value === snapped(was, { min, max, step })) return { ok: true, value: was };
  if (isOnGrid(value, min, step)) return { ok: true, value };
  return {
    ok: false,
    reason: `takes steps of ${step}${scale.seconds === null ? "" : ` × ${scale.seconds} s`}, ${
      scale.write(value)
    } was sent`,
  };
}

/** The value that a range control makes of `value`: the nearest step, the upper of two. */
function snapped(
  value: number,
  { min, max, step }: { min: number; max: number; step: number },
): number {
  if (isOnGrid(value, min, step)) return value;
  const steps = Math.min(Math.floor((value - min) / step + 0.5), Math.floor((max - min) / step));
  return min + steps * step;
}

const sliderKind: WidgetKind<SliderElement, SliderValue> = {
  kind: "slider",
  decode: (element, sent) => {
    const { values, scale } = element;
    if (sent.length !== values.length) {
      const noun = scale.seconds === null ? "numbers" : "values";
      return { ok: false, reason: `takes ${values.length} ${noun}, ${sent.length} were sent` };
    }
    const ends: number[] = [];
    for (const [i, text] of sent.entries()) {
      const end = decodeEnd(element, text, values[i]!);
      if (!end.ok) return end;
      ends.push(end.value);
    }
    const [low, high] = ends as [number, number?];
    if (high === undefined) return { ok: true, value: scale.write(low) };
    if (low <= high) return { ok: true, value: [scale.write(low), scale.write(high)] };
    const [first, second] = ends.map(scale.write);
    return { ok: false, reason: `takes its lower end first, ${first} and ${second} were sent` };
  },
  encode: (_element, value) => [value].flat().map(String),
};

/**
 * Draws a slider; answers its number. With two numbers as `value` it sets both ends of a range and
 * answers them, the lower one first. Where `min` and `max` are texts of days (`"2026-11-21"`), of times
 * (`"09:30"`) or of both (`"2026-11-21T09:30"`), so are its values. They arrive when it is let go.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const level = st.slider("Level", { max: 10, value: 3 });
 *   const [from, to] = st.slider("Weight", { value: [20, 80], format: "%d kg" });
 *   st.write(`Level ${level}, ${from} to ${to} kg`);
 *
 *   const [first, last] = st.slider("Holidays", {
 *     min: "2026-06-01",
 *     max: "2026-09-30",
 *     value: ["2026-08-01", "2026-08-14"],
 *   });
 *   st.write(`Away from ${first} to ${last}`);
 * });
 * ```
 *
 * @throws {RangeError} If `min` is not below `max`, `step` not above 0, or `value` not between them.
 * @throws {SyntaxError} If `format` cannot be read, or one of several texts is not of the kind of `min`.
 */
export function slider<V extends string | readonly [string, string] = string>(
  label: string,
  options: WidgetOptions & {
    /** First day, or time, or both. */
    min: IsoDate | IsoTime | IsoDateTime;
    /** Last one, written as `min` is. */
    max: IsoDate | IsoTime | IsoDateTime;
    /** Between two values, such as `"7d"` or `"15min"`. Default: a day, or 15 minutes of a time. */
    step?: Interval;
    /** Initial value, or two for a range. Default: `min`. */
    value?: V;
    /** How a value is shown: `"short"`, `"medium"`, `"long"` or `"full"`. */
    format?: "short" | "medium" | "long" | "full";
  },
): V extends string ? string : [string, string];
/** Of numbers, it answers numbers. */
export function slider<V extends number | readonly [number, number] = number>(
  label: string,
  options?: WidgetOptions & {
    /** Lowest value: a number, or a text of a day, a time or both. Default: 0. */
    min?: number;
    /** Highest value, written as `min` is. Default: 100. */
    max?: number;
    /**
     * Between two values. Default: 1, or 0.01 if one of the numbers is no integer; a day, or 15 minutes of a
     * time.
     */
    step?: number;
    /** Initial value, or two for a range. Default: `min`. */
    value?: V;
    /**
     * How a value is shown: a name such as `"percent"`, or a pattern such as `"%.1f kg"`; for days and times
     * `"short"`, `"medium"`, `"long"` or `"full"`.
     */
    format?: string;
  },
): V extends number ? number : [number, number];
export function slider(
  label: string,
  options: WidgetOptions & {
    min?: SliderEnd;
    max?: SliderEnd;
    step?: Interval;
    value?: SliderValue;
    format?: string;
  } = {},
): SliderEnd | [SliderEnd, SliderEnd] {
  const { min: first = 0, max: last = 100 } = options;
  const given = [options.value ?? first].flat() as readonly SliderEnd[];
  const action = `slider "${label}"`;
  const { scale, step } = scaleOf(action, { ...options, min: first, max: last }, {
    values: given,
    reader: readerOf(currentScope(action).run),
  });
  const read = (name: string, value: SliderEnd) => {
    const number = scale.read(value);
    if (number !== null) return number;
    throw new SyntaxError(
      `Cannot create ${action} as ${name} must be written as min is, "${first}": received "${value}"`,
    );
  };
  const min = read("min", first);
  const max = read("max", last);
  const values = given.map((value) => read("value", value));
  if (min >= max) {
    throw new RangeError(
      `Cannot create ${action} as min must be < max: received min ${first}, max ${last}`,
    );
  }
  const numbersOf = (value: unknown) => {
    const ends = (Array.isArray(value) ? value : [value]).map(scale.read);
    const fit = Array.isArray(value) === (values.length === 2) && ends.length === values.length &&
      ends.every((end, i) => end !== null && end >= (i === 0 ? min : ends[0]!) && end <= max);
    return fit ? ends as number[] : null;
  };
  const initial =
    (values.length === 2 ? values.map(scale.write) : scale.write(values[0]!)) as SliderValue;
  if (numbersOf(initial) === null) {
    throw new RangeError(
      `Cannot create ${action} as value must be between ${first} and ${last}` +
        `${values.length === 2 ? ", the lower end first" : ""}: received ${given.join(" and ")}`,
    );
  }
  const value = drawWidget<SliderElement, SliderValue>(sliderKind, {
    label,
    options,
    identity: `${first} ${last} ${step} ${given}`,
    constraint: `${first} ${last} ${step} ${values.length}`,
    initial,
    accepts: (value): value is SliderValue => numbersOf(value) !== null,
    element: (base, value) => ({ ...base, values: numbersOf(value)!, min, max, step, scale }),
  });
  return typeof value === "object" ? [...value] : value;
}
