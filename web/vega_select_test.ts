import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { VegaSelection } from "../runtime/elements/vega_selection.ts";
import { chartSvg, loadVega } from "./vega.ts";

const ROWS = [{ city: "Graz", count: 3 }, { city: '"<Wien>"', count: 12 }];
const ENCODING = {
  x: { field: "city", type: "nominal" },
  y: { field: "count", type: "quantitative" },
  opacity: { condition: { param: "chosen", value: 1 }, value: 0.2 },
};
const NOTHING: VegaSelection = { points: {}, ranges: {} };

function drawn(spec: Record<string, unknown>, chosen: VegaSelection | null = NOTHING) {
  const mark = "layer" in spec || "vconcat" in spec ? {} : { mark: "bar" };
  return chartSvg({ data: { values: ROWS }, ...mark, ...spec }, { alt: "", chosen });
}

/** What the attributes of this name say, in order. */
function said(svg: string, name: string): unknown[] {
  return [...svg.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(([, text]) =>
    JSON.parse(
      text!.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll(
        "&amp;",
        "&",
      ),
    )
  );
}

Deno.test("a mark says what tells it from others, by the param's fields", async () => {
  await loadVega();
  const params = [{ name: "chosen", select: { type: "point", fields: ["city"] } }];
  const { svg, params: told } = drawn({ params, encoding: ENCODING });
  assertEquals(told, [{ name: "chosen", fields: ["city"] }]);
  assertEquals(said(svg, "data-datum"), [{ city: "Graz" }, { city: '"<Wien>"' }]);
  assertEquals(svg.includes('opacity="0.2"'), false);
});

Deno.test("a param without fields takes those that place the marks", async () => {
  await loadVega();
  const params = [{ name: "chosen", select: "point" }];
  const { params: told } = drawn({ params, encoding: ENCODING });
  assertEquals(told, [{ name: "chosen", fields: ["city", "count"] }]);
  const { x, y } = ENCODING;
  const layered = drawn({ encoding: { x }, layer: [{ mark: "bar", params, encoding: { y } }] });
  assertEquals(layered.params, [{ name: "chosen", fields: ["city", "count"] }]);
});

Deno.test("what is chosen looks as the spec's conditions say", async () => {
  await loadVega();
  const params = [{ name: "chosen", select: { type: "point", fields: ["city"] } }];
  const { svg } = drawn({ params, encoding: ENCODING }, {
    points: { chosen: [{ city: "Graz" }] },
    ranges: {},
  });
  assertEquals(svg.match(/opacity="0.2"/g)?.length, 1);
  // What is chosen by a field that the param does not have is none.
  const other = { points: { chosen: [{ constructor: "Graz" }] }, ranges: {} };
  assertEquals(drawn({ params, encoding: ENCODING }, other).svg.includes('"0.2"'), false);
});

Deno.test("a bin is told by its two ends", async () => {
  await loadVega();
  const params = [{ name: "chosen", select: { type: "point", encodings: ["x"] } }];
  const x = { field: "count", type: "quantitative", bin: { step: 10 } };
  const encoding = { ...ENCODING, x, y: { aggregate: "count" } };
  const { svg } = drawn({ params, encoding });
  assertEquals(said(svg, "data-datum"), [{ count: [0, 10] }, { count: [10, 20] }]);
});

Deno.test("a range can be dragged where its marks are, and is shown", async () => {
  await loadVega();
  const params = [{ name: "chosen", select: { type: "interval", encodings: ["y"] } }];
  const spec = { params, mark: "point", encoding: ENCODING };
  const { svg } = drawn(spec);
  const [brush] = said(svg, "data-brush") as [{ name: string; axes: Record<string, unknown>[] }];
  assertEquals(brush.name, "chosen");
  assertEquals(brush.axes.map(({ channel, field, type }) => [channel, field, type]), [
    ["y", "count", "linear"],
  ]);
  const { svg: picked } = drawn(spec, { points: {}, ranges: { chosen: { count: [10, 14] } } });
  assertEquals(picked.match(/opacity="0.2"/g)?.length, 1);
  assertStringIncludes(picked, 'stroke="var(--eddy-border-strong)"');
});

Deno.test("a range in one of several charts is shown there", async () => {
  await loadVega();
  const params = [{ name: "chosen", select: { type: "interval", encodings: ["y"] } }];
  const bars = { mark: "bar", encoding: { ...ENCODING, opacity: { value: 1 } } };
  const spec = { vconcat: [bars, { ...bars, params }] };
  const frame = 'class="plot-pick"';
  assertEquals(drawn(spec).svg.includes(frame), false);
  const { svg } = drawn(spec, { points: {}, ranges: { chosen: { count: [0, 6] } } });
  assertEquals(svg.split(frame).length - 1, 1);
});

Deno.test("a range over names lists where each begins", async () => {
  await loadVega();
  const params = [{ name: "chosen", select: { type: "interval", encodings: ["x"] } }];
  const { svg } = drawn({ params, encoding: ENCODING });
  const [brush] = said(svg, "data-brush") as [{ axes: Record<string, unknown>[] }];
  const [{ domain, starts, band } = {}] = brush.axes;
  assertEquals(domain, ["Graz", '"<Wien>"'].sort());
  assertEquals((starts as number[]).length, 2);
  assert(Number(band) > 0);
});

Deno.test("a drawing from which nothing can be chosen says nothing of its data", async () => {
  await loadVega();
  const params = [{ name: "chosen", select: "point" }];
  const { svg, params: told } = drawn({ params, encoding: ENCODING }, null);
  assertEquals(told, []);
  assertEquals(svg.includes("data-"), false);
});
