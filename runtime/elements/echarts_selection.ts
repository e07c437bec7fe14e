/**
 * What is chosen in a chart of ECharts. A browser says which marks by their numbers; what they are called is
 * read from the option, so that a mark whose data changed is not taken for the one that was chosen.
 */
import type { Decoded } from "../widget.ts";
import { readJson } from "./chart_selection.ts";
import type { SelectionKind } from "./chart_selection.ts";
import { seriesOf } from "./echarts_series.ts";
import type { EchartsSeries } from "./echarts_series.ts";

/** A mark of a chart of ECharts. */
export interface EchartsPoint {
  /** Position of its series in the spec. */
  readonly series: number;
  /** Position in the data of its series; in trees, as one reads them from the top, from 1. */
  readonly index: number;
  /** Its own name, or that of its place along the chart; `""` if it has none. */
  readonly name: string;
}

/** What of a chart of ECharts is chosen. */
export interface EchartsSelection {
  /** Marks in the order of their series and data. */
  readonly points: readonly EchartsPoint[];
}

/** Nothing is chosen. */
export const NO_POINTS: EchartsSelection = Object.freeze({ points: Object.freeze([]) as [] });

/** More than anybody chooses by hand, also by dragging. */
const MOST_POINTS = 10_000;
const REFUSED: Decoded<never> = { ok: false, reason: "has no such marks" };

export const echartsKind: SelectionKind<EchartsSelection> = {
  kind: "selectableChart",
  decode: ({ chart: { chart } }, sent): Decoded<EchartsSelection> => {
    const said = readJson(sent[0]) as { points?: unknown } | null | undefined;
    const list = said?.points;
    if (chart.type !== "echarts" || !Array.isArray(list) || list.length > MOST_POINTS) {
      return REFUSED;
    }
    const all = list.length === 0 ? [] : seriesOf(JSON.parse(chart.option));
    const points = new Map<string, EchartsPoint>();
    for (const one of list) {
      const point = pointAt(one, all);
      if (point === null) return REFUSED;
      points.set(`${point.series} ${point.index}`, point);
    }
    const inOrder = [...points.values()].sort((a, b) => a.series - b.series || a.index - b.index);
    return { ok: true, value: { points: inOrder } };
  },
};

function pointAt(said: unknown, all: readonly EchartsSeries[]): EchartsPoint | null {
  const { series, index, name: before } = said as Record<string, unknown> ?? {};
  if (!Number.isSafeInteger(series) || !Number.isSafeInteger(index)) return null;
  const item = all[series as number]?.items[index as number];
  if (item === undefined || (before !== undefined && before !== item.name)) return null;
  return { series: series as number, index: index as number, name: item.name };
}
