import type { DataEditorElement } from "../../runtime/elements/data_editor.ts";
import type { TableColumn } from "../../runtime/table_column.ts";
import type { GridExtras } from "../data_grid.ts";
import { attributes } from "../escape.ts";
import type { AttributeValue } from "../escape.ts";
import { problem } from "../field.ts";
import { gridCell } from "../grid_cell.ts";
import type { CellLook } from "../grid_cell.ts";
import { icon } from "../icons.ts";

export function dataEditorExtras(element: DataEditorElement): GridExtras {
  const { dynamic, label, disabled } = element;
  const tool = (action: "add" | "delete", what: string) =>
    `<button${
      attributes({
        type: "button",
        class: "tool",
        [`data-${action}`]: true,
        "aria-label": `${what} ${label}`,
        // It waits for rows to be selected.
        disabled: action === "delete",
      })
    }>${icon(action)}</button>`;
  return {
    attributes: {
      "data-edit": disabled ? null : dynamic ? "dynamic" : "fixed",
      "data-mode": dynamic ? "multi-row" : null,
    },
    value: JSON.stringify(changesOf(element)),
    tools: dynamic
      ? tool("add", "Add a row to") + tool("delete", "Delete the selected rows of")
      : "",
    below: problem(element),
  };
}

/** What is changed, as a browser would say it. */
function changesOf({ edited: { edits }, grid: { columns } }: DataEditorElement) {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return {
    edited: edits.edited.flatMap(({ row, column, value, deed }) => {
      const drawn = byName.get(column);
      if (drawn === undefined) return [];
      return [[row, column, drawn.input(value), ...(deed === undefined ? [] : [deed])]];
    }),
    // What is not said of a row stays as it is.
    added: edits.added.map(({ row }) => [row, {}]),
    deleted: edits.deleted.map(({ row }) => row),
  };
}

/** What a browser has to know of a column to have its cells changed, and to add rows. */
export function columnExtras(
  { editable, dynamic }: DataEditorElement,
  column: TableColumn,
  look: CellLook,
): Record<string, AttributeValue> {
  const { name, type, choices, min, max, step, maxChars, validate, required } = column;
  const begins = dynamic && column.default !== null;
  const beginning = begins ? { "data-new": gridCell(column, column.default, look) } : {};
  if (!editable.has(name)) return beginning;
  return {
    ...beginning,
    "data-type": type,
    "data-choices": choices === null ? null : JSON.stringify(choices),
    "data-min": min,
    "data-max": max,
    "data-step": step,
    "data-max-chars": maxChars,
    "data-pattern": validate?.source,
    "data-flags": validate?.flags.replace(/[gy]/g, "") || null,
    "data-required": required,
  };
}
