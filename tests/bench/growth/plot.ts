/**
 * Draws a few lines over two axes, as SVG that is read on light and on dark ground: a picture in a
 * document cannot ask which one it stands on everywhere. Lines are named where they end.
 */
import { round } from "../figure.ts";

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
}

export interface Axis {
  readonly label: string;
  /** Equal steps stand for equal factors. Default: for equal amounts, from zero. */
  readonly logarithmic?: boolean;
  /** Where it has marks; from the first to the last of them. Default: round amounts. */
  readonly ticks?: readonly number[];
}

const SIZE = { width: 720, height: 340 };
const AREA = { left: 64, right: 560, top: 44, bottom: 284 };
/** Each with a contrast of 3 and more to white and to GitHub's dark grey; texts with 4 and more. */
const INK = "#757b83";
const COLOURS = ["#2f81f7", "#c4710c", "#8a63d2", "#2c9a4b"];
const FONT = 'font-family="system-ui, sans-serif" font-size="12"';

export function drawPlot({ title, x, y, lines }: Plot): string {
  const points = lines.flatMap((line) => line.points);
  const across = scale(x, points.map(([value]) => value), [AREA.left, AREA.right]);
  const up = scale(y, points.map(([, value]) => value), [AREA.bottom, AREA.top]);
  const ends = apart(lines.map(({ points }) => up.place(points.at(-1)![1])));
  const parts = [
    `<title>${escape(title)}</title>`,
    `<text x="${AREA.left}" y="20" font-weight="600">${escape(title)}</text>`,
    ...up.ticks.map((value) => {
      const at = up.place(value).toFixed(1);
      return `<path d="M${AREA.left} ${at}H${AREA.right}" stroke="${INK}" stroke-opacity="0.35"/>` +
        `<text x="${AREA.left - 8}" y="${at}" dy="4" text-anchor="end">${round(value)}</text>`;
    }),
    ...across.ticks.map((value) =>
      `<text x="${across.place(value).toFixed(1)}" y="${AREA.bottom + 20}" text-anchor="middle">${
        round(value)
      }</text>`
    ),
    `<text x="${(AREA.left + AREA.right) / 2}" y="${AREA.bottom + 44}" text-anchor="middle">${
      escape(x.label)
    }</text>`,
    `<text x="${AREA.left}" y="36">${escape(y.label)}</text>`,
    ...lines.map(({ name, points }, i) => {
      const colour = COLOURS[i % COLOURS.length]!;
      const places = points.map(([x, y]) => [across.place(x).toFixed(1), up.place(y).toFixed(1)]);
      const dots = places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`);
      return `<polyline points="${places.map((place) => place.join(",")).join(" ")}" fill="none" ` +
        `stroke="${colour}" stroke-width="2"/>${dots.join("")}` +
        `<text x="${AREA.right + 10}" y="${ends[i]!.toFixed(1)}" dy="4" fill="${colour}">${
          escape(name)
        }</text>`;
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" ` +
    `width="${SIZE.width}" height="${SIZE.height}" role="img" ${FONT} fill="${INK}">\n` +
    `${parts.join("\n")}\n</svg>\n`;
}

interface Scale {
  readonly ticks: readonly number[];
  place(value: number): number;
}

function scale(
  { logarithmic = false, ticks: wanted }: Axis,
  values: readonly number[],
  [start, end]: readonly [number, number],
): Scale {
  const turn = logarithmic ? Math.log10 : (value: number) => value;
  const most = Math.max(...values);
  const least = 10 ** Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const ticks = wanted ?? (logarithmic ? powers(least, most) : steps(most));
  const lowest = ticks[0]!;
  const highest = ticks.at(-1)!;
  const share = (value: number) => (turn(value) - turn(lowest)) / (turn(highest) - turn(lowest));
  return { ticks, place: (value) => start + share(value) * (end - start) };
}

/** Powers of ten, from the lowest until all values stand below one. */
function powers(lowest: number, most: number): number[] {
  const found = [lowest];
  while (found.at(-1)! < most || found.length < 2) found.push(found.at(-1)! * 10);
  return found;
}

/** Round amounts from zero until all values stand below one: four to eight of them. */
function steps(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.5, 1, 2].map((factor) => factor * power).find((size) => most / size <= 7)!;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
}

/** The same heights, moved until no two names lie over each other. */
function apart(heights: readonly number[]): number[] {
  const LINE = 16;
  const order = heights.map((height, i) => ({ height, i })).sort((a, b) => a.height - b.height);
  for (const [at, one] of order.entries()) {
    const above = order[at - 1];
    if (above !== undefined) one.height = Math.max(one.height, above.height + LINE);
  }
  // Pushed below the axis, they move up again, all together.
  const over = Math.max(0, (order.at(-1)?.height ?? 0) - AREA.bottom);
  return order.sort((a, b) => a.i - b.i).map(({ height }) => height - over);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
