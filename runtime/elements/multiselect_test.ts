import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

const CITIES = ["Vienna", "Linz", "Graz"];

Deno.test("multiselect() answers a new array of members, in the order of its options", async () => {
  const answers: string[][] = [];
  const page = new TestPage(() => {
    answers.push(st.multiselect("Cities", CITIES, { value: ["Graz", "Vienna"] }));
  });
  await page.use(["Cities", ["Linz", "Vienna"]]);
  await page.use(["Cities", []]);
  assertEquals(answers, [["Vienna", "Graz"], ["Vienna", "Linz"], []]);
  await page.use(["Cities", ["Linz"]]);
  // What the author does with the answer changes nothing (W18).
  answers.at(-1)!.push("Paris");
  await page.rerun();
  assertEquals(answers.at(-1), ["Linz"]);
  assert(answers.at(-1) !== answers.at(-2));
});

Deno.test("multiselect() refuses what it does not offer, and an option twice", async () => {
  const page = new TestPage(() => st.write(st.multiselect("Cities", CITIES).join()));
  await assertRefuses(page, "Cities", [...HOSTILE, [""], ["Linz", "Linz"], ["Linz", "Paris"]]);
});

Deno.test("multiselect() enforces maxSelections", async () => {
  const page = new TestPage(() =>
    st.write(st.multiselect("Cities", CITIES, { maxSelections: 2 }).join())
  );
  await page.use(["Cities", ["Linz", "Graz"]]);
  assertStringIncludes(page.text(), "Linz,Graz");
  await assertRefuses(page, "Cities", [CITIES]);
});

Deno.test("multiselect() leaves out what is no option any more, and takes it up again", async () => {
  let options = CITIES;
  const page = new TestPage(() =>
    st.write(st.multiselect("Cities", options, { key: "cities" }).join())
  );
  await page.use(["Cities", ["Linz", "Graz"]]);
  options = ["Vienna", "Graz"];
  await page.rerun();
  assertStringIncludes(page.text(), "Graz");
  options = CITIES;
  await page.rerun();
  assertStringIncludes(page.text(), "Linz,Graz");
});

Deno.test("multiselect() with a key begins again when maxSelections changes", async () => {
  let maxSelections = 3;
  const page = new TestPage(() =>
    st.write(`= ${st.multiselect("Cities", CITIES, { key: "cities", maxSelections }).join()}`)
  );
  await page.use(["Cities", CITIES]);
  maxSelections = 1;
  await page.rerun();
  assertEquals(page.text().split("\n").at(-1), "= ");
});

Deno.test("multiselect() refuses an initial value that does not fit", () => {
  const foreign = new TestPage(() => void st.multiselect("Cities", CITIES, { value: ["Paris"] }));
  assertStringIncludes(foreign.text(), 'received "Paris"');
  const many = new TestPage(() =>
    void st.multiselect("Cities", CITIES, { value: CITIES, maxSelections: 2 })
  );
  assertStringIncludes(many.text(), "at most 2 options: received 3");
  const none = new TestPage(() => void st.multiselect("Cities", CITIES, { maxSelections: 0 }));
  assertStringIncludes(none.text(), "maxSelections must be at least 1");
});
