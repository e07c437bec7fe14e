import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("textArea() answers text of several lines", async () => {
  const answers: string[] = [];
  const page = new TestPage(() => void answers.push(st.textArea("Notes", { value: "start" })));
  await page.use(["Notes", "a\nb <i>\n"]);
  await page.use(["Notes", ""]);
  assertEquals(answers, ["start", "a\nb <i>\n", ""]);
});

Deno.test("textArea() refuses too many characters, half characters and two texts", async () => {
  const page = new TestPage(() => st.write(st.textArea("Notes", { maxChars: 5 })));
  assertEquals((await page.use(["Notes", "12345"])).refused, []);
  await assertRefuses(page, "Notes", [["123456"], ["a\ud800"], ["a", "b"], [
    "x".repeat(5_000_000),
  ]]);
});

Deno.test("textArea() with a key begins again when maxChars changes", async () => {
  let maxChars = 5;
  const page = new TestPage(() => st.write(`= ${st.textArea("Notes", { key: "n", maxChars })}`));
  await page.use(["n", "12345"]);
  maxChars = 4;
  await page.rerun();
  assertEquals(page.text().split("\n").at(-1), "= ");
});

Deno.test("textArea() refuses a height that is none", () => {
  const page = new TestPage(() => void st.textArea("Notes", { height: 0 }));
  assertStringIncludes(page.text(), "height must be > 0: received 0");
});
