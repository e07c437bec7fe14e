import { put } from "../draw.ts";
import { columnsOf } from "../rows.ts";
import type { Columns, Rows } from "../rows.ts";
import { readerOf } from "../reader.ts";
import type { Reader } from "../reader.ts";
import { currentScope } from "../scope.ts";
import type { Scope } from "../scope.ts";
import { drawError } from "./exception.ts";
import type { ExceptionElement } from "./exception.ts";

/** A chart, drawn on the server. */
export interface ChartElement {
  readonly kind: "chart";
  readonly chart: SimpleChart | AuthorChart;
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
  readonly options: Omit<ChartOptions, "width" | "height" | "alt" | "key">;
  readonly reader: Reader;
  /** Whether its marks can be chosen. */
  readonly selectable: boolean;
}

/** A Vega-Lite spec of the author's. */
export interface AuthorChart {
  readonly type: "vegaLite";
  readonly spec: Readonly<Record<string, unknown>>;
  readonly data: Columns | null;
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
   * `"normalize"` as shares of their sum, `"center"` around the middle.
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
  /** What the chart shows, for those who cannot see it. Default: a sentence made from the data. */
  alt?: string;
  /** Stable name. */
  key?: string;
}

function simple(action: string, type: SimpleChart["type"], data: Rows, all: ChartOptions): void {
  const { width, height, alt, key: _, ...options } = all;
  check(type, options);
  const reader = readerOf(currentScope(action).run);
  const chart = { type, data: columnsOf(data), options, reader, selectable: false };
  draw(action, chart, { width, height, alt });
}

/** Refuses what would be drawn as something else than it says. */
function check(type: SimpleChart["type"], { yScale, stack, size }: ChartOptions): void {
  if (yScale === "log" && (type === "bar" || type === "area" || stack)) {
    throw new RangeError(
      `Cannot draw ${type} chart with yScale "log": what stands on zero needs a scale that has one`,
    );
  }
  if (size !== undefined && type !== "scatter") {
    throw new RangeError(`Cannot draw ${type} chart with size: only scatterChart() has circles`);
  }
  if (typeof size === "number" && !(size > 0)) {
    throw new RangeError(`Cannot draw chart: size must be above 0: received ${size}`);
  }
}

function draw(action: string, chart: ChartElement["chart"], shape: {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly alt: string | undefined;
}): void {
  const { width = null, height = null, alt = null } = shape;
  for (const size of [width, height]) {
    if (size !== null && !(size > 0)) {
      throw new RangeError(`Cannot draw chart: its size must be above 0: received ${size}`);
    }
  }
  const scope = currentScope(action);
  const { share } = scope.block.place;
  put(scope, action, { kind: "chart", chart, width, height, alt, share, failed: failing(scope) });
}

/** Makes the box for what goes wrong when the chart is drawn, which is after the author's call. */
function failing(scope: Scope): ChartElement["failed"] {
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
 * Draws a line for each column of numbers.
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
export function lineChart(data: Rows, options: ChartOptions = {}): void {
  simple("lineChart()", "line", data, options);
}

/**
 * Draws an area for each column of numbers, on top of each other.
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
export function areaChart(data: Rows, options: ChartOptions = {}): void {
  simple("areaChart()", "area", data, options);
}

/**
 * Draws bars; those of several columns on top of each other, or beside each other with `stack: false`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const orders = [{ city: "Vienna", count: 12 }, { city: "Graz", count: 3 }];
 *   st.barChart(orders, { x: "city", y: "count", horizontal: true });
 * });
 * ```
 *
 * @throws {TypeError} If the rows are not all of one shape.
 */
export function barChart(data: Rows, options: ChartOptions = {}): void {
  simple("barChart()", "bar", data, options);
}

/**
 * Draws a point for each row.
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
export function scatterChart(data: Rows, options: ChartOptions = {}): void {
  simple("scatterChart()", "scatter", data, options);
}

/** Options of {@linkcode vegaLiteChart}. */
export interface VegaLiteOptions {
  /** Rows for the spec's marks, instead of those in the spec. */
  data?: Rows;
  /** In pixels. Default: the spec's, else 300. */
  height?: number;
  /** What a click does: nothing. Charts are drawn on the server and cannot be selected from yet. */
  onSelect?: "ignore" | "rerun";
  /** Stable name. */
  key?: string;
  /** What the chart shows, for those who cannot see it. Default: the spec's title and description. */
  alt?: string;
}

/**
 * Draws a Vega-Lite spec. Its data are in it, or given beside it; nothing is fetched. A spec is code, so
 * it must not come from a visitor. Answers null: charts cannot be selected from yet.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.vegaLiteChart({
 *     mark: "bar",
 *     encoding: {
 *       x: { field: "city", type: "nominal" },
 *       y: { field: "count", type: "quantitative" },
 *     },
 *   }, { data: [{ city: "Vienna", count: 12 }, { city: "Graz", count: 3 }], alt: "Orders by city" });
 * });
 * ```
 *
 * @throws {RangeError} If `onSelect` is `"rerun"`.
 * @throws {TypeError} If the rows are not all of one shape.
 */
export function vegaLiteChart(
  spec: Record<string, unknown>,
  options: VegaLiteOptions = {},
): unknown {
  if (options.onSelect === "rerun") {
    throw new RangeError(
      'Cannot draw vegaLiteChart with onSelect "rerun": it is drawn on the server as a picture; use ' +
        "dataframe() with onSelect, or a widget beside the chart",
    );
  }
  const data = options.data === undefined ? null : columnsOf(options.data);
  draw("vegaLiteChart()", { type: "vegaLite", spec, data }, {
    width: undefined,
    height: options.height,
    alt: options.alt,
  });
  return null;
}
