import { assertEquals, assertRejects } from "@std/assert";
import * as st from "@eddy/eddy";
import { settle, TestPage } from "../tests/session.ts";

function never(): Promise<never> {
  return new Promise(() => {});
}

Deno.test("write() keeps a promise's place and draws it there", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const page = new TestPage(() => {
    st.write("before");
    st.write(promise);
    st.write("after");
  });
  assertEquals(page.text(), "before\nafter");
  assertEquals(page.job.over, false);
  resolve("meanwhile");
  await page.job.done;
  assertEquals(page.text(), "before\nmeanwhile\nafter");
});

Deno.test("write() shows what a promise fails with in its place, and the rest of the page", async () => {
  const page = new TestPage(() => {
    st.write(Promise.reject(new Error("no luck")));
    st.write("after");
  });
  await page.job.done;
  assertEquals(page.text(), "Error: no luck\nafter");
  assertEquals(page.errors.length, 1);
});

Deno.test("write() draws promises that settle in another order in theirs", async () => {
  const first = Promise.withResolvers<string>();
  const page = new TestPage(() => st.write(first.promise, Promise.resolve("second")));
  await settle();
  assertEquals(page.text(), "second");
  first.resolve("first");
  await page.job.done;
  assertEquals(page.text(), "first\nsecond");
});

Deno.test("a run that a newer one takes over from stops waiting for promises", async () => {
  const page = new TestPage(() => {
    st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    st.write(`run ${st.sessionState.n}`);
    if (st.sessionState.n === 1) st.write(never());
  });
  await settle();
  assertEquals(page.job.over, false);
  const first = page.job;
  await page.rerun();
  assertEquals(first.over, true);
  assertEquals(page.text(), "run 2");
});

Deno.test("a run that stop() ended does not wait for promises", async () => {
  const page = new TestPage(() => {
    st.write("drawn");
    st.write(never());
    st.stop();
  });
  await page.job.done;
  assertEquals(page.text(), "drawn");
});

// deno-lint-ignore require-yield
async function* failing(): AsyncGenerator<string> {
  await Promise.resolve();
  throw new Error("cut off");
}

Deno.test("writeStream() throws to who awaits it, and shows nothing itself", async () => {
  const page = new TestPage(async () => {
    await assertRejects(() => st.writeStream(failing()), Error, "cut off");
    st.write("handled");
  });
  await page.job.done;
  assertEquals(page.text(), "handled");
  assertEquals(page.errors, []);
});

Deno.test("writeStream() shows in place what nobody awaits, once", async () => {
  const page = new TestPage(() => {
    st.writeStream(failing());
    st.write("below");
  });
  await page.job.done;
  assertEquals(page.text(), "Error: cut off\nbelow");
});

Deno.test("writeStream() answered by the page itself counts as awaited", async () => {
  const page = new TestPage(() => st.writeStream(failing()));
  await page.job.done;
  assertEquals(page.text(), "Error: cut off");
  assertEquals(page.errors.length, 1);
});
