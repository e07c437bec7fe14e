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

/** Reads one cell of a column. */
export type ReadCell = (row: number) => unknown;

/** Rows where they are: nothing is copied, so that a million of them cost what they cost already. */
export interface RowShape {
  readonly names: string[];
  readonly size: number;
  /** The cells of a column; of one that there is not, undefined. */
  readonly column: (name: string) => ReadCell;
}

/**
 * Names and rows of a table. Objects give their columns in order of first appearance and may lack some;
 * arrays of cells are named "0", "1", …; plain numbers make one column, "value".
 */
export function columnsOf(rows: Rows): Columns {
  const { names, size, column } = shapeOf(rows);
  const columns = names.map(column);
  return {
    names,
    rows: Array.from({ length: size }, (_, row) => columns.map((read) => read(row))),
  };
}

/**
 * The same without copying a cell.
 *
 * @throws {TypeError} If the rows are not all of one shape.
 * @throws {RangeError} If columns or rows are of different lengths.
 */
export function shapeOf(rows: Rows): RowShape {
  if (Array.isArray(rows)) return shapeOfArray(rows);
  if (isNumeric(rows)) return shapeOfCells(rows);
  if (isRecord(rows)) return shapeOfRecord(rows);
  throw new TypeError(`Cannot read rows: must be an array or a record: received ${nameOf(rows)}`);
}

function shapeOfArray(rows: readonly unknown[]): RowShape {
  const shape = rows.find((row) => row !== null && row !== undefined);
  if (Array.isArray(shape)) return shapeOfArrays(rows as readonly (readonly unknown[])[]);
  if (isRecord(shape)) return shapeOfObjects(rows as readonly Readonly<Record<string, unknown>>[]);
  if (rows.length === 0) return { names: [], size: 0, column: () => nothing };
  const odd = rows.findIndex((cell) => isRecord(cell) || Array.isArray(cell));
  if (odd !== -1) throw mixed(odd, "a plain value", rows[odd]);
  return shapeOfCells(rows);
}

function shapeOfCells(cells: ArrayLike<unknown>): RowShape {
  return {
    names: ["value"],
    size: cells.length,
    column: (name) => name === "value" ? (row) => cells[row] : nothing,
  };
}

function shapeOfObjects(rows: readonly Readonly<Record<string, unknown>>[]): RowShape {
  const names: string[] = [];
  const known = new Set<string>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!isRecord(row)) throw mixed(i, "an object", row);
    let at = 0;
    for (const name in row) {
      // Most rows have the names of the one before, in the same order.
      if (names[at++] === name || known.has(name) || !Object.hasOwn(row, name)) continue;
      known.add(name);
      names.push(name);
    }
  }
  return {
    names,
    size: rows.length,
    column: (name) => {
      if (!known.has(name)) return nothing;
      // Own properties only: a missing "constructor" is missing.
      return name in Object.prototype
        ? (row) => Object.hasOwn(rows[row]!, name) ? rows[row]![name] : undefined
        : (row) => rows[row]![name];
    },
  };
}

function shapeOfArrays(rows: readonly (readonly unknown[])[]): RowShape {
  const width = rows[0]?.length ?? 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!Array.isArray(row)) throw mixed(i, "an array", row);
    if (row.length === width) continue;
    throw new RangeError(
      `Cannot read rows: row ${i} must have as many cells as row 0, ${width}: received ${row.length}`,
    );
  }
  const names = Array.from({ length: width }, (_, i) => String(i));
  return {
    names,
    size: rows.length,
    column: (name) => {
      const at = names.indexOf(name);
      return at === -1 ? nothing : (row) => rows[row]![at];
    },
  };
}

function shapeOfRecord(record: Readonly<Record<string, unknown>>): RowShape {
  const names = Object.keys(record);
  const columns = names.map((name) => {
    const column = record[name];
    if (Array.isArray(column)) return column as readonly unknown[];
    if (isNumeric(column)) return column;
    throw new TypeError(
      `Cannot read rows: column "${name}" must be an array: received ${nameOf(column)}`,
    );
  });
  const size = columns[0]?.length ?? 0;
  const ragged = columns.findIndex((column) => column.length !== size);
  if (ragged !== -1) {
    throw new RangeError(
      `Cannot read rows: column "${names[ragged]}" must be as long as column "${names[0]}", ` +
        `${size}: received ${columns[ragged]!.length}`,
    );
  }
  return {
    names,
    size,
    column: (name) => {
      const column = columns[names.indexOf(name)];
      return column === undefined ? nothing : (row) => column[row];
    },
  };
}

function nothing(): undefined {
  return undefined;
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
