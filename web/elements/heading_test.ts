import { assertEquals } from "@std/assert";
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
});

Deno.test("columns() say whether they stand below each other where it is narrow", async () => {
  const classes = async (options: Parameters<typeof st.columns>[1]) =>
    /class="(columns [^"]*)"/.exec(await drawHtml(() => void st.columns(2, options)))?.[1];
  assertEquals(await classes({}), "columns gap-small align-top");
  assertEquals(await classes({ wrap: false }), "columns gap-small align-top beside");
});
