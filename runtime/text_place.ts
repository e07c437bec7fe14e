import { readWidth } from "./width.ts";
import type { Width } from "./width.ts";

/** Where lines of text stand in the width that they have; `"justify"` fills it with all but the last. */
export type TextAlignment = "left" | "center" | "right" | "justify";

/** Options of all text. */
export interface TextPlaceOptions {
  /** Where its lines stand. Default: as where it is drawn, which is `"left"`. */
  textAlignment?: TextAlignment;
  /**
   * As wide as its place (`"stretch"`), as what it says (`"content"`), or so many pixels, but not wider than its
   * place. Default: as its place, and beside other things as what it says.
   */
  width?: Width;
}

/** The room that text takes, and where it stands there; null for what its place says. */
export interface TextPlace {
  readonly textAlignment: TextAlignment | null;
  readonly width: Width | null;
}

/** Reads the options that all text has. */
export function readTextPlace(
  action: string,
  { textAlignment, width }: TextPlaceOptions,
): TextPlace {
  return { textAlignment: textAlignment ?? null, width: readWidth(action, width) };
}
