import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lintHtml } from "../../tests/lint_html.ts";
import { HOSTILE_TEXTS } from "../../tests/hostile_text.ts";
import { chartMarkup } from "./chart_draw.js";
import { layoutOf, type Plot } from "./chart_layout.js";

const KINDS = ["line", "area", "bar", "scatter"] as const;

function draw(
  kind: Plot["kind"],
  series: Plot["series"],
  more: Partial<Plot> & { shown?: { place: [number, number]; value: [number, number] } } = {},
  selected: ReadonlySet<number> | null = null,
): string {
  const { shown = null, ...rest } = more;
  const values = (series[0]?.values ?? []).map((_, i) => i);
  const plot: Plot = { kind, locale: "en", places: { type: "number", values }, series, ...rest };
  return chartMarkup(layoutOf(plot, { width: 400, height: 200, shown }), selected);
}

/** Data of the paths in a colour of the theme. */
function paths(markup: string, color = 1): string[] {
  const found = markup.matchAll(/<path d="([^"]*)" (?:fill|stroke)="var\(--eddy-chart-(\d)\)"/g);
  return [...found].filter(([, , of]) => Number(of) === color).map(([, d]) => d!);
}

Deno.test("chartMarkup() is what an SVG may hold, and nothing that a strict policy refuses", () => {
  for (const kind of KINDS) {
    for (const horizontal of [false, true]) {
      const markup = draw(kind, [{ name: "a", values: [1, null, 3] }, { values: [2, -1, 0] }], {
        ...{ horizontal, xTitle: "x", yTitle: "y", shown: { place: [0, 1], value: [-2, 4] } },
      });
      assertEquals(lintHtml(`<svg>${markup}</svg>`), [], kind);
      for (const noise of ["NaN", "undefined", "null", "style", "Infinity", "-0 "]) {
        assertEquals(markup.includes(noise), false, `${kind}: ${noise}`);
      }
    }
  }
});

Deno.test("chartMarkup() tilts names, and no value", () => {
  const values = Array.from({ length: 20 }, (_, i) => `a long name ${i}`);
  const markup = draw("bar", [{ values: values.map((_, i) => i) }], {
    places: { type: "name", values },
  });
  const tilted = [...markup.matchAll(/rotate[^>]*>([^<]*)</g)].map(([, text]) => text!);
  assert(tilted.length > 1 && tilted.every((text) => /^a long/.test(text)), tilted.join());
});

Deno.test("chartMarkup() shows hostile names and titles as they are", () => {
  for (const text of HOSTILE_TEXTS) {
    // What no HTML can carry.
    if (/[\0\ud800]/.test(text)) continue;
    const short = text.slice(0, 20);
    const markup = draw("bar", [{ name: short, values: [1], color: text }], {
      ...{ places: { type: "name", values: [short] }, xTitle: text, yTitle: text },
    });
    assertEquals(lintHtml(`<svg>${markup}</svg>`), [], text);
  }
});

Deno.test("chartMarkup() breaks a line where a value is missing, and shows a point alone", () => {
  const [line, alone] = paths(draw("line", [{ values: [1, 2, null, 4, null, 3, 3] }]));
  assertEquals(line!.split("M").length - 1, 2);
  assertEquals(alone!.match(/^M[\d.]+ [\d.]+h0$/)?.length, 1);
});

Deno.test("chartMarkup() draws a line in steps of a tenth of a pixel", () => {
  const [line] = paths(draw("line", [{ values: [0, 10, 5] }]));
  assert(/^M[\d.]+ [\d.]+l[\d.]+-[\d.]+ [\d.]+ [\d.]+$/.test(line!), line);
});

Deno.test("chartMarkup() keeps three lines of a hundred points within 4 KB", () => {
  const waves = (phase: number) =>
    Array.from({ length: 100 }, (_, i) => Math.sin(i / 7 + phase) * 100);
  const series = [0, 1, 2].map((phase) => ({ name: `wave ${phase}`, values: waves(phase) }));
  const { length } = draw("line", series);
  assert(length <= 4_000, `${length} characters`);
});

Deno.test("chartMarkup() closes areas where they stand", () => {
  const [alone] = paths(draw("area", [{ values: [1, 2, 3] }]));
  assertEquals(alone!.match(/-?[\d.]+/g)!.length, 2 * 5);
  const [, upper] = [1, 2].map((color) =>
    paths(
      draw("area", [{ name: "a", values: [1, 2, 3] }, { name: "b", values: [1, 1, 1] }], {
        stack: "zero",
      }),
      color,
    )[0]
  );
  assertEquals(upper!.match(/-?[\d.]+/g)!.length, 2 * 6);
});

Deno.test("chartMarkup() draws bars from zero to their values, and none for zero", () => {
  const [bars] = paths(draw("bar", [{ values: [10, 0, -10, null] }]));
  const shapes = bars!.split("M").slice(1);
  assertEquals(shapes.length, 2);
  const lengths = shapes.map((shape) => /v(-?[\d.]+)/.exec(shape)![1]!);
  assert(lengths[0]!.startsWith("-") && !lengths[1]!.startsWith("-"), String(lengths));
});

Deno.test("chartMarkup() lets rows that are selected stand out", () => {
  const faded = (markup: string) => markup.match(/fill-opacity="0\.[0-3]\d*"/g)?.length ?? 0;
  const series = [{ values: [1, 2, 3] }];
  assertEquals(faded(draw("bar", series)), 0);
  assertEquals(faded(draw("bar", series, {}, new Set([1]))), 1);
  assertEquals(faded(draw("scatter", series, {}, new Set([1]))), 1);
  assertStringIncludes(draw("line", series, {}, new Set([1])), 'stroke-width="9"');
  const moved = [{ values: [1, 2, 3], rows: [7, 8, 9] }];
  assertEquals(faded(draw("bar", moved, {}, new Set([7, 8, 9]))), 0);
});

Deno.test("chartMarkup() draws a few circles, or thousands as one shape", () => {
  const few = draw("scatter", [{ values: [1, 2, 3], shades: [0, 5, null], sizes: [1, 2, 3] }], {
    ...{ shade: { name: "s", low: 0, high: 5 }, size: { name: "t", low: 1, high: 3 } },
  });
  assertEquals(few.match(/<circle [^>]*r="/g)!.length, 3 + 2, "and the legend");
  const many = draw("scatter", [{ values: Array.from({ length: 10_000 }, (_, i) => i % 97) }]);
  assertEquals(many.match(/<circle/g), null);
  assertEquals(paths(many)[0]!.split("M").length - 1, 10_000);
});

Deno.test("chartMarkup() cuts off what is not looked at", () => {
  const markup = draw("line", [{ values: [1, 2, 3] }], { shown: { place: [0, 1], value: [0, 3] } });
  assert(/<svg x="\d+" y="\d+" width="\d+" height="\d+" viewBox="/.test(markup));
  assertEquals(draw("line", [{ values: [1, 2, 3] }]).includes("<svg"), false);
});

Deno.test("chartMarkup() says that there are no data", () => {
  for (const series of [[], [{ values: [] }], [{ values: [null] }]]) {
    assertStringIncludes(draw("line", series), ">No data</text>");
  }
});
