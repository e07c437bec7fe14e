import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { columnsOf } from "../runtime/rows.ts";
import { chartSpec, svgOf } from "../tests/kit/chart_spec.ts";
import { authorChartSpec, loadVega, vegaLoaded } from "./vega.ts";

const MARKS = ["line", "area", "bar", "point"] as const;
const HOSTILE = [
  '"><img onerror=x>',
  "<hx-a onmouseover=alert(1)>",
  "a.b[0]'\\",
  "</title><script>",
];
const SALES = { month: ["Jan", "Feb", "Mar"], north: [3, 5, 2], south: [2, 4, 6] };
const BARS = {
  mark: { type: "bar", tooltip: true },
  encoding: { x: { field: "a", type: "nominal" }, y: { field: "b", type: "quantitative" } },
};
const ROWS = [{ a: "A", b: 28 }, { a: "B", b: 55 }];

Deno.test("chartSvg() asks for loadVega() first", async () => {
  if (!vegaLoaded()) {
    assertThrows(() => svgOf({}, { alt: "" }), Error, "loadVega() must have been awaited");
  }
  await loadVega();
  assertEquals(vegaLoaded(), true);
});

chartTest("chartSvg() answers an image with a name that fills its place", () => {
  const svg = draw("line", { i: [0, 1, 2], a: [1, 3, 2] });
  assertStringIncludes(
    svg,
    '<svg class="chart-svg" viewBox="0 0 736 300" role="img" aria-label="A chart" ' +
      'tabindex="0" fill="none">',
  );
});

chartTest("chartSvg() says that there is no data, unless a part of it has some", () => {
  const at = 'viewBox="0 0 240 300" width="240" role="img" aria-label="Sales"';
  const layers = { layer: [BARS, { mark: "rule", encoding: { y: { datum: 3 } } }] };
  const facets = { facet: { field: "a" }, spec: BARS };
  for (const spec of [BARS, layers, facets]) {
    const svg = svgOf({ ...spec, data: { values: [] } }, { alt: "Sales" });
    assertStringIncludes(svg, at);
    assertStringIncludes(svg, ">No data</text></svg>");
  }
  const named = { ...BARS, data: { name: "sold" } };
  assertStringIncludes(svgOf({ ...named, datasets: { sold: [] } }, { alt: "Sales" }), at);
  assertEquals(
    svgOf({ ...named, datasets: { sold: ROWS } }, { alt: "" }).includes("No data"),
    false,
  );
  const own = { ...BARS, data: { values: ROWS } };
  const svg = svgOf({ layer: [BARS, own], data: { values: [] } }, { alt: "" });
  assertEquals(svg.includes("No data"), false);
  assertThrows(() => svgOf({ mark: "bat", data: { values: [] } }, { alt: "" }), TypeError, "bat");
});

chartTest("chartSvg() keeps names along an axis apart from each other", () => {
  const rows = Array.from({ length: 24 }, (_, i) => ({ a: `day${i}`, b: i }));
  const svg = svgOf({ ...BARS, data: { values: rows } }, { alt: "" });
  const places = [...svg.matchAll(/<text x="([\d.]+)"[^>]*>day/g)].map(([, x]) => Number(x));
  assert(places.length > 5, svg);
  // None has less than 28 pixels, and there is room between them.
  for (const [i, x] of places.entries()) assert(i === 0 || x - places[i - 1]! > 34, places.join());
});

chartTest("chartSvg() draws at the width and height asked for", () => {
  const spec = chartSpec("bar", SALES);
  const svg = svgOf(spec, { alt: "", width: 400, height: 200 });
  assertStringIncludes(svg, 'viewBox="0 0 400 200" width="400"');
});

chartTest("chartSvg() paints with the theme's custom properties and the page's font", () => {
  const svg = draw("line", { i: [0, 1, 2], a: [1, 3, 2], b: [3, 1, 2] });
  for (const name of ["text-muted", "border", "chart-1", "chart-2"]) {
    assertStringIncludes(svg, `="var(--eddy-${name})"`);
  }
  assertEquals(svg.includes("font-family"), false);
});

chartTest("chartSvg() writes no style, class or role that the page has no use for", () => {
  for (const kind of MARKS) {
    const svg = draw(kind, SALES);
    for (const noise of ["style", "aria-roledescription", "mark-", "xmlns", "NaN", "undefined"]) {
      assertEquals(svg.includes(noise), false, `${kind}: ${noise}`);
    }
  }
});

chartTest("chartSvg() keeps markup in names from becoming markup", () => {
  const columns = {
    name: HOSTILE,
    ...Object.fromEntries(HOSTILE.map((name) => [name, [1, 2, 3, 4]])),
  };
  for (const mark of MARKS) {
    const svg = svgOf(chartSpec(mark, columns), { alt: HOSTILE.join(" ") });
    assertWellFormed(svg);
    assertStringIncludes(svg, "&lt;hx-a onmouseover=alert(1)&gt;");
  }
});

chartTest("chartSvg() keeps markup in an author's data and title from becoming markup", () => {
  const values = HOSTILE.map((name, i) => ({ [HOSTILE[0]!]: name, a: name, b: i, url: name }));
  const color = { field: "a", type: "nominal", title: HOSTILE[1] };
  const common = { ...BARS.encoding, color, href: { field: "url" } };
  const special = { bar: {}, text: { text: { field: "a" } }, image: { url: { field: "url" } } };
  for (const [type, own] of Object.entries(special)) {
    const encoding = { ...common, ...own };
    const spec = { title: HOSTILE, data: { values }, mark: { type, tooltip: true }, encoding };
    assertWellFormed(svgOf(spec, { alt: HOSTILE[1]! }));
  }
});

chartTest("chartSvg() says on hover what a bar or a point is", () => {
  assertStringIncludes(draw("bar", SALES), "<title>Jan\nnorth: 3</title>");
  assertStringIncludes(draw("point", { a: [1, 2], b: [3, 4] }), "<title>1\nb: 3</title>");
});

chartTest("chartSvg() says on hover what all lines are at one place", () => {
  for (const mark of ["line", "area"] as const) {
    assertStringIncludes(draw(mark, SALES), "<title>Jan\nnorth: 3\nsouth: 2</title>");
  }
});

chartTest("chartSvg() draws many bars as one path, with hints by place", () => {
  const svg = draw("bar", { i: waves(100, 0).map((_, i) => i), a: waves(100, 1).map(Math.abs) });
  assertStringIncludes(svg, "<title>2\na: ");
  assertEquals(svg.match(/fill="var\(--eddy-chart-1\)"/g)!.length, 2, "the bars and the legend");
});

chartTest("chartSvg() keeps the cells of a heat map apart", () => {
  const values = Array.from(
    { length: 144 },
    (_, i) => ({ a: i % 12, b: Math.floor(i / 12), c: i }),
  );
  const encoding = {
    ...{ x: { field: "a", type: "ordinal" }, y: { field: "b", type: "ordinal" } },
    color: { field: "c", type: "quantitative" },
  };
  const mark = { type: "rect", tooltip: true };
  const svg = svgOf({ data: { values }, mark, encoding }, { alt: "" });
  assertEquals(svg.match(/<title>/g)!.length, 144);
});

chartTest("chartSvg() breaks a line where a value is missing", () => {
  const [, d] = /<path d="([^"]+)" stroke="var\(--eddy-chart-1\)"/.exec(
    draw("line", { i: [0, 1, 2, 3, 4, 5], a: [1, 2, null, 4, null, 3] }),
  )!;
  assertEquals(d!.split("M").length - 1, 3);
});

chartTest("chartSvg() draws new data with an old program, and each time the same", () => {
  const first = draw("line", { i: [0, 1, 2], a: [1, 2, 3] });
  const other = draw("line", { i: [0, 1], a: [300, 100] });
  assert(other !== first);
  assertEquals(draw("line", { i: [0, 1, 2], a: [1, 2, 3] }), first);
});

chartTest("chartSvg() leaves the author's data as they are", () => {
  const values = ROWS.map((row) => Object.freeze({ ...row }));
  const before = structuredClone(values);
  svgOf({ ...BARS, data: { values } }, { alt: "" });
  svgOf({ layer: [{ ...BARS, data: { values } }] }, { alt: "" });
  svgOf({ ...BARS, data: { name: "rows" }, datasets: { rows: values } }, { alt: "" });
  assertEquals(values, before);
  assertEquals(Object.getOwnPropertySymbols(values[0]!), []);
});

chartTest("chartSvg() reads dates in an author's data as the spec says", () => {
  const values = [{ day: "2026-01-01", b: 1 }, { day: "2026-12-31", b: 2 }];
  const encoding = {
    x: { field: "day", type: "temporal", scale: { type: "utc" } },
    y: { field: "b", type: "quantitative" },
  };
  const svg = svgOf({ data: { values }, mark: "line", encoding }, { alt: "" });
  assertStringIncludes(svg, ">July<");
});

chartTest("chartSvg() lets the author's config win over the theme", () => {
  const config = { mark: { color: "#123456" } };
  const svg = svgOf({ ...BARS, data: { values: ROWS }, config }, { alt: "" });
  assertStringIncludes(svg, 'fill="#123456"');
});

chartTest("chartSvg() fits a spec of any width into its place", () => {
  const data = { values: ROWS };
  const container = { ...BARS, data, width: "container", height: "container" };
  assertStringIncludes(svgOf(container, { alt: "" }), 'viewBox="0 0 736 300"');
  assertStringIncludes(svgOf({ ...BARS, data, height: 150 }, { alt: "" }), '"0 0 736 150"');
  assertStringIncludes(
    svgOf({ ...container, autosize: "pad" }, { alt: "", height: 99 }),
    'viewBox="0 0 736 99"',
  );
});

chartTest("chartSvg() lets a chart of charts set its size", () => {
  const parts = { ...BARS, width: 100, height: 80 };
  const svg = svgOf({ data: { values: ROWS }, hconcat: [parts, parts] }, { alt: "" });
  const [, width, height, attribute] = /viewBox="0 0 (\d+) (\d+)" width="(\d+)"/.exec(svg)!;
  assertEquals(attribute, width);
  assert(Number(width) > 200 && Number(width) < 400, width);
  assert(Number(height) > 80 && Number(height) < 200, height);
});

chartTest("chartSvg() draws facets, arcs, gradients and clipped marks", () => {
  const values = Array.from({ length: 12 }, (_, i) => ({ a: i % 4, b: i, g: "xyz"[i % 3] }));
  const xy = {
    x: { field: "a", type: "quantitative" },
    y: { field: "b", type: "quantitative" },
  };
  const facet = { ...xy, facet: { field: "g", columns: 2 } };
  const mark = { type: "line", clip: true, tooltip: true };
  const clipped = svgOf({ data: { values }, mark, encoding: facet }, { alt: "" });
  assertEquals(clipped.match(/<svg /g)!.length, 4, "the chart and a frame for each of three");
  assertWellFormed(clipped);
  const color = { ...xy, color: { field: "b", type: "quantitative" } };
  const shaded = svgOf({ data: { values }, mark: "point", encoding: color }, { alt: "" });
  const [, id] = /<linearGradient id="([^"]+)"/.exec(shaded)!;
  assertStringIncludes(shaded, `fill="url(#${id})"`);
  assertWellFormed(shaded);
  const pie = { theta: xy.y, color: { field: "g" } };
  assertWellFormed(svgOf({ data: { values }, mark: "arc", encoding: pie }, { alt: "" }));
});

chartTest("chartSvg() refuses data by URL, wherever it stands", () => {
  const url = { url: "http://169.254.169.254/latest/meta-data" };
  const lookup = { lookup: "a", from: { data: url, key: "a", fields: ["b"] } };
  const specs = [
    { ...BARS, data: url },
    { layer: [{ ...BARS, data: url }] },
    { hconcat: [BARS, { ...BARS, data: { url: "file:///etc/passwd" } }] },
    { ...BARS, data: { values: ROWS }, transform: [lookup] },
    { ...BARS, data: { url: "/local.csv", name: "eddy_rows" } },
  ];
  for (const spec of specs) {
    assertThrows(
      () => svgOf(spec, { alt: "" }),
      TypeError,
      "Cannot draw chart: data must be in the spec as values: received url",
    );
  }
});

chartTest("chartSvg() links to pages only, and is no image then", () => {
  const links = ["https://example.org/a", "javascript:alert(1)", "/here", "JAVA\tSCRIPT:alert(1)"];
  const values = links.map((link, i) => ({ a: i, b: i, link }));
  const encoding = { ...BARS.encoding, href: { field: "link" } };
  const svg = svgOf({ data: { values }, mark: "bar", encoding }, { alt: "" });
  const found = [...svg.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  assertEquals(found, ["https://example.org/a", "/here"]);
  assertStringIncludes(svg, 'role="group"');
});

chartTest("chartSvg() shows pictures, but no documents", () => {
  const urls = ["data:image/png;base64,AAAA", "data:text/html,x", "javascript:alert(1)", "/a.png"];
  const values = urls.map((url, i) => ({ a: i, b: i, url }));
  const encoding = { ...BARS.encoding, url: { field: "url" } };
  const mark = { type: "image", width: 20, height: 20 };
  const svg = svgOf({ data: { values }, mark, encoding }, { alt: "" });
  const found = [...svg.matchAll(/<image href="([^"]*)"/g)].map(([, href]) => href);
  assertEquals(found, ["data:image/png;base64,AAAA", "", "", "/a.png"]);
});

chartTest("chartSvg() throws what went wrong in a spec", () => {
  const transform = [{ calculate: "datum.b.c.d", as: "b" }];
  assertThrows(
    () => svgOf({ ...BARS, data: { values: ROWS }, transform }, { alt: "" }),
    Error,
    "Cannot draw chart: ",
  );
});

chartTest("chartSvg() draws a spec with selections and controls as it first looks", () => {
  const params = [
    { name: "picked", select: "point" },
    { name: "size", value: 10, bind: { input: "range", min: 1, max: 20 } },
  ];
  const mark = { type: "bar", size: { expr: "size" } };
  const encoding = {
    ...BARS.encoding,
    color: { condition: { param: "picked", value: "#123456" }, value: "#999" },
  };
  const svg = svgOf({ ...BARS, data: { values: ROWS }, params, mark, encoding }, { alt: "" });
  assertStringIncludes(svg, 'fill="#123456"');
});

chartTest("chartSvg() leaves no timer behind, even if the spec has one", () => {
  const params = [{ name: "frame", select: { type: "point", fields: ["a"], on: "timer" } }];
  const transform = [{ filter: { param: "frame" } }];
  const encoding = { ...BARS.encoding, time: { field: "a", sort: "ascending" } };
  const spec = { ...BARS, data: { values: ROWS }, params, transform, encoding };
  assertWellFormed(svgOf(spec, { alt: "" }));
});

chartTest("chartSvg() says nothing on the console", () => {
  const said: unknown[][] = [];
  const { warn } = console;
  // deno-lint-ignore no-console
  console.warn = (...parts) => void said.push(parts);
  try {
    for (const mark of MARKS) {
      draw(mark, SALES);
      draw(mark, { a: [1], b: [2] });
      draw(mark, { a: [], b: [] });
    }
  } finally {
    // deno-lint-ignore no-console
    console.warn = warn;
  }
  assertEquals(said, []);
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

/** A test that needs Vega, which leaves neither timers nor handles. */
function chartTest(name: string, draw: () => void): void {
  const fn = async () => {
    await loadVega();
    draw();
  };
  Deno.test({ name, fn, sanitizeOps: true, sanitizeResources: true });
}

function draw(
  mark: typeof MARKS[number],
  columns: Readonly<Record<string, readonly unknown[]>>,
): string {
  return svgOf(chartSpec(mark, columns), { alt: "A chart" });
}

function waves(length: number, phase: number): number[] {
  return Array.from({ length }, (_, i) => Math.sin(i / 9 + phase) * 10 + i / 30);
}

/** Every `<` begins a tag of ours, and no attribute's value has one. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-zA-Z]+)((?: [a-zA-Z\d-]+="[^"<>]*")*)(\/?)>/g,
    (_, end, tag, attributes, empty) => {
      if (end) assertEquals(open.pop(), tag);
      else if (!empty) open.push(tag);
      assertEquals(/ (?:on\w+|style)=/.test(attributes.replaceAll(/"[^"]*"/g, "")), false);
      return "";
    },
  );
  assertEquals(open, []);
  assertEquals(/[<>]/.test(rest), false, rest);
}
