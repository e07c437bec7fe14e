import { put } from "../draw.ts";
import { numberFormat } from "../number_format.ts";
import { readerOf } from "../reader.ts";
import { currentScope } from "../scope.ts";

/** A number that matters, with the way it goes. */
export interface MetricElement {
  readonly kind: "metric";
  /** Inline Markdown. */
  readonly label: string;
  readonly value: string;
  readonly delta: MetricDelta | null;
  readonly help: string | null;
  readonly border: boolean;
  /** Past values, oldest first. */
  readonly chart: readonly number[] | null;
}

/** How the number has changed. */
export interface MetricDelta {
  readonly text: string;
  readonly direction: "up" | "down" | "level";
  /** Whether that is to be welcomed. */
  readonly tone: "good" | "bad" | "neutral";
}

/** Options of {@linkcode metric}. */
export interface MetricOptions {
  /** How much it has changed: a number, or text that starts with a minus sign if it went down. */
  delta?: string | number;
  /** Whether up is good (`"normal"`), bad (`"inverse"`) or neither (`"off"`). */
  deltaColor?: "normal" | "inverse" | "off";
  /**
   * How numbers are written: a name (`"localized"`, `"plain"`, `"percent"`, `"compact"`, `"dollar"`,
   * `"euro"`, `"yen"`, `"bytes"`, `"scientific"`, `"engineering"`) or a pattern such as `"%.1f km"`.
   */
  format?: string;
  /** Shown on hover and focus of a question mark beside the label. */
  help?: string;
  /** Draws a frame around it. */
  border?: boolean;
  /** Past values, drawn as a small line. */
  chart?: readonly number[];
}

/**
 * Draws a number that matters, and how it has changed.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.metric("Orders", 1204, { delta: 12, chart: [3, 5, 4, 8], border: true });
 *   st.metric("Complaints", 0.021, { delta: -0.004, deltaColor: "inverse", format: "percent" });
 * });
 * ```
 *
 * @throws {SyntaxError} If the format cannot be read.
 */
export function metric(label: string, value: string | number, options: MetricOptions = {}): void {
  const scope = currentScope("metric()");
  const format = numberFormat(options.format ?? "localized", readerOf(scope.run).locale);
  const write = (value: string | number) => typeof value === "number" ? format(value) : value;
  put(scope, "metric()", {
    kind: "metric",
    label,
    value: write(value),
    delta: options.delta === undefined
      ? null
      : deltaOf(options.delta, options.deltaColor ?? "normal", write),
    help: options.help ?? null,
    border: options.border ?? false,
    chart: options.chart === undefined ? null : [...options.chart],
  });
}

function deltaOf(
  delta: string | number,
  color: NonNullable<MetricOptions["deltaColor"]>,
  write: (value: string | number) => string,
): MetricDelta | null {
  const text = write(delta).trim();
  if (text === "") return null;
  const direction = directionOf(delta);
  const good = color === "normal" ? "up" : "down";
  const tone = color === "off" || direction === "level"
    ? "neutral"
    : direction === good
    ? "good"
    : "bad";
  return { text, direction, tone };
}

function directionOf(delta: string | number): MetricDelta["direction"] {
  if (typeof delta === "string") return /^\s*[-−]/.test(delta) ? "down" : "up";
  return delta < 0 ? "down" : delta > 0 ? "up" : "level";
}
