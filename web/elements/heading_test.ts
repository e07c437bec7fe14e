import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";

Deno.test("header() has an icon that is not read out, and stands where it is told", async () => {
  assertEquals(
    await drawHtml(() =>
      st.header("*Paid*", { anchor: false, icon: "<", textAlignment: "center" })
    ),
    '<h2 data-align="center"><span class="icon" aria-hidden="true">&lt;</span> <em>Paid</em></h2>',
  );
  const helped = await drawHtml(() =>
    st.header("Paid", { anchor: false, help: "why", textAlignment: "right" })
  );
  // What is beside it goes along.
  assertEquals(
    helped.slice(0, helped.indexOf("</h2>")),
    '<div class="heading" data-align="right"><h2>Paid',
  );
  // So does a line below it, which else were under the words alone.
  assertStringIncludes(
    await drawHtml(() => st.header("Paid", { anchor: false, help: "why", divider: "blue" })),
    '<div class="heading divided" data-color="blue"><h2>Paid</h2>',
  );
});

Deno.test("text stands where it is told, else as its place says", async () => {
  const said = async (draw: () => void) => /^<div class="[^>]*>/.exec(await drawHtml(draw))?.[0];
  assertEquals(await said(() => st.markdown("a")), '<div class="prose">');
  assertEquals(
    await said(() => st.markdown("a", { textAlignment: "justify" })),
    '<div class="prose" data-align="justify">',
  );
  assertEquals(
    await said(() => st.caption("a", { textAlignment: "right" })),
    '<div class="prose caption" data-align="right">',
  );
  assertEquals(
    await said(() => st.text("a", { textAlignment: "left" })),
    '<div class="plain" data-align="left">',
  );
});

Deno.test("text and headings are as wide as they are told", async () => {
  assertEquals(
    await drawHtml(() => st.text("a", { width: 320 })),
    '<div class="plain" data-share="03" data-rest="20">a</div>',
  );
  assertEquals(
    await drawHtml(() => st.header("a", { anchor: false, divider: true, width: "content" })),
    '<h2 class="divided fit">a</h2>',
  );
  const helped = await drawHtml(() =>
    st.header("a", { anchor: false, width: "stretch", help: "why" })
  );
  assertEquals(helped.startsWith('<div class="heading wide"><h2>a</h2>'), true, helped);
});

Deno.test("columns() say whether they stand below each other where it is narrow", async () => {
  const classes = async (options: Parameters<typeof st.columns>[1]) =>
    /class="(columns [^"]*)"/.exec(await drawHtml(() => void st.columns(2, options)))?.[1];
  assertEquals(await classes({}), "columns gap-small align-top");
  assertEquals(await classes({ wrap: false }), "columns gap-small align-top beside");
});
