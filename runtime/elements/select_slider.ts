import { decodeOne, drawOne, initialPosition, listOf } from "../choice.ts";
import type { ChoiceElement, ChoiceOptions } from "../choice.ts";
import type { WidgetKind } from "../widget.ts";

/** One of several options in an order, on a rail. */
export type SelectSliderElement = ChoiceElement<"selectSlider">;

const selectSliderKind: WidgetKind<SelectSliderElement, unknown> = {
  kind: "selectSlider",
  decode: decodeOne,
};

/**
 * Draws a slider over options, in their order; answers a member of `options`. The value arrives when it is
 * let go.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const size = st.selectSlider("Size", ["XS", "S", "M", "L", "XL"], { value: "M" });
 *   st.write(`Size ${size}`);
 * });
 * ```
 *
 * @throws {RangeError} If there are no options, or `value` is none of them.
 */
export function selectSlider<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & {
    /** The option chosen at first. Default: the first one. */
    value?: NoInfer<T>;
  } = {},
): T {
  const action = `selectSlider "${label}"`;
  if (options.length === 0) {
    throw new RangeError(`Cannot create ${action} without options: there is nothing to choose`);
  }
  const list = listOf("selectSlider", label, options, settings);
  const { value } = settings;
  const chosen = drawOne<SelectSliderElement, T>(selectSliderKind, {
    label,
    options: settings,
    list,
    initial: value === undefined ? 0 : initialPosition(action, list, value),
    clearable: false,
    element: (base) => base,
  });
  return chosen as T;
}
