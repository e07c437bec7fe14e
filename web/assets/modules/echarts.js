// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Charts of ECharts under the pointer, the finger and the keyboard. The drawing that the server made stays
 * below as what keeps their place; ECharts is imported when somebody is about to see the first of them.
 */
import { ECHARTS_COLORS, echartsTheme } from "../echarts_theme.js";
import { colorsNear, isDark } from "../page_colors.js";
import { say } from "../tip.js";
/** @typedef {import("./kit.d.ts").Kit} Kit */
/** @typedef {import("./echarts.d.ts").Chart} Chart */
/** @typedef {{ series: number, index: number, name?: string }} Point */
/** @typedef {Record<string, any>} Option */

/** One chart of the page. */
class LiveChart {
  /** @type {HTMLElement} */
  #element;
  /** @type {Kit} */
  #kit;
  /** @type {Chart | null} */
  #chart = null;
  #stage = document.createElement("div");
  /** What it was drawn from. */
  #text = "";
  /** What of that is not data: as long as it is the same, what its user did stays. */
  #shape = "";
  #look = "";
  /** What is shown as chosen. */
  #shown = "";
  /** Where keys have led. @type {{ series: number, index: number } | null} */
  #at = null;
  #isLoading = false;
  #sizes = new ResizeObserver(() => this.#resize());
  #sights = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#begin();
  }, { rootMargin: "200px" });

  /** @param {HTMLElement} element @param {Kit} kit */
  constructor(element, kit) {
    this.#element = element;
    this.#kit = kit;
    this.#sights.observe(element);
  }

  leave() {
    this.#sights.disconnect();
    this.#sizes.disconnect();
    this.#chart?.dispose();
  }

  get #svg() {
    return /** @type {SVGSVGElement} */ (this.#element.querySelector(".echarts-svg"));
  }

  get #size() {
    const { width, height } = this.#svg.getBoundingClientRect();
    return { width, height };
  }

  async #begin() {
    if (this.#isLoading || this.#chart) return;
    this.#isLoading = true;
    try {
      /** @type {import("./echarts.d.ts").Echarts} */
      const echarts = await import(this.#element.dataset.library ?? "");
      if (this.#element.isConnected && this.#size.width > 0) this.#start(echarts);
    } finally {
      this.#isLoading = false;
    }
  }

  /** @param {import("./echarts.d.ts").Echarts} echarts */
  #start(echarts) {
    const stage = this.#stage;
    const place = this.#element.querySelector(":scope > div[hx-morph-skip-children]");
    stage.className = "echarts-stage";
    stage.tabIndex = 0;
    stage.setAttribute("role", "img");
    place?.append(stage);
    const theme = this.#theme();
    const chart = echarts.init(stage, theme, { renderer: "canvas", locale: "EN", ...this.#size });
    this.#chart = chart;
    stage.addEventListener("keydown", (event) => this.#key(event));
    stage.addEventListener("focusout", () => {
      this.#at = null;
      chart.dispatchAction({ type: "hideTip" });
      chart.dispatchAction({ type: "downplay" });
    });
    if (this.#element.dataset.selection) this.#listen(chart);
    this.refresh();
    this.#sights.disconnect();
    this.#sizes.observe(this.#svg);
  }

  #theme() {
    if (this.#element.dataset.theme !== "page") return {};
    const { colors, font } = colorsNear(this.#element, ECHARTS_COLORS);
    this.#look = JSON.stringify(colors) + font;
    return echartsTheme(colors, { font, dark: isDark(colors) });
  }

  /** Brings it up to date with what the server has drawn. */
  refresh() {
    const chart = this.#chart;
    if (!chart) return;
    const before = this.#look;
    const theme = this.#theme();
    if (this.#look !== before) chart.setTheme(theme);
    const svg = this.#svg;
    this.#stage.ariaLabel = svg.ariaLabel;
    this.#stage.ariaDescription = svg.ariaDescription;
    const text = this.#element.dataset.option ?? "";
    if (text !== this.#text) this.#draw(chart, text);
    this.#showChosen(chart);
    this.#resize();
    this.#element.toggleAttribute("data-ready", true);
  }

  /** @param {Chart} chart @param {string} text */
  #draw(chart, text) {
    const isFirst = this.#text === "";
    this.#text = text;
    /** @type {Option} */
    const option = JSON.parse(text);
    const shape = shapeOf(option);
    const isSame = shape === this.#shape;
    this.#shape = shape;
    this.#shown = "";
    const isStill = isFirst || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moving = isStill ? { animation: false } : { animation: option.animation ?? true };
    chart.setOption({ ...option, ...moving }, { notMerge: !isSame });
    if (this.#element.dataset.selection === "box") {
      chart.dispatchAction({
        type: "takeGlobalCursor",
        key: "brush",
        brushOption: { brushType: "rect", brushMode: "single" },
      });
    }
  }

  #resize() {
    const chart = this.#chart;
    const { width, height } = this.#size;
    // In a tab that is closed it keeps its size.
    if (chart && width > 0) chart.resize({ width, height });
  }

  // ── What is chosen ─────────────────────────────────────────────────────────────────────────────

  /** @returns {HTMLInputElement | null} */
  get #field() {
    const around = this.#element.parentElement;
    return around?.matches(".chart-field") ? around.querySelector("input") : null;
  }

  /** @returns {Point[]} */
  get #chosen() {
    return JSON.parse(this.#field?.value || '{"points":[]}').points;
  }

  /** @param {Chart} chart */
  #showChosen(chart) {
    const points = this.#chosen;
    const text = JSON.stringify(points);
    if (!this.#field || text === this.#shown) return;
    this.#shown = text;
    for (const { seriesIndex } of chart.getModel().getSeries()) {
      const of = (/** @type {Point[]} */ some) =>
        some.filter(({ series }) => series === seriesIndex).map(({ index }) => index);
      const count = chart.getModel().getSeries()[seriesIndex]?.getData().count() ?? 0;
      const all = Array.from({ length: count }, (_, index) => index);
      chart.dispatchAction({ type: "unselect", seriesIndex, dataIndex: all });
      chart.dispatchAction({ type: "select", seriesIndex, dataIndex: of(points) });
    }
  }

  /** @param {Point[]} points */
  #choose(points) {
    const field = this.#field;
    const chart = this.#chart;
    if (!field || !chart) return;
    const value = JSON.stringify({ points });
    if (value !== field.value) {
      field.value = value;
      // As if somebody had written it there: the widget's value is what its field says.
      for (const type of ["input", "change"]) {
        field.dispatchEvent(new Event(type, { bubbles: true }));
      }
    }
    // ECharts has chosen by itself what was pressed, in its own way.
    this.#shown = "";
    this.#showChosen(chart);
  }

  /** @param {Point} point @param {boolean} more beside what is chosen */
  #choosePoint(point, more) {
    const before = this.#chosen;
    const isIt = (/** @type {Point} */ one) =>
      one.series === point.series && one.index === point.index;
    const isBack = before.some(isIt) && (more || before.length === 1);
    const rest = more ? before.filter((one) => !isIt(one)) : [];
    this.#choose(isBack ? rest : [...rest, point]);
  }

  /** @param {Chart} chart */
  #listen(chart) {
    /** Whether a mark was pressed. */
    let isMark = false;
    chart.on("click", ({ componentType, dataType, seriesIndex, dataIndex, event }) => {
      if (componentType !== "series" || dataType === "edge" || dataIndex === undefined) return;
      isMark = true;
      const { ctrlKey, metaKey, shiftKey } = event?.event ?? {};
      const point = { series: seriesIndex, index: dataIndex };
      queueMicrotask(() => this.#choosePoint(point, ctrlKey || metaKey || shiftKey));
    });
    chart.getZr().on("click", ({ target }) => {
      // The chart's own listeners come before this one.
      if (!isMark && !target && this.#element.dataset.selection === "points") this.#choose([]);
      isMark = false;
    });
    chart.on("brush", ({ command }) => command === "clear" && this.#choose([]));
    chart.on("brushEnd", ({ areas }) => this.#choose(this.#inside(areas[0]?.range)));
  }

  /** Marks in a box, in pixels of the chart. @param {[[number, number], [number, number]] | undefined} box */
  #inside(box) {
    if (!box) return [];
    const [[left, right], [top, bottom]] = box;
    /** @type {Point[]} */
    const points = [];
    for (const series of this.#chart?.getModel().getSeries() ?? []) {
      const data = series.getData();
      /** Those of a line stand one behind the other. @type {number[] | undefined} */
      const line = data.getLayout("points");
      for (let i = 0; i < data.count(); i++) {
        const place = middleOf(data.getItemLayout(i) ?? line?.slice(2 * i, 2 * i + 2));
        if (!place) continue;
        const [x, y] = place;
        if (x >= left && x <= right && y >= top && y <= bottom) {
          points.push({ series: series.seriesIndex, index: data.getRawIndex(i) });
        }
      }
    }
    return points;
  }

  // ── Keys ───────────────────────────────────────────────────────────────────────────────────────

  /** @param {KeyboardEvent} event */
  #key(event) {
    const chart = this.#chart;
    if (!chart) return;
    const all = chart.getModel().getSeries().filter((series) => series.getData().count() > 0);
    const { series, index } = this.#at ?? { series: 0, index: -1 };
    const count = (/** @type {number} */ at) => all[at]?.getData().count() ?? 0;
    const to = {
      ArrowRight: { series, index: Math.min(count(series) - 1, index + 1) },
      ArrowLeft: { series, index: Math.max(0, index - 1) },
      ArrowDown: { series: Math.min(all.length - 1, series + 1), index: Math.max(0, index) },
      ArrowUp: { series: Math.max(0, series - 1), index: Math.max(0, index) },
      Home: { series, index: 0 },
      End: { series, index: count(series) - 1 },
    }[event.key];
    const here = this.#at && all[this.#at.series];
    if (to && all.length > 0) {
      event.preventDefault();
      this.#tell({ series: to.series, index: Math.min(to.index, count(to.series) - 1) });
    } else if (event.key === "Escape") {
      chart.dispatchAction({ type: "hideTip" });
    } else if ((event.key === "Enter" || event.key === " ") && here && this.#field) {
      event.preventDefault();
      const point = { series: here.seriesIndex, index: here.getData().getRawIndex(index) };
      this.#choosePoint(point, event.ctrlKey || event.metaKey || event.shiftKey);
    }
  }

  /** Leads to a mark. @param {{ series: number, index: number }} place */
  #tell(place) {
    const chart = this.#chart;
    const series = chart?.getModel().getSeries().filter((one) =>
      one.getData().count() > 0
    )[place.series];
    if (!chart || !series) return;
    this.#at = place;
    const data = series.getData();
    const dataIndex = data.getRawIndex(place.index);
    chart.dispatchAction({ type: "downplay" });
    chart.dispatchAction({ type: "highlight", seriesIndex: series.seriesIndex, dataIndex });
    chart.dispatchAction({ type: "showTip", seriesIndex: series.seriesIndex, dataIndex });
    const value = series.getRawValue(place.index);
    say(
      [series.name, data.getName(place.index), [value].flat().join(", ")].filter(Boolean).join(
        ", ",
      ),
    );
  }
}

/** An option without its data. @param {Option} option */
function shapeOf(option) {
  return JSON.stringify(
    option,
    (name, value) => name === "data" || name === "source" ? null : value,
  );
}

/** Where a mark lies: a point, a bar, a slice. @param {any} layout @returns {[number, number] | null} */
function middleOf(layout) {
  if (layout?.length === 2) return [layout[0], layout[1]];
  if (typeof layout?.width === "number") {
    return [layout.x + layout.width / 2, layout.y + layout.height / 2];
  }
  if (typeof layout?.r !== "number") return null;
  const angle = (layout.startAngle + layout.endAngle) / 2;
  const far = (layout.r0 + layout.r) / 2;
  return [layout.cx + Math.cos(angle) * far, layout.cy + Math.sin(angle) * far];
}

/** @type {import("./kit.d.ts").Start} */
export default (kit) => {
  /** @type {Map<Element, LiveChart>} */
  const charts = new Map();
  const show = () => {
    for (const [element, chart] of charts) {
      if (element.isConnected) continue;
      chart.leave();
      charts.delete(element);
    }
    for (const element of document.querySelectorAll("eddy-echarts")) {
      let chart = charts.get(element);
      if (!chart) {
        chart = new LiveChart(/** @type {HTMLElement} */ (element), kit);
        charts.set(element, chart);
      }
      chart.refresh();
    }
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  return show;
};
