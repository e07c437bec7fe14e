/** The gallery's pages in a browser: they break no rule of the policy's, of axe's or of HTML. */
import { assert, assertEquals } from "@std/assert";
import { HtmlValidate } from "html-validate";
import type { Page } from "playwright-core";
import { groups } from "../../examples/gallery/groups.ts";
import { sharedApp } from "../kit/app_process.ts";
import { eventually, quiet, ready, see } from "./client_kit.ts";
import { flawsInBothSchemes } from "./flaws.ts";
import { browserTest, withPage } from "./kit.ts";

/** All rules but those of style; htmx's and Eddy's own attributes are known to it as what they are: data. */
const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard"] });

const gallery = sharedApp("examples/gallery.ts");

async function open(path: string, use: (page: Page) => Promise<void>): Promise<void> {
  const context = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" as const };
  await withPage((await gallery()).url, async (page) => {
    await page.goto(path);
    await ready(page);
    await use(page);
  }, { context });
}

/** Brings each demo into view, for what waits until then. */
async function lookAtAll(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (const heading of document.querySelectorAll("h2")) {
      heading.scrollIntoView();
      await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
    }
  })()`);
  await quiet(page);
}

for (const path of ["/", ...groups.map(({ path }) => path)]) {
  browserTest(`the gallery's ${path} breaks no rule of axe's or the policy's`, async () => {
    await open(path, async (page) => {
      assertEquals(await page.getByRole("heading", { level: 1 }).count() > 0, true);
      const shown = await page.getByRole("heading", { level: 2 }).allInnerTexts();
      const promised = groups.find((group) => group.path === path)?.demos ?? [];
      assertEquals(promised.filter(({ name }) => !shown.includes(name)), []);
      assertEquals(await page.locator(".exception").count(), path === "/status" ? 1 : 0);
      await lookAtAll(page);
      assertEquals(await flawsInBothSchemes(page), []);
      await page.setViewportSize({ width: 390, height: 844 });
      assertEquals(
        await page.evaluate("document.documentElement.scrollWidth - innerWidth > 0"),
        false,
        "it scrolls sideways on a phone",
      );
    });
  });
}

Deno.test("the gallery's pages are valid HTML", async () => {
  for (const path of ["/", ...groups.map(({ path }) => path)]) {
    const html = await (await fetch(`${(await gallery()).url}${path}?_whole=1`)).text();
    const { results } = await validator.validateString(html);
    const complaints = results.flatMap(({ messages }) => messages)
      .map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`);
    assertEquals(complaints, [], path);
  }
});

browserTest("the gallery's search leads to a demo, which reruns alone", async () => {
  await open("/", async (page) => {
    await page.getByLabel("Find a demo").focus();
    await page.keyboard.type("several actions", { delay: 20 });
    const main = page.getByRole("main");
    await eventually(async () =>
      assertEquals(await main.getByRole("link").allInnerTexts().then((all) => all[0]), "menuButton")
    );
    await quiet(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const heading = page.getByRole("heading", { name: "menuButton", exact: true });
    await heading.waitFor();
    await eventually(async () => {
      const top = await heading.evaluate((one) => one.getBoundingClientRect().top);
      assert(top >= 0 && top < 300, `${top}`);
    });
    assertEquals(new URL(page.url()).pathname + new URL(page.url()).hash, "/inputs#menubutton");
    assertEquals(await page.getByLabel("Find a demo").inputValue(), "");
    const posted: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") {
        posted.push(new URL(request.url()).pathname.split("/").at(-1)!);
      }
    });
    await page.getByRole("button", { name: "Order 20001" }).click();
    await page.getByRole("menuitem", { name: "Split it" }).click();
    await see(page, "To be done: split");
    assertEquals(posted, ["fk-menuButton-demo"]);
  });
});

browserTest("the gallery asks other hosts for nothing, until somebody says so", async () => {
  const picture = "<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>";
  await withPage((await gallery()).url, async (page) => {
    const asked = new Set<string>();
    await page.route(/^https:/, async (route) => {
      const request = route.request();
      asked.add(`${new URL(page.url()).pathname} ${new URL(request.url()).host}`);
      const isPicture = request.resourceType() === "image";
      await route.fulfill(
        isPicture
          ? { contentType: "image/svg+xml", body: picture }
          : { contentType: "text/html", body: "<!doctype html><title>Example</title>" },
      );
    });
    for (
      const [path, name, host] of [
        ["/charts", "Ask OpenStreetMap for tiles", "tile.openstreetmap.org"],
        ["/media", "Ask example.com", "example.com"],
      ] as const
    ) {
      await page.goto(path);
      await ready(page);
      await lookAtAll(page);
      const askedHere = () => [...asked].filter((one) => one.startsWith(`${path} `));
      assertEquals(askedHere(), []);
      await page.getByLabel(name).check();
      await eventually(() => assertEquals(askedHere(), [`${path} ${host}`]));
    }
    await page.frameLocator("iframe[title=Example]").locator("html").waitFor();
  });
});
