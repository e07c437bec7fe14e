// @ts-check
/**
 * What of a simple chart stands where somebody points, and the words and marks that tell of it. Knows no
 * events: the chart's module asks, with the pixels of the drawing.
 */
import { acrossOf, barOf, escaped, rowOf } from "./chart_draw.js";
import { colorOf, coordinatesOf, item, shareOf } from "./chart_layout.js";
import { numberText, timeText } from "./chart_scale.js";
/** @typedef {import("./chart_layout.js").Layout} Layout */

/** One mark: the n-th of a series. @typedef {{ series: number, n: number }} Mark */
/** Marks of one place, or a single one. @typedef {{ at: number, marks: Mark[] }} Found */
/** A line of a tooltip. @typedef {{ color: string | null, name: string, text: string }} Word */

/** Nobody means a circle further away. */
const REACH = 32;
/** More lines than these hide the chart. */
const MOST_WORDS = 12;

/** Where something is among numbers that grow, or would be. @param {readonly number[]} numbers @param {number} number */
function positionOf(numbers, number) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (item(numbers, middle) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * What somebody who points at these pixels means.
 * @param {Layout} layout @param {number} x @param {number} y @returns {Found | null}
 */
export function foundAt(layout, x, y) {
  const { left, top, width, height } = layout.frame;
  const beside = layout.plot.kind === "scatter" ? 0 : 12;
  if (x < left - beside || x > left + width + beside || y < top - 4 || y > top + height + 4) {
    return null;
  }
  if (layout.plot.kind === "scatter") return nearestCircle(layout, x, y);
  const coordinates = coordinatesOf(layout.plot.places);
  const wanted = layout.place.back(layout.plot.horizontal ? y : x);
  const next = positionOf(coordinates, wanted);
  const [nearest] = [next - 1, next]
    .filter((at) => at >= 0 && at < coordinates.length && isInSight(layout, item(coordinates, at)))
    .sort((a, b) =>
      Math.abs(item(coordinates, a) - wanted) - Math.abs(item(coordinates, b) - wanted)
    );
  return nearest === undefined ? null : foundPlace(layout, nearest);
}

/** Whether a place is in the part that is looked at. @param {Layout} layout @param {number} place */
function isInSight({ shown: { place: [from, to] } }, place) {
  return place >= from && place <= to;
}

/** @param {Layout} layout @param {number} x @param {number} y @returns {Found | null} */
function nearestCircle(layout, x, y) {
  const { spots, point, shown } = layout;
  let nearest = REACH ** 2;
  let found = null;
  for (const [series, { places, highs, at }] of spots.entries()) {
    for (let n = 0; n < highs.length; n++) {
      const high = item(highs, n);
      const isSeen = isInSight(layout, item(places, n)) && high >= shown.value[0] &&
        high <= shown.value[1];
      if (!isSeen) continue;
      const [toX, toY] = point(item(places, n), high);
      const distance = (toX - x) ** 2 + (toY - y) ** 2;
      if (distance >= nearest) continue;
      nearest = distance;
      found = { at: item(at, n), marks: [{ series, n }] };
    }
  }
  return found;
}

/** All marks of a place, by its position; null if there are none. @param {Layout} layout @param {number} at @returns {Found | null} */
export function foundPlace({ spots }, at) {
  const marks = [];
  for (const [series, spot] of spots.entries()) {
    for (let n = positionOf(spot.at, at); spot.at[n] === at; n++) {
      if (!Number.isNaN(spot.highs[n])) marks.push({ series, n });
    }
  }
  return marks.length === 0 ? null : { at, marks };
}

/**
 * What a step by the arrow keys leads to: the next place with marks, or the next circle of the series.
 * @param {Layout} layout @param {Found | null} from @param {number} step @param {number} turn to another series
 * @returns {Found | null}
 */
export function foundBeside(layout, from, step, turn) {
  const { plot, spots } = layout;
  if (plot.kind === "scatter") {
    const { series, n } = from?.marks[0] ?? { series: 0, n: step > 0 ? -1 : 0 };
    const to = (series + turn + spots.length) % spots.length;
    const { highs, at } = item(spots, to);
    for (let i = turn ? Math.min(n, highs.length - 1) : n + step; i >= 0 && i < highs.length;) {
      if (!Number.isNaN(highs[i])) return { at: item(at, i), marks: [{ series: to, n: i }] };
      i += step || -1;
    }
    return from;
  }
  const last = plot.places.values.length - 1;
  const coordinates = coordinatesOf(plot.places);
  const [first, end] = layout.shown.place;
  const start = from?.at ??
    (step > 0
      ? positionOf(coordinates, first) - 1
      : coordinates.findLastIndex((at) => at <= end) + 1);
  for (let at = Math.max(0, Math.min(last, start + step)); at >= 0 && at <= last;) {
    const found = foundPlace(layout, at);
    if (found !== null) return found;
    at += Math.sign(step) || 1;
  }
  return from;
}

/** The words of a tooltip: what stands there, and how much it is. @param {Layout} layout @param {Found} found @returns {{ title: string, words: Word[] }} */
export function wordsOf({ plot }, { at, marks }) {
  const { series, locale, shade, size } = plot;
  const number = (/** @type {number | null | undefined} */ value) =>
    value === null || value === undefined ? "–" : numberText(value, locale);
  /** @type {Word[]} */
  const words = marks.slice(0, MOST_WORDS).map((mark) => {
    const { name, color, values } = item(series, mark.series);
    return {
      color: name === undefined ? null : color ?? colorOf(mark.series),
      name: name ?? plot.yTitle ?? "",
      text: number(values[mark.n]),
    };
  });
  if (marks.length > MOST_WORDS) {
    words.push({ color: null, name: `+ ${marks.length - MOST_WORDS}`, text: "" });
  }
  const [first] = marks;
  if (first && plot.kind === "scatter") {
    const { shades, sizes } = item(series, first.series);
    if (shade) words.push({ color: null, name: shade.name, text: number(shades?.[first.n]) });
    if (size) words.push({ color: null, name: size.name, text: number(sizes?.[first.n]) });
  }
  const place = placeText(plot, at);
  const named = plot.kind === "scatter" || plot.places.type === "number";
  return { title: named && plot.xTitle ? `${plot.xTitle}: ${place}` : place, words };
}

/** A place as people read it. @param {import("./chart_layout.js").Plot} plot @param {number} at */
export function placeText({ places, locale }, at) {
  const value = item(places.values, at);
  if (places.type === "time") return timeText(Number(value) + (places.from ?? 0));
  if (typeof value !== "number") return value;
  const isYear = Number.isInteger(value) && value > 999 && value < 10_000;
  return isYear ? String(value) : numberText(value, locale);
}

/** What is drawn over a chart where somebody points. @param {Layout} layout @param {Found} found */
export function hoverMarkup(layout, found) {
  const { plot, frame, place, spots, band } = layout;
  const { left, top, width, height } = frame;
  const along = place.at(item(coordinatesOf(plot.places), found.at));
  if (plot.kind === "bar") {
    const size = Math.max(band * 1.2, 4);
    const start = along - size / 2;
    const box = plot.horizontal ? [left, start, width, size] : [start, top, size, height];
    return `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${
      box[3]
    }" rx="3" fill="var(--eddy-hover)"/>`;
  }
  let markup = plot.kind === "scatter"
    ? ""
    : `<path d="${
      plot.horizontal ? `M${left} ${along}h${width}` : `M${along} ${top}v${height}`
    }" stroke="var(--eddy-border-strong)" stroke-dasharray="3 3"/>`;
  for (const { series, n } of found.marks) {
    const { places, highs } = item(spots, series);
    const [x, y] = layout.point(item(places, n), item(highs, n));
    const { color, sizes } = item(plot.series, series);
    const across = plot.size && sizes
      ? acrossOf(shareOf(plot.size, item(sizes, n)))
      : plot.dot ?? 8;
    markup += `<circle cx="${x}" cy="${y}" r="${across / 2 + 1}" fill="${
      escaped(color ?? colorOf(series))
    }" stroke="var(--eddy-background)" stroke-width="2"/>`;
  }
  return markup;
}

/** Where a tooltip points: the middle of what it tells of. @param {Layout} layout @param {Found} found @returns {[x: number, y: number]} */
export function anchorOf(layout, { at, marks }) {
  const { plot, spots, frame } = layout;
  const highs = marks.map(({ series, n }) => item(item(spots, series).highs, n));
  const place = item(coordinatesOf(plot.places), at);
  if (plot.kind === "scatter" || marks.length === 1) return layout.point(place, item(highs, 0));
  const [x, y] = layout.point(place, Math.max(...highs));
  return plot.horizontal ? [x, y] : [x, Math.max(frame.top, y)];
}

/** Rows of the author's data behind marks. @param {Layout} layout @param {Found} found */
export function rowsOf({ plot, spots }, { marks }) {
  return marks.map(({ series, n }) => rowOf(item(plot.series, series), item(spots, series).at, n));
}

/** The mark of a place that is nearest to these pixels: of bars the one that is hit. @param {Layout} layout @param {Found} found @param {number} x @param {number} y @returns {Found} */
export function onlyNearest(layout, found, x, y) {
  const { plot, spots } = layout;
  const distance = (/** @type {Mark} */ { series, n }) => {
    const { places, lows, highs } = item(spots, series);
    const place = item(places, n);
    const [toX, toY] = layout.point(place, item(highs, n));
    if (plot.kind !== "bar") return (toX - x) ** 2 + (toY - y) ** 2;
    const { start, size } = barOf(layout, item(plot.series, series));
    const [fromX, fromY] = layout.point(place, plot.stack ? item(lows, n) : 0);
    const side = plot.horizontal ? y - toY : x - toX;
    const [a, b, c] = plot.horizontal ? [fromX, toX, x] : [fromY, toY, y];
    const off = Math.max(0, Math.min(a, b) - c, c - Math.max(a, b));
    return Math.max(0, Math.abs(side - start - size / 2) - size / 2) * 1000 + off;
  };
  const marks = found.marks.toSorted((a, b) => distance(a) - distance(b)).slice(0, 1);
  return { at: found.at, marks };
}
