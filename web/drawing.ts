/** What drawings of all kinds share: charts of specs, graphs. */

/** In a narrower place than this share of a drawing's width its letters are too small: it scrolls. */
const LEAST_SHARE = 0.85;

/** Keeps a drawing from getting narrower, without a style: what has a width has a least one. */
export function leastWidth(width: number): string {
  return `<svg width="${Math.round(width * LEAST_SHARE)}" height="0" aria-hidden="true"></svg>`;
}
