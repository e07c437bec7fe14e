/** Sorts by numbers of 16 or 64 bits, 16 at a time: a pass for each, and no comparing. */

const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Sorts `rows` by the 64 bits that stand for each, highs before lows; equal ones stay in order. Answers
 * the place that each had before. Sixteen bits that are the same in all rows cost one look.
 */
export function deal(rows: Uint32Array, highs: Uint32Array, lows: Uint32Array): Uint32Array {
  const { length } = rows;
  let places = new Uint32Array(length);
  let next = new Uint32Array(length);
  for (let i = 0; i < length; i++) places[i] = i;
  // Clearing the counts would cost more than sorting a few rows.
  if (length < 2000) {
    places.sort((a, b) => highs[a]! - highs[b]! || lows[a]! - lows[b]! || a - b);
  } else {
    const counts = new Uint32Array(DIGITS);
    for (const keys of [lows, highs]) {
      for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
        counts.fill(0);
        for (let i = 0; i < length; i++) counts[(keys[i]! >>> shift) & (DIGITS - 1)]!++;
        if (counts[(keys[0]! >>> shift) & (DIGITS - 1)] === length) continue;
        let start = 0;
        for (let digit = 0; digit < DIGITS; digit++) {
          const count = counts[digit]!;
          counts[digit] = start;
          start += count;
        }
        for (let i = 0; i < length; i++) {
          const place = places[i]!;
          next[counts[(keys[place]! >>> shift) & (DIGITS - 1)]!++] = place;
        }
        [places, next] = [next, places];
      }
    }
  }
  const before = rows.slice();
  for (let i = 0; i < length; i++) rows[i] = before[places[i]!]!;
  return places;
}

/** Sorts `rows` by the 16 bits that stand for each; equal ones stay in order. Answers where each number's end. */
export function dealOnce(rows: Uint32Array, keys: Uint16Array): Uint32Array {
  const ends = new Uint32Array(DIGITS);
  const { length } = rows;
  for (let i = 0; i < length; i++) ends[keys[i]!]!++;
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = ends[digit]!;
    ends[digit] = start;
    start += count;
  }
  const before = rows.slice();
  for (let i = 0; i < length; i++) rows[ends[keys[i]!]!++] = before[i]!;
  return ends;
}
