import * as st from "@eddy/eddy";
import { orders, shops, stock, weeks } from "./business.ts";

/**
 * One line for each column. Point at it, tap it or walk along it by arrow keys; drag to look closer. Those who
 * cannot see it get a table.
 * @see areaChart, vegaLiteChart, metric
 */
export function lineChart() {
  st.lineChart(weeks, {
    x: "week",
    y: ["Vienna", "Linz", "Graz"],
    xLabel: "Week",
    yLabel: "Sold, in 1,000 €",
    height: 260,
    alt: "Sold per week in three cities: Vienna grows, the others stay",
  });
}

/**
 * Areas, on top of each other or shared out.
 * @see lineChart
 */
export function areaChart() {
  const stack = st.segmentedControl("Stack", [true, "normalize", "center"] as const, {
    value: true,
    required: true,
    format: (one) => one === true ? "Sum" : one === "center" ? "Stream" : "Shares",
  });
  st.areaChart(weeks, { x: "week", y: ["Vienna", "Linz", "Graz"], stack: stack!, height: 240 });
}

/**
 * Bars, upright or lying. With `onSelect`, the rows that were clicked are its answer.
 * @see scatterChart, dataframe
 */
export function barChart() {
  const { rows } = st.barChart(stock, {
    x: "product",
    y: "left",
    horizontal: true,
    sort: "-left",
    height: 200,
    key: "bars",
    onSelect: "rerun",
  });
  const chosen = rows.map((row) => stock[row]!.product);
  st.caption(chosen.length === 0 ? "Click a bar" : `Chosen: ${chosen.join(", ")}`);
}

/**
 * A mark for each row, by place, colour and size.
 * @see lineChart, map
 */
export function scatterChart() {
  st.scatterChart(orders.slice(0, 90).map((order) => ({ ...order })), {
    x: "items",
    y: "total",
    color: "state",
    size: "items",
    yScale: "log",
    width: 420,
    height: 260,
  });
}

/**
 * Anything that Vega-Lite can draw, made on the server. With `onSelect`, it answers what was chosen by the
 * params of its spec.
 * @see barChart
 */
export function vegaLiteChart() {
  const { points } = st.vegaLiteChart({
    params: [{ name: "week", select: { type: "point", fields: ["week"] } }],
    mark: { type: "rect", cursor: "pointer" },
    encoding: {
      x: { field: "week", type: "ordinal", axis: { labelAngle: 0, labelOverlap: true } },
      y: { field: "city", type: "nominal" },
      color: { field: "sold", type: "quantitative" },
      opacity: { condition: { param: "week", value: 1 }, value: 0.4 },
    },
  }, {
    data: weeks.flatMap(({ week, ...cities }) =>
      Object.entries(cities).map(([city, sold]) => ({ week, city, sold }))
    ),
    key: "heat",
    height: 150,
    alt: "Sold by week and city",
    onSelect: "rerun",
  });
  st.caption(`Weeks chosen: ${points.week?.map(({ week }) => week).join(", ") || "none"}`);
}

/**
 * Points on a map, by Leaflet. The tiles under them come from an address that the app names.
 * @see scatterChart
 */
export function map() {
  st.map(shops, {
    latitude: "latitude",
    longitude: "longitude",
    label: "shop",
    color: "kind",
    size: "sold",
    zoom: 7,
    height: 280,
    alt: "Four shops and a warehouse in Austria, by what they sell",
  });
}

/**
 * A map with tiles under its points. Those of OpenStreetMap come from the internet, so that they are asked for
 * here only when you say so.
 * @see map
 */
export function mapTiles() {
  if (!st.toggle("Ask OpenStreetMap for tiles")) return;
  st.map(shops, {
    label: "shop",
    tiles: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    attribution: "© [OpenStreetMap](https://www.openstreetmap.org/copyright) contributors",
  });
}

/**
 * Anything that ECharts can draw: on the server first, then live, with its own tooltips, zooms and legends.
 * With `onSelect`, it answers the marks that were chosen, here by dragging a box around them, too.
 * @see barChart, vegaLiteChart
 */
export function echartsChart() {
  const theme = st.segmentedControl("Look", ["page", "echarts"] as const, {
    required: true,
    value: "page",
  });
  const { points } = st.echartsChart({
    title: { text: "Sold by week", left: 0, top: 0 },
    legend: { bottom: 0 },
    grid: { left: 40, right: 10, top: 50, bottom: 60 },
    xAxis: { type: "category" },
    yAxis: { type: "value" },
    series: [
      { type: "bar", name: "Vienna", stack: "all", encode: { x: "week", y: "Vienna" } },
      { type: "bar", name: "Graz", stack: "all", encode: { x: "week", y: "Graz" } },
      { type: "line", name: "Linz", encode: { x: "week", y: "Linz" } },
    ],
  }, {
    data: weeks,
    theme,
    width: 640,
    height: 280,
    key: "sold",
    alt: "Sold by week in Vienna, Graz and Linz",
    onSelect: "rerun",
    selectionMode: "box",
  });
  st.caption(`${points.length} marks chosen`);
}

/**
 * A figure of Plotly, drawn in the browser. With `onSelect`, it answers the marks that were chosen, here by a
 * lasso.
 * @see scatterChart
 */
export function plotlyChart() {
  const theme = st.segmentedControl("Colours", ["page", "plotly"] as const, {
    required: true,
    value: "page",
  });
  const { points } = st.plotlyChart({
    data: ["Vienna", "Graz"].map((city) => ({
      type: "scatter",
      mode: "markers",
      name: city,
      x: weeks.map(({ week }) => week),
      y: weeks.map((week) => week[city as "Vienna" | "Graz"]),
    })),
    layout: { title: { text: "Sold by week" }, legend: { orientation: "h" } },
  }, {
    theme,
    height: 320,
    key: "traces",
    alt: "Sold by week in Vienna and Graz",
    onSelect: "rerun",
    selectionMode: "lasso",
  });
  st.caption(`${points.length} weeks chosen`);
}

/**
 * A graph in the DOT language, drawn on the server in the theme's colours.
 * @see mermaidChart
 */
export function graphvizChart() {
  const engine = st.selectbox("Engine", ["dot", "neato", "circo"] as const);
  st.graphvizChart(
    `digraph {
      rankdir = LR
      node [shape = box, style = rounded]
      Order -> Payment -> Packing -> Delivery
      Payment -> Refund [label = "refused", style = dashed]
      Delivery -> Refund [label = "returned"]
    }`,
    { engine, width: 440, alt: "From order to delivery, with two ways to a refund" },
  );
}

/**
 * A diagram in Mermaid's language, drawn in the browser.
 * @see graphvizChart
 */
export function mermaidChart() {
  st.mermaidChart(
    `sequenceDiagram
      Customer->>Shop: order
      Shop->>Warehouse: pack it
      Warehouse-->>Shop: parcel number
      Shop-->>Customer: on its way`,
    { height: 300, alt: "An order goes from the customer over the shop to the warehouse" },
  );
}
