import { decodeOne, drawOne, encodeOne, initialPosition, listOf } from "../choice.ts";
import type { ChoiceElement, ChoiceOptions } from "../choice.ts";
import type { OptionList } from "../option_list.ts";
import { drawWidget } from "../widget.ts";
import type { WidgetKind } from "../widget.ts";

/** One of several options in an order, on a rail, or two of them. */
export interface SelectSliderElement extends ChoiceElement<"selectSlider"> {
  /** Two are chosen, the ends of a range, and may be the same. */
  readonly isRange: boolean;
}

const oneKind: WidgetKind<SelectSliderElement, unknown> = {
  kind: "selectSlider",
  decode: decodeOne,
  encode: encodeOne,
};

const rangeKind: WidgetKind<SelectSliderElement, readonly unknown[]> = {
  kind: "selectSlider",
  decode: ({ list }, sent) => {
    const ends = sent.map((label) => list.named(label));
    const stranger = ends.indexOf(-1);
    if (stranger >= 0) return { ok: false, reason: `does not offer "${sent[stranger]}"` };
    const [from, to] = ends;
    if (ends.length !== 2 || from! > to!) {
      return { ok: false, reason: "takes two options, the earlier one first" };
    }
    return { ok: true, value: ends.map((at) => list.options[at]) };
  },
  encode: ({ list }, value) => value.map((end) => list.labels[list.positionOf(end)]!),
};

/**
 * Draws a slider over options, in their order; answers a member of `options`. With two options as `value` it
 * sets both ends of a range and answers them, the earlier one first. The value arrives when it is let go.
 * Something is always chosen: there is no room for a `placeholder`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const sizes = ["XS", "S", "M", "L", "XL"];
 *   const size = st.selectSlider("Size", sizes, { value: "M" });
 *   const [from, to] = st.selectSlider("On sale", sizes, { value: ["S", "L"] });
 *   st.write(`Size ${size}, on sale from ${from} to ${to}`);
 * });
 * ```
 *
 * @throws {RangeError} If there are no options, `value` is none of them, or its ends are in the wrong order.
 */
export function selectSlider<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & {
    /** The options at both ends at first, the earlier one first. */
    value: readonly [NoInfer<T>, NoInfer<T>];
  },
): [from: T, to: T];
/** With one option as `value`, or without, it answers one. */
export function selectSlider<T>(
  label: string,
  options: readonly T[],
  settings?: ChoiceOptions<T> & {
    /** The option chosen at first; two of them for a range. Default: the first one. */
    value?: NoInfer<T>;
  },
): T;
export function selectSlider<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & { value?: T | readonly [T, T] } = {},
): T | [T, T] {
  const action = `selectSlider "${label}"`;
  if (options.length === 0) {
    throw new RangeError(`Cannot create ${action} without options: there is nothing to choose`);
  }
  const list = listOf("selectSlider", label, options, settings);
  const { value } = settings;
  // An option may be an array of two itself.
  if (Array.isArray(value) && value.length === 2 && list.positionOf(value) < 0) {
    return drawRange(label, list, value, settings);
  }
  const chosen = drawOne<SelectSliderElement, T>(oneKind, {
    label,
    options: settings,
    list,
    initial: value === undefined ? 0 : initialPosition(action, list, value),
    clearable: false,
    element: (base) => ({ ...base, isRange: false }),
  });
  return chosen as T;
}

function drawRange<T>(
  label: string,
  list: OptionList<T>,
  initial: readonly unknown[],
  options: ChoiceOptions<T>,
): [T, T] {
  const action = `selectSlider "${label}"`;
  const [first, last] = initial.map((end) => initialPosition(action, list, end));
  if (first! > last!) {
    throw new RangeError(`Cannot create ${action} as value must have the earlier option first`);
  }
  const placesOf = (value: readonly unknown[]) => value.map((end) => list.positionOf(end));
  const value = drawWidget<SelectSliderElement, readonly unknown[]>(rangeKind, {
    label,
    options,
    identity: `${list.digest} ${first}-${last}`,
    constraint: "range",
    initial,
    accepts: (value): value is readonly unknown[] => {
      if (!Array.isArray(value) || value.length !== 2) return false;
      const [from, to] = placesOf(value);
      return from! >= 0 && from! <= to!;
    },
    element: (base, value) => ({
      ...base,
      list,
      chosen: placesOf(value),
      entered: [],
      takesNew: false,
      clearable: false,
      required: false,
      placeholder: null,
      isRange: true,
    }),
  });
  const [from, to] = placesOf(value).map((at) => list.options[at]!);
  return [from!, to!];
}
