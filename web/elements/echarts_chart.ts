/**
 * A chart of ECharts: first as an SVG, which is all that is seen without JavaScript; then ECharts in the
 * browser takes its place.
 */
import { createHash } from "node:crypto";
import type { ChartElement } from "../../runtime/elements/chart.ts";
import type { EchartsChart } from "../../runtime/elements/echarts_chart.ts";
import type { PointSelection } from "../../runtime/elements/point_selection.ts";
import { seriesOf, tableOf } from "../../runtime/elements/echarts_series.ts";
import { BoundedCache } from "../bounded_cache.ts";
import { drawEcharts, echarts, preparedOption } from "../echarts.ts";
import { thinnedOption } from "../echarts_thin.ts";
import { attributes, escape, jsonIn } from "../escape.ts";
import type { Links } from "../links.ts";
import { rowTable } from "../row_table.ts";
import { seriesTable } from "../series_table.ts";
import { renderException } from "./exception.ts";

const HEIGHT = 300;
const CHOOSING = "Arrow keys lead from mark to mark, enter chooses one.";

/** A chart that many look at is drawn once. */
const drawn = new BoundedCache(8_000_000);

export function renderEcharts(
  element: ChartElement,
  chart: EchartsChart,
  { room, chosen, links }: {
    /** How wide its place is thought to be. */
    readonly room: number;
    readonly chosen: PointSelection | null;
    readonly links: Links;
  },
): string {
  if (echarts.module === null) {
    if (echarts.failure !== null) return renderException(element.failed(echarts.failure));
    return `<div class="chart" role="img" aria-label="${escape(element.alt ?? "Chart")}"></div>`;
  }
  const { theme, selectionMode, reader: { locale } } = chart;
  const { alt } = element;
  const [width, height] = [element.width ?? room, element.height ?? HEIGHT];
  const points = chosen?.points ?? [];
  const [module, library] = [links.module("echarts"), links.library("echarts")];
  const shape = [module, library, theme, selectionMode, element.width, width, height, points, alt];
  const key = createHash("sha256").update(JSON.stringify([...shape, locale])).update(chart.option);
  return drawn.get(key.digest("base64"), () => {
    const option = preparedOption(chart);
    const words = alt ?? titleOf(option);
    const at = attributes({
      "data-module": module,
      "data-library": library,
      "data-theme": theme,
      "data-selection": selectionMode,
    });
    const svg = attributes({
      class: theme === "page" ? "plot echarts-svg" : "plot echarts-svg light",
      viewBox: `0 0 ${width} ${height}`,
      width: element.width ?? "100%",
      height,
      "font-size": 12,
      role: "img",
      "aria-label": words,
      "aria-description": chosen === null ? null : CHOOSING,
    });
    const picture = thinnedOption(option);
    // Marks are known by their numbers, which those of a thinned picture are not.
    const shown = picture === option ? points : [];
    const content = drawEcharts(picture, { width, height, theme, chosen: shown });
    const table = heard(option, { caption: words, locale });
    return `<eddy-echarts${at} data-option='${
      jsonIn(JSON.stringify(option))
    }'><svg${svg}>${content}` +
      `</svg><div hx-morph-skip-children></div>${table}</eddy-echarts>`;
  });
}

/** What a chart says of itself. */
function titleOf(option: Readonly<Record<string, unknown>>): string {
  const [title] = [option.title].flat() as ({ text?: unknown; subtext?: unknown } | undefined)[];
  const words = [title?.text, title?.subtext].filter((word) => typeof word === "string" && word);
  return words.join(". ") || "Chart";
}

/** Its data, for those who cannot see them. */
function heard(
  option: Readonly<Record<string, unknown>>,
  words: { readonly caption: string; readonly locale: string },
): string {
  const [dataset] = [option.dataset].flat() as (Record<string, unknown> | undefined)[];
  const { names, rows } = dataset === undefined ? { names: [], rows: [] } : tableOf(dataset);
  const table = rows.length === 0 ? seriesTable(seriesOf(option), words) : rowTable(
    rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]]))),
    names,
    words,
  );
  return table === "" ? "" : `<div class="collapsed">${table}</div>`;
}
