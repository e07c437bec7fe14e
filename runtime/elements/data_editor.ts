import { nth } from "../block.ts";
import { emptyCell, enteredCell, isEntered } from "../cell_input.ts";
import { EditableData, isDataEdits, NO_EDITS } from "../data_edits.ts";
import type {
  AddedRow,
  Cells,
  DataEdits,
  DeletedRow,
  EditedCell,
  EditedRows,
} from "../data_edits.ts";
import { Dataset } from "../dataset.ts";
import { put } from "../draw.ts";
import { buttonColumns } from "../grid_buttons.ts";
import { gridParts } from "../grid_element.ts";
import type { DataGridOptions, GridElement } from "../grid_element.ts";
import { DatasetRows } from "../grid_rows.ts";
import { currentScope } from "../scope.ts";
import type { TableColumn } from "../table_column.ts";
import { registerWidget, sameValue, setByApp, stateName } from "../widget.ts";
import type { Decoded, WidgetKind } from "../widget.ts";

/** A table whose cells can be changed. */
export interface DataEditorElement extends GridElement<"dataEditor"> {
  /** Rows can be added and deleted. */
  readonly dynamic: boolean;
  /** Names of the columns whose cells can be changed. */
  readonly editable: ReadonlySet<string>;
  /** The data, and what is changed in them. */
  readonly data: EditableData;
  readonly edited: EditedRows;
}

/** Options of {@linkcode dataEditor}. */
export interface DataEditorOptions extends DataGridOptions {
  /** `"dynamic"`: rows can be added and deleted. Default: `"fixed"`. */
  numRows?: "fixed" | "dynamic";
  /** Nothing can be changed, or nothing in these columns. */
  disabled?: boolean | readonly string[];
  /** Runs before the page or fragment, with the change in place. */
  onChange?: () => unknown;
}

/** More changes than somebody makes before they are saved. */
const MOST_CHANGES = 20_000;
/** How a browser names a row that it adds, and what it does. */
const NAMED = /^\+[\w-]{1,40}$/;

const dataEditorKind: WidgetKind<DataEditorElement, DataEdits> = {
  kind: "dataEditor",
  decode: (element, sent) => {
    const changes = sent.length === 1 ? changesIn(sent[0]!) : null;
    if (changes === null) return { ok: false, reason: "takes no such changes" };
    return new Decoder(element).decode(changes);
  },
};

/** What a browser says that somebody has changed: texts, as they were entered. */
interface Changes {
  readonly edited: readonly (readonly [row: string, column: string, text: string, deed?: string])[];
  readonly added: readonly (readonly [row: string, cells: Readonly<Record<string, string>>])[];
  readonly deleted: readonly string[];
}

function changesIn(sent: string): Changes | null {
  let value: unknown;
  try {
    value = JSON.parse(sent);
  } catch {
    // Not what our client sends.
    return null;
  }
  const { edited, added, deleted } = (value ?? {}) as Partial<Record<keyof Changes, unknown>>;
  const isText = (one: unknown) => typeof one === "string";
  const isEdit = (one: unknown) =>
    Array.isArray(one) && one.every(isText) &&
    (one.length === 3 || (one.length === 4 && NAMED.test(String(one[3]))));
  const isAddition = (one: unknown) =>
    Array.isArray(one) && one.length === 2 && NAMED.test(String(one[0])) && isText(one[0]) &&
    typeof one[1] === "object" && one[1] !== null && !Array.isArray(one[1]) &&
    Object.values(one[1]).every(isText);
  const isSound = Array.isArray(edited) && edited.every(isEdit) && Array.isArray(added) &&
    added.every(isAddition) && Array.isArray(deleted) && deleted.every(isText);
  if (!isSound || edited.length + added.length + deleted.length > MOST_CHANGES) return null;
  return { edited, added, deleted };
}

/** Why changes are not taken. */
class Refusal extends Error {}

/** Reads the changes of one message, against the table as last drawn. */
class Decoder {
  readonly #element: DataEditorElement;
  readonly #columns: ReadonlyMap<string, TableColumn>;
  /** Places of the rows that were drawn. */
  readonly #rows: ReadonlyMap<string, number>;
  /** What has come already: what is not open of it is done. */
  readonly #deeds: ReadonlySet<string | undefined>;

  constructor(element: DataEditorElement) {
    this.#element = element;
    this.#columns = new Map(element.grid.columns.map((column) => [column.name, column]));
    this.#rows = new Map(element.edited.ids.map((id, index) => [id, index]));
    const { edited, done } = element.edited.edits;
    this.#deeds = new Set([...edited.map(({ deed }) => deed), ...done]);
  }

  decode({ edited, added, deleted }: Changes): Decoded<DataEdits> {
    const { dynamic, edited: { edits } } = this.#element;
    const isNew = new Set(added.map(([row]) => row));
    if (!dynamic && added.length + deleted.length > 0) {
      return { ok: false, reason: "has as many rows as it has" };
    }
    if (isNew.size < added.length) return { ok: false, reason: "has a row twice" };
    try {
      const additions = added.map((addition) => this.#addition(addition));
      return {
        ok: true,
        value: {
          ...edits,
          edited: [
            ...edits.edited.filter(({ column }) => !this.#columns.has(column)),
            ...edited.flatMap((edit) => this.#edit(...edit)),
            ...additions.flatMap((one) => Array.isArray(one) ? one : []),
          ],
          added: additions.flatMap((one) => Array.isArray(one) ? [] : [one]),
          deleted: [...new Set(deleted)].flatMap((row) => this.#deletion(row)),
        },
      };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, reason: error.message };
      throw error;
    }
  }

  /** A change that was there before is the same one still. Of a row that is gone there is none. */
  #edit(row: string, name: string, text: string, deed?: string): EditedCell[] {
    const column = this.#column(name);
    const before = this.#element.edited.edits.edited
      .find((edit) => edit.row === row && edit.column === name);
    if (before !== undefined && column.input(before.value) === text) return [before];
    // A message that was on its way does not do it once more: others may have changed the cell since.
    if (!this.#rows.has(row) || (deed !== undefined && this.#deeds.has(deed))) return [];
    const value = this.#value(column, text);
    return [{ row, column: name, value, ...(deed !== undefined && { deed }) }];
  }

  /** A row that was added; what was changed of it, if the data have it already. */
  #addition([row, texts]: Changes["added"][number]): AddedRow | EditedCell[] {
    const { edits } = this.#element.edited;
    const before = edits.added.find((one) => one.row === row);
    const place = this.#rows.get(row);
    const known = before?.cells ?? (place === undefined ? {} : this.#element.edited.rows[place]!);
    const changed: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(texts)) {
      const column = this.#column(name);
      if (column.input(Object.hasOwn(known, name) ? known[name] : null) === text) continue;
      // A row that is not complete is not answered: it may be empty where it must not stay so.
      changed[name] = text === "" ? emptyCell(column) : this.#value(column, text);
    }
    if (before !== undefined) return { ...before, fresh: changed };
    if (place === undefined && !edits.done.includes(row)) {
      return { row, cells: { ...this.#defaults(), ...changed } };
    }
    return Object.entries(changed).flatMap(([column, value]) =>
      place === undefined ? [] : [{ row, column, value }]
    );
  }

  #deletion(row: string): DeletedRow[] {
    const { data, edited: { edits } } = this.#element;
    const before = edits.deleted.find((one) => one.row === row);
    if (before !== undefined) return [before];
    if (!this.#rows.has(row)) return [];
    const content = data.contentOf(row, edits);
    return [{ row, ...(content !== undefined && { content }) }];
  }

  #defaults(): Cells {
    return Object.fromEntries(
      [...this.#columns.values()].map((column) => [column.name, column.default ?? startOf(column)]),
    );
  }

  #column(name: string): TableColumn {
    const column = this.#columns.get(name);
    if (column === undefined) throw new Refusal(`has no column "${name}"`);
    if (!this.#element.editable.has(name)) throw new Refusal(`does not let "${name}" be changed`);
    return column;
  }

  #value(column: TableColumn, text: string): unknown {
    const decoded = enteredCell(column, text);
    if (!decoded.ok) throw new Refusal(decoded.reason);
    return decoded.value;
  }
}

/** What a cell of a new row begins with. */
function startOf(column: TableColumn): unknown {
  return column.type === "checkbox" ? false : emptyCell(column);
}

/**
 * Draws a table whose cells can be changed, and answers its rows with the changes: copies, the author's
 * own are left alone. Cells are entered as their column's type says, and checked on the server; cells
 * are pasted from a spreadsheet; with `numRows: "dynamic"` rows are added and deleted. A row that was
 * added is answered once it has all cells that are `required`.
 *
 * Only what was changed comes from a browser, and is put into the data of each run. So if what it answers
 * is kept where others keep theirs, two people who change different cells both keep their changes.
 * With a `rowKey`, a change follows its row when others come or go; without one, rows are told apart by
 * number.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * let tasks = [
 *   { id: 1, task: "Write", done: true, due: "2026-11-21" },
 *   { id: 2, task: "Read", done: false, due: "2026-11-22" },
 * ];
 *
 * st.createApp(() => {
 *   tasks = st.dataEditor(tasks, {
 *     rowKey: "id",
 *     disabled: ["id"],
 *     columns: { task: { required: true, maxChars: 80 }, due: { type: "date" } },
 *   });
 *   st.write(`${tasks.filter((task) => task.done).length} done`);
 * });
 * ```
 *
 * @throws {TypeError} If the rows are not objects.
 * @throws {RangeError} If an option is out of its bounds, or there is no column `rowKey`.
 * @throws {SyntaxError} If a column's format cannot be read.
 */
export function dataEditor<T extends object>(
  data: readonly T[],
  options: DataEditorOptions = {},
): T[] {
  const { key, label = "Data", rowKey = null, numRows = "fixed", disabled = false } = options;
  const scope = currentScope(`dataEditor "${label}"`);
  const identity = String(nth(scope.instance.block, "dataEditor"));
  const rows = data as readonly Cells[];
  const odd = rows.findIndex((row) =>
    typeof row !== "object" || row === null || Array.isArray(row)
  );
  if (odd !== -1) {
    throw new TypeError(
      `Cannot edit rows: row ${odd} must be an object: received ${JSON.stringify(rows[odd])}`,
    );
  }
  const [button] = buttonColumns(options.columns ?? {});
  if (button !== undefined) {
    throw new RangeError(
      `Cannot draw column "${button[0]}" as type "button" in a dataEditor: draw a dataframe`,
    );
  }
  const base = new EditableData(rows, rowKey);
  let edited: EditedRows = { rows, ids: [], incomplete: new Set(), edits: NO_EDITS };
  let dataset = new Dataset(rows);
  const source = new DatasetRows(() => dataset, () => (row) => edited.ids[row]!);
  const parts = gridParts("dataEditor", source, { scope, options });
  const locked = disabled === true;
  const { element, value } = registerWidget<DataEditorElement, DataEdits>(dataEditorKind, {
    label,
    options: {
      ...(key !== undefined && { key }),
      ...(options.onChange !== undefined && { onChange: options.onChange }),
      disabled: locked,
    },
    identity,
    constraint: `${numRows} ${rowKey}`,
    initial: NO_EDITS,
    accepts: (value): value is DataEdits => {
      if (!isDataEdits(value)) throw setByApp("dataEditor", key!);
      return true;
    },
    element: (widget, value) => {
      const common = parts(widget.id);
      const { grid } = common;
      edited = base.with(value, grid.columns);
      dataset = new Dataset(edited.rows);
      void grid.refresh();
      const editable = grid.columns.filter((column) =>
        isEntered(column) && !locked &&
        !(Array.isArray(disabled) && disabled.includes(column.name))
      );
      return {
        ...widget,
        ...common,
        dynamic: numRows === "dynamic" && !locked,
        editable: new Set(editable.map(({ name }) => name)),
        data: base,
        edited,
      };
    },
  });
  put(scope, "dataEditor", element);
  const { id, edited: { rows: now, incomplete, edits } } = element;
  // What is done is forgotten.
  if (!sameValue(edits, value)) scope.run.session.state.set(stateName(id, key ?? null), edits);
  return now.filter((_, index) => !incomplete.has(index)).map((row) => ({ ...row })) as T[];
}
