import { createRequire } from "node:module";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";
import { TRACE_TYPES } from "../../runtime/elements/plotly_types.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";

Deno.test("a chart of Plotly is its figure, and its data as a table", async () => {
  const html = await drawHtml(() =>
    st.plotlyChart({
      data: [{ type: "bar", name: "A & B", x: ["<i>", "Graz"], y: [12, 3] }],
      layout: { title: { text: "Orders <b>now</b>" }, height: 250 },
    })
  );
  assertEquals(lintHtml(html), []);
  assertEquals(outermost(html), ["eddy-plotly"]);
  assertStringIncludes(html, "<caption>Orders  now</caption>");
  assertStringIncludes(html, '<th scope="row">&lt;i&gt;</th><td>12</td>');
  assertStringIncludes(html, 'data-height="250"');
  const [, figure] = /data-figure='([^']*)'/.exec(html)!;
  assertEquals(figure!.includes("<"), false);
  assertEquals(JSON.parse(figure!).data[0].x, ["<i>", "Graz"]);
});

Deno.test("a chart of Plotly has the words, the height and the look that are asked for", async () => {
  const figure = { data: [{ type: "pie", labels: ["a"], values: new Float32Array([0.5]) }] };
  const html = await drawHtml(() =>
    st.plotlyChart(figure, { alt: "Shares", height: 120, theme: "plotly" })
  );
  assertStringIncludes(html, 'data-title="Shares"');
  assertStringIncludes(html, 'data-height="120"');
  assertStringIncludes(html, 'data-theme="plotly"');
  assertStringIncludes(html, '<th scope="row">a</th><td>0.5</td>');
});

Deno.test("lying bars are called by what stands beside them, and points by nothing but their place", async () => {
  const bars = { type: "bar", orientation: "h", name: "n", x: [7], y: ["Linz"] };
  assertStringIncludes(
    await drawHtml(() => st.plotlyChart({ data: [bars] })),
    '<th scope="row">Linz</th><td>7</td>',
  );
  assertStringIncludes(
    await drawHtml(() => st.plotlyChart({ data: [{ y: [4] }] })),
    '<th scope="row">Series 1</th><td></td><td>4</td>',
  );
});

Deno.test("plotlyChart() refuses what cannot go to a browser", async () => {
  await drawHtml(() => {
    assertThrows(
      () => st.plotlyChart({ data: [{ y: [1], text: () => "x" }] }),
      TypeError,
      "data[0].text is a function, which cannot go to a browser; use a template",
    );
    assertThrows(() => st.plotlyChart({} as st.PlotlyFigure), TypeError, 'list of traces, "data"');
    assertThrows(() => st.plotlyChart(null as unknown as st.PlotlyFigure), TypeError, "an object");
    assertThrows(
      () => st.plotlyChart({ data: [{ y: [1] }, { type: "balloon", y: [1] }] }),
      RangeError,
      'data[1].type must be a kind of trace that Plotly knows, such as "scatter", "bar" or "pie": ' +
        'received "balloon"',
    );
    assertThrows(
      () => st.plotlyChart({ data: [null as unknown as object] }),
      TypeError,
      "data[0] must be an object",
    );
    const figure = { data: [] };
    assertThrows(() => st.plotlyChart(figure, { theme: "dark" as "page" }), RangeError, '"dark"');
    assertThrows(() => st.plotlyChart(figure, { selectionMode: "x" as "box" }), RangeError, '"x"');
    assertThrows(() => st.plotlyChart(figure, { height: -1 }), RangeError, "above 0");
  });
});

Deno.test("the types of traces are those that Plotly has", async () => {
  const text = await Deno.readTextFile(
    createRequire(import.meta.url).resolve("plotly.js-strict-dist-min"),
  );
  const known = [...text.matchAll(/moduleType:"trace",name:"(\w+)"/g)].map(([, name]) => name);
  assertEquals(known.sort(), [...TRACE_TYPES].sort());
});
