// @ts-check
/**
 * Where everything of a simple chart stands: its marks in values, its axes, legend and frame in pixels.
 * Runs on the server and in the browser; `chart_draw.js` makes markup of what comes out. A chart has
 * places along one axis and values along the other; which of them lies and which stands is the last
 * question asked, by `point()`.
 */
import { niceDomain, numberText, numberTicks, scaleOf, timeTicks } from "./chart_scale.js";
import { fitText, textWidth } from "./text_width.js";

/**
 * A simple chart as plain data.
 * @typedef {object} Plot
 * @property {"line" | "area" | "bar" | "scatter"} kind
 * @property {string} locale the reader's
 * @property {Places} places
 * @property {Series[]} series
 * @property {"zero" | "normalize" | "center"} [stack]
 * @property {boolean} [grouped] bars of one place stand side by side
 * @property {boolean} [horizontal]
 * @property {boolean} [log]
 * @property {string} [xTitle]
 * @property {string} [yTitle]
 * @property {Measure} [shade] what the shades of a scatter chart stand for
 * @property {Measure} [size] what the sizes of its circles stand for
 * @property {number} [dot] pixels across a circle
 */

/**
 * Where marks can stand, each once and in order: numbers, times (milliseconds after `from`), or names.
 * @typedef {{ type: "number" | "time" | "name", values: (number | string)[], from?: number }} Places
 */

/**
 * The marks of one colour.
 * @typedef {object} Series
 * @property {string} [name]
 * @property {string} [color]
 * @property {(number | null)[]} values
 * @property {number[]} [at] positions among the places, if not one mark at each of them in turn
 * @property {number[]} [rows] rows of the author's data, if not those positions
 * @property {(number | null)[]} [shades]
 * @property {(number | null)[]} [sizes]
 */

/** A column that is neither place nor value. @typedef {{ name: string, low: number, high: number }} Measure */

/** The part of a chart that is shown: of its places, and of its values. @typedef {{ place: [number, number], value: [number, number] }} Window */

/**
 * The marks of one series in values. A missing one has a `high` of NaN.
 * @typedef {object} Spots
 * @property {number[]} at
 * @property {number[]} places along the axis of places
 * @property {number[]} lows
 * @property {number[]} highs
 */

/** @typedef {{ left: number, top: number, width: number, height: number }} Frame */
/** A text at a place. @typedef {{ x: number, y: number, text: string, anchor: "start" | "middle" | "end", tilted?: boolean }} Label */
/** @typedef {{ x: number, y: number, text: string, color: string | null, shade?: number }} LegendItem */

/**
 * @typedef {object} Layout
 * @property {Plot} plot
 * @property {number} width @property {number} height
 * @property {Frame} frame of the marks
 * @property {readonly Spots[]} spots
 * @property {import("./chart_scale.js").Scale} place
 * @property {import("./chart_scale.js").Scale} value
 * @property {Window} whole everything there is
 * @property {Window} shown
 * @property {number} band pixels that one place takes, for bars
 * @property {number[]} grid pixels of the lines across
 * @property {Label[]} labels
 * @property {LegendItem[]} legend
 * @property {(place: number, value: number) => [x: number, y: number]} point
 */

/**
 * What stands at a position that is known to exist.
 * @template T @param {ArrayLike<T>} list @param {number} i @returns {T}
 */
export const item = (list, i) => /** @type {T} */ (list[i]);

/** Of labels; `chart_draw.js` says it to the browser. */
export const FONT_SIZE = 12;
const ROW = 20;
const GAP = 8;
const EDGE = 4;
/** Beyond these, a legend tells no more than the chart does. */
const MOST_LEGEND_ROWS = 3;
const LONGEST_NAME = 200;
const LONGEST_TILTED = 120;

/** Where the values of places lie on their axis. @param {Places} places @returns {number[]} */
export function coordinatesOf({ type, values, from = 0 }) {
  if (type === "name") return values.map((_, i) => i);
  return type === "time"
    ? values.map((value) => from + Number(value))
    : /** @type {number[]} */ (values);
}

/** The marks of a chart, stacked if they are to be. @param {Plot} plot @returns {Spots[]} */
export function spotsOf(plot) {
  const { series, stack, kind } = plot;
  const coordinates = coordinatesOf(plot.places);
  const all = series.map(({ values, at = values.map((_, i) => i) }) => ({
    at,
    places: at.map((i) => item(coordinates, i)),
    lows: values.map(() => 0),
    highs: values.map((value) => value ?? NaN),
  }));
  if (plot.log) { for (const { highs } of all) keepPositive(highs); }
  if (stack) stackUp(all, coordinates.length, stack, kind === "area");
  return all;
}

/** @param {number[]} values */
function keepPositive(values) {
  for (let i = 0; i < values.length; i++) if (!(item(values, i) > 0)) values[i] = NaN;
}

/**
 * Puts marks of one place on top of each other: those above zero upwards, those below downwards.
 * @param {Spots[]} all @param {number} places @param {"zero" | "normalize" | "center"} stack
 * @param {boolean} filled an area has no gaps: what is missing is nothing
 */
function stackUp(all, places, stack, filled) {
  const sums = new Float64Array(places);
  if (stack !== "zero") {
    for (const { at, highs } of all) {
      for (const [i, high] of highs.entries()) {
        const place = item(at, i);
        sums[place] = item(sums, place) + (Math.abs(high) || 0);
      }
    }
  }
  const above = stack === "center" ? sums.map((sum) => -sum / 2) : new Float64Array(places);
  const below = above.slice();
  for (const { at, lows, highs } of all) {
    for (let i = 0; i < highs.length; i++) {
      const place = item(at, i);
      let value = item(highs, i);
      if (Number.isNaN(value)) {
        if (!filled) continue;
        value = 0;
      }
      if (stack === "normalize") value /= item(sums, place) || 1;
      const side = value < 0 ? below : above;
      const low = item(side, place);
      lows[i] = low;
      highs[i] = side[place] = low + value;
    }
  }
}

/** All that the axis of values has to show. @param {Plot} plot @param {readonly Spots[]} spots @returns {[number, number]} */
function valueDomain(plot, spots) {
  let low = Infinity;
  let high = -Infinity;
  for (const { lows, highs } of spots) {
    for (let i = 0; i < highs.length; i++) {
      const top = item(highs, i);
      if (Number.isNaN(top)) continue;
      const bottom = plot.stack ? item(lows, i) : top;
      if (top < low) low = top;
      if (bottom < low) low = bottom;
      if (top > high) high = top;
      if (bottom > high) high = bottom;
    }
  }
  if (low > high) return [0, 1];
  const solid = plot.kind === "bar" || plot.kind === "area" || plot.stack !== undefined;
  if (plot.log) return low === high ? [low / 10, high * 10] : [low, high];
  // A scale needs two ends: a level line stands on zero, and zero itself below one.
  if (low === high && low === 0) return [0, 1];
  if (solid || low === high) return [Math.min(0, low), Math.max(0, high)];
  return [low, high];
}

/** @param {Plot} plot @param {readonly Spots[]} spots @returns {[number, number]} */
function placeDomain({ kind, places }, spots) {
  if (places.type === "name") return [-0.5, places.values.length - 0.5];
  const coordinates = coordinatesOf(places);
  let low = Infinity;
  let high = -Infinity;
  for (const place of coordinates) {
    if (place < low) low = place;
    if (place > high) high = place;
  }
  if (low > high) return [0, 1];
  if (low === high) return [low - 0.5, high + 0.5];
  if (kind === "bar") {
    const half = smallestGap(spots) / 2;
    return [low - half, high + half];
  }
  if (kind !== "scatter") return [low, high];
  const margin = (high - low) / 40;
  return [low - margin, high + margin];
}

/** @param {readonly Spots[]} spots */
function smallestGap(spots) {
  const places = [...new Set(spots.flatMap((one) => one.places))].sort((a, b) => a - b);
  return places.slice(1).reduce(
    (gap, place, i) => Math.min(gap, place - item(places, i)),
    Infinity,
  );
}

/**
 * Lays a chart out for its size. `shown` is what of it is looked at, all of it if null.
 * @param {Plot} plot @param {{ width: number, height: number, shown?: Window | null }} size
 * @returns {Layout}
 */
export function layoutOf(plot, { width, height, shown = null }) {
  const spots = spotsOf(plot);
  const upright = !plot.horizontal;
  const legend = legendOf(plot, width);
  const legendHeight = legend.length === 0 ? 0 : Number(legend.at(-1)?.y) + ROW / 2 + GAP / 2;
  const titleAbove = upright ? plot.yTitle : plot.xTitle;
  const titleBelow = upright ? plot.xTitle : plot.yTitle;
  const top = legendHeight + (titleAbove ? ROW + GAP : GAP);
  const foot = titleBelow ? ROW : 0;

  const rough = upright ? height - top - foot - ROW : width * 0.8;
  const valueCount = Math.min(10, Math.max(2, Math.floor(rough / (upright ? 48 : 90))));
  const domain = valueDomain(plot, spots);
  const whole = {
    place: placeDomain(plot, spots),
    // A scatter chart's points must not be cut by the frame.
    value: niceDomain(domain, valueCount, plot.log),
  };
  // Only circles are looked at from nearer both ways.
  const window = shown && plot.kind !== "scatter"
    ? { ...shown, value: whole.value }
    : shown ?? whole;
  const ticksOf = (/** @type {[number, number]} */ range) =>
    numberTicks(range, valueCount, {
      locale: plot.locale,
      log: plot.log ?? false,
      percent: plot.stack === "normalize",
    });
  const valueTicks = ticksOf(window.value);
  // From nearer, the frame stays where it is as long as its labels fit.
  const allTicks = shown === null ? valueTicks : [...valueTicks, ...ticksOf(whole.value)];

  const widest = (/** @type {readonly { text: string }[]} */ ticks) =>
    Math.max(0, ...ticks.map(({ text }) => textWidth(text, FONT_SIZE)));
  const limit = Math.min(LONGEST_NAME, width * 0.35);
  const names = upright ? null : placeTicks(plot, window.place, height / 32).map((tick) => ({
    ...tick,
    text: fitText(tick.text, FONT_SIZE, limit),
  }));
  const left = Math.ceil(widest(names ?? allTicks) + GAP + EDGE);
  const right = upright ? EDGE : Math.ceil(widest(valueTicks.slice(-1)) / 2) + EDGE;
  const inner = Math.max(20, width - left - right);
  const below = names ? { ticks: names, tilted: false } : fitted(plot, window.place, inner, left);
  const bottom = foot +
    (below.tilted
      ? Math.ceil(Math.min(LONGEST_TILTED, widest(below.ticks)) * Math.SQRT1_2) + 16
      : ROW + EDGE);
  const frame = { left, top, width: inner, height: Math.max(20, height - top - bottom) };

  const [fromX, toX] = /** @type {[number, number]} */ ([left, left + inner]);
  const [fromY, toY] = /** @type {[number, number]} */ ([top, top + frame.height]);
  const place = scaleOf(window.place, upright ? [fromX, toX] : [fromY, toY]);
  const value = scaleOf(window.value, upright ? [toY, fromY] : [fromX, toX], plot.log);
  /** @type {Layout["point"]} */
  const point = (at, of) => upright ? [place.at(at), value.at(of)] : [value.at(of), place.at(at)];
  const layout = {
    ...{ plot, width, height, frame, spots, place, value, whole, shown: window, legend, point },
    band: bandOf(plot, place, spots),
    grid: valueTicks.map((tick) => value.at(tick.value)),
  };
  const labels = labelsOf(layout, valueTicks, below);
  if (titleAbove) {
    labels.push({ x: 0, y: legendHeight + FONT_SIZE, text: titleAbove, anchor: "start" });
  }
  if (titleBelow) {
    const x = left + inner / 2;
    const text = fitText(titleBelow, FONT_SIZE, 2 * Math.min(x, width - x));
    labels.push({ x, y: height - EDGE, text, anchor: "middle" });
  }
  for (const label of labels) label.text = fitText(label.text, FONT_SIZE, width);
  return { ...layout, labels };
}

/**
 * Labels along the axes, and the pixels where they stand.
 * @param {Omit<Layout, "labels">} layout
 * @param {readonly import("./chart_scale.js").Tick[]} values
 * @param {{ ticks: readonly import("./chart_scale.js").Tick[], tilted: boolean }} places
 * @returns {Label[]}
 */
function labelsOf({ plot, frame, place, value, width }, values, { ticks: places, tilted }) {
  const { left, top, height } = frame;
  const foot = top + height;
  const besides = plot.horizontal ? places : values;
  const below = plot.horizontal ? values : places;
  const [beside, along] = plot.horizontal ? [place, value] : [value, place];
  /** @type {Label[]} */
  const labels = besides.map(({ value, text }) => ({
    ...{ x: left - GAP, y: beside.at(value) + EDGE, text, anchor: "end" },
  }));
  for (const tick of below) {
    const x = along.at(tick.value);
    const text = tilted ? fitText(tick.text, FONT_SIZE, LONGEST_TILTED) : tick.text;
    const half = textWidth(text, FONT_SIZE) / 2;
    if (tilted) labels.push({ x: x + EDGE, y: foot + 14, text, anchor: "end", tilted });
    else if (x + half > width) labels.push({ x: width, y: foot + 18, text, anchor: "end" });
    else labels.push({ x: Math.max(x, half), y: foot + 18, text, anchor: "middle" });
  }
  return labels;
}

/** Ticks along the axis of places: about `count`, or one for each name in sight. @param {Plot} plot @param {[number, number]} domain @param {number} count */
function placeTicks({ places, locale, kind }, domain, count) {
  if (places.type === "time") return timeTicks(domain, count, locale);
  if (places.type === "number") {
    const numbers = /** @type {number[]} */ (places.values);
    const whole = numbers.every(Number.isInteger);
    // Years, most likely.
    const years = whole && numbers.every((number) => number > 999 && number < 10_000);
    return numberTicks(domain, count, { locale, whole: whole && kind !== "scatter", years });
  }
  const first = Math.max(0, Math.ceil(domain[0] - 0.499));
  const last = Math.min(places.values.length - 1, Math.floor(domain[1] + 0.499));
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count * 1.6)));
  const ticks = [];
  for (let i = first; i <= last; i += every) {
    ticks.push({ value: i, text: String(places.values[i]) });
  }
  return ticks;
}

/**
 * Labels of places below a chart: as many as fit side by side; names are tilted before any is left out.
 * @param {Plot} plot @param {[number, number]} domain @param {number} width @param {number} left
 */
function fitted(plot, domain, width, left) {
  if (plot.places.type !== "name") {
    let count = Math.max(2, Math.floor(width / 80));
    for (;; count = Math.floor(count / 2)) {
      const ticks = placeTicks(plot, domain, count);
      const room = width / (ticks.length || 1);
      if (count <= 2 || ticks.every(({ text }) => textWidth(text, FONT_SIZE) + GAP <= room)) {
        return { ticks, tilted: false };
      }
    }
  }
  const ticks = placeTicks(plot, domain, Infinity);
  const longest = Math.max(0, ...ticks.map(({ text }) => textWidth(text, FONT_SIZE)));
  const band = width / (ticks.length || 1);
  const every = Math.ceil((longest + GAP) / band) || 1;
  const numeric = plot.places.values.every((value) => typeof value === "number");
  // Every second or third of short ones says enough.
  if (every === 1 || numeric || (every <= 8 && longest < 40)) {
    return { ticks: ticks.filter((_, i) => i % every === 0), tilted: false };
  }
  const room = Math.ceil(16 / band);
  // None must stick out to the left: those that stand further along have more room.
  const cut = ticks.map((tick, i) => {
    const most = Math.min(LONGEST_TILTED, (left + (i + 0.5) * band) * Math.SQRT2);
    return { ...tick, text: fitText(tick.text, FONT_SIZE, most) };
  });
  return { ticks: cut.filter((_, i) => i % room === 0), tilted: true };
}

/** Pixels of a bar, or of a group of bars. @param {Plot} plot @param {import("./chart_scale.js").Scale} place @param {readonly Spots[]} spots */
function bandOf({ kind, places }, place, spots) {
  if (kind !== "bar") return 0;
  const gap = places.type === "name" ? 1 : smallestGap(spots);
  const band = Number.isFinite(gap) ? Math.abs(place.at(gap) - place.at(0)) : Infinity;
  return Math.max(0.5, Math.min(72, band * 0.78));
}

/** Where a number lies between the least and the most of its measure. @param {Measure} measure @param {number | null} value */
export function shareOf({ low, high }, value) {
  return value === null ? 0 : high > low ? (value - low) / (high - low) : 1;
}

/** The legend's items, in rows from the top. @param {Plot} plot @param {number} width @returns {LegendItem[]} */
function legendOf({ series, shade, locale }, width) {
  if (shade) {
    const { name, low, high } = shade;
    const ends = low === high ? [low] : [low, high];
    return inRows([
      { text: name, color: null },
      ...ends.map((end) => ({
        ...{ text: numberText(end, locale), color: colorOf(0), shade: shareOf(shade, end) },
      })),
    ], width);
  }
  if (series.every(({ name }) => name === undefined)) return [];
  const items = series.map(({ name = "", color }, i) => ({
    text: name,
    color: color ?? colorOf(i),
  }));
  return inRows(items, width);
}

/** @param {readonly { text: string, color: string | null, shade?: number }[]} items @param {number} width @returns {LegendItem[]} */
function inRows(items, width) {
  /** @type {LegendItem[]} */
  const placed = [];
  let x = 0;
  let row = 0;
  for (const [i, item] of items.entries()) {
    const text = fitText(item.text, FONT_SIZE, Math.min(LONGEST_NAME, width - 20));
    const size = textWidth(text, FONT_SIZE) + (item.color === null ? 0 : 16);
    if (x > 0 && x + size > width) {
      if (row + 1 === MOST_LEGEND_ROWS) {
        const more = placed.pop();
        const y = row * ROW + ROW / 2;
        placed.push({ x: more?.x ?? 0, y, text: `+ ${items.length - i + 1}`, color: null });
        return placed;
      }
      x = 0;
      row++;
    }
    placed.push({ ...item, text, x, y: row * ROW + ROW / 2 });
    x += size + 16;
  }
  return placed;
}

/** Of the page's theme: one drawing serves light and dark. */
export const COLORS = Array.from({ length: 8 }, (_, i) => `var(--eddy-chart-${i + 1})`);

/** @param {number} series */
export function colorOf(series) {
  return item(COLORS, series % COLORS.length);
}
