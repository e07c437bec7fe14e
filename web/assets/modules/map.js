// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Maps under the pointer, the finger and the keyboard, by Leaflet, which stands before this in the file. */
import { hideTip, showTip } from "../tip.js";
/** @typedef {import("./leaflet.d.ts").LeafletMap} LeafletMap */
/** @typedef {[latitude: number, longitude: number, color: string | number, size: number, label?: string | null, group?: string]} Point */
/** @typedef {{ tiles: string | null, zoom: number | null, height: number, alt: string, points: Point[] }} Source */

const leaflet =
  /** @type {{ leaflet: import("./leaflet.d.ts").Leaflet }} */ (/** @type {unknown} */ (globalThis))
    .leaflet;
/** Nearer than that one point alone is not looked at by itself. */
const NEAREST = 13;

/** One map of the page. */
class PointMap {
  /** @type {HTMLElement} */
  #element;
  /** @type {LeafletMap} */
  #map;
  #points = leaflet.layerGroup();
  /** @type {import("./leaflet.d.ts").Layer | null} */
  #ground = null;
  /** What it was drawn from. */
  #text = "";
  /** @type {Source} */
  #source = { tiles: null, zoom: null, height: 0, alt: "", points: [] };
  /** Whether somebody has chosen what to look at. */
  #isMoved = false;
  #sizes = new ResizeObserver(() => this.#resize());

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    this.#read();
    const { ground } = this;
    ground.replaceChildren();
    ground.style.height = `${this.#source.height}px`;
    this.#map = leaflet.map(ground, {
      attributionControl: false,
      // A finger scrolls the page, two move the map; a wheel scrolls, with the control key it zooms.
      dragging: !leaflet.Browser.mobile,
      scrollWheelZoom: false,
      zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      maxZoom: 20,
      worldCopyJump: true,
    });
    ground.setAttribute("role", "region");
    this.#look();
    this.#points.addTo(this.#map);
    this.#draw();
    for (const type of ["pointerdown", "keydown", "wheel"]) {
      ground.addEventListener(type, () => this.#isMoved = true, { passive: true });
    }
    ground.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.#sizes.observe(ground);
  }

  get ground() {
    return /** @type {HTMLElement} */ (this.#element.querySelector(".map-ground"));
  }

  /** Brings it up to date with its points. */
  refresh() {
    if (!this.#read()) return;
    this.ground.style.height = `${this.#source.height}px`;
    if (!this.#isMoved) this.#look();
    this.#draw();
  }

  leave() {
    this.#sizes.disconnect();
    this.#map.remove();
  }

  /** Whether there was something new. */
  #read() {
    const text = this.#element.dataset.map ?? "";
    if (text === this.#text) return false;
    this.#text = text;
    this.#source = JSON.parse(text);
    return true;
  }

  /** Looks at all of its points. */
  #look() {
    const { points, zoom } = this.#source;
    const places = points.map((
      [latitude, longitude],
    ) => /** @type {[number, number]} */ ([latitude, longitude]));
    const still = { animate: false };
    if (places.length === 0) return this.#map.setView([0, 0], zoom ?? 1, still);
    this.#map.fitBounds(places, { ...still, padding: [32, 32], maxZoom: zoom ?? NEAREST });
    if (zoom === null) return;
    const middle = (/** @type {0 | 1} */ i) => {
      const all = places.map((place) => place[i]);
      return (Math.min(...all) + Math.max(...all)) / 2;
    };
    this.#map.setView([middle(0), middle(1)], zoom, still);
  }

  #draw() {
    const { points, tiles, alt } = this.#source;
    this.ground.setAttribute("aria-label", alt);
    this.#ground?.remove();
    this.#ground = tiles === null ? null : leaflet.tileLayer(tiles, {
      maxNativeZoom: 19,
      maxZoom: 20,
      // Who serves tiles wants to know who asks, and is told no more than the site.
      referrerPolicy: "strict-origin-when-cross-origin",
    }).addTo(this.#map);
    this.#points.clearLayers();
    for (const [latitude, longitude, color, size, label, group] of points) {
      const paint = typeof color === "number" ? `var(--eddy-chart-${color + 1})` : color;
      const words = [{ color: null, name: `${latitude}, ${longitude}`, text: "" }];
      const kind = group === undefined ? [] : [{ color: paint, name: group, text: "" }];
      const content = { title: label ?? "", words: [...kind, ...words] };
      const tell = (/** @type {{ originalEvent: MouseEvent }} */ { originalEvent }) =>
        showTip(content, originalEvent);
      leaflet.circleMarker([latitude, longitude], {
        radius: size / 2,
        // As attributes, these stay the theme's when it changes.
        fillColor: paint,
        color: "var(--eddy-background)",
        weight: 1.5,
        fillOpacity: 0.75,
      }).on({ mouseover: tell, mousemove: tell, click: tell, mouseout: hideTip })
        .addTo(this.#points);
    }
    this.#element.toggleAttribute("data-ready", true);
  }

  #resize() {
    this.#map.invalidateSize({ animate: false });
    if (!this.#isMoved) this.#look();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const at = this.#map.mouseEventToContainerPoint(event);
    this.#map.setZoomAround(at, this.#map.getZoom() + (event.deltaY < 0 ? 1 : -1));
  }
}

/** @type {import("./kit.d.ts").Start} */
export default () => {
  /** @type {Map<Element, PointMap>} */
  const maps = new Map();
  return () => {
    for (const [element, map] of maps) {
      if (element.isConnected) continue;
      map.leave();
      maps.delete(element);
    }
    for (const element of document.querySelectorAll("eddy-map")) {
      const known = maps.get(element);
      if (known) known.refresh();
      else maps.set(element, new PointMap(/** @type {HTMLElement} */ (element)));
    }
  };
};
