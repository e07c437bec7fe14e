import { assert, assertEquals, assertThrows } from "@std/assert";
import type { SimpleChart } from "../runtime/elements/chart.ts";
import { columnsOf, type Rows } from "../runtime/rows.ts";
import type { Plot } from "./assets/chart_layout.js";
import { coordinatesOf } from "./assets/chart_layout.js";
import { planOf } from "./chart_data.ts";
import { plotOf } from "./chart_plot.ts";
import { describeChart } from "./chart_words.ts";

const SALES = { month: ["Mar", "Jan", "Feb"], north: [3, 5, 2], south: [2, 4, 6] };
const TREES = [
  { kind: "oak", height: 20, age: 100 },
  { kind: "elm", height: 10, age: 30 },
  { kind: "oak", height: 25, age: 140 },
];

Deno.test("plotOf() puts all numeric columns over the index", () => {
  const plot = drawn("line", { a: [1, 2], label: ["x", "y"], b: [3, 4] });
  assertEquals(plot.places, { type: "number", values: [0, 1] });
  assertEquals(plot.series, [{ name: "a", values: [1, 2] }, { name: "b", values: [3, 4] }]);
  assertEquals([plot.xTitle, plot.yTitle], [undefined, undefined]);
});

Deno.test("plotOf() draws all shapes of rows alike", () => {
  const shapes: Rows[] = [[{ value: 1 }, { value: 2 }], { value: [1, 2] }, [1, 2]];
  for (const rows of shapes) {
    const plot = drawn("line", rows);
    assertEquals(plot.series, [{ values: [1, 2] }]);
    assertEquals(plot.yTitle, "value");
  }
  assertEquals(marksOf(drawn("line", [[5, 1], [6, 2]], { x: "0" })), [[5, 1], [6, 2]]);
});

Deno.test("plotOf() keeps names in order of appearance, unless they are to be sorted", () => {
  const names = (sort?: boolean | string) =>
    drawn("bar", SALES, { x: "month", y: "north", ...(sort === undefined ? {} : { sort }) });
  assertEquals(marksOf(names()), [["Mar", 3], ["Jan", 5], ["Feb", 2]]);
  assertEquals(marksOf(names(true)), [["Feb", 2], ["Jan", 5], ["Mar", 3]]);
  assertEquals(marksOf(names("north")), [["Feb", 2], ["Mar", 3], ["Jan", 5]]);
  assertEquals(marksOf(names("-south")), [["Feb", 2], ["Jan", 5], ["Mar", 3]]);
  assertEquals([names().xTitle, names().yTitle], ["month", "north"]);
  const rooms = drawn("bar", { room: ["R10", "R9"], n: [1, 2] }, { x: "room", sort: true });
  assertEquals(rooms.places.values, ["R9", "R10"]);
  assertThrows(() => names("west"), RangeError, 'Cannot sort chart by "west": must be true, or a');
});

Deno.test("plotOf() takes dates for times", () => {
  const time = Date.UTC(2026, 0, 2, 3, 4);
  const columns = [
    [new Date(time), new Date(0)],
    ["2026-01-02T03:04:00Z", "1970-01-01"],
    ["2026-01-02 03:04", "1970-01-01"],
    ["2026-01-02T05:04:00+02:00", "1970-01-01T00:00:00.000Z"],
  ];
  for (const day of columns) {
    const { places } = drawn("line", { day, v: [1, 2] }, { x: "day" });
    assertEquals([places.type, coordinatesOf(places)], ["time", [0, time]], String(day));
  }
});

Deno.test("plotOf() shows points in time by the reader's clock, and days as they are", () => {
  const at = (day: readonly unknown[]) =>
    coordinatesOf(drawn("line", { day, v: [1, 2] }, { x: "day" }, "Europe/Vienna").places);
  const [first, second] = [Date.UTC(2026, 0, 2, 3), Date.UTC(2026, 6, 2, 3)];
  const hour = 3_600_000;
  assertEquals(at([new Date(first), new Date(second)]), [first + hour, second + 2 * hour]);
  assertEquals(at(["2026-01-02T03:00Z", "2026-07-02T03:00Z"]), [first + hour, second + 2 * hour]);
  assertEquals(at(["2026-01-02 03:00", "2026-07-02 03:00"]), [first, second]);
  assertEquals(at([new Date("2026-01-02"), new Date("2026-07-02")]), [
    ...["2026-01-02", "2026-07-02"].map((day) => Date.parse(day)),
  ]);
});

Deno.test("plotOf() takes what is only nearly a date for text", () => {
  for (const day of [["2026-01-01", "later"], ["2026-13-45", "2026-01-01"], ["2026", "2027"]]) {
    assertEquals(drawn("line", { day, v: [1, 2] }, { x: "day" }).places.type, "name");
  }
});

Deno.test("plotOf() reads Temporal's dates as ISO text", () => {
  const day = ["2026-01-01", "2026-01-02"].map((text) => ({ toString: () => text }));
  assertEquals(drawn("line", { day, v: [1, 2] }, { x: "day" }).places.type, "time");
});

Deno.test("plotOf() makes a series of each value of the color column", () => {
  const plot = drawn("line", TREES, { x: "age", y: "height", color: "kind" });
  assertEquals(plot.places.values, [30, 100, 140]);
  assertEquals(plot.series, [
    { name: "oak", values: [20, 25], at: [1, 2] },
    { name: "elm", values: [10], at: [0] },
  ]);
});

Deno.test("plotOf() shades and sizes circles by columns", () => {
  const plot = drawn("scatter", TREES, {
    ...{ x: "age", y: "height", color: "height", size: "age" },
  });
  assertEquals(plot.shade, { name: "height", low: 10, high: 25 });
  assertEquals(plot.size, { name: "age", low: 30, high: 140 });
  assertEquals(plot.series, [
    { values: [10, 20, 25], shades: [10, 20, 25], sizes: [30, 100, 140] },
  ]);
  assertEquals(drawn("scatter", TREES, { x: "age", y: "height", size: 12 }).dot, 12);
});

Deno.test("plotOf() takes colors that are no column for paint", () => {
  assertEquals(drawn("bar", { a: [1, 2] }, { color: "#e06c00" }).series[0]!.color, "#e06c00");
  const plot = drawn("line", SALES, { x: "month", color: ["#111", "#222222"] });
  assertEquals(plot.series.map(({ color }) => color), ["#111", "#222222"]);
  assertThrows(
    () => drawn("line", SALES, { color: ["#111", "url(x)"] }),
    RangeError,
    'each color of a list must be like "#0a7" or "#00aa77": received "url(x)"',
  );
});

Deno.test("plotOf() stacks bars and areas, unless told otherwise", () => {
  assertEquals(drawn("bar", SALES).stack, "zero");
  assertEquals(drawn("area", SALES).stack, "zero");
  assertEquals(drawn("line", SALES).stack, undefined);
  assertEquals(drawn("line", SALES, { stack: true }).stack, "zero");
  assertEquals(drawn("area", SALES, { stack: false }).stack, undefined);
  assertEquals(drawn("area", SALES, { stack: "center" }).stack, "center");
  const grouped = drawn("bar", SALES, { stack: false, x: "month" });
  assertEquals([grouped.stack, grouped.grouped], [undefined, true]);
});

Deno.test("plotOf() stands bars at names, numbers side by side or on a scale of time", () => {
  const type = (x: readonly unknown[], options = {}) =>
    drawn("bar", { x, a: [1, 2], b: [3, 4] }, { x: "x", ...options }).places;
  assertEquals(type([20, 3]), { type: "name", values: [3, 20] });
  assertEquals(type(["2026-01-01", "2026-01-02"]).type, "time");
  assertEquals(type(["2026-01-01", "2026-01-02"], { stack: false }), {
    ...{ type: "name", values: ["2026-01-01", "2026-01-02"] },
  });
  assertEquals(type(["2026-01-01", "2026-01-01"]), { type: "name", values: ["2026-01-01"] });
});

Deno.test("plotOf() takes labels over names, and an empty one for none", () => {
  const plot = drawn("line", SALES, { x: "month", y: "north", xLabel: "When", yLabel: "" });
  assertEquals([plot.xTitle, plot.yTitle], ["When", undefined]);
});

Deno.test("plotOf() leaves a gap where a value is missing, and no mark without x", () => {
  const rows = { x: [1, null, 3], y: [NaN, 2, null], z: [1n, 2n, undefined] };
  const plot = drawn("line", rows, { x: "x" });
  assertEquals(plot.places.values, [1, 3]);
  assertEquals(plot.series.map(({ values }) => values), [[null, null], [1, null]]);
});

Deno.test("plotOf() puts marks in order of their places, and knows the rows they came from", () => {
  const rows = { x: [3, 1, 2, 1], y: [30, 10, 20, 11] };
  const { places, series } = drawn("line", rows, { x: "x" }, "UTC", true);
  assertEquals(places.values, [1, 2, 3]);
  assertEquals(series, [{ values: [10, 11, 20, 30], at: [0, 0, 1, 2], rows: [1, 3, 2, 0] }]);
});

Deno.test("plotOf() sends no digits that no one sees, and whole numbers as they are", () => {
  const { series: [noisy] } = drawn("line", { a: [1 / 3, 0.1 + 0.2, 100] });
  assertEquals(noisy!.values, [0.3333, 0.3, 100]);
  const { series: [far] } = drawn("line", { a: [1e9 + 1 / 3, 1e9 + 2 / 3] });
  assertEquals(far!.values, [1000000000.333333, 1000000000.666667]);
  const { series: [whole] } = drawn("line", { a: [1, 123456789012] });
  assertEquals(whole!.values, [1, 123456789012]);
  const { series: [log] } = drawn("line", { a: [0.00123456789, 1e6 + 0.5] }, { yScale: "log" });
  assertEquals(log!.values, [0.00123457, 1000000]);
});

Deno.test("plotOf() thins long lines, and keeps their ends, extremes and gaps", () => {
  const values: (number | null)[] = Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 500));
  values[5_000] = null;
  values[7_777] = 9;
  const plot = drawn("line", { a: values, b: values.map((_, i) => i) }, {}, "UTC", true);
  const { places, series: [a, b] } = plot;
  assert(places.values.length < 1_100, String(places.values.length));
  assertEquals([places.values[0], places.values.at(-1)], [0, 9_999]);
  assertEquals(Math.max(...a!.values.map(Number)), 9);
  assertEquals(a!.values.filter((value) => value === null).length, 1);
  assertEquals(b!.rows, places.values as number[]);
  assertEquals(b!.values, places.values as number[]);
});

Deno.test("plotOf() keeps the longest of bars that share a pixel", () => {
  const values = Array.from({ length: 10_000 }, (_, i) => i === 4_321 ? -50 : i % 7);
  const plot = drawn("bar", values);
  assertEquals(plot.series[0]!.values.length, 1_000);
  assertEquals(Math.min(...plot.series[0]!.values.map(Number)), -50);
});

Deno.test("plotOf() samples more points than can be told apart", () => {
  const x = Array.from({ length: 45_000 }, (_, i) => i);
  const { series: [series] } = drawn("scatter", { x, y: x }, { x: "x" }, "UTC", true);
  assertEquals([series!.values.length, series!.rows!.at(-1)], [9_000, 44_995]);
});

Deno.test("plotOf() draws what has no data as nothing", () => {
  for (const rows of [[], {}, { a: [] }, { a: [1], x: [null] }]) {
    const options = "x" in rows ? { x: "x" } : {};
    const { places, series } = drawn("line", rows as Rows, options);
    assertEquals([places.values, series.flatMap(({ values }) => values)], [[], []]);
  }
  // What a search has not found has no columns, whichever are named.
  for (const type of ["line", "area", "bar", "scatter"] as const) {
    const { places, series } = drawn(type, [], { x: "day", y: ["a"], color: "city" });
    assertEquals([places.values, series.flatMap(({ values }) => values)], [[], []]);
  }
});

Deno.test("plotOf() takes columns that hold nothing yet for those to be drawn", () => {
  const { series } = drawn("line", { hour: ["a", "b"], north: [null, NaN], south: [null, null] });
  assertEquals(series.map(({ name, values }) => [name, values]), [
    ["north", [null, null]],
    ["south", [null, null]],
  ]);
});

Deno.test("plotOf() names the column that is wrong, and the ones there are", () => {
  assertThrows(
    () => drawn("line", SALES, { x: "year" }),
    RangeError,
    'Cannot draw chart: column "year" must be one of "month", "north", "south"',
  );
  assertThrows(
    () => drawn("line", SALES, { y: ["north", "month"] }),
    TypeError,
    'Cannot draw chart: column "month" must hold numbers: received text "Mar" in row 0',
  );
  assertThrows(
    () => drawn("line", { a: ["x"] }),
    RangeError,
    'Cannot draw chart: a column must hold numbers: received "a"',
  );
  assertThrows(
    () => drawn("line", SALES, { color: "month" }),
    RangeError,
    'y must be one column beside color "month": received "north", "south"',
  );
});

Deno.test("describeChart() says what is drawn", () => {
  const said = (type: SimpleChart["type"], rows: Rows, options: SimpleChart["options"] = {}) => {
    const chart = chartOf(type, rows, options);
    return describeChart(chart, planOf(chart));
  };
  assertEquals(said("line", SALES), "Line chart of north, south over index, 3 rows");
  assertEquals(said("bar", [1]), "Bar chart of value over index, 1 row");
  assertEquals(
    said("scatter", TREES, { x: "age", y: "height", color: "kind" }),
    "Scatter chart of height over age by kind, 3 rows",
  );
  assertEquals(said("area", []), "Area chart over index, 0 rows");
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`c${i}`, [i]]));
  assertEquals(said("line", many), "Line chart of c0, c1, c2, c3, c4 and 4 more over index, 1 row");
});

function chartOf(
  type: SimpleChart["type"],
  rows: Rows,
  options: SimpleChart["options"],
  timeZone = "UTC",
  selectable = false,
): SimpleChart {
  const reader = { locale: "en", timeZone };
  return { type, data: columnsOf(rows), options, reader, selectable };
}

function drawn(
  type: SimpleChart["type"],
  rows: Rows,
  options: SimpleChart["options"] = {},
  timeZone = "UTC",
  selectable = false,
): Plot {
  return plotOf(chartOf(type, rows, options, timeZone, selectable));
}

/** Places and values of the only series. */
function marksOf({ places, series: [series] }: Plot): unknown[] {
  return series!.values.map((value, i) => [places.values[series!.at?.[i] ?? i], value]);
}
