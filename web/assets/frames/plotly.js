// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * The page in the frame of a chart of Plotly: draws what the page around it asks for, and says what is chosen.
 * Plotly is loaded before. Nobody else is heard: not another page, not another origin.
 */
/** @typedef {{ series: number, index: number }} Point */
/** @typedef {{ figure: string, theme: string, selection: string | null, chosen: Point[], width: number, height: number, colors: Record<string, string>, ground: string, font: string, dark: boolean, title: string }} Wish */
/** @typedef {Record<string, any>} Part */
/** @typedef {HTMLElement & { on(type: string, act: (event: any) => void): void, data?: Part[] }} Place */
/** @typedef {{ react(place: Element, data: Part[], layout: Part, config: Part): Promise<unknown>, Plots: { resize(place: Element): unknown }, Fx: { hover(place: Element, points: Part[]): void, unhover(place: Element): void } }} Plotly */

(() => {
  const { Plotly } = /** @type {{ Plotly: Plotly }} */ (/** @type {unknown} */ (globalThis));
  const UNWANTED = ["toImage", "sendChartToCloud", "sendDataToCloud", "editInChartStudio"];
  const place = /** @type {Place} */ (/** @type {unknown} */ (document.createElement("div")));
  const main = /** @type {Element} */ (document.querySelector("main"));
  const spoken = Object.assign(document.createElement("p"), {
    role: "status",
    className: "spoken",
  });
  main.append(place, spoken);
  let drawings = 0;
  let isListening = false;
  /** @type {string | null} */
  let selection = null;
  /** What is chosen. @type {Point[]} */
  let chosen = [];
  /** Where keys have led. @type {Point | null} */
  let at = null;

  const say = (/** @type {object} */ answer) => parent.postMessage(answer, location.origin);

  /** The page's look, for what the figure leaves open. @param {Wish} wish */
  const templateOf = ({ colors, font, ground }) => {
    const axis = {
      ...{ gridcolor: colors.border, linecolor: colors.border, zerolinecolor: colors.border },
      ...{ tickcolor: colors.border, automargin: true },
    };
    return {
      layout: {
        ...{ paper_bgcolor: ground, plot_bgcolor: ground },
        colorway: Array.from({ length: 8 }, (_, i) => colors[`chart-${i + 1}`]),
        font: { color: colors["text-muted"], family: font, size: 12 },
        title: { font: { color: colors.text, size: 14 }, x: 0.01, xanchor: "left" },
        margin: { l: 48, r: 16, t: 48, b: 40 },
        ...{ xaxis: axis, yaxis: axis },
        polar: { bgcolor: ground, radialaxis: axis, angularaxis: axis },
        geo: { bgcolor: ground },
        hoverlabel: {
          ...{ bgcolor: colors.raised, bordercolor: colors["border-strong"] },
          font: { color: colors.text, family: font },
        },
        modebar: {
          bgcolor: ground,
          color: colors["text-muted"],
          activecolor: colors.accent,
        },
      },
    };
  };

  /** @param {Point[]} points */
  const choose = (points) => {
    chosen = points;
    say({ kind: "chosen", points });
  };

  const listen = () => {
    if (isListening) return;
    isListening = true;
    // A drag over the same place, a click and a double click all end here.
    place.on("plotly_selected", (event) => {
      if (selection === null || !event) return;
      const points = event.points.filter((/** @type {Part} */ { pointNumber }) =>
        Number.isInteger(pointNumber)
      );
      choose(points.map((/** @type {Part} */ { curveNumber, pointNumber }) => ({
        series: curveNumber,
        index: pointNumber,
      })));
    });
    place.on("plotly_deselect", () => selection !== null && choose([]));
  };

  /** @param {Wish} wish */
  const draw = async (wish) => {
    const number = ++drawings;
    const { figure, theme, width, height, dark, title } = wish;
    ({ selection, chosen } = wish);
    const { data, layout = {}, config = {} } = JSON.parse(figure);
    document.documentElement.style.colorScheme = dark && theme === "page" ? "dark" : "light";
    document.body.style.background = theme === "page" ? "" : "#fff";
    place.tabIndex = 0;
    place.role = "application";
    place.ariaLabel = title;
    const drags = { box: "select", lasso: "lasso" }[selection ?? ""];
    try {
      await Plotly.react(
        place,
        data.map((/** @type {Part} */ trace, /** @type {number} */ series) => {
          const selectedpoints = chosen.filter((one) => one.series === series)
            .map(({ index }) => index);
          return chosen.length > 0 ? { ...trace, selectedpoints } : trace;
        }),
        {
          ...(theme === "page" ? { template: templateOf(wish) } : {}),
          ...(selection === null ? {} : { clickmode: "event+select" }),
          ...(drags ? { dragmode: drags } : {}),
          // What its user looks at stays when new data come.
          uirevision: "same",
          ...layout,
          ...{ height, width, autosize: false },
        },
        {
          ...{ displaylogo: false, ...config },
          // Files cannot be saved from here; and data are sent to nobody, least by one press.
          ...{ plotlyServerURL: "", showSendToCloud: false, showEditInChartStudio: false },
          modeBarButtonsToRemove: [...UNWANTED, ...config.modeBarButtonsToRemove ?? []],
        },
      );
      if (number !== drawings) return;
      listen();
      say({ kind: "drawn" });
    } catch (error) {
      if (number !== drawings) return;
      say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };

  /** How many marks a trace has. @param {Part} trace */
  const countOf = ({ x, y, labels, values }) =>
    Math.max(...[x, y, labels, values].map((cells) => cells?.length ?? 0));

  place.addEventListener("keydown", (event) => {
    const traces = place.data ?? [];
    const { series, index } = at ?? { series: 0, index: -1 };
    const last = (/** @type {number} */ of) => countOf(traces[of] ?? {}) - 1;
    const to = {
      ArrowRight: { series, index: index + 1 },
      ArrowLeft: { series, index: index - 1 },
      ArrowDown: { series: Math.min(traces.length - 1, series + 1), index },
      ArrowUp: { series: Math.max(0, series - 1), index },
    }[event.key];
    if (to && last(to.series) >= 0) {
      event.preventDefault();
      at = { series: to.series, index: Math.max(0, Math.min(last(to.series), to.index)) };
      const { name, x, y, labels, values } = traces[at.series] ?? {};
      const words = [name, (labels ?? x)?.[at.index], (values ?? y)?.[at.index]];
      spoken.textContent = words.filter((word) => word !== undefined).join(", ");
      // Slices cannot be pointed at by their numbers.
      if (!labels) Plotly.Fx.hover(place, [{ curveNumber: at.series, pointNumber: at.index }]);
    } else if ((event.key === "Enter" || event.key === " ") && at && selection !== null) {
      event.preventDefault();
      const here = at;
      const isHere = (/** @type {Point} */ one) =>
        one.series === here.series && one.index === here.index;
      const rest = event.shiftKey ? chosen.filter((one) => !isHere(one)) : [];
      const isBack = chosen.some(isHere) && (event.shiftKey || chosen.length === 1);
      choose(isBack ? rest : [...rest, here]);
    } else if (event.key === "Escape") {
      Plotly.Fx.unhover(place);
    }
  });

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== location.origin) return;
    // Others talk to frames, too: tools that check a page.
    if (typeof data?.figure === "string" && data.colors) void draw(data);
  });
  say({ kind: "ready" });
})();
