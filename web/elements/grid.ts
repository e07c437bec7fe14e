import type { GridBlock } from "../../runtime/elements/grid.ts";
import { attributes } from "../escape.ts";
import type { Shell } from "../render.ts";

/** Numbers go to the style sheet as a column's width does: by the two digits of `data-share`, here in rem. */
export function gridShell({ id, columns, minWidth, gap }: GridBlock): Shell {
  const at = attributes({
    class: `grid gap-${gap}`,
    id,
    "data-columns": columns,
    "data-share": String(Math.round(minWidth / 16)).padStart(2, "0"),
  });
  return [`<div${at}>`, "</div>"];
}
