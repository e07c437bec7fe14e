/**
 * Tables that can be looked through: a real table of the rows in view, which the page's script lets grow
 * into a window on all of them. What a browser shows already is not sent again: a table's version says
 * what it shows, and a browser that shows another one asks.
 */
import type { DataEditorElement } from "../runtime/elements/data_editor.ts";
import type { DataframeElement } from "../runtime/elements/dataframe.ts";
import type { GridRow, GridWindow } from "../runtime/grid_rows.ts";
import { digest } from "../runtime/ids.ts";
import { columnExtras, dataEditorExtras } from "./elements/data_editor.ts";
import { dataframeExtras } from "./elements/dataframe.ts";
import { attributes, escape } from "./escape.ts";
import type { AttributeValue } from "./escape.ts";
import { helpMark } from "./field.ts";
import { buttonCell, columnClass, gridCell } from "./grid_cell.ts";
import type { CellLook } from "./grid_cell.ts";
import { icon } from "./icons.ts";
import type { Links } from "./links.ts";

/** Any of the elements that show a grid. */
export type AnyGridElement = DataEditorElement | DataframeElement;

/** What one kind of grid has besides. */
export interface GridExtras {
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** The value of its widget, as the browser would send it. */
  readonly value: string;
  /** Stands in its bar. */
  readonly tools: string;
  /** Stands below it. */
  readonly below: string;
}

/** A table with so few rows is searched by eye. */
const FEW_ROWS = 10;
/** Rows of this height, in pixels, have room for two lines of text. */
const TWO_LINES = 46;

/** The parts of a grid, and the name of what they show. */
interface Drawn {
  readonly bar: string;
  readonly table: string;
  readonly version: string;
}

export function renderGrid(element: AnyGridElement, links: Links): string {
  const { id, grid, label, height, rowHeight } = element;
  const { window } = grid;
  const extras = extrasOf(element);
  const drawn = window === null ? null : draw(element, window, links, extras);
  const isShown = drawn === null ? grid.shown !== "" : grid.shown === drawn.version;
  if (drawn !== null) grid.shown = drawn.version;
  const at = attributes({
    id,
    class: "data-grid",
    "data-widget": id,
    "data-module": links.module("tables"),
    "data-rows": links.rows(id),
    "data-version": drawn?.version,
    "data-light": isShown,
    "data-row-height": rowHeight,
    ...viewOf(window),
    ...extras.attributes,
  });
  const control = `<input${
    attributes({
      name: id,
      value: extras.value,
      hidden: true,
      "aria-label": label,
      autocomplete: "off",
    })
  }>`;
  if (isShown) return `<eddy-grid${at}>${control}</eddy-grid>`;
  const scroll = attributes({
    class: "table-scroll",
    tabindex: "0",
    role: "region",
    "aria-label": label,
    "aria-busy": drawn === null ? "true" : null,
    "data-height": height,
  });
  const sheet = `<link rel="stylesheet" href="${escape(links.sheet("tables"))}">`;
  const { bar, table } = drawn ?? LOADING;
  return `<eddy-grid${at}>${control}${sheet}${bar}<div${scroll}>${table}</div>${
    window === null ? "" : note(window)
  }${extras.below}</eddy-grid>`;
}

const LOADING = { bar: "", table: '<p class="caption">Loading rows …</p>' };

/** What a browser that scrolls, sorts or searches is sent: the table, and what it shows. */
export function renderGridWindow(
  element: AnyGridElement,
  window: GridWindow,
  links: Links,
): string {
  const { table, version } = draw(element, window, links, extrasOf(element));
  element.grid.shown = version;
  const at = attributes({ "data-version": version, ...viewOf(window) });
  return `<eddy-grid${at}>${table}</eddy-grid>`;
}

function extrasOf(element: AnyGridElement): GridExtras {
  return element.kind === "dataEditor" ? dataEditorExtras(element) : dataframeExtras(element);
}

function draw(
  element: AnyGridElement,
  window: GridWindow,
  links: Links,
  extras: GridExtras,
): Drawn {
  const bar = barOf(element, window, links, extras.tools);
  const table = tableOf(element, window);
  const rest = JSON.stringify([
    element.height,
    element.rowHeight,
    window.view.offset,
    extras.attributes,
  ]);
  return { bar, table, version: digest(bar + table + rest) };
}

function viewOf(window: GridWindow | null): Record<string, AttributeValue> {
  if (window === null) return {};
  const { view, count, total } = window;
  return {
    "data-count": count,
    "data-total": total,
    "data-offset": view.offset,
    "data-sort": view.sort?.column,
    "data-descending": view.sort === null ? null : String(view.sort.descending),
    "data-search": view.search === "" ? null : view.search,
  };
}

/** Above the table: what it is searched by, how many rows there are, what can be done with them. */
function barOf(
  { id, label, fileName, search }: AnyGridElement,
  window: GridWindow,
  links: Links,
  tools: string,
): string {
  const field = attributes({
    type: "search",
    placeholder: "Search",
    "aria-label": `Search ${label}`,
    autocomplete: "off",
    enterkeyhint: "search",
  });
  const file = attributes({
    class: "tool",
    role: "button",
    href: links.csv(id),
    download: true,
    "aria-label": `Save ${label} as CSV`,
  });
  const columns = attributes({
    type: "button",
    class: "tool",
    "data-columns": true,
    "aria-label": `Columns of ${label}`,
  });
  const isSearched = search ?? (window.total ?? Infinity) > FEW_ROWS;
  return `<div class="grid-bar">${
    isSearched ? `<input${field}>` : ""
  }<span class="grid-count" role="status">${countText(window)}</span>${tools}<button${columns}>${
    icon("columns")
  }</button>${fileName === null ? "" : `<a${file}>${icon("download")}</a>`}</div>`;
}

function countText({ count, total, view }: GridWindow): string {
  const number = (value: number) => value.toLocaleString("en");
  if (view.search !== "" && total !== null) return `${number(count)} of ${number(total)} rows`;
  return `${number(count)} ${count === 1 ? "row" : "rows"}`;
}

/** For whoever reads the page without its script. */
function note({ rows, count }: GridWindow): string {
  if (rows.length >= count) return "";
  return `<p class="caption grid-note">The first ${rows.length} of ${
    count.toLocaleString("en")
  } rows. The others need JavaScript, or are in the file to be saved.</p>`;
}

function tableOf(element: AnyGridElement, window: GridWindow): string {
  const { label } = element;
  const look = {
    raw: element.kind === "dataEditor",
    placeholder: element.placeholder,
    lines: (element.rowHeight ?? 0) >= TWO_LINES,
  };
  const rows = window.rows.map((row) => bodyRow(row, element, look)).join("");
  const none = window.count > 0 ? "" : `<p class="caption">${emptyText(window)}</p>`;
  return `<table${attributes({ "aria-label": label })}>${
    head(element, window, look)
  }<tbody>${rows}</tbody></table>${none}`;
}

function emptyText({ view }: GridWindow): string {
  return view.search === "" ? "No rows" : `No row has “${escape(view.search)}”`;
}

function head(
  element: AnyGridElement,
  { view: { sort } }: GridWindow,
  look: CellLook,
): string {
  const { id, numbered, grid: { columns } } = element;
  const index = numbered
    ? '<th scope="col" class="index"><span class="hidden">Row</span></th>'
    : "";
  const cells = columns.map((column) => {
    const { name, label, help, pinned, width } = column;
    const sorted = sort?.column !== name ? "none" : sort.descending ? "descending" : "ascending";
    const at = attributes({
      scope: "col",
      class: columnClass(column),
      "aria-sort": sorted,
      "data-name": name,
      "data-width": width,
      "data-pinned": pinned,
      ...(element.kind === "dataEditor" && columnExtras(element, column, look)),
    });
    const mark = helpMark(help, help === null ? null : `${id}-${digest(name)}`);
    // Buttons are nothing to sort by.
    const title = column.type === "button"
      ? `<span>${escape(label)}</span>`
      : `<button type="button">${escape(label)}</button>`;
    return `<th${at}>${title}${mark}</th>`;
  });
  return `<thead><tr>${index}${cells.join("")}</tr></thead>`;
}

function bodyRow(
  { id, index, cells }: GridRow,
  element: AnyGridElement,
  look: CellLook,
): string {
  const { numbered, grid: { columns } } = element;
  const number = numbered ? `<th scope="row" class="index">${index}</th>` : "";
  const content = columns.map((column, at) => {
    const widget = element.kind === "dataframe" ? element.buttons.get(column.name) : undefined;
    return widget !== undefined && id !== null
      ? buttonCell(column, cells[at], { widget, row: id })
      : gridCell(column, cells[at], look);
  }).join("");
  return `<tr${attributes({ "data-row": id })}>${number}${content}</tr>`;
}
