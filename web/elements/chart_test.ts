import { assert, assertEquals, assertLess, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml, drawnPage, htmlOf } from "../../tests/draw_html.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";
import type { Links } from "../links.ts";
import { renderLeaf } from "../render.ts";
import { specDrawer } from "./chart.ts";

const SPEC = { mark: "bar", data: { values: [{ a: "x" }] }, encoding: { x: { field: "a" } } };
const SALES = { month: ["Jan", "Feb", "Mar"], north: [3, 5, 2], south: [2, 4, 6] };

Deno.test("a spec that comes too early has its place and its words", async () => {
  if (specDrawer.module !== null) return;
  const page = await drawnPage(() => st.vegaLiteChart(SPEC, { alt: "Sales <by> month" }));
  const [element] = page.session.roots.main.children;
  const links = { module: (name: string) => `/${name}.js` } as Links;
  const render = () => renderLeaf(element as Parameters<typeof renderLeaf>[0], links);
  assertEquals(
    render(),
    '<div class="chart" role="img" aria-label="Sales &lt;by&gt; month"></div>',
  );
  await specDrawer.load();
  assertStringIncludes(render(), "<svg");
});

Deno.test("all charts are images with words and numbers, sound under our policy", async () => {
  for (const chart of [st.lineChart, st.areaChart, st.barChart, st.scatterChart]) {
    const html = await drawHtml(() => chart(SALES, { x: "month", width: 400, height: 200 }));
    assertEquals(lintHtml(html), []);
    assertEquals(outermost(html), ["eddy-chart"]);
    assertStringIncludes(html, 'viewBox="0 0 400 200" width="400" height="200" role="img"');
    assertStringIncludes(html, "over month, 3 rows");
    assertStringIncludes(html, "<caption>");
  }
});

Deno.test("a chart brings its numbers along, readable from any text", async () => {
  const names = ["<b>", "it's", '"&amp;"', "\u2028"];
  const html = await drawHtml(() =>
    st.barChart(names.map((name) => ({ name, n: 1 })), { x: "name" })
  );
  assertEquals(lintHtml(html), []);
  const [, data] = /data-plot='([^']*)'/.exec(html)!;
  assertEquals(/[<&]/.test(data!), false);
  assertEquals(JSON.parse(data!).places.values, names);
});

Deno.test("a live chart fits its budget of bytes", async () => {
  const points = Array.from({ length: 100 }, (_, i) => ({
    time: new Date(1_770_000_000_000 + i * 1_000 + (i * 7) % 13).toISOString(),
    ...{ series1: Math.sin(i) * Math.E, series2: Math.cos(i) * 40, series3: -i / 7 },
  }));
  const html = await drawHtml(() => st.lineChart(points, { x: "time" }));
  assertLess(new TextEncoder().encode(html).length, 10_000);
});

Deno.test("vegaLiteChart() draws a spec with its own data or with rows beside it", async () => {
  const spec = { mark: "bar", encoding: { x: { field: "a", type: "nominal" } } };
  const html = await drawHtml(() => {
    st.vegaLiteChart({ ...spec, title: "Own", data: { values: [{ a: "own" }] } });
    st.vegaLiteChart(spec, { data: [{ a: "beside" }], alt: "Beside it", height: 100 });
  });
  for (const part of ['aria-label="Own"', ">own<", 'aria-label="Beside it"', ">beside<"]) {
    assertStringIncludes(html, part);
  }
});

Deno.test("a chart that cannot be drawn is a box in its place, reported once", async () => {
  const page = await drawnPage(() => {
    st.vegaLiteChart({ mark: "no such mark" });
    st.barChart(SALES, { x: "nowhere" });
    st.write("below");
  });
  assertEquals(page.errors, []);
  const html = await htmlOf(page);
  assertEquals(html.match(/class="alert error exception"/g)?.length, 2);
  assertStringIncludes(html, "nowhere");
  assertStringIncludes(html, "below");
  assertEquals(await htmlOf(page), html);
  assertEquals(page.errors.length, 2);
});

Deno.test("charts refuse rows, sizes and selections that they cannot take", async () => {
  await drawHtml(() => {
    assertThrows(() => st.lineChart([{ a: 1 }, [2]] as never), TypeError, "row 1");
    assertThrows(() => st.lineChart([1], { height: 0 }), RangeError, "received 0");
    assertThrows(() => st.vegaLiteChart({}, { onSelect: "rerun" }), RangeError, "onSelect");
    assertThrows(() => st.barChart([1], { yScale: "log" }), RangeError, "stands on zero");
    assertThrows(() => st.areaChart([1], { yScale: "log" }), RangeError, "stands on zero");
    for (const draw of [st.lineChart, st.areaChart, st.barChart]) {
      assertThrows(() => draw([1], { size: 3 }), RangeError, "only scatterChart()");
    }
    assertThrows(() => st.scatterChart([1], { stack: true }), RangeError, "its value is");
    assertThrows(() => st.scatterChart([1], { horizontal: true }), RangeError, "swap x and y");
    assertThrows(() => st.scatterChart([1], { size: 0 }), RangeError, "received 0");
  });
});

Deno.test("charts show the data as they were when they were drawn", async () => {
  const data = { a: ["x", "y"], n: [1, 2] };
  const html = await drawHtml(() => {
    st.barChart(data, { x: "a" });
    data.a[0] = "changed";
  });
  assertEquals(html.includes("changed"), false);
});

Deno.test("the same chart is drawn once, whoever asks", async () => {
  const draw = () => drawHtml(() => st.areaChart([3, 17.5, 4], { height: 123 }));
  // Whoever draws a chart writes the numbers of its axes.
  const format = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, "format")!;
  let written = 0;
  Object.defineProperty(Intl.NumberFormat.prototype, "format", {
    configurable: true,
    get() {
      written++;
      return format.get!.call(this);
    },
  });
  try {
    const first = await draw();
    const drawn = written;
    assert(drawn > 0);
    assertEquals(await draw(), first);
    assertEquals(written, drawn);
  } finally {
    Object.defineProperty(Intl.NumberFormat.prototype, "format", format);
  }
});
