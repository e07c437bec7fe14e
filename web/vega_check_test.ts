import { assertThrows } from "@std/assert";
import { checkSpec } from "./vega_check.ts";

const XY = { x: { field: "a", type: "quantitative" }, y: { field: "b" } };

function refuses(spec: Record<string, unknown>, words: string, rows: unknown[] | null = null) {
  assertThrows(
    () => checkSpec(spec, rows),
    TypeError,
    `Cannot draw chart as its Vega-Lite spec is wrong: ${words}`,
  );
}

Deno.test("checkSpec() names a mark that there is not, wherever it stands", () => {
  refuses({ mark: "balloon" }, "mark must be one of arc, area, bar");
  refuses({ mark: "balloon" }, MARK_LIST_END);
  refuses({ mark: { type: "pie" } }, "mark must be one of");
  refuses({ mark: null }, "mark must be one of");
  refuses({ layer: [{ mark: "bar" }, { mark: "pie" }] }, "mark must be one of");
  refuses({ hconcat: [{ mark: "bar" }, { repeat: ["a"], spec: { mark: 7 } }] }, "mark must be one");
});

const MARK_LIST_END = "mark must be one of arc, area, bar, boxplot, circle, errorband, errorbar, " +
  'geoshape, image, line, point, rect, rule, square, text, tick, trail: received "balloon"';

Deno.test("checkSpec() asks for a mark or for parts", () => {
  refuses({ encoding: XY }, 'it must have a mark, such as "bar", or parts');
  refuses({ layer: { mark: "bar" } }, '"layer" must be a list: received {"mark":"bar"}');
  refuses({ vconcat: ["bar"] }, 'each part of it must be an object: received "bar"');
});

Deno.test("checkSpec() names a channel and a type that there are not", () => {
  refuses({ mark: "bar", encoding: { z: { field: "a" } } }, "a channel must be one of x, y, x2");
  refuses({ mark: "bar", encoding: [] }, "encoding must be an object: received []");
  refuses(
    { mark: "bar", encoding: { x: { field: "a", type: "number" } } },
    'type of x must be one of quantitative, temporal, ordinal, nominal, geojson: received "number"',
  );
});

Deno.test("checkSpec() names a field that is no column", () => {
  const words = 'field of y must be one of "a", "c": received "b"';
  refuses({ mark: "bar", encoding: XY }, words, [{ a: 1, c: 2 }]);
  refuses({ layer: [{ mark: "line", encoding: XY }] }, words, [{ a: 1, c: 2 }]);
});

Deno.test("checkSpec() lets all pass whose fields it cannot know", () => {
  const bars = { mark: "bar", encoding: XY };
  checkSpec(bars, null);
  checkSpec(bars, []);
  checkSpec({ mark: "bar", encoding: { x: { field: "data" } } }, [1, 2]);
  checkSpec(bars, [{ a: 1 }, { b: 2 }]);
  const rows = [{ a: 1 }];
  checkSpec({ ...bars, transform: [{ calculate: "1", as: "b" }] }, rows);
  checkSpec({ layer: [bars, { mark: "rule", data: { values: [{ b: 1 }] } }] }, rows);
  checkSpec({ mark: "bar", encoding: { x: { field: "a.b" }, y: { aggregate: "count" } } }, rows);
  const repeated = { mark: "bar", encoding: { x: { field: { repeat: "repeat" } } } };
  checkSpec({ repeat: ["a"], spec: repeated }, rows);
  checkSpec({ mark: { type: "boxplot" }, encoding: { tooltip: [{ field: "a" }] } }, rows);
});
