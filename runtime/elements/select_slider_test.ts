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

Deno.test("selectSlider() answers both ends of a range, which may be one option", async () => {
  const sizes = ["S", "M", "L"];
  let chosen: readonly string[] = [];
  const page = new TestPage(() => {
    chosen = st.selectSlider("Sizes", sizes, { value: ["S", "M"], key: "sizes" });
    if (st.button("All")) st.sessionState.all = true;
  });
  assertEquals(chosen, ["S", "M"]);
  await page.use(["Sizes", ["M", "L"]]);
  assertEquals(chosen, ["M", "L"]);
  await page.use(["Sizes", ["L", "L"]]);
  assertEquals(chosen, ["L", "L"]);
  await assertRefuses(page, "Sizes", [["L", "S"], ["S"], ["S", "M", "L"], ["S", "X"], []]);
});

Deno.test("selectSlider() takes an option that is an array for one option", () => {
  const pairs = [[1, 2], [3, 4]] as [number, number][];
  let chosen: unknown;
  new TestPage(() => {
    chosen = st.selectSlider("Pair", pairs, { value: pairs[1]! });
  });
  assertEquals(chosen, [3, 4]);
});

Deno.test("selectSlider() refuses a value that is no option, and no options", () => {
  const text = (draw: () => unknown) => new TestPage(() => void draw()).text();
  assertStringIncludes(
    text(() => st.selectSlider("Size", ["S"], { value: "X" })),
    "value must be among its options",
  );
  assertStringIncludes(text(() => st.selectSlider("Size", [])), "without options");
  assertStringIncludes(
    text(() => st.selectSlider("Size", ["S", "M"], { value: ["M", "S"] })),
    "the earlier option first",
  );
  assertStringIncludes(
    text(() => st.selectSlider("Size", ["S", "M"], { value: ["S", "X"] })),
    "value must be among its options",
  );
});
