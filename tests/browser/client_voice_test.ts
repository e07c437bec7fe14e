/** What a screen reader is told without being asked: what is new, and nothing over and over. */
import { assertEquals, assertGreater } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { createAppWith } from "../../transport/app.ts";
import { eventually, ready, see, until } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

/** Notes in `globalThis.told` whatever changes in a place that is read out, or is a new one of these. */
const LISTEN = `{
  const places = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], [role=timer], [role=marquee], output";
  globalThis.told = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const at = (target instanceof Element ? target : target.parentElement)?.closest(places);
      if (at) told.push(at.innerText);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const one of [node, ...node.querySelectorAll("*")]) {
          if (one.matches(places)) told.push(one.innerText);
        }
      }
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}`;

async function ticks(page: Page, more: number): Promise<void> {
  const tick = async () => parseInt((await page.getByText(/^Tick \d+\.$/).innerText()).slice(5));
  const end = await tick() + more;
  await eventually(async () => assertGreater(await tick(), end));
}

browserTest("S76 a timer's reruns are not read out, only what is new in them", async () => {
  let alarm = false;
  const clock = st.fragment(() => {
    const n = st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    st.text(`Tick ${n}.`);
    st.metric("Value", n, { delta: n % 7 });
    st.progress(n % 100 / 100, { text: `Step ${n}` });
    st.dataframe([{ n }]);
    st.success("All is well");
    st.status("Connected", { state: "complete" })(() => st.text(`Since ${n}`));
    if (alarm) st.error("It is too hot");
    st.textInput("Name", { key: "name" });
    st.button("Work");
  }, { runEvery: 0.1 });
  const broken = st.fragment(() => {
    st.sessionState.m = (st.sessionState.m ?? 0) + 1;
    throw new Error("no connection");
  }, { runEvery: 0.1 });
  for (const showErrorDetails of [true, false]) {
    alarm = false;
    const app = createAppWith(
      () => {
        clock();
        broken();
      },
      { showErrorDetails },
      { onError: () => {} },
    );
    await withPage((request) => app.fetch(request), async (page) => {
      await page.goto("/");
      await ready(page);
      await ticks(page, 2);
      await page.evaluate(LISTEN);
      await ticks(page, 5);
      assertEquals(await page.evaluate("told"), []);
      alarm = true;
      await see(page, "It is too hot");
      await ticks(page, 5);
      assertEquals(await page.evaluate("told"), ["It is too hot"]);
      await page.getByLabel("Name").fill("Ada");
      await page.getByLabel("Name").press("Enter");
      await until(page, `document.querySelector("[data-busy]") === null`);
      await ticks(page, 2);
      assertEquals(await page.evaluate("told.length"), 1);
    });
  }
});
