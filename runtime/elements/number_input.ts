import { numberFormat } from "../number_format.ts";
import { EMPTY } from "../required.ts";
import type { RequiredOptions } from "../required.ts";
import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";
import { isOnGrid, readNumber, requireFinite } from "./number.ts";

/** A number to type. */
export interface NumberInputElement extends WidgetElement<"numberInput"> {
  /** Null while the field is empty. */
  readonly value: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Null if any number between the bounds will do. */
  readonly step: number | null;
  /** The number that steps are counted from. */
  readonly base: number;
  readonly required: boolean;
  readonly placeholder: string | null;
  readonly icon: string | null;
  /** Writes a number as it stands in the field. */
  readonly show: (value: number) => string;
}

/** Why a number does not fit, or null. */
function misfit(
  value: number,
  { min, max, step, base }: Pick<NumberInputElement, "min" | "max" | "step" | "base">,
): string | null {
  if (min !== null && value < min) return `takes ${min} or more, ${value} was sent`;
  if (max !== null && value > max) return `takes ${max} or less, ${value} was sent`;
  if (step !== null && !isOnGrid(value, base, step)) {
    return `takes steps of ${step} from ${base}, ${value} was sent`;
  }
  return null;
}

const numberInputKind: WidgetKind<NumberInputElement, number | null> = {
  kind: "numberInput",
  decode: (element, sent) => {
    const text = sent[0] ?? "";
    if (sent.length > 1) return { ok: false, reason: `takes one number, ${sent.length} were sent` };
    if (text === "") return element.required ? EMPTY : { ok: true, value: null };
    // What the field shows rounded comes back rounded.
    if (element.value !== null && text === element.show(element.value)) {
      return { ok: true, value: element.value };
    }
    const value = readNumber(text);
    if (value === null) return { ok: false, reason: `does not take "${text}"` };
    const reason = misfit(value, element);
    return reason === null ? { ok: true, value } : { ok: false, reason };
  },
};

/**
 * Draws a field for a number; null while it is empty, which is not 0. The number arrives on Enter and
 * when the field is left; one that does not fit is refused, not bent.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const guests = st.numberInput("Guests", { min: 1, max: 12, step: 1, value: 2 });
 *   st.write(guests === null ? "How many?" : `A table for ${guests}`);
 * });
 * ```
 *
 * @throws {SyntaxError} If `format` is another one than a field for numbers can show.
 * @throws {RangeError} If `min` is above `max`, `step` not above 0, or `value` does not fit them.
 */
export function numberInput(
  label: string,
  options: WidgetOptions & RequiredOptions & {
    /** Initial number; null for an empty field. Default: `min`, else 0. */
    value?: number | null;
    /** Lowest number taken. */
    min?: number;
    /** Highest number taken. */
    max?: number;
    /**
     * Between two numbers, counted from `min`, else from the initial value, else from 0; `1` takes
     * integers. Default: any number, and the arrows add 1.
     */
    step?: number;
    /** Shown while empty. */
    placeholder?: string;
    /**
     * How the number is written in the field: `"%d"`, `"%.2f"` or `"%e"`; it is not changed by that. Default:
     * with as many digits as it has.
     */
    format?: string;
    /** An emoji or a character at its beginning. */
    icon?: string;
  } = {},
): number | null {
  const { min = null, max = null, step = null } = options;
  const action = `numberInput "${label}"`;
  requireFinite(action, { min, max, step, value: options.value });
  if (min !== null && max !== null && min > max) {
    throw new RangeError(
      `Cannot create ${action} as min must be <= max: received min ${min}, max ${max}`,
    );
  }
  if (step !== null && step <= 0) {
    throw new RangeError(`Cannot create ${action} as step must be > 0: received ${step}`);
  }
  const show = options.format === undefined ? String : fieldFormat(action, options.format);
  // With bounds on one side of 0 only, 0 is no number to start from.
  const start = min ?? (max !== null && max < 0 ? max : 0);
  const initial = options.value === undefined ? start : options.value;
  const limits = { min, max, step, base: min ?? initial ?? 0 };
  const reason = initial === null ? null : misfit(initial, limits);
  if (reason !== null) {
    throw new RangeError(
      `Cannot create ${action} as value must fit its limits: it ${
        reason.replace("sent", "received")
      }`,
    );
  }
  return drawWidget<NumberInputElement, number | null>(numberInputKind, {
    label,
    options,
    identity: `${initial} ${min} ${max} ${step}\n${options.placeholder}`,
    initial,
    accepts: (value): value is number | null =>
      value === null ||
      (typeof value === "number" && Number.isFinite(value) && misfit(value, limits) === null),
    element: (base, value) => ({
      ...base,
      value,
      ...limits,
      required: options.required ?? false,
      placeholder: options.placeholder ?? null,
      icon: options.icon ?? null,
      show,
    }),
  });
}

/** A browser's field for numbers shows digits, a point and an exponent, and nothing else. */
function fieldFormat(action: string, format: string): (value: number) => string {
  if (/^%(?:\.\d{1,2})?[def]$/.test(format)) return numberFormat(format, "en");
  throw new SyntaxError(
    `Cannot create ${action} as format must be like "%d", "%.2f" or "%e": received "${format}"`,
  );
}
