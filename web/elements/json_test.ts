import { assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";
import { lintHtml, textOf } from "../../tests/lint_html.ts";

Deno.test("json() is open as far as it was asked to be", async () => {
  const open = async (expanded?: boolean | number) => {
    const html = await drawHtml(() =>
      st.json({ a: { b: { c: 1 } } }, expanded === undefined ? {} : { expanded })
    );
    return html.match(/<details open/g)?.length ?? 0;
  };
  assertEquals(await open(), 3);
  assertEquals(await open(true), 3);
  assertEquals(await open(1), 1);
  assertEquals(await open(2), 2);
  assertEquals(await open(false), 0);
  assertEquals(await open(0), 0);
});

Deno.test("json() tells text, numbers and the rest apart", async () => {
  const html = await drawHtml(() => st.json({ a: "1", b: 1, c: null, d: [], e: {}, f: 'a\n"b' }));
  assertEquals(
    textOf(html),
    '{6}a: "1"b: 1c: nulld: []e: {}f: "a\\n\\"b"',
  );
  assertStringIncludes(html, '<span class="text">&quot;1&quot;</span>');
  assertStringIncludes(html, '<span class="number">1</span>');
});

Deno.test("json() reads text that is JSON, and shows any other as text", async () => {
  assertEquals(textOf(await drawHtml(() => st.json('{"a":[1]}'))), "{1}a: [1]0: 1");
  for (const text of ["{a}", "plain", "", "12"]) {
    assertEquals(textOf(await drawHtml(() => st.json(text))), JSON.stringify(text));
  }
});

Deno.test("json() survives circles and sizes", async () => {
  const circle: unknown[] = [];
  circle.push(circle, { circle });
  const html = await drawHtml(() => st.json(circle));
  assertEquals(lintHtml(html), []);
  assertStringIncludes(html, "(in a circle)");
  const start = performance.now();
  const large = await drawHtml(() => st.json(Array.from({ length: 1_000_000 }, (_, i) => i)));
  assertLess(performance.now() - start, 2_000);
  assertStringIncludes(large, "… 990000 more");
});
