import { createHash } from "node:crypto";
import type { ChartElement } from "../../runtime/elements/chart.ts";
import { BoundedCache } from "../bounded_cache.ts";
import { authorChartSpec, describeChart, simpleChartSpec } from "../chart_spec.ts";
import { escape } from "../escape.ts";
import { Lazy } from "../lazy.ts";
import { chartSvg, loadVega } from "../vega.ts";
import { renderException } from "./exception.ts";

/** What draws charts; until it is loaded, there is a place for the chart with its words. */
export const chartDrawer: Lazy<void> = new Lazy(loadVega);

/** The width of a page's text in pixels, and the least for which a chart is drawn. */
const FULL_ROOM = 704;
const LEAST_ROOM = 280;

/** A chart that many look at is drawn once. */
const drawn = new BoundedCache(8_000_000);
/** The same element is rendered again while its run goes on. */
const rendered = new WeakMap<ChartElement, string>();

export function renderChart(element: ChartElement): string {
  const known = rendered.get(element);
  if (known !== undefined) return known;
  let html: string;
  try {
    html = render(element);
  } catch (error) {
    // A spec is judged only here; what is wrong with it belongs in its place.
    html = renderException(element.failed(error));
  }
  if (chartDrawer.module !== null) rendered.set(element, html);
  return html;
}

function render(element: ChartElement): string {
  const { chart } = element;
  const spec = chart.type === "vegaLite"
    ? authorChartSpec(chart.spec, chart.data)
    : simpleChartSpec(chart.type, chart.data, chart.options);
  const alt = element.alt ??
    (chart.type === "vegaLite"
      ? wordsOf(chart.spec)
      : describeChart(chart.type, chart.data, chart.options));
  if (chartDrawer.module === null) {
    return `<div class="chart" role="img" aria-label="${escape(alt)}"></div>`;
  }
  const shape = {
    alt,
    width: element.width ?? undefined,
    // A column's chart is drawn for the column, or its letters would shrink with it.
    room: Math.max(LEAST_ROOM, Math.round(FULL_ROOM * element.share)),
    height: element.height ?? undefined,
  };
  const key = createHash("sha256").update(JSON.stringify([spec, shape])).digest("base64");
  return drawn.get(key, () => `<div class="chart">${chartSvg(spec, shape)}</div>`);
}

/** What a spec says of itself. */
function wordsOf({ title, description }: Readonly<Record<string, unknown>>): string {
  const heading = typeof title === "object" && title !== null && "text" in title
    ? title.text
    : title;
  const words = [heading, description].flat().filter((word) => typeof word === "string");
  return words.join(". ") || "Chart";
}
