/**
 * Where the rows of a grid come from, one window of them at a time: from a dataset in memory, or from a
 * source of the author's, such as a table of a database.
 */
import { Dataset } from "./dataset.ts";
import type { RowChoice, RowSort } from "./dataset.ts";
import type { Rows } from "./rows.ts";
import type { TableColumn } from "./table_column.ts";

/** Which rows a {@linkcode RowSource} is asked for. */
export interface RowQuery {
  /** How many rows come before the first of them. */
  readonly offset: number;
  /** How many are wanted at most. */
  readonly limit: number;
  /** The column that they are to be sorted by, if any. */
  readonly sort: RowSort | null;
  /** They are to have this text in one of their cells; empty for all rows. */
  readonly search: string;
}

/**
 * Rows that are fetched as they are looked at: a table of a database, an API. It sorts and searches by
 * itself. Both functions may be called outside a run, for pages that scroll.
 */
export interface RowSource {
  /** Names of its columns, for as long as there are no rows to tell. */
  readonly columns?: readonly string[];
  /** How many rows there are that have the text. */
  count(query: Pick<RowQuery, "search">): number | Promise<number>;
  /** Some of them, in order. */
  rows(query: RowQuery): Rows | Promise<Rows>;
}

/** Whether it is a source. */
export function isRowSource(data: object): data is RowSource {
  if (Array.isArray(data)) return false;
  const { count, rows } = data as Partial<RowSource>;
  return typeof count === "function" && typeof rows === "function";
}

/** The part of the rows that somebody looks at. */
export interface GridView extends RowChoice {
  readonly offset: number;
  readonly limit: number;
}

/** One row as it is drawn. */
export interface GridRow {
  /** Names it in what a browser sends; null if nothing can be done to it. */
  readonly id: string | null;
  /** Its number, from 0: among all rows of a dataset, among those in view of a source. */
  readonly index: number;
  /** One cell for each column. */
  readonly cells: readonly unknown[];
}

/** Rows in view. */
export interface GridWindow {
  /** The view that they are of: as it was asked for, or the next to it that there is. */
  readonly view: GridView;
  /** How many rows there are that have the text. */
  readonly count: number;
  /** How many there are in all; null if that is not known. */
  readonly total: number | null;
  readonly rows: readonly GridRow[];
}

/** What a grid asks for rows. */
export interface GridRows {
  /** Names of the columns, as far as they are known by now. */
  readonly names: readonly string[];
  /** The first cells of a column, as far as they are known by now. */
  sample(name: string): readonly unknown[];
  /** Rows in view; a function of the columns, which may be known by these rows only. */
  window(view: GridView, columns: () => readonly TableColumn[]): GridWindow | Promise<GridWindow>;
  /** All rows of a choice, as cells, a batch at a time. */
  every(
    choice: RowChoice,
    columns: readonly TableColumn[],
  ): AsyncIterable<readonly (readonly unknown[])[]>;
}

/** Rows that are handed out between two looks at what else there is to do. */
const BATCH = 1000;

/** Rows of a dataset, which may be another one by the time that somebody scrolls. */
export class DatasetRows implements GridRows {
  readonly #dataset: () => Dataset;
  readonly #naming: (dataset: Dataset) => (row: number) => string;

  /** `naming` makes the function that names the rows of a dataset. */
  constructor(dataset: () => Dataset, naming: (dataset: Dataset) => (row: number) => string) {
    this.#dataset = dataset;
    this.#naming = naming;
  }

  get names(): readonly string[] {
    return this.#dataset().names;
  }

  sample(name: string): readonly unknown[] {
    return this.#dataset().sample(name);
  }

  window(view: GridView, columns: () => readonly TableColumn[]): GridWindow {
    const dataset = this.#dataset();
    const names = columns().map(({ name }) => name);
    const reads = names.map((name) => dataset.column(name));
    const choice = fitting(view, dataset);
    const list = dataset.list(choice, names);
    const offset = within(view.offset, list.length, view.limit);
    const idOf = this.#naming(dataset);
    const rows = range(offset, Math.min(offset + view.limit, list.length)).map((at) => {
      const row = list.at(at);
      return { id: idOf(row), index: row, cells: reads.map((read) => read(row)) };
    });
    return { view: { ...view, ...choice, offset }, count: list.length, total: dataset.size, rows };
  }

  async *every(
    choice: RowChoice,
    columns: readonly TableColumn[],
  ): AsyncGenerator<readonly (readonly unknown[])[]> {
    const dataset = this.#dataset();
    const names = columns.map(({ name }) => name);
    const reads = names.map((name) => dataset.column(name));
    const list = dataset.list(fitting(choice, dataset), names);
    for (let start = 0; start < list.length; start += BATCH) {
      if (start > 0) await nextTurn();
      yield range(start, Math.min(start + BATCH, list.length)).map((at) => {
        const row = list.at(at);
        return reads.map((read) => read(row));
      });
    }
  }
}

/** A column that went away sorts nothing. */
function fitting({ sort, search }: RowChoice, { names }: Dataset): RowChoice {
  return { sort: sort !== null && names.includes(sort.column) ? sort : null, search };
}

/** Rows of an author's source. */
export class SourceRows implements GridRows {
  readonly #source: RowSource;
  readonly #idOf: (read: (name: string) => unknown) => string | null;
  /** Rows that came first: they tell what the columns hold. */
  #first: Dataset | null = null;
  #total: number | null = null;

  /** `idOf` names a row by its cells, null if nothing can be done to it. */
  constructor(source: RowSource, idOf: (read: (name: string) => unknown) => string | null) {
    this.#source = source;
    this.#idOf = idOf;
  }

  get names(): readonly string[] {
    const names = this.#first?.names ?? [];
    return names.length > 0 ? names : this.#source.columns ?? [];
  }

  sample(name: string): readonly unknown[] {
    return this.#first?.sample(name) ?? [];
  }

  async window(view: GridView, columns: () => readonly TableColumn[]): Promise<GridWindow> {
    const { search } = view;
    const ask = (offset: number) => this.#rows({ ...view, offset });
    const [count, asked] = await Promise.all([this.#source.count({ search }), ask(view.offset)]);
    if (!Number.isInteger(count) || count < 0) {
      throw new RangeError(
        `Cannot show rows: count() must answer a whole number: received ${count}`,
      );
    }
    // What was in view may be gone.
    const offset = within(view.offset, count, view.limit);
    const page = offset === view.offset ? asked : await ask(offset);
    if (search === "") this.#total = count;
    if (page.size > 0) this.#first ??= page;
    const reads = columns().map(({ name }) => page.column(name));
    const rows = range(0, Math.min(page.size, view.limit)).map((row) => ({
      id: this.#idOf((name) => page.column(name)(row)),
      index: offset + row,
      cells: reads.map((read) => read(row)),
    }));
    return { view: { ...view, offset }, count, total: this.#total, rows };
  }

  async *every(
    choice: RowChoice,
    columns: readonly TableColumn[],
  ): AsyncGenerator<readonly (readonly unknown[])[]> {
    for (let offset = 0;; offset += BATCH) {
      const page = await this.#rows({ ...choice, offset, limit: BATCH });
      const reads = columns.map(({ name }) => page.column(name));
      const size = Math.min(page.size, BATCH);
      if (size > 0) yield range(0, size).map((row) => reads.map((read) => read(row)));
      if (size < BATCH) return;
    }
  }

  async #rows({ offset, limit, sort, search }: RowQuery): Promise<Dataset> {
    return new Dataset(await this.#source.rows({ offset, limit, sort, search }));
  }
}

/** An offset at which there is something to be seen. */
function within(offset: number, count: number, limit: number): number {
  return Math.max(0, Math.min(offset, count - limit));
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}

/** Lets others have their turn. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
