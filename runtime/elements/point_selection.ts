/**
 * What is chosen in a chart of another library's spec. A browser says which marks by their numbers; what they
 * are called is read from the spec, so that a mark whose data changed is not taken for the one that was chosen.
 */
import type { Decoded } from "../widget.ts";
import type { ChartElement } from "./chart.ts";
import { readJson } from "./chart_selection.ts";
import type { SelectionKind } from "./chart_selection.ts";

/** A mark of a chart of ECharts or Plotly. */
export interface ChartPoint {
  /** Position of its series in the spec; Plotly calls it a trace. */
  readonly series: number;
  /** Position in the data of its series; in trees, as one reads them from the top, from 1. */
  readonly index: number;
  /** Its own name, or that of its place along the chart; `""` if it has none. */
  readonly name: string;
}

/** What of a chart of ECharts or Plotly is chosen. */
export interface PointSelection {
  /** Marks in the order of their series and data. */
  readonly points: readonly ChartPoint[];
}

/** The data of a series, as far as they are plain. */
export interface ChartSeries {
  readonly type: string;
  readonly name: string;
  /** By the numbers that the library gives them. */
  readonly marks: readonly ChartMark[];
}

/** A mark: its own name, or that of its place along the chart. */
export interface ChartMark {
  readonly name: string;
  readonly value: unknown;
}

/** What a spec has for a name, as text. */
export function nameOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

/** Nothing is chosen. */
export const NO_POINTS: PointSelection = Object.freeze({ points: Object.freeze([]) as [] });

/** More than anybody chooses by hand, also by dragging. */
const MOST_POINTS = 10_000;
const REFUSED: Decoded<never> = { ok: false, reason: "has no such marks" };

/** How choosing is read, in charts whose series `seriesOf` knows; null for a chart of another kind. */
export function pointKind(
  seriesOf: (chart: ChartElement["chart"]) => readonly ChartSeries[] | null,
): SelectionKind<PointSelection> {
  return {
    kind: "selectableChart",
    decode: ({ chart: { chart } }, sent): Decoded<PointSelection> => {
      const said = readJson(sent[0]) as { points?: unknown } | null | undefined;
      const list = said?.points;
      if (!Array.isArray(list) || list.length > MOST_POINTS) return REFUSED;
      const all = list.length === 0 ? [] : seriesOf(chart);
      const points = new Map<string, ChartPoint>();
      for (const one of list) {
        const point = pointAt(one, all ?? []);
        if (point === null) return REFUSED;
        points.set(`${point.series} ${point.index}`, point);
      }
      const inOrder = [...points.values()].sort((a, b) => a.series - b.series || a.index - b.index);
      return { ok: true, value: { points: inOrder } };
    },
  };
}

function pointAt(said: unknown, all: readonly ChartSeries[]): ChartPoint | null {
  const { series, index, name: before } = said as Record<string, unknown> ?? {};
  if (!Number.isSafeInteger(series) || !Number.isSafeInteger(index)) return null;
  const mark = all[series as number]?.marks[index as number];
  if (mark === undefined || (before !== undefined && before !== mark.name)) return null;
  return { series: series as number, index: index as number, name: mark.name };
}
