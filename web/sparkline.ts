/** A line of numbers in the space of a word: no axis, no words; the numbers stand beside it. */

const WIDTH = 100;
const HEIGHT = 24;
/** More points than this would not be told apart. */
const MOST = 200;

/** The line as SVG; empty if there are not two numbers. */
export function sparkline(values: readonly number[]): string {
  const points = thinned(values).map((value, at) => ({ value, at }))
    .filter(({ value }) => Number.isFinite(value));
  if (points.length < 2) return "";
  const numbers = points.map(({ value }) => value);
  const least = Math.min(...numbers);
  const range = Math.max(...numbers) - least;
  const last = points.at(-1)!.at;
  const first = points[0]!.at;
  const path = points.map(({ value, at }) => {
    const x = ((at - first) / (last - first)) * WIDTH;
    // A level line runs through the middle.
    const y = range === 0 ? HEIGHT / 2 : HEIGHT - 1 - ((value - least) / range) * (HEIGHT - 2);
    return `${+x.toFixed(1)} ${+y.toFixed(1)}`;
  });
  return `<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><path d="M${
    path.join("L")
  }" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" vector-effect="non-scaling-stroke"/></svg>`;
}

function thinned(values: readonly number[]): readonly number[] {
  if (values.length <= MOST) return values;
  const step = (values.length - 1) / (MOST - 1);
  return Array.from({ length: MOST }, (_, i) => values[Math.round(i * step)]!);
}
