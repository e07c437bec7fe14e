/** Presses on rows of a list that changes: through the whole way, as a browser sends them. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { open } from "../kit.ts";

const TOO_LATE = "has changed meanwhile";

Deno.test("Q11 two rows pressed before an answer: the second press reaches no other row", async () => {
  let rows = ["a", "b", "c", "d"];
  const row = st.fragment((name: string) => {
    st.write(name);
    if (!st.button("Delete")) return;
    rows = rows.filter((other) => other !== name);
    st.rerun();
  });
  await using page = await open(() => rows.forEach((name) => row(name)));
  await Promise.all([page.click("Delete", { nth: 0 }), page.click("Delete", { nth: 1 })]);
  assertEquals(rows, ["b", "c", "d"]);
  assertStringIncludes(page.toasts().join(), TOO_LATE);
  // Who has seen what there is now is heard.
  await page.click("Delete", { nth: 1 });
  assertEquals(rows, ["b", "d"]);
  await page.click("Delete", { nth: 1 });
  assertEquals(rows, ["b"]);
});

Deno.test("Q11 rows that only their places tell apart: a press made before one went reaches none", async () => {
  let rows = ["a", "b", "c", "d"];
  await using page = await open(() => {
    for (const name of rows) {
      st.fragment(() => {
        st.write(name);
        if (!st.button("Delete")) return;
        rows = rows.filter((other) => other !== name);
        st.rerun();
      })();
    }
  });
  await Promise.all([page.click("Delete", { nth: 0 }), page.click("Delete", { nth: 1 })]);
  assertEquals(rows, ["b", "c", "d"]);
  assertStringIncludes(page.toasts().join(), TOO_LATE);
  await page.click("Delete", { nth: 1 });
  assertEquals(rows, ["b", "d"]);
});

Deno.test("Q11 rows that stay where they are are pressed, whatever else comes and goes", async () => {
  let rows = ["a", "b"];
  const done: string[] = [];
  const row = st.fragment((name: string) => {
    st.write(name);
    if (st.button("Do")) done.push(name);
  });
  await using page = await open(() => {
    if (st.button("More")) rows = [...rows, "c"];
    rows.forEach((name) => row(name));
  });
  await Promise.all([page.click("More"), page.click("Do", { nth: 1 })]);
  await page.click("Do", { nth: 2 });
  assertEquals(done, ["b", "c"]);
  assertEquals(page.toasts(), []);
});
