import { EMPTY } from "../required.ts";
import type { RequiredOptions } from "../required.ts";
import { drawWidget } from "../widget.ts";
import type { Decoded, WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";

/** A line of text. */
export interface TextInputElement extends WidgetElement<"textInput"> {
  readonly value: string;
  readonly placeholder: string | null;
  readonly maxChars: number | null;
  readonly type: "text" | "password";
  readonly autocomplete: string | null;
  readonly validate: RegExp | null;
  readonly required: boolean;
  readonly live: boolean;
  readonly icon: string | null;
}

/** Options of widgets for text. */
export interface TextOptions extends WidgetOptions, RequiredOptions {
  /** Initial text. */
  value?: string;
  /** Shown while empty. */
  placeholder?: string;
  /** Most characters taken. */
  maxChars?: number;
  /** Also rerun while typing. */
  live?: boolean;
}

/** Checks a text against what the widget said of it. */
export function decodeText(
  { maxChars, required }: { readonly maxChars: number | null; readonly required: boolean },
  sent: readonly string[],
): Decoded<string> {
  const [value = "", ...more] = sent;
  if (more.length > 0) return { ok: false, reason: "takes one text" };
  if (maxChars !== null && value.length > maxChars) {
    return { ok: false, reason: `takes ${maxChars} characters, ${value.length} were sent` };
  }
  return required && value.trim() === "" ? EMPTY : { ok: true, value };
}

const textInputKind: WidgetKind<TextInputElement, string> = {
  kind: "textInput",
  decode: (element, sent) => {
    const decoded = decodeText(element, sent);
    if (!decoded.ok || element.validate === null || decoded.value === "") return decoded;
    // `search` heeds no flag that makes an expression remember where it was.
    return decoded.value.search(element.validate) >= 0
      ? decoded
      : { ok: false, reason: `does not take "${decoded.value}"` };
  },
};

/**
 * Draws a line to type in. Its text arrives on Enter and when the line is left; with `live` while
 * typing, too.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const name = st.textInput("Name", { placeholder: "First and last" });
 *   if (name) st.write(`Hello ${name}`);
 * });
 * ```
 */
export function textInput(
  label: string,
  options: TextOptions & {
    /** `"password"` hides what is typed. */
    type?: "text" | "password";
    /** What a browser may fill in, as in HTML. */
    autocomplete?: string;
    /**
     * What the text must match to be taken, unless it is empty. One that does not match stays in the
     * line, which says so, and is not sent; nor is the form that it stands in. The browser is told the
     * expression: it is no place for a secret.
     */
    validate?: RegExp;
    /** An emoji or a character at its beginning. */
    icon?: string;
  } = {},
): string {
  const initial = options.value ?? "";
  const validate = options.validate ?? null;
  return drawWidget(textInputKind, {
    label,
    options,
    identity:
      `${initial}\n${options.placeholder}\n${options.maxChars}\n${options.type}\n${validate}`,
    constraint: `${options.maxChars} ${validate}`,
    initial,
    accepts: (value) => typeof value === "string",
    element: (base, value) => ({
      ...base,
      value,
      placeholder: options.placeholder ?? null,
      maxChars: options.maxChars ?? null,
      type: options.type ?? "text",
      autocomplete: options.autocomplete ?? null,
      validate,
      required: options.required ?? false,
      live: options.live ?? false,
      icon: options.icon ?? null,
    }),
  });
}
