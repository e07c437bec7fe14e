import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";
import { decodeText } from "./text_input.ts";
import type { TextOptions } from "./text_input.ts";

/** Text of several lines. */
export interface TextAreaElement extends WidgetElement<"textArea"> {
  readonly value: string;
  readonly placeholder: string | null;
  readonly maxChars: number | null;
  /** In pixels; null for three lines. */
  readonly height: number | null;
  readonly required: boolean;
  readonly live: boolean;
}

const textAreaKind: WidgetKind<TextAreaElement, string> = {
  kind: "textArea",
  decode: (element, sent) => {
    const decoded = decodeText(element, sent);
    if (decoded.ok && (sent.length > 1 || !decoded.value.isWellFormed())) {
      return { ok: false, reason: "takes one text" };
    }
    return decoded;
  },
};

/**
 * Draws a field for several lines of text. The text arrives on Ctrl+Enter (⌘ Enter) and when the field
 * is left; with `live` while typing, too. Lines end in `\n`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const notes = st.textArea("Notes", { maxChars: 500, height: 200 });
 *   st.caption(`${notes.split("\n").length} lines`);
 * });
 * ```
 *
 * @throws {RangeError} If `height` is not above 0.
 */
export function textArea(
  label: string,
  options: TextOptions & {
    /** In pixels. Default: three lines. The user can drag it larger. */
    height?: number;
  } = {},
): string {
  const { height = null } = options;
  if (height !== null && !(height > 0)) {
    throw new RangeError(
      `Cannot create textArea "${label}" as height must be > 0: received ${height}`,
    );
  }
  const initial = options.value ?? "";
  return drawWidget<TextAreaElement, string>(textAreaKind, {
    label,
    options,
    identity: `${initial}\n${options.placeholder}\n${options.maxChars}`,
    constraint: `${options.maxChars}`,
    initial,
    accepts: (value) => typeof value === "string",
    element: (base, value) => ({
      ...base,
      value,
      placeholder: options.placeholder ?? null,
      maxChars: options.maxChars ?? null,
      height,
      required: options.required ?? false,
      live: options.live ?? false,
    }),
  });
}
