/**
 * What a simple chart means in Vega-Lite: marks, scales, axes and legend, all in words of the theme's
 * custom properties. Called by the chart elements, whose spec `vega.ts` draws. Knows no markup.
 */
import {
  type ChartMark,
  type ChartPlan,
  marksOf,
  plainCell,
  planOf,
  type SimpleChartOptions,
} from "./chart_data.ts";
import type { Columns } from "../runtime/rows.ts";

/** The simple charts. */
export type ChartKind = "line" | "area" | "bar" | "scatter";

type Spec = Record<string, unknown>;

/** About the width of a plot, for what has to be told before anything is laid out. */
const PLOT_WIDTH = 640;
const LETTER_WIDTH = 7;

/** A simple chart on its way to a spec. */
interface Chart {
  readonly kind: ChartKind;
  readonly plan: ChartPlan;
  readonly options: SimpleChartOptions;
  readonly marks: readonly ChartMark[];
  /** How marks stand along the chart: at names, at numbers side by side, or on a scale. */
  readonly places: "names" | "numbers" | "numeric scale" | "time scale";
  /** Bars of one place stand side by side. */
  readonly grouped: boolean;
  /** Numbers in the color column shade the marks. */
  readonly shaded: boolean;
}

/** A Vega-Lite spec, with its data, for a simple chart. */
export function simpleChartSpec(
  kind: ChartKind,
  data: Columns,
  options: SimpleChartOptions = {},
): Spec {
  const plan = planOf(data, options);
  const grouped = kind === "bar" && options.stack === false &&
    (plan.color !== null || plan.ys.length > 1);
  const shaded = kind === "scatter" && plan.color?.type === "number";
  const places = placesOf(kind, plan, grouped);
  const marks = marksOf(plan, { named: places === "names", shaded });
  if (marks.every((mark) => mark.y === null)) {
    return { data: { values: [{}] }, mark: { type: "text", text: "No data" } };
  }
  const chart: Chart = { kind, plan, options, marks, places, grouped, shaded };
  return { data: { values: marks }, mark: markOf(chart), encoding: encodingOf(chart) };
}

function placesOf(kind: ChartKind, { x, ys }: ChartPlan, grouped: boolean): Chart["places"] {
  if (x?.type === "text") return "names";
  const cells = x?.cells ?? ys[0]?.cells.map((_, i) => i) ?? [];
  // A scale needs two ends.
  const alone = new Set(cells.filter((cell) => cell !== null)).size === 1;
  if (x?.type === "time") return grouped || alone ? "names" : "time scale";
  return kind === "bar" || alone ? "numbers" : "numeric scale";
}

/** The author's own spec, with a table as its data. */
export function authorChartSpec(spec: Readonly<Spec>, data: Columns | null): Spec {
  if (data === null) return spec;
  const values = data.rows.map((row) =>
    Object.fromEntries(data.names.map((name, i) => [name, plainCell(row[i])]))
  );
  return { ...spec, data: { values } };
}

/** What a chart shows, in a sentence: its name for those who cannot see it. */
export function describeChart(
  kind: ChartKind,
  data: Columns,
  options: SimpleChartOptions = {},
): string {
  const { x, ys, color } = planOf(data, options);
  const names = ys.map((y) => y.name);
  const listed = names.length > 6
    ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`
    : names.join(", ");
  return `${kind[0]!.toUpperCase()}${kind.slice(1)} chart` +
    (listed === "" ? "" : ` of ${listed}`) + ` over ${x?.name ?? "index"}` +
    (color === null ? "" : ` by ${color.name}`) +
    `, ${data.rows.length} ${data.rows.length === 1 ? "row" : "rows"}`;
}

function markOf({ kind, plan, options, marks, places, shaded }: Chart): Spec {
  const common = {
    ...(options.horizontal && kind !== "scatter" ? { orient: "horizontal" } : {}),
    ...(plan.paint === null ? {} : { color: plan.paint }),
  };
  const alone = !marks.some((mark) => mark.series !== undefined);
  switch (kind) {
    case "line":
      // A line of one point would be invisible.
      return { ...common, type: "line", point: marks.length === plan.ys.length };
    case "area":
      return { ...common, type: "area", line: alone, fillOpacity: alone ? 0.3 : 0.6 };
    case "bar":
      return {
        ...common,
        type: "bar",
        ...(places === "time scale" ? { size: timeBarSize(marks) } : {}),
      };
    case "scatter":
      return { ...common, type: "circle", size: 40, fillOpacity: shaded ? 1 : 0.8, opacity: 1 };
    default:
      return kind satisfies never;
  }
}

function encodingOf(chart: Chart): Spec {
  const { options, grouped } = chart;
  const [place, value] = options.horizontal ? ["y", "x"] as const : ["x", "y"] as const;
  const offset = { field: "series", type: "nominal", sort: null };
  return {
    [place]: placeEncoding(chart),
    [value]: valueEncoding(chart),
    ...(grouped ? { [`${place}Offset`]: offset } : {}),
    ...seriesEncoding(chart),
    tooltip: { field: "hint", type: "nominal" },
  };
}

/** Where a mark stands along the chart. */
function placeEncoding({ kind, plan, options, marks, places }: Chart): Spec {
  const title = (options.xLabel ?? plan.x?.name) || null;
  const banded = { title, ticks: false, grid: false };
  const scaled = { title, grid: kind === "scatter", tickCount: 8 };
  switch (places) {
    case "names": {
      const axis = { ...banded, ...(options.horizontal ? {} : fit(marks)) };
      return { field: "x", type: "nominal", sort: null, axis };
    }
    case "numbers": {
      const axis = { ...banded, labelAngle: 0, labelOverlap: true };
      return { field: "x", type: "ordinal", axis };
    }
    case "time scale": {
      const padding = kind === "bar" ? { padding: timeBarSize(marks) / 2 + 2 } : {};
      return { field: "x", type: "temporal", scale: { type: "utc", ...padding }, axis: scaled };
    }
    case "numeric scale": {
      const scale = { zero: false, nice: kind === "scatter" ? 8 : false };
      const axis = { ...scaled, ...wholeNumbers(marks.map((mark) => mark.x as number)) };
      return { field: "x", type: "quantitative", scale, axis };
    }
    default:
      return places satisfies never;
  }
}

/** Ticks at whole numbers, if all are; years, most likely, as "2026" and not "2,026". */
function wholeNumbers(numbers: readonly number[]): Spec {
  if (!numbers.every(Number.isInteger)) return {};
  const years = numbers.every((number) => number > 999 && number < 10_000);
  return { tickMinStep: 1, ...(years ? { format: "d" } : {}) };
}

/** How high a mark is. */
function valueEncoding({ kind, plan, options, marks, grouped }: Chart): Spec {
  const only = plan.ys.length === 1 ? plan.ys[0]!.name : null;
  const solid = kind === "area" || kind === "bar";
  const stacked = (options.stack ?? solid) && kind !== "scatter" && !grouped;
  const heights = new Set(marks.map((mark) => mark.y).filter((y) => y !== null));
  const [level] = heights;
  // A scale needs two ends: a level line stands on zero, and zero itself below one.
  const flat = heights.size === 1;
  const scale = flat && level === 0
    ? { domain: [0, 1] }
    : { zero: solid || stacked || flat, nice: 6 };
  const title = (options.yLabel ?? only) || null;
  return {
    field: "y",
    type: "quantitative",
    stack: stacked ? "zero" : null,
    scale,
    axis: { title, grid: true, domain: false, ticks: false, tickCount: 6 },
  };
}

function seriesEncoding({ plan, marks, shaded }: Chart): Spec {
  const names = new Set(marks.flatMap((mark) => mark.series ?? []));
  if (names.size === 0) return {};
  if (shaded) {
    return {
      opacity: {
        field: "series",
        type: "quantitative",
        // Shades, not hues: one color of the theme serves light and dark.
        scale: { range: [0.15, 1], zero: false },
        legend: { title: plan.color?.name ?? null },
      },
    };
  }
  const longest = Math.max(...[...names].map((name) => String(name).length));
  const columns = Math.max(1, Math.floor(PLOT_WIDTH / (longest * LETTER_WIDTH + 40)));
  return {
    color: {
      field: "series",
      type: "nominal",
      sort: null,
      legend: { title: null, ...(names.size > columns ? { columns } : {}) },
    },
  };
}

/** Turns the names along the chart where they would not fit side by side. */
function fit(marks: readonly ChartMark[]): Spec {
  const names = new Set(marks.map((mark) => String(mark.x)));
  const longest = Math.max(...[...names].map((name) => name.length));
  const room = PLOT_WIDTH / names.size;
  if (room >= longest * LETTER_WIDTH) return { labelAngle: 0 };
  return { labelAngle: -45, labelLimit: 120, ...(room < 14 ? { labelOverlap: "greedy" } : {}) };
}

/** Width of bars on a scale of time: most of the smallest gap between two. */
function timeBarSize(marks: readonly ChartMark[]): number {
  const times = [...new Set(marks.map((mark) => mark.x as number))].sort((a, b) => a - b);
  const gap = times.slice(1).reduce((gap, time, i) => Math.min(gap, time - times[i]!), Infinity);
  if (gap === Infinity) return 40;
  const share = gap / (times.at(-1)! - times[0]! + gap);
  return Math.min(40, Math.max(1, Math.floor(0.8 * PLOT_WIDTH * share)));
}
