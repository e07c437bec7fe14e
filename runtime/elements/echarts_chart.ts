import { readerOf } from "../reader.ts";
import type { Reader } from "../reader.ts";
import { columnsOf } from "../rows.ts";
import type { Rows } from "../rows.ts";
import { currentScope } from "../scope.ts";
import { chartElement } from "./chart.ts";
import { drawChart } from "./chart_selection.ts";
import type { SelectionKind } from "./chart_selection.ts";
import { seriesOf } from "./echarts_series.ts";
import { NO_POINTS, pointKind } from "./point_selection.ts";
import type { PointSelection } from "./point_selection.ts";
import { specText } from "./spec_text.ts";

/** An option object of ECharts. */
export interface EchartsChart {
  readonly type: "echarts";
  /** The option as JSON: it is drawn here, and in browsers. */
  readonly option: string;
  /** Whether what the option leaves open has the page's look, or ECharts' own. */
  readonly theme: "page" | "echarts";
  /** How marks are chosen; null if none can be. */
  readonly selectionMode: "points" | "box" | null;
  readonly reader: Reader;
}

/** Options of {@linkcode echartsChart}. */
export interface EchartsOptions {
  /** Rows for the `dataset` of the spec, instead of those in the spec. */
  data?: Rows;
  /** In pixels. Default: as wide as its place. */
  width?: number;
  /** In pixels. Default: 300. */
  height?: number;
  /** The look of what the spec leaves open: the page's, or ECharts' own on white. Default: `"page"`. */
  theme?: "page" | "echarts";
  /** What choosing marks does: nothing, a rerun, or a rerun after this function. */
  onSelect?: "ignore" | "rerun" | (() => unknown);
  /**
   * How marks are chosen: `"points"` by a click or the enter key, several with the control or shift key;
   * `"box"` by dragging, too. Default: `"points"`.
   */
  selectionMode?: "points" | "box";
  /** What the chart shows, for those who cannot see it. Default: the spec's title. */
  alt?: string;
  /** Identity of a chart whose marks can be chosen, and the name of what is in `sessionState`. */
  key?: string;
}

/** Checks what is said to be chosen. */
export const echartsKind: SelectionKind<PointSelection> = pointKind((chart) =>
  chart.type === "echarts" ? seriesOf(JSON.parse(chart.option)) : null
);

/**
 * Draws what [ECharts](https://echarts.apache.org) can draw, from its option object: on the server first, then
 * in the browser, with its tooltips, zooms and legends. A spec is code, so it must not come from a visitor; it
 * holds data only: where ECharts takes a function, write one of its templates, such as `"{b}: {c}"`. Times are
 * those of UTC, unless the spec has `useUTC: false`. Of more than about 2,000 marks, the server draws some that
 * stand for all; the browser draws each.
 *
 * ECharts is large. It is downloaded when the first chart is drawn, unless the app has
 * `import "@eddy/eddy/echarts"`, by which it is installed, cached and compiled with it.
 *
 * Answers the marks that are chosen, none without `onSelect`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const { points } = st.echartsChart({
 *     xAxis: { type: "category", data: ["Vienna", "Graz"] },
 *     yAxis: { type: "value" },
 *     series: [{ type: "bar", name: "Orders", data: [12, 3] }],
 *   }, { alt: "Orders by city", onSelect: "rerun" });
 *   for (const { name } of points) st.write(`Chosen: ${name}`);
 * });
 * ```
 *
 * @throws {TypeError} If the spec holds a function, or what JSON cannot hold.
 */
export function echartsChart(
  spec: Record<string, unknown>,
  options: EchartsOptions = {},
): PointSelection {
  const action = "echartsChart()";
  const { data, width, height, alt, key, theme = "page" } = options;
  const { onSelect = "ignore", selectionMode = "points" } = options;
  if (theme !== "page" && theme !== "echarts") {
    throw new RangeError(
      `Cannot draw ${action}: theme must be "page" or "echarts": received "${theme}"`,
    );
  }
  if (selectionMode !== "points" && selectionMode !== "box") {
    throw new RangeError(
      `Cannot draw ${action}: selectionMode must be "points" or "box": received "${selectionMode}"`,
    );
  }
  const option = specText(action, data === undefined ? spec : { ...spec, dataset: tableOf(data) }, {
    what: "spec",
    instead: 'use a template such as "{b}: {c}"',
  });
  const chart: EchartsChart = {
    type: "echarts",
    ...{ option, theme, selectionMode: onSelect === "ignore" ? null : selectionMode },
    reader: readerOf(currentScope(action).run),
  };
  const element = chartElement(action, chart, { width, height, alt });
  return drawChart(action, element, {
    kind: echartsKind,
    onSelect,
    identity: () => JSON.stringify(Object.keys(spec)),
    key,
    initial: NO_POINTS,
  });
}

function tableOf(data: Rows) {
  const { names, rows } = columnsOf(data);
  return { dimensions: names, source: rows };
}
