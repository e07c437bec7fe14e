import { colorName } from "../colors.ts";
import type { ColorName } from "../colors.ts";
import { put } from "../draw.ts";
import { numberFormat } from "../number_format.ts";
import { readerOf } from "../reader.ts";
import { currentScope } from "../scope.ts";

/** A number that matters, with the way it goes. */
export interface MetricElement {
  readonly kind: "metric";
  /** Inline Markdown. */
  readonly label: string;
  readonly labelVisibility: "visible" | "hidden" | "collapsed";
  readonly icon: string | null;
  readonly value: string;
  readonly delta: MetricDelta | null;
  readonly help: string | null;
  readonly border: boolean;
  /** Past values, oldest first. */
  readonly chart: readonly number[] | null;
  readonly chartType: "line" | "area" | "bar";
}

/** How the number has changed. */
export interface MetricDelta {
  readonly text: string;
  /** Where its arrow points; null for none. */
  readonly arrow: "up" | "down" | null;
  /** Whether that is to be welcomed. */
  readonly tone: "good" | "bad" | "neutral";
  /** The name of its colour, if it has one of its own. */
  readonly color: string | null;
  /** Said behind it. */
  readonly description: string | null;
}

type Direction = "up" | "down" | "level";

/** Options of {@linkcode metric}. */
export interface MetricOptions {
  /** How much it has changed: a number, or text that starts with a minus sign if it went down. */
  delta?: string | number;
  /** Whether up is good (`"normal"`), bad (`"inverse"`) or neither (`"off"`); or a colour by name. */
  deltaColor?: "normal" | "inverse" | "off" | ColorName;
  /** Where the arrow before the change points. Default: `"auto"`, as its sign says. */
  deltaArrow?: "auto" | "up" | "down" | "off";
  /** Said behind the change, such as `"since Monday"`. */
  deltaDescription?: string;
  /**
   * How numbers are written: a name (`"localized"`, `"plain"`, `"percent"`, `"compact"`, `"dollar"`,
   * `"euro"`, `"yen"`, `"bytes"`, `"scientific"`, `"engineering"`) or a pattern such as `"%.1f km"`.
   */
  format?: string;
  /** Shown on hover and focus of a question mark beside the label. */
  help?: string;
  /** Draws a frame around it. */
  border?: boolean;
  /** Past values, drawn small below the number. */
  chart?: readonly number[];
  /** How they are drawn. Default: `"line"`. */
  chartType?: "line" | "area" | "bar";
  /** An emoji or a character before the label. */
  icon?: string;
  /** `"hidden"` keeps the label's room, `"collapsed"` does not; screen readers hear it in any case. */
  labelVisibility?: "visible" | "hidden" | "collapsed";
}

/**
 * Draws a number that matters, and how it has changed. Instead of one that is not known, null, it shows a
 * dash.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.metric("Orders", 1204, { delta: 12, chart: [3, 5, 4, 8], border: true });
 *   st.metric("Complaints", 0.021, {
 *     delta: -0.004,
 *     deltaColor: "inverse",
 *     deltaDescription: "since May",
 *     format: "percent",
 *   });
 * });
 * ```
 *
 * @throws {SyntaxError} If the format cannot be read.
 * @throws {RangeError} If there is no such colour.
 */
export function metric(
  label: string,
  value: string | number | null,
  options: MetricOptions = {},
): void {
  const scope = currentScope("metric()");
  const format = numberFormat(options.format ?? "localized", readerOf(scope.run).locale);
  const write = (value: string | number) => typeof value === "number" ? format(value) : value;
  put(scope, "metric()", {
    kind: "metric",
    label,
    labelVisibility: options.labelVisibility ?? "visible",
    icon: options.icon ?? null,
    value: value === null ? "—" : write(value),
    delta: options.delta === undefined ? null : deltaOf(options.delta, label, options, write),
    help: options.help ?? null,
    border: options.border ?? false,
    chart: options.chart === undefined ? null : [...options.chart],
    chartType: options.chartType ?? "line",
  });
}

function deltaOf(
  delta: string | number,
  label: string,
  { deltaColor = "normal", deltaArrow = "auto", deltaDescription }: MetricOptions,
  write: (value: string | number) => string,
): MetricDelta | null {
  const text = write(delta).trim();
  if (text === "") return null;
  const direction = directionOf(delta);
  const arrow = deltaArrow === "auto" ? direction : deltaArrow;
  const isTold = deltaColor === "normal" || deltaColor === "inverse" || deltaColor === "off";
  return {
    text,
    arrow: arrow === "up" || arrow === "down" ? arrow : null,
    tone: isTold ? toneOf(direction, deltaColor) : "neutral",
    color: isTold ? null : colorName(`draw metric "${label}"`, deltaColor),
    description: deltaDescription ?? null,
  };
}

function toneOf(
  direction: Direction,
  color: "normal" | "inverse" | "off",
): MetricDelta["tone"] {
  if (color === "off" || direction === "level") return "neutral";
  return direction === (color === "normal" ? "up" : "down") ? "good" : "bad";
}

function directionOf(delta: string | number): Direction {
  if (typeof delta === "string") return /^\s*[-−]/.test(delta) ? "down" : "up";
  return delta < 0 ? "down" : delta > 0 ? "up" : "level";
}
