import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("menuButton() answers what is chosen in the run that it starts, and in no other", async () => {
  const options = [{ name: "Copy" }, { name: "Move" }];
  const answers: unknown[] = [];
  const page = new TestPage(() => {
    answers.push(st.menuButton("Do", options, { format: ({ name }) => name }));
  });
  await page.use(["Do", "Move"]);
  await page.rerun();
  await page.use(["Do", "Copy"]);
  assertEquals(answers, [null, options[1], null, options[0]]);
});

Deno.test("menuButton() runs its callback before the page", async () => {
  const seen: string[] = [];
  const page = new TestPage(() => {
    const choice = st.menuButton("Do", ["Copy"], { onClick: () => void seen.push("callback") });
    if (choice !== null) seen.push(choice);
  });
  await page.use(["Do", "Copy"]);
  assertEquals(seen, ["callback", "Copy"]);
});

Deno.test("menuButton() refuses what it does not offer, and everything while disabled", async () => {
  let disabled = false;
  const page = new TestPage(() => st.write(`${st.menuButton("Do", ["Copy"], { disabled })}`));
  await assertRefuses(page, "Do", [...HOSTILE, [], ["Copy", "Copy"]]);
  disabled = true;
  await page.rerun();
  await assertRefuses(page, "Do", [["Copy"]]);
});

Deno.test("menuButton() stands in no form", () => {
  const page = new TestPage(() => {
    st.form("f")(() => void st.menuButton("Do", ["Copy"]));
  });
  assertStringIncludes(page.text(), 'Cannot draw menuButton "Do" in a form');
});
