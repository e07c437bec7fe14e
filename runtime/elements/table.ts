import { columnTexts } from "../cell.ts";
import { put } from "../draw.ts";
import { readerOf } from "../reader.ts";
import { columnsOf } from "../rows.ts";
import type { Rows } from "../rows.ts";
import { currentScope } from "../scope.ts";

/** A table to be read. */
export interface TableElement {
  readonly kind: "table";
  readonly columns: readonly TableColumn[];
  readonly border: boolean;
  /** The names of its columns are heard and not seen. */
  readonly hideHeader: boolean;
}

/** One column of it, as text. */
export interface TableColumn {
  readonly name: string;
  readonly cells: readonly string[];
  /** Its cells are numbers, or empty. */
  readonly numeric: boolean;
}

/**
 * Draws a table as it is: numbers to the right, dates in the reader's time zone, what is missing left
 * empty. For sorting, searching and selecting there is `dataframe()`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.table([{ city: "Vienna", orders: 12 }, { city: "Graz", orders: 3 }]);
 * });
 * ```
 *
 * @throws {TypeError} If the rows are not all of one shape.
 * @throws {RangeError} If columns or rows are of different lengths.
 */
export function table(
  data: Rows,
  options: {
    /** Draws lines between cells. Default: true. */
    border?: boolean;
    /** Leaves out the names of the columns, but for those who hear the page. */
    hideHeader?: boolean;
  } = {},
): void {
  const scope = currentScope("table()");
  const { names, rows } = columnsOf(data);
  const reader = readerOf(scope.run);
  const columns = names.map((name, at) => {
    const { texts, numeric } = columnTexts(rows.map((row) => row[at]), reader);
    return { name, cells: texts, numeric };
  });
  put(scope, "table()", {
    kind: "table",
    columns,
    border: options.border ?? true,
    hideHeader: options.hideHeader ?? false,
  });
}
