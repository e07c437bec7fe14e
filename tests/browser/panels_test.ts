/** Tabs, expanders and popovers whose author asks how they stand. */
import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import {
  appHandler,
  eventually,
  gate,
  isPost,
  quiet,
  Restartable,
  see,
  until,
  withApp,
} from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

function tabOf(page: Page, name: string) {
  return page.getByRole("tab", { name, exact: true });
}

async function chosen(page: Page): Promise<string[]> {
  return await page.getByRole("tab", { selected: true }).allInnerTexts();
}

/** Waits until what is done to a box is heard. */
async function listening(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
}

/** What a box says of itself in the task of a click: an answer that comes before `toggle` heeds it. */
async function saidAtOnce(page: Page, selector: string): Promise<string> {
  return await page.evaluate((selector) => {
    document.querySelector<HTMLElement>(selector)!.click();
    return document.querySelector<HTMLInputElement>("[data-opens] > input")!.value;
  }, selector);
}

browserTest(
  "tabs() with onChange load what is in a tab once it is chosen, and keep it",
  async () => {
    const drawn: string[] = [];
    const part = st.fragment(() => {
      const tabs = st.tabs(["One", "Two", "Three"], { onChange: "rerun" });
      for (const [i, tab] of tabs.entries()) {
        if (tab.open) tab(() => st.text(`panel ${drawn.push(String(i + 1)) && i + 1}`));
      }
      st.button("Again");
    });
    await withApp(() => void part(), async (page) => {
      await see(page, "panel 1");
      await listening(page);
      await tabOf(page, "Two").click();
      await see(page, "panel 2");
      assertEquals(await page.getByText("panel 1").count(), 0);
      await page.getByRole("button", { name: "Again" }).click();
      await quiet(page);
      assertEquals(await chosen(page), ["Two"]);
      await tabOf(page, "Two").focus();
      await page.keyboard.press("ArrowRight");
      await see(page, "panel 3");
      assertEquals(await chosen(page), ["Three"]);
      assertEquals(await page.evaluate("document.activeElement.innerText"), "Three");
      assertEquals(drawn, ["1", "2", "2", "3"]);
    });
  },
);

browserTest("tabs() with a default show it at once, without a script as well", async () => {
  const handler = appHandler(() => {
    for (const tab of st.tabs(["One", "Two"], { default: "Two" })) tab.text("panel");
    const lazy = st.tabs(["Three", "Four"], { default: "Four", onChange: "rerun" });
    for (const tab of lazy) if (tab.open) tab.text("lazy panel");
  });
  await withPage(handler, async (page) => {
    await page.goto("/");
    await until(page, `document.querySelectorAll(".tabs[data-ready]").length === 2`);
    assertEquals(await chosen(page), ["Two", "Four"]);
    await page.getByText("lazy panel").waitFor();
  });
  await withPage(handler, async (page) => {
    await page.goto("/");
    assertEquals(await page.getByText("panel", { exact: true }).count(), 2);
    assertEquals(await page.getByText("lazy panel").isVisible(), true);
  }, { context: { javaScriptEnabled: false } });
});

browserTest(
  "the tab chosen from code is shown, and one chosen meanwhile is not taken back",
  async () => {
    const slow = gate();
    let waits = false;
    await withApp(
      () => {
        st.button("Back", { onClick: () => st.sessionState.tab = "One" });
        st.button("Again");
        const tabs = st.tabs(["One", "Two", "Three"], { key: "tab", onChange: "rerun" });
        st.text(`open ${tabs.findIndex((tab) => tab.open) + 1}`);
      },
      async (page) => {
        await listening(page);
        await tabOf(page, "Two").click();
        await see(page, "open 2");
        await page.getByRole("button", { name: "Back" }).click();
        await see(page, "open 1");
        assertEquals(await chosen(page), ["One"]);
        waits = true;
        await page.getByRole("button", { name: "Again" }).click();
        await tabOf(page, "Two").click();
        await tabOf(page, "Three").click();
        slow.open();
        await see(page, "open 3");
        await quiet(page);
        assertEquals(await chosen(page), ["Three"]);
      },
      {
        between: async (request, next) => {
          if (waits && isPost(request)) await slow.passed;
          return next();
        },
      },
    );
  },
);

browserTest("expander() with onChange loads when it opens, and does as code says", async () => {
  await withApp(() => {
    const more = st.expander("More", { key: "more", onChange: "rerun" });
    if (more.open) more.text("costly");
    st.text(`open: ${more.open}`);
    st.fragment(() => {
      if (st.button("Close it")) st.sessionState.more = false;
      if (st.button("Open it")) st.sessionState.more = true;
    })();
  }, async (page) => {
    const details = page.locator("details.expander");
    const isOpen = () => details.evaluate((one) => (one as HTMLDetailsElement).open);
    await listening(page);
    assertEquals(await saidAtOnce(page, "summary"), "true");
    await see(page, "costly");
    await see(page, "open: true");
    // Twice at once: the last counts.
    await page.getByText("More").click();
    await page.getByText("More").click();
    await quiet(page);
    await eventually(async () => assertEquals(await isOpen(), true));
    await see(page, "open: true");
    // From another fragment: at once, though this part of the page is not run again (W13).
    await page.getByRole("button", { name: "Close it" }).click();
    await eventually(async () => assertEquals(await isOpen(), false));
    await page.getByRole("button", { name: "Open it" }).click();
    await eventually(async () => assertEquals(await isOpen(), true));
    await quiet(page);
    assertEquals(await isOpen(), true);
  });
});

browserTest("popover() with onChange loads when it opens, and code closes it", async () => {
  await withApp(() => {
    const filter = st.popover("Filter", { key: "filter", onChange: "rerun" });
    if (filter.open) {
      filter.checkbox("Only open", { key: "only" });
      filter.button("Done", { onClick: () => st.sessionState.filter = false });
    }
    st.text(`open: ${filter.open}, only: ${st.sessionState.only}`);
  }, async (page) => {
    await listening(page);
    assertEquals(await saidAtOnce(page, ".popover > button"), "true");
    await page.getByLabel("Only open").check();
    await see(page, "open: true, only: true");
    assertEquals(await page.getByLabel("Only open").isVisible(), true);
    await page.getByRole("button", { name: "Done" }).click();
    await see(page, "open: false");
    assertEquals(await page.locator(":popover-open").count(), 0);
    await page.getByRole("button", { name: "Filter" }).click();
    await see(page, "open: true, only: false");
    await page.keyboard.press("Escape");
    await see(page, "open: false");
  });
});

browserTest("what is opened before the client listens is heard all the same", async () => {
  const held = gate();
  await withApp(
    () => {
      const more = st.expander("More", { onChange: "rerun" });
      if (more.open) more.text("costly");
      const tabs = st.tabs(["One", "Two"], { onChange: "rerun" });
      if (tabs[1].open) tabs[1].text("second");
    },
    async (page) => {
      await page.getByText("More").click();
      await tabOf(page, "Two").click();
      held.open();
      await see(page, "costly");
      await see(page, "second");
    },
    {
      early: true,
      between: async (request, next) => {
        if (request.url.includes("/panels-")) await held.passed;
        return next();
      },
    },
  );
});

browserTest("what is open stays so when the page gets a new session", async () => {
  const app = () => {
    const tabs = st.tabs(["One", "Two"], { onChange: "rerun" });
    const more = st.expander("More", { onChange: "rerun" });
    st.text(`${tabs[1].open ? "Two" : "One"}, ${more.open}`);
    st.button("Again");
  };
  await using server = new Restartable(appHandler(app));
  await withPage(server.url, async (page) => {
    await page.goto("/");
    await listening(page);
    await tabOf(page, "Two").click();
    await page.getByText("More").click();
    await see(page, "Two, true");
    await server.stop();
    server.start(appHandler(app));
    await page.getByRole("button", { name: "Again" }).click();
    await until(page, `document.querySelector("[data-lost],[data-busy]") === null`);
    await see(page, "Two, true");
    assertEquals(await chosen(page), ["Two"]);
  }, { allowErrors: true });
});
