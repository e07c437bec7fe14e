/** What of a table can be selected: rows, columns, or cells, one or several of them. */
import { isSelection } from "./row_selection.ts";
import type { RowKey, RowSelection, SelectableRows } from "./row_selection.ts";
import type { Decoded } from "./widget.ts";

/** What can be selected in a table, and how many of them. */
export type SelectionMode =
  | "single-row"
  | "multi-row"
  | "single-column"
  | "multi-column"
  | "single-cell"
  | "multi-cell";

/** A cell that somebody has selected. */
export interface SelectedCell {
  /** Its row's number in the data, from 0; null if the data come from a source. */
  readonly row: number | null;
  /** Its row's cell in the column that `rowKey` names; null without one. */
  readonly key: RowKey | null;
  /** The name of its column. */
  readonly column: string;
}

/** What somebody has selected in a table: rows, columns or cells, as its `selectionMode` says. */
export interface DataframeSelection extends RowSelection {
  /** Names of the columns. */
  readonly columns: string[];
  /** The cells, in the order in which they were selected. */
  readonly cells: SelectedCell[];
}

/** How a browser names one thing that is selected: a row, a column, or a cell by both. */
export type SelectedName = string | readonly [row: string, column: string];

/** More than anybody selects one by one. */
const MOST_SELECTED = 10_000;

/** Nothing, for the author to keep. */
export function nothingSelected(): DataframeSelection {
  return { rows: [], keys: [], columns: [], cells: [] };
}

/** Whether it is a selection, wherever it comes from. */
export function isTableSelection(value: unknown): value is DataframeSelection {
  const { columns, cells } = (value ?? {}) as Partial<Record<"columns" | "cells", unknown>>;
  return isSelection(value) && Array.isArray(columns) &&
    columns.every((name) => typeof name === "string") && Array.isArray(cells) &&
    cells.every((cell) => typeof cell?.column === "string" && isSelection(rowOf(cell)));
}

/** Reads what a browser has selected among `rows` and the columns of these names. */
export function selectionIn(
  sent: readonly string[],
  { mode, rows, columns }: {
    readonly mode: SelectionMode;
    readonly rows: SelectableRows;
    readonly columns: ReadonlySet<string>;
  },
): Decoded<DataframeSelection> {
  const [amount, what] = mode.split("-") as ["single" | "multi", "row" | "column" | "cell"];
  const names = sent.length === 1 ? namesIn(sent[0]!, what === "cell") : null;
  if (names === null) return { ok: false, reason: "takes no such selection" };
  const most = amount === "single" ? 1 : MOST_SELECTED;
  if (names.length > most) {
    return { ok: false, reason: `takes ${most} ${what}s, ${names.length} were sent` };
  }
  const unknown = { ok: false, reason: `does not have that ${what}` } as const;
  switch (what) {
    case "row": {
      const selected = rows.select(names as string[]);
      return selected === null
        ? unknown
        : { ok: true, value: { ...nothingSelected(), ...selected } };
    }
    case "column":
      if (!(names as string[]).every((name) => columns.has(name))) return unknown;
      return { ok: true, value: { ...nothingSelected(), columns: names as string[] } };
    case "cell": {
      const pairs = names as [string, string][];
      const selected = rows.select([...new Set(pairs.map(([row]) => row))]);
      if (selected === null || !pairs.every(([, column]) => columns.has(column))) return unknown;
      const found = byName(selected, rows);
      const cells = pairs.map(([row, column]) => ({ ...found.get(row)!, column }));
      return { ok: true, value: { ...nothingSelected(), cells } };
    }
    default:
      return what satisfies never;
  }
}

/** The names in what a browser sent, each once; null if that is something else. */
function namesIn(text: string, inPairs: boolean): SelectedName[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not what our client sends.
    return null;
  }
  const isName = (one: unknown): one is SelectedName =>
    inPairs
      ? Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === "string")
      : typeof one === "string";
  if (!Array.isArray(value) || !value.every(isName)) return null;
  return [...new Map(value.map((name) => [JSON.stringify(name), name])).values()];
}

/** What of a selection there is now. */
export function selectedNow(
  { columns, cells, ...selected }: DataframeSelection,
  rows: SelectableRows,
): DataframeSelection {
  // Of a source, nobody knows them before its rows have come.
  const { names } = rows.rows;
  const has = (column: string) => names.length === 0 || names.includes(column);
  return {
    ...rows.current(selected),
    columns: columns.filter(has),
    cells: cellsNow(cells.filter(({ column }) => has(column)), rows),
  };
}

function cellsNow(cells: readonly SelectedCell[], rows: SelectableRows): SelectedCell[] {
  if (cells.length === 0) return [];
  const all = cells.map(rowOf);
  const now = rows.current({
    rows: all.flatMap(({ rows }) => rows),
    keys: all.flatMap(({ keys }) => keys),
  });
  const found = byName(now, rows);
  return cells.flatMap((cell) => {
    const row = found.get(rows.idsOf(rowOf(cell))[0]!);
    return row === undefined ? [] : [{ ...row, column: cell.column }];
  });
}

/** How a browser names what is selected. */
export function selectedNames(
  selection: DataframeSelection,
  mode: SelectionMode | null,
  rows: SelectableRows,
): SelectedName[] {
  if (mode?.endsWith("column")) return [...selection.columns];
  if (!mode?.endsWith("cell")) return rows.idsOf(selection);
  return selection.cells.map((cell) => [rows.idsOf(rowOf(cell))[0]!, cell.column] as const);
}

/** The row of a cell, as a selection of it alone. */
function rowOf({ row, key }: SelectedCell): RowSelection {
  return { rows: row === null ? [] : [row], keys: key === null ? [] : [key] };
}

/** Rows of a selection, by how a browser names them. */
function byName(
  selection: RowSelection,
  rows: SelectableRows,
): Map<string, Omit<SelectedCell, "column">> {
  return new Map(
    rows.idsOf(selection).map((id, i) => [id, {
      row: selection.rows[i] ?? null,
      key: selection.keys[i] ?? null,
    }]),
  );
}
