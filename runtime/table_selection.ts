/** What of a table can be selected: rows, columns and cells, one or several of each. */
import { isSelection } from "./row_selection.ts";
import type { RowKey, RowSelection, SelectableRows } from "./row_selection.ts";
import type { Decoded } from "./widget.ts";

/** What can be selected in a table, and how many of them. */
export type SelectionMode =
  | "single-row"
  | "single-row-required"
  | "multi-row"
  | "single-column"
  | "multi-column"
  | "single-cell"
  | "multi-cell";

const KINDS = ["row", "column", "cell"] as const;
type Kind = typeof KINDS[number];

/** A cell that somebody has selected. */
export interface SelectedCell {
  /** Its row's number in the data, from 0; null if the data come from a source. */
  readonly row: number | null;
  /** Its row's cell in the column that `rowKey` names; null without one. */
  readonly key: RowKey | null;
  /** The name of its column. */
  readonly column: string;
}

/** What somebody has selected in a table: rows, columns and cells, as its `selectionMode` says. */
export interface DataframeSelection extends RowSelection {
  /** Names of the columns. */
  readonly columns: string[];
  /** The cells, in the order in which they were selected. */
  readonly cells: SelectedCell[];
}

/** How a browser names one thing that is selected: a row by its name, a column by no row and its own, a cell by both. */
export type SelectedName = string | readonly [row: string | null, column: string];

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

/**
 * The modes that an author names, of which each is of another kind.
 *
 * @throws {RangeError} If there is no such mode, or two are of one kind.
 */
export function selectionModes(
  given: SelectionMode | readonly SelectionMode[],
  label: string,
): readonly SelectionMode[] {
  const modes = [given].flat();
  const known = [
    "single-row-required",
    ...KINDS.flatMap((one) => [`single-${one}`, `multi-${one}`]),
  ];
  const odd = modes.find((mode) => !known.includes(mode));
  if (odd !== undefined) {
    throw new RangeError(
      `Cannot draw dataframe "${label}" as selectionMode must be one or several of ${
        known.join(", ")
      }: received "${odd}"`,
    );
  }
  for (const kind of KINDS) {
    if (modes.filter((mode) => mode.split("-")[1] === kind).length > 1) {
      throw new RangeError(
        `Cannot draw dataframe "${label}" as selectionMode must say once how many ${kind}s: ` +
          `received ${modes.join(", ")}`,
      );
    }
  }
  return modes;
}

/** Reads what a browser has selected among `rows` and the columns of these names. */
export function selectionIn(
  sent: readonly string[],
  { modes, rows, columns }: {
    readonly modes: readonly SelectionMode[];
    readonly rows: SelectableRows;
    readonly columns: ReadonlySet<string>;
  },
): Decoded<DataframeSelection> {
  const names = sent.length === 1 ? namesIn(sent[0]!) : null;
  if (names === null) return { ok: false, reason: "takes no such selection" };
  for (const kind of KINDS) {
    const size = names.filter((name) => kindOf(name) === kind).length;
    const most = mostOf(modes, kind);
    if (size > most) return { ok: false, reason: `takes ${most} ${kind}s, ${size} were sent` };
  }
  const isRequired = modes.includes("single-row-required") && rows.first().rows.length > 0;
  if (isRequired && !names.some((name) => kindOf(name) === "row")) {
    return { ok: false, reason: "needs a row" };
  }
  const whole = names.filter((name) => typeof name === "string");
  const pairs = names.filter((name) => typeof name !== "string");
  if (!pairs.every(([, column]) => columns.has(column))) {
    return { ok: false, reason: "does not have that column" };
  }
  const cells = pairs.filter((pair): pair is [string, string] => pair[0] !== null);
  const selected = rows.select(whole);
  const around = rows.select([...new Set(cells.map(([row]) => row))]);
  if (selected === null || around === null) {
    return { ok: false, reason: "does not have that row" };
  }
  const found = byName(around, rows);
  return {
    ok: true,
    value: {
      ...selected,
      columns: pairs.flatMap(([row, column]) => row === null ? [column] : []),
      cells: cells.map(([row, column]) => ({ ...found.get(row)!, column })),
    },
  };
}

function kindOf(name: SelectedName): Kind {
  if (typeof name === "string") return "row";
  return name[0] === null ? "column" : "cell";
}

function mostOf(modes: readonly SelectionMode[], kind: Kind): number {
  if (modes.includes(`multi-${kind}`)) return MOST_SELECTED;
  return modes.some((mode) => mode.startsWith(`single-${kind}`)) ? 1 : 0;
}

/** The names in what a browser sent, each once; null if that is something else. */
function namesIn(text: string): SelectedName[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not what our client sends.
    return null;
  }
  const isText = (one: unknown) => typeof one === "string";
  const isName = (one: unknown): one is SelectedName =>
    isText(one) ||
    (Array.isArray(one) && one.length === 2 && (one[0] === null || isText(one[0])) &&
      isText(one[1]));
  if (!Array.isArray(value) || !value.every(isName)) return null;
  return [...new Map(value.map((name) => [JSON.stringify(name), name])).values()];
}

/** What of a selection there is now; where a row is required, the first one in place of none. */
export function selectedNow(
  { columns, cells, ...selected }: DataframeSelection,
  rows: SelectableRows,
  modes: readonly SelectionMode[],
): DataframeSelection {
  // Of a source, nobody knows them before its rows have come.
  const { names } = rows.rows;
  const has = (column: string) => names.length === 0 || names.includes(column);
  const now = rows.current(selected);
  const isRequired = modes.includes("single-row-required");
  return {
    ...(isRequired && now.rows.length === 0 ? rows.first() : now),
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
  rows: SelectableRows,
): SelectedName[] {
  return [
    ...rows.idsOf(selection),
    ...selection.columns.map((column) => [null, column] as const),
    ...selection.cells.map((cell) => [rows.idsOf(rowOf(cell))[0]!, cell.column] as const),
  ];
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
