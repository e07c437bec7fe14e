import { readerOf } from "../reader.ts";
import type { Reader } from "../reader.ts";
import { columnsOf } from "../rows.ts";
import type { Columns, Rows } from "../rows.ts";
import { currentScope } from "../scope.ts";
import type { Scope } from "../scope.ts";
import { drawChart, NO_ROWS, rowsKind } from "./chart_selection.ts";
import type { ChartSelection } from "./chart_selection.ts";
import type { EchartsChart } from "./echarts_chart.ts";
import { drawError } from "./exception.ts";
import type { ExceptionElement } from "./exception.ts";
import type { PlotlyChart } from "./plotly_chart.ts";

/** A chart, drawn on the server. */
export interface ChartElement {
  readonly kind: "chart";
  readonly chart: SimpleChart | AuthorChart | EchartsChart | PlotlyChart;
  readonly width: number | null;
  /** Its part of the width of its area. */
  readonly share: number;
  readonly height: number | null;
  /** What it shows, for those who cannot see it; null for a sentence made from the data. */
  readonly alt: string | null;
  /** What is shown instead if it cannot be drawn. */
  readonly failed: (error: unknown) => ExceptionElement;
}

/** One of the simple kinds. */
export interface SimpleChart {
  readonly type: "line" | "area" | "bar" | "scatter";
  readonly data: Columns;
  readonly options: Omit<ChartOptions, "width" | "height" | "alt" | "key" | "onSelect">;
  readonly reader: Reader;
  /** Whether its marks can be chosen. */
  readonly selectable: boolean;
}

/** A Vega-Lite spec of the author's. */
export interface AuthorChart {
  readonly type: "vegaLite";
  readonly spec: Readonly<Record<string, unknown>>;
  readonly data: Columns | null;
  readonly reader: Reader;
  /** Whether its marks can be chosen, by the params of the spec. */
  readonly selectable: boolean;
}

/** Options of the simple charts. */
export interface ChartOptions {
  /** Column along the chart. Default: the rows' numbers. */
  x?: string;
  /** Columns drawn. Default: all that hold numbers. */
  y?: string | readonly string[];
  /** Column by which rows are parted into series; or a colour such as `"#0a7"`, or one for each series. */
  color?: string | readonly string[];
  /** Stands below the chart. Default: the column's name. */
  xLabel?: string;
  /** Stands above the values. Default: the column's name. */
  yLabel?: string;
  /** In pixels. Default: as wide as its place. */
  width?: number;
  /** In pixels. Default: 300. */
  height?: number;
  /**
   * Puts series on top of each other, as areas and bars are by default; `false` draws bars side by side,
   * `"normalize"` as shares of their sum, `"center"` around the middle. Not for scatter charts.
   */
  stack?: boolean | "normalize" | "center";
  /** Turns bars, lines and areas on their side. */
  horizontal?: boolean;
  /**
   * Order of names along the chart: `true` by themselves, a column's name by what it adds up to, with
   * `"-"` before it for the largest first. Default: as the rows come.
   */
  sort?: boolean | string;
  /** Column that the size of circles stands for, or their diameter in pixels. Scatter charts only. */
  size?: string | number;
  /** `"log"` has a step for each power of ten, and leaves out what is not above 0. Lines and points only. */
  yScale?: "linear" | "log";
  /**
   * What choosing a mark does, by a click or by the enter key: nothing, a rerun, or a rerun after this
   * function. With the control or shift key, several are chosen.
   */
  onSelect?: "ignore" | "rerun" | (() => unknown);
  /** What the chart shows, for those who cannot see it. Default: a sentence made from the data. */
  alt?: string;
  /** Identity of the chart whose marks can be chosen, and the name of what is in `sessionState`. */
  key?: string;
}

function simple(
  action: string,
  type: SimpleChart["type"],
  data: Rows,
  all: ChartOptions,
): ChartSelection {
  const { width, height, alt, key, onSelect = "ignore", ...options } = all;
  check(type, options);
  const reader = readerOf(currentScope(action).run);
  const selectable = onSelect !== "ignore";
  const chart: SimpleChart = { type, data: columnsOf(data), options, reader, selectable };
  const element = chartElement(action, chart, { width, height, alt });
  return drawChart(action, element, {
    kind: rowsKind,
    onSelect,
    identity: () => `${type} ${JSON.stringify(options)}`,
    key,
    initial: NO_ROWS,
  });
}

/** Refuses what would be drawn as something else than it says. */
function check(
  type: SimpleChart["type"],
  { yScale, stack, size, horizontal }: ChartOptions,
): void {
  if (yScale === "log" && (type === "bar" || type === "area" || stack)) {
    throw new RangeError(
      `Cannot draw ${type} chart with yScale "log": what stands on zero needs a scale that has one`,
    );
  }
  if (type === "scatter" && (stack || horizontal)) {
    throw new RangeError(
      stack
        ? "Cannot draw scatter chart with stack: a point stands where its value is"
        : "Cannot draw scatter chart with horizontal: swap x and y",
    );
  }
  if (size !== undefined && type !== "scatter") {
    throw new RangeError(`Cannot draw ${type} chart with size: only scatterChart() has circles`);
  }
  if (typeof size === "number" && !(size > 0)) {
    throw new RangeError(`Cannot draw chart: size must be above 0: received ${size}`);
  }
}

/** A chart at the current place, not put there yet. */
export function chartElement(action: string, chart: ChartElement["chart"], shape: {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly alt: string | undefined;
}): ChartElement {
  const { width = null, height = null, alt = null } = shape;
  for (const size of [width, height]) {
    if (size !== null && !(size > 0)) {
      throw new RangeError(`Cannot draw chart: its size must be above 0: received ${size}`);
    }
  }
  const scope = currentScope(action);
  const { share } = scope.block.place;
  return { kind: "chart", chart, width, height, alt, share, failed: failing(scope) };
}

/** Makes the box for what goes wrong when the chart is drawn, which is after the author's call. */
export function failing(scope: Scope): ChartElement["failed"] {
  let shown: ExceptionElement | null = null;
  return (error) => {
    if (shown === null) {
      const block = { ...scope.block, children: [] };
      drawError({ ...scope, block }, error);
      shown = block.children[0] as unknown as ExceptionElement;
    }
    return shown;
  };
}

/**
 * Draws a line for each column of numbers. Answers the rows that are chosen, none without `onSelect`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.lineChart({ month: ["Jan", "Feb", "Mar"], north: [3, 5, 2], south: [2, 4, 6] }, { x: "month" });
 * });
 * ```
 *
 * @throws {TypeError} If the rows are not all of one shape.
 */
export function lineChart(data: Rows, options: ChartOptions = {}): ChartSelection {
  return simple("lineChart()", "line", data, options);
}

/**
 * Draws an area for each column of numbers, on top of each other. Answers the rows that are chosen.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.areaChart([12, 14, 11, 18], { yLabel: "Orders" });
 * });
 * ```
 *
 * @throws {TypeError} If the rows are not all of one shape.
 */
export function areaChart(data: Rows, options: ChartOptions = {}): ChartSelection {
  return simple("areaChart()", "area", data, options);
}

/**
 * Draws bars; those of several columns on top of each other, or beside each other with `stack: false`.
 * Answers the rows that are chosen.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const orders = [{ city: "Vienna", count: 12 }, { city: "Graz", count: 3 }];
 *   const { rows } = st.barChart(orders, { x: "city", y: "count", onSelect: "rerun" });
 *   for (const row of rows) st.write(`${orders[row]?.city}: ${orders[row]?.count} orders`);
 * });
 * ```
 *
 * @throws {TypeError} If the rows are not all of one shape.
 */
export function barChart(data: Rows, options: ChartOptions = {}): ChartSelection {
  return simple("barChart()", "bar", data, options);
}

/**
 * Draws a point for each row; of more than 10,000, a sample. Answers the rows that are chosen.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const people = [{ age: 31, height: 171, team: "A" }, { age: 45, height: 180, team: "B" }];
 *   st.scatterChart(people, { x: "age", y: "height", color: "team" });
 * });
 * ```
 *
 * @throws {TypeError} If the rows are not all of one shape.
 */
export function scatterChart(data: Rows, options: ChartOptions = {}): ChartSelection {
  return simple("scatterChart()", "scatter", data, options);
}
