import { nth } from "../block.ts";
import { datasetOf } from "../dataset.ts";
import { gridParts } from "../grid_element.ts";
import { buttonColumns, gridButtons } from "../grid_buttons.ts";
import type { DataGridOptions, GridElement } from "../grid_element.ts";
import { isRowSource } from "../grid_rows.ts";
import type { RowSource } from "../grid_rows.ts";
import { GrowingRows } from "../growing_rows.ts";
import type { WidgetId } from "../ids.ts";
import { rowsOfDataset, rowsOfSource } from "../row_selection.ts";
import type { Seal, SelectableRows } from "../row_selection.ts";
import type { Rows } from "../rows.ts";
import { currentScope } from "../scope.ts";
import type { Scope } from "../scope.ts";
import {
  isTableSelection,
  nothingSelected,
  selectedNames,
  selectedNow,
  selectionIn,
  selectionModes,
} from "../table_selection.ts";
import type { DataframeSelection, SelectedName, SelectionMode } from "../table_selection.ts";
import { isPieceStream } from "../stream.ts";
import type { PieceStream } from "../stream.ts";
import { handOver } from "../unawaited.ts";
import { drawWidget } from "../widget.ts";
import type { WidgetKind } from "../widget.ts";

/** A table to look through, sort and select from. */
export interface DataframeElement extends GridElement<"dataframe"> {
  /** What can be selected; empty for nothing. */
  readonly modes: readonly SelectionMode[];
  /** The widgets of the columns that are buttons, by the columns' names. */
  readonly buttons: ReadonlyMap<string, WidgetId>;
  /** Names of what is selected. */
  readonly selected: readonly SelectedName[];
  readonly rows: SelectableRows;
}

/** What `dataframe()` takes: rows, rows that come one by one, or a source that is asked for some of them. */
export type DataframeData = Rows | AsyncIterable<object> | ReadableStream<object> | RowSource;

/** Options of {@linkcode dataframe}. */
export interface DataframeOptions extends DataGridOptions {
  /**
   * What selecting something does: nothing, a rerun, or a callback and then a rerun. Default: `"ignore"`,
   * and nothing can be selected without a `selectionMode`.
   */
  onSelect?: "ignore" | "rerun" | (() => unknown);
  /**
   * What can be selected: one row or several, one column or several, one cell or several. A list for
   * more than one kind of them, such as `["multi-row", "single-cell"]`. With `"single-row-required"`
   * there is always one: the first one to begin with, or when that which was selected is gone. Default:
   * `"multi-row"`, if there is an `onSelect`.
   */
  selectionMode?: SelectionMode | readonly SelectionMode[];
}

const dataframeKind: WidgetKind<DataframeElement, DataframeSelection> = {
  kind: "dataframe",
  decode: ({ modes, rows, grid }, sent) =>
    selectionIn(sent, {
      modes,
      rows,
      columns: new Set(grid.columns.map(({ name }) => name)),
    }),
};

/**
 * Draws a table to look through, search, sort, select from and save. The browser holds only what is in
 * view, however many rows there are; the server sorts and searches them. Answers what is selected.
 *
 * Rows are read where they are, not copied. An array of more than 50,000 rows is sorted and searched once,
 * for everybody who looks at it, and taken for unchanged as long as it is the same array of the same
 * length: put another in its place to change it. Rows that come one by one are shown as they come. A
 * {@linkcode RowSource} is asked for the rows in view whenever they are drawn.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const orders = Array.from({ length: 1_000_000 }, (_, i) => ({ id: i + 1, total: (i * 37) % 9901 }));
 *
 * st.createApp(() => {
 *   const { rows } = st.dataframe(orders, {
 *     columns: { id: "Order", total: { label: "Total", format: "euro" } },
 *     onSelect: "rerun",
 *   });
 *   st.write(`${rows.length} selected`);
 * });
 * ```
 *
 * @example A table of a database
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const orders: st.RowSource = {
 *   columns: ["id", "customer"],
 *   // SELECT count(*) FROM orders WHERE …
 *   count: ({ search }) => Promise.resolve(search === "" ? 2 : 0),
 *   // SELECT … WHERE … ORDER BY … LIMIT … OFFSET …; sort.column is one of the columns shown.
 *   rows: ({ offset, limit }) =>
 *     Promise.resolve(
 *       [{ id: 1, customer: "Ada" }, { id: 2, customer: "Grace" }].slice(offset, offset + limit),
 *     ),
 * };
 *
 * st.createApp(() => {
 *   st.dataframe(orders, { rowKey: "id", onSelect: "rerun", selectionMode: "single-row" });
 * });
 * ```
 *
 * @throws {TypeError} If the rows are not all of one shape, or rows of a source are to be selected without
 * `rowKey`, or one is required of rows that have not come yet.
 * @throws {RangeError} If columns or rows are of different lengths, an option is out of its bounds, or
 * `selectionMode` names two modes of one kind.
 * @throws {SyntaxError} If a column's format cannot be read.
 */
export function dataframe(
  data: DataframeData,
  options: DataframeOptions = {},
): DataframeSelection {
  const { key, label = "Data", onSelect = "ignore", rowKey = null } = options;
  const scope = currentScope(`dataframe "${label}"`);
  const { instance } = scope;
  const modes = selectionModes(
    options.selectionMode ?? (onSelect === "ignore" ? [] : "multi-row"),
    label,
  );
  if (modes.includes("single-row-required") && (isRowSource(data) || isPieceStream(data))) {
    throw new TypeError(
      `Cannot require a row of dataframe "${label}": nobody knows its first one yet; hand over the rows ` +
        `themselves, or use "single-row"`,
    );
  }
  const identity = String(nth(instance.block, "dataframe"));
  const buttonsIn = buttonColumns(options.columns ?? {});
  const growing = isPieceStream(data) ? new GrowingRows() : null;
  const rows = isRowSource(data)
    ? openSource(data, {
      label,
      isUsed: modes.some((mode) => !mode.endsWith("column")) || buttonsIn.length > 0,
      rowKey,
      seal: sealFor(scope, key ?? identity),
    })
    : openRows(data, rowKey, growing);
  // Rows that have not come yet may be among those selected.
  const current = (value: DataframeSelection) =>
    growing === null ? selectedNow(value, rows, modes) : value;
  const buttons = gridButtons(buttonsIn, { table: label, key, identity, rows });
  const parts = gridParts("dataframe", rows.rows, { scope, options });
  const selection = drawWidget<DataframeElement, DataframeSelection>(dataframeKind, {
    label,
    options: {
      ...(key !== undefined && { key }),
      ...(typeof onSelect === "function" && { onChange: onSelect }),
      // What is sent to a table that nothing can be selected from is refused.
      disabled: modes.length === 0,
      rerun: onSelect !== "ignore",
    },
    identity,
    constraint: `${modes.toSorted().join()} ${rowKey}`,
    initial: nothingSelected(),
    accepts: isTableSelection,
    element: (base, value) => {
      const common = parts(base.id);
      if (growing !== null) growing.onRow = () => common.grid.touch();
      const selected = selectedNames(current(value), rows);
      return { ...base, ...common, modes, buttons, selected, rows };
    },
  });
  if (growing !== null) void handOver(scope, growing.take(scope, data as PieceStream));
  return current(selection);
}

function openRows(
  data: DataframeData,
  rowKey: string | null,
  growing: GrowingRows | null,
): SelectableRows {
  if (growing !== null) return rowsOfDataset(() => growing.dataset, rowKey);
  const dataset = datasetOf(data as Rows);
  return rowsOfDataset(() => dataset, rowKey);
}

function openSource(
  source: RowSource,
  { label, isUsed, rowKey, seal }: {
    readonly label: string;
    /** Something can be done to its rows. */
    readonly isUsed: boolean;
    readonly rowKey: string | null;
    readonly seal: Seal;
  },
): SelectableRows {
  if (isUsed && rowKey === null) {
    throw new TypeError(
      `Cannot use rows of dataframe "${label}": rows of a source need a rowKey, such as "id"`,
    );
  }
  return rowsOfSource(source, rowKey, seal);
}

/** Seals what is said of one table of one page. */
function sealFor({ run, instance }: Scope, name: string): Seal {
  const { id, options: { seal } } = run.session;
  const whole = (text: string) => `row of ${id} ${instance.id} ${name}\n${text}`;
  return {
    of: (text) => seal?.of(whole(text)) ?? "",
    fits: (proof, text) => seal?.fits(proof, whole(text)) ?? false,
  };
}
