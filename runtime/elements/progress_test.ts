import { assertEquals, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { TestPage } from "../../tests/session.ts";
import type { SlotBlock } from "./empty.ts";
import type { ProgressElement } from "./progress.ts";

function bars({ session }: TestPage): string[] {
  return session.roots.main.children.filter(({ kind }) => kind === "slot").map((slot) => {
    const bar = (slot as SlotBlock).children[0] as ProgressElement | undefined;
    return bar === undefined ? "none" : `${bar.share} ${bar.text}`;
  });
}

Deno.test("progress() takes shares up to 1 and percentages above", () => {
  const values = [0, 0.25, 1, 1 + 1e-12, 1.5, 30, 100];
  const page = new TestPage(() => {
    for (const value of values) st.progress(value);
  });
  assertEquals(bars(page), [
    "0 null",
    "0.25 null",
    "1 null",
    "1 null",
    "0.015 null",
    "0.3 null",
    "1 null",
  ]);
});

Deno.test("progress() refuses what is no share", () => {
  new TestPage(() => {
    for (const value of [-0.1, 101, NaN, Infinity]) {
      assertThrows(() => st.progress(value), RangeError, `received ${value}`);
    }
  });
});

Deno.test("progress() moves on, keeps its text, and goes away", () => {
  const page = new TestPage(() => {
    const bar = st.progress(0, { text: "a" });
    bar.update(0.5);
    const other = st.progress(0);
    other.update(0.2, { text: "b" });
    st.progress(0).clear();
  });
  assertEquals(bars(page), ["0.5 a", "0.2 b", "none"]);
});

Deno.test("progress() outside a fragment is moved from inside, without piling up", async () => {
  const page = new TestPage(() => {
    const bar = st.progress(0);
    const f = st.fragment(() => {
      if (st.button("On")) bar.update(0.5);
      if (st.button("Off")) bar.clear();
    });
    f();
  });
  await page.press("On");
  assertEquals(bars(page), ["0.5 null"]);
  assertEquals(page.job.update.replaced.size, 1);
  assertEquals(page.job.update.appended, []);
  await page.press("Off");
  assertEquals(bars(page), ["none"]);
});
