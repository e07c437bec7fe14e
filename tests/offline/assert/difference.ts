/**
 * Says how two values differ, for the message of a failed assertion: lines in common are shown around
 * the place, `-` marks what came, `+` what was wanted, and a long line gets its own pointer, because
 * most of what we compare is HTML.
 */

const CONTEXT = 3;
const LONG_LINE = 100;

/** The value as it is shown in a message: whole, without colours, keys in order. */
export function describe(value: unknown): string {
  return Deno.inspect(value, {
    depth: Infinity,
    sorted: true,
    trailingComma: true,
    compact: false,
    iterableLimit: Infinity,
    strAbbreviateSize: Infinity,
  });
}

/** Where and how `actual` and `expected` differ. */
export function differenceOf(actual: unknown, expected: unknown): string {
  // Texts of several lines are compared by line; anything shorter is quoted, so that blanks show.
  const asText = [actual, expected].every((value) => typeof value === "string") &&
    /[\r\n]/.test(`${actual}${expected}`);
  const came = asText ? textLines(`${actual}`) : describe(actual).split("\n");
  const wanted = asText ? textLines(`${expected}`) : describe(expected).split("\n");
  const head = commonLength(came, wanted);
  const tail = commonLength(
    came.slice(head).reverse(),
    wanted.slice(head).reverse(),
  );
  const before = came.slice(Math.max(0, head - CONTEXT), head);
  const cameHere = came.slice(head, came.length - tail);
  const wantedHere = wanted.slice(head, wanted.length - tail);
  const after = came.slice(came.length - tail, came.length - tail + CONTEXT);
  if (cameHere.length === 0 && wantedHere.length === 0) {
    return `    Both look alike, but are not the same thing:\n\n    ${came.join("\n    ")}`;
  }
  return [
    "    [Diff] Actual / Expected",
    "",
    ...before.map((line) => `    ${line}`),
    ...cameHere.map((line) => `-   ${line}`),
    ...wantedHere.map((line) => `+   ${line}`),
    ...after.map((line) => `    ${line}`),
    ...pointer(cameHere, wantedHere),
  ].join("\n");
}

function textLines(text: string): string[] {
  return text.replaceAll("\r", "\\r").split("\n");
}

function commonLength(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

function pointer(came: readonly string[], wanted: readonly string[]): string[] {
  const [a, b] = [came[0], wanted[0]];
  if (came.length !== 1 || wanted.length !== 1 || a === undefined || b === undefined) return [];
  if (Math.max(a.length, b.length) <= LONG_LINE) return [];
  const at = commonLength(a, b);
  const excerpt = (line: string) => line.slice(Math.max(0, at - 30), at + 60);
  return [
    "",
    `    They part at character ${at}:`,
    `-   …${excerpt(a)}…`,
    `+   …${excerpt(b)}…`,
  ];
}
