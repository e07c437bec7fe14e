/** The data of a chart of another library's, as a table. */
import type { ChartSeries } from "../runtime/elements/point_selection.ts";
import { rowTable } from "./row_table.ts";

/** What a table is called, and how its numbers are written. */
interface Words {
  readonly caption: string;
  readonly locale: string;
}

/** A line for each name, where all series have the same ones; else for each mark. Nothing if there is none. */
export function seriesTable(all: readonly ChartSeries[], words: Words): string {
  const records = recordsOf(all);
  const columns = Object.keys(records[0] ?? {});
  return columns.length === 0 ? "" : rowTable(records, columns, words);
}

function recordsOf(all: readonly ChartSeries[]): Record<string, unknown>[] {
  const titles = all.map(({ name }, i) => name || `Series ${i + 1}`);
  const [first] = all;
  const names = first?.marks.map(({ name }) => name) ?? [];
  const isShared = new Set(titles).size === titles.length && names.some((name) => name !== "") &&
    all.every(({ marks }) =>
      marks.length === names.length && marks.every(({ name }, i) => name === names[i])
    );
  if (isShared) {
    return names.map((name, at) => ({
      Name: name,
      ...Object.fromEntries(all.map(({ marks }, i) => [titles[i], plain(marks[at]!.value)])),
    })).filter(({ Name }) => Name !== "");
  }
  return all.flatMap(({ marks }, i) =>
    marks.filter(({ name, value }) => name !== "" || value !== null).map(({ name, value }) => ({
      Series: titles[i],
      Name: name,
      Value: plain(value),
    }))
  );
}

function plain(value: unknown): unknown {
  return Array.isArray(value) ? value.join(", ") : value;
}
