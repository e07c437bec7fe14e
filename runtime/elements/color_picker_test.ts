import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("colorPicker() answers a colour in lower case, black at first", async () => {
  const answers: string[] = [];
  const page = new TestPage(() => void answers.push(st.colorPicker("Line")));
  await page.use(["Line", "#1E90FF"]);
  assertEquals(answers, ["#000000", "#1e90ff"]);
});

Deno.test("colorPicker() refuses what is no colour", async () => {
  const page = new TestPage(() => st.write(st.colorPicker("Line", { value: "#18F" })));
  assertStringIncludes(page.text(), "#1188ff");
  await assertRefuses(page, "Line", [...HOSTILE, [""], [], ["#18f"], ["#12345g"]]);
  const wrong = new TestPage(() => void st.colorPicker("Line", { value: "blue" }));
  assertStringIncludes(wrong.text(), 'received "blue"');
});
