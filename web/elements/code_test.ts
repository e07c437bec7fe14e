import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";
import { lintHtml, textOf } from "../../tests/lint_html.ts";
import { highlighted, highlighterFor } from "../highlight.ts";

const SOURCE = 'def f(x):\n  """a\n  <b>"""\n\n  return x';

Deno.test("code() shows the source exactly, with or without colours and numbers", async () => {
  for (const source of [SOURCE, "", "\n", "one", "a\n\nb\n", "\ttab  "]) {
    for (const language of [undefined, "python", "no such language"]) {
      for (const lineNumbers of [false, true]) {
        const html = await drawHtml(() =>
          st.code(source, { lineNumbers, ...(language && { language }) })
        );
        assertEquals(lintHtml(html), []);
        // A browser takes no notice of one line break at the beginning of <pre>, inside <code> it does.
        assertEquals(textOf(html), source);
      }
    }
  }
});

Deno.test("code() numbers as many lines as there are", async () => {
  const lines = async (source: string) =>
    (await drawHtml(() => st.code(source, { lineNumbers: true, language: "py" })))
      .match(/<span class="line">/g)?.length ?? 0;
  assertEquals(await lines(SOURCE), 5);
  assertEquals(await lines("a\n"), 1);
  assertEquals(await lines("a"), 1);
});

Deno.test("code() says how it is to be shown, and can be copied", async () => {
  const html = await drawHtml(() =>
    st.code("x", { wrap: true, lineNumbers: true, language: "sql" })
  );
  assertStringIncludes(html, '<div class="code numbered wrapped" data-language="sql">');
  assertStringIncludes(html, '<button type="button" class="copy" data-copy aria-label="Copy">');
});

Deno.test("code() scrolls beyond a height, which must be one", async () => {
  const html = await drawHtml(() => st.code("x", { height: 120 }));
  assertStringIncludes(html, '<pre tabindex="0" data-height="120">');
  for (const height of [0, -1, NaN]) {
    await assertRejects(
      () => drawHtml(() => st.code("x", { height })),
      RangeError,
      `Cannot draw code as height must be above 0: received ${height}`,
    );
  }
});

Deno.test("highlighted() knows languages by their other names", async () => {
  for (
    const [name, source] of [["TS", "let a"], ["yml", "a: 1"], ["html", "<b>"], ["c++", "int a;"]]
  ) {
    await highlighterFor(name!)!.load();
    assertStringIncludes(highlighted(source!, name!), "<span class=");
  }
  assertEquals(highlighterFor("constructor"), null);
  assertEquals(highlighterFor("../xml"), null);
});

Deno.test("highlighted() leaves very long code plain", async () => {
  await highlighterFor("json")!.load();
  assertEquals(highlighted("[1,".repeat(50_000), "json").includes("<span"), false);
});

Deno.test("highlighted() colours code inside other code", async () => {
  await highlighterFor("html")!.load();
  assertStringIncludes(highlighted("<script>let a</script>", "html"), "hljs-keyword");
});
