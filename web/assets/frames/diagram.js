// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * The page in a diagram's frame: draws what the page around it asks for, and says how high it got. Mermaid
 * is loaded before. Nobody else is heard: not another page, not another origin.
 */
/** @typedef {{ source: string, colors: Record<string, string>, font: string }} Wish */
/** @typedef {{ initialize(options: object): void, render(id: string, source: string): Promise<{ svg: string }> }} Mermaid */

(() => {
  const { mermaid } = /** @type {{ mermaid: Mermaid }} */ (/** @type {unknown} */ (globalThis));
  /** Letters are not to get smaller than this share of their size; a diagram is scrolled instead. */
  const SMALLEST = 0.85;
  const LEAST_GANTT = 640;
  /** What would begin a tag, which Mermaid would let into its labels: here it is text. Breaks are none. */
  const TAG = /(?<!<)<(?=[a-z!/])(?!br\s*\/?>)/gi;
  const place = /** @type {HTMLElement} */ (document.querySelector("main"));
  let drawings = 0;

  const say = (/** @type {object} */ answer) => parent.postMessage(answer, location.origin);

  /** How high it is, with the bar that it may be scrolled by. */
  const measure = () => {
    if (!place.firstElementChild) return;
    const bar = place.offsetHeight - place.clientHeight;
    say({ kind: "drawn", height: Math.ceil(place.scrollHeight + bar) });
  };

  /** Whether letters are lighter than what they stand on. @param {Record<string, string>} colors */
  const isDark = ({ background = "", text = "" }) => {
    const light = (/** @type {string} */ color) =>
      (color.match(/\d+/g) ?? []).reduce((sum, part) => sum + Number(part), 0);
    return light(text) > light(background);
  };

  /** Mermaid's names for the page's colours. @param {Record<string, string>} colors */
  const themed = (colors) => {
    const { background, surface, text } = colors;
    const border = colors["border-strong"];
    const charts = Array.from({ length: 8 }, (_, i) => [
      [`pie${i + 1}`, colors[`chart-${i + 1}`]],
      [`cScale${i}`, colors[`chart-${i + 1}`]],
      [`cScaleLabel${i}`, background],
      [`git${i}`, colors[`chart-${i + 1}`]],
      [`gitBranchLabel${i}`, background],
    ]);
    return {
      ...Object.fromEntries(charts.flat()),
      ...{ background, primaryColor: surface, secondaryColor: surface, tertiaryColor: surface },
      ...{ primaryTextColor: text, textColor: text, titleColor: text, noteTextColor: text },
      ...{ primaryBorderColor: border, noteBorderColor: border, noteBkgColor: surface },
      ...{ lineColor: colors["text-muted"], signalColor: colors["text-muted"] },
      ...{ edgeLabelBackground: background, rowOdd: background, rowEven: surface },
      ...{ pieStrokeColor: background, pieOuterStrokeColor: background, pieOpacity: "1" },
      ...{ pieSectionTextColor: background, pieTitleTextColor: text, pieLegendTextColor: text },
    };
  };

  /** @param {Wish} wish */
  const draw = async ({ source, colors, font }) => {
    const number = ++drawings;
    const dark = isDark(colors);
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      fontFamily: font,
      theme: "base",
      sequence: { messageFontSize: 14, noteFontSize: 14, actorFontSize: 14 },
      // Its days would run into each other.
      gantt: { useWidth: Math.max(LEAST_GANTT, innerWidth) },
      themeVariables: {
        darkMode: dark,
        fontFamily: font,
        fontSize: "14px",
        ...themed(colors),
      },
    });
    try {
      const { svg } = await mermaid.render(`diagram${number}`, source.replace(TAG, "#lt;"));
      if (number !== drawings) return;
      place.innerHTML = svg;
      const drawing = place.querySelector("svg");
      const width = drawing?.viewBox.baseVal.width ?? 0;
      if (drawing) drawing.style.minWidth = `${Math.round(width * SMALLEST)}px`;
      measure();
    } catch (error) {
      if (number !== drawings) return;
      place.replaceChildren();
      const message = error instanceof Error ? error.message : String(error);
      say({ kind: "failed", message: message.replaceAll("#lt;", "<") });
    }
  };

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== location.origin) return;
    // Others talk to frames, too: tools that check a page.
    if (typeof data?.source === "string" && data.colors) void draw(data);
  });
  new ResizeObserver(measure).observe(place);
  say({ kind: "ready" });
})();
