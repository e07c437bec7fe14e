import { assert, assertEquals } from "@std/assert";
import { layoutOf, type Plot, spotsOf } from "./chart_layout.js";
import { textWidth } from "./text_width.js";

const SIZE = { width: 700, height: 300 };

function plot(kind: Plot["kind"], series: Plot["series"], more: Partial<Plot> = {}): Plot {
  const values = (series[0]?.values ?? []).map((_, i) => i);
  return { kind, locale: "en", places: { type: "number", values }, series, ...more };
}

function names(count: number, name = (i: number) => `name ${i}`): Plot["places"] {
  return { type: "name", values: Array.from({ length: count }, (_, i) => name(i)) };
}

Deno.test("spotsOf() stacks series upwards, and what is below zero downwards", () => {
  const spots = spotsOf(plot("bar", [{ values: [1, -2] }, { values: [3, -4] }], { stack: "zero" }));
  assertEquals(spots.map(({ lows, highs }) => [lows, highs]), [[[0, 0], [1, -2]], [[1, -2], [
    4,
    -6,
  ]]]);
});

Deno.test("spotsOf() stacks shares of a sum, and around the middle", () => {
  const series = [{ values: [1, 0] }, { values: [3, 0] }];
  const shares = spotsOf(plot("area", series, { stack: "normalize" }));
  assertEquals(shares.map(({ highs }) => highs), [[0.25, 0], [1, 0]]);
  const center = spotsOf(plot("area", series, { stack: "center" }));
  assertEquals(center.map(({ lows, highs }) => [lows[0], highs[0]]), [[-2, -1], [-1, 2]]);
});

Deno.test("spotsOf() piles up marks of one place, and takes a gap in an area for nothing", () => {
  const bars = spotsOf(plot("bar", [{ values: [2, 3], at: [0, 0] }], { stack: "zero" }));
  assertEquals([bars[0]!.lows, bars[0]!.highs], [[0, 2], [2, 5]]);
  const areas = spotsOf(
    plot("area", [{ values: [1, null] }, { values: [1, 2] }], { stack: "zero" }),
  );
  assertEquals(areas.map(({ highs }) => highs), [[1, 0], [2, 2]]);
});

Deno.test("spotsOf() leaves out what a logarithmic scale cannot show", () => {
  const [spots] = spotsOf(plot("line", [{ values: [0, -1, 10] }], { log: true }));
  assertEquals(spots!.highs, [NaN, NaN, 10]);
});

Deno.test("layoutOf() stands bars and areas on zero, and lets lines float", () => {
  const value = (kind: Plot["kind"], values: number[]) =>
    layoutOf(plot(kind, [{ values }]), SIZE).whole.value;
  assertEquals(value("bar", [50, 90])[0], 0);
  assertEquals(value("area", [-90, -50])[1], 0);
  assert(value("line", [50, 90])[0] >= 40);
  assertEquals(value("line", [0, 0]), [0, 1]);
  assertEquals(value("line", [7, 7])[0], 0);
  assertEquals(value("scatter", []), [0, 1]);
});

Deno.test("layoutOf() maps marks into its frame, lying or standing", () => {
  for (const kind of ["line", "area", "bar", "scatter"] as const) {
    for (const horizontal of [false, true]) {
      const { frame, spots, point } = layoutOf(
        plot(kind, [{ values: [1, -5, 3] }, { values: [2, 8, null] }], { horizontal }),
        SIZE,
      );
      for (const { places, highs } of spots) {
        for (const [i, high] of highs.entries()) {
          if (Number.isNaN(high)) continue;
          const [x, y] = point(places[i]!, high);
          assert(x >= frame.left && x <= frame.left + frame.width, `${kind} x ${x}`);
          assert(y >= frame.top && y <= frame.top + frame.height, `${kind} y ${y}`);
        }
      }
    }
  }
});

Deno.test("layoutOf() cuts a tilted name only where it would stick out", () => {
  const places = names(30, (i) => `a longer name, ${i}`);
  const { labels } = layoutOf(plot("bar", [{ values: Array(30).fill(1) }], { places }), SIZE);
  const tilted = labels.filter(({ tilted }) => tilted);
  assert(tilted[0]!.text.includes("…"), tilted[0]!.text);
  assertEquals(tilted.slice(3).filter(({ text }) => text.includes("…")), []);
  for (const { x, text } of tilted) {
    assert(x - textWidth(text, 12) * Math.SQRT1_2 > -8, `"${text}" at ${x}`);
  }
});

Deno.test("layoutOf() keeps labels within the drawing and apart from each other", () => {
  const long = "a rather long name of a place that somebody thought of";
  const plots = [
    plot("bar", [{ values: [1, 2, 3] }], { places: names(3) }),
    plot("bar", [{ values: Array(40).fill(1e9) }], { places: names(40), yTitle: "Amount" }),
    plot("bar", [{ values: Array(400).fill(1) }], { places: names(400, String) }),
    plot("bar", [{ values: [1, 2] }], { places: names(2, (i) => long + i), horizontal: true }),
    plot("line", [{ values: [0.0001, 0.00012] }], { xTitle: long.repeat(5) }),
    plot("line", [{ values: [1, 2] }], {
      places: { type: "time", from: Date.UTC(2026, 0, 1), values: [0, 3e10] },
    }),
  ];
  for (const one of plots) {
    for (const width of [280, 700, 1600]) {
      const { labels, frame } = layoutOf(one, { width, height: 300 });
      const tilts = labels.some(({ tilted }) => tilted);
      for (const { x, y, text, anchor, tilted } of labels) {
        const size = textWidth(text, 12);
        const left = anchor === "end" ? x - size : anchor === "middle" ? x - size / 2 : x;
        // Only names are, not the lowest value beside the frame.
        assert(!tilted || x > frame.left, `"${text}" is tilted`);
        if (tilted) continue;
        assert(left >= -1 && left + size <= width + 1, `"${text}" at ${left} of ${width}`);
        assert(y <= 300, `"${text}" at ${y}`);
      }
      const rows = Map.groupBy(labels.filter(({ y }) => y > 200), ({ y }) => Math.round(y));
      for (const row of rows.values()) {
        const ordered = row.toSorted((a, b) => a.x - b.x);
        for (const [i, label] of ordered.entries()) {
          const next = ordered[i + 1];
          if (next === undefined || tilts || one.horizontal) continue;
          const room = (textWidth(label.text, 12) + textWidth(next.text, 12)) / 2;
          assert(next.x - label.x >= room - 12, `"${label.text}" touches "${next.text}"`);
        }
      }
    }
  }
});

Deno.test("layoutOf() shows the legend in rows, and says how much it leaves out", () => {
  const series = Array.from({ length: 60 }, (_, i) => ({ name: `series ${i}`, values: [i] }));
  const { legend, frame } = layoutOf(plot("line", series), SIZE);
  assertEquals(new Set(legend.map(({ y }) => y)).size, 3);
  const shown = legend.length - 1;
  assertEquals(legend.at(-1)!.text, `+ ${60 - shown}`);
  assert(legend.every(({ x, text }) => x + textWidth(text, 12) <= SIZE.width));
  assert(frame.top > legend.at(-1)!.y);
  assertEquals(layoutOf(plot("line", [{ values: [1] }]), SIZE).legend, []);
});

Deno.test("layoutOf() makes ticks of the part that is looked at", () => {
  const one = plot("line", [{ values: Array.from({ length: 1000 }, (_, i) => i) }]);
  const { shown, whole, labels, place, frame } = layoutOf(one, {
    ...SIZE,
    shown: { place: [500, 510], value: [0, 1000] },
  });
  assertEquals(shown.place, [500, 510]);
  assertEquals(whole.place, [0, 999]);
  assertEquals(place.at(500), frame.left);
  assert(labels.some(({ text }) => text === "505"));
});
