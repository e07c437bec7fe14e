import * as st from "@eddy/eddy";
import { attribute, count, elsewhere, measures, property, words } from "./row.ts";
import type { ElementRows, Row, Rows } from "./row.ts";

const ROWS = [
  { tea: "Oolong", kind: "dark", sold: 30, left: 2 },
  { tea: "Assam", kind: "black", sold: 10, left: 4 },
];
const SHOPS = [
  { lat: 48, lon: 16, y: 47, x: 15, name: "Graz", kind: "shop" },
  { lat: 49, lon: 17, y: 42, x: 19, name: "Linz", kind: "store" },
];
const KEPT = elsewhere(
  "tests/rules/widget_options_test.ts",
  "W1 W7 what is chosen in ${name}() stands under its key",
);
const REFUSED = elsewhere("web/elements/chart_test.ts", "charts refuse rows, sizes");

/** All that is written in a chart, and whether that holds a word of its own. */
const written = `[...box.querySelectorAll("svg text")].map((text) => text.textContent).join(" ")`;
const says = (word: string) => `(${written}).split(" ").includes("${word}")`;
/** A frame is drawn by a library as large as all others; it is looked into where it is drawn once. */
const TOLD = elsewhere(
  "web/elements/plotly_chart_test.ts",
  "a chart of Plotly has the words, the height",
);
const CHOSEN = elsewhere("tests/browser/plotly_test.ts", "marks of Plotly are chosen");
const SELECTABLE = attribute(".chart-field svg[role=img]", "aria-description");
const CHOOSING = "Arrow keys lead from mark to mark, enter chooses one.";

const alt = (
  selector: string,
  was: string,
): Row => ["Tea", attribute(selector, "aria-label"), was, "Tea"];

const simple = (kind: string) => ({
  x: ["tea", says("Oolong"), false, true],
  y: ["sold", says("left"), true, false],
  color: ["kind", says("dark"), false, true, { x: "tea", y: "sold" }],
  xLabel: ["Sorts", says("Sorts"), false, true],
  yLabel: ["Boxes", says("Boxes"), false, true],
  width: [400, measures("svg", "width", 400), false, true],
  height: [200, measures("svg", "height", 200), false, true],
  sort: [
    true,
    `(${written}).replace(/.*(Oolong|Assam) .*(Oolong|Assam).*/, "$1 $2")`,
    "Oolong Assam",
    "Assam Oolong",
    { x: "tea" },
  ],
  onSelect: ["rerun", SELECTABLE, null, CHOOSING],
  alt: alt("svg", `${kind} chart of sold, left over index, 2 rows`),
  key: KEPT,
} as const satisfies ElementRows["options"]);

const highest = says("40");
const lying =
  `[...box.querySelectorAll("svg text")].find(({ textContent }) => textContent === "Oolong")
  .closest("[text-anchor]").getAttribute("text-anchor")`;
/** How large the drawing is, in itself. */
const shape = property("svg[role=img]", "viewBox.baseVal");
const horizontal: Row = [true, lying, "middle", "end", { x: "tea" }];

/** What stands on zero. */
const SOLID = {
  stack: [false, highest, true, false, { x: "tea" }],
  horizontal,
  size: REFUSED,
  yScale: REFUSED,
} as const satisfies ElementRows["options"];

export const CHARTS: Rows = {
  lineChart: {
    draw: (options) => st.lineChart(ROWS, options),
    options: {
      ...simple("Line"),
      stack: [true, highest, false, true, { x: "tea" }],
      horizontal,
      size: REFUSED,
      yScale: ["log", says("100"), false, true],
    },
  },
  areaChart: {
    draw: (options) => st.areaChart(ROWS, options),
    options: { ...simple("Area"), ...SOLID },
  },
  barChart: {
    draw: (options) => st.barChart(ROWS, options),
    options: { ...simple("Bar"), ...SOLID },
  },
  scatterChart: {
    draw: (options) => st.scatterChart(ROWS, options),
    options: {
      ...simple("Scatter"),
      stack: REFUSED,
      horizontal: REFUSED,
      size: [20, attribute("svg > g:last-of-type circle", "r"), "3.5", "10"],
      yScale: ["log", says("100"), false, true],
    },
  },
  vegaLiteChart: {
    draw: (options) =>
      st.vegaLiteChart({
        mark: "bar",
        encoding: { x: { field: "tea", type: "nominal" } },
        params: [{ name: "chosen", select: "point" }],
      }, options),
    options: {
      data: [ROWS, says("Oolong"), false, true],
      height: [150, property("svg[role=img]", "viewBox.baseVal.height"), 300, 150],
      onSelect: ["rerun", SELECTABLE, null, CHOOSING],
      key: KEPT,
      alt: alt("svg[role=img]", "Chart"),
    },
  },
  echartsChart: {
    draw: (options) =>
      st.echartsChart({
        xAxis: { type: "category" },
        yAxis: {},
        series: [{ type: "bar" }],
      }, options),
    options: {
      data: [ROWS, says("Oolong"), false, true],
      width: [400, measures("svg", "width", 400), false, true],
      height: [200, measures("svg", "height", 200), false, true],
      theme: ["echarts", count("svg.light"), 0, 1],
      onSelect: ["rerun", SELECTABLE, null, CHOOSING],
      selectionMode: ["box", attribute("eddy-echarts", "data-selection"), "points", "box", {
        onSelect: "rerun",
      }],
      alt: alt("svg", "No data"),
      key: KEPT,
    },
  },
  plotlyChart: {
    draw: (options) => st.plotlyChart({ data: [] }, options),
    options: {
      height: TOLD,
      theme: TOLD,
      onSelect: CHOSEN,
      selectionMode: CHOSEN,
      alt: TOLD,
      key: KEPT,
    },
  },
  graphvizChart: {
    draw: (options) => st.graphvizChart("digraph { a -> b; a -> c }", options),
    options: {
      engine: ["circo", `${shape}.width > 2 * ${shape}.height`, false, true],
      width: [300, measures("svg[role=img]", "width", 300), false, true],
      alt: alt("svg[role=img]", "Graph of 3 nodes and 2 edges"),
    },
  },
  mermaidChart: {
    draw: (options) => st.mermaidChart("flowchart LR", options),
    options: {
      height: elsewhere("tests/browser/mermaid_test.ts", "a diagram has the height"),
      alt: elsewhere("web/elements/mermaid_chart_test.ts", "a diagram is its text"),
    },
  },
  map: {
    draw: (options) => st.map(SHOPS, options),
    options: {
      latitude: ["y", words("td, th[scope=row]"), "48", "47"],
      longitude: ["x", words("td"), "16", "15"],
      color: ["kind", words(".map-legend"), null, "shop store"],
      size: [20, `JSON.parse(${attribute("eddy-map", "data-map")}).points[0][3]`, 12, 20],
      label: ["name", words("th[scope=row]"), "48", "Graz"],
      tiles: elsewhere("tests/browser/map_test.ts", "a map shows its points"),
      attribution: ["Me", words("figcaption"), null, "Me"],
      zoom: [7, `JSON.parse(${attribute("eddy-map", "data-map")}).zoom`, null, 7],
      height: [200, measures(".map-ground", "height", 200), false, true],
      alt: alt("[aria-label]", "Map of 2 points"),
    },
  },
};
