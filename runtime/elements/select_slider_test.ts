import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("selectSlider() answers a member of its options, the first one at first", async () => {
  const options = [{ name: "S" }, { name: "M" }, { name: "L" }];
  let chosen: unknown;
  const page = new TestPage(() => {
    chosen = st.selectSlider("Size", options, { format: ({ name }) => name });
  });
  assertEquals(chosen === options[0], true);
  await page.use(["Size", "L"]);
  assertEquals(chosen === options[2], true);
});

Deno.test("selectSlider() refuses what it does not offer, places among it", async () => {
  const page = new TestPage(() => st.write(st.selectSlider("Size", ["S", "M"], { value: "M" })));
  await assertRefuses(page, "Size", [...HOSTILE, [""], [], ["0"], ["S", "M"]]);
});

Deno.test("selectSlider() refuses a value that is no option, and no options", () => {
  const text = (draw: () => unknown) => new TestPage(() => void draw()).text();
  assertStringIncludes(
    text(() => st.selectSlider("Size", ["S"], { value: "X" })),
    "value must be among its options",
  );
  assertStringIncludes(text(() => st.selectSlider("Size", [])), "without options");
});
