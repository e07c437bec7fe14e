/**
 * A simple chart for those who cannot see it: a sentence that names it, and a table of its numbers, or of
 * what they come to if they are many.
 */
import type { SimpleChart } from "../runtime/elements/chart.ts";
import type { Plot, Series } from "./assets/chart_layout.js";
import { placeText } from "./assets/chart_hover.js";
import { numberText } from "./assets/chart_scale.js";
import type { ChartPlan } from "./chart_data.ts";
import { markedTable, MOST_ROWS } from "./row_table.ts";

const MOST_SERIES = 12;

/** What a chart shows, in a sentence. */
export function describeChart({ type, data }: SimpleChart, { x, ys, color }: ChartPlan): string {
  const names = ys.map((y) => y.name);
  const listed = names.length > 6
    ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`
    : names.join(", ");
  return `${type[0]!.toUpperCase()}${type.slice(1)} chart` +
    (listed === "" ? "" : ` of ${listed}`) + ` over ${x?.name ?? "index"}` +
    (color === null ? "" : ` by ${color.name}`) +
    `, ${data.rows.length} ${data.rows.length === 1 ? "row" : "rows"}`;
}

/** The numbers as a table, to be heard rather than seen. */
export function chartTable(plot: Plot, caption: string): string {
  const lines = plot.places.values.length > MOST_ROWS || plot.series.length > MOST_SERIES
    ? summaryOf(plot)
    : plot.kind === "scatter"
    ? pointsOf(plot)
    : valuesOf(plot);
  return markedTable(caption, lines);
}

/** A row for each place, a column for each series. */
function valuesOf(plot: Plot): string[][] {
  const { places, series, locale } = plot;
  const rows = places.values.map((_, i) => [placeText(plot, i), ...series.map((): string[] => [])]);
  for (const [n, { values, at }] of series.entries()) {
    for (const [i, value] of values.entries()) {
      if (value !== null) (rows[at?.[i] ?? i]![n + 1] as string[]).push(numberText(value, locale));
    }
  }
  return [
    [plot.xTitle ?? "index", ...series.map((one) => nameOf(plot, one))],
    ...rows.map(([place, ...cells]) => [
      place as string,
      ...(cells as string[][]).map((cell) => cell.join(", ")),
    ]),
  ];
}

/** A row for each circle. */
function pointsOf(plot: Plot): string[][] {
  const { series, locale, shade, size } = plot;
  const named = series.some(({ name }) => name !== undefined);
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : numberText(value, locale);
  return [
    [
      plot.xTitle ?? "index",
      plot.yTitle ?? "value",
      ...(named ? ["series"] : []),
      ...[shade, size].flatMap((measure) => measure === undefined ? [] : [measure.name]),
    ],
    ...series.flatMap(({ values, at, name, shades, sizes }) =>
      values.map((value, i) => [
        placeText(plot, at?.[i] ?? i),
        number(value),
        ...(named ? [name ?? ""] : []),
        ...(shade === undefined ? [] : [number(shades?.[i])]),
        ...(size === undefined ? [] : [number(sizes?.[i])]),
      ])
    ),
  ];
}

/** A row for each series: where it begins and ends, and what its least and its most are. */
function summaryOf(plot: Plot): string[][] {
  const rows = plot.series.slice(0, 10 * MOST_SERIES).map((series) => {
    const { values, at } = series;
    let [first, last, low, high, count] = [-1, -1, -1, -1, 0];
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined) continue;
      if (first === -1) first = i;
      last = i;
      if (low === -1 || value < values[low]!) low = i;
      if (high === -1 || value > values[high]!) high = i;
      count++;
    }
    const told = (i: number) =>
      i === -1 ? "" : `${numberText(values[i]!, plot.locale)} at ${placeText(plot, at?.[i] ?? i)}`;
    return [nameOf(plot, series), String(count), told(first), told(last), told(low), told(high)];
  });
  return [["Series", "Points", "First", "Last", "Lowest", "Highest"], ...rows];
}

function nameOf(plot: Plot, { name }: Series): string {
  return name ?? plot.yTitle ?? "value";
}
