// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Charts of Plotly: each is drawn in a frame of its own, in the page's colours, and says what is chosen of it. */
import { followFrames, newFrame, showFailure } from "../drawing_frame.js";
import { colorsNear, isDark } from "../page_colors.js";
/** @typedef {{ series: number, index: number, name?: string }} Point */
/** @typedef {{ kind: "ready" } | { kind: "drawn" } | { kind: "failed", message: string } | { kind: "chosen", points: Point[] }} Answer */

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
class Plot {
  /** @type {HTMLElement} */
  #element;
  #frame;
  #isReady = false;
  /** What it was asked to draw last. */
  #asked = "";

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    const frame = newFrame(element.dataset.frame ?? "");
    this.#frame = frame;
    frame.height = element.dataset.height ?? "";
    element.firstElementChild?.replaceChildren(frame);
    // In a tab that is closed, nothing can be measured: it is drawn when it is opened.
    new ResizeObserver(() => this.refresh()).observe(frame);
  }

  get frame() {
    return this.#frame;
  }

  /** The field that bears what is chosen; none if nothing can be. @returns {HTMLInputElement | null} */
  get #field() {
    const around = this.#element.parentElement;
    return around?.matches(".chart-field") ? around.querySelector("input") : null;
  }

  /** Brings it up to date with its figure, what is chosen, and the page's colours. */
  refresh() {
    const { title = "", height = "", figure = "{}", theme, selection } = this.#element.dataset;
    this.#frame.title = title;
    this.#frame.height = height;
    // The colours are dear to ask for.
    if (!this.#isReady || this.#frame.clientWidth === 0) return;
    const { colors, font } = colorsNear(this.#element, LOOK);
    const chosen = JSON.parse(this.#field?.value || '{"points":[]}').points;
    const wish = {
      ...{ figure, theme, selection: selection ?? null, chosen, height: Number(height) },
      width: this.#frame.clientWidth,
      ...{
        colors,
        font,
        dark: isDark(colors),
        ground: groundOf(this.#element, colors.background),
        title,
      },
    };
    const text = JSON.stringify(wish);
    if (text === this.#asked) return;
    this.#asked = text;
    this.#frame.contentWindow?.postMessage(wish, location.origin);
  }

  /** @param {Answer} answer */
  hear(answer) {
    if (answer.kind === "chosen") return this.#choose(answer.points);
    if (answer.kind === "ready") {
      this.#isReady = true;
      return this.refresh();
    }
    const place = /** @type {Element} */ (this.#element.firstElementChild);
    place.querySelector(".alert")?.remove();
    this.#element.toggleAttribute("data-ready", true);
    this.#frame.hidden = answer.kind === "failed";
    if (answer.kind === "failed") showFailure(place, "Cannot draw chart", answer.message);
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
