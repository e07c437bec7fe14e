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

/** Lower rows would cut off their text. */
const LOWEST_ROW = 24;
/** Higher ones would leave no room for a second one, in a table of usual height. */
const HIGHEST_ROW = 400;

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
  /**
   * Height of each row, in pixels, from 24 to 400: in higher rows stand more lines, and larger pictures.
   * Default: 36, or 44 where a finger is what points.
   */
  rowHeight?: number;
  /** Stands where a value is missing, such as `"–"`. It is not searched or saved. Default: nothing. */
  placeholder?: string;
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
  /** Of each row, in pixels; null for that of one line. */
  readonly rowHeight: number | null;
  /** Stands where a value is missing; empty for nothing. */
  readonly placeholder: string;
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
  const { label = "Data", columns = {}, order, rowKey, download = true } = options;
  const { height = null, rowHeight = null, placeholder = "" } = options;
  if (height !== null && !(height > 0)) {
    throw new RangeError(
      `Cannot draw ${kind} "${label}" as height must be > 0: received ${height}`,
    );
  }
  if (rowHeight !== null && !(rowHeight >= LOWEST_ROW && rowHeight <= HIGHEST_ROW)) {
    throw new RangeError(
      `Cannot draw ${kind} "${label}" as rowHeight must be between ${LOWEST_ROW} and ${HIGHEST_ROW}: ` +
        `received ${rowHeight}`,
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
      rowHeight,
      placeholder,
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
