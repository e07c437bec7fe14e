// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Diagrams: each is drawn in a frame of its own, in the page's colours, and says how high it got. */
import { Drawing, followFrames } from "../drawing_frame.js";
import { colorsNear } from "../page_colors.js";

/** The page's colours that a diagram is drawn in. */
const COLORS = [
  ...["background", "surface", "border-strong", "text", "text-muted"],
  ...Array.from({ length: 8 }, (_, i) => `chart-${i + 1}`),
];

/** One diagram of the page. */
class Diagram extends Drawing {
  /** @param {HTMLElement} element */
  constructor(element) {
    super("diagram", element, /** @type {Element} */ (element.lastElementChild));
    this.frame.height = "0";
  }

  /** @override */
  wish() {
    const source = this.element.querySelector(".diagram-source")?.textContent ?? "";
    return { source, ...colorsNear(this.element, COLORS) };
  }

  /** @override @param {import("../drawing_frame.js").Answer} answer */
  hear(answer) {
    super.hear(answer);
    if (answer.kind === "ready") return;
    const isDrawn = answer.kind === "drawn";
    this.frame.toggleAttribute("data-drawn", isDrawn);
    this.frame.height = isDrawn ? this.element.dataset.height ?? `${answer.height}` : "0";
  }
}

/** @type {import("./kit.d.ts").Start} */
export default () => followFrames("eddy-diagram", (element) => new Diagram(element));
