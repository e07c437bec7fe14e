// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Diagrams: each is drawn in a frame of its own, in the page's colours, and says how high it got. */
import { followFrames, newFrame, showFailure } from "../drawing_frame.js";
import { colorsNear } from "../page_colors.js";

/** The page's colours that a diagram is drawn in. */
const COLORS = [
  ...["background", "surface", "border-strong", "text", "text-muted"],
  ...Array.from({ length: 8 }, (_, i) => `chart-${i + 1}`),
];

/** One diagram of the page. */
class Diagram {
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
    frame.height = "0";
    element.lastElementChild?.append(frame);
    // In a tab that is closed, nothing can be measured: it is drawn when it is opened.
    new ResizeObserver(() => this.refresh()).observe(frame);
  }

  get frame() {
    return this.#frame;
  }

  /** Brings it up to date with its text and the page's colours. */
  refresh() {
    const element = this.#element;
    this.#frame.title = element.dataset.title ?? "";
    // The colours are dear to ask for.
    if (!this.#isReady || this.#frame.clientWidth === 0) return;
    const source = element.querySelector(".diagram-source")?.textContent ?? "";
    const wish = { source, ...colorsNear(element, COLORS) };
    const text = JSON.stringify(wish);
    if (text === this.#asked) return;
    this.#asked = text;
    this.#frame.contentWindow?.postMessage(wish, location.origin);
  }

  /** @param {{ kind: "ready" } | { kind: "drawn", height: number } | { kind: "failed", message: string }} answer */
  hear(answer) {
    const element = this.#element;
    if (answer.kind === "ready") {
      this.#isReady = true;
      return this.refresh();
    }
    const place = /** @type {Element} */ (element.lastElementChild);
    place.querySelector(".alert")?.remove();
    const isDrawn = answer.kind === "drawn";
    element.toggleAttribute("data-ready", true);
    this.#frame.toggleAttribute("data-drawn", isDrawn);
    this.#frame.height = isDrawn ? element.dataset.height ?? `${answer.height}` : "0";
    if (isDrawn) return;
    showFailure(place, "Cannot draw diagram", answer.message);
  }
}

/** @type {import("./kit.d.ts").Start} */
export default () => followFrames("eddy-diagram", (element) => new Diagram(element));
