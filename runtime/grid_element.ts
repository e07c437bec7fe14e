/** What `dataframe()` and `dataEditor()` share: their options, and a grid that outlives their runs. */
import { DataGrid } from "./data_grid.ts";
import type { GridRows } from "./grid_rows.ts";
import type { WidgetId } from "./ids.ts";
import { readerOf } from "./reader.ts";
import type { Scope } from "./scope.ts";
import { columnsToDraw } from "./table_column.ts";
import type { ColumnConfig } from "./table_column.ts";
import { handOver } from "./unawaited.ts";
import type { WidgetElement } from "./widget.ts";

/** Options of tables that can be looked through. */
export interface DataGridOptions {
  /** What a column is called, or how it looks, by its name. */
  columns?: Readonly<Record<string, ColumnConfig | string>>;
  /** Columns shown, in this order. Default: all. */
  order?: readonly string[];
  /** Leaves out the rows' numbers. Default: true if there is a `rowKey`. */
  hideIndex?: boolean;
  /** In pixels. Default: as its rows need, up to 400. */
  height?: number;
  /** Identity of the table, and the name of its value in `sessionState`. */
  key?: string;
  /** Names the table for those who hear the page. Default: `"Data"`. */
  label?: string;
  /**
   * Column that tells rows apart, such as `"id"`. What is selected or changed then follows its row when
   * others come or go. Rows of a source can be selected only with one.
   */
  rowKey?: string;
  /** Shows a field to search in. Default: true if there are more than 10 rows. */
  search?: boolean;
  /** Offers the rows as a CSV file, of this name. Default: true. */
  download?: boolean | string;
}

/** A table that can be looked through. */
export interface GridElement<K extends string> extends WidgetElement<K>, GridParts {}

/** What it has besides what all widgets have. */
export interface GridParts {
  readonly grid: DataGrid;
  /** In pixels; null for what its rows need, up to a usual height. */
  readonly height: number | null;
  /** Rows show their number. */
  readonly numbered: boolean;
  /** Whether there is a field to search in; null if that depends on how many rows there are. */
  readonly search: boolean | null;
  /** What its file is called; null if there is none. */
  readonly fileName: string | null;
}

/**
 * Reads the options of a call. Answers the function that has the grid of an element draw `rows` from now
 * on: the grid that it had in the run before, if it was drawn then.
 */
export function gridParts(
  kind: GridKind,
  rows: GridRows,
  { scope, options }: { readonly scope: Scope; readonly options: DataGridOptions },
): (id: WidgetId) => GridParts {
  const { label = "Data", columns = {}, order, height = null, rowKey, download = true } = options;
  if (height !== null && !(height > 0)) {
    throw new RangeError(
      `Cannot draw ${kind} "${label}" as height must be > 0: received ${height}`,
    );
  }
  const reader = readerOf(scope.run);
  const content = {
    rows,
    columns: () => {
      const { names } = rows;
      return columnsToDraw({ names, sample: (name) => rows.sample(name), columns, order, reader });
    },
  };
  let parts: GridParts | undefined;
  return (id) => {
    if (parts !== undefined) return parts;
    const grid = gridOf(scope, kind, id);
    const coming = grid.draw(content);
    if (coming !== undefined) void handOver(scope, coming.then(() => scope.run.progress()));
    return parts = {
      grid,
      height,
      numbered: !(options.hideIndex ?? rowKey !== undefined),
      search: options.search ?? null,
      fileName: typeof download === "string" ? download : download ? `${label}.csv` : null,
    };
  };
}

type GridKind = "dataframe" | "dataEditor";

function gridOf({ run }: Scope, kind: GridKind, id: WidgetId): DataGrid {
  const before = run.session.widgets.get(id)?.element;
  return before?.kind === kind ? before.grid : new DataGrid();
}
