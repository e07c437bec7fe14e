/** Cells of tables that can be looked through, each by what its column holds. */
import type { WidgetId } from "../runtime/ids.ts";
import type { ColumnType, TableColumn } from "../runtime/table_column.ts";
import { linkAddress, mediaAddress } from "../runtime/web_address.ts";
import { attributes, escape } from "./escape.ts";
import { markdownInline } from "./markdown.ts";
import { sparkline } from "./sparkline.ts";

/** How the cells of a table are drawn, besides as their columns say. */
export interface CellLook {
  /** Adds what a cell holds where that is not what it shows, for who edits it. */
  readonly raw: boolean;
  /** Stands where a value is missing. */
  readonly placeholder: string;
  /** Rows are high enough for texts of several lines. */
  readonly lines: boolean;
}

/** Holds texts that may be longer than a line. */
const TEXTS: ReadonlySet<ColumnType> = new Set([
  "json",
  "link",
  "list",
  "markdown",
  "multiselect",
  "select",
  "text",
]);

/** A cell with its tag. */
export function gridCell(column: TableColumn, cell: unknown, look: CellLook): string {
  const { raw } = look;
  const isEmpty = cell === null || cell === undefined;
  if ((isEmpty || cell === "") && raw && column.required) return emptyCell(column, look, true);
  if (isEmpty) return look.placeholder === "" ? "<td></td>" : emptyCell(column, look, false);
  const text = column.text(cell);
  const shown = content(column, cell, text);
  const value = raw ? column.input(cell) : null;
  const at = attributes({
    class: columnClass(column),
    "data-value": value !== null && escape(value) !== shown ? value : null,
  });
  const isWrapped = look.lines && TEXTS.has(column.type);
  return `<td${at}>${isWrapped ? `<div class="lines">${shown}</div>` : shown}</td>`;
}

/** What the cells of a column are, and where they stand. */
export function columnClass({ numeric, alignment }: TableColumn): string | null {
  const names = [numeric ? "number" : "", alignment === null ? "" : `at-${alignment}`];
  return names.filter((name) => name !== "").join(" ") || null;
}

function emptyCell(
  column: TableColumn,
  { raw, placeholder }: CellLook,
  isMissing: boolean,
): string {
  const classes = [
    placeholder === "" ? null : columnClass(column),
    isMissing ? "missing" : null,
    placeholder === "" ? null : "absent",
  ].filter((name) => name !== null).join(" ");
  const mark = isMissing ? '<span class="hidden">Needs a value</span>' : "";
  const at = attributes({ class: classes, "data-value": raw ? "" : null });
  return `<td${at}>${mark}${escape(placeholder)}</td>`;
}

/** A cell with a button, which says in which row it was pressed. */
export function buttonCell(
  column: TableColumn,
  cell: unknown,
  { widget, row }: { readonly widget: WidgetId; readonly row: string },
): string {
  const at = attributes({
    type: "button",
    class: "secondary",
    "data-widget": widget,
    value: row,
    disabled: column.disabled,
  });
  const classes = attributes({ class: ["action", columnClass(column) ?? ""].join(" ").trim() });
  return `<td${classes}><button${at}>${escape(column.text(cell) || column.label)}</button></td>`;
}

function content(column: TableColumn, cell: unknown, text: string): string {
  switch (column.type) {
    case "checkbox":
      return cell === true
        ? '<span class="tick" role="img" aria-label="Yes"></span>'
        : '<span class="tick off" role="img" aria-label="No"></span>';
    case "link":
      return link(column, text);
    case "image": {
      const address = mediaAddress(text, "image/");
      if (address === null) return escape(text);
      return `<img${attributes({ src: address, alt: "", loading: "lazy" })}>`;
    }
    case "list":
    case "multiselect":
      return Array.isArray(cell)
        ? cell.map((one) => `<span class="badge">${escape(String(one))}</span>`).join(" ")
        : escape(text);
    case "line":
    case "area":
    case "bar":
      return chart(column, column.type, cell, text);
    case "progress":
      return progress(column, cell, text);
    case "json":
      return `<code>${escape(text)}</code>`;
    case "markdown":
      return markdownInline(text);
    default:
      return escape(text);
  }
}

function link({ format }: TableColumn, text: string): string {
  const address = linkAddress(text);
  if (address === null) return escape(text);
  const words = format ?? text.replace(/^(?:https?:\/\/|mailto:|tel:)/, "");
  // Out of the app, it opens beside it: a tool's page has state that a click must not end.
  const at = attributes({
    href: address,
    ...(/^https?:/.test(address) && { target: "_blank", rel: "noopener" }),
  });
  return `<a${at}>${escape(words)}</a>`;
}

function chart(
  { min, max }: TableColumn,
  kind: "line" | "area" | "bar",
  cell: unknown,
  text: string,
): string {
  const isList = Array.isArray(cell) || ArrayBuffer.isView(cell);
  const picture = isList
    ? sparkline(cell as unknown as ArrayLike<number>, { kind, min: number(min), max: number(max) })
    : "";
  if (picture === "") return escape(text);
  return `<span role="img" aria-label="${escape(text)}">${picture}</span>`;
}

function progress({ min, max }: TableColumn, cell: unknown, text: string): string {
  const from = number(min) ?? 0;
  const at = attributes({
    max: (number(max) ?? 1) - from,
    value: Math.max(0, Number(cell) - from),
    // Its text says the same.
    "aria-hidden": "true",
  });
  return `<progress${at}></progress> ${escape(text)}`;
}

function number(bound: number | string | null): number | null {
  return typeof bound === "number" ? bound : null;
}
