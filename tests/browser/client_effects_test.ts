/** What happens once: toasts, balloons, the address bar (HTMX.md 1.3 E7, 1.8, 1.12; R4, R5, R9). */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { appHandler, eventually, quiet, ready, see, until, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

function count(name: string): number {
  return st.sessionState[name] = (st.sessionState[name] ?? 0) + 1;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

browserTest(
  "1.8 a toast appears, goes by itself in its time, or when it is dismissed",
  async () => {
    const toasting = st.fragment(() => {
      if (st.button("Short")) st.toast("Short one");
      if (st.button("Lasting")) st.toast("Lasting one", { duration: "infinite", icon: "🎉" });
      st.text(`Run ${count("runs")}`);
    });
    await withApp(() => void toasting(), async (page) => {
      // Its time is to be passed by hand.
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 60_000);
      await page.getByRole("button", { name: "Short" }).click();
      const short = page.getByRole("status").getByText("Short one");
      await short.waitFor();
      await page.getByRole("button", { name: "Lasting" }).click();
      const lasting = page.getByRole("status").getByText("Lasting one");
      await lasting.waitFor();
      await page.getByRole("status").getByText("🎉").waitFor();
      await see(page, "Run 3");
      await page.clock.fastForward(3_900);
      assertEquals(await page.locator(".toast").count(), 2);
      await page.clock.fastForward(200);
      assertEquals(await page.locator(".toast").count(), 1);
      await page.clock.fastForward(60_000);
      assert(await lasting.isVisible());
      await page.getByRole("button", { name: "Dismiss" }).click();
      await lasting.waitFor({ state: "detached" });
      assertEquals(await page.locator(".toast").count(), 0);
    }, { context: {} });
  },
);

browserTest("R5 toasts of ticks, of slow runs and before a rerun() come once each", async () => {
  const ticking = st.fragment(() => {
    const n = count("n");
    if (n === 3) st.toast("From a tick", { duration: "infinite" });
    st.text(`Tick ${n}`);
  }, { runEvery: 0.1 });
  const slowly = st.fragment(async () => {
    const pressed = st.button("Slow");
    if (pressed) st.toast("Begin", { duration: "infinite" });
    await sleep(150);
    if (pressed) st.toast("End", { duration: "infinite" });
    st.text("Slow is done");
  });
  await withApp(async () => {
    ticking();
    if (st.button("Again")) {
      st.toast("Before the rerun", { duration: "infinite" });
      st.rerun();
    }
    await slowly();
  }, async (page) => {
    await page.getByRole("button", { name: "Slow" }).click();
    await page.locator(".toast", { hasText: "Begin" }).waitFor();
    await page.locator(".toast", { hasText: "End" }).waitFor();
    await page.getByRole("button", { name: "Again" }).click();
    await see(page, "Before the rerun");
    await see(page, /Tick ([7-9]|\d\d)/);
    await quiet(page);
    const texts = await page.locator(".toast p").allInnerTexts();
    assertEquals(texts.toSorted(), ["Before the rerun", "Begin", "End", "From a tick"]);
  });
});

browserTest(
  "R4 balloons rise once: not again at ticks, clicks elsewhere or a slow run's end",
  async () => {
    const party = st.fragment(async () => {
      if (st.button("Celebrate")) st.balloons();
      await sleep(100);
      st.text(`Party ${count("party")}`);
    });
    const ticking = st.fragment(() => st.text(`Tick ${count("n")}`), { runEvery: 0.1 });
    await withApp(() => {
      void party();
      ticking();
      st.button("Elsewhere");
    }, async (page) => {
      await page.clock.install();
      await page.evaluate(`{
      globalThis.risen = 0;
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) {
          if (node.matches?.(".balloons") || node.querySelector?.(".balloons")) risen++;
        }
      }).observe(document.body, { subtree: true, childList: true });
    }`);
      await page.getByRole("button", { name: "Celebrate" }).click();
      await until(page, "risen === 1");
      await quiet(page);
      await page.getByRole("button", { name: "Elsewhere" }).click();
      await quiet(page);
      await see(page, /Tick \d\d/);
      assertEquals(await page.evaluate("risen"), 1);
      // They leave nothing behind.
      await page.clock.fastForward(6_000);
      await page.locator(".balloons").waitFor({ state: "detached" });
    }, { context: {} });
  },
);

browserTest(
  "R9 E7 query parameters from a fragment change the address bar, not the history",
  async () => {
    const search = st.fragment(async () => {
      const text = st.textInput("Search", { live: true, value: st.queryParams.get("q") ?? "" });
      st.queryParams.set("q", text);
      st.text(`Begin ${text}`);
      await sleep(80);
      st.text(`Found “${text}”`);
    });
    await withPage(
      appHandler(async () => {
        st.text(`The page says “${st.queryParams.get("q") ?? ""}”`);
        await search();
      }),
      async (page) => {
        await page.goto("/?q=first#here");
        await ready(page);
        await see(page, "Found “first”");
        const length = await page.evaluate("history.length");
        await page.getByLabel("Search").fill("two & <three>");
        await see(page, "Found “two & <three>”");
        await quiet(page);
        await eventually(() =>
          assertEquals(new URL(page.url()).searchParams.get("q"), "two & <three>")
        );
        assertEquals(new URL(page.url()).hash, "#here");
        assertEquals(await page.evaluate("history.length"), length);
        // R9: what the page itself has drawn of it changes with the next full run only.
        await see(page, "The page says “first”");
        await page.reload();
        await see(page, "The page says “two & <three>”");
        await see(page, "Found “two & <three>”");
      },
    );
  },
);

browserTest("1.12 Back leaves the page and comes back to one that works", async () => {
  const counter = st.fragment(() => {
    if (st.button("Press")) st.queryParams.set("n", String(count("n")));
    st.text(`${st.queryParams.get("n") ?? 0} presses`);
  });
  await withApp(() => void counter(), async (page, { url }) => {
    for (let i = 1; i <= 3; i++) {
      await page.getByRole("button", { name: "Press" }).click();
      await see(page, `${i} presses`);
    }
    await eventually(() => assert(page.url().endsWith("?n=3")));
    await page.goto(`${url}/elsewhere`);
    await page.goBack();
    await ready(page);
    await see(page, "3 presses");
    await page.getByRole("button", { name: "Press" }).click();
    await see(page, /^[14] presses/);
  }, { allowErrors: true });
});
