import type { TableElement } from "../../runtime/elements/table.ts";
import { escape } from "../escape.ts";

export function renderTable({ columns, border, hideHeader }: TableElement): string {
  const head = columns.map(({ name, numeric }) =>
    `<th scope="col"${numeric ? NUMBER : ""}>${escape(name)}</th>`
  ).join("");
  const cells = columns.map(({ numeric }) => numeric ? `<td${NUMBER}>` : "<td>");
  let body = "";
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) {
    body += "<tr>";
    for (let at = 0; at < columns.length; at++) {
      body += `${cells[at]}${escape(columns[at]!.cells[row]!)}</td>`;
    }
    body += "</tr>";
  }
  const empty = rows === 0 ? '<p class="caption">No rows</p>' : "";
  return `<div class="table-scroll" tabindex="0"><table class="table${
    border ? " bordered" : ""
  }"><thead${
    hideHeader ? ' class="unseen"' : ""
  }><tr>${head}</tr></thead><tbody>${body}</tbody></table>${empty}</div>`;
}

const NUMBER = ' class="number"';
