import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

function choosing(value: unknown): [string, string] {
  return ["chart", JSON.stringify(value)];
}

Deno.test("lineChart() answers the rows that are chosen, in order and once", async () => {
  let calls = 0;
  const page = new TestPage(() => {
    const { rows } = st.lineChart([3, 5, 2], { key: "chart", onSelect: () => calls++ });
    st.write(`rows ${JSON.stringify(rows)}`);
  });
  assertStringIncludes(page.text(), "rows []");
  await page.use(choosing({ rows: [2, 0, 2] }));
  assertStringIncludes(page.text(), "rows [0,2]");
  assertEquals(calls, 1);
  await page.use(choosing({ rows: [] }));
  assertStringIncludes(page.text(), "rows []");
});

Deno.test("charts refuse rows that they do not have", async () => {
  for (const chart of [st.lineChart, st.areaChart, st.barChart, st.scatterChart]) {
    const page = new TestPage(() => {
      st.write(`rows ${chart([3, 5, 2], { key: "chart", alt: "chart", onSelect: "rerun" }).rows}`);
    });
    const wrong = [{ rows: [3] }, { rows: [-1] }, { rows: [0.5] }, { rows: ["0"] }, { rows: {} }];
    await assertRefuses(page, "chart", [
      ...HOSTILE,
      [],
      ...[...wrong, { rows: [0, 1, 2, 0] }, null, [], 1].map((value) => [JSON.stringify(value)]),
    ]);
  }
});

Deno.test("a chart forgets what was chosen of rows that are gone", async () => {
  let data = [3, 5, 2];
  const page = new TestPage(() => {
    st.write(`rows ${st.barChart(data, { key: "chart", onSelect: "rerun" }).rows}.`);
  });
  await page.use(choosing({ rows: [2] }));
  assertStringIncludes(page.text(), "rows 2.");
  data = [3, 5];
  await page.rerun();
  assertStringIncludes(page.text(), "rows .");
});

Deno.test("a chart from which nothing can be chosen is no widget, and answers no rows", () => {
  const answers: unknown[] = [];
  const page = new TestPage(() => {
    answers.push(st.barChart([1], { key: "chart" }), st.barChart([1], { onSelect: "ignore" }));
  });
  assertEquals(answers, [{ rows: [] }, { rows: [] }]);
  assertEquals(page.session.widgets.size, 0);
});

const CITIES = [{ city: "Vienna", count: 12 }, { city: "Graz", count: 3 }];
const SPEC = {
  params: [
    { name: "pick", select: { type: "point", fields: ["city"] } },
    { name: "brush", select: "interval" },
    { name: "size", value: 3 },
  ],
  mark: "bar",
  encoding: { x: { field: "city" }, y: { field: "count", type: "quantitative" } },
};

/** A page with a chart that can be chosen from. */
function vegaPage(spec: Record<string, unknown>, data?: unknown[]): TestPage {
  return new TestPage(() => {
    const options = { key: "chart", alt: "chart", onSelect: "rerun" as const };
    const rows = data as Record<string, unknown>[] | undefined;
    const { points, ranges } = st.vegaLiteChart(
      spec,
      rows === undefined ? options : { ...options, data: rows },
    );
    st.write(`${JSON.stringify({ points, ranges })}`);
  });
}

Deno.test("vegaLiteChart() answers what its params select", async () => {
  const page = vegaPage(SPEC, CITIES);
  assertStringIncludes(page.text(), '{"points":{"pick":[]},"ranges":{"brush":{}}}');
  const chosen = {
    points: { pick: [{ city: "Graz" }] },
    ranges: { brush: { count: [2.5, 7], city: ["Graz", "Vienna"] } },
  };
  assertEquals((await page.use(choosing(chosen))).refused, []);
  assertStringIncludes(page.text(), JSON.stringify(chosen));
});

Deno.test("vegaLiteChart() refuses what cannot be selected", async () => {
  const pick = (...points: unknown[]) => ({ points: { pick: points }, ranges: {} });
  const brush = (range: unknown) => ({ points: {}, ranges: { brush: range } });
  const wrong = [
    pick({ city: "Linz" }),
    pick({ city: "Graz" }, { city: null }),
    pick({ city: { $ne: 1 } }),
    pick({}),
    pick("Graz"),
    pick(...Array.from({ length: 1_001 }, () => ({ city: "Graz" }))),
    pick(Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`f${i}`, 1]))),
    { points: { other: [] }, ranges: {} },
    { points: { brush: [] }, ranges: {} },
    { points: { __proto__: [] } },
    brush({ count: [7, 2] }),
    brush({ count: ["2", "7"] }),
    brush({ city: ["Graz", "Linz"] }),
    brush({ a: [1, 2], b: [1, 2], c: [1, 2] }),
    brush([[1, 2]]),
    { points: {} },
    null,
  ];
  const page = vegaPage(SPEC, CITIES);
  await assertRefuses(page, "chart", [
    ...HOSTILE,
    ...wrong.map((value) => [JSON.stringify(value)]),
  ]);
});

Deno.test("vegaLiteChart() checks dates and fields that the spec computes as far as it knows", async () => {
  const params = [{ name: "pick", select: "point" }];
  const page = vegaPage({ params, mark: "point" }, [{
    day: new Date(5),
    n: 1n,
    text: "2026-01-01",
  }]);
  const pick = (point: unknown) => choosing({ points: { pick: [point] }, ranges: {} });
  for (
    const right of [
      { day: 5, n: 1 },
      { text: Date.UTC(2026, 0, 1) },
      { text: "2026-01-01" },
      { computed: "anything", bin_n: [0, 10] },
    ]
  ) assertEquals((await page.use(pick(right))).refused, [], JSON.stringify(right));
  for (const wrong of [{ day: 6 }, { text: 7 }, { n: 2 }]) {
    assertEquals((await page.use(pick(wrong))).refused.length, 1, JSON.stringify(wrong));
  }
});

Deno.test("vegaLiteChart() finds params in views of views, whatever their names", async () => {
  const inner = { mark: "bar", params: [{ name: "__proto__", select: { type: "point" } }] };
  const page = vegaPage({ hconcat: [{ layer: [inner] }], data: { values: CITIES } });
  assertStringIncludes(page.text(), '{"points":{"__proto__":[]}');
  const sent = '{"points":{"__proto__":[{"city":"Graz"}]},"ranges":{}}';
  assertEquals((await page.use(["chart", sent])).refused, []);
  assertStringIncludes(page.text(), sent);
});

Deno.test("vegaLiteChart() asks for a param to choose by", () => {
  const page = new TestPage(() => {
    assertThrows(
      () => st.vegaLiteChart({ mark: "bar" }, { onSelect: "rerun" }),
      RangeError,
      "its spec needs a param that selects",
    );
  });
  assertEquals(page.errors, []);
});
