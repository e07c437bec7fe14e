/**
 * How the rows of a dataset are named in what a browser sends: by their number, or by a column that tells
 * them apart wherever they stand.
 */
import { plainText } from "./cell.ts";
import type { Dataset } from "./dataset.ts";

export interface RowNames {
  idOf(row: number): string;
  /** The rows of these names; of one that there is not, none. */
  find(ids: Iterable<string>): Map<string, number>;
}

/** Names rows by their number. */
export function numbered(size: number): RowNames {
  return {
    idOf: String,
    find: (ids) =>
      new Map([...ids].flatMap((id): [string, number][] => {
        const row = /^(?:0|[1-9]\d{0,9})$/.test(id) ? Number(id) : size;
        return row < size ? [[id, row]] : [];
      })),
  };
}

/**
 * Names rows by their cell in `column`. Of several with the same, the first has the name.
 *
 * @throws {RangeError} If there is no such column.
 */
export function keyedBy(column: string, dataset: Dataset): RowNames {
  if (dataset.size > 0 && !dataset.names.includes(column)) {
    throw new RangeError(
      `Cannot name rows by "${column}": rowKey must be one of their columns, ` +
        dataset.names.join(", "),
    );
  }
  const read = dataset.column(column);
  return {
    idOf: (row) => plainText(read(row)),
    find: (ids) => {
      // Most keys are numbers, which need not be written out to be found.
      const wanted = new Map<unknown, string>();
      for (const id of ids) {
        wanted.set(id, id);
        if (String(Number(id)) === id) wanted.set(Number(id), id);
      }
      const found = new Map<string, number>();
      if (wanted.size === 0) return found;
      for (let row = 0; row < dataset.size; row++) {
        const key = read(row);
        const isPlain = typeof key === "number" || typeof key === "string";
        const id = wanted.get(isPlain ? key : plainText(key));
        if (id !== undefined && !found.has(id)) found.set(id, row);
      }
      return found;
    },
  };
}

/** Names rows by a list of their names. */
export function listed(ids: readonly string[]): RowNames {
  let rows: Map<string, number> | undefined;
  return {
    idOf: (row) => ids[row]!,
    find: (wanted) => {
      rows ??= new Map(ids.map((id, row) => [id, row]));
      return new Map([...wanted].flatMap((id): [string, number][] => {
        const row = rows!.get(id);
        return row === undefined ? [] : [[id, row]];
      }));
    },
  };
}
