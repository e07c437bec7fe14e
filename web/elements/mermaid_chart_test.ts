import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";

Deno.test("a diagram is its text, until the browser has drawn it", async () => {
  const html = await drawHtml(() => st.mermaidChart("flowchart LR\n  a --> b", { alt: "A <b>" }));
  assertEquals(lintHtml(html), []);
  assertEquals(outermost(html), ["eddy-diagram"]);
  assertStringIncludes(html, "<code>flowchart LR\n  a --&gt; b</code>");
  assertStringIncludes(html, 'data-title="A &lt;b&gt;"');
});

Deno.test("mermaidChart() refuses what cannot be drawn", async () => {
  await drawHtml(() => {
    assertThrows(() => st.mermaidChart("", { height: -1 }), RangeError, "height must be above 0");
    assertThrows(() => st.mermaidChart(7 as unknown as string), TypeError, "must be text");
  });
});
