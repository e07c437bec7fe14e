/**
 * The data of an option of ECharts, as far as they are plain: by series, what each mark is called and what
 * it stands for. Marks that are chosen are checked against it, and it is heard as a table.
 */
import { nameOf } from "./point_selection.ts";
import type { ChartMark, ChartSeries } from "./point_selection.ts";

type Part = Readonly<Record<string, unknown>>;

/** Series whose marks hold others; a root that nobody sees is their first. */
const TREES = new Set(["tree", "treemap", "sunburst"]);

/** The series of an option, which is plain JSON. */
export function seriesOf(option: Part): ChartSeries[] {
  const base = isPart(option.baseOption) ? option.baseOption : option;
  return partsOf(base.series).map((series) => ({
    type: nameOf(series.type),
    name: nameOf(series.name),
    marks: marksOf(series, base),
  }));
}

function marksOf(series: Part, option: Part): ChartMark[] {
  const data = series.data ?? series.nodes;
  if (!Array.isArray(data)) return data === undefined ? rowsOf(series, option) : [];
  if (TREES.has(nameOf(series.type))) {
    return [{ name: "", value: null }, ...data.flatMap(branch)];
  }
  const names = namesAlong(series, option);
  return data.map((item, i) => {
    const value = isPart(item) && "value" in item ? item.value : isPart(item) ? null : item;
    const own = isPart(item) ? item.name : undefined;
    return { name: nameOf(own ?? names[i]), value };
  });
}

function branch(node: unknown): ChartMark[] {
  if (!isPart(node)) return [];
  const own = { name: nameOf(node.name), value: node.value ?? null };
  return [own, ...(Array.isArray(node.children) ? node.children.flatMap(branch) : [])];
}

/** The names on the axis of a series, if it has an axis of names. */
function namesAlong(series: Part, option: Part): readonly unknown[] {
  for (
    const [axis, index] of [["xAxis", series.xAxisIndex], ["yAxis", series.yAxisIndex]] as const
  ) {
    const { data } = partsOf(option[axis])[Number(index ?? 0)] ?? {};
    if (Array.isArray(data)) return data.map((name) => isPart(name) ? name.value : name);
  }
  return [];
}

/** The rows of a series that has none of its own. */
function rowsOf(series: Part, option: Part): ChartMark[] {
  const dataset = partsOf(option.dataset)[Number(series.datasetIndex ?? 0)];
  return tableOf(dataset ?? {}).rows.map((row) => ({ name: nameOf(row[0]), value: row }));
}

/** A dataset as a table; without rows if it is in none of the forms in which rows stand beneath each other. */
export function tableOf(dataset: Part): {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
} {
  const { source } = dataset;
  const given = Array.isArray(dataset.dimensions)
    ? dataset.dimensions.map((one) => nameOf(isPart(one) ? one.name : one))
    : null;
  if (!Array.isArray(source)) return { names: [], rows: [] };
  if (source.every(isPart)) {
    const names = given ?? [...new Set(source.flatMap(Object.keys))];
    return { names, rows: source.map((row) => names.map((name) => row[name])) };
  }
  if (!source.every(Array.isArray)) return { names: [], rows: [] };
  const [first = [], ...rest] = source;
  // What ECharts does: a first row of nothing but words is the head of the table.
  const hasHead = dataset.sourceHeader === true ||
    (dataset.sourceHeader === undefined && given === null && first.length > 0 &&
      first.every((cell: unknown) => typeof cell === "string" || cell === null));
  const names = given ??
    (hasHead ? first.map(nameOf) : first.map((_: unknown, i: number) => `${i}`));
  return { names, rows: hasHead ? rest : source };
}

/** One object of an option, or a list of them, as a list. */
export function partsOf(part: unknown): Record<string, unknown>[] {
  return [part].flat().filter(isPart);
}

/** Whether it is an object of an option, as a series is. */
export function isPart(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
