/**
 * A chart of Plotly: a frame in which it draws, and its data as a table, which is all that is seen without
 * JavaScript. Plotly writes styles, which our own page's content security policy does not let in.
 */
import type { ChartElement } from "../../runtime/elements/chart.ts";
import type { PlotlyChart } from "../../runtime/elements/plotly_chart.ts";
import { tracesOf } from "../../runtime/elements/plotly_series.ts";
import { attributes, jsonIn } from "../escape.ts";
import type { Links } from "../links.ts";
import { seriesTable } from "../series_table.ts";

const HEIGHT = 400;

export function renderPlotly(element: ChartElement, chart: PlotlyChart, links: Links): string {
  const { theme, selectionMode, reader: { locale } } = chart;
  const figure = JSON.parse(chart.figure) as Readonly<Record<string, unknown>>;
  const layout = figure.layout as { height?: unknown; title?: unknown } | undefined;
  const own = typeof layout?.height === "number" && layout.height > 0 ? layout.height : HEIGHT;
  const height = element.height ?? own;
  const caption = element.alt ?? titleOf(layout?.title);
  const at = attributes({
    "data-module": links.module("plotly"),
    "data-frame": links.frame("plotly"),
    "data-theme": theme,
    "data-selection": selectionMode,
    "data-height": height,
    "data-title": caption,
  });
  const table = seriesTable(tracesOf(figure), { caption, locale });
  // Nothing moves when the frame comes.
  const place = `<svg${attributes({ width: 1, height, "aria-hidden": "true" })}></svg>`;
  return `<eddy-plotly${at} data-figure='${jsonIn(chart.figure)}'>` +
    `<div hx-morph-skip-children>${place}</div>` +
    `<div class="collapsed">${table}</div></eddy-plotly>`;
}

function titleOf(title: unknown): string {
  const text = typeof title === "object" && title !== null && "text" in title ? title.text : title;
  // Plotly's titles may have its few tags.
  return (typeof text === "string" ? text.replace(/<[^>]*>/g, " ").trim() : "") || "Chart";
}
