import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("radio() answers a member of its options, the first one at first", async () => {
  const options = [{ name: "Vienna" }, { name: "Graz" }];
  let chosen: unknown;
  const page = new TestPage(() => {
    chosen = st.radio("City", options, { format: ({ name }) => name });
  });
  assertEquals(chosen === options[0], true);
  await page.use(["City", "Graz"]);
  assertEquals(chosen === options[1], true);
});

Deno.test("radio() with index null has no choice until one is made", async () => {
  const page = new TestPage(() => st.write(`${st.radio("Size", ["S", "M"], { index: null })}`));
  assertStringIncludes(page.text(), "null");
  // As part of a form, a group without a choice sends nothing.
  assertEquals((await page.use(["Size", []])).refused, []);
  await page.use(["Size", "M"]);
  assertStringIncludes(page.text(), "M");
  await assertRefuses(page, "Size", [[]]);
});

Deno.test("radio() refuses what it does not offer", async () => {
  const page = new TestPage(() => st.write(st.radio("Size", ["S", "M"])));
  await assertRefuses(page, "Size", [...HOSTILE, [""], [], ["S", "M"]]);
});

Deno.test("radio() keeps its choice when options are made anew in each run", async () => {
  let chosen: { name: string } | undefined;
  const page = new TestPage(() => {
    chosen = st.radio("City", [{ name: "Vienna" }, { name: "Graz" }], {
      format: ({ name }) => name,
    });
  });
  await page.use(["City", "Graz"]);
  await page.rerun();
  assertEquals(chosen, { name: "Graz" });
});

Deno.test("radio() refuses an index outside its options, and captions without option", () => {
  const wrong = new TestPage(() => void st.radio("Size", ["S"], { index: 1 }));
  assertStringIncludes(wrong.text(), "received index 1 of 1");
  const captions = new TestPage(() => void st.radio("Size", ["S"], { captions: ["a", "b"] }));
  assertStringIncludes(captions.text(), "received 2 captions for 1 options");
});

Deno.test("radio() without options is null", () => {
  let chosen: unknown = 1;
  new TestPage(() => {
    chosen = st.radio("Size", []);
  });
  assertEquals(chosen, null);
});
