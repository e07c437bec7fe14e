/** Buttons in the rows of a table: a column of them is one widget, whose press says in which row it was. */
import { currentScope } from "./scope.ts";
import type { WidgetId } from "./ids.ts";
import type { RowKey, RowSelection, SelectableRows } from "./row_selection.ts";
import type { ColumnConfig } from "./table_column.ts";
import { registerWidget } from "./widget.ts";
import type { WidgetElement, WidgetKind } from "./widget.ts";

/** The row in which a button was pressed. */
export interface PressedRow {
  /** Its number in the data, from 0; null if the data come from a source. */
  readonly row: number | null;
  /** Its cell in the column that `rowKey` names; null without one. */
  readonly key: RowKey | null;
}

/** Where presses of one column arrive, beside the table itself. */
export interface GridButtonElement extends WidgetElement<"gridButton"> {
  readonly rows: SelectableRows;
}

const gridButtonKind: WidgetKind<GridButtonElement, RowSelection | null> = {
  kind: "gridButton",
  lives: "trigger",
  decode: ({ rows }, sent) => {
    const value = sent.length === 1 ? rows.select([sent[0]!]) : null;
    return value === null ? { ok: false, reason: "has no such row" } : { ok: true, value };
  },
};

/** The columns that are buttons, by name. */
export function buttonColumns(
  columns: Readonly<Record<string, ColumnConfig | string>>,
): [name: string, config: ColumnConfig][] {
  return Object.entries(columns).filter((one): one is [string, ColumnConfig] =>
    typeof one[1] === "object" && one[1].type === "button" && !one[1].hidden
  );
}

/** Makes the widgets of such columns; answers their ids by the columns' names. */
export function gridButtons(
  columns: readonly (readonly [name: string, config: ColumnConfig])[],
  { table, key, identity, rows }: {
    readonly table: string;
    readonly key: string | undefined;
    readonly identity: string;
    readonly rows: SelectableRows;
  },
): Map<string, WidgetId> {
  if (columns.length > 0 && currentScope("dataframe").block.place.form !== null) {
    throw new Error(
      `Cannot draw buttons in dataframe "${table}" in a form: draw the dataframe beside the form`,
    );
  }
  return new Map(columns.map(([name, config]) => {
    const { element }: { element: GridButtonElement } = registerWidget<
      GridButtonElement,
      RowSelection | null
    >(gridButtonKind, {
      name: "dataframe",
      label: config.label ?? name,
      options: {
        ...(key !== undefined && { key: `${key} ${name}` }),
        ...(config.disabled && { disabled: true }),
        onChange: (): unknown => {
          const press = currentScope("dataframe").run.triggers.get(element.id)?.value;
          return press && config.onClick?.(pressed(press as RowSelection));
        },
      },
      identity: `${table} ${identity} ${name}`,
      initial: null,
      element: (base) => ({ ...base, rows }),
    });
    return [name, element.id];
  }));
}

function pressed({ rows, keys }: RowSelection): PressedRow {
  return { row: rows[0] ?? null, key: keys[0] ?? null };
}
