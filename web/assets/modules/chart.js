// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Charts under the pointer, the finger and the keyboard: what stands where, from nearer, in the width that
 * there is. The server's drawing stays as long as it fits; what does not is drawn anew, by the server's own
 * code and from the numbers that came along.
 */
import { chartMarkup } from "../chart_draw.js";
import {
  anchorOf,
  foundAt,
  foundBeside,
  foundPlace,
  hoverMarkup,
  onlyNearest,
  rowsOf,
  wordsOf,
} from "../chart_hover.js";
import { coordinatesOf, item, layoutOf } from "../chart_layout.js";
import { hideTip, say, showTip } from "../tip.js";
import { inSight, moved, picked, zoomed } from "../chart_zoom.js";
/** @typedef {import("../chart_layout.js").Layout} Layout */
/** @typedef {import("../chart_layout.js").Window} Window */
/** @typedef {import("../chart_hover.js").Found} Found */

/** A drag is no click from here on, in pixels. */
const DRAG = 5;
const STEP = 1.4;

/** One chart of the page. */
class Chart {
  /** @type {HTMLElement} */
  #element;
  /** What it was drawn from. */
  #source = "";
  /** @type {Layout} */
  #layout;
  /** What of it is looked at; null for all. @type {Window | null} */
  #shown = null;
  /** @type {Found | null} */
  #found = null;
  /** Where the pointer is, in pixels of the window. @type {{ x: number, y: number } | null} */
  #pointer = null;
  /** Pointers that are down, in pixels of the drawing. @type {Map<number, { start: [number, number], now: [number, number], drags: boolean }>} */
  #down = new Map();

  /** Rows that are shown as chosen. */
  #drawnChosen = "";

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    this.#drawnChosen = this.#chosen.join();
    this.#layout = this.#laidOut(this.#sizeOfServer());
    this.#listen();
  }

  get svg() {
    return /** @type {SVGSVGElement} */ (this.#element.querySelector(".plot"));
  }

  /** Brings it up to date with its numbers and its place. */
  refresh() {
    const { svg } = this;
    if (!svg) return;
    this.#element.toggleAttribute("data-ready", true);
    const source = this.#element.dataset.plot ?? "";
    const size = this.#sizeOfPlace();
    const isNew = source !== this.#source || this.#chosen.join() !== this.#drawnChosen;
    const isOurs = svg.hasAttribute("hx-morph-skip");
    if (isNew) this.#layout = this.#laidOut(size);
    const { width, height } = isOurs ? this.#layout : this.#sizeOfServer();
    const fits = Math.abs(width - size.width) <= 2 && height === size.height;
    if (size.width > 0 && (!fits || (isOurs && isNew) || (this.#shown && !isOurs))) {
      this.#layout = this.#laidOut(size);
      this.#draw();
    } else if (!isOurs) {
      this.#layout = this.#laidOut({ width, height });
    }
    // What was pointed at may be something else by now.
    if (this.#pointer) this.#point(this.#pointer);
    else if (this.#found) this.#show(foundPlace(this.#layout, this.#found.at), false);
  }

  /** @param {{ width: number, height: number }} size @returns {Layout} */
  #laidOut(size) {
    this.#source = this.#element.dataset.plot ?? "";
    const plot = JSON.parse(this.#source);
    const layout = layoutOf(plot, { ...size, shown: this.#shown });
    if (!this.#shown) return layout;
    // The part that was looked at may be gone.
    const { whole: { place: [low, high] } } = layout;
    const [from, to] = this.#shown.place;
    if (from < high && to > low) return layout;
    this.#shown = null;
    return layoutOf(plot, size);
  }

  #sizeOfServer() {
    const [, , width = 0, height = 0] = (this.svg.getAttribute("viewBox") ?? "").split(" ");
    return { width: Number(width), height: Number(height) };
  }

  #sizeOfPlace() {
    const wanted = this.svg.getAttribute("width") ?? "";
    const room = this.#element.clientWidth;
    const width = wanted.endsWith("%") ? room : Math.min(room, Number(wanted));
    return { width, height: Number(this.svg.getAttribute("height")) };
  }

  #draw() {
    const { svg } = this;
    const { width, height } = this.#layout;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    // The server's drawing does not fit: htmx is not to merge it in.
    svg.setAttribute("hx-morph-skip", "");
    svg.ariaLabel = this.#element.querySelector("caption")?.textContent ?? svg.ariaLabel;
    const chosen = this.#chosen;
    this.#drawnChosen = chosen.join();
    svg.innerHTML = chartMarkup(this.#layout, chosen.length ? new Set(chosen) : null) +
      (this.#shown ? this.#resetMarkup() : "");
    svg.toggleAttribute("data-zoomed", this.#shown !== null);
  }

  #resetMarkup() {
    const { left, top, width } = this.#layout.frame;
    const text = "Reset zoom";
    return `<g class="plot-reset" transform="translate(${left + width - 84} ${
      top + 4
    })"><rect width="80" height="24" rx="6"/><text x="40" y="16" font-size="12" text-anchor="middle">${text}</text></g>`;
  }

  /** Looks at another part. @param {Window | null} shown */
  #look(shown) {
    this.#shown = shown;
    this.#layout = this.#laidOut(this.#sizeOfPlace());
    this.#draw();
    this.#show(null);
  }

  // ── What stands there ──────────────────────────────────────────────────────────────────────────

  /** Pixels of the drawing for those of the window. @param {{ x: number, y: number }} at @returns {[number, number]} */
  #toDrawing({ x, y }) {
    const point = new DOMPoint(x, y).matrixTransform(this.svg.getScreenCTM()?.inverse());
    return [point.x, point.y];
  }

  /** @param {{ x: number, y: number }} at */
  #point(at) {
    this.#pointer = at;
    this.#show(foundAt(this.#layout, ...this.#toDrawing(at)), false);
  }

  /** Tells of something, or of nothing. @param {Found | null} found @param {boolean} [byKey] */
  #show(found, byKey = false) {
    const { svg } = this;
    const isSame = found !== null && found.at === this.#found?.at &&
      found.marks.length === 1 && found.marks[0]?.n === this.#found.marks[0]?.n;
    this.#found = found;
    svg.querySelector(".plot-hover")?.remove();
    if (found === null) return hideTip();
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    group.setAttribute("class", "plot-hover");
    group.innerHTML = hoverMarkup(this.#layout, found);
    // Bars stand before what shows which one is meant.
    const isBar = this.#layout.plot.kind === "bar";
    isBar ? svg.prepend(group) : svg.append(group);
    const content = wordsOf(this.#layout, found);
    if (byKey && !isSame) {
      const { title, words } = content;
      say([title, ...words.map(({ name, text }) => `${name} ${text}`)].join(", "));
    }
    const [x, y] = anchorOf(this.#layout, found);
    showTip(content, new DOMPoint(x, y).matrixTransform(svg.getScreenCTM() ?? undefined));
  }

  #leave() {
    this.#pointer = null;
    this.#show(null);
  }

  // ── What is chosen ─────────────────────────────────────────────────────────────────────────────

  /** The field that bears what is chosen; none if nothing can be. @returns {HTMLInputElement | null} */
  get #field() {
    const around = this.#element.parentElement;
    return around?.matches(".chart-field") ? around.querySelector("input") : null;
  }

  /** Rows that are chosen. @returns {number[]} */
  get #chosen() {
    const field = this.#field;
    return field ? JSON.parse(field.value).rows : [];
  }

  /** Chooses what is meant, or takes it back. @param {Found | null} found @param {boolean} more beside what is chosen */
  #choose(found, more) {
    const field = this.#field;
    if (!field || (!found && this.#chosen.length === 0)) return;
    const before = new Set(this.#chosen);
    const rows = found ? rowsOf(this.#layout, found) : [];
    const isBack = rows.every((row) => before.has(row)) && (more || before.size === rows.length);
    const chosen = new Set(more ? before : []);
    for (const row of rows) isBack ? chosen.delete(row) : chosen.add(row);
    field.value = JSON.stringify({ rows: [...chosen].sort((a, b) => a - b) });
    // As if somebody had written it there: the widget's value is what its field says.
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    this.#layout = this.#laidOut(this.#sizeOfPlace());
    this.#draw();
    if (found) this.#show(found);
  }

  // ── Hands ──────────────────────────────────────────────────────────────────────────────────────

  #listen() {
    const on = (/** @type {string} */ types, /** @type {(event: any) => void} */ act) => {
      for (const type of types.split(" ")) {
        this.#element.addEventListener(type, (event) => {
          // The table beside it is none of our business.
          if (/** @type {Element} */ (event.target).closest(".plot")) act(event);
        }, { passive: false });
      }
    };
    on("pointerdown", (event) => this.#press(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup pointercancel", (event) => this.#release(event));
    on("dblclick", () => this.#shown && this.#look(null));
    on("wheel", (event) => this.#wheel(event));
    on("keydown", (event) => this.#key(event));
    on("focusout", () => this.#leave());
    this.#element.addEventListener("pointerleave", ({ pointerType }) => {
      // A finger that was lifted left what it tapped on.
      if (pointerType !== "touch" && this.#down.size === 0) this.#leave();
    });
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) return;
    const reset = /** @type {Element} */ (event.target).closest(".plot-reset");
    if (reset) return this.#look(null);
    const start = this.#toDrawing(event);
    this.#down.set(event.pointerId, { start, now: start, drags: false });
    if (event.pointerType === "touch") this.#point(event);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const pointer = this.#down.get(event.pointerId);
    if (!pointer) return this.#point(event);
    const before = pointer.now;
    pointer.now = this.#toDrawing(event);
    const [right, down] = [pointer.now[0] - before[0], pointer.now[1] - before[1]];
    const [x, y] = pointer.start;
    if (!pointer.drags && Math.hypot(pointer.now[0] - x, pointer.now[1] - y) < DRAG) return;
    if (!pointer.drags) {
      pointer.drags = true;
      // Only now: a click is to reach what it is on.
      this.svg.setPointerCapture(event.pointerId);
    }
    this.#leave();
    if (this.#down.size > 1) return this.#pinch(event.pointerId, before);
    if (event.pointerType === "touch" || event.shiftKey) {
      if (this.#shown) this.#look(moved(this.#layout, right, down));
      pointer.now = this.#toDrawing(event);
      return;
    }
    this.#frame(picked(this.#layout, pointer.start, pointer.now).box);
  }

  /** Two fingers move apart, or nearer. @param {number} id of the one that moved @param {[number, number]} before */
  #pinch(id, before) {
    const [other] = [...this.#down].filter(([pointer]) => pointer !== id);
    const now = this.#down.get(id)?.now;
    if (!other || !now) return;
    const { now: fixed } = other[1];
    const distance = ([x, y] = now) => Math.max(1, Math.hypot(x - fixed[0], y - fixed[1]));
    this.#look(zoomed(this.#layout, distance(before) / distance(), ...fixed));
  }

  /** @param {PointerEvent} event */
  #release(event) {
    const pointer = this.#down.get(event.pointerId);
    this.#down.delete(event.pointerId);
    this.svg.querySelector(".plot-pick")?.remove();
    if (!pointer || event.type === "pointercancel") return;
    if (!pointer.drags) return this.#click(event);
    if (event.pointerType === "touch" || event.shiftKey || this.#down.size > 0) return;
    const { box, shown } = picked(this.#layout, pointer.start, pointer.now);
    if (Math.min(box.width, box.height) >= DRAG) this.#look(shown);
  }

  /** @param {PointerEvent} event */
  #click(event) {
    const at = this.#toDrawing(event);
    const found = foundAt(this.#layout, ...at);
    const one = found && onlyNearest(this.#layout, found, ...at);
    this.#choose(one, event.ctrlKey || event.metaKey || event.shiftKey);
  }

  /** Shows what is being picked. @param {{ x: number, y: number, width: number, height: number }} box */
  #frame(box) {
    let rect = this.svg.querySelector(".plot-pick");
    if (!rect) {
      rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.setAttribute("class", "plot-pick");
      this.svg.append(rect);
    }
    for (const [name, value] of Object.entries(box)) rect.setAttribute(name, String(value));
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const at = this.#toDrawing(event);
    // A pinch on a touchpad comes as a wheel with the control key; a wheel alone scrolls the page.
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#look(zoomed(this.#layout, Math.exp(event.deltaY * 0.004), ...at));
    } else if (this.#shown && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.#look(moved(this.#layout, -event.deltaX, 0));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { frame, plot } = this.#layout;
    const turned = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    const steps = { ...turned, PageDown: [10, 0], PageUp: [-10, 0] };
    const [x, y] = this.#found
      ? anchorOf(this.#layout, this.#found)
      : [frame.left + frame.width / 2, frame.top + frame.height / 2];
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (step && event.shiftKey && this.#shown) {
      const [right = 0, down = 0] = step;
      this.#look(moved(this.#layout, -right * frame.width / 8, -down * frame.height / 8));
    } else if (step) {
      let [along = 0, turn = 0] = step;
      if (plot.horizontal) [along, turn] = [along || turn, 0];
      if (turn && plot.kind !== "scatter") return;
      this.#step(foundBeside(this.#layout, this.#found, along, turn));
    } else if (event.key === "Home") {
      if (this.#shown) this.#look(null);
      this.#step(foundBeside(this.#layout, null, 1, 0));
    } else if (event.key === "End") {
      if (this.#shown) this.#look(null);
      this.#step(foundBeside(this.#layout, null, -1, 0));
    } else if ((event.key === "Enter" || event.key === " ") && this.#field && this.#found) {
      this.#choose(this.#found, true);
      say(this.#chosen.length ? `${this.#chosen.length} chosen` : "None chosen");
    } else if (event.key === "+" || event.key === "=") {
      this.#look(zoomed(this.#layout, 1 / STEP, x, y));
    } else if (event.key === "-") {
      this.#look(zoomed(this.#layout, STEP, x, y));
    } else if (event.key === "0" || event.key === "Escape") {
      if (event.key === "Escape" && this.#found) this.#leave();
      else if (this.#shown) this.#look(null);
      else return;
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Goes where the keys lead. @param {Found | null} found */
  #step(found) {
    this.#pointer = null;
    if (found && this.#shown) {
      const { plot } = this.#layout;
      this.#look(inSight(this.#layout, item(coordinatesOf(plot.places), found.at)));
    }
    this.#show(found, true);
  }
}

/** @type {import("./kit.d.ts").Start} */
export default () => {
  /** @type {WeakMap<Element, Chart>} */
  const charts = new WeakMap();
  const places = new ResizeObserver((entries) => {
    for (const { target } of entries) charts.get(target)?.refresh();
  });
  return () => {
    for (const element of document.querySelectorAll("eddy-chart")) {
      let chart = charts.get(element);
      if (!chart) {
        charts.set(element, chart = new Chart(/** @type {HTMLElement} */ (element)));
        places.observe(element);
      }
      chart.refresh();
    }
  };
};
