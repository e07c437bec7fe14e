import type { ColumnBlock, ColumnsBlock } from "../../runtime/elements/columns.ts";
import type { Shell } from "../render.ts";

export function columnsShell({ id, gap, align, border, wrap }: ColumnsBlock): Shell {
  const frame = `${border ? " bordered" : ""}${wrap ? "" : " beside"}`;
  return [`<div class="columns gap-${gap} align-${align}${frame}" id="${id}">`, "</div>"];
}

/**
 * The content security policy allows no style attribute: the style sheet reads a column's width off
 * the two digits of `data-share`.
 */
export function columnShell({ id, share }: ColumnBlock): Shell {
  const at = share === null ? "" : ` data-share="${String(share).padStart(2, "0")}"`;
  return [`<div class="column" id="${id}"${at}>`, "</div>"];
}
