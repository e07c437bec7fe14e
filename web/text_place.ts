import type { TextPlace } from "../runtime/text_place.ts";
import type { AttributeValue } from "./escape.ts";
import { classOfWidth } from "./width.ts";

/** Attributes of text of this class that say how wide it is, and where its lines stand. */
export function placeOfText(
  name: string,
  { width, textAlignment }: TextPlace,
): Readonly<Record<string, AttributeValue>> {
  const { class: classes, ...digits } = classOfWidth(name, width);
  return { class: classes.trim() || null, ...digits, "data-align": textAlignment };
}
