/** Apps of several pages, as a browser shows them. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import * as st from "@eddy/eddy";
import { AppProcess, sharedApp } from "../kit/app_process.ts";
import { appHandler, eventually, see } from "./client_kit.ts";
import { flaws } from "./flaws.ts";
import { browserTest, withPage } from "./kit.ts";
import type { PageOptions } from "./kit.ts";

const example = sharedApp("examples/pages.ts");

/** Opens the example in a browser. */
async function visit(use: (page: Page) => Promise<void>, options?: PageOptions): Promise<void> {
  await withPage((await example()).url, use, options);
}

/** Path and query of the address bar. */
function address(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

async function heading(page: Page, text: string): Promise<void> {
  await page.getByRole("heading", { name: text, exact: true }).waitFor();
}

function menu(page: Page, title: string) {
  return page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: title });
}

browserTest("links between pages keep the session; the address bar goes along", async () => {
  await visit(async (page) => {
    await page.goto("/");
    await heading(page, "Overview");
    assertEquals(await page.title(), "Overview");
    assertEquals(await menu(page, "Overview").getAttribute("aria-current"), "page");

    let documents = 0;
    page.on("request", (request) => documents += request.isNavigationRequest() ? 1 : 0);
    await menu(page, "Settings").click();
    await heading(page, "Settings");
    assertEquals(address(page), "/settings");
    await page.getByLabel("Your name").fill("Ada");
    await menu(page, "Orders").click();
    await heading(page, "Orders");
    // What was being typed was said before the page was left.
    await see(page, "Orders · Ada");
    assertEquals(await page.title(), "Orders");
    await menu(page, "Settings").click();
    await heading(page, "Settings");
    assertEquals(await page.getByLabel("Your name").inputValue(), "Ada");
    assertEquals(documents, 0);
  });
});

browserTest("pages of a folder have a menu in their order, in sections", async () => {
  await using app = await AppProcess.start("examples/pages_in_folder.ts");
  await withPage(app.url, async (page) => {
    await page.goto("/open_orders?tea=Oolong");
    await heading(page, "Open orders");
    assertEquals(await page.title(), "Open orders");
    const items = await page.locator("#pages :is(p, a)").allInnerTexts();
    assertEquals(items.map((text) => text.replaceAll(/\s+/g, " ")), [
      "🏠 Home",
      "📦 Open orders",
      "Settings",
      "Who may order",
    ]);
    await menu(page, "Who may order").click();
    await heading(page, "Who may order");
    assertEquals(address(page), "/settings/users");
    await page.goBack();
    await see(page, "You are on Open orders.");
    assertEquals(address(page), "/open_orders?tea=Oolong");
  });
});

browserTest("a long menu above other things is unfolded by its button, and stays so", async () => {
  const pages = Array.from({ length: 14 }, (_, at) =>
    st.page(() => {
      st.title(`Page ${at}`);
      if (!st.toggle("More below", { value: true, key: "more" })) return;
      st.sidebar.caption("Below the menu");
    }, { path: `/${at}`, title: `To ${at}` }));
  await withPage(appHandler(() => st.navigation(pages).run()), async (page) => {
    await page.goto("/");
    const inSight = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("#pages a")].filter((link) => link.checkVisibility()).length
      );
    const button = page.locator("#more-pages > summary");
    await heading(page, "Page 0");
    assertEquals(await inSight(), 10);
    assertEquals((await button.innerText()).trim(), "View 4 more");
    await button.focus();
    await page.keyboard.press("Enter");
    assertEquals(await inSight(), 14);
    assertEquals((await button.innerText()).trim(), "View less");
    await menu(page, "To 13").click();
    await heading(page, "Page 13");
    assertEquals(await inSight(), 14);
    await button.focus();
    await page.keyboard.press("Enter");
    assertEquals(await inSight(), 11);
    assert(await menu(page, "To 13").isVisible());
    assertEquals(await flaws(page), []);
    // With nothing below it, there is room for all.
    await page.getByRole("switch", { name: "More below" }).click();
    await eventually(async () => assertEquals(await inSight(), 14));
    assertEquals(await button.isVisible(), false);
  });
});

browserTest("back and forward bring the pages and what was entered there", async () => {
  await visit(async (page) => {
    await page.goto("/orders");
    await heading(page, "Orders");
    await page.getByLabel("Customer").fill("lo");
    await page.getByLabel("Customer").press("Enter");
    await eventually(async () =>
      assertEquals(await page.getByRole("button", { name: "·" }).count(), 1)
    );
    await page.getByRole("button", { name: "1001" }).click();
    await heading(page, "Order 1001");
    assertEquals(address(page), "/order?id=1001");
    await page.goBack();
    await heading(page, "Orders");
    assertEquals(address(page), "/orders");
    assertEquals(await page.getByLabel("Customer").inputValue(), "lo");
    await page.goForward();
    await heading(page, "Order 1001");
    await page.reload();
    await heading(page, "Order 1001");
  });
});

/** Two pages with boxes in the same places, of which one takes its time, and ends below all windows. */
async function looks(): Promise<void> {
  const slow = st.page(async () => {
    st.title("Slow");
    const [one, two] = st.tabs(["One", "Two"]);
    one.write("In one");
    two.write("In two");
    st.expander("Details")(() => st.write("In details"));
    await new Promise((resolve) => setTimeout(resolve, 120));
    st.form("note")(() => {
      st.textInput("Note");
      st.formSubmitButton("Send");
    });
    for (let i = 0; i < 60; i++) st.text(`Line ${i}`);
  }, { path: "/", title: "Slow" });
  const quick = st.page(() => {
    st.title("Quick");
    st.tabs(["One", "Two"]);
    st.expander("Other details")(() => st.write("In others"));
    st.sidebar.button("Go on", { onClick: () => st.switchPage(slow) });
    for (let i = 0; i < 60; i++) st.text(`Row ${i}`);
  }, { path: "/quick", title: "Quick" });
  await st.navigation([slow, quick]).run();
}

browserTest(
  "back and forward find a page as it was looked at: a link leads to its beginning",
  async () => {
    await withPage(appHandler(looks), async (page) => {
      const scrolled = async (y: number) => {
        await page.waitForFunction((y) => scrollY === y, y);
        assertEquals(await page.locator("[data-running]").count(), 0);
      };
      const chosen = () => page.getByRole("tab", { selected: true }).innerText();
      const over = async (y: number) => {
        await page.mouse.wheel(0, y);
        await scrolled(y);
      };
      await page.goto("/");
      await see(page, "Line 59");
      await page.getByRole("tab", { name: "Two" }).click();
      await page.getByText("Details", { exact: true }).click();
      await page.getByLabel("Note").fill("not sent");
      await page.mouse.move(600, 300);
      await over(300);

      await menu(page, "Quick").click();
      await heading(page, "Quick");
      await scrolled(0);
      // What stands in the same place there is not the same.
      assertEquals([await chosen(), await page.getByText("In others").isVisible()], ["One", false]);
      await page.getByText("Other details").click();
      await over(200);

      await page.goBack();
      await see(page, "Line 59");
      await scrolled(300);
      assertEquals([await chosen(), await page.getByText("In details").isVisible()], ["Two", true]);
      assertEquals(await page.getByLabel("Note").inputValue(), "not sent");

      await page.goForward();
      await heading(page, "Quick");
      await scrolled(200);
      assertEquals([await chosen(), await page.getByText("In others").isVisible()], ["One", true]);

      // As a mouse does, without a look whether it is in sight.
      await page.getByRole("button", { name: "Go on" }).dispatchEvent("click");
      await see(page, "Line 59");
      await scrolled(0);
      assertEquals([await chosen(), await page.getByText("In details").isVisible()], [
        "One",
        false,
      ]);

      await page.goBack();
      await heading(page, "Quick");
      await scrolled(200);
      assertEquals([await chosen(), await page.getByText("In others").isVisible()], ["One", true]);
    });
  },
);

browserTest("a link's query reaches the widget that is bound to it", async () => {
  await visit(async (page) => {
    await page.goto("/orders?state=shipped");
    await eventually(async () =>
      assertEquals(await page.getByRole("button", { name: "·" }).count(), 2)
    );
    await see(page, "1002");
    await menu(page, "Overview").click();
    await page.getByRole("link", { name: "What is open" }).click();
    await heading(page, "Orders");
    await see(page, "1003");
    assertEquals(await page.getByLabel("State").inputValue(), "open");
    assertEquals(address(page), "/orders?state=open");
  });
});

browserTest("a link leads to a heading of another page, or of its own", async () => {
  const list = st.page(() => {
    st.title("List");
    st.pageLink(list, { label: "Down", anchor: "the end" });
    for (let line = 0; line < 80; line++) st.write(`Line ${line}`);
    st.header("At last", { anchor: "the end" });
  }, { path: "/list", title: "List" });
  const home = st.page(() => {
    st.title("Home");
    st.pageLink(list, { label: "The end", anchor: "the end" });
  }, { path: "/", title: "Home" });
  await withPage(
    appHandler(async () => {
      await st.navigation([home, list]).run();
    }),
    async (page) => {
      const isInView = () =>
        page.getByRole("heading", { name: "At last" }).evaluate((heading) => {
          const { top, bottom } = heading.getBoundingClientRect();
          return top >= 0 && bottom <= globalThis.innerHeight;
        });
      await page.goto("/");
      await page.getByRole("link", { name: "The end" }).click();
      await heading(page, "List");
      await eventually(async () => assert(await isInView()));
      assertEquals(new URL(page.url()).hash, "#the-end");
      await page.evaluate("scrollTo(0, 0)");
      assertEquals(await isInView(), false);
      await page.getByRole("link", { name: "Down" }).click();
      await eventually(async () => assert(await isInView()));
      await page.goBack();
      await heading(page, "Home");
    },
  );
});

browserTest("an address that no page has says so, and leads home", async () => {
  await visit(async (page) => {
    const answer = await page.goto("/no/such<b>page");
    assertEquals(answer!.status(), 404);
    await see(page, "There is no page at");
    assertEquals(await page.locator("main b").count(), 0);
    await page.locator("main").getByRole("link", { name: "Overview" }).click();
    await heading(page, "Overview");
    assertEquals(address(page), "/");
  }, { allowErrors: true });
});

browserTest("without JavaScript, every page is found at its address", async () => {
  await visit(async (page) => {
    await page.goto("/");
    await menu(page, "Orders").click();
    await heading(page, "Orders");
    assertEquals(address(page), "/orders");
  }, { context: { javaScriptEnabled: false, viewport: { width: 1200, height: 800 } } });
});

browserTest(
  "a narrow window closes its drawer when a page is chosen; axe finds nothing",
  async () => {
    await visit(async (page) => {
      await page.goto("/");
      await page.getByRole("button", { name: "Sidebar" }).click();
      await menu(page, "Settings").click();
      await heading(page, "Settings");
      assert(!await page.locator("#sidebar").evaluate((one) => one.matches(":popover-open")));
      assertEquals(await flaws(page), []);
    }, { context: { viewport: { width: 390, height: 800 } } });
  },
);

browserTest(
  "what a form holds unsent, and how far a page was scrolled, is there again after back",
  async () => {
    const pages = [
      st.page(() => {
        st.header("First");
        for (let i = 0; i < 60; i++) st.write(`Line ${i}`);
        st.form("order")(() => {
          st.textInput("Name");
          st.checkbox("Urgent");
          st.selectbox("Size", ["small", "large"]);
          st.formSubmitButton("Order");
        });
      }, { path: "/", title: "First" }),
      st.page(() => {
        st.header("Second");
        for (let i = 0; i < 60; i++) st.write(`Other ${i}`);
      }, { path: "/second", title: "Second" }),
    ];
    const handler = appHandler(() => st.navigation(pages, { position: "top" }).run());
    await withPage(handler, async (page) => {
      await page.goto("/");
      await page.getByLabel("Name").pressSequentially("Ada");
      await page.getByLabel("Urgent").check();
      await page.getByLabel("Size").selectOption("large");
      const down = await page.evaluate(() => scrollY);
      assert(down > 100);
      await menu(page, "Second").evaluate((link) => (link as HTMLElement).click());
      await heading(page, "Second");
      assertEquals(await page.evaluate(() => scrollY), 0);
      await page.goBack();
      await heading(page, "First");
      await eventually(async () => assertEquals(await page.evaluate(() => scrollY), down));
      assertEquals(await page.getByLabel("Name").inputValue(), "Ada");
      assert(await page.getByLabel("Urgent").isChecked());
      assertEquals(await page.getByLabel("Size").inputValue(), "large");
    });
  },
);
