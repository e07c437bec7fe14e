/**
 * Numbers of a drawing as short text. A tenth of a pixel is finer than a screen shows; Vega writes a
 * dozen digits.
 */

const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/** Path data, to a tenth of a pixel. */
export function shortPath(d: string): string {
  if (/^M[^ACHQSTVa-df-z]*$/.test(d)) return polyline(d);
  return shortNumbers(d).replaceAll(",-", "-");
}

/** A transform, to a tenth of a pixel; a factor stays as it is. */
export function shortTransform(transform: string): string {
  return transform.replace(/(translate|rotate)\([^)]*\)/g, shortNumbers);
}

/** A number that SVG understands: neither "NaN" nor "-0" would be one. */
export function round(number: number, parts = 10): number {
  return Math.round(number * parts) / parts || 0;
}

function shortNumbers(text: string): string {
  return text.replace(NUMBER, (number) => String(round(Number(number))));
}

/** Straight lines from point to point: steps are shorter than places. */
function polyline(d: string): string {
  return d.split("M").slice(1).map((part) => {
    const tenths = part.replace("Z", "").split("L").map((point) =>
      point.split(",").map((place) => Math.round(Number(place) * 10))
    );
    let [x, y] = tenths[0] as [number, number];
    let text = `M${x / 10} ${y / 10}`;
    for (const [i, [toX, toY]] of (tenths.slice(1) as [number, number][]).entries()) {
      text += `${i === 0 ? "l" : " "}${(toX - x) / 10} ${(toY - y) / 10}`;
      [x, y] = [toX, toY];
    }
    return part.endsWith("Z") ? `${text}Z` : text;
  }).join("").replaceAll(" -", "-");
}
