// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Charts of Plotly: each is drawn in a frame of its own, in the page's colours, and says what is chosen of it. */
import { Drawing, followFrames } from "../drawing_frame.js";
import { colorsNear, isDark } from "../page_colors.js";
/** @typedef {{ series: number, index: number, name?: string }} Point */

/** The page's colours that a chart is drawn in. */
const LOOK = [
  ...["background", "raised", "border", "border-strong", "text", "text-muted", "accent"],
  ...Array.from({ length: 8 }, (_, i) => `chart-${i + 1}`),
];

/** What an element stands on: Plotly reckons with it. @param {Element} element @param {string} [page] */
function groundOf(element, page) {
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (/^rgb\(/.test(backgroundColor)) return backgroundColor;
  }
  return page;
}

/** One chart of the page. */
class Plot extends Drawing {
  /** @param {HTMLElement} element */
  constructor(element) {
    const place = /** @type {Element} */ (element.firstElementChild);
    place.replaceChildren();
    super("chart", element, place);
  }

  /** The field that bears what is chosen; none if nothing can be. @returns {HTMLInputElement | null} */
  get #field() {
    const around = this.element.parentElement;
    return around?.matches(".chart-field") ? around.querySelector("input") : null;
  }

  /** @override */
  refresh() {
    this.frame.height = this.element.dataset.height ?? "";
    super.refresh();
  }

  /** @override */
  wish() {
    const { title = "", height = "", figure = "{}", theme, selection } = this.element.dataset;
    const { colors, font } = colorsNear(this.element, LOOK);
    const chosen = JSON.parse(this.#field?.value || '{"points":[]}').points;
    return {
      ...{ figure, theme, selection: selection ?? null, chosen, title },
      ...{ height: Number(height), width: this.frame.clientWidth },
      ...{ colors, font, dark: isDark(colors) },
      ground: groundOf(this.element, colors.background),
    };
  }

  /** @override @param {import("../drawing_frame.js").Answer | { kind: "chosen", points: Point[] }} answer */
  hear(answer) {
    if (answer.kind === "chosen") return this.#choose(answer.points);
    super.hear(answer);
    if (answer.kind !== "ready") this.frame.hidden = answer.kind === "failed";
  }

  /** @param {Point[]} points */
  #choose(points) {
    const field = this.#field;
    if (!field) return;
    const places = (/** @type {Point[]} */ some) =>
      some.map(({ series, index }) => `${series} ${index}`).sort().join();
    if (places(JSON.parse(field.value).points) === places(points)) return;
    field.value = JSON.stringify({ points });
    // As if somebody had written it there: the widget's value is what its field says.
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/** @type {import("./kit.d.ts").Start} */
export default () => followFrames("eddy-plotly", (element) => new Plot(element));
