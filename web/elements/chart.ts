import { createHash } from "node:crypto";
import type { AuthorChart, ChartElement, SimpleChart } from "../../runtime/elements/chart.ts";
import type {
  ChartSelection,
  SelectableChartElement,
} from "../../runtime/elements/chart_selection.ts";
import type { PointSelection } from "../../runtime/elements/point_selection.ts";
import type { VegaSelection } from "../../runtime/elements/vega_selection.ts";
import { chartMarkup } from "../assets/chart_draw.js";
import { layoutOf } from "../assets/chart_layout.js";
import { BoundedCache } from "../bounded_cache.ts";
import { planOf } from "../chart_data.ts";
import { plotOf } from "../chart_plot.ts";
import { chartTable, describeChart } from "../chart_words.ts";
import { leastWidth } from "../drawing.ts";
import { echarts } from "../echarts.ts";
import { attributes, escape, jsonIn } from "../escape.ts";
import { Lazy } from "../lazy.ts";
import type { Links } from "../links.ts";
import { rowTable } from "../row_table.ts";
import { authorChartSpec, chartSvg, loadVega } from "../vega.ts";
import { renderEcharts } from "./echarts_chart.ts";
import { renderException } from "./exception.ts";
import { renderPlotly } from "./plotly_chart.ts";

/** What draws specs; until it is loaded, there is a place for the chart with its words. */
export const specDrawer: Lazy<void> = new Lazy(loadVega);

/** The package that has to be there before a chart can be drawn; null if it needs none. */
export function drawerOf({ type }: ChartElement["chart"]): Lazy<unknown> | null {
  if (type === "vegaLite") return specDrawer;
  return type === "echarts" ? echarts : null;
}

/** The width of a page's text in pixels, the gap between columns, the least for which a chart is drawn. */
const FULL_ROOM = 736;
const GAP = 16;
const LEAST_ROOM = 280;
const HEIGHT = 300;
const CHOOSING = "Arrow keys lead from mark to mark, enter chooses one.";

/** A chart that many look at is drawn once. */
const drawn = new BoundedCache(8_000_000);
/** The same element is rendered again while its run goes on. */
const rendered = new WeakMap<ChartElement | SelectableChartElement, string>();

export function renderChart(element: ChartElement, links: Links): string {
  return remembered(element, element, () => drawnChart(element, links, null));
}

/** A chart and, in a field that nobody sees, what is chosen of it. */
export function renderSelectableChart(element: SelectableChartElement, links: Links): string {
  const { chart, id, selected } = element;
  return remembered(element, chart, () => {
    const field = attributes({
      type: "text",
      name: id,
      value: JSON.stringify(selected),
      autocomplete: "off",
      hidden: true,
    });
    return `<div class="chart-field" data-widget="${id}"><input${field}>${
      drawnChart(chart, links, selected)
    }</div>`;
  });
}

function remembered(
  key: ChartElement | SelectableChartElement,
  { chart }: ChartElement,
  make: () => string,
): string {
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const html = make();
  const drawer = drawerOf(chart);
  // What was drawn before its package was there is to be drawn again.
  if (drawer === null || drawer.module !== null) rendered.set(key, html);
  return html;
}

function drawnChart(element: ChartElement, links: Links, selected: unknown): string {
  const { chart } = element;
  try {
    switch (chart.type) {
      case "vegaLite":
        return renderSpec(element, chart, links, selected as VegaSelection | null);
      case "echarts": {
        const chosen = selected as PointSelection | null;
        return renderEcharts(element, chart, { room: roomOf(element), chosen, links });
      }
      case "plotly":
        return renderPlotly(element, chart, links);
      default:
        return renderSimple(element, chart, links, selected as ChartSelection | null);
    }
  } catch (error) {
    // What is wrong with a chart is found only here; it belongs in its place.
    return renderException(element.failed(error));
  }
}

/** A column's chart is drawn for the column, or its letters would shrink with it. */
function roomOf({ share }: ChartElement): number {
  return Math.max(LEAST_ROOM, Math.round(FULL_ROOM * share - GAP * (1 - share)));
}

function renderSimple(
  element: ChartElement,
  chart: SimpleChart,
  links: Links,
  selection: ChartSelection | null,
): string {
  const plan = planOf(chart);
  const plot = plotOf(chart, plan);
  const alt = element.alt ?? describeChart(chart, plan);
  const width = element.width ?? roomOf(element);
  const height = element.height ?? HEIGHT;
  const data = JSON.stringify(plot);
  const module = links.module("chart");
  const chosen = selection?.rows ?? [];
  const shape = `${module} ${element.width} ${width} ${height} ${
    selection === null
  } ${chosen} ${alt}`;
  return drawn.get(`${shape}\n${data}`, () => {
    const svg = attributes({
      class: "plot",
      viewBox: `0 0 ${width} ${height}`,
      width: element.width ?? "100%",
      height,
      role: "img",
      "aria-label": alt,
      // Keys lead through its marks.
      tabindex: 0,
      "aria-description": selection === null ? null : CHOOSING,
      fill: "none",
    });
    return `<eddy-chart data-module="${escape(module)}" data-plot='${jsonIn(data)}'><svg${svg}>${
      chartMarkup(layoutOf(plot, { width, height }), chosen.length === 0 ? null : new Set(chosen))
    }</svg><div class="collapsed">${chartTable(plot, alt)}</div></eddy-chart>`;
  });
}

function renderSpec(
  element: ChartElement,
  chart: AuthorChart,
  links: Links,
  chosen: VegaSelection | null,
): string {
  const spec = authorChartSpec(chart.spec, chart.data);
  const alt = element.alt ?? wordsOf(chart.spec);
  if (specDrawer.module === null) {
    return `<div class="chart" role="img" aria-label="${escape(alt)}"></div>`;
  }
  const { width, height } = element;
  const shape = {
    description: chosen === null ? null : CHOOSING,
    ...{ alt, chosen, width: width ?? undefined, height: height ?? undefined },
    room: roomOf(element),
  };
  const module = links.module("drawing");
  const { locale } = chart.reader;
  const content = JSON.stringify([module, spec, shape, locale]);
  const key = createHash("sha256").update(content).digest("base64");
  return drawn.get(key, () => {
    const { svg, params, width: drawnWidth } = chartSvg(spec, shape);
    const at = attributes({
      "data-module": module,
      "data-params": chosen === null ? null : JSON.stringify(params),
    });
    const rows = tableOfSpec(spec, { caption: alt, locale });
    return `<eddy-drawing${at}>${leastWidth(drawnWidth)}${svg}${
      rows === "" ? "" : `<div class="collapsed">${rows}</div>`
    }</eddy-drawing>`;
  });
}

/** The rows that a spec shows, for those who cannot see it; nothing if they are not plain rows. */
function tableOfSpec(
  spec: Readonly<Record<string, unknown>>,
  words: { readonly caption: string; readonly locale: string },
): string {
  const rows = rowsOf(spec);
  if (rows.length === 0) return "";
  const used = new Set<string>();
  fieldsOf(spec, used);
  const names = [...used].filter((name) => rows.some((row) => Object.hasOwn(row, name)));
  return rowTable(rows, names.length > 0 ? names : Object.keys(rows[0]!), words);
}

function rowsOf({ data }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const values = isRecord(data) ? data.values : undefined;
  return Array.isArray(values) && values.every(isRecord) ? values : [];
}

/** Fields of all encodings in a spec, in their order. */
function fieldsOf(part: unknown, found: Set<string>): void {
  if (Array.isArray(part)) return part.forEach((one) => fieldsOf(one, found));
  if (!isRecord(part)) return;
  for (const channel of Object.values(isRecord(part.encoding) ? part.encoding : {})) {
    for (const one of [channel].flat()) {
      if (isRecord(one) && typeof one.field === "string") found.add(one.field);
    }
  }
  for (const name of ["layer", "concat", "hconcat", "vconcat", "spec"]) fieldsOf(part[name], found);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a spec says of itself. */
function wordsOf({ title, description }: Readonly<Record<string, unknown>>): string {
  const heading = typeof title === "object" && title !== null && "text" in title
    ? title.text
    : title;
  const words = [heading, description].flat().filter((word) => typeof word === "string");
  return words.join(". ") || "Chart";
}
