import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";

Deno.test("selectSlider() gives names a line of their own that have no room beside its label", async () => {
  const classOf = async (options: readonly string[], isRange = false) =>
    /<div class="(slider[^"]*)"/.exec(
      await drawHtml(() => {
        const [value] = options as [string];
        if (isRange) st.selectSlider("Size", options, { value: [value, value] });
        else st.selectSlider("Size", options, { value });
      }),
    )?.[1];
  assertEquals(await classOf(["S", "Medium"]), "slider");
  assertEquals(await classOf(["S", "for two people"]), "slider worded");
  assertEquals(await classOf(["S", "Medium"], true), "slider range");
  assertEquals(await classOf(["S", "Medium L"], true), "slider worded range");
});
