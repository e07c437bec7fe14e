import { draw } from "../draw.ts";
import { columnsOf } from "../rows.ts";
import type { Columns, Rows } from "../rows.ts";

/** Points on a map. */
export interface MapElement {
  readonly kind: "map";
  readonly points: readonly MapPoint[];
  /** Address of tiles; null for a plain ground. */
  readonly tiles: string | null;
  /** Whose tiles they are, as Markdown. */
  readonly attribution: string | null;
  readonly zoom: number | null;
  readonly height: number;
  /** What it shows, for those who cannot see it; null for a sentence made from the points. */
  readonly alt: string | null;
}

/** One point of a map. */
export interface MapPoint {
  readonly latitude: number;
  readonly longitude: number;
  /** As `#rrggbb`; a number is a place in the theme's colours for charts. */
  readonly color: string | number;
  /** What its colour stands for; null where it stands for nothing. */
  readonly group: string | null;
  /** Diameter in pixels. */
  readonly size: number;
  /** What is told of it; null for where it is. */
  readonly label: string | null;
}

/** Options of {@linkcode map}. */
export interface MapOptions {
  /** Column of degrees north. Default: `latitude` or `lat`, in any letters. */
  latitude?: string;
  /** Column of degrees east. Default: `longitude`, `lon` or `lng`, in any letters. */
  longitude?: string;
  /** Column that tells points apart by colours, or a colour such as `"#0a7"`. */
  color?: string;
  /** Column that the area of circles stands for, or their diameter in pixels. Default: 12. */
  size?: string | number;
  /** Column of what is told of a point when it is pointed at. Default: where it is. */
  label?: string;
  /**
   * Where pictures of the ground come from, as `"https://tile.openstreetmap.org/{z}/{x}/{y}.png"`: at an
   * `https:` address, or at a path of the app's own. Default: a plain ground, and nothing is asked of
   * anybody. Mind the terms of whoever serves them.
   */
  tiles?: string;
  /** Whose pictures they are, as Markdown; stands below the map. */
  attribution?: string;
  /** How near the map is looked at first, from 0, the world, to 20, a house. Default: as the points need. */
  zoom?: number;
  /** In pixels. Default: 400. */
  height?: number;
  /** What the map shows, for those who cannot see it. Default: the number of its points. */
  alt?: string;
}

const LATITUDES = ["latitude", "lat"];
const LONGITUDES = ["longitude", "lon", "lng"];
const HEX_COLOR = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
const MOST_COLORS = 8;
const MOST_POINTS = 10_000;
const SIZE = 12;
const [LEAST_SIZE, LARGEST_SIZE] = [6, 40];

/**
 * Draws points on a map, which can be moved and looked at from nearer. Rows that have no place are left
 * out; of more than 10,000, a sample is drawn.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const shops = [
 *     { name: "Vienna", lat: 48.2, lon: 16.37, orders: 120 },
 *     { name: "Graz", lat: 47.07, lon: 15.44, orders: 31 },
 *   ];
 *   st.map(shops, {
 *     label: "name",
 *     size: "orders",
 *     tiles: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
 *     attribution: "© [OpenStreetMap](https://www.openstreetmap.org/copyright) contributors",
 *   });
 * });
 * ```
 *
 * @throws {RangeError} If a column is not there, a place is not on the globe, or an option out of bounds.
 * @throws {TypeError} If the rows are not all of one shape, or a place is no number.
 */
export function map(data: Rows, options: MapOptions = {}): void {
  const { tiles = null, attribution = null, zoom = null, height = 400, alt = null } = options;
  if (tiles !== null) checkTiles(tiles);
  if (zoom !== null && !(zoom >= 0 && zoom <= 20)) {
    throw new RangeError(`Cannot draw map: zoom must be from 0 to 20: received ${zoom}`);
  }
  if (!(height > 0)) {
    throw new RangeError(`Cannot draw map: height must be above 0: received ${height}`);
  }
  const points = pointsOf(columnsOf(data), options);
  draw("map()", { kind: "map", points, tiles, attribution, zoom, height, alt });
}

/** The content security policy lets pictures come from these only. */
function checkTiles(tiles: string): void {
  const lacking = ["{z}", "{x}", "{y}"].filter((part) => !tiles.includes(part));
  if (lacking.length > 0) {
    throw new RangeError(
      `Cannot draw map: tiles must have {z}, {x} and {y} in their address: received "${tiles}"`,
    );
  }
  if (!/^(?:https:\/\/|\/(?![/\\]))/.test(tiles)) {
    throw new RangeError(
      `Cannot draw map: tiles must be at an https: address or at a path of the app: received "${tiles}"`,
    );
  }
}

function pointsOf(data: Columns, options: MapOptions): MapPoint[] {
  if (data.rows.length === 0) return [];
  const latitude = columnFor(data, "latitude", options.latitude, LATITUDES);
  const longitude = columnFor(data, "longitude", options.longitude, LONGITUDES);
  const label = options.label === undefined ? null : named(data, options.label);
  const colorOf = colorsOf(data, options.color);
  const sizeOf = sizesOf(data, options.size ?? SIZE);
  const points: MapPoint[] = [];
  // Of very many, a sample is as good to look at.
  const every = Math.ceil(data.rows.length / MOST_POINTS);
  for (const [i, row] of data.rows.entries()) {
    if (i % every !== 0) continue;
    if (isMissing(row[latitude]) || isMissing(row[longitude])) continue;
    const said = label === null ? null : row[label];
    points.push({
      latitude: degrees(row[latitude], 90, `latitude in row ${i}`),
      longitude: degrees(row[longitude], 180, `longitude in row ${i}`),
      ...colorOf(row),
      size: sizeOf(row, i),
      label: isMissing(said) ? null : String(said),
    });
  }
  return points;
}

function columnFor(
  data: Columns,
  what: string,
  name: string | undefined,
  usual: readonly string[],
): number {
  if (name !== undefined) return named(data, name);
  const found = data.names.findIndex((one) => usual.includes(one.toLowerCase()));
  if (found !== -1) return found;
  throw new RangeError(
    `Cannot draw map: a column must be named ${usual.join(" or ")}, or by the option ${what}: ` +
      `received ${quoted(data)}`,
  );
}

function named(data: Columns, name: string): number {
  const index = data.names.indexOf(name);
  if (index !== -1) return index;
  throw new RangeError(`Cannot draw map: column "${name}" must be one of ${quoted(data)}`);
}

function degrees(cell: unknown, most: number, what: string): number {
  const number = typeof cell === "bigint" ? Number(cell) : cell;
  if (typeof number !== "number") {
    throw new TypeError(`Cannot draw map: ${what} must be a number: received "${cell}"`);
  }
  if (Math.abs(number) <= most) return number;
  throw new RangeError(
    `Cannot draw map: ${what} must be from -${most} to ${most}: received ${number}`,
  );
}

/** By a colour for all, by colours in the cells, or by the theme's colours for what they say. */
function colorsOf(
  data: Columns,
  color: string | undefined,
): (row: readonly unknown[]) => Pick<MapPoint, "color" | "group"> {
  if (color === undefined) return () => ({ color: 0, group: null });
  if (HEX_COLOR.test(color) && !data.names.includes(color)) return () => ({ color, group: null });
  const index = named(data, color);
  const known = new Map<string, number>();
  return (row) => {
    const cell = row[index];
    if (typeof cell === "string" && HEX_COLOR.test(cell)) return { color: cell, group: null };
    const group = isMissing(cell) ? "" : String(cell);
    if (!known.has(group)) known.set(group, known.size % MOST_COLORS);
    return { color: known.get(group)!, group };
  };
}

function sizesOf(
  data: Columns,
  size: string | number,
): (row: readonly unknown[], i: number) => number {
  if (typeof size === "number") {
    if (size > 0) return () => size;
    throw new RangeError(`Cannot draw map: size must be above 0: received ${size}`);
  }
  const index = named(data, size);
  const numbers = data.rows.map((row) => isMissing(row[index]) ? 0 : Number(row[index]));
  const odd = numbers.findIndex((number) => !(number >= 0));
  if (odd !== -1) {
    throw new RangeError(
      `Cannot draw map: size in row ${odd} must be a number from 0: received "${
        data.rows[odd]![index]
      }"`,
    );
  }
  const most = numbers.reduce((most, number) => Math.max(most, number), 0) || 1;
  return (_row, i) =>
    Math.max(LEAST_SIZE, Math.round(LARGEST_SIZE * Math.sqrt(numbers[i]! / most)));
}

function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell);
}

function quoted({ names }: Columns): string {
  return names.length === 0 ? "no columns" : names.map((name) => `"${name}"`).join(", ");
}
