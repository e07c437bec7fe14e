import { assert, assertEquals, assertThrows } from "@std/assert";
import { columnsOf, type Rows } from "../runtime/rows.ts";
import type { ChartMark, SimpleChartOptions } from "./chart_data.ts";
import { authorChartSpec, type ChartKind, describeChart, simpleChartSpec } from "./chart_spec.ts";

const SALES = { month: ["Mar", "Jan", "Feb"], north: [3, 5, 2], south: [2, 4, 6] };
const TREES = [
  { kind: "oak", height: 20, age: 100 },
  { kind: "elm", height: 10, age: 30 },
  { kind: "oak", height: 25, age: 140 },
];

/** A Vega-Lite spec, as far as tests look into it. */
interface Drawn {
  readonly data: { readonly values: readonly ChartMark[] };
  // deno-lint-ignore no-explicit-any
  readonly mark: any;
  // deno-lint-ignore no-explicit-any
  readonly encoding: Record<string, any>;
}

Deno.test("simpleChartSpec() puts all numeric columns over the index", () => {
  const { data, encoding } = drawn("line", { a: [1, 2], label: ["x", "y"], b: [3, 4] });
  assertEquals(places(data.values), [[0, 1, "a"], [1, 2, "a"], [0, 3, "b"], [1, 4, "b"]]);
  assertEquals(encoding.x.type, "quantitative");
  assertEquals(encoding.x.axis.title, null);
  assertEquals(encoding.y.axis.title, null);
  assertEquals(encoding.color.sort, null);
});

Deno.test("simpleChartSpec() draws all four shapes of rows alike", () => {
  const shapes: Rows[] = [[{ value: 1 }, { value: 2 }], { value: [1, 2] }, [1, 2]];
  for (const rows of shapes) {
    const { data, encoding } = drawn("line", rows);
    assertEquals(places(data.values), [[0, 1, undefined], [1, 2, undefined]]);
    assertEquals(encoding.y.axis.title, "value");
    assertEquals("color" in encoding, false);
  }
  assertEquals(places(drawn("line", [[5, 1], [6, 2]], { x: "0" }).data.values), [
    [5, 1, undefined],
    [6, 2, undefined],
  ]);
});

Deno.test("simpleChartSpec() keeps names in order of appearance", () => {
  const { data, encoding } = drawn("bar", SALES, { x: "month", y: "north" });
  assertEquals(data.values.map((mark) => mark.x), ["Mar", "Jan", "Feb"]);
  assertEquals([encoding.x.type, encoding.x.sort], ["nominal", null]);
  assertEquals([encoding.x.axis.title, encoding.y.axis.title], ["month", "north"]);
});

Deno.test("simpleChartSpec() takes dates for times, in UTC", () => {
  const time = Date.UTC(2026, 0, 2, 3, 4);
  const columns = [
    [new Date(time), new Date(0)],
    ["2026-01-02T03:04:00Z", "1970-01-01"],
    ["2026-01-02 03:04", "1970-01-01"],
    ["2026-01-02T05:04:00+02:00", "1970-01-01T00:00:00.000Z"],
  ];
  for (const day of columns) {
    const { data, encoding } = drawn("line", { day, v: [1, 2] }, { x: "day" });
    assertEquals(data.values.map((mark) => mark.x), [time, 0], String(day));
    assertEquals([encoding.x.type, encoding.x.scale.type], ["temporal", "utc"]);
    assertEquals(data.values.map((mark) => mark.hint), [
      "2026-01-02 03:04\nv: 1",
      "1970-01-01\nv: 2",
    ]);
  }
});

Deno.test("simpleChartSpec() takes what is only nearly a date for text", () => {
  for (const day of [["2026-01-01", "later"], ["2026-13-45", "2026-01-01"], ["2026", "2027"]]) {
    assertEquals(drawn("line", { day, v: [1, 2] }, { x: "day" }).encoding.x.type, "nominal");
  }
});

Deno.test("simpleChartSpec() reads Temporal's dates as ISO text", () => {
  const day = ["2026-01-01", "2026-01-02"].map((text) => ({ toString: () => text }));
  assertEquals(drawn("line", { day, v: [1, 2] }, { x: "day" }).encoding.x.type, "temporal");
});

Deno.test("simpleChartSpec() makes a series of each value of the color column", () => {
  const { data } = drawn("line", TREES, { x: "age", y: "height", color: "kind" });
  assertEquals(places(data.values), [[100, 20, "oak"], [30, 10, "elm"], [140, 25, "oak"]]);
});

Deno.test("simpleChartSpec() shades circles by a numeric color column", () => {
  const { data, encoding } = drawn("scatter", TREES, { x: "age", y: "height", color: "height" });
  assertEquals(data.values.map((mark) => mark.series), [20, 10, 25]);
  assertEquals(encoding.opacity.type, "quantitative");
  assertEquals("color" in encoding, false);
});

Deno.test("simpleChartSpec() takes a color that is no column for paint", () => {
  const { mark, encoding } = drawn("bar", { a: [1, 2] }, { color: "#e06c00" });
  assertEquals(mark.color, "#e06c00");
  assertEquals("color" in encoding, false);
});

Deno.test("simpleChartSpec() stacks bars and areas, unless told otherwise", () => {
  assertEquals(drawn("bar", SALES).encoding.y.stack, "zero");
  assertEquals(drawn("area", SALES).encoding.y.stack, "zero");
  assertEquals(drawn("line", SALES).encoding.y.stack, null);
  assertEquals(drawn("area", SALES, { stack: false }).encoding.y.stack, null);
  const grouped = drawn("bar", SALES, { stack: false, x: "month" });
  assertEquals([grouped.encoding.y.stack, grouped.encoding.xOffset.field], [null, "series"]);
});

Deno.test("simpleChartSpec() swaps the axes of a horizontal chart", () => {
  const { encoding } = drawn("bar", SALES, { x: "month", stack: false, horizontal: true });
  assertEquals([encoding.y.field, encoding.x.field], ["x", "y"]);
  assertEquals(encoding.yOffset.field, "series");
  assertEquals(encoding.y.axis.title, "month");
});

Deno.test("simpleChartSpec() takes labels over names, and an empty one for none", () => {
  const { encoding } = drawn("line", SALES, { x: "month", y: "north", xLabel: "When", yLabel: "" });
  assertEquals([encoding.x.axis.title, encoding.y.axis.title], ["When", null]);
});

Deno.test("simpleChartSpec() leaves a gap where a value is missing, and no mark without x", () => {
  const rows = { x: [1, null, 3], y: [NaN, 2, null], z: [1n, 2n, undefined] };
  assertEquals(places(drawn("line", rows, { x: "x" }).data.values), [
    [1, null, "y"],
    [3, null, "y"],
    [1, 1, "z"],
    [3, null, "z"],
  ]);
});

Deno.test("simpleChartSpec() never uses a column's name as a field", () => {
  const name = "a.b[0]'\"\\";
  const spec = drawn("bar", { [name]: [1, 2], x: ["p", "q"] }, { x: "x" });
  const fields = JSON.stringify(spec.encoding).matchAll(/"field":"([^"]*)"/g);
  assertEquals([...fields].map(([, field]) => field), ["x", "y", "hint"]);
  assertEquals(spec.encoding.y.axis.title, name);
});

Deno.test("simpleChartSpec() says that there are no data", () => {
  for (const rows of [[], {}, { a: [] }, { a: [1], x: [null] }]) {
    const options = "x" in rows ? { x: "x" } : {};
    assertEquals(drawn("line", rows as Rows, options).mark.text, "No data");
  }
});

Deno.test("simpleChartSpec() names the column that is wrong, and the ones there are", () => {
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

Deno.test("simpleChartSpec() keeps the shape of its spec while only numbers change", () => {
  const shape = (rows: Rows) => JSON.stringify({ ...drawn("line", rows), data: null });
  assertEquals(shape({ a: [1.5, 2], b: [3, 4] }), shape({ a: [9, 8.25], b: [1, 2] }));
});

Deno.test("authorChartSpec() puts a table in the place of a spec's data", () => {
  const day = new Date(0);
  const data = columnsOf([{ day, n: 2n, "a.b": null }]);
  const spec = { mark: "bar", data: { url: "ignored.csv" } };
  assertEquals(authorChartSpec(spec, data), {
    mark: "bar",
    data: { values: [{ day, n: 2, "a.b": null }] },
  });
  assert(authorChartSpec(spec, null) === spec);
});

Deno.test("describeChart() says what is drawn", () => {
  const said = (kind: ChartKind, rows: Rows, options?: SimpleChartOptions) =>
    describeChart(kind, columnsOf(rows), options);
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

function drawn(kind: ChartKind, rows: Rows, options?: SimpleChartOptions): Drawn {
  return simpleChartSpec(kind, columnsOf(rows), options) as unknown as Drawn;
}

function places(marks: readonly ChartMark[]): unknown[] {
  return marks.map(({ x, y, series }) => [x, y, series]);
}
