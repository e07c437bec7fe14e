import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";
import { labelsOf, optionLike } from "./choice.ts";
import type { ChoiceOptions } from "./choice.ts";

/** Some of many, from a list that opens. */
export interface MultiselectElement extends WidgetElement<"multiselect"> {
  readonly options: readonly unknown[];
  readonly labels: readonly string[];
  /** Positions of the chosen options, ascending. */
  readonly chosen: readonly number[];
  readonly placeholder: string | null;
  readonly maxSelections: number | null;
}

const multiselectKind: WidgetKind<MultiselectElement, readonly unknown[]> = {
  kind: "multiselect",
  decode: ({ labels, options, maxSelections }, sent) => {
    const positions = new Set<number>();
    for (const label of sent) {
      const at = labels.indexOf(label);
      if (at < 0) return { ok: false, reason: `does not offer "${label}"` };
      if (positions.has(at)) return { ok: false, reason: `takes "${label}" once` };
      positions.add(at);
    }
    if (maxSelections !== null && positions.size > maxSelections) {
      return { ok: false, reason: `takes ${maxSelections} options, ${positions.size} were sent` };
    }
    return { ok: true, value: [...positions].sort((a, b) => a - b).map((at) => options[at]) };
  },
};

/**
 * Draws a list to choose several of its options from. Answers a new array of members of `options`, in
 * their order.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const cities = st.multiselect("Cities", ["Vienna", "Linz", "Graz"], { value: ["Linz"] });
 *   st.write(`${cities.length} chosen`);
 * });
 * ```
 *
 * @throws {RangeError} If `value` has something that `options` does not, or more than `maxSelections`.
 */
export function multiselect<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & {
    /** Options chosen at first. Default: none. */
    value?: readonly T[];
    /** Most options that can be chosen. */
    maxSelections?: number;
  } = {},
): T[] {
  const { format, value: initial = [], maxSelections } = settings;
  const limit = maxSelections ?? Infinity;
  const positionsOf = (values: readonly unknown[]): number[] =>
    values.map((value) => {
      const member = optionLike(value, options, format);
      return member === undefined ? -1 : options.indexOf(member);
    }).filter((at, i, all) => at >= 0 && all.indexOf(at) === i).sort((a, b) => a - b);

  if (!(limit >= 1)) {
    throw new RangeError(
      `Cannot create multiselect "${label}" as maxSelections must be at least 1: received ${limit}`,
    );
  }
  if (initial.length > limit) {
    throw new RangeError(
      `Cannot create multiselect "${label}" as value must have at most ${limit} options: received ` +
        initial.length,
    );
  }
  const foreign = initial.find((value) => optionLike(value, options, format) === undefined);
  if (foreign !== undefined) {
    throw new RangeError(
      `Cannot create multiselect "${label}" as value must be among its options: received ` +
        `"${(format ?? String)(foreign)}"`,
    );
  }
  const labels = labelsOf(options, format);
  const chosen = drawWidget<MultiselectElement, readonly unknown[]>(multiselectKind, {
    label,
    options: settings,
    identity: `${labels.join("\n")}\n\n${positionsOf(initial)}\n${maxSelections}`,
    constraint: `${maxSelections}`,
    initial: positionsOf(initial).map((at) => options[at]),
    accepts: (value): value is readonly unknown[] => Array.isArray(value) && value.length <= limit,
    element: (base, value) => ({
      ...base,
      options,
      labels,
      chosen: positionsOf(value),
      placeholder: settings.placeholder ?? null,
      maxSelections: maxSelections ?? null,
    }),
  });
  return positionsOf(chosen).map((at) => options[at]!);
}
