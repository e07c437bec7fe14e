// @ts-check
/**
 * The part of a chart that is looked at: drawn nearer, moved, picked by dragging. Lines, areas and bars
 * are zoomed along their places only, so that values can be compared; circles both ways.
 */
/** @typedef {import("./chart_layout.js").Layout} Layout */
/** @typedef {import("./chart_layout.js").Window} Window */
/** @typedef {[number, number]} Range */

/** Nearer than this share of all there is, nothing new is to be seen. */
const LEAST = 1 / 5_000;

/** A range around the point that stays where it is. @param {Range} range @param {number} factor @param {number} fixed @returns {Range} */
const around = ([from, to], factor, fixed) => [
  fixed - (fixed - from) * factor,
  fixed + (to - fixed) * factor,
];

/**
 * The range, moved, shrunk or widened until it is within what there is.
 * @param {Range} range @param {Range} whole @param {number} [least] @returns {Range}
 */
function within([from, to], [low, high], least = (high - low) * LEAST) {
  const size = Math.min(high - low, Math.max(to - from, least));
  const start = Math.min(high - size, Math.max(low, (from + to - size) / 2));
  return [start, start + size];
}

/** A range of places: of names, one at least. @param {Layout} layout @param {Range} range */
const placeWithin = ({ plot, whole }, range) =>
  within(range, whole.place, plot.places.type === "name" ? 1 : undefined);

/** A range of values as it is measured along its axis. @param {Layout} layout @param {Range} range @returns {Range} */
const evenly = ({ plot }, [from, to]) => plot.log ? [Math.log10(from), Math.log10(to)] : [from, to];
/** @param {Layout} layout @param {Range} range @returns {Range} */
const back = ({ plot }, [from, to]) => plot.log ? [10 ** from, 10 ** to] : [from, to];

/** Null if all is in sight. @param {Layout} layout @param {Window} shown @returns {Window | null} */
function unlessAll({ whole }, shown) {
  const isAll = (/** @type {Range} */ [from, to], /** @type {Range} */ [low, high]) =>
    to - from >= (high - low) * 0.999;
  return isAll(shown.place, whole.place) && isAll(shown.value, whole.value) ? null : shown;
}

/**
 * What is seen from nearer (a factor below 1) or further away; the pixel stays where it is.
 * @param {Layout} layout @param {number} factor @param {number} x @param {number} y @returns {Window | null}
 */
export function zoomed(layout, factor, x, y) {
  const { plot, shown, whole, place, value } = layout;
  const [along, across] = plot.horizontal ? [y, x] : [x, y];
  const nearer = placeWithin(layout, around(shown.place, factor, place.back(along)));
  if (plot.kind !== "scatter") return unlessAll(layout, { ...shown, place: nearer });
  const [fixed] = evenly(layout, [value.back(across), 1]);
  const values = within(
    around(evenly(layout, shown.value), factor, fixed),
    evenly(layout, whole.value),
  );
  return unlessAll(layout, { place: nearer, value: back(layout, values) });
}

/** What is seen when all is moved by so many pixels. @param {Layout} layout @param {number} right @param {number} down @returns {Window | null} */
export function moved(layout, right, down) {
  const { plot, frame, shown, whole } = layout;
  const [along, across] = plot.horizontal
    ? [down / frame.height, right / frame.width]
    : [right / frame.width, down / frame.height];
  const shifted = (
    /** @type {Range} */ [from, to],
    /** @type {number} */ share,
  ) => /** @type {Range} */ ([from - (to - from) * share, to - (to - from) * share]);
  const place = placeWithin(layout, shifted(shown.place, along));
  if (plot.kind !== "scatter") return unlessAll(layout, { ...shown, place });
  const values = within(
    shifted(evenly(layout, shown.value), plot.horizontal ? across : -across),
    evenly(layout, whole.value),
  );
  return unlessAll(layout, { place, value: back(layout, values) });
}

/**
 * What a rectangle picks, dragged from one point to another, and the rectangle as it is shown.
 * @param {Layout} layout @param {[number, number]} from @param {[number, number]} to
 * @returns {{ shown: Window | null, box: { x: number, y: number, width: number, height: number } }}
 */
export function picked(layout, from, to) {
  const { plot, frame, place, value, shown, whole } = layout;
  const side = (
    /** @type {number} */ a,
    /** @type {number} */ b,
    /** @type {number} */ low,
    /** @type {number} */ size,
  ) => /** @type {Range} */ ([
    Math.min(low + size, Math.max(low, Math.min(a, b))),
    Math.min(low + size, Math.max(low, Math.max(a, b))),
  ]);
  let [x1, x2] = side(from[0], to[0], frame.left, frame.width);
  let [y1, y2] = side(from[1], to[1], frame.top, frame.height);
  const both = plot.kind === "scatter";
  if (!both && plot.horizontal) [x1, x2] = [frame.left, frame.left + frame.width];
  if (!both && !plot.horizontal) [y1, y2] = [frame.top, frame.top + frame.height];
  const along = /** @type {Range} */ ((plot.horizontal ? [y1, y2] : [x1, x2]).map(place.back));
  const across = /** @type {Range} */ ((plot.horizontal ? [x1, x2] : [y2, y1]).map(value.back));
  const values = both
    ? back(layout, within(evenly(layout, across), evenly(layout, whole.value)))
    : shown.value;
  return {
    shown: unlessAll(layout, { place: placeWithin(layout, along), value: values }),
    box: { x: x1, y: y1, width: x2 - x1, height: y2 - y1 },
  };
}

/** What is seen once a place is, moved no further than it must be. @param {Layout} layout @param {number} place @returns {Window | null} */
export function inSight(layout, place) {
  const [from, to] = layout.shown.place;
  const shift = Math.min(0, place - from) + Math.max(0, place - to);
  return unlessAll(layout, {
    ...layout.shown,
    place: placeWithin(layout, [from + shift, to + shift]),
  });
}
