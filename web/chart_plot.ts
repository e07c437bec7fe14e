/**
 * Makes a simple chart of a table: places, series and how they stand, all of it plain data. The server
 * draws it, and a browser gets it along, to draw it anew when it is zoomed or its place has another width.
 */
import type { SimpleChart } from "../runtime/elements/chart.ts";
import type { Measure, Places, Plot, Series } from "./assets/chart_layout.js";
import { timeText } from "./assets/chart_scale.js";
import { planOf, textOf } from "./chart_data.ts";
import type { ChartColumn, ChartPlan } from "./chart_data.ts";
import { thinned } from "./thin.ts";

/** More points than these on one line would stand closer than the pixels do. */
const MOST_POINTS = 1_000;
/** More circles than these cover each other. */
const MOST_CIRCLES = 10_000;
/** What a number's last digit is worth at most, as a share of what the whole chart spans. */
const PRECISION = 5;

/** Where the rows stand, by position among the places; null for rows without a place. */
interface Placing {
  readonly places: Places;
  readonly positions: readonly (number | null)[];
}

/** The marks of one series before they are written down. */
interface Marks {
  readonly name: string | undefined;
  readonly column: ChartColumn;
  /** In order of the author's data. */
  readonly rows: readonly number[];
}

/** The chart that an author asked for. */
export function plotOf(chart: SimpleChart, plan: ChartPlan = planOf(chart)): Plot {
  const { type, options, reader } = chart;
  const { x, ys, color, paints, size } = plan;
  const solid = type === "bar" || type === "area";
  const shaded = type === "scatter" && color?.type === "number";
  const many = ys.length > 1 || (color !== null && !shaded);
  const grouped = type === "bar" && many && options.stack === false;
  const stack = type === "scatter" ? false : options.stack ?? solid;
  const placing = placingOf(chart, plan, grouped);
  const list = seriesOf(plan, shaded, reader.locale);
  const title = (given: string | undefined, name: string | undefined) =>
    (given ?? name) || undefined;
  const plot: Plot = {
    kind: type,
    locale: reader.locale,
    places: placing.places,
    series: list.map((marks, i) => {
      const rows = ordered(marks.rows, placing);
      const series = written(marks, rows, placing, chart);
      const paint = paints[i % paints.length];
      if (paint !== undefined) series.color = paint;
      if (shaded) series.shades = rows.map((row) => color.cells[row] as number | null);
      if (size !== null) series.sizes = rows.map((row) => size.cells[row] as number | null);
      return series;
    }),
    ...(stack === false || grouped ? {} : { stack: stack === true ? "zero" : stack }),
    ...(grouped ? { grouped } : {}),
    ...(options.horizontal && type !== "scatter" ? { horizontal: true } : {}),
    ...(options.yScale === "log" ? { log: true } : {}),
    ...(shaded ? { shade: measureOf(color) } : {}),
    ...(size !== null ? { size: measureOf(size) } : {}),
    ...(typeof options.size === "number" ? { dot: options.size } : {}),
  };
  const xTitle = title(options.xLabel, x?.name);
  const yTitle = title(options.yLabel, ys.length === 1 ? ys[0]!.name : undefined);
  if (xTitle !== undefined) plot.xTitle = xTitle;
  if (yTitle !== undefined) plot.yTitle = yTitle;
  return type === "scatter" ? plot : withoutUnseen(plot, chart.selectable);
}

// ── Places ──────────────────────────────────────────────────────────────────────────────────────

/** Bars stand side by side, lines and points on a scale; names, and a single place, have none. */
function placingOf(chart: SimpleChart, plan: ChartPlan, grouped: boolean): Placing {
  const { x } = plan;
  const { reader, type, data } = chart;
  const all = x?.cells ?? data.rows.map((_, i) => i);
  const every = type === "scatter" ? Math.ceil(all.length / MOST_CIRCLES) : 1;
  // A sample of very many: the others get no place.
  const cells = every <= 1 ? all : all.map((cell, i) => i % every === 0 ? cell : null);
  const kind = x?.type ?? "number";
  const unique = kind === "text" ? null : inOrder(cells as readonly (number | null)[]);
  const alone = unique !== null && unique.values.length === 1;
  const scaled = unique !== null && !alone && (kind === "time" ? !grouped : type !== "bar");
  if (scaled) {
    if (kind !== "time") {
      return { ...unique, places: { type: "number", values: rounded(unique.values) } };
    }
    // Milliseconds since 1970 are long; since the first they are short.
    const from = unique.values[0] ?? 0;
    const values = unique.values.map((time) => time - from);
    return { ...unique, places: { type: "time", from, values } };
  }
  const names = unique === null ? inAppearance(cells as readonly (string | null)[]) : {
    positions: unique.positions,
    values: kind === "time" ? unique.values.map(timeText) : rounded(unique.values),
  };
  return sorted(chart, {
    positions: names.positions,
    places: { type: "name", values: names.values },
  }, reader.locale);
}

/** Numbers once each, growing. */
function inOrder(cells: readonly (number | null)[]): {
  values: number[];
  positions: readonly (number | null)[];
} {
  let grows = true;
  for (let i = 0; i < cells.length && grows; i++) {
    const cell = cells[i]!;
    grows = cell !== null && (i === 0 || cell > cells[i - 1]!);
  }
  if (grows) return { values: cells as number[], positions: cells.map((_, i) => i) };
  const values = [...new Set(cells)].filter((cell) => cell !== null).sort((a, b) => a - b);
  const at = new Map(values.map((value, i) => [value, i]));
  return { values, positions: cells.map((cell) => cell === null ? null : at.get(cell)!) };
}

/** Names once each, as they come. */
function inAppearance(cells: readonly (string | null)[]): {
  values: string[];
  positions: readonly (number | null)[];
} {
  const at = new Map<string, number>();
  const positions = cells.map((cell) => {
    if (cell === null) return null;
    const known = at.get(cell);
    if (known !== undefined) return known;
    at.set(cell, at.size);
    return at.size - 1;
  });
  return { values: [...at.keys()], positions };
}

/** Names in the order that the author wants: by themselves, or by what a column adds up to. */
function sorted({ data, options }: SimpleChart, placing: Placing, locale: string): Placing {
  const { sort = false } = options;
  const { places: { values }, positions } = placing;
  if (sort === false) return placing;
  let compare: (a: number, b: number) => number;
  if (sort === true) {
    const { compare: inWords } = new Intl.Collator(locale, { numeric: true });
    compare = (a, b) => inWords(String(values[a]), String(values[b]));
  } else {
    const falls = sort.startsWith("-") && !data.names.includes(sort);
    const name = falls ? sort.slice(1) : sort;
    const column = data.names.indexOf(name);
    if (column === -1) {
      throw new RangeError(
        `Cannot sort chart by "${sort}": must be true, or a column, with "-" before it for the largest first`,
      );
    }
    const sums = values.map(() => 0);
    for (const [row, position] of positions.entries()) {
      if (position !== null) sums[position]! += Number(data.rows[row]![column]) || 0;
    }
    compare = falls ? (a, b) => sums[b]! - sums[a]! : (a, b) => sums[a]! - sums[b]!;
  }
  const order = values.map((_, i) => i).sort(compare);
  const to = new Map(order.map((from, i) => [from, i]));
  return {
    places: { type: "name", values: order.map((from) => values[from]!) },
    positions: positions.map((position) => position === null ? null : to.get(position)!),
  };
}

// ── Series ──────────────────────────────────────────────────────────────────────────────────────

/** A series for each column of values, or for each value of the color column. */
function seriesOf({ ys, color }: ChartPlan, shaded: boolean, locale: string): Marks[] {
  if (color === null || shaded) {
    return ys.map((column) => ({
      name: ys.length > 1 ? column.name : undefined,
      column,
      rows: column.cells.map((_, row) => row),
    }));
  }
  const byName = new Map<string, Marks & { readonly rows: number[] }>();
  const [column] = ys;
  for (let row = 0; row < color.cells.length; row++) {
    const name = textOf(color, row, locale);
    if (name === null || column === undefined) continue;
    let marks = byName.get(name);
    if (marks === undefined) byName.set(name, marks = { name, column, rows: [] });
    marks.rows.push(row);
  }
  return [...byName.values()];
}

/** Rows that have a place, in order of their places. */
function ordered(rows: readonly number[], { positions }: Placing): number[] {
  const placed = rows.filter((row) => positions[row] !== null);
  return placed.sort((a, b) => positions[a]! - positions[b]!);
}

/** A series as it is sent: what says nothing is left out. */
function written(
  { name, column: { cells } }: Marks,
  rows: readonly number[],
  { places, positions }: Placing,
  chart: SimpleChart,
): Series {
  const at = rows.map((row) => positions[row]!);
  const isIdentity = at.length === places.values.length && at.every((place, i) => place === i);
  const heights = rows.map((row) => cells[row] as number | null);
  const series: Series = { values: rounded(heights, chart.options.yScale === "log") };
  if (name !== undefined) series.name = name;
  if (!isIdentity) series.at = at;
  if (chart.selectable && rows.some((row, i) => row !== at[i])) series.rows = [...rows];
  return series;
}

function measureOf({ name, cells }: ChartColumn): Measure {
  const numbers = cells.filter((cell) => cell !== null) as number[];
  return {
    name,
    low: numbers.reduce((low, number) => Math.min(low, number), Infinity),
    high: numbers.reduce((high, number) => Math.max(high, number), -Infinity),
  };
}

/**
 * Numbers without the digits that no one sees: a fraction of 17 digits is mostly the noise of what it was
 * computed from. Whole numbers stay as they are.
 */
function rounded<N extends number | null>(numbers: readonly N[], relative = false): N[] {
  let [low, high, fractions] = [Infinity, -Infinity, false];
  for (const number of numbers) {
    if (number === null) continue;
    if (number < low) low = number;
    if (number > high) high = number;
    fractions ||= !Number.isInteger(number);
  }
  if (!fractions) return numbers as N[];
  if (relative) {
    return numbers.map((number) =>
      number === null ? null : Number(number.toPrecision(PRECISION + 1))
    ) as N[];
  }
  const span = high - low || Math.abs(high);
  const digits = Math.max(0, PRECISION - Math.floor(Math.log10(span)));
  const factor = 10 ** Math.min(digits, 300);
  return numbers.map((number) =>
    number === null || Number.isInteger(number) ? number : Math.round(number * factor) / factor
  ) as N[];
}

/** Leaves out places of long charts where nothing is to be seen. Every series keeps its look. */
function withoutUnseen(plot: Plot, selectable: boolean): Plot {
  const { series, places } = plot;
  const most = Math.max(200, Math.floor(MOST_POINTS / series.length));
  if (series.every(({ values }) => values.length <= 2 * most)) return plot;
  const kept = plot.kind === "bar" ? longest(plot, MOST_POINTS) : lookingAlike(plot, most);
  const old = [...kept].sort((a, b) => a - b);
  const to = new Map(old.map((position, i) => [position, i]));
  return {
    ...plot,
    places: { ...places, values: old.map((position) => places.values[position]!) },
    series: series.map(({ values, at, rows, ...rest }) => {
      const positions = at ?? values.map((_, i) => i);
      const left = positions.flatMap((position, i) => to.has(position) ? [i] : []);
      const now = left.map((i) => to.get(positions[i]!)!);
      const isIdentity = now.length === old.length && now.every((one, i) => one === i);
      return {
        ...rest,
        values: left.map((i) => values[i]!),
        ...(isIdentity ? {} : { at: now }),
        ...(selectable ? { rows: left.map((i) => rows?.[i] ?? positions[i]!) } : {}),
      };
    }),
  };
}

/** Positions of places by which every line keeps its look, and its gaps. */
function lookingAlike({ series, places }: Plot, most: number): Set<number> {
  const kept = new Set<number>();
  for (const { values, at } of series) {
    const positions = at ?? values.map((_, i) => i);
    const along = positions.map((position) =>
      places.type === "name" ? position : places.values[position] as number
    );
    for (const i of thinned(along, values.map(Number), most)) kept.add(positions[i]!);
    for (let i = 1; i < values.length; i++) {
      if (values[i] === null && values[i - 1] !== null) kept.add(positions[i]!);
    }
  }
  return kept;
}

/** Of places that share a pixel, the position of the one with the longest bar. */
function longest({ series, places }: Plot, most: number): Set<number> {
  const lengths = new Float64Array(places.values.length);
  for (const { values, at } of series) {
    for (let i = 0; i < values.length; i++) lengths[at?.[i] ?? i]! += Math.abs(values[i] ?? 0);
  }
  const best = new Map<number, number>();
  for (let position = 0; position < lengths.length; position++) {
    const bucket = Math.floor(position * most / lengths.length);
    const before = best.get(bucket);
    if (before === undefined || lengths[position]! > lengths[before]!) best.set(bucket, position);
  }
  return new Set(best.values());
}
