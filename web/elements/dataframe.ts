import type { DataframeElement } from "../../runtime/elements/dataframe.ts";
import type { GridExtras } from "../data_grid.ts";

export function dataframeExtras({ mode, selected }: DataframeElement): GridExtras {
  return {
    attributes: { "data-mode": mode },
    value: JSON.stringify(selected),
    tools: "",
    below: "",
  };
}
