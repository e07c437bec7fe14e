/** What a page says of itself as a whole, and an app's own look, as a browser shows them. */
import { assertEquals, assertGreater, assertLess, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import * as st from "@eddy/eddy";
import { appHandler, eventually, quiet, see, withApp } from "./client_kit.ts";
import { COLOR_RULES, flaws } from "./flaws.ts";
import { browserTest, withPage } from "./kit.ts";

async function iconOf(page: Page): Promise<string> {
  return await page.locator("link[rel=icon]").getAttribute("href") ?? "";
}

async function widthOf(page: Page): Promise<number> {
  return (await page.locator("main").boundingBox())!.width;
}

browserTest("setPageConfig() names the window, in the document and after a rerun", async () => {
  const handler = appHandler(() => {
    const done = st.checkbox("Done");
    st.setPageConfig({ title: done ? 'Done "<b>"' : "To do", icon: done ? "/icon.svg" : "📦" });
    if (done) st.text("all of it");
  });
  await withPage(async (request, info) => {
    return new URL(request.url).pathname === "/icon.svg"
      ? new Response('<svg xmlns="http://www.w3.org/2000/svg"/>', {
        headers: { "content-type": "image/svg+xml" },
      })
      : await handler(request, info);
  }, async (page) => {
    const document = await (await page.goto("/"))!.text();
    assertMatch(document, /<title>To do<\/title>/);
    assertEquals(await page.title(), "To do");
    assertMatch(await iconOf(page), /^data:image\/svg\+xml,.*%F0%9F%93%A6/);
    await page.getByLabel("Done").check();
    await see(page, "all of it");
    assertEquals(await page.title(), 'Done "<b>"');
    assertEquals(await iconOf(page), "/icon.svg");
    await page.getByLabel("Done").uncheck();
    await eventually(async () => assertEquals(await page.title(), "To do"));
  });
});

browserTest("setPageConfig() makes the page wide and takes that back", async () => {
  const context = { viewport: { width: 1400, height: 800 } };
  await withApp(() => {
    const wide = st.checkbox("Wide");
    if (wide) st.setPageConfig({ layout: "wide" });
    st.text(wide ? "It is so" : "It is narrow");
  }, async (page) => {
    assertLess(await widthOf(page), 900);
    await page.getByLabel("Wide").check();
    await see(page, "It is so");
    assertGreater(await widthOf(page), 1300);
    await page.getByLabel("Wide").uncheck();
    await see(page, "It is narrow");
    assertLess(await widthOf(page), 900);
  }, { context });
});

for (
  const [state, width, shown] of [
    ["auto", 1400, "column"],
    ["expanded", 1400, "column"],
    ["collapsed", 1400, "closed"],
    ["auto", 390, "closed"],
    ["expanded", 390, "open"],
    ["collapsed", 390, "closed"],
  ] as const
) {
  browserTest(`the sidebar is ${shown} at first where it is ${state}, ${width} wide`, async () => {
    const context = { viewport: { width, height: 800 } };
    await withApp(() => {
      st.setPageConfig({ sidebar: state });
      st.sidebar.text("In the sidebar");
      st.button("Beside it");
    }, async (page) => {
      const text = page.getByText("In the sidebar");
      const menu = page.getByRole("button", { name: "Sidebar" });
      assertEquals(await text.isVisible(), shown !== "closed");
      assertEquals(await menu.isVisible(), shown !== "column");
      if (shown === "column") return await page.getByRole("button", { name: "Beside it" }).click();
      if (shown === "closed") await menu.click();
      assertEquals(await text.isVisible(), true);
      await page.keyboard.press("Escape");
      assertEquals(await text.isVisible(), false);
      await page.getByRole("button", { name: "Beside it" }).click();
      await quiet(page);
    }, { context });
  });
}

browserTest("setPageConfig({ runEvery }) brings the page up to date by itself", async () => {
  let runs = 0;
  await withApp(() => {
    st.setPageConfig({ runEvery: "200ms" });
    st.textInput("Name");
    st.text(`run ${++runs}`);
  }, async (page) => {
    await page.getByLabel("Name").fill("half a wo");
    await see(page, /run ([3-9]|\d\d)/);
    assertEquals(await page.getByLabel("Name").inputValue(), "half a wo");
  });
});

browserTest("a theme's one scheme holds whatever the browser would show", async () => {
  const app = st.createApp(() => st.text(`theme ${st.context.theme}`), { theme: { mode: "dark" } });
  await withPage(app.fetch, async (page) => {
    await page.goto("/");
    await see(page, "theme dark");
    const [red] = await colorOf(page, "html", "backgroundColor");
    assertLess(red!, 60);
  }, { context: { colorScheme: "light" } });
});

browserTest("a theme sets fonts, sizes and corners, and nothing else changes", async () => {
  const app = st.createApp(() => {
    st.title("Heading");
    st.button("Button");
    st.code("code");
  }, {
    theme: {
      font: "Courier, monospace",
      headingFont: "Georgia, serif",
      fontSize: 20,
      radius: 2,
      width: 500,
    },
  });
  await withPage(app.fetch, async (page) => {
    await page.goto("/");
    const style = (selector: string, property: string) =>
      page.locator(selector).first().evaluate(
        (element, property) => getComputedStyle(element).getPropertyValue(property),
        property,
      );
    assertEquals(await style("body", "font-family"), "Courier, monospace");
    assertEquals(await style("h1", "font-family"), "Georgia, serif");
    assertEquals(await style("body", "font-size"), "20px");
    assertEquals(await style("button.secondary", "border-radius"), "2px");
    const link = page.locator("link[rel=stylesheet]").last();
    const href = await link.getAttribute("href") ?? "";
    const response = await page.request.get(new URL(href, page.url()).href);
    assertMatch(response.headers()["cache-control"]!, /immutable/);
    assertMatch(response.headers()["content-type"]!, /^text\/css/);
  });
});

/** Red, green and blue of what the browser has made of it. */
async function colorOf(page: Page, selector: string, property: string): Promise<number[]> {
  const color = await page.locator(selector).first().evaluate((element, property) => {
    const canvas = document.createElement("canvas").getContext("2d")!;
    canvas.fillStyle = (getComputedStyle(element) as unknown as Record<string, string>)[property]!;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  }, property);
  return color.slice(0, 3);
}

browserTest("any single accent can be read in both schemes", async () => {
  // Yellow, cyan, navy, black, white, grey: too light for one ground or too dark for the other.
  for (const accent of ["#ffee00", "#00ffff", "#000080", "#000", "#fff", "#888", "#ff0044"]) {
    const app = st.createApp(() => {
      st.markdown("[A link](https://example.com)");
      st.button("Primary", { kind: "primary" });
      st.button("Tertiary", { kind: "tertiary" });
    }, { theme: { accent } });
    await withPage(app.fetch, async (page) => {
      await page.goto("/");
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        assertEquals(await flaws(page, COLOR_RULES), [], `${accent} in ${colorScheme}`);
      }
    });
  }
});
