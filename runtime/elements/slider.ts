import { NAMED, numberFormat } from "../number_format.ts";
import { readerOf } from "../reader.ts";
import { currentScope } from "../scope.ts";
import { drawWidget } from "../widget.ts";
import type { Decoded, WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";
import { isOnGrid, readNumber, requireFinite } from "./number.ts";

/** A number, or two, to be set by dragging. */
export interface SliderElement extends WidgetElement<"slider"> {
  /** One value, or the lower and the upper end of a range. */
  readonly values: readonly [number] | readonly [number, number];
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The values as they are shown. */
  readonly texts: readonly string[];
  /** `min` and `max` as they are shown. */
  readonly ends: readonly [string, string];
  /** A pattern such as `"%.1f kg"`, or options of `Intl.NumberFormat`; null to show numbers as they are. */
  readonly format: string | Readonly<Intl.NumberFormatOptions> | null;
}

type SliderValue = number | readonly [number, number];

function decodeEnd({ min, max, step }: SliderElement, sent: string, was: number): Decoded<number> {
  const value = readNumber(sent);
  if (value === null) return { ok: false, reason: `does not take "${sent}"` };
  if (value < min || value > max) {
    return { ok: false, reason: `takes ${min} to ${max}, ${value} was sent` };
  }
  // A browser can only show values on the steps; what stands between them comes back rounded.
  if (value === snapped(was, { min, max, step })) return { ok: true, value: was };
  if (isOnGrid(value, min, step)) return { ok: true, value };
  return { ok: false, reason: `takes steps of ${step}, ${value} was sent` };
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
    const { values } = element;
    if (sent.length !== values.length) {
      return { ok: false, reason: `takes ${values.length} numbers, ${sent.length} were sent` };
    }
    const ends: number[] = [];
    for (const [i, text] of sent.entries()) {
      const end = decodeEnd(element, text, values[i]!);
      if (!end.ok) return end;
      ends.push(end.value);
    }
    const [low, high] = ends as [number, number?];
    if (high === undefined) return { ok: true, value: low };
    if (low <= high) return { ok: true, value: [low, high] };
    return { ok: false, reason: `takes its lower end first, ${low} and ${high} were sent` };
  },
};

/**
 * Draws a slider; answers its number. With two numbers as `value` it sets both ends of a range and
 * answers them, the lower one first. The value arrives when it is let go.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const level = st.slider("Level", { max: 10, value: 3 });
 *   const [from, to] = st.slider("Weight", { value: [20, 80], format: "%d kg" });
 *   st.write(`Level ${level}, ${from} to ${to} kg`);
 * });
 * ```
 *
 * @throws {RangeError} If `min` is not below `max`, `step` not above 0, or `value` not between them.
 * @throws {SyntaxError} If `format` cannot be read.
 */
export function slider<V extends number | readonly [number, number] = number>(
  label: string,
  options: WidgetOptions & {
    /** Lowest value. Default: 0. */
    min?: number;
    /** Highest value. Default: 100. */
    max?: number;
    /** Between two values. Default: 1, or 0.01 if one of the numbers is no integer. */
    step?: number;
    /** Initial value, or two for a range. Default: `min`. */
    value?: V;
    /** How a value is shown: a name such as `"percent"`, or a pattern such as `"%.1f kg"`. */
    format?: string;
  } = {},
): V extends number ? number : [number, number] {
  const { min = 0, max = 100, format = "plain" } = options;
  const initial: SliderValue = options.value ?? min;
  const values: readonly number[] = typeof initial === "number" ? [initial] : initial;
  const step = options.step ?? ([min, max, ...values].every(Number.isInteger) ? 1 : 0.01);
  const action = `slider "${label}"`;
  requireFinite(action, { min, max, step, value: values[0], "the second value": values[1] });
  if (min >= max) {
    throw new RangeError(
      `Cannot create ${action} as min must be < max: received min ${min}, max ${max}`,
    );
  }
  if (step <= 0) {
    throw new RangeError(`Cannot create ${action} as step must be > 0: received ${step}`);
  }
  const fits = (value: unknown): value is SliderValue => {
    const ends: readonly unknown[] = Array.isArray(value) ? value : [value];
    return Array.isArray(value) === (values.length === 2) && ends.length === values.length &&
      ends.every((end, i) =>
        typeof end === "number" && end >= (i === 0 ? min : ends[0] as number) && end <= max
      );
  };
  if (!fits(initial)) {
    throw new RangeError(
      `Cannot create ${action} as value must be between ${min} and ${max}` +
        `${values.length === 2 ? ", the lower end first" : ""}: received ${values.join(" and ")}`,
    );
  }
  const text = numberFormat(format, readerOf(currentScope(action).run).locale);
  const value = drawWidget<SliderElement, SliderValue>(sliderKind, {
    label,
    options,
    identity: `${min} ${max} ${step} ${values}`,
    constraint: `${min} ${max} ${step} ${values.length}`,
    initial,
    accepts: fits,
    element: (base, value) => ({
      ...base,
      values: typeof value === "number" ? [value] : value,
      min,
      max,
      step,
      texts: (typeof value === "number" ? [value] : value).map(text),
      ends: [text(min), text(max)],
      format: format === "plain" ? null : NAMED[format] ?? format,
    }),
  });
  const answer = typeof value === "number" ? value : [...value];
  return answer as V extends number ? number : [number, number];
}
