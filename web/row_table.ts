/** Rows as a table to be heard rather than seen: all of them, or what they come to if they are many. */
import { numberText, timeText } from "./assets/chart_scale.js";
import { escape } from "./escape.ts";

type Row = Readonly<Record<string, unknown>>;

/** Nobody listens to longer tables: they are summed up. */
export const MOST_ROWS = 30;

/** A table of the columns `names` of `rows`. */
export function rowTable(
  rows: readonly Row[],
  names: readonly string[],
  options: { readonly caption: string; readonly locale: string },
): string {
  const text = (cell: unknown) => textOf(cell, options.locale);
  if (rows.length <= MOST_ROWS) {
    return markedTable(options.caption, [
      names,
      ...rows.map((row) => names.map((name) => text(own(row, name)))),
    ]);
  }
  const summed = names.map((name) => {
    const cells = rows.map((row) => own(row, name)).filter((cell) =>
      cell !== null && cell !== undefined
    );
    const numbers = cells.filter((cell) => typeof cell === "number" || cell instanceof Date);
    const isMeasured = numbers.length === cells.length && cells.length > 0;
    const far = (sign: number) => numbers.reduce((a, b) => sign * (+b - +a) > 0 ? b : a);
    return [
      name,
      String(cells.length),
      // Numbers need no words for that, which are dear.
      String(new Set(cells.map((cell) => typeof cell === "number" ? cell : text(cell))).size),
      ...(isMeasured ? [text(far(-1)), text(far(1))] : ["", ""]),
    ];
  });
  return markedTable(options.caption, [
    ["Column", "Values", "Different", "Lowest", "Highest"],
    ...summed,
  ]);
}

/** Lines of cells as a table: the first names the columns, and the first cell of each its line. */
export function markedTable(caption: string, lines: readonly (readonly string[])[]): string {
  const [head = [], ...rows] = lines;
  const line = (cells: readonly string[], tag: "td" | "th") =>
    `<tr>${
      cells.map((cell, i) =>
        i === 0 || tag === "th"
          ? `<th scope="${tag === "th" ? "col" : "row"}">${escape(cell)}</th>`
          : `<td>${escape(cell)}</td>`
      ).join("")
    }</tr>`;
  return `<table><caption>${escape(caption)}</caption><thead>${line(head, "th")}</thead><tbody>${
    rows.map((cells) => line(cells, "td")).join("")
  }</tbody></table>`;
}

function own(row: Row, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

function textOf(cell: unknown, locale: string): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return numberText(cell, locale);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : timeText(cell.getTime());
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
