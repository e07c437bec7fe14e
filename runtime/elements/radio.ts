import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";
import { initialIndex, labelsOf, optionLike } from "./choice.ts";
import type { ChoiceOptions } from "./choice.ts";

/** One of a few, all of them in sight. */
export interface RadioElement extends WidgetElement<"radio"> {
  readonly options: readonly unknown[];
  readonly labels: readonly string[];
  /** Small print under the options, by position. */
  readonly captions: readonly string[];
  /** Position of the chosen option. */
  readonly chosen: number | null;
  readonly horizontal: boolean;
}

const radioKind: WidgetKind<RadioElement, unknown> = {
  kind: "radio",
  decode: (element, sent) => {
    // A group with no choice sends nothing; a choice once made cannot be taken back.
    if (sent.length === 0 && element.chosen === null) return { ok: true, value: null };
    const at = sent.length === 1 ? element.labels.indexOf(sent[0]!) : -1;
    if (at >= 0) return { ok: true, value: element.options[at] };
    return { ok: false, reason: `does not offer "${sent.join('", "')}"` };
  },
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
 * @throws {RangeError} If `index` is not a position in `options`, or there are more captions than options.
 */
export function radio<T, I extends number | null = number>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & {
    /** Position of the option chosen at first; null for none. Default: 0. */
    index?: I;
    /** Side by side. Default: one below the other. */
    horizontal?: boolean;
    /** Small print under each option. */
    captions?: readonly string[];
  } = {},
): null extends I ? T | null : T {
  const { format, captions = [] } = settings;
  const initial = initialIndex("radio", label, options, settings.index);
  if (captions.length > options.length) {
    throw new RangeError(
      `Cannot create radio "${label}" as captions belong to options: received ${captions.length} ` +
        `captions for ${options.length} options`,
    );
  }
  const labels = labelsOf(options, format);
  const chosen = drawWidget<RadioElement, unknown>(radioKind, {
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
        captions,
        chosen: member === undefined ? null : options.indexOf(member),
        horizontal: settings.horizontal ?? false,
      };
    },
  });
  const member = chosen === null ? null : optionLike(chosen, options, format) ?? null;
  return member as null extends I ? T | null : T;
}
