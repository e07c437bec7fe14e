import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";
import { initialIndex, labelsOf, optionLike } from "./choice.ts";
import type { ChoiceOptions } from "./choice.ts";

/** One of many, from a list that opens. */
export interface SelectboxElement extends WidgetElement<"selectbox"> {
  readonly options: readonly unknown[];
  readonly labels: readonly string[];
  /** Position of the chosen option. */
  readonly chosen: number | null;
  readonly placeholder: string | null;
  /** Whether the choice can be taken back. */
  readonly clearable: boolean;
}

const selectboxKind: WidgetKind<SelectboxElement, unknown> = {
  kind: "selectbox",
  decode: (element, sent) => {
    const label = sent[0] ?? "";
    const at = element.labels.indexOf(label);
    if (at >= 0) return { ok: true, value: element.options[at] };
    if (label === "" && element.clearable) return { ok: true, value: null };
    return { ok: false, reason: `does not offer "${label}"` };
  },
};

/**
 * Draws a list to choose one of its options from; answers a member of `options`. With `index: null`
 * nothing is chosen at first, and the answer may be null.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const city = st.selectbox("City", ["Vienna", "Linz", "Graz"]);
 *   st.write(`Orders from ${city}`);
 * });
 * ```
 *
 * @throws {RangeError} If `index` is not a position in `options`.
 */
export function selectbox<T, I extends number | null = number>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & {
    /** Position of the option chosen at first; null for none. Default: 0. */
    index?: I;
  } = {},
): null extends I ? T | null : T {
  const { format } = settings;
  const initial = initialIndex("selectbox", label, options, settings.index);
  const labels = labelsOf(options, format);
  const chosen = drawWidget<SelectboxElement, unknown>(selectboxKind, {
    label,
    options: settings,
    identity: `${labels.join("\n")}\n${initial}`,
    initial: initial === null ? null : options[initial],
    accepts: (value): value is unknown =>
      value === null ? initial === null : optionLike(value, options, format) !== undefined,
    element: (base, value) => {
      const member = value === null ? undefined : optionLike(value, options, format);
      return {
        ...base,
        options,
        labels,
        chosen: member === undefined ? null : options.indexOf(member),
        placeholder: settings.placeholder ?? null,
        clearable: initial === null,
      };
    },
  });
  const member = chosen === null ? null : optionLike(chosen, options, format) ?? null;
  return member as null extends I ? T | null : T;
}
