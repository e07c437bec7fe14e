import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { SECRET, SharedStore } from "../tests/kit/fleet.ts";
import { FakeClock, open } from "../tests/kit.ts";
import { createAppWith } from "./app.ts";

Deno.test("state that was changed to what is no data is named to its author; the page goes on", async () => {
  const errors: unknown[] = [];
  const store = new SharedStore();
  const start = () =>
    createAppWith(
      () => {
        st.sessionState.list ??= [];
        st.sessionState.n ??= 0;
        if (st.button("Spoil")) st.sessionState.list.push(() => 1);
        if (st.button("Count")) st.sessionState.n++;
        st.write(`n ${st.sessionState.n}, ${st.sessionState.list.length} in the list`);
      },
      { store, secrets: [SECRET], showErrorDetails: true },
      { clock: new FakeClock(), onError: (error) => void errors.push(error) },
    );
  await using page = await open(start());
  await page.click("Spoil");
  await page.click("Count");
  assertEquals(page.has("n 1, 1 in the list"), true, page.picture());
  const message = "Cannot store sessionState.list: its value was changed to what is no data";
  assertStringIncludes(page.toasts().join(), message);
  await page.click("Count");
  assertEquals(errors.length, 1);
  assertStringIncludes(String(errors[0]), message);
  // Another process has all the rest.
  page.moveTo(start());
  await page.click("Count");
  assertEquals(page.has("n 3, 0 in the list"), true, page.picture());
});
