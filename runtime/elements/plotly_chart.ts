import { readerOf } from "../reader.ts";
import type { Reader } from "../reader.ts";
import { currentScope } from "../scope.ts";
import { chartElement } from "./chart.ts";
import { drawChart } from "./chart_selection.ts";
import { tracesOf } from "./plotly_series.ts";
import { checkTraces } from "./plotly_types.ts";
import { NO_POINTS, pointKind } from "./point_selection.ts";
import type { PointSelection } from "./point_selection.ts";
import { specText } from "./spec_text.ts";

/** A figure of Plotly's. */
export interface PlotlyChart {
  readonly type: "plotly";
  /** As JSON. */
  readonly figure: string;
  /** Whether what the figure leaves open has the page's look, or Plotly's own. */
  readonly theme: "page" | "plotly";
  /** How marks are chosen; null if none can be. */
  readonly selectionMode: "points" | "box" | "lasso" | null;
  readonly reader: Reader;
}

/** A figure as Plotly has it. */
export interface PlotlyFigure {
  /** Its traces. */
  readonly data: readonly object[];
  /** Its axes, titles, legend and all else around the traces. */
  readonly layout?: object;
  /** What can be done with it, such as `{ displayModeBar: false }`. */
  readonly config?: object;
}

/** Options of {@linkcode plotlyChart}. */
export interface PlotlyOptions {
  /** In pixels. Default: the height of the figure's layout, else 400. */
  height?: number;
  /** The look of what the figure leaves open: the page's, or Plotly's own on white. Default: `"page"`. */
  theme?: "page" | "plotly";
  /** What choosing marks does: nothing, a rerun, or a rerun after this function. */
  onSelect?: "ignore" | "rerun" | (() => unknown);
  /**
   * What dragging does: `"points"` leaves it to zoom, `"box"` and `"lasso"` choose what lies inside. A click
   * chooses in each of them, with the shift key several. Default: `"points"`.
   */
  selectionMode?: "points" | "box" | "lasso";
  /** What the chart shows, for those who cannot see it. Default: the title of the figure. */
  alt?: string;
  /** Identity of a chart whose marks can be chosen, and the name of what is in `sessionState`. */
  key?: string;
}

const THEMES = ["page", "plotly"] as const;
const MODES = ["points", "box", "lasso"] as const;

const kind = pointKind((chart) =>
  chart.type === "plotly" ? tracesOf(JSON.parse(chart.figure)) : null
);

/**
 * Draws a figure of [Plotly](https://plotly.com/javascript/)'s, in the browser; without JavaScript its data are
 * a table. A figure is code, so it must not come from a visitor; it holds data only. Maps with tiles and what
 * else Plotly would load from elsewhere are not drawn, and its styles stay in a frame of their own.
 *
 * Answers the marks that are chosen, none without `onSelect`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const { points } = st.plotlyChart({
 *     data: [{ type: "scatter", mode: "markers", name: "Orders", x: [1, 2, 3], y: [12, 3, 7] }],
 *     layout: { title: { text: "Orders by day" } },
 *   }, { onSelect: "rerun", selectionMode: "lasso" });
 *   st.write(`${points.length} chosen`);
 * });
 * ```
 *
 * @throws {TypeError} If the figure has no list of traces, holds a function, or what JSON cannot hold.
 * @throws {RangeError} If Plotly does not know the type of a trace.
 */
export function plotlyChart(figure: PlotlyFigure, options: PlotlyOptions = {}): PointSelection {
  const action = "plotlyChart()";
  const { height, alt, key, theme = "page" } = options;
  const { onSelect = "ignore", selectionMode = "points" } = options;
  if (!THEMES.includes(theme)) {
    throw new RangeError(
      `Cannot draw ${action}: theme must be "page" or "plotly": received "${theme}"`,
    );
  }
  if (!MODES.includes(selectionMode)) {
    throw new RangeError(
      `Cannot draw ${action}: selectionMode must be one of ${MODES.join(", ")}: received ` +
        `"${selectionMode}"`,
    );
  }
  const text = specText(action, figure as unknown as Record<string, unknown>, {
    what: "figure",
    instead: "use a template such as hovertemplate",
  });
  if (!Array.isArray(figure.data)) {
    throw new TypeError(`Cannot draw ${action}: its figure must have a list of traces, "data"`);
  }
  checkTraces(action, figure.data);
  const chart: PlotlyChart = {
    type: "plotly",
    ...{ figure: text, theme, selectionMode: onSelect === "ignore" ? null : selectionMode },
    reader: readerOf(currentScope(action).run),
  };
  const element = chartElement(action, chart, { width: undefined, height, alt });
  return drawChart(action, element, {
    kind,
    onSelect,
    identity: () => figure.data.map((trace) => (trace as { type?: unknown }).type).join(),
    key,
    initial: NO_POINTS,
  });
}
