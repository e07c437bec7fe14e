import { assert, assertEquals } from "@std/assert";
import {
  anchorOf,
  foundAt,
  foundBeside,
  foundPlace,
  hoverMarkup,
  onlyNearest,
  rowsOf,
  wordsOf,
} from "./chart_hover.js";
import { layoutOf, type Plot } from "./chart_layout.js";
import { lintHtml } from "../../tests/lint_html.ts";

const LINES: Plot = {
  kind: "line",
  locale: "en",
  places: { type: "number", values: [0, 10, 20, 30] },
  series: [
    { name: "north", values: [1, null, 3.25, null] },
    { name: "south", values: [5, 6], at: [1, 2], rows: [8, 9] },
  ],
  xTitle: "week",
};
const POINTS: Plot = {
  ...{ kind: "scatter", locale: "en", yTitle: "height", xTitle: "weight" },
  places: { type: "number", values: [50, 60, 70] },
  series: [{ values: [150, 170, 160], shades: [1, 2, null], sizes: [1, 4, 9] }],
  shade: { name: "age", low: 1, high: 2 },
  size: { name: "rooms", low: 1, high: 9 },
};

function layout(
  plot: Plot,
  shown: { place: [number, number]; value: [number, number] } | null = null,
) {
  return layoutOf(plot, { width: 700, height: 300, shown });
}

Deno.test("foundAt() is the nearest place, with all that stands there", () => {
  const lines = layout(LINES);
  const at = (place: number) => foundAt(lines, lines.place.at(place), 150);
  assertEquals(at(1), { at: 0, marks: [{ series: 0, n: 0 }] });
  assertEquals(at(7), { at: 1, marks: [{ series: 1, n: 0 }] });
  assertEquals(at(21), { at: 2, marks: [{ series: 0, n: 2 }, { series: 1, n: 1 }] });
  assertEquals(at(30), null, "nothing stands there");
  assertEquals(foundAt(lines, 2, 2), null, "beside the frame");
});

Deno.test("foundAt() is the nearest circle, if it is near", () => {
  const points = layout(POINTS);
  const [x, y] = points.point(60, 170);
  assertEquals(foundAt(points, x + 10, y + 5), { at: 1, marks: [{ series: 0, n: 1 }] });
  assertEquals(foundAt(points, x + 40, y + 40), null);
});

Deno.test("foundAt() finds nothing that is not in sight", () => {
  const lines = layout(LINES, { place: [12, 19], value: [0, 10] });
  assertEquals(foundAt(lines, lines.place.at(13), 150), null);
  const points = layout(POINTS, { place: [61, 80], value: [100, 200] });
  assertEquals(foundAt(points, points.place.at(61), points.value.at(170)), null);
});

Deno.test("foundBeside() steps over what is empty, and stays at the ends", () => {
  const lines = layout(LINES);
  const first = foundBeside(lines, null, 1, 0);
  assertEquals(first?.at, 0);
  assertEquals(foundBeside(lines, first, 1, 0)?.at, 1);
  assertEquals(foundBeside(lines, first, -1, 0)?.at, 0);
  assertEquals(foundBeside(lines, null, -1, 0)?.at, 2, "the last one that stands there");
  assertEquals(foundBeside(lines, first, 10, 0)?.at, 0, "nothing stands at the last place");
  const points = layout(POINTS);
  assertEquals(foundBeside(points, null, 1, 0)?.marks, [{ series: 0, n: 0 }]);
  assertEquals(foundBeside(points, foundPlace(points, 1), 1, 0)?.marks, [{ series: 0, n: 2 }]);
  assertEquals(foundBeside(points, foundPlace(points, 1), 0, 1)?.marks, [{ series: 0, n: 1 }]);
});

Deno.test("foundBeside() begins in sight", () => {
  const lines = layout(LINES, { place: [5, 25], value: [0, 10] });
  assertEquals(foundBeside(lines, null, 1, 0)?.at, 1);
});

Deno.test("wordsOf() tells where, which and how much", () => {
  assertEquals(wordsOf(layout(LINES), foundPlace(layout(LINES), 2)!), {
    title: "week: 20",
    words: [
      { color: "var(--eddy-chart-1)", name: "north", text: "3.25" },
      { color: "var(--eddy-chart-2)", name: "south", text: "6" },
    ],
  });
  assertEquals(wordsOf(layout(POINTS), foundPlace(layout(POINTS), 2)!), {
    title: "weight: 70",
    words: [
      { color: null, name: "height", text: "160" },
      { color: null, name: "age", text: "–" },
      { color: null, name: "rooms", text: "9" },
    ],
  });
});

Deno.test("wordsOf() says how many it leaves out", () => {
  const series = Array.from({ length: 40 }, (_, i) => ({ name: `s${i}`, values: [i] }));
  const many = layout({ ...LINES, series, places: { type: "name", values: ["Monday"] } });
  const { title, words } = wordsOf(many, foundPlace(many, 0)!);
  assertEquals([title, words.length, words.at(-1)!.name], ["Monday", 13, "+ 28"]);
});

Deno.test("hoverMarkup() and anchorOf() stay within the frame and the rules", () => {
  for (const kind of ["line", "area", "bar", "scatter"] as const) {
    for (const horizontal of [false, true]) {
      const one = layout({ ...LINES, kind, horizontal });
      const found = foundPlace(one, 2)!;
      assertEquals(lintHtml(`<svg>${hoverMarkup(one, found)}</svg>`), []);
      const [x, y] = anchorOf(one, found);
      const { left, top, width, height } = one.frame;
      assert(x >= left && x <= left + width && y >= top && y <= top + height, `${kind} ${x} ${y}`);
    }
  }
});

Deno.test("rowsOf() are the author's rows behind marks", () => {
  const lines = layout(LINES);
  assertEquals(rowsOf(lines, foundPlace(lines, 2)!), [2, 9]);
});

Deno.test("onlyNearest() is the line or the bar that is meant", () => {
  const lines = layout(LINES);
  const found = foundPlace(lines, 2)!;
  assertEquals(onlyNearest(lines, found, ...lines.point(20, 3)).marks, [{ series: 0, n: 2 }]);
  assertEquals(onlyNearest(lines, found, ...lines.point(20, 7)).marks, [{ series: 1, n: 1 }]);
  const bars: Plot = {
    ...LINES,
    kind: "bar",
    places: { type: "name", values: ["a", "b"] },
    series: [{ name: "p", values: [4, 4] }, { name: "q", values: [2, 2] }],
  };
  const stacked = layout({ ...bars, stack: "zero" });
  const at = foundPlace(stacked, 1)!;
  assertEquals(onlyNearest(stacked, at, ...stacked.point(1, 1)).marks[0]!.series, 0);
  assertEquals(onlyNearest(stacked, at, ...stacked.point(1, 5)).marks[0]!.series, 1);
  const grouped = layout({ ...bars, grouped: true });
  const [x, y] = grouped.point(1, 1);
  assertEquals(onlyNearest(grouped, at, x - grouped.band / 4, y).marks[0]!.series, 0);
  assertEquals(onlyNearest(grouped, at, x + grouped.band / 4, y).marks[0]!.series, 1);
});
