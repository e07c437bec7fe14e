import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";
import { lintHtml } from "../../tests/lint_html.ts";

Deno.test("a notice has its title above its text, and says only bad news at once", async () => {
  const html = await drawHtml(() => st.warning("Two *orders*", { title: "Before you `ship`" }));
  assertEquals(lintHtml(html), []);
  assertStringIncludes(html, 'role="status"');
  assertStringIncludes(
    html,
    '<p class="title"><strong>Before you <code>ship</code></strong></p><p>Two <em>orders</em></p>',
  );
  assertStringIncludes(await drawHtml(() => st.error("No")), 'role="alert"><div><p>No</p>');
});
