import * as st from "@eddy/eddy";
import { attribute, count, elsewhere, measures, style, words } from "./row.ts";
import type { ElementRows, Rows } from "./row.ts";

const ROWS = [{ tea: "Oolong", left: null }, { tea: "Assam", left: 4 }];
const KEPT = elsewhere(
  "tests/rules/widget_options_test.ts",
  "W1 W7 what is chosen in ${name}() stands under its key",
);

const names = `[...box.querySelectorAll("th[data-name]")].map((head) => head.textContent).join()`;

const GRID = {
  columns: [{ tea: "Sort" }, names, "tea,left", "Sort,left"],
  order: [["left"], names, "tea,left", "left"],
  hideIndex: [true, count("td.index, th.index"), 3, 0],
  height: [70, measures(".table-scroll", "height", 70), false, true],
  rowHeight: [80, measures("tr[data-row]", "height", 80), false, true],
  placeholder: ["none", words(".absent"), null, "none"],
  key: KEPT,
  label: ["Teas", attribute("table", "aria-label"), "Data", "Teas"],
  rowKey: ["tea", count("th.index"), 3, 0],
  search: [true, count("[type=search]"), 0, 1],
  download: [false, count("a[download]"), 1, 0],
} as const satisfies ElementRows["options"];

export const DATA: Rows = {
  dataframe: {
    draw: (options) => st.dataframe(ROWS, options),
    options: {
      ...GRID,
      onSelect: ["rerun", attribute("eddy-grid", "data-mode"), null, "multi-row"],
      selectionMode: [
        "single-cell",
        attribute("eddy-grid", "data-mode"),
        "multi-row",
        "single-cell",
        { onSelect: "rerun" },
      ],
    },
  },
  dataEditor: {
    draw: (options) => st.dataEditor(ROWS, options),
    options: {
      ...GRID,
      numRows: ["dynamic", count("[data-add]"), 0, 1],
      disabled: [true, attribute("eddy-grid", "data-edit"), "fixed", null],
      onChange: KEPT,
    },
  },
  table: {
    draw: (options) => st.table(ROWS, options),
    options: {
      border: [false, count(".table.bordered"), 1, 0],
      hideHeader: [
        true,
        `box.querySelector("thead").getBoundingClientRect().height > 1`,
        true,
        false,
      ],
    },
  },
  metric: {
    draw: (options) => st.metric("Sold", 1234, options),
    options: {
      delta: [-3, words(".metric-delta"), null, "-3"],
      deltaColor: ["inverse", count(".metric-delta.good"), 0, 1, { delta: -3 }],
      deltaArrow: ["off", count(".metric-delta svg"), 1, 0, { delta: -3 }],
      deltaDescription: ["a day", words(".metric-delta span"), null, "a day", { delta: -3 }],
      format: ["%d kg", words(".metric-value"), "1,234", "1234 kg"],
      help: ["More", words(".help-text"), null, "More"],
      border: [true, `${style(".metric", "borderTopWidth")} !== "0px"`, false, true],
      chart: [[1, 3, 2], count(".sparkline"), 0, 1],
      chartType: ["bar", count(".sparkline [fill=currentColor]"), 0, 1, { chart: [1, 3, 2] }],
      icon: ["★", words(".metric-label"), "Sold", "★Sold"],
      labelVisibility: [
        "collapsed",
        `box.querySelector(".metric-label").getBoundingClientRect().height > 1`,
        true,
        false,
      ],
    },
  },
};
