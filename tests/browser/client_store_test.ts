/** A store that is away: the page says so, can be read, and goes on by itself (S56). */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { createApp } from "@eddy/eddy";
import { SECRET, SharedStore } from "../kit/fleet.ts";
import { ready, see, seeAtLeast, until } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

browserTest(
  "S56 a page says that its store is away, is read meanwhile, and goes on by itself",
  async () => {
    const store = new SharedStore();
    const counter = st.fragment(() => {
      if (st.button("Plus")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
      st.write(`Count ${st.sessionState.n ?? 0}`);
    });
    let ticks = 0;
    const clock = st.fragment(() => st.write(`Tick ${++ticks}`), { runEvery: 0.1 });
    const app = createApp(() => {
      counter();
      clock();
      st.textInput("Name", { key: "name" });
    }, { store, secrets: [SECRET] });
    await withPage((request) => app.fetch(request), async (page) => {
      await page.goto("/");
      await ready(page);
      await page.getByRole("button", { name: "Plus" }).click();
      await see(page, "Count 1");
      store.down = true;
      await page.getByLabel("Name").fill("typed meanwhile");
      await page.getByRole("button", { name: "Plus" }).click();
      await until(page, `document.querySelector("#page[data-lost=store-down]") !== null`);
      const words = await page.evaluate(
        `getComputedStyle(document.querySelector("#page"), "::after").content`,
      );
      assertEquals(words, '"The app cannot reach its storage. Trying again …"');
      await seeAtLeast(page, "Tick", ticks + 3);
      assert((await fetch(new URL("/", page.url()))).ok);
      store.down = false;
      await see(page, "Count 2");
      await until(page, `document.querySelector("#page[data-lost]") === null`);
      assertEquals(await page.getByLabel("Name").inputValue(), "typed meanwhile");
    }, { allowErrors: true });
  },
);
