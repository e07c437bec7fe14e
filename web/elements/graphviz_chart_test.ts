import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";

Deno.test("a graph is an image with words, and a table to be heard", async () => {
  const html = await drawHtml(() => st.graphvizChart('digraph { a -> "<b>" [label=x]; c }'));
  assertEquals(lintHtml(html), []);
  assertEquals(outermost(html), ["eddy-drawing"]);
  assertStringIncludes(html, 'role="img" aria-label="Graph of 3 nodes and 1 edge"');
  assertStringIncludes(html, '<th scope="row">a</th><td>&lt;b&gt;</td><td>x</td>');
  assertStringIncludes(html, '<th scope="row">c</th><td></td><td></td>');
});

Deno.test("a graph has the width and the words that are asked for", async () => {
  const html = await drawHtml(() => st.graphvizChart("graph { a }", { width: 300, alt: "One" }));
  assertStringIncludes(html, ' width="300" role="img" aria-label="One"');
});

Deno.test("a graph with links is none that hides what is in it", async () => {
  const html = await drawHtml(() => st.graphvizChart('graph { a [URL="/a"] }'));
  assertStringIncludes(html, 'role="group"');
});

Deno.test("graphvizChart() refuses what Graphviz does not know", async () => {
  await drawHtml(() => {
    assertThrows(
      () => st.graphvizChart("graph {}", { engine: "spiral" as "dot" }),
      RangeError,
      'engine must be one of dot, neato, fdp, sfdp, circo, twopi, osage, patchwork: received "spiral"',
    );
    assertThrows(() => st.graphvizChart("graph {}", { width: 0 }), RangeError, "above 0");
    assertThrows(() => st.graphvizChart({} as string), TypeError, "text in the DOT language");
  });
});
