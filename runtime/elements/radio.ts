import { decodeOne, drawOne, encodeOne, initialIndex, listOf } from "../choice.ts";
import type { ChoiceElement, ChoiceOptions, FirstChoiceOptions } from "../choice.ts";
import type { WidgetKind } from "../widget.ts";

/** One of a few, all of them in sight. */
export interface RadioElement extends ChoiceElement<"radio"> {
  /** Small print under the options, by position. */
  readonly captions: readonly string[];
  readonly horizontal: boolean;
}

const radioKind: WidgetKind<RadioElement, unknown> = {
  kind: "radio",
  decode: decodeOne,
  encode: encodeOne,
};

/**
 * Draws options of which one is chosen; answers a member of `options`. With `index: null` nothing is
 * chosen at first, and the answer may be null.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const size = st.radio("Size", ["S", "M", "L"], { index: 1, horizontal: true });
 *   st.write(`Size ${size}`);
 * });
 * ```
 *
 * @throws {RangeError} If `index` is not a position in `options`, `value` is none of them, or there are
 * more captions than options.
 * @throws {TypeError} If both `index` and `value` are given.
 */
export function radio<T, I extends number | null = number>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & FirstChoiceOptions<T, I> & {
    /** Side by side. Default: one below the other. */
    horizontal?: boolean;
    /** Small print under each option. */
    captions?: readonly string[];
  } = {},
): null extends I ? T | null : T {
  const { captions = [] } = settings;
  const list = listOf("radio", label, options, settings);
  const initial = initialIndex("radio", label, list, settings);
  if (captions.length > options.length) {
    throw new RangeError(
      `Cannot create radio "${label}" as captions belong to options: received ${captions.length} ` +
        `captions for ${options.length} options`,
    );
  }
  const chosen = drawOne<RadioElement, T>(radioKind, {
    label,
    options: settings,
    list,
    initial,
    clearable: false,
    element: (base) => ({ ...base, captions, horizontal: settings.horizontal ?? false }),
  });
  return chosen as null extends I ? T | null : T;
}
