// @ts-check
/**
 * A simple chart as the markup inside an `<svg>`. Runs on the server and in the browser. Looks are
 * presentation attributes and never `style`, colours are the page's custom properties: a strict CSP needs
 * no exception, and one drawing serves light and dark.
 */
import { colorOf, FONT_SIZE, item, shareOf } from "./chart_layout.js";
/** @typedef {import("./chart_layout.js").Layout} Layout */
/** @typedef {import("./chart_layout.js").Spots} Spots */
/** @typedef {import("./chart_layout.js").Series} Series */

const MUTED = "var(--eddy-text-muted)";
const BORDER = "var(--eddy-border)";
const AXIS = "var(--eddy-border-strong)";

/** More bars than these have no room for round corners. */
const MOST_ROUND = 200;
const RADIUS = 3;
/** More circles than these are drawn as one shape each colour, which a browser takes in its stride. */
const MOST_CIRCLES = 500;
const CIRCLE = 7;
/** Of what is not selected. */
const FADED = 0.3;

const SPECIAL = /[&<>"'`]/g;

/** Text for markup. @param {string} text */
export function escaped(text) {
  return text.replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
}

/** To a tenth of a pixel, which is finer than a screen shows. @param {number} pixel */
const short = (pixel) => Math.round(pixel * 10) / 10 || 0;

/**
 * The markup of a chart that is laid out. `selected` are the rows to stand out, null for all alike.
 * @param {Layout} layout @param {ReadonlySet<number> | null} [selected]
 */
export function chartMarkup(layout, selected = null) {
  const { plot, whole, shown } = layout;
  if (plot.series.every(({ values }) => values.every((value) => value === null))) {
    return `<text x="${layout.width / 2}" y="${
      layout.height / 2
    }" font-size="14" text-anchor="middle" fill="${MUTED}">No data</text>`;
  }
  let marks = "";
  for (const [i, series] of plot.series.entries()) {
    marks += marksOf(layout, series, item(layout.spots, i), series.color ?? colorOf(i), selected);
  }
  const { left, top, width, height } = layout.frame;
  const cut = shown !== whole;
  return legendMarkup(layout) + axesMarkup(layout) +
    (cut
      ? `<svg x="${left}" y="${top}" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}">${marks}</svg>`
      : marks);
}

/** @param {Layout} layout */
function legendMarkup({ plot, legend }) {
  let markup = "";
  for (const { x, y, text, color, shade } of legend) {
    const begin = color === null ? x : x + 16;
    if (color !== null) markup += swatch(plot.kind, x, y, escaped(color), shade);
    markup += `<text x="${short(begin)}" y="${y + 4}">${escaped(text)}</text>`;
  }
  return markup && `<g font-size="${FONT_SIZE}" fill="${MUTED}">${markup}</g>`;
}

/** @param {string} kind @param {number} x @param {number} y @param {string} color @param {number} [shade] */
function swatch(kind, x, y, color, shade) {
  const left = short(x);
  if (kind === "line") {
    return `<path d="M${left} ${y}h10" stroke="${color}" stroke-width="3" stroke-linecap="round"/>`;
  }
  if (kind !== "scatter") {
    return `<rect x="${left}" y="${y - 5}" width="10" height="10" rx="2" fill="${color}"/>`;
  }
  const opacity = shade === undefined ? "" : ` fill-opacity="${opacityOf(shade)}"`;
  return `<circle cx="${short(x + 5)}" cy="${y}" r="4" fill="${color}"${opacity}/>`;
}

/** @param {Layout} layout */
function axesMarkup({ plot, frame, grid, labels, value, shown }) {
  const { left, top, width, height } = frame;
  const across = (/** @type {number} */ pixel) =>
    plot.horizontal ? `M${short(pixel)} ${top}v${height}` : `M${left} ${short(pixel)}h${width}`;
  const [low, high] = shown.value;
  let markup = `<path d="${grid.map(across).join("")}" stroke="${BORDER}"/>`;
  // What stands on zero stands on something; what hangs below it, too.
  if (!plot.log && low <= 0 && high >= 0) {
    markup += `<path d="${across(value.at(0))}" stroke="${AXIS}"/>`;
  }
  const texts = { start: "", middle: "", end: "" };
  for (const { x, y, text, anchor, tilted } of labels) {
    const turn = tilted ? ` transform="rotate(-45 ${short(x)} ${short(y)})"` : "";
    texts[anchor] += `<text x="${short(x)}" y="${short(y)}"${turn}>${escaped(text)}</text>`;
  }
  return markup + `<g font-size="${FONT_SIZE}" fill="${MUTED}">${texts.start}` +
    `<g text-anchor="middle">${texts.middle}</g><g text-anchor="end">${texts.end}</g></g>`;
}

/** @param {Layout} layout @param {Series} series @param {Spots} spots @param {string} color @param {ReadonlySet<number> | null} selected */
function marksOf(layout, series, spots, color, selected) {
  const paint = escaped(color);
  switch (layout.plot.kind) {
    case "line":
      return line(layout, spots, paint) + dots(layout, series, spots, paint, selected);
    case "area":
      return area(layout, spots, paint) + dots(layout, series, spots, paint, selected);
    case "bar":
      return bars(layout, series, spots, paint, selected);
    default:
      return circles(layout, series, spots, paint, selected);
  }
}

/** The stretches of a series without a gap, as positions of their first mark and behind their last. @param {readonly number[]} highs @returns {[number, number][]} */
function stretches(highs) {
  /** @type {[number, number][]} */
  const found = [];
  let start = 0;
  for (let i = 0; i <= highs.length; i++) {
    if (i < highs.length && !Number.isNaN(highs[i])) continue;
    if (i > start) found.push([start, i]);
    start = i + 1;
  }
  return found;
}

/** Fractions are slow to write, and steps are short: each is written once. @type {string[]} */
const written = [];

/** So many tenths. @param {number} count */
function tenths(count) {
  if (count < -MOST_TENTHS || count > MOST_TENTHS) return String(count / 10);
  return written[count + MOST_TENTHS] ??= String(count / 10);
}
const MOST_TENTHS = 2_000;

/** Straight lines from point to point, in steps, which are shorter than places. */
class Path {
  d = "";
  /** In tenths of a pixel. */
  #x = 0;
  #y = 0;
  #inLine = false;

  /** @param {number} x @param {number} y */
  move(x, y) {
    this.#x = Math.round(x * 10);
    this.#y = Math.round(y * 10);
    this.#inLine = false;
    this.d += `M${this.#x / 10} ${this.#y / 10}`;
  }

  /** @param {number} x @param {number} y */
  line(x, y) {
    const toX = Math.round(x * 10);
    const toY = Math.round(y * 10);
    const right = toX - this.#x;
    const down = toY - this.#y;
    // "l" is said once, and a minus parts numbers as a space does.
    const before = !this.#inLine ? "l" : right < 0 ? "" : " ";
    this.d += `${before}${tenths(right)}${down < 0 ? "" : " "}${tenths(down)}`;
    this.#x = toX;
    this.#y = toY;
    this.#inLine = true;
  }
}

/** @param {Layout} layout @param {Spots} spots @param {string} paint */
function line({ point }, { places, highs }, paint) {
  const path = new Path();
  let alone = "";
  for (const [from, to] of stretches(highs)) {
    if (to - from === 1) {
      const [x, y] = point(item(places, from), item(highs, from));
      alone += `M${short(x)} ${short(y)}h0`;
      continue;
    }
    for (let i = from; i < to; i++) {
      const [x, y] = point(item(places, i), item(highs, i));
      if (i === from) path.move(x, y);
      else path.line(x, y);
    }
  }
  const look = `stroke="${paint}" stroke-linecap="round" stroke-linejoin="round"`;
  return (path.d && `<path d="${path.d}" ${look} stroke-width="2"/>`) +
    (alone && `<path d="${alone}" ${look} stroke-width="6"/>`);
}

/** @param {Layout} layout @param {Spots} spots @param {string} paint */
function area(layout, spots, paint) {
  const { point, plot } = layout;
  const { places, lows, highs } = spots;
  const path = new Path();
  for (const [from, to] of stretches(highs)) {
    for (let i = from; i < to; i++) {
      const [x, y] = point(item(places, i), item(highs, i));
      if (i === from) path.move(x, y);
      else path.line(x, y);
    }
    const level = lows.slice(from, to).every((low) => low === lows[from]);
    for (let i = to - 1; i >= from; i -= level ? Math.max(1, to - 1 - from) : 1) {
      const [x, y] = point(item(places, i), item(lows, i));
      path.line(x, y);
    }
  }
  const solid = plot.stack && plot.series.length > 1;
  return `<path d="${path.d}" fill="${paint}" fill-opacity="${solid ? 0.75 : 0.2}"/>` +
    (solid ? "" : line(layout, spots, paint));
}

/** Marks of a line that are selected. @param {Layout} layout @param {Series} series @param {Spots} spots @param {string} paint @param {ReadonlySet<number> | null} selected */
function dots({ point }, series, { at, places, highs }, paint, selected) {
  if (selected === null) return "";
  let d = "";
  for (let i = 0; i < highs.length; i++) {
    if (Number.isNaN(highs[i]) || !selected.has(rowOf(series, at, i))) continue;
    const [x, y] = point(item(places, i), item(highs, i));
    d += `M${short(x)} ${short(y)}h0`;
  }
  return d && `<path d="${d}" stroke="${paint}" stroke-width="9" stroke-linecap="round"/>`;
}

/** The author's row behind a mark. @param {Series} series @param {readonly number[]} at @param {number} i */
export function rowOf({ rows }, at, i) {
  return rows === undefined ? item(at, i) : item(rows, i);
}

/** @param {Layout} layout @param {Series} series @param {Spots} spots @param {string} paint @param {ReadonlySet<number> | null} selected */
function bars(layout, series, spots, paint, selected) {
  const { plot, value, place } = layout;
  const { at, places, lows, highs } = spots;
  const { start, size } = barOf(layout, series);
  const round = places.length <= MOST_ROUND && size > 2 * RADIUS;
  const ends = round && plot.stack ? endsOf(layout) : null;
  const zero = value.at(plot.log ? layout.shown.value[0] : 0);
  let shapes = "";
  let faded = "";
  for (let i = 0; i < highs.length; i++) {
    const high = item(highs, i);
    if (Number.isNaN(high) || high === lows[i]) continue;
    const stands = plot.stack ? value.at(item(lows, i)) : zero;
    const isEnd = ends === null || ends.has(`${at[i]} ${high}`);
    const shape = bar(
      place.at(item(places, i)) + start,
      stands,
      value.at(high),
      { size, radius: round && isEnd ? RADIUS : 0, horizontal: plot.horizontal ?? false },
    );
    if (selected === null || selected.has(rowOf(series, at, i))) shapes += shape;
    else faded += shape;
  }
  return (shapes && `<path d="${shapes}" fill="${paint}"/>`) +
    (faded && `<path d="${faded}" fill="${paint}" fill-opacity="${FADED}"/>`);
}

/** Where the bars of a series begin beside the middle of their places, and how thick they are. @param {Layout} layout @param {Series} series */
export function barOf({ plot, band }, series) {
  const beside = plot.grouped ? plot.series.length : 1;
  const size = band / beside;
  const nth = plot.grouped ? plot.series.indexOf(series) : 0;
  // A hair between bars that stand side by side.
  const gap = beside > 1 && size > 4 ? 1 : 0;
  return { start: -band / 2 + nth * size + gap / 2, size: size - gap };
}

/** The outer ends of what is stacked: only they are round. @param {Layout} layout */
function endsOf({ spots }) {
  /** @type {Map<number, [number, number]>} */
  const reach = new Map();
  for (const { at, highs } of spots) {
    for (const [i, high] of highs.entries()) {
      if (Number.isNaN(high)) continue;
      const [low, top] = reach.get(item(at, i)) ?? [0, 0];
      reach.set(item(at, i), [Math.min(low, high), Math.max(top, high)]);
    }
  }
  return new Set([...reach].flatMap(([at, ends]) => ends.map((end) => `${at} ${end}`)));
}

/**
 * One bar from where it stands to where it ends, there with round corners.
 * @param {number} side @param {number} from @param {number} to
 * @param {{ size: number, radius: number, horizontal: boolean }} shape
 */
function bar(side, from, to, { size, radius, horizontal }) {
  const length = short(to - from);
  const r = Math.min(radius, Math.abs(length), size / 2);
  const [a, b, w] = [short(side), short(from), short(size)];
  if (r < 1) {
    return horizontal
      ? `M${b} ${a}h${length}v${w}h${-length}z`
      : `M${a} ${b}v${length}h${w}v${-length}z`;
  }
  const turn = length < 0 ? -r : r;
  const straight = short(length - turn);
  const top = short(w - 2 * r);
  return horizontal
    ? `M${b} ${a}h${straight}q${turn} 0 ${turn} ${r}v${top}q0 ${r} ${-turn} ${r}h${-straight}z`
    : `M${a} ${b}v${straight}q0 ${turn} ${r} ${turn}h${top}q${r} 0 ${r} ${-turn}v${-straight}z`;
}

/** Pixels across a circle whose area is to be a share of the largest. @param {number} share */
export function acrossOf(share) {
  return 5 + 17 * Math.sqrt(share);
}

/** Opacity of a shade. @param {number} shade */
function opacityOf(shade) {
  return short(0.2 + 0.8 * shade);
}

/** @param {Layout} layout @param {Series} series @param {Spots} spots @param {string} paint @param {ReadonlySet<number> | null} selected */
function circles({ point, plot }, series, { at, places, highs }, paint, selected) {
  const few = highs.length <= MOST_CIRCLES;
  /** Circles of one look. @type {Map<string, string>} */
  const looks = new Map();
  for (let i = 0; i < highs.length; i++) {
    const high = item(highs, i);
    if (Number.isNaN(high)) continue;
    const [x, y] = point(item(places, i), high);
    const isFaded = selected !== null && !selected.has(rowOf(series, at, i));
    const { shades, sizes } = series;
    const shade = plot.shade && shades ? opacityOf(shareOf(plot.shade, item(shades, i))) : 0.75;
    const opacity = isFaded ? FADED / 2 : shade;
    const size = plot.size && sizes
      ? acrossOf(shareOf(plot.size, item(sizes, i)))
      : plot.dot ?? CIRCLE;
    const key = few
      ? `fill-opacity="${opacity}"`
      : `stroke-opacity="${opacity}" stroke-width="${Math.round(size)}"`;
    const shape = few
      ? `<circle cx="${short(x)}" cy="${short(y)}" r="${short(size / 2)}"/>`
      : `M${short(x)} ${short(y)}h0`;
    looks.set(key, (looks.get(key) ?? "") + shape);
  }
  let markup = "";
  for (const [look, shapes] of looks) {
    markup += few
      ? `<g fill="${paint}" ${look}>${shapes}</g>`
      : `<path d="${shapes}" stroke="${paint}" stroke-linecap="round" ${look}/>`;
  }
  return markup;
}
