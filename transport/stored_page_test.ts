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

/** A page with what only a press draws. */
function presses() {
  const edit = st.dialog("Edit", (what: string) => {
    const name = st.textInput("Name");
    if (st.button("Save")) {
      st.sessionState.saved = name;
      st.rerun();
    }
    st.write(`editing ${what}`);
  });
  return () => {
    st.write(`saved ${st.sessionState.saved ?? "nothing"}`);
    if (st.button("Edit")) edit("row 7");
  };
}

Deno.test("D1 what a press has opened is gone in another process: its user is told", async () => {
  const store = new SharedStore();
  const draw = presses();
  const start = () => st.createApp(draw, { store, secrets: [SECRET] });
  await using page = await open(start());
  await page.click("Edit");
  assertEquals(page.linesIn("#dialogs"), ["Edit", "Name:", "[Save]", "editing row 7"]);
  page.moveTo(start());
  await page.fill("Name", "Ada");
  assertEquals(page.linesIn("#dialogs"), []);
  assertEquals(page.toasts(), [
    "“Edit” was closed, as this page was put away and made again. What was entered there was not kept.",
  ]);
  assertEquals(page.lines(), ["saved nothing", "[Edit]"]);
});

Deno.test("D1 a page with an open dialog is held for an hour", async () => {
  const { now } = Date;
  let later = 0;
  Date.now = () => now() + later;
  try {
    const app = st.createApp(presses());
    await using page = await open(app);
    await page.click("Edit");
    later = 59 * 60_000;
    // Whoever comes has others looked at.
    await using _other = await open(app);
    await page.fill("Name", "Ada");
    await page.click("Save");
    assertEquals(page.lines(), ["saved Ada", "[Edit]"]);
    assertEquals(page.toasts(), []);
  } finally {
    Date.now = now;
  }
});
