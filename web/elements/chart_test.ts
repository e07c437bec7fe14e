import { assert, assertEquals, assertLess, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml, drawnPage, htmlOf } from "../../tests/draw_html.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";
import { renderLeaf } from "../render.ts";
import { chartDrawer } from "./chart.ts";

const SALES = { month: ["Jan", "Feb", "Mar"], north: [3, 5, 2], south: [2, 4, 6] };

Deno.test("a chart that comes too early has its place and its words", async () => {
  if (chartDrawer.module !== null) return;
  const page = await drawnPage(() => st.lineChart(SALES, { alt: "Sales <by> month" }));
  const [element] = page.session.roots.main.children;
  const render = () => renderLeaf(element as Parameters<typeof renderLeaf>[0], {} as never);
  assertEquals(
    render(),
    '<div class="chart" role="img" aria-label="Sales &lt;by&gt; month"></div>',
  );
  await chartDrawer.load();
  assertStringIncludes(render(), "<svg");
});

Deno.test("all charts are images with words, sound under our policy", async () => {
  for (const chart of [st.lineChart, st.areaChart, st.barChart, st.scatterChart]) {
    const html = await drawHtml(() => chart(SALES, { x: "month", width: 400, height: 200 }));
    assertEquals(lintHtml(html), []);
    assertEquals(outermost(html), ["div"]);
    assertStringIncludes(html, '<div class="chart"><svg class="chart-svg" viewBox="0 0 400 200"');
    assertStringIncludes(html, "over month, 3 rows");
  }
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
  const data = Array.from({ length: 2_000 }, (_, i) => ({ x: i, y: Math.sin(i / 50), g: i % 3 }));
  const time = async (height: number) => {
    const start = performance.now();
    await drawHtml(() => st.scatterChart(data, { x: "x", y: "y", color: "g", height }));
    return performance.now() - start;
  };
  await time(300);
  const drawn = await time(301);
  const again = Math.min(await time(301), await time(301));
  assert(again > 0);
  assertLess(again, drawn);
});
