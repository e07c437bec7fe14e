/** What one page or one lost answer does must not reach another. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../mod.ts";
import { createAppWith } from "../transport/app.ts";
import { FakeClock } from "../transport/testing/fake_clock.ts";
import { open } from "./kit.ts";

Deno.test("a toast whose answer is lost is shown when the click is sent again, once", async () => {
  let presses = 0;
  await using page = await open(() => {
    if (st.button("Save")) {
      presses++;
      st.toast("Saved");
    }
  });
  page.loseAnswers(1);
  await page.click("Save");
  await page.click("Save");
  assertEquals(presses, 2);
  assertEquals(page.toasts(), ["Saved", "Saved"]);
});

Deno.test("an error in a promise that nobody awaits is logged, and the server goes on", async () => {
  const logged = Promise.withResolvers<unknown>();
  const app = createAppWith(
    () => {
      if (st.button("Forget")) void Promise.reject(new Error("forgotten"));
      st.write("alive");
    },
    {},
    { clock: new FakeClock(), onError: logged.resolve },
  );
  await using page = await open(app);
  await page.click("Forget");
  assertStringIncludes(String(await logged.promise), "forgotten");
  assertStringIncludes(page.text(), "alive");
});

Deno.test("an error in a timer of the app is logged, and the server goes on", async () => {
  const logged = Promise.withResolvers<unknown>();
  const late = () => {
    throw new Error("too late");
  };
  const app = createAppWith(
    () => {
      if (st.button("Start")) setTimeout(late);
      st.write("alive");
    },
    {},
    { clock: new FakeClock(), onError: logged.resolve },
  );
  await using page = await open(app);
  await page.click("Start");
  assertStringIncludes(String(await logged.promise), "too late");
  assertStringIncludes(page.text(), "alive");
});

Deno.test("what a run leaves behind cannot draw once it is over: its author is told", async () => {
  const heard = Promise.withResolvers<unknown>();
  const ended = Promise.withResolvers<void>();
  const app = createAppWith(
    () => {
      if (st.button("Load")) void ended.promise.then(() => st.write("too late"));
      st.write("drawn in time");
    },
    {},
    { clock: new FakeClock(), onError: heard.resolve },
  );
  await using page = await open(app);
  await page.click("Load");
  ended.resolve();
  assertStringIncludes(String(await heard.promise), "Cannot call write() after its run has ended");
  assertEquals(page.lines(), ["[Load]", "drawn in time"]);
});

Deno.test("a HEAD request runs nothing", async () => {
  let runs = 0;
  const app = st.createApp(() => void runs++);
  const response = await app.request("http://localhost/", { method: "HEAD" });
  assertEquals([response.status, runs], [200, 0]);
});
