/**
 * Leaves out what could not be seen: a chart some hundred pixels wide has no room for ten thousand points.
 */

/**
 * Positions of about `most` points of a line that keep its look, the first and the last among them: of
 * each stretch the one that makes the largest triangle with what stands before and behind it ("largest
 * triangle three buckets", S. Steinarsson 2013). Missing values are NaN and count as zero.
 */
export function thinned(
  places: readonly number[],
  values: readonly number[],
  most: number,
): number[] {
  const last = places.length - 1;
  if (places.length <= most || most < 3) return places.map((_, i) => i);
  const kept = [0];
  const bucket = (last - 1) / (most - 2);
  const value = (i: number) => values[i]! || 0;
  let before = 0;
  for (let n = 0; n < most - 2; n++) {
    const from = Math.floor(n * bucket) + 1;
    const to = Math.floor((n + 1) * bucket) + 1;
    const end = Math.min(Math.floor((n + 2) * bucket) + 1, last + 1);
    let [meanPlace, mean] = [0, 0];
    for (let i = to; i < end; i++) {
      meanPlace += places[i]! / (end - to);
      mean += value(i) / (end - to);
    }
    let [best, largest] = [from, -1];
    for (let i = from; i < to; i++) {
      const area = Math.abs(
        (places[before]! - meanPlace) * (value(i) - value(before)) -
          (places[before]! - places[i]!) * (mean - value(before)),
      );
      if (area > largest) [best, largest] = [i, area];
    }
    kept.push(best);
    before = best;
  }
  kept.push(last);
  return kept;
}
