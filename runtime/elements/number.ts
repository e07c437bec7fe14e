/** What widgets for numbers share: reading a number as HTML writes it, bounds, steps. */

/** A floating-point number as HTML's controls send it: no spaces, no hexadecimals, no `Infinity`. */
const NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Reads a number; null for anything else, `-0` and what is too large to be one among it. */
export function readNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) && !Object.is(value, -0) ? value : null;
}

/** Whether `value` is `base` plus a whole number of steps, as far as floating point can tell. */
export function isOnGrid(value: number, base: number, step: number): boolean {
  const steps = (value - base) / step;
  return Math.abs(steps - Math.round(steps)) <= 1e-9 * Math.max(1, Math.abs(steps));
}

/** Checks that every number among an author's options is one. */
export function requireFinite(
  action: string,
  values: Readonly<Record<string, number | null | undefined>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue;
    if (typeof value === "number" && Number.isFinite(value)) continue;
    throw new RangeError(
      `Cannot create ${action} as ${name} must be a finite number: received ${value}`,
    );
  }
}
