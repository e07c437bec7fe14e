/**
 * A map: first its points alone, as an SVG, which is all that is seen without JavaScript; then Leaflet takes
 * their place, with the ground below them.
 */
import type { MapElement, MapPoint } from "../../runtime/elements/map.ts";
import { attributes, escape } from "../escape.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";
import { MOST_ROWS, rowTable } from "../row_table.ts";

const WIDTH = 736;
const MARGIN = 40;
const MOST_GROUPS = 20;
/** A point alone is looked at from so near, in world widths. */
const NEAREST = 1 / 200;

export function renderMap(element: MapElement, links: Links): string {
  const { points, tiles, attribution, zoom, height } = element;
  const count = `${points.length} ${points.length === 1 ? "point" : "points"}`;
  const alt = element.alt ?? `Map of ${count}`;
  const data = points.map(({ latitude, longitude, color, size, label, group }) => [
    ...[rounded(latitude), rounded(longitude), color, size],
    ...(group !== null ? [label, group] : label !== null ? [label] : []),
  ]);
  const at = attributes({
    "data-module": links.module("map"),
    "data-map": JSON.stringify({ tiles, zoom, height, alt, points: data }),
  });
  const svg = attributes({
    viewBox: `0 0 ${WIDTH} ${height}`,
    width: "100%",
    height,
    preserveAspectRatio: "xMidYMid slice",
    role: "img",
    "aria-label": alt,
  });
  const below = attribution === null
    ? ""
    : `<figcaption>${markdownInline(attribution)}</figcaption>`;
  return `<figure class="map"><link rel="stylesheet" href="${escape(links.sheet("map"))}">` +
    `<eddy-map${at}><div class="map-ground" hx-morph-skip><svg${svg}>${circles(points, height)}` +
    `</svg></div></eddy-map>${tableOf(points, alt)}${legend(points)}${below}</figure>`;
}

/** A hundred-thousandth of a degree is a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/** Points as they lie on Mercator's map, all of them inside. */
function circles(points: readonly MapPoint[], height: number): string {
  const places = points.map(({ latitude, longitude }) => {
    const sine = Math.sin(Math.max(-85, Math.min(85, latitude)) * Math.PI / 180);
    return {
      x: longitude / 360 + 0.5,
      y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI),
    };
  });
  const [left, right] = span(places.map(({ x }) => x));
  const [top, bottom] = span(places.map(({ y }) => y));
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(NEAREST, right - left),
    Math.max(1, height - 2 * MARGIN) / Math.max(NEAREST, bottom - top),
  );
  return points.map(({ color, size }, i) =>
    `<circle${
      attributes({
        cx: Math.round(WIDTH / 2 + (places[i]!.x - (left + right) / 2) * scale),
        cy: Math.round(height / 2 + (places[i]!.y - (top + bottom) / 2) * scale),
        r: size / 2,
        fill: paintOf(color),
      })
    }/>`
  ).join("");
}

function paintOf(color: string | number): string {
  return typeof color === "number" ? `var(--eddy-chart-${color + 1})` : color;
}

/** What colours stand for, as long as that can be read at a glance. */
function legend(points: readonly MapPoint[]): string {
  const groups = new Map<string, string | number>();
  for (const { group, color } of points) if (group !== null) groups.set(group, color);
  if (groups.size === 0 || groups.size > MOST_GROUPS) return "";
  const entries = [...groups].map(([group, color]) =>
    `<li><svg width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="5"${
      attributes({ fill: paintOf(color) })
    }/></svg> ${escape(group)}</li>`
  );
  return `<ul class="map-legend">${entries.join("")}</ul>`;
}

function span(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0.5, 0.5];
  return [
    values.reduce((least, value) => Math.min(least, value)),
    values.reduce((most, value) => Math.max(most, value)),
  ];
}

function tableOf(points: readonly MapPoint[], caption: string): string {
  if (points.length === 0) return "";
  const isNamed = points.length <= MOST_ROWS && points.some(({ label }) => label !== null);
  const isGrouped = points.some(({ group }) => group !== null);
  const names = [
    ...(isNamed ? ["label"] : []),
    ...["latitude", "longitude"],
    ...(isGrouped ? ["group"] : []),
  ];
  const table = rowTable(points as unknown as Record<string, unknown>[], names, {
    caption,
    locale: "en-US",
  });
  return `<div class="collapsed">${table}</div>`;
}
