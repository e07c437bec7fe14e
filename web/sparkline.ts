/** Some numbers in the space of a word: no axis, no words; the numbers stand beside it. */

const WIDTH = 100;
const HEIGHT = 24;
/** More points than this would not be told apart. */
const MOST = 200;
/** More bars than this would be thinner than what parts them. */
const MOST_BARS = 40;

/** How the numbers are drawn. */
export interface SparklineOptions {
  readonly kind?: "line" | "area" | "bar";
  /** What stands at the bottom. Default: the least number; for bars and areas, 0 if that is less. */
  readonly min?: number | null;
  /** What stands at the top. Default: the greatest number. */
  readonly max?: number | null;
}

/** The numbers as SVG; empty if there are not two, or for bars not one. */
export function sparkline(
  values: ArrayLike<number>,
  { kind = "line", min = null, max = null }: SparklineOptions = {},
): string {
  const points = thinned(values, kind === "bar" ? MOST_BARS : MOST)
    .map((value, at) => ({ value, at }))
    .filter(({ value }) => Number.isFinite(value));
  if (points.length < (kind === "bar" ? 1 : 2)) return "";
  const numbers = points.map(({ value }) => value);
  const ground = kind === "line" ? Infinity : 0;
  const least = min ?? Math.min(...numbers, ground);
  const range = (max ?? Math.max(...numbers, kind === "line" ? -Infinity : 0)) - least;
  const height = (value: number) => {
    // A level line runs through the middle.
    const y = range === 0 ? HEIGHT / 2 : HEIGHT - 1 - ((value - least) / range) * (HEIGHT - 2);
    return Math.max(0, Math.min(HEIGHT, y));
  };
  const first = points[0]!.at;
  const last = points.at(-1)!.at;
  if (kind === "bar") return bars(points, { least, height, count: last - first + 1, first });
  const place = ({ value, at }: Point) =>
    `${short(((at - first) / (last - first)) * WIDTH)} ${short(height(value))}`;
  const line = `M${points.map(place).join("L")}`;
  const fill = kind === "line"
    ? ""
    : `<path d="${line}V${
      short(height(Math.max(0, least)))
    }H0Z" fill="currentColor" fill-opacity="0.25"/>`;
  return svg(
    `${fill}<path d="${line}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" vector-effect="non-scaling-stroke"/>`,
  );
}

interface Point {
  readonly value: number;
  readonly at: number;
}

function bars(points: readonly Point[], { least, height, count, first }: {
  readonly least: number;
  readonly height: (value: number) => number;
  readonly count: number;
  readonly first: number;
}): string {
  const ground = height(Math.max(0, least));
  const step = WIDTH / count;
  const path = points.map(({ value, at }) =>
    `M${short((at - first) * step + step * 0.1)} ${short(ground)}V${short(height(value))}h${
      short(step * 0.8)
    }V${short(ground)}Z`
  );
  return svg(`<path d="${path.join("")}" fill="currentColor"/>`);
}

function svg(content: string): string {
  return `<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${content}</svg>`;
}

function short(number: number): number {
  return +number.toFixed(1);
}

function thinned(values: ArrayLike<number>, most: number): number[] {
  if (values.length <= most) return Array.from(values);
  const step = (values.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => values[Math.round(i * step)]!);
}
