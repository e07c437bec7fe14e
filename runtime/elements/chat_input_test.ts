import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("chatInput() answers a line in the one run that it starts", async () => {
  const answers: (string | null)[] = [];
  const page = new TestPage(() => void answers.push(st.chatInput("Say")));
  await page.use(["Say", "two\nlines"]);
  await page.rerun();
  assertEquals(answers, [null, "two\nlines", null]);
});

Deno.test("chatInput() calls onSubmit before the body", async () => {
  const log: string[] = [];
  const page = new TestPage(() => {
    log.push(`body ${st.chatInput("Say", { key: "said", onSubmit: () => log.push("callback") })}`);
  });
  await page.use(["Say", "hi"]);
  assertEquals(log, ["body null", "callback", "body hi"]);
});

Deno.test("chatInput() refuses nothing, too much, and anything while disabled", async () => {
  let disabled = false;
  const page = new TestPage(() => st.write(`${st.chatInput("Say", { maxChars: 5, disabled })}`));
  await assertRefuses(page, "Say", [[], [""], ["  \n"], ["123456"], ["a\udc00"], ["a", "b"]]);
  disabled = true;
  await page.rerun();
  await assertRefuses(page, "Say", [["hi"], ...HOSTILE]);
});

Deno.test("chatInput() stands in no form", () => {
  const page = new TestPage(() => st.form("f")(() => void st.chatInput("Say")));
  assertStringIncludes(page.text(), "use textInput() there");
});
