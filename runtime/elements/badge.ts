import { draw } from "../draw.ts";

/** A few words in a coloured box. */
export interface BadgeElement {
  readonly kind: "badge";
  /** Inline Markdown. */
  readonly label: string;
  readonly color: string;
  readonly icon: string | null;
}

const COLORS = ["blue", "green", "yellow", "orange", "red", "violet", "gray", "grey", "primary"];

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
  const color = options.color ?? "blue";
  if (!COLORS.includes(color)) {
    throw new RangeError(
      `Cannot draw badge "${label}": color must be one of ${
        COLORS.join(", ")
      }: received "${color}"`,
    );
  }
  draw("badge()", {
    kind: "badge",
    label,
    color: color === "grey" ? "gray" : color,
    icon: options.icon ?? null,
  });
}
