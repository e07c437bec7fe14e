/** Kinds of traces that Plotly draws; what it does not know, it would draw as if it were `scatter`. */
export const TRACE_TYPES: ReadonlySet<string> = new Set([
  ...["bar", "barpolar", "box", "candlestick", "carpet", "choropleth", "choroplethmap", "cone"],
  ...["contour", "contourcarpet", "densitymap", "funnel", "funnelarea", "heatmap", "histogram"],
  ...["histogram2d", "histogram2dcontour", "icicle", "image", "indicator", "isosurface", "mesh3d"],
  ...["ohlc", "parcats", "parcoords", "pie", "quiver", "sankey", "scatter", "scatter3d"],
  ...["scattercarpet", "scattergeo", "scattergl", "scattermap", "scatterpolar", "scatterpolargl"],
  ...["scattersmith", "scatterternary", "splom", "streamtube", "sunburst", "surface", "table"],
  ...["treemap", "violin", "volume", "waterfall"],
]);

/**
 * Refuses traces that Plotly does not know.
 *
 * @throws {TypeError} If one is not an object.
 * @throws {RangeError} If one has an unknown type.
 */
export function checkTraces(action: string, traces: readonly unknown[]): void {
  for (const [i, trace] of traces.entries()) {
    if (typeof trace !== "object" || trace === null || Array.isArray(trace)) {
      throw new TypeError(`Cannot draw ${action}: data[${i}] must be an object, a trace`);
    }
    const { type = "scatter" } = trace as { type?: unknown };
    if (typeof type === "string" && TRACE_TYPES.has(type)) continue;
    throw new RangeError(
      `Cannot draw ${action}: data[${i}].type must be a kind of trace that Plotly knows, such as ` +
        `"scatter", "bar" or "pie": received ${JSON.stringify(type)}`,
    );
  }
}
