import { assertEquals, assertLess, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";

Deno.test("table() sets numbers to the right, formats dates and leaves empty what is missing", async () => {
  const rows = [
    { city: "Vienna", orders: 12, since: new Date("2026-01-02T00:00Z"), open: true },
    { city: "<Graz>", orders: 2.5, since: null },
  ];
  assertEquals(
    await drawHtml(() => st.table(rows)),
    '<div class="table-scroll" tabindex="0"><table class="table bordered"><thead><tr>' +
      '<th scope="col">city</th><th scope="col" class="number">orders</th>' +
      '<th scope="col">since</th><th scope="col">open</th></tr></thead><tbody>' +
      '<tr><td>Vienna</td><td class="number">12.0</td><td>2026-01-02</td><td>true</td></tr>' +
      '<tr><td>&lt;Graz&gt;</td><td class="number">2.5</td><td></td><td></td></tr>' +
      "</tbody></table></div>",
  );
});

Deno.test("table() takes every shape of rows", async () => {
  const head = async (data: Parameters<typeof st.table>[0]) =>
    [...(await drawHtml(() => st.table(data, { border: false }))).matchAll(
      /<t[hd]\b[^>]*>([^<]*)/g,
    )]
      .map(([, text]) => text).join(" ");
  assertEquals(await head({ a: [1, 2], b: ["x", "y"] }), "a b 1 x 2 y");
  assertEquals(await head([[1, "x"]]), "0 1 1 x");
  assertEquals(await head([1, 2]), "value 1 2");
  assertEquals(await head([]), "");
});

Deno.test("table() says that there is nothing", async () => {
  assertEquals((await drawHtml(() => st.table([]))).includes("No rows"), true);
});

Deno.test("table() shows the data as they were when it was drawn", async () => {
  const rows = [{ a: [1] }];
  const html = await drawHtml(() => {
    st.table(rows);
    rows[0]!.a.push(2);
  });
  assertEquals(html.includes("<td>[1]</td>"), true);
});

Deno.test("table() refuses rows of different shapes where it is called", async () => {
  await drawHtml(() => {
    assertThrows(() => st.table([{ a: 1 }, [2]] as never), TypeError, "row 1");
  });
});

Deno.test("table() of 10,000 cells is drawn within a blink", async () => {
  const rows = Array.from({ length: 1_000 }, (_, i) => ({
    ...Object.fromEntries(Array.from({ length: 8 }, (_, c) => [`n${c}`, i / (c + 1)])),
    text: `row ${i}`,
    at: new Date(i * 1e9),
  }));
  await drawHtml(() => st.table(rows));
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    await drawHtml(() => st.table(rows));
    times.push(performance.now() - start);
  }
  // About 8 ms; the bound is for machines that do something else meanwhile.
  assertLess(Math.min(...times), 100);
});

Deno.test("table() keeps the names of its columns for who hears it, where they are not seen", async () => {
  const html = await drawHtml(() => st.table([{ a: 1 }], { hideHeader: true }));
  assertStringIncludes(html, '<thead class="unseen"><tr><th scope="col" class="number">a</th>');
});
