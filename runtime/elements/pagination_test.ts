import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("pagination() answers the page that is open, and none that is not there any more", async () => {
  let pages = 9;
  let page = 0;
  const shown = new TestPage(() => {
    page = st.pagination(pages);
  });
  assertEquals(page, 1);
  await shown.use(["Pages", "9"]);
  assertEquals(page, 9);
  pages = 4;
  await shown.rerun();
  assertEquals(page, 4);
  pages = 0;
  await shown.rerun();
  assertEquals(page, 1);
});

Deno.test("pagination() refuses pages that are not there", async () => {
  const page = new TestPage(() => st.write(`${st.pagination(9, { value: 3 })}`));
  await assertRefuses(page, "Pages", [...HOSTILE, ["0"], ["10"], ["1.5"], [""], [], ["1", "2"]]);
});

Deno.test("pagination() refuses numbers that make no sense", () => {
  const text = (draw: () => unknown) => new TestPage(() => void draw()).text();
  assertStringIncludes(text(() => st.pagination(1.5)), "numPages must be a whole number");
  assertStringIncludes(text(() => st.pagination(-1)), "numPages must be a whole number");
  assertStringIncludes(text(() => st.pagination(3, { value: 4 })), "one of 3 pages");
});
