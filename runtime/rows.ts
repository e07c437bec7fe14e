/**
 * Data as authors have it, brought into one shape: names of columns, and rows of cells in their order.
 * Tables and charts both start from here. Cells are passed on as they are: what a date or a number
 * looks like is for whoever draws it.
 */

/**
 * Rows of a table: objects by column name, a record of equally long columns, arrays of cells, or the
 * numbers of a single column.
 */
export type Rows =
  // Any objects: what an interface describes has no index signature.
  | readonly object[]
  | Readonly<Record<string, readonly unknown[]>>
  | readonly (readonly unknown[])[]
  | readonly number[];

/** A table in one shape. Every row holds one cell for each name; a missing one is undefined. */
export interface Columns {
  names: string[];
  rows: unknown[][];
}

/**
 * Names and rows of a table. Objects give their columns in order of first appearance and may lack some;
 * arrays of cells are named "0", "1", …; plain numbers make one column, "value".
 */
export function columnsOf(rows: Rows): Columns {
  if (Array.isArray(rows)) return columnsOfArray(rows);
  if (isNumeric(rows)) return columnOf(Array.from<unknown>(rows));
  if (isRecord(rows)) return columnsOfRecord(rows);
  throw new TypeError(`Cannot read rows: must be an array or a record: received ${nameOf(rows)}`);
}

function columnsOfArray(rows: readonly unknown[]): Columns {
  const shape = rows.find((row) => row !== null && row !== undefined);
  if (Array.isArray(shape)) return columnsOfArrays(rows);
  if (isRecord(shape)) return columnsOfObjects(rows);
  if (rows.length === 0) return { names: [], rows: [] };
  return columnOf(rows);
}

function columnOf(cells: readonly unknown[]): Columns {
  const odd = cells.findIndex((cell) => isRecord(cell) || Array.isArray(cell));
  if (odd !== -1) throw mixed(odd, "a plain value", cells[odd]);
  return { names: ["value"], rows: cells.map((cell) => [cell]) };
}

function columnsOfObjects(rows: readonly unknown[]): Columns {
  const names = new Set<string>();
  for (const [i, row] of rows.entries()) {
    if (!isRecord(row)) throw mixed(i, "an object", row);
    for (const name of Object.keys(row)) names.add(name);
  }
  const order = [...names];
  return {
    names: order,
    rows: (rows as readonly Record<string, unknown>[]).map((row) =>
      // Own properties only: a missing "constructor" is missing.
      order.map((name) => Object.hasOwn(row, name) ? row[name] : undefined)
    ),
  };
}

function columnsOfArrays(rows: readonly unknown[]): Columns {
  const width = (rows[0] as readonly unknown[] | null | undefined)?.length ?? 0;
  const cells = rows.map((row, i) => {
    if (!Array.isArray(row)) throw mixed(i, "an array", row);
    if (row.length === width) return [...row];
    throw new RangeError(
      `Cannot read rows: row ${i} must have as many cells as row 0, ${width}: received ${row.length}`,
    );
  });
  return { names: Array.from({ length: width }, (_, i) => String(i)), rows: cells };
}

function columnsOfRecord(record: Readonly<Record<string, unknown>>): Columns {
  const names = Object.keys(record);
  const columns = names.map((name) => {
    const column = record[name];
    if (Array.isArray(column)) return column as readonly unknown[];
    if (isNumeric(column)) return column;
    throw new TypeError(
      `Cannot read rows: column "${name}" must be an array: received ${nameOf(column)}`,
    );
  });
  const length = columns[0]?.length ?? 0;
  const ragged = columns.findIndex((column) => column.length !== length);
  if (ragged !== -1) {
    throw new RangeError(
      `Cannot read rows: column "${names[ragged]}" must be as long as column "${names[0]}", ` +
        `${length}: received ${columns[ragged]!.length}`,
    );
  }
  return {
    names,
    rows: Array.from({ length }, (_, i) => columns.map((column) => column[i])),
  };
}

/** Float64Array and its like, which people compute with. */
function isNumeric(value: unknown): value is ArrayLike<unknown> & Iterable<unknown> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  return !Array.isArray(value) && !(value instanceof Date);
}

function mixed(index: number, wanted: string, value: unknown): TypeError {
  return new TypeError(
    `Cannot read rows: row ${index} must be ${wanted} as the others are: received ${nameOf(value)}`,
  );
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
