import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { loadEcharts } from "@eddy/eddy/echarts";
import { echartsKind } from "../../runtime/elements/echarts_chart.ts";
import { drawHtml, drawnPage, htmlOf } from "../../tests/draw_html.ts";
import { echarts } from "../echarts.ts";
import { thinnedOption } from "../echarts_thin.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";

const BARS = {
  xAxis: { type: "category", data: ["Vienna", "Graz"] },
  yAxis: {},
  series: [{ type: "bar", name: "Orders", data: [12, 3] }],
};

await loadEcharts();

Deno.test("a chart of ECharts is an SVG in the page's colours, its option, and a table", async () => {
  const html = await drawHtml(() =>
    st.echartsChart({ title: { text: "By <city>", subtext: "2026" }, ...BARS })
  );
  assertEquals(lintHtml(html), []);
  assertEquals(outermost(html), ["eddy-echarts"]);
  assertStringIncludes(html, 'aria-label="By &lt;city&gt;. 2026"');
  assertStringIncludes(html, 'fill="var(--eddy-chart-1)"');
  assertStringIncludes(html, ">Vienna</text>");
  assertStringIncludes(html, '<th scope="row">Graz</th><td>3</td>');
  // Neither what the content security policy refuses, nor what could be twice in a page.
  assertEquals(/ style=|<style| id=|url\(#/.test(html), false);
});

Deno.test("ECharts' own look is left as it is", async () => {
  const html = await drawHtml(() => st.echartsChart(BARS, { theme: "echarts", width: 320 }));
  assertEquals(/var\(--eddy/.test(html), false);
  assertStringIncludes(html, ' width="320" height="300"');
});

Deno.test("what a gradient, a clip and an own white come to needs no id", async () => {
  const html = await drawHtml(() =>
    st.echartsChart({
      xAxis: { type: "value", min: 1, max: 2 },
      yAxis: {},
      series: [{
        type: "line",
        areaStyle: {
          color: {
            ...{ type: "linear", x: 0, y: 0, x2: 0, y2: 1 },
            colorStops: [{ offset: 0, color: "#0a7" }, { offset: 1, color: "#fff" }],
          },
        },
        data: [[0, 1], [3, 4]],
      }],
    })
  );
  assertStringIncludes(html, 'fill="#0a7"');
  assert(/<svg x="\d+" y="\d+" width="\d+" height="\d+" viewBox=/.test(html));
  assertEquals(/url\(#| id=/.test(html), false);
});

Deno.test("times are those of UTC, tooltips are painted, and rows come from options", async () => {
  const html = await drawHtml(() =>
    st.echartsChart({
      tooltip: { formatter: "{b}<br/>{c}" },
      xAxis: { type: "category" },
      yAxis: {},
      series: [{ type: "bar" }],
    }, { data: [{ city: "Linz", n: 7n }, { city: "Wels", n: 2n }] })
  );
  const [, text] = /data-option='([^']*)'/.exec(html)!;
  const option = JSON.parse(text!);
  assertEquals(option.useUTC, true);
  assertEquals(option.tooltip, { formatter: "{b}\n{c}", renderMode: "richText" });
  assertEquals(option.dataset.source, [["Linz", 7], ["Wels", 2]]);
  assertStringIncludes(html, '<th scope="row">Wels</th><td>2</td>');
});

Deno.test("a chart of no data says so", async () => {
  const axes = { xAxis: { type: "category" }, yAxis: {} };
  const series = [{ type: "bar" }];
  for (
    const [spec, rows] of [
      [{}],
      [{ ...axes, series: [{ type: "line", data: [] }] }],
      [{ ...axes, series }, []],
      [{ ...axes, title: { text: "Sold" }, series }, []],
      [{ ...axes, dataset: { source: [["city", "n"]] }, series }],
      [{ series: [{ type: "treemap", data: [] }] }],
    ] as const
  ) {
    const html = await drawHtml(() => st.echartsChart(spec, rows && { data: rows }));
    assertStringIncludes(html, ">No data</text>");
    assertStringIncludes(html, `aria-label="${"title" in spec ? "Sold" : "No data"}"`);
  }
  const columns = { ...axes, dataset: { source: { city: ["Linz"], n: [1] } }, series };
  for (const spec of [BARS, columns]) {
    assertEquals((await drawHtml(() => st.echartsChart(spec))).includes("No data"), false);
  }
});

Deno.test("of very many marks the server draws some, and the browser gets all", async () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => Math.sin(i / 1000));
  const pairs = numbers.map((y, x) => [x, y]);
  const axes = { xAxis: {}, yAxis: {} };
  const named = { type: "category", data: numbers.map((_, i) => `day ${i}`) };
  const graph = numbers.map((_, i) => ({ name: `${i}`, x: i, y: i }));
  for (
    const [spec, data] of [
      [{ ...axes, series: [{ type: "scatter", data: pairs }] }],
      [{ ...axes, series: [{ type: "line", data: pairs }, { type: "line", data: pairs }] }],
      [{ xAxis: named, yAxis: {}, series: [{ type: "bar", data: numbers }] }],
      [{ baseOption: { ...axes, series: { type: "scatter", data: pairs } } }],
      [{ series: [{ type: "graph", layout: "none", data: graph }] }],
      [{ series: [{ type: "treemap", data: graph }] }],
      [{ ...axes, series: [{ type: "scatter" }] }, pairs.map(([x, y]) => ({ x, y }))],
    ] as const
  ) {
    const html = await drawHtml(() => st.echartsChart(spec, data ? { data: [...data] } : {}));
    const text = /data-option='([^']*)'/.exec(html)![1]!;
    const marks = html.match(/<(path|rect|circle|polyline)/g)?.length ?? 0;
    assert(marks < 2500, `${marks} marks`);
    assert(html.length - text.length < 500_000, `${html.length - text.length} characters`);
    assert(JSON.stringify(JSON.parse(text)).includes("19999"), "the whole option");
  }
});

Deno.test("some marks stand for all where they were, beside their names", () => {
  const spike = Array.from({ length: 1000 }, (_, i) => [i, i === 501 ? 9 : 0]);
  const line = thinnedOption({ series: [{ type: "line", data: spike }] }, 10);
  const [{ data }] = line.series as [{ data: number[][] }];
  assertEquals([data.length, data[0], data.at(-1)], [10, [0, 0], [999, 0]]);
  assert(data.some(([, y]) => y === 9));
  const [first, second] = [[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]];
  const bars = { xAxis: { data: [..."abcdef"] }, series: [{ data: first }, { data: second }] };
  assertEquals(thinnedOption(bars, 6), {
    xAxis: { data: ["a", "c", "e"] },
    series: [{ data: [1, 3, 5] }, { data: [6, 4, 2] }],
  });
  assertEquals(thinnedOption(bars, 12), bars);
});

Deno.test("what is wrong with an option is said in its place", async () => {
  for (
    const [spec, words] of [
      [{ series: [{ type: "line", data: [1] }] }, 'xAxis "0" not found'],
      [
        { series: [{ type: "balloon" }] },
        "knows not all types of its series: received &quot;balloon",
      ],
    ] as const
  ) {
    const page = await drawnPage(() => st.echartsChart(spec));
    assertStringIncludes(
      (await htmlOf(page)).replaceAll("&#39;", "'"),
      words.replace(/"/g, "&quot;"),
    );
  }
});

Deno.test("where ECharts cannot be loaded, its place says so", async () => {
  const { module } = echarts;
  try {
    echarts.module = null;
    echarts.failure = new Error("Cannot draw echartsChart(): it is not here");
    const html = await htmlOf(await drawnPage(() => st.echartsChart(BARS)));
    assertStringIncludes(html, "it is not here");
  } finally {
    Object.assign(echarts, { module, failure: null });
  }
});

Deno.test("echartsChart() refuses what cannot go to a browser", async () => {
  await drawHtml(() => {
    const label = { formatter: () => "x" };
    assertThrows(
      () => st.echartsChart({ series: [{ type: "bar" }, { type: "bar", label }] }),
      TypeError,
      "series[1].label.formatter is a function, which cannot go to a browser; use a template",
    );
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    assertThrows(() => st.echartsChart(loop), TypeError, "cannot be JSON");
    assertThrows(
      () => st.echartsChart([] as unknown as Record<string, unknown>),
      TypeError,
      "object",
    );
    assertThrows(() => st.echartsChart({}, { theme: "dark" as "page" }), RangeError, '"dark"');
    assertThrows(
      () => st.echartsChart({}, { selectionMode: "lasso" as "box" }),
      RangeError,
      '"lasso"',
    );
    assertThrows(() => st.echartsChart({}, { height: 0 }), RangeError, "above 0");
  });
});

Deno.test("marks are known by their numbers and names; others are refused", () => {
  const decode = (option: object, said: unknown) => {
    const chart = { type: "echarts", option: JSON.stringify(option) };
    const element = { chart: { chart } } as unknown as Parameters<typeof echartsKind.decode>[0];
    const decoded = echartsKind.decode(element, [JSON.stringify(said)]);
    return decoded.ok ? decoded.value : decoded.reason;
  };
  const graz = { series: 0, index: 1 };
  assertEquals(decode(BARS, { points: [graz, { series: 0, index: 0 }, graz] }), {
    points: [{ series: 0, index: 0, name: "Vienna" }, { ...graz, name: "Graz" }],
  });
  const tree = { series: [{ type: "treemap", data: [{ name: "a", children: [{ name: "b" }] }] }] };
  assertEquals(decode(tree, { points: [{ series: 0, index: 2 }] }), {
    points: [{ series: 0, index: 2, name: "b" }],
  });
  const rows = { dataset: { source: [["city", "n"], ["Linz", 1]] }, series: [{ type: "bar" }] };
  assertEquals(decode(rows, { points: [{ series: 0, index: 0 }] }), {
    points: [{ series: 0, index: 0, name: "Linz" }],
  });
  for (
    const points of [
      [{ series: 0, index: 2 }],
      [{ series: 1, index: 0 }],
      [{ series: 0, index: -1 }],
      [{ series: "__proto__", index: 0 }],
      // The data have changed since.
      [{ ...graz, name: "Linz" }],
      [null],
      "all",
    ]
  ) {
    assertEquals(decode(BARS, { points }), "has no such marks");
  }
  assertEquals(decode(BARS, null), "has no such marks");
});
