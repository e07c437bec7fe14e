/**
 * Options of ECharts → inline SVG, by ECharts itself. What it draws is written here by our rules: known
 * elements and attributes only, no id and no style, and the page's colours as its custom properties, so that
 * one drawing serves light and dark.
 */
import type { EchartsChart } from "../runtime/elements/echarts_chart.ts";
import { isPart, partsOf, seriesOf, tableOf } from "../runtime/elements/echarts_series.ts";
import type { ChartPoint } from "../runtime/elements/point_selection.ts";
import { echartsTheme } from "./assets/echarts_theme.js";
import { textWidth } from "./assets/text_width.js";
import { importEcharts } from "./echarts_package.ts";
import type { EchartsInstance, EchartsModule, EchartsNode } from "./echarts_package.ts";
import { attributes, escape } from "./escape.ts";
import { Lazy } from "./lazy.ts";
import { safeUrl } from "./safe_url.ts";

/** ECharts; until it is loaded, there is a place for the chart with its words. */
export const echarts: Lazy<EchartsModule> = new Lazy(async () => {
  const module = await importEcharts();
  module.setPlatformAPI({
    measureText: (text, font = "12px") => ({
      width: textWidth(text, Number(/([\d.]+)px/.exec(font)?.[1] ?? 12)),
    }),
  });
  return module;
});

type Part = Record<string, unknown>;

/** The option as both sides draw it: what is left open is filled in, and nothing in it makes markup. */
export function preparedOption({ option, selectionMode }: EchartsChart): Part {
  const spec = JSON.parse(option) as Part;
  const all = seriesOf(spec);
  const base = isPart(spec.baseOption) ? spec.baseOption : spec;
  base.useUTC ??= true;
  base.tooltip ??= { trigger: all.some(({ type }) => type === "line") ? "axis" : "item" };
  withoutMarkup(spec);
  if (isEmpty(spec)) base.title = [base.title ?? [], NO_DATA].flat();
  if (selectionMode === null) return spec;
  for (const series of partsOf(base.series)) series.selectedMode ??= "multiple";
  if (selectionMode === "box") {
    // What is chosen is shown as such; ECharts would fade what its own rule leaves out.
    base.brush ??= { brushMode: "single", inBrush: {}, outOfBrush: {} };
    base.toolbox ??= { show: false };
  }
  return spec;
}

/** A title has the letters of the page on both sides. */
const NO_DATA = {
  ...{ text: "No data", left: "center", top: "middle" },
  textStyle: { fontSize: 14, fontWeight: "normal" },
};

/** Whether there is nothing to draw. What comes by other ways than lists of marks is taken to be something. */
function isEmpty(spec: Part): boolean {
  if (["baseOption", "options", "graphic"].some((name) => spec[name] !== undefined)) return false;
  const isNone = (list: unknown) =>
    list === undefined || (Array.isArray(list) && list.length === 0);
  return partsOf(spec.series).every(({ data, nodes }) => isNone(data) && isNone(nodes)) &&
    partsOf(spec.dataset).every((dataset) =>
      isNone(dataset.source) ||
      (Array.isArray(dataset.source) && tableOf(dataset).rows.length === 0)
    );
}

/** Tooltips are painted: as HTML they would need styles that the content security policy lets nobody write. */
function withoutMarkup(part: unknown): void {
  if (Array.isArray(part)) return part.forEach(withoutMarkup);
  if (!isPart(part)) return;
  for (const [name, value] of Object.entries(part)) {
    // Rows may be many, and have no tooltips but those of their own.
    if (name === "source") continue;
    for (const tooltip of name === "tooltip" ? partsOf(value) : []) {
      tooltip.renderMode = "richText";
      if (typeof tooltip.formatter === "string") {
        tooltip.formatter = tooltip.formatter.replace(/<br\s*\/?>/gi, "\n");
      }
    }
    withoutMarkup(value);
  }
}

/** Draws an option; answers what stands inside the `<svg>`. */
export function drawEcharts(option: Part, { width, height, theme, chosen }: {
  readonly width: number;
  readonly height: number;
  readonly theme: EchartsChart["theme"];
  readonly chosen: readonly ChartPoint[];
}): string {
  const { module } = echarts;
  if (module === null) throw new Error("Cannot draw chart: ECharts must have been loaded before");
  const look = theme === "page" ? echartsTheme(STAND_INS, { font: FONT, dark: false }) : null;
  const size = { width, height, locale: "EN" };
  const chart = module.init(null, look, { renderer: "svg", ssr: true, ...size });
  try {
    draw(chart, option);
    for (const { series, index } of chosen) {
      chart.dispatchAction({ type: "select", seriesIndex: series, dataIndex: index });
    }
    const { painter } = chart.getZr();
    return new Writer(theme === "page").write(painter.renderToVNode({}));
  } finally {
    chart.dispose();
  }
}

/** Draws at once what a browser would see move. */
function draw(chart: EchartsInstance, option: Part): void {
  try {
    chart.setOption({ ...option, animation: false });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot draw chart: ${reason}`, { cause });
  }
  const wanted = seriesOf(option);
  if (chart.getModel().getSeriesCount() >= wanted.length) return;
  const types = [...new Set(wanted.map(({ type }) => JSON.stringify(type)))].join(", ");
  throw new RangeError(
    `Cannot draw chart: ECharts knows not all types of its series: received ${types}`,
  );
}

// ── Colours ─────────────────────────────────────────────────────────────────────────────────────

const FONT = "sans-serif";

/**
 * Colours of the page while ECharts draws: it reckons with them, and could not with a custom property. They are
 * those of a light page; its white is one that no author would write.
 */
const STAND_INS: Readonly<Record<string, string>> = {
  text: "#1b1f24",
  "text-muted": "#5c6570",
  background: "#fffffe",
  raised: "#fffeff",
  border: "#e2e5e8",
  "border-strong": "#8b929b",
  accent: "#1f5fbf",
  "chart-1": "#2a6fd6",
  "chart-2": "#d9700a",
  "chart-3": "#12897d",
  "chart-4": "#bd3f83",
  "chart-5": "#7457cc",
  "chart-6": "#5d8a1c",
  "chart-7": "#b4442f",
  "chart-8": "#69717c",
};
const NAMES = new Map(Object.entries(STAND_INS).map(([name, color]) => [color, name]));
const SERIES = new Set(
  [...NAMES].filter(([, name]) => name.startsWith("chart-")).map(([color]) => color),
);
/** ECharts' own white and its letters, where it finds colours by itself. */
const WHITE = new Set(["#fff", "rgb(255,255,255)"]);
const DARK_LETTERS = "#333";
const LIGHT_LETTERS = new Set(["#eee", "#ccc"]);

function painted(color: string): string {
  const name = NAMES.get(color);
  return name === undefined ? color : `var(--eddy-${name})`;
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────

const KEPT = new Set([
  ...[
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "points",
    "d",
    "width",
    "height",
  ],
  ...[
    "transform",
    "text-anchor",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "opacity",
  ],
  ...["stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset"],
  ...["stroke-linecap", "stroke-linejoin", "paint-order", "preserveAspectRatio"],
]);
const TAGS = new Set([
  ...[
    "g",
    "path",
    "polygon",
    "polyline",
    "line",
    "rect",
    "circle",
    "ellipse",
    "text",
    "tspan",
    "image",
  ],
]);

/** Writes one drawing. */
class Writer {
  readonly #themed: boolean;
  readonly #defs = new Map<string, EchartsNode>();

  constructor(themed: boolean) {
    this.#themed = themed;
  }

  write({ children = [] }: EchartsNode): string {
    for (const part of children) {
      if (part?.tag !== "defs") continue;
      for (const def of part.children ?? []) if (def) this.#defs.set(String(def.attrs.id), def);
    }
    return this.#all(children);
  }

  #all(nodes: EchartsNode["children"]): string {
    return nodes?.map((node) => node ? this.#one(node) : "").join("") ?? "";
  }

  #one({ tag, attrs, children, text }: EchartsNode): string {
    if (!TAGS.has(tag)) return "";
    const kept: Record<string, string> = {};
    for (const [name, value] of Object.entries(attrs)) {
      if (KEPT.has(name) && value !== undefined && value !== false) kept[name] = String(value);
    }
    if (tag === "image") {
      const href = safeUrl(String(attrs.href ?? attrs["xlink:href"] ?? ""), [
        "http:",
        "https:",
        "data:",
      ]);
      if (href === null) return "";
      kept.href = href;
    }
    this.#paint(kept, tag);
    // What nobody sees is there to be pointed at.
    const isBare = kept.fill === "none" && (kept.stroke ?? "none") === "none";
    if (isBare && tag !== "g" && tag !== "image") return "";
    Object.assign(kept, lettersOf(attrs.style));
    const inside = text === undefined ? this.#all(children) : escape(text);
    if (tag === "g" && inside === "") return "";
    const clip = this.#clip(attrs["clip-path"]);
    if (clip !== null) return `<svg${clip}>${inside}</svg>`;
    return `<${tag}${attributes(kept)}>${inside}</${tag}>`;
  }

  #paint(kept: Record<string, string>, tag: string): void {
    const { fill, stroke } = kept;
    for (const name of ["fill", "stroke"]) {
      if (kept[name] !== undefined) kept[name] = this.#color(kept[name]);
    }
    if (!this.#themed || fill === undefined) return;
    if (tag !== "text") {
      // The inside of a ring.
      if (WHITE.has(fill) && SERIES.has(stroke ?? "")) kept.fill = "var(--eddy-background)";
    } else if (fill === DARK_LETTERS && WHITE.has(stroke ?? "")) {
      Object.assign(kept, { fill: "var(--eddy-text)", stroke: "var(--eddy-background)" });
    } else if (LIGHT_LETTERS.has(fill) || fill === DARK_LETTERS) {
      // On a series' colour, which is light where the page is dark.
      const isOnSeries = stroke === undefined || SERIES.has(stroke);
      if (isOnSeries) Object.assign(kept, { fill: "var(--eddy-background)", stroke: "none" });
    }
  }

  /** A colour; of a gradient its first, and of a pattern none, as these would need ids. */
  #color(value: string): string {
    const id = /^url\(#(.+)\)$/.exec(value)?.[1];
    if (id === undefined) return this.#themed ? painted(value) : value;
    const stop = this.#defs.get(id)?.children?.find((child) => child?.tag === "stop");
    const color = stop?.attrs["stop-color"];
    return color === undefined ? "none" : this.#color(String(color));
  }

  /** A drawing inside the drawing cuts off what sticks out; what is cut otherwise than straight, is not. */
  #clip(value: unknown): string | null {
    const id = /^url\(#(.+)\)$/.exec(String(value ?? ""))?.[1];
    const path = id === undefined ? undefined : this.#defs.get(id)?.children?.[0]?.attrs;
    const [, x, y, width, height] =
      /^M([-\d.]+) ([-\d.]+)l([-\d.]+) 0l0 ([-\d.]+)l[-\d.]+ 0Z$/.exec(String(path?.d ?? "")) ?? [];
    if (path?.transform !== undefined || !(Number(width) > 0 && Number(height) > 0)) return null;
    const viewBox = `${x} ${y} ${width} ${height}`;
    return attributes({ x, y, width, height, viewBox });
  }
}

/** How letters look, which ECharts writes as a style. The page's own family is nobody's choice. */
function lettersOf(style: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of String(style ?? "").matchAll(/([\w-]+):([^;]+)/g)) {
    if (!["font-size", "font-family", "font-weight", "font-style"].includes(name!)) continue;
    if (value !== FONT && value !== "normal") found[name!] = value!;
  }
  return found;
}
