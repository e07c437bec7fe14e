import { colorName } from "../colors.ts";
import { draw } from "../draw.ts";

/** A few words in a coloured box. */
export interface BadgeElement {
  readonly kind: "badge";
  /** Inline Markdown. */
  readonly label: string;
  readonly color: string;
  readonly icon: string | null;
}

/**
 * Draws a small label. In Markdown, `:green-badge[paid]` draws one within a line.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.badge("Shipped", { color: "green", icon: "📦" });
 * });
 * ```
 *
 * @throws {RangeError} If there is no such colour.
 */
export function badge(
  label: string,
  options: {
    /** `"blue"` (default), `"green"`, `"yellow"`, `"orange"`, `"red"`, `"violet"`, `"gray"` or `"primary"`. */
    color?: string;
    /** An emoji or a character before the label. */
    icon?: string;
  } = {},
): void {
  draw("badge()", {
    kind: "badge",
    label,
    color: colorName(`draw badge "${label}"`, options.color ?? "blue"),
    icon: options.icon ?? null,
  });
}
