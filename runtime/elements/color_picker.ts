import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";

/** A colour. */
export interface ColorPickerElement extends WidgetElement<"colorPicker"> {
  /** As in `"#1e90ff"`. */
  readonly value: string;
}

const COLOR = /^#[0-9a-f]{6}$/;

const colorPickerKind: WidgetKind<ColorPickerElement, string> = {
  kind: "colorPicker",
  decode: (_, sent) => {
    const value = sent.length === 1 ? sent[0]!.toLowerCase() : "";
    if (COLOR.test(value)) return { ok: true, value };
    return { ok: false, reason: `does not take "${sent.join(" ")}"` };
  },
};

/**
 * Draws a field to pick a colour; answers it as in `"#1e90ff"`, in lower case.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const color = st.colorPicker("Line", { value: "#1e90ff" });
 *   st.write(`Drawn in ${color}`);
 * });
 * ```
 *
 * @throws {SyntaxError} If `value` is no colour such as `"#1e90ff"` or `"#18f"`.
 */
export function colorPicker(
  label: string,
  options: WidgetOptions & {
    /** Initial colour. Default: `"#000000"`. */
    value?: string;
  } = {},
): string {
  const given = options.value ?? "#000000";
  const initial = /^#[0-9a-f]{3}$/i.test(given)
    ? given.toLowerCase().replace(/[0-9a-f]/g, "$&$&")
    : given.toLowerCase();
  if (!COLOR.test(initial)) {
    throw new SyntaxError(
      `Cannot create colorPicker "${label}" as value must be a colour such as "#1e90ff": received ` +
        `"${given}"`,
    );
  }
  return drawWidget<ColorPickerElement, string>(colorPickerKind, {
    label,
    options,
    identity: initial,
    initial,
    accepts: (value): value is string => typeof value === "string" && COLOR.test(value),
    element: (base, value) => ({ ...base, value }),
  });
}
