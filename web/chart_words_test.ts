import { assertEquals, assertStringIncludes } from "@std/assert";
import { lintHtml, textOf } from "../tests/lint_html.ts";
import type { Plot } from "./assets/chart_layout.js";
import { chartTable } from "./chart_words.ts";

const SALES: Plot = {
  ...{ kind: "bar", locale: "en", xTitle: "month" },
  places: { type: "name", values: ["Jan", "<Feb>"] },
  series: [{ name: "north", values: [3, null] }, {
    name: "south",
    values: [2, 4, 1],
    at: [0, 1, 1],
  }],
};

/** The table's rows as texts. */
function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => textOf(cell!))
  );
}

Deno.test("chartTable() has a row for each place and a column for each series", () => {
  const html = chartTable(SALES, "Sales & more");
  assertEquals(lintHtml(html), []);
  assertStringIncludes(html, "<caption>Sales &amp; more</caption>");
  assertEquals(rowsOf(html), [
    ["month", "north", "south"],
    ["Jan", "3", "2"],
    ["<Feb>", "", "4, 1"],
  ]);
});

Deno.test("chartTable() has a row for each circle", () => {
  const html = chartTable({
    ...{ kind: "scatter", locale: "en", xTitle: "weight", yTitle: "height" },
    places: { type: "number", values: [50, 60] },
    series: [
      { name: "A", values: [1500], sizes: [1] },
      { name: "B", values: [170], at: [1], sizes: [null] },
    ],
    size: { name: "rooms", low: 1, high: 1 },
  }, "");
  assertEquals(rowsOf(html), [
    ["weight", "height", "series", "rooms"],
    ["50", "1,500", "A", "1"],
    ["60", "170", "B", ""],
  ]);
});

Deno.test("chartTable() sums up what is too long to listen to", () => {
  const values = Array.from({ length: 5_000 }, (_, i) => i === 77 ? -5 : i % 100);
  const html = chartTable({
    ...{ kind: "line", locale: "en", yTitle: "price" },
    places: { type: "time", from: Date.UTC(2026, 0, 1), values: values.map((_, i) => i * 60_000) },
    series: [{ values }, { name: "empty", values: [null], at: [0] }],
  }, "");
  assertEquals(rowsOf(html), [
    ["Series", "Points", "First", "Last", "Lowest", "Highest"],
    [
      "price",
      "5000",
      "0 at 2026-01-01",
      "99 at 2026-01-04 11:19",
      "-5 at 2026-01-01 01:17",
      "99 at 2026-01-01 01:39",
    ],
    ["empty", "0", "", "", "", ""],
  ]);
});

Deno.test("chartTable() of no data is a caption and a head", () => {
  assertEquals(
    rowsOf(chartTable({ ...SALES, series: [], places: { type: "name", values: [] } }, "x")),
    [
      ["month"],
    ],
  );
});
