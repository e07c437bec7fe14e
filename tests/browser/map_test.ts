/** Maps in a browser: their ground, their points, moved and looked at from nearer. */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { appHandler, eventually, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

const SHOPS = [
  { name: '"><img src=x onerror=alert(1)>', lat: 48.2, lon: 16.37 },
  { name: "Graz", lat: 47.07, lon: 15.44 },
];
const TILE = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>';

async function ready(page: Page): Promise<void> {
  await page.locator("eddy-map[data-ready]").first().waitFor();
}

/** Where the points stand in the window. */
async function placesOf(page: Page): Promise<number[][]> {
  return await page.locator(".map-ground path").evaluateAll((points) =>
    points.map((point) => {
      const { x, y, width, height } = point.getBoundingClientRect();
      return [Math.round(x + width / 2), Math.round(y + height / 2)];
    })
  );
}

browserTest(
  "a map shows its points, tells of them, and asks for the ground below them",
  async () => {
    const asked: string[] = [];
    await withApp(
      () => st.map(SHOPS, { label: "name", tiles: "/tiles/{z}/{x}/{y}" }),
      async (page) => {
        await ready(page);
        const places = await placesOf(page);
        assertEquals(places.length, 2);
        const [east, west] = places as [[number, number], [number, number]];
        assert(east[0] > west[0] && east[1] < west[1], "north-east is up and to the right");
        await page.mouse.move(...east);
        const tip = page.locator(".chart-tip:popover-open");
        await tip.waitFor();
        assertEquals((await tip.innerText()).split("\n"), [SHOPS[0]!.name, "48.2, 16.37"]);
        await eventually(async () =>
          assert(await page.locator("img.leaflet-tile-loaded").count() > 0)
        );
        assertEquals(await page.locator("img:not(.leaflet-tile)").count(), 0);
        assert(asked.every((path) => /^\/tiles\/\d+\/\d+\/\d+$/.test(path)), asked.join());
      },
      {
        between: (request, next) => {
          const { pathname } = new URL(request.url);
          if (!pathname.startsWith("/tiles/")) return next();
          asked.push(pathname);
          return new Response(TILE, { headers: { "content-type": "image/svg+xml" } });
        },
      },
    );
  },
);

browserTest(
  "a map is moved and looked at from nearer by keys, and stays so in a rerun",
  async () => {
    await withApp(() => {
      st.sessionState.more ??= 0;
      if (st.button("More")) st.sessionState.more = 1;
      const more = st.sessionState.more === 1 ? [{ name: "Linz", lat: 48.3, lon: 14.28 }] : [];
      st.map([...SHOPS, ...more], { label: "name", zoom: 7 });
      st.text(`more ${st.sessionState.more}`);
    }, async (page) => {
      await ready(page);
      const [before] = await placesOf(page) as [number[]];
      await page.getByRole("region", { name: "Map of 2 points" }).focus();
      await page.keyboard.press("ArrowRight");
      await eventually(async () => {
        const [now] = await placesOf(page) as [number[]];
        assertEquals(now[0], before[0]! - 80);
      });
      const moved = await placesOf(page);
      await page.getByRole("button", { name: "More" }).click();
      await see(page, "more 1");
      await page.getByRole("region", { name: "Map of 3 points" }).waitFor();
      assertEquals((await placesOf(page)).slice(0, 2), moved);
      assertEquals((await placesOf(page)).length, 3);
      await page.getByRole("button", { name: "Zoom in" }).click();
      const far = Math.abs(moved[0]![0]! - moved[1]![0]!);
      await eventually(async () => {
        const [one, other] = await placesOf(page) as [number[], number[]];
        assert(Math.abs(Math.abs(one[0]! - other[0]!) - 2 * far) < 4);
      });
    });
  },
);

browserTest("a wheel alone scrolls the page, over a map too", async () => {
  await withApp(() => {
    st.map(SHOPS);
    for (let i = 0; i < 60; i++) st.text("below");
  }, async (page) => {
    await ready(page);
    const before = await placesOf(page);
    await page.mouse.move(before[0]![0]!, before[0]![1]! + 40);
    await page.mouse.wheel(0, 200);
    await eventually(async () => assertEquals(await page.evaluate("scrollY"), 200));
    const after = await placesOf(page);
    assertEquals(after[0], [before[0]![0]!, before[0]![1]! - 200]);
  });
});

browserTest("a map is drawn in the theme's colours, at the width of its place", async () => {
  const handler = appHandler(() => st.map(SHOPS, { height: 220 }));
  for (const colorScheme of ["light", "dark"] as const) {
    for (const javaScriptEnabled of [true, false]) {
      await withPage(handler, async (page) => {
        await page.goto("/");
        if (javaScriptEnabled) await ready(page);
        const { fill, width, height } = await page.locator(".map-ground").evaluate((ground) => {
          const { width, height } = ground.getBoundingClientRect();
          return {
            fill: getComputedStyle(ground.querySelector("path, circle")!).fill,
            width,
            height,
          };
        });
        assertEquals(fill, colorScheme === "light" ? "rgb(42, 111, 214)" : "rgb(110, 168, 254)");
        assertEquals(Math.round(height), javaScriptEnabled ? 220 : 222);
        assert(width > 300 && width <= 390, `${width}`);
      }, { context: { colorScheme, javaScriptEnabled, viewport: { width: 390, height: 700 } } });
    }
  }
});

browserTest("a map that goes leaves nothing behind", async () => {
  await withApp(() => {
    if (!st.checkbox("Hide")) st.map(SHOPS);
    st.text("below");
  }, async (page) => {
    await ready(page);
    await page.getByLabel("Hide").check();
    await eventually(async () => assertEquals(await page.locator("eddy-map").count(), 0));
    await page.setViewportSize({ width: 700, height: 600 });
    await page.getByLabel("Hide").uncheck();
    await ready(page);
    assertEquals((await placesOf(page)).length, 2);
  });
});
