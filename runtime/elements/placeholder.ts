/** Stands for a lazy fragment in its region, which is asked for when this is scrolled into view. */
export interface PlaceholderElement {
  readonly kind: "placeholder";
}
