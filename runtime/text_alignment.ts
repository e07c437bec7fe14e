/** Where lines of text stand in the width that they have; `"justify"` fills it with all but the last. */
export type TextAlignment = "left" | "center" | "right" | "justify";

/** An option of all text. */
export interface TextAlignmentOptions {
  /** Where its lines stand. Default: as where it is drawn, which is `"left"`. */
  textAlignment?: TextAlignment;
}
