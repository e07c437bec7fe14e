import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { drawGraph, graphviz } from "./graphviz.ts";

const HOSTILE = '</svg><script>alert(1)</script><hx-a onmouseover="x">';

Deno.test("drawGraph() asks for Graphviz first", async () => {
  if (graphviz.module === null) {
    assertThrows(() => drawGraph("graph {}", "dot"), Error, "must have been loaded");
  }
  await graphviz.load();
});

graphTest("drawGraph() tells nodes and edges by what they are called", () => {
  const { nodes, edges, label, width, height } = drawGraph(
    `digraph { label="Plan"; a [label="First"]; a -> b [label="then"]; b:s -> c:n; d }`,
    "dot",
  );
  assertEquals([...nodes].sort(), ["First", "b", "c", "d"]);
  assertEquals(edges, [
    { from: "First", to: "b", label: "then" },
    { from: "b", to: "c", label: "" },
  ]);
  assertEquals(label, "Plan");
  assert(width > 50 && height > 100);
});

graphTest("drawGraph() paints with the theme what the author did not", () => {
  const { content, light } = drawGraph('digraph { a -> b; c [color="red"] }', "dot");
  assertEquals(light, false);
  for (const color of ["text", "text-muted"]) assertStringIncludes(content, `var(--eddy-${color})`);
  assertEquals(content.includes('"black"'), false);
  assertStringIncludes(content, 'stroke="red"');
});

graphTest("drawGraph() keeps letters readable on the author's colours", () => {
  const filled = drawGraph("digraph { a [style=filled, fillcolor=yellow]; b }", "dot");
  assertEquals(filled.light, false);
  assertEquals(filled.content.match(/fill="#111"/g)?.length, 1);
  assertEquals(filled.content.match(/<text[^>]*fill="var\(--eddy-text\)"/g)?.length, 1);
  const cluster = "graph { subgraph cluster_a { style=filled; color=pink; x } }";
  assertEquals(drawGraph(cluster, "dot").light, true);
  assertEquals(drawGraph('graph { bgcolor="#eee"; x }', "dot").light, true);
  const cell = '<<table><tr><td bgcolor="yellow">a</td><td>b</td></tr></table>>';
  assertEquals(drawGraph(`graph { a [label=${cell}] }`, "dot").light, true);
  const gradient = drawGraph('graph { a [style=filled, fillcolor="red:blue"] }', "dot");
  assertStringIncludes(gradient.content, 'fill="red"');
});

graphTest("drawGraph() writes neither ids nor styles nor fonts of its own", () => {
  const { content } = drawGraph("digraph { rankdir=LR; a -> b; subgraph cluster_x { c } }", "dot");
  for (const noise of [" id=", " class=", "style", "xlink", "font-family", "<!--", "xml:"]) {
    assertEquals(content.includes(noise), false, noise);
  }
  assertStringIncludes(
    drawGraph('graph { a [fontname="Courier"] }', "dot").content,
    'font-family="Courier,monospace"',
  );
});

graphTest("drawGraph() shows hostile text as it is, wherever it stands", () => {
  const text = JSON.stringify(HOSTILE);
  const dot = `digraph { label=${text}; ${text} [tooltip=${text}, URL=${text}, xlabel=${text}];
    ${text} -> b [label=${text}, class=${text}, id=${text}];
    subgraph cluster_a { label=${text}; tooltip=${text}; comment=${text}; z } }`;
  const { content, label } = drawGraph(dot, "dot");
  assertEquals(label, HOSTILE);
  const tags = [...content.matchAll(/<\/?([a-z-]+)/gi)].map(([, tag]) => tag);
  for (const tag of tags) {
    assert(["g", "a", "path", "polygon", "ellipse", "text", "title"].includes(tag!), tag);
  }
  const inTags = content.match(/<[^>]*>/g)!.join("").replace(/"[^"]*"/g, "");
  assertEquals(/ on\w+=/.test(inTags), false);
});

graphTest("drawGraph() links to pages only", () => {
  const urls = ["https://example.org/a", "javascript:alert(1)", "/here", "data:text/html,x"];
  const dot = `graph { ${urls.map((url, i) => `n${i} [URL="${url}"]`).join("; ")} }`;
  const { content, linked } = drawGraph(dot, "dot");
  const found = [...content.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  assertEquals(found, ["https://example.org/a", "/here"]);
  assertEquals(linked, true);
  assertEquals(content.split("<a").length, content.split("</a>").length);
});

graphTest("drawGraph() says what is wrong with a graph", () => {
  assertThrows(
    () => drawGraph("digraph { a -> ", "dot"),
    SyntaxError,
    "Cannot draw graph: syntax error in line 1",
  );
  assertThrows(() => drawGraph("", "dot"), SyntaxError, "Cannot draw graph: ");
});

graphTest("drawGraph() draws by every engine, and an empty graph", () => {
  for (const engine of ["neato", "fdp", "sfdp", "circo", "twopi", "osage"] as const) {
    assertEquals(drawGraph("graph { a -- b -- c -- a }", engine).nodes.length, 3, engine);
  }
  assertEquals(drawGraph("graph {}", "dot").nodes, []);
});

function graphTest(name: string, draw: () => void): void {
  Deno.test(name, async () => {
    await graphviz.load();
    draw();
  });
}
