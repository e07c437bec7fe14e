/** Charts of columns, for tests of what draws a specification. */
import { chartSvg } from "../../web/vega.ts";

/** A specification with a series for each column, over the first of them, and a hint at each point. */
export function chartSpec(
  mark: "line" | "area" | "bar" | "point",
  columns: Readonly<Record<string, readonly unknown[]>>,
): Record<string, unknown> {
  const [[, places], ...series] = Object.entries(columns) as [[string, unknown[]]];
  const values = (series as [string, unknown[]][]).flatMap(([name, heights]) =>
    heights.map((y, i) => ({ x: places[i], y, series: name, hint: `${places[i]}\n${name}: ${y}` }))
  );
  const isNumeric = places.every((place) => typeof place === "number");
  return {
    data: { values },
    mark,
    encoding: {
      x: {
        field: "x",
        type: mark === "bar" || !isNumeric ? "ordinal" : "quantitative",
        sort: null,
      },
      y: { field: "y", type: "quantitative" },
      color: { field: "series", type: "nominal" },
      tooltip: { field: "hint", type: "nominal" },
    },
  };
}

/** The picture alone, of what `chartSvg` answers. */
export function svgOf(...args: Parameters<typeof chartSvg>): string {
  return chartSvg(...args).svg;
}
