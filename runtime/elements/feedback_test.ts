import { assertEquals, assertThrows } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("feedback() answers the number of what is chosen, from worst to best", async () => {
  let grade: unknown;
  const page = new TestPage(() => {
    grade = st.feedback("stars");
  });
  assertEquals(grade, null);
  await page.use(["Stars", "4"]);
  assertEquals(grade, 4);
  await page.use(["Stars", []]);
  assertEquals(grade, null);
  await assertRefuses(page, "Stars", [...HOSTILE, ["5"], ["-1"], ["1.0"], ["1", "2"]]);
});

Deno.test("feedback() begins with its value, and refuses one that its signs do not have", async () => {
  const grades: unknown[] = [];
  const page = new TestPage(() => {
    grades.push(st.feedback("thumbs", { value: 1 }), st.feedback("faces", { value: 3 }));
    assertThrows(() => st.feedback("thumbs", { value: 2 }), RangeError, 'feedback "thumbs"');
    assertThrows(() => st.feedback("hearts" as "stars"), RangeError, "thumbs, faces or stars");
  });
  assertEquals([page.errors, grades], [[], [1, 3]]);
  await assertRefuses(page, "Thumbs up or down", [["2"]]);
});
