import type { DataframeElement } from "../../runtime/elements/dataframe.ts";
import type { GridExtras } from "../data_grid.ts";

export function dataframeExtras({ modes, selected }: DataframeElement): GridExtras {
  return {
    attributes: { "data-mode": modes.join(" ") || null },
    value: JSON.stringify(selected),
    tools: "",
    below: "",
  };
}
