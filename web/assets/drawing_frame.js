// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Drawings that are made in frames, by pages of their own: what diagrams and charts of Plotly share. */
import { showFailure } from "./failure.js";

/**
 * What a frame says: that it can be asked, and what came of it.
 * @typedef {{ kind: "ready" } | { kind: "drawn", height?: number } | { kind: "failed", message: string }} Answer
 */

/** A frame that asks for its page where somebody is about to see it: what draws is large. @param {string} address */
function newFrame(address) {
  const frame = document.createElement("iframe");
  frame.className = "diagram-frame";
  frame.loading = "lazy";
  frame.src = address;
  // All that it needs: its scripts from here, and links beside the page.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups");
  return frame;
}

/** What draws one element in a frame of its own; what is asked of the frame, each kind says. */
export class Drawing {
  #what;
  #place;
  #isReady = false;
  /** What the frame was asked to draw last. */
  #asked = "";

  /**
   * @param {string} what as "chart": what could not be drawn @param {HTMLElement} element
   * @param {Element} place where the frame stands, and what went wrong in it
   */
  constructor(what, element, place) {
    this.#what = what;
    this.element = element;
    this.frame = newFrame(element.dataset.frame ?? "");
    this.#place = place;
    place.append(this.frame);
    // In a tab that is closed, nothing can be measured: it is drawn when it is opened.
    new ResizeObserver(() => this.refresh()).observe(this.frame);
  }

  /** What the frame is to draw, and how. @returns {object} */
  wish() {
    return {};
  }

  /** Brings it up to date with its element and the page's colours. */
  refresh() {
    this.frame.title = this.element.dataset.title ?? "";
    // The colours are dear to ask for.
    if (!this.#isReady || this.frame.clientWidth === 0) return;
    const wish = this.wish();
    const text = JSON.stringify(wish);
    if (text === this.#asked) return;
    this.#asked = text;
    this.frame.contentWindow?.postMessage(wish, location.origin);
  }

  /** @param {Answer} answer */
  hear(answer) {
    if (answer.kind === "ready") {
      this.#isReady = true;
      return this.refresh();
    }
    this.#place.querySelector(".alert")?.remove();
    this.element.toggleAttribute("data-ready", true);
    if (answer.kind === "failed") {
      showFailure(this.#place, `Cannot draw ${this.#what}`, answer.message);
    }
  }
}

/**
 * Makes what draws for each element of a name, as they come; answers what brings all of them up to date. Frames
 * are heard, and nobody else.
 * @param {string} name @param {(element: HTMLElement) => Drawing} make
 */
export function followFrames(name, make) {
  /** @type {Map<Element, Drawing>} */
  const drawings = new Map();
  const show = () => {
    for (const element of drawings.keys()) if (!element.isConnected) drawings.delete(element);
    for (const element of document.querySelectorAll(name)) {
      let drawing = drawings.get(element);
      if (!drawing) {
        drawing = make(/** @type {HTMLElement} */ (element));
        drawings.set(element, drawing);
      }
      drawing.refresh();
    }
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (origin !== location.origin || source === null) return;
    for (const drawing of drawings.values()) {
      if (drawing.frame.contentWindow === source) drawing.hear(data);
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  return show;
}
