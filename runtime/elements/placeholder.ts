import type { FragmentId } from "../ids.ts";

/** Stands for a lazy fragment, which is asked for when this is scrolled into view. */
export interface PlaceholderElement {
  readonly kind: "placeholder";
  readonly region: FragmentId;
}
