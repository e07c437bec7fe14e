import { readerOf } from "../reader.ts";
import { columnsOf } from "../rows.ts";
import type { Rows } from "../rows.ts";
import { currentScope } from "../scope.ts";
import { chartElement } from "./chart.ts";
import { drawChart } from "./chart_selection.ts";
import { emptySelection, vegaKind } from "./vega_selection.ts";
import type { VegaSelection } from "./vega_selection.ts";

/** Options of {@linkcode vegaLiteChart}. */
export interface VegaLiteOptions {
  /** Rows for the spec's marks, instead of those in the spec. */
  data?: Rows;
  /** In pixels. Default: the spec's, else 300. */
  height?: number;
  /**
   * What choosing marks does, by the params of the spec: nothing, a rerun, or a rerun after this function.
   */
  onSelect?: "ignore" | "rerun" | (() => unknown);
  /** Identity of a chart whose marks can be chosen, and the name of what is in `sessionState`. */
  key?: string;
  /** What the chart shows, for those who cannot see it. Default: the spec's title and description. */
  alt?: string;
}

/**
 * Draws a Vega-Lite spec. Its data are in it, or given beside it; nothing is fetched. A spec is code, so
 * it must not come from a visitor.
 *
 * With `onSelect`, marks are chosen by the params of the spec: those that select points by a click (with
 * the control or shift key, several), those that select intervals by dragging. The answer names what is
 * chosen, and the spec's conditions show it.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const { points } = st.vegaLiteChart({
 *     params: [{ name: "city", select: { type: "point", fields: ["city"] } }],
 *     mark: "bar",
 *     encoding: {
 *       x: { field: "city", type: "nominal" },
 *       y: { field: "count", type: "quantitative" },
 *       opacity: { condition: { param: "city", value: 1 }, value: 0.3 },
 *     },
 *   }, {
 *     data: [{ city: "Vienna", count: 12 }, { city: "Graz", count: 3 }],
 *     alt: "Orders by city",
 *     onSelect: "rerun",
 *   });
 *   for (const { city } of points.city ?? []) st.write(`Chosen: ${city}`);
 * });
 * ```
 *
 * @throws {RangeError} If marks are to be chosen, and the spec has no param by which they are.
 * @throws {TypeError} If the rows are not all of one shape.
 */
export function vegaLiteChart(
  spec: Record<string, unknown>,
  options: VegaLiteOptions = {},
): VegaSelection {
  const action = "vegaLiteChart()";
  if (typeof spec !== "object" || spec === null) {
    throw new TypeError(
      `Cannot draw ${action}: its spec must be an object: received ${JSON.stringify(spec)}`,
    );
  }
  const { onSelect = "ignore", height, alt, key } = options;
  const data = options.data === undefined ? null : columnsOf(options.data);
  const selectable = onSelect !== "ignore";
  const reader = readerOf(currentScope(action).run);
  const element = chartElement(action, { type: "vegaLite", spec, data, reader, selectable }, {
    width: undefined,
    height,
    alt,
  });
  const initial = emptySelection(spec);
  const params = [...Object.keys(initial.points), ...Object.keys(initial.ranges)];
  if (selectable && params.length === 0) {
    throw new RangeError(
      "Cannot draw vegaLiteChart with onSelect: its spec needs a param that selects, such as " +
        '{ name: "chosen", select: "point" }',
    );
  }
  return drawChart(action, element, {
    kind: vegaKind,
    onSelect,
    identity: () => JSON.stringify({ ...spec, data: undefined }),
    key,
    initial,
  });
}
