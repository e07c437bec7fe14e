import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { type Layout, layoutOf, type Plot, type Window } from "./chart_layout.js";
import { inSight, moved, picked, zoomed } from "./chart_zoom.js";

function layout(kind: Plot["kind"], shown: Window | null = null, more: Partial<Plot> = {}): Layout {
  const values = Array.from({ length: 101 }, (_, i) => i);
  const plot: Plot = {
    ...{ kind, locale: "en", places: { type: "number", values }, series: [{ values }] },
    ...more,
  };
  return layoutOf(plot, { width: 700, height: 300, shown });
}

Deno.test("zoomed() keeps the pixel where it is, and values where they are", () => {
  const line = layout("line");
  const x = line.place.at(30);
  const shown = zoomed(line, 0.5, x, 100)!;
  assertEquals(shown.place, [15, 65]);
  assertEquals(shown.value, line.whole.value);
  assertAlmostEquals(layout("line", shown).place.at(30), x);
});

Deno.test("zoomed() brings circles nearer both ways", () => {
  const points = layout("scatter");
  const [x, y] = points.point(30, 80);
  const shown = zoomed(points, 0.5, x, y)!;
  const [toX, toY] = layout("scatter", shown).point(30, 80);
  assertAlmostEquals(toX, x);
  assertAlmostEquals(toY, y);
  assert(shown.value[1] - shown.value[0] < points.whole.value[1] - points.whole.value[0]);
});

Deno.test("zoomed() goes no further out than all there is, and no nearer than makes sense", () => {
  const line = layout("line");
  assertEquals(zoomed(line, 3, 300, 100), null);
  const near = zoomed(line, 1e-9, 300, 100)!;
  assertAlmostEquals(near.place[1] - near.place[0], 100 / 5_000);
  const bars = layout("bar", null, { places: { type: "name", values: Array(101).fill("x") } });
  const one = zoomed(bars, 1e-9, 300, 100)!;
  assertAlmostEquals(one.place[1] - one.place[0], 1, undefined, "one name");
});

Deno.test("zoomed() follows a logarithmic scale", () => {
  const values = [1, 10, 100, 1000, 10_000];
  const points = layoutOf({
    ...{ kind: "scatter", locale: "en", log: true, series: [{ values }] },
    places: { type: "number", values: [0, 1, 2, 3, 4] },
  }, { width: 700, height: 300 });
  const [x, y] = points.point(2, 100);
  const shown = zoomed(points, 0.5, x, y)!;
  assertEquals(shown.value.map(Math.round), [10, 1000]);
});

Deno.test("moved() moves by pixels, as far as there is something", () => {
  const line = layout("line", { place: [40, 60], value: [0, 100] });
  const left = moved(line, line.frame.width / 2, 0)!;
  assertEquals(left.place, [30, 50]);
  assertEquals(moved(line, 1e6, 0)!.place, [0, 20]);
  assertEquals(moved(line, -1e6, 0)!.place, [80, 100]);
  const points = layout("scatter", { place: [40, 60], value: [40, 60] });
  const up = moved(points, 0, points.frame.height / 2)!;
  assertEquals(up.value.map(Math.round), [50, 70]);
});

Deno.test("picked() is what a drag covers, whichever way it went", () => {
  const line = layout("line");
  const [from, to] = [line.point(20, 0), line.point(70, 90)];
  for (const [a, b] of [[from, to], [to, from]] as const) {
    const { shown, box } = picked(line, a, b);
    assertEquals(shown!.place.map(Math.round), [20, 70]);
    assertEquals([box.y, box.height], [line.frame.top, line.frame.height]);
    assertAlmostEquals(box.width, to[0] - from[0]);
  }
  const points = layout("scatter");
  const { shown, box } = picked(points, points.point(20, 30), points.point(70, 90));
  assertEquals(shown!.value.map(Math.round), [30, 90]);
  assert(box.height < points.frame.height);
  const lying = layout("bar", null, { horizontal: true });
  const picks = picked(lying, lying.point(20, 0), lying.point(70, 0));
  assertEquals(picks.shown!.place.map(Math.round), [20, 70]);
});

Deno.test("picked() ends at the frame, and picks nothing by picking all", () => {
  const line = layout("line");
  const { shown, box } = picked(line, [-500, 0], [5_000, 0]);
  assertEquals([shown, box.x, box.width], [null, line.frame.left, line.frame.width]);
});

Deno.test("inSight() moves no further than it must", () => {
  const line = layout("line", { place: [40, 60], value: [0, 100] });
  assertEquals(inSight(line, 50)!.place, [40, 60]);
  assertEquals(inSight(line, 65)!.place, [45, 65]);
  assertEquals(inSight(line, 0)!.place, [0, 20]);
});
