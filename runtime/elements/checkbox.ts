import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";

/** A yes or no: a box to tick, or a switch. */
export interface CheckboxElement extends WidgetElement<"checkbox"> {
  readonly value: boolean;
  readonly style: "checkbox" | "toggle";
}

/** Options of {@linkcode checkbox} and {@linkcode toggle}. */
export interface CheckboxOptions extends WidgetOptions {
  /** Initial value. Default: false. */
  value?: boolean;
}

/** What a form says of a box with a tick, and what an address says. */
const SAID: ReadonlyMap<string, boolean> = new Map([["on", true], ["true", true], [
  "false",
  false,
]]);

const checkboxKind: WidgetKind<CheckboxElement, boolean> = {
  kind: "checkbox",
  decode: (_, sent) => {
    const value = sent.length === 0 ? false : sent.length === 1 ? SAID.get(sent[0]!) : undefined;
    return value === undefined
      ? { ok: false, reason: "can only be on or off" }
      : { ok: true, value };
  },
  encode: (_, value) => [String(value)],
};

function drawCheckbox(
  style: CheckboxElement["style"],
  label: string,
  options: CheckboxOptions,
): boolean {
  const initial = options.value ?? false;
  return drawWidget(checkboxKind, {
    label,
    options,
    identity: `${style} ${initial}`,
    initial,
    accepts: (value) => typeof value === "boolean",
    element: (base, value) => ({ ...base, value, style }),
  });
}

/**
 * Draws a box to tick.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   if (st.checkbox("Show details")) st.write("Here they are");
 * });
 * ```
 */
export function checkbox(label: string, options: CheckboxOptions = {}): boolean {
  return drawCheckbox("checkbox", label, options);
}

/**
 * Draws a switch.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   if (st.toggle("Live", { value: true })) st.caption("Updating");
 * });
 * ```
 */
export function toggle(label: string, options: CheckboxOptions = {}): boolean {
  return drawCheckbox("toggle", label, options);
}
