// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Drawings that the server made of something else than plain numbers: told of where somebody points,
 * magnified as a whole, chosen from. What can be told and chosen stands in the drawing itself.
 */
import { hideTip, say, showTip } from "../tip.js";
/** @typedef {import("./kit.d.ts").Kit} Kit */
/** @typedef {{ name: string, fields: string[] }} Param */
/** @typedef {{ channel: "x" | "y", field: string, type: string, domain: any[], range?: [number, number], starts?: number[], band?: number }} Axis */
/** @typedef {{ points: Record<string, Record<string, unknown>[]>, ranges: Record<string, Record<string, unknown[]>> }} Selection */

/** A drag is no click from here on, in pixels. */
const DRAG = 5;
const STEP = 1.4;
const NEAREST = 12;
/** What can be told of, or chosen. */
const TOLD = "[data-hint], [data-datum], :has(> title)";

/** One drawing of the page. */
class Drawing {
  /** @type {HTMLElement} */
  #element;
  /** @type {Kit} */
  #kit;
  /** How much nearer than the whole, and which part: its corner as a share of the whole. */
  #zoom = { factor: 1, x: 0, y: 0 };
  /** The whole, as the server drew it. @type {[number, number]} */
  #size = [0, 0];
  /** What is told of. @type {Element | null} */
  #told = null;
  /** Where it is told of, in pixels of the window; null beside it. @type {{ x: number, y: number } | null} */
  #toldPlace = null;
  /** Where a range began that is chosen by keys. @type {Element | null} */
  #anchor = null;
  /** Takes the zoom back. */
  #reset = Object.assign(document.createElement("button"), {
    type: "button",
    className: "secondary drawing-reset",
    textContent: "Reset zoom",
    onclick: () => {
      this.#look(1, 0, 0);
      this.svg?.focus();
    },
  });
  /** Pointers that are down, in pixels of the window. @type {Map<number, { x: number, y: number, startX: number, startY: number, drags: boolean, frame: SVGGraphicsElement | null }>} */
  #down = new Map();

  /** @param {HTMLElement} element @param {Kit} kit */
  constructor(element, kit) {
    this.#element = element;
    this.#kit = kit;
    this.#listen();
  }

  get svg() {
    return /** @type {SVGSVGElement | null} */ (this.#element.querySelector(".chart-svg"));
  }

  /** Brings it up to date with what the server has drawn. */
  refresh() {
    const { svg } = this;
    if (!svg) return;
    this.#element.toggleAttribute("data-ready", true);
    const box = svg.getAttribute("viewBox") ?? "";
    // The server's begins at the corner; ours is told by its zoom.
    if (box !== this.#viewBox) {
      const [, , width = 0, height = 0] = box.split(" ").map(Number);
      this.#size = [width, height];
      svg.setAttribute("viewBox", this.#viewBox);
    }
    const widget = this.#kit.widgetOf(this.#element);
    if (widget && !this.#kit.isEdited(widget)) svg.querySelector(".drawing-pick")?.remove();
    if (this.#told) this.#tell(this.#told.isConnected ? this.#told : null, this.#toldPlace);
    this.#showZoom();
  }

  /** What htmx has merged knows nothing of the zoom. */
  #showZoom() {
    const isNear = this.#zoom.factor > 1;
    this.svg?.toggleAttribute("data-zoomed", isNear);
    if (isNear !== this.#reset.isConnected) {
      isNear ? this.#element.append(this.#reset) : this.#reset.remove();
    }
  }

  get #viewBox() {
    const { factor, x, y } = this.#zoom;
    const [width, height] = this.#size;
    return `${x * width} ${y * height} ${width / factor} ${height / factor}`;
  }

  /**
   * Looks from nearer or further away; what is at the place, a share of what is shown, stays there.
   * @param {number} factor @param {number} right @param {number} down
   */
  #magnify(factor, right = 0.5, down = 0.5) {
    const { factor: before, x, y } = this.#zoom;
    const now = Math.min(NEAREST, Math.max(1, before * factor));
    this.#look(now, x + right / before - right / now, y + down / before - down / now);
  }

  /** @param {number} factor @param {number} x @param {number} y */
  #look(factor, x, y) {
    const inside = (/** @type {number} */ share) => Math.max(0, Math.min(1 - 1 / factor, share));
    this.#zoom = { factor, x: inside(x), y: inside(y) };
    this.svg?.setAttribute("viewBox", this.#viewBox);
    this.#showZoom();
    this.#tell(null);
  }

  // ── What stands there ──────────────────────────────────────────────────────────────────────────

  /** @param {EventTarget | null} target */
  #toldAt(target) {
    return target instanceof Element && this.svg?.contains(target) ? target.closest(TOLD) : null;
  }

  /** Tells of a mark, or of none. @param {Element | null} mark @param {{ x: number, y: number } | null} [at] @param {boolean} [byKey] */
  #tell(mark, at = null, byKey = false) {
    this.#told?.classList.remove("drawing-told");
    this.#told = mark;
    this.#toldPlace = at && { x: at.x, y: at.y };
    const hint = mark && hintOf(mark);
    if (!mark || !hint) return hideTip();
    mark.classList.add("drawing-told");
    const lines = hint.split("\n").map((line) => {
      const [, name = line, text = ""] = /^([^:]+): ([^]*)$/.exec(line) ?? [];
      return { color: null, name, text };
    });
    const { left, top, width, height } = mark.getBoundingClientRect();
    showTip({ title: "", words: lines }, at ?? { x: left + width / 2, y: top + height / 2 });
    if (byKey) say(hint.replaceAll("\n", ", "));
  }

  // ── What is chosen ─────────────────────────────────────────────────────────────────────────────

  /** The field that bears what is chosen; none if nothing can be. @returns {HTMLInputElement | null} */
  get #field() {
    const around = this.#element.parentElement;
    return around?.matches(".chart-field") ? around.querySelector("input") : null;
  }

  /** Changes what is chosen, if something can be. @param {(selection: Selection) => void} change */
  #choose(change) {
    const field = this.#field;
    if (!field) return;
    const selection = JSON.parse(field.value);
    change(selection);
    const value = JSON.stringify(selection);
    if (value === field.value) return;
    field.value = value;
    // As if somebody had written it there: the widget's value is what its field says.
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }

  /** Chooses a mark, or takes it back. @param {Element | null} mark @param {boolean} more beside what is chosen */
  #chooseMark(mark, more) {
    /** @type {Param[]} */
    const params = JSON.parse(this.#element.dataset.params ?? "[]");
    const datum = JSON.parse(mark?.closest("[data-datum]")?.getAttribute("data-datum") ?? "{}");
    this.#choose(({ points }) => {
      for (const { name, fields } of params) {
        const before = points[name] ?? [];
        const isIn = fields.length > 0 && fields.every((field) => field in datum);
        const point = Object.fromEntries(fields.map((field) => [field, datum[field]]));
        const text = JSON.stringify(point);
        const isSame = (/** @type {unknown} */ one) => JSON.stringify(one) === text;
        const isBack = before.some(isSame) && (more || before.length === 1);
        const rest = more ? before.filter((one) => !isSame(one)) : [];
        points[name] = isIn && !isBack ? [...rest, point] : rest;
      }
    });
  }

  /** Chooses what lies between two places in a frame; nothing if they are one. @param {SVGGraphicsElement} frame @param {DOMPoint} from @param {DOMPoint} to */
  #chooseRange(frame, from, to) {
    const brush = JSON.parse(frame.getAttribute("data-brush") ?? "{}");
    this.#choose(({ ranges }) => {
      const isNone = Math.hypot(to.x - from.x, to.y - from.y) < DRAG;
      ranges[brush.name] = isNone ? {} : Object.fromEntries(
        /** @type {Axis[]} */ (brush.axes).map((axis) => [
          axis.field,
          valuesBetween(axis, from[axis.channel], to[axis.channel]),
        ]),
      );
    });
  }

  /** Where a range can be dragged from. @param {number} x @param {number} y */
  #frameAt(x, y) {
    const frames = /** @type {NodeListOf<SVGGraphicsElement>} */ (
      this.#element.querySelectorAll(".drawing-frame")
    );
    return [...frames].find((frame) => {
      const { left, right, top, bottom } = frame.getBoundingClientRect();
      return x >= left && x <= right && y >= top && y <= bottom;
    }) ?? null;
  }

  /** Chooses what lies between two marks, with both of them. @param {Element} one @param {Element} other */
  #chooseBetween(one, other) {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const frame = this.#frameAt((b.left + b.right) / 2, (b.top + b.bottom) / 2);
    if (!frame) return;
    const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
    const [right, bottom] = [Math.max(a.right, b.right), Math.max(a.bottom, b.bottom)];
    this.#chooseRange(frame, toFrame(frame, left, top), toFrame(frame, right, bottom));
  }

  /** Marks in the order in which keys lead through them. @param {boolean} across */
  #marks(across) {
    const places = [...this.svg?.querySelectorAll(TOLD) ?? []].map((mark) => {
      const { left, top } = mark.getBoundingClientRect();
      return { mark, by: across ? [left, top] : [top, left] };
    });
    places.sort((a, b) => Number(a.by[0]) - Number(b.by[0]) || Number(a.by[1]) - Number(b.by[1]));
    return places.map(({ mark }) => mark);
  }

  /** Shows what is being picked, until the server shows it. @param {SVGGraphicsElement} frame @param {DOMPoint} from @param {DOMPoint} to */
  #pick(frame, from, to) {
    const { axes } = JSON.parse(frame.getAttribute("data-brush") ?? "{}");
    const has = (/** @type {string} */ channel) =>
      /** @type {Axis[]} */ (axes).some((axis) => axis.channel === channel);
    const { width, height } = frame.getBBox();
    const [x1, x2] = has("x") ? ordered(from.x, to.x, width) : [0, width];
    const [y1, y2] = has("y") ? ordered(from.y, to.y, height) : [0, height];
    let rect = this.svg?.querySelector(".drawing-pick");
    if (!rect) {
      rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.setAttribute("class", "plot-pick drawing-pick");
      frame.after(rect);
    }
    for (const [name, value] of Object.entries({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 })) {
      rect.setAttribute(name, String(value));
    }
  }

  // ── Hands ──────────────────────────────────────────────────────────────────────────────────────

  #listen() {
    const on = (/** @type {string} */ types, /** @type {(event: any) => void} */ act) => {
      for (const type of types.split(" ")) {
        this.#element.addEventListener(type, act, { passive: false });
      }
    };
    on("pointerdown", (event) => this.#press(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup pointercancel", (event) => this.#release(event));
    on("pointerleave", ({ pointerType }) => {
      if (pointerType !== "touch" && this.#down.size === 0) this.#tell(null);
    });
    on("focusout", () => this.#tell(null));
    on("dblclick", () => this.#zoom.factor > 1 && this.#look(1, 0, 0));
    on("wheel", (event) => this.#wheel(event));
    on("keydown", (event) => this.#key(event));
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0 || !this.svg?.contains(/** @type {Element} */ (event.target))) return;
    const { clientX: x, clientY: y, shiftKey } = event;
    // With the shift key, what is looked at is moved.
    const frame = shiftKey && this.#zoom.factor > 1 ? null : this.#frameAt(x, y);
    this.#down.set(event.pointerId, { x, y, startX: x, startY: y, drags: false, frame });
    if (event.pointerType === "touch") this.#tell(this.#toldAt(event.target), event);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const pointer = this.#down.get(event.pointerId);
    if (!pointer) return this.#tell(this.#toldAt(event.target), event);
    const { clientX, clientY } = event;
    const { x, y, startX, startY, frame } = pointer;
    if (!pointer.drags && Math.hypot(clientX - startX, clientY - startY) < DRAG) return;
    if (!pointer.drags) {
      pointer.drags = true;
      this.svg?.setPointerCapture(event.pointerId);
      this.#tell(null);
    }
    Object.assign(pointer, { x: clientX, y: clientY });
    const { width = 1, height = 1 } = this.svg?.getBoundingClientRect() ?? {};
    if (this.#down.size > 1) {
      const [other] = [...this.#down].filter(([id]) => id !== event.pointerId);
      if (!other) return;
      const far = (/** @type {number} */ toX, /** @type {number} */ toY) =>
        Math.max(1, Math.hypot(toX - other[1].x, toY - other[1].y));
      this.#magnify(far(clientX, clientY) / far(x, y), ...this.#shareOf(other[1]));
    } else if (frame) {
      this.#pick(frame, toFrame(frame, startX, startY), toFrame(frame, clientX, clientY));
    } else if (this.#zoom.factor > 1) {
      const { factor, x: left, y: top } = this.#zoom;
      this.#look(
        factor,
        left - (clientX - x) / width / factor,
        top - (clientY - y) / height / factor,
      );
    }
  }

  /** @param {PointerEvent} event */
  #release(event) {
    const pointer = this.#down.get(event.pointerId);
    this.#down.delete(event.pointerId);
    if (!pointer || event.type === "pointercancel" || this.#down.size > 0) return;
    const { frame, startX, startY, x, y, drags } = pointer;
    if (frame) this.#chooseRange(frame, toFrame(frame, startX, startY), toFrame(frame, x, y));
    if (drags) return;
    const { ctrlKey, metaKey, shiftKey } = event;
    this.#chooseMark(this.#toldAt(event.target), ctrlKey || metaKey || shiftKey);
  }

  /** A place in the window as a share of what is shown. @param {{ x: number, y: number }} place @returns {[number, number]} */
  #shareOf({ x, y }) {
    const { left = 0, top = 0, width = 1, height = 1 } = this.svg?.getBoundingClientRect() ?? {};
    return [(x - left) / width, (y - top) / height];
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    // A pinch on a touchpad comes as a wheel with the control key; a wheel alone scrolls the page.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#magnify(Math.exp(-event.deltaY * 0.004), ...this.#shareOf(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target !== this.svg) return;
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[/** @type {keyof typeof steps} */ (key)];
    const before = this.#told;
    if (step) {
      const marks = this.#marks(key === "ArrowRight" || key === "ArrowLeft");
      const at = before ? marks.indexOf(before) : -1;
      const next = at === -1 ? (step > 0 ? 0 : marks.length - 1) : at + step;
      const mark = marks[Math.max(0, Math.min(marks.length - 1, next))] ?? null;
      if (!event.shiftKey) this.#anchor = null;
      else this.#anchor ??= before;
      mark?.scrollIntoView({ block: "nearest", inline: "nearest" });
      this.#tell(mark, null, true);
      if (mark && this.#anchor?.isConnected) this.#chooseBetween(this.#anchor, mark);
    } else if ((key === "Enter" || key === " ") && this.#field && this.#told) {
      this.#chooseMark(this.#told, true);
    } else if (key === "+" || key === "=") {
      this.#magnify(STEP);
    } else if (key === "-") {
      this.#magnify(1 / STEP);
    } else if (key === "Escape" && this.#told) {
      this.#tell(null);
    } else if ((key === "0" || key === "Escape") && this.#zoom.factor > 1) {
      this.#look(1, 0, 0);
    } else {
      return;
    }
    event.preventDefault();
  }
}

/** What is told of a mark. Browsers show a title by themselves, and it would be shown twice. @param {Element} mark */
function hintOf(mark) {
  const title = mark.querySelector(":scope > title");
  if (title) {
    mark.setAttribute("data-hint", title.textContent ?? "");
    title.remove();
  }
  return mark.getAttribute("data-hint");
}

/** Pixels of a frame for those of the window. @param {SVGGraphicsElement} frame @param {number} x @param {number} y */
function toFrame(frame, x, y) {
  return new DOMPoint(x, y).matrixTransform(frame.getScreenCTM()?.inverse());
}

/** @param {number} a @param {number} b @param {number} most @returns {[number, number]} */
function ordered(a, b, most) {
  const inside = (/** @type {number} */ pixel) => Math.max(0, Math.min(most, pixel));
  return [inside(Math.min(a, b)), inside(Math.max(a, b))];
}

/** What an axis has between two pixels: the ends of a stretch, or the names in it. @param {Axis} axis @param {number} from @param {number} to @returns {unknown[]} */
function valuesBetween({ type, domain, range, starts, band = 0 }, from, to) {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  if (starts) {
    return domain.filter((_, i) => Number(starts[i]) + band > low && Number(starts[i]) < high);
  }
  const [begin = 0, end = 0] = range ?? [];
  const [first, last] = [Number(domain[0]), Number(domain.at(-1))];
  const values = [low, high].map((pixel) => {
    const share = Math.max(0, Math.min(1, (pixel - begin) / (end - begin || 1)));
    if (type === "log") return first * (last / first) ** share;
    if (type === "sqrt") {
      return (Math.sqrt(first) + share * (Math.sqrt(last) - Math.sqrt(first))) ** 2;
    }
    return first + share * (last - first);
  });
  return values.sort((a, b) => a - b);
}

/** @type {import("./kit.d.ts").Start} */
export default (kit) => {
  /** @type {WeakMap<Element, Drawing>} */
  const drawings = new WeakMap();
  return () => {
    for (const element of document.querySelectorAll("eddy-drawing")) {
      let drawing = drawings.get(element);
      if (!drawing) {
        drawing = new Drawing(/** @type {HTMLElement} */ (element), kit);
        drawings.set(element, drawing);
      }
      drawing.refresh();
    }
  };
};
