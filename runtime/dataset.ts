/**
 * The rows of one table, where their author has them, and what was found out about them: how they are
 * sorted by a column, which of them have a text. That is kept as long as their array is, for everybody
 * who looks at it.
 */
import { orderOf } from "./row_order.ts";
import type { RowOrder } from "./row_order.ts";
import { findRows } from "./row_search.ts";
import type { FoundRows } from "./row_search.ts";
import { shapeOf } from "./rows.ts";
import type { ReadCell, Rows, RowShape } from "./rows.ts";

/** By which column rows are sorted. */
export interface RowSort {
  /** Name of the column. */
  readonly column: string;
  /** From the largest to the smallest. */
  readonly descending: boolean;
}

/** Which rows are wanted, and in which order. */
export interface RowChoice {
  readonly sort: RowSort | null;
  /** Rows that have this text in one of their cells; empty for all rows. */
  readonly search: string;
}

/** Numbers of rows, in the order in which they are shown. */
export interface RowList {
  readonly length: number;
  readonly at: (index: number) => number;
}

/** More rows than this are taken for unchanged as long as their array is the same, and as long. */
const MANY = 50_000;
/** Orders, searches and lists kept of one array, each of 1 or 4 bytes a row. */
const MOST_KEPT = 4;
/** Rows that tell what the cells of a column are. */
const SAMPLE = 1000;

const known = new WeakMap<object, Dataset>();

/** Reads `rows` in place. A large array is looked at once, however often it is shown. */
export function datasetOf(rows: Rows): Dataset {
  const before = known.get(rows);
  if (before?.isStill(rows)) return before;
  const dataset = new Dataset(rows);
  if (dataset.size > MANY) known.set(rows, dataset);
  return dataset;
}

export class Dataset {
  readonly names: readonly string[];
  readonly size: number;
  readonly #shape: RowShape;
  readonly #orders: Map<string, RowOrder> = new Map();
  readonly #found: Map<string, FoundRows> = new Map();
  readonly #lists: Map<string, RowList> = new Map();

  /**
   * @throws {TypeError} If the rows are not all of one shape.
   * @throws {RangeError} If columns or rows are of different lengths.
   */
  constructor(rows: Rows) {
    this.#shape = shapeOf(rows);
    this.names = this.#shape.names;
    this.size = this.#shape.size;
  }

  /** Whether the same array can be taken for unchanged: as far as its length tells. */
  isStill(rows: Rows): boolean {
    if (Array.isArray(rows) || ArrayBuffer.isView(rows)) {
      return (rows as ArrayLike<unknown>).length === this.size;
    }
    const first = (rows as Readonly<Record<string, readonly unknown[]>>)[this.names[0] ?? ""];
    return first?.length === this.size;
  }

  /** Reads the cells of a column; of one that there is not, undefined. */
  column(name: string): ReadCell {
    return this.#shape.column(name);
  }

  /** The first cells of a column, by which the rest is judged. */
  sample(name: string): unknown[] {
    const read = this.column(name);
    return Array.from({ length: Math.min(this.size, SAMPLE) }, (_, row) => read(row));
  }

  /** The rows that are wanted; a text is looked for in `columns`. */
  list({ sort, search }: RowChoice, columns: readonly string[]): RowList {
    if (sort === null && search === "") return { length: this.size, at: (index) => index };
    const key = JSON.stringify([sort, search, columns]);
    return kept(this.#lists, key, () => {
      if (search === "") {
        const { column, descending } = sort!;
        const order = kept(this.#orders, column, () => orderOf(this.size, this.column(column)));
        return { length: this.size, at: directed(order, descending) };
      }
      const rows = rowsIn(this.#find(search, columns));
      if (sort === null) return { length: rows.length, at: (index) => rows[index]! };
      const read = this.column(sort.column);
      const at = directed(orderOf(rows.length, (place) => read(rows[place]!)), sort.descending);
      return { length: rows.length, at: (index) => rows[at(index)]! };
    });
  }

  /** Who types on looks among the rows that were found so far. */
  #find(search: string, columns: readonly string[]): FoundRows {
    const keyOf = (text: string) => JSON.stringify([text, columns]);
    let before: FoundRows | undefined;
    for (let end = search.length - 1; end > 0 && before === undefined; end--) {
      before = this.#found.get(keyOf(search.slice(0, end)));
    }
    const make = () =>
      findRows(search, this.size, columns.map((name) => this.column(name)), before);
    return kept(this.#found, keyOf(search), make);
  }
}

/** Rows without a value come last, whichever way the others are sorted. */
function directed({ at, present }: RowOrder, descending: boolean): (index: number) => number {
  return descending ? (index) => at(index < present ? present - 1 - index : index) : at;
}

function rowsIn({ has, count }: FoundRows): Uint32Array {
  const rows = new Uint32Array(count);
  let length = 0;
  for (let row = 0; length < count; row++) {
    if (has[row] === 1) rows[length++] = row;
  }
  return rows;
}

/** What is known under `key`, else what `make` makes; of too many, the one not used for longest goes. */
function kept<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.delete(key);
  map.set(key, value);
  if (map.size > MOST_KEPT) map.delete(map.keys().next().value!);
  return value;
}
