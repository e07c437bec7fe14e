/**
 * What of an option of ECharts is drawn on the server: every mark is an element of the document there, so of
 * very many some stand for all, until ECharts in the browser draws each.
 */
import { isPart, partsOf, seriesOf } from "../runtime/elements/echarts_series.ts";
import { thinned } from "./thin.ts";

type Part = Readonly<Record<string, unknown>>;

/** As many as a chart of usual width has room for, over all series. */
export const MOST_MARKS = 2000;

/** Series whose marks hold or name each other: some of them alone would be another picture. */
const JOINED = new Set(["tree", "treemap", "sunburst", "graph", "sankey", "chord"]);

/** The option with at most about `most` marks, or itself if it has no more. */
export function thinnedOption(option: Part, most: number = MOST_MARKS): Part {
  if (option.baseOption !== undefined) {
    const base = thinnedOption(option.baseOption as Part, most);
    return base === option.baseOption ? option : { ...option, baseOption: base };
  }
  const all = seriesOf(option);
  if (all.reduce((sum, { marks }) => sum + marks.length, 0) <= most) return option;
  const share = Math.max(3, Math.floor(most / all.length));
  const longest = all.reduce((most, { marks }) => Math.max(most, marks.length), 0);
  const step = Math.ceil(longest / share);
  // The same ones of all lists, so that the names on an axis stay beside their marks.
  const some = (list: unknown): unknown =>
    Array.isArray(list) && list.length > share ? list.filter((_, i) => i % step === 0) : list;
  const series = partsOf(option.series);
  // Pairs say by themselves where on an axis they stand.
  const isAlong = series.every(({ data }) => !Array.isArray(data) || !data.some(Array.isArray));
  const axis = (axes: unknown) =>
    mapped(axes, (one) => isAlong ? { ...one, data: some(one.data) } : one);
  return {
    ...option,
    ...(option.xAxis !== undefined && { xAxis: axis(option.xAxis) }),
    ...(option.yAxis !== undefined && { yAxis: axis(option.yAxis) }),
    ...(option.dataset !== undefined && {
      dataset: mapped(option.dataset, (one) => ({ ...one, source: some(one.source) })),
    }),
    series: series.map((one, i) => {
      if (JOINED.has(String(one.type))) {
        const { nodes: _nodes, edges: _edges, ...rest } = one;
        return all[i]!.marks.length <= share ? one : { ...rest, data: [], links: [] };
      }
      const { data } = one;
      if (!Array.isArray(data) || data.length <= share) return one;
      return { ...one, data: arePairs(data) ? lookOf(data, share) : some(data) };
    }),
  };
}

/** Points that keep the look of all. */
function lookOf(points: readonly (readonly [number, number])[], most: number) {
  const kept = thinned(points.map(([x]) => x), points.map(([, y]) => y), most);
  return kept.map((i) => points[i]);
}

function arePairs(data: readonly unknown[]): data is readonly (readonly [number, number])[] {
  return data.every((item) =>
    Array.isArray(item) && item.length === 2 && item.every((value) => typeof value === "number")
  );
}

function mapped(parts: unknown, change: (part: Part) => Part): unknown {
  const one = (part: unknown) => isPart(part) ? change(part) : part;
  return Array.isArray(parts) ? parts.map(one) : one(parts);
}
