/**
 * How wide something is: as the place where it stands, as what is in it, or so many pixels. It is never
 * wider than its place.
 */
export type Width = "stretch" | "content" | number;

/** The widest that can be asked for, in pixels: the style sheet reads four digits. */
const WIDEST = 9999;

/** Reads the option of that name; null for what suits the element. */
export function readWidth(action: string, width: Width | undefined): Width | null {
  if (width === undefined || width === "stretch" || width === "content") return width ?? null;
  if (width >= 1 && width <= WIDEST) return Math.round(width);
  throw new RangeError(
    `Cannot draw ${action} as width must be a name that it knows, or 1 to ${WIDEST} pixels: ` +
      `received ${JSON.stringify(width)}`,
  );
}
