/** What widgets that choose among options share. */
import type { WidgetOptions } from "../widget.ts";

/** Options of widgets that choose among options. */
export interface ChoiceOptions<T> extends WidgetOptions {
  /** How an option is shown. Default: `String(option)`. */
  format?: (option: T) => string;
  /** Shown while nothing is chosen. */
  placeholder?: string;
}

/**
 * What a browser shows and sends for each option. It names the option, not its position, so that a
 * list which changed meanwhile cannot turn one choice into another; equal names are told apart.
 */
export function labelsOf<T>(options: readonly T[], format?: (option: T) => string): string[] {
  // A parser of HTML reads every line break as a line feed: the name that comes back has them so.
  const labels = options.map((option) =>
    (format ?? String)(option as never).replace(/\r\n?/g, "\n")
  );
  if (new Set(labels).size === labels.length) return labels;
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const n = (seen.get(label) ?? 0) + 1;
    seen.set(label, n);
    return n === 1 ? label : `${label} (${n})`;
  });
}

/** The member of `options` that shows like `value`: options made anew in each run are not identical. */
export function optionLike<T>(
  value: unknown,
  options: readonly T[],
  format?: (option: T) => string,
): T | undefined {
  if (options.includes(value as T)) return value as T;
  let shown: string;
  try {
    shown = (format ?? String)(value as T);
  } catch {
    // A foreign value that this format cannot show is no member.
    return undefined;
  }
  return options.find((option) => (format ?? String)(option) === shown);
}

/** Checks an initial position against the options. */
export function initialIndex(
  kind: string,
  label: string,
  options: readonly unknown[],
  index: number | null | undefined,
): number | null {
  if (index === null || options.length === 0) return null;
  const at = index ?? 0;
  if (!Number.isInteger(at) || at < 0 || at >= options.length) {
    throw new RangeError(
      `Cannot create ${kind} "${label}" as index must be one of its options: received index ${at} ` +
        `of ${options.length}`,
    );
  }
  return at;
}
