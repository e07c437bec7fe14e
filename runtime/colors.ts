/** Colours by name, as the style sheet has them for light and dark. */

/** A colour by its name. */
export type ColorName =
  | "blue"
  | "green"
  | "yellow"
  | "orange"
  | "red"
  | "violet"
  | "gray"
  | "grey"
  | "primary";

const COLORS: readonly ColorName[] = [
  "blue",
  "green",
  "yellow",
  "orange",
  "red",
  "violet",
  "gray",
  "grey",
  "primary",
];

/**
 * The name under which the style sheet has it.
 *
 * @throws {RangeError} If there is no such colour.
 */
export function colorName(action: string, color: string): string {
  if (!COLORS.includes(color as ColorName)) {
    throw new RangeError(
      `Cannot ${action}: color must be one of ${COLORS.join(", ")}: received "${color}"`,
    );
  }
  return color === "grey" ? "gray" : color;
}
