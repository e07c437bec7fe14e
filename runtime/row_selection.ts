/**
 * Rows that somebody has selected: what the author gets of them, and how they are named on their way
 * between server and browser. A browser can select only what it was shown.
 */
import { DatasetRows, SourceRows } from "./grid_rows.ts";
import type { GridRows, RowSource } from "./grid_rows.ts";
import type { Dataset } from "./dataset.ts";
import { keyedBy, numbered } from "./row_names.ts";

/** What tells a row apart: its cell in the column that `rowKey` names. */
export type RowKey = string | number;

/** Rows that somebody has selected. */
export interface RowSelection {
  /** Their numbers in the data, from 0; empty if the data come from a source. */
  readonly rows: number[];
  /** Their cells in the column that `rowKey` names; empty without one. */
  readonly keys: RowKey[];
}

/** Rows to select from. */
export interface SelectableRows {
  readonly rows: GridRows;
  /** The selection that a browser names; null if it names a row that there is not. */
  select(ids: readonly string[]): RowSelection | null;
  /** What of a selection there is now. */
  current(selection: RowSelection): RowSelection;
  /** The first row; none if there is none, or nobody knows which it is. */
  first(): RowSelection;
  /** How a browser names the rows of a selection. */
  idsOf(selection: RowSelection): string[];
}

/** A proof that this server has named a text. */
export interface Seal {
  of(text: string): string;
  /** Whether it is the proof of this text. */
  fits(seal: string, text: string): boolean;
}

/** Rows of a dataset, which may be another one by the time that a browser selects. */
export function rowsOfDataset(dataset: () => Dataset, rowKey: string | null): SelectableRows {
  return rowKey === null ? rowsByNumber(dataset) : rowsByKey(dataset, rowKey);
}

function rowsByNumber(dataset: () => Dataset): SelectableRows {
  return {
    rows: new DatasetRows(dataset, () => String),
    select: (ids) => {
      const found = numbered(dataset().size).find(ids);
      return found.size < ids.length ? null : { rows: sorted(found.values()), keys: [] };
    },
    current: ({ rows }) => {
      const { size } = dataset();
      return { rows: rows.filter((row) => row < size), keys: [] };
    },
    first: () => ({ rows: dataset().size > 0 ? [0] : [], keys: [] }),
    idsOf: ({ rows }) => rows.map(String),
  };
}

function rowsByKey(dataset: () => Dataset, column: string): SelectableRows {
  const selectionOf = (found: Map<string, number>) => {
    const read = dataset().column(column);
    const rows = sorted(found.values());
    const ids = new Map([...found].map(([id, row]) => [row, id]));
    const keys = rows.map((row) => {
      const key = read(row);
      return typeof key === "number" ? key : ids.get(row)!;
    });
    return { rows, keys };
  };
  const find = (ids: readonly string[]) => keyedBy(column, dataset()).find(ids);
  return {
    rows: new DatasetRows(dataset, (dataset) => keyedBy(column, dataset).idOf),
    select: (ids) => {
      const found = find(ids);
      return found.size < ids.length ? null : selectionOf(found);
    },
    current: ({ keys }) => selectionOf(find(keys.map(String))),
    first: () => {
      const { idOf } = keyedBy(column, dataset());
      return selectionOf(new Map(dataset().size > 0 ? [[idOf(0), 0]] : []));
    },
    idsOf: ({ keys }) => keys.map(String),
  };
}

/**
 * Rows of a source. Nobody knows all of them, so each is named by its key and a seal: what comes back is
 * a row that was shown.
 */
export function rowsOfSource(
  source: RowSource,
  rowKey: string | null,
  seal: Seal,
): SelectableRows {
  const idOf = (key: RowKey) => {
    const text = JSON.stringify(key);
    return `${seal.of(text)} ${text}`;
  };
  return {
    rows: new SourceRows(source, (read) => {
      if (rowKey === null) return null;
      const key = read(rowKey);
      if (typeof key === "string" || typeof key === "number") return idOf(key);
      throw new TypeError(
        `Cannot name a row by "${rowKey}": its key must be a text or a number: received ${typeof key}`,
      );
    }),
    select: (ids) => {
      const keys: RowKey[] = [];
      for (const id of ids) {
        const space = id.indexOf(" ");
        const text = id.slice(space + 1);
        if (space < 0 || !seal.fits(id.slice(0, space), text)) return null;
        keys.push(JSON.parse(text));
      }
      return { rows: [], keys };
    },
    current: (selection) => selection,
    first: () => ({ rows: [], keys: [] }),
    idsOf: ({ keys }) => keys.map(idOf),
  };
}

/** Whether it is a selection, wherever it comes from. */
export function isSelection(value: unknown): value is RowSelection {
  const { rows, keys } = (value ?? {}) as Partial<Record<"rows" | "keys", unknown>>;
  return Array.isArray(rows) && rows.every((row) => Number.isInteger(row) && row >= 0) &&
    Array.isArray(keys) && keys.every((key) => typeof key === "string" || typeof key === "number");
}

function sorted(rows: Iterable<number>): number[] {
  return [...rows].sort((a, b) => a - b);
}
