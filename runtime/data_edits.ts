/**
 * What somebody has changed in a table: cells, rows that are new, rows that are gone. Data and changes are
 * put together anew at every run, so that two people who change different cells of the same data do not
 * undo each other. A change is done, and forgotten, once the data have it, or once somebody else has
 * changed the same cell since.
 */
import { plainText } from "./cell.ts";
import { Dataset } from "./dataset.ts";
import { digest } from "./ids.ts";
import { keyedBy, listed, numbered } from "./row_names.ts";
import type { RowNames } from "./row_names.ts";
import type { TableColumn } from "./table_column.ts";
import { sameValue } from "./widget.ts";

/** What is changed in a table, and not yet in its data. Rows go by their names. */
export interface DataEdits {
  readonly edited: readonly EditedCell[];
  readonly added: readonly AddedRow[];
  readonly deleted: readonly DeletedRow[];
  /** Names of rows that were added and that the data have by now, and of what else was done. */
  readonly done: readonly string[];
  /** Where rows are told apart by number: how they got their numbers. */
  readonly numbering?: Numbering;
}

/** A cell that was changed. */
export interface EditedCell {
  readonly row: string;
  readonly column: string;
  readonly value: unknown;
  /** What the data had there, once they were asked. */
  readonly before?: unknown;
  /** Names what was done: cells that are pasted at once have one name. */
  readonly deed?: string;
}

/** A row that was added. */
export interface AddedRow {
  readonly row: string;
  readonly cells: Cells;
  /** Cells that were changed since. */
  readonly fresh?: Cells;
  /** How many rows the data had, once they were asked. */
  readonly after?: number;
}

/** A row that was deleted. */
export interface DeletedRow {
  readonly row: string;
  /** What was in it, where rows are told apart by number. */
  readonly content?: string;
  /** The data were asked. */
  readonly seen?: boolean;
}

/**
 * Rows without a key are named by the number that they had at first. If an author makes the answer the
 * data of the next run, rows that are gone or new would move the numbers of others.
 */
export interface Numbering {
  /** How many rows there were at first. */
  readonly size: number;
  /** Rows that were added to them, and rows of all these that were taken away. */
  readonly added: readonly string[];
  readonly deleted: readonly string[];
  /** What the author was answered, by which it is seen that this has become the data. */
  readonly answered: string;
}

export type Cells = Readonly<Record<string, unknown>>;

export const NO_EDITS: DataEdits = { edited: [], added: [], deleted: [], done: [] };

/** As many are remembered, lest a message that was on its way does one again. */
const MOST_DONE = 100;

/** Data with the changes of one person. */
export interface EditedRows {
  /** All rows, those that are not complete among them. */
  readonly rows: readonly Cells[];
  /** Their names. */
  readonly ids: readonly string[];
  /** Rows that were added and lack a cell that is required. */
  readonly incomplete: ReadonlySet<number>;
  /** The changes that are not done. */
  readonly edits: DataEdits;
}

/** The data that changes are made to. */
export class EditableData {
  readonly #rows: readonly Cells[];
  readonly #rowKey: string | null;
  #content: string | undefined;

  constructor(rows: readonly Cells[], rowKey: string | null) {
    this.#rows = rows;
    this.#rowKey = rowKey;
  }

  /** What is in a row, if that helps to tell it from others. */
  contentOf(row: string, edits: DataEdits): string | undefined {
    if (this.#rowKey !== null) return undefined;
    const index = this.#names(edits.numbering).find([row]).get(row);
    return index === undefined ? undefined : contentOf(this.#rows[index]!);
  }

  /** Puts data and changes together. `columns` are those that are drawn. */
  with(edits: DataEdits, columns: readonly TableColumn[]): EditedRows {
    const isComplete = completenessOf(columns);
    const open = this.#isAnswer(edits.numbering) ? taken(edits, isComplete) : edits;
    const numbering = this.#fitting(open.numbering);
    const names = this.#names(numbering);
    const gone = new Set<number>();
    const deleted = this.#open(open.deleted, names, (deletion, index) => {
      const { content } = deletion;
      if (content !== undefined && content !== contentOf(this.#rows[index]!)) return null;
      gone.add(index);
      return { ...deletion, seen: true };
    });
    const done = [...open.done];
    const fresh: EditedCell[] = [];
    const added: AddedRow[] = [];
    for (const row of open.added) {
      const index = this.#indexOf(row, names);
      if (index === undefined) added.push(this.#asked(row));
      else {
        done.push(row.row);
        fresh.push(...cellsOf(row.fresh, names.idOf(index)));
      }
    }
    const changed = new Map<number, Record<string, unknown>>();
    const edited = this.#open([...open.edited, ...fresh], names, (edit, index) => {
      const now = cellOf(this.#rows[index]!, edit.column);
      const isNew = !("before" in edit);
      if (gone.has(index) || sameValue(now, edit.value)) return null;
      if (!isNew && !sameValue(now, edit.before)) return null;
      const cells = changed.get(index) ?? { ...this.#rows[index] };
      cells[edit.column] = edit.value;
      changed.set(index, cells);
      return isNew ? { ...edit, before: now } : edit;
    });

    const rows: Cells[] = [];
    const ids: string[] = [];
    this.#rows.forEach((row, index) => {
      if (gone.has(index)) return;
      rows.push(changed.get(index) ?? row);
      ids.push(names.idOf(index));
    });
    const incomplete = new Set<number>();
    for (const { row, cells } of added) {
      if (!isComplete(cells)) incomplete.add(rows.length);
      rows.push(cells);
      ids.push(row);
    }
    const pending = new Set(edited.map(({ deed }) => deed));
    const over = new Set(edits.edited.map(({ deed }) => deed)).difference(pending);
    for (const deed of over) if (deed !== undefined) done.push(deed);
    const now = { edited, added, deleted, done: done.slice(-MOST_DONE) };
    return { rows, ids, incomplete, edits: this.#numbered(now, numbering, { rows, incomplete }) };
  }

  /** The changes that can still be made, as `check` has them, which answers null for others. */
  #open<E extends { readonly row: string }>(
    changes: readonly E[],
    names: RowNames,
    check: (change: E, index: number) => E | null,
  ): E[] {
    const found = names.find(changes.map(({ row }) => row));
    return changes.flatMap((change) => {
      const index = found.get(change.row);
      return index === undefined ? [] : check(change, index) ?? [];
    });
  }

  #asked({ fresh, ...row }: AddedRow): AddedRow {
    return { ...row, cells: { ...row.cells, ...fresh }, after: row.after ?? this.#rows.length };
  }

  /**
   * Where the data have a row that was added: by its name, by its key, else by its cells among data that
   * have grown. What was left empty, whoever keeps the data may have filled.
   */
  #indexOf({ row, cells, after }: AddedRow, names: RowNames): number | undefined {
    if (this.#rowKey === null) {
      const index = names.find([row]).get(row);
      if (index !== undefined) return index;
    } else if (!isEmpty(cells[this.#rowKey])) {
      return names.find([plainText(cells[this.#rowKey])]).values().next().value;
    }
    if (after === undefined || this.#rows.length <= after) return undefined;
    const filled = Object.keys(cells).filter((name) => !isEmpty(cells[name]));
    const index = this.#rows.findLastIndex((known) =>
      filled.length > 0
        ? filled.every((name) => sameValue(cellOf(known, name), cells[name]))
        : Object.keys(known).every((name) => name === this.#rowKey || isEmpty(cellOf(known, name)))
    );
    return index === -1 ? undefined : index;
  }

  // ── Names ─────────────────────────────────────────────────────────────────────────────────────

  #names(numbering: Numbering | undefined): RowNames {
    if (this.#rowKey !== null) return keyedBy(this.#rowKey, new Dataset(this.#rows));
    return numbering === undefined ? numbered(this.#rows.length) : listed(idsOf(numbering));
  }

  /** A numbering as long as it can be that of these rows. */
  #fitting(numbering: Numbering | undefined): Numbering | undefined {
    if (numbering === undefined) return undefined;
    return idsOf(numbering).length === this.#rows.length ? numbering : undefined;
  }

  /** Whether the data are what the author was answered. */
  #isAnswer(numbering: Numbering | undefined): boolean {
    if (numbering === undefined) return false;
    return numbering.answered === (this.#content ??= contentOf(this.#rows));
  }

  #numbered(
    edits: DataEdits,
    numbering: Numbering | undefined,
    { rows, incomplete }: Pick<EditedRows, "rows" | "incomplete">,
  ): DataEdits {
    if (this.#rowKey !== null || (isNone(edits) && numbering === undefined)) return edits;
    const { size, added, deleted } = numbering ??
      { size: this.#rows.length, added: [], deleted: [] };
    const answered = contentOf(rows.filter((_, index) => !incomplete.has(index)));
    return { ...edits, numbering: { size, added, deleted, answered } };
  }
}

/** The changes that an author has not been answered. The others are in the data, under the same names. */
function taken(edits: DataEdits, isComplete: (cells: Cells) => boolean): DataEdits {
  const { edited, added, deleted, done } = edits;
  const numbering = edits.numbering!;
  const known = added.filter(({ cells, after }) => after !== undefined && isComplete(cells));
  return {
    edited: edited.filter((edit) => !("before" in edit)),
    added,
    deleted: deleted.filter(({ seen }) => !seen),
    done,
    numbering: {
      ...numbering,
      added: [...numbering.added, ...known.map(({ row }) => row)],
      deleted: [...numbering.deleted, ...deleted.filter(({ seen }) => seen).map(({ row }) => row)],
    },
  };
}

function idsOf({ size, added, deleted }: Numbering): string[] {
  const gone = new Set(deleted);
  return [...Array.from({ length: size }, (_, row) => String(row)), ...added]
    .filter((id) => !gone.has(id));
}

function cellsOf(cells: Cells = {}, row: string): EditedCell[] {
  return Object.entries(cells).map(([column, value]) => ({ row, column, value }));
}

function completenessOf(columns: readonly TableColumn[]): (cells: Cells) => boolean {
  const required = columns.filter(({ required }) => required).map(({ name }) => name);
  return (cells) => !required.some((name) => isEmpty(cells[name]));
}

/** Whether nothing is changed. */
export function isNone({ edited, added, deleted }: DataEdits): boolean {
  return edited.length + added.length + deleted.length === 0;
}

/** Whether it is a list of changes, wherever it comes from. */
export function isDataEdits(value: unknown): value is DataEdits {
  const { edited, added, deleted, done } = (value ?? {}) as Partial<Record<string, unknown>>;
  const isRow = (one: unknown): one is Record<string, unknown> =>
    typeof (one as { row?: unknown } | null)?.row === "string";
  return Array.isArray(edited) && Array.isArray(added) && Array.isArray(deleted) &&
    Array.isArray(done) && [...edited, ...added, ...deleted].every(isRow) &&
    edited.every(({ column }) => typeof column === "string") &&
    added.every(({ cells }) => typeof cells === "object" && cells !== null);
}

function isEmpty(cell: unknown): boolean {
  return cell === undefined || cell === null || cell === "";
}

/** Own cells only: a missing "constructor" is missing. */
function cellOf(row: Cells, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

/** What a row holds, or several, in short. */
function contentOf(rows: Cells | readonly Cells[]): string {
  const texts = (row: Cells) =>
    Object.keys(row).filter((name) => !isEmpty(row[name]))
      .map((name) => [name, plainText(row[name])]);
  return digest(JSON.stringify(Array.isArray(rows) ? rows.map(texts) : texts(rows as Cells)));
}
