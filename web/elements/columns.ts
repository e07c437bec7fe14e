import type { ColumnBlock, ColumnsBlock } from "../../runtime/elements/columns.ts";
import type { Shell } from "../render.ts";

export function columnsShell({ id, gap, align, border }: ColumnsBlock): Shell {
  const frame = border ? " bordered" : "";
  return [`<div class="columns gap-${gap} align-${align}${frame}" id="${id}">`, "</div>"];
}

export function columnShell({ id, weight }: ColumnBlock): Shell {
  // The client turns it into a custom property: the content security policy allows no style attribute.
  const share = weight === 1 ? "" : ` data-weight="${weight}"`;
  return [`<div class="column" id="${id}"${share}>`, "</div>"];
}
