/** Charts of Plotly in a browser: drawn in a frame with a policy of its own, chosen from, in the page's colours. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import type { FrameLocator, Page } from "playwright-core";
import { appHandler, eventually, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

const FIGURE = {
  data: [{ type: "bar", name: "Orders", x: ["Vienna", "Graz", "Linz"], y: [4, 4, 4] }],
  layout: { margin: { l: 0, r: 0, t: 0, b: 0 }, height: 300 },
};

const HOSTILE = '<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>';

function frameOf(page: Page): FrameLocator {
  return page.frameLocator("eddy-plotly iframe").first();
}

async function drawn(page: Page): Promise<void> {
  await frameOf(page).locator(".point path").first().waitFor();
}

async function placeIn(page: Page, right: number, down: number): Promise<[number, number]> {
  const { x, y, width, height } = (await page.locator("eddy-plotly iframe").boundingBox())!;
  return [x + width * right, y + height * down];
}

browserTest(
  "marks of Plotly are chosen by clicks, boxes and keys, and known by their names",
  async () => {
    await withApp(() => {
      const options = { onSelect: "rerun", selectionMode: "box", alt: "Orders" } as const;
      const { points } = st.plotlyChart(FIGURE, options);
      st.text(`chosen ${points.map(({ name }) => name).join("+")}.`);
    }, async (page) => {
      await drawn(page);
      await page.mouse.click(...await placeIn(page, 0.5, 0.8));
      await see(page, "chosen Graz.");
      await page.mouse.move(...await placeIn(page, 0.34, 0.01));
      await page.mouse.down();
      await page.mouse.move(...await placeIn(page, 0.99, 0.95), { steps: 4 });
      await page.mouse.up();
      await see(page, "chosen Graz+Linz.");
      await frameOf(page).getByRole("application", { name: "Orders" }).focus();
      for (const key of ["ArrowRight", "Enter"]) await page.keyboard.press(key);
      await see(page, "chosen Vienna.");
      assertEquals(await frameOf(page).getByRole("status").innerText(), "Orders, Vienna, 4");
      await page.keyboard.press("Enter");
      await see(page, "chosen .");
    });
  },
);

browserTest(
  "a chart of Plotly is in the page's colours, follows its data, and sends them nowhere",
  async () => {
    await withApp(() => {
      const more = st.checkbox("More");
      const data = more ? [...FIGURE.data, { type: "bar", y: [1] }] : FIGURE.data;
      const layout = {
        ...FIGURE.layout,
        title: { text: HOSTILE },
        annotations: [{ text: HOSTILE }],
      };
      st.plotlyChart({ data, layout, config: { displayModeBar: true } });
    }, async (page) => {
      await page.emulateMedia({ colorScheme: "light" });
      await drawn(page);
      const bar = async () =>
        await frameOf(page).locator(".point path").first().evaluate((path) =>
          getComputedStyle(path).fill
        );
      await eventually(async () => assertEquals(await bar(), "rgb(42, 111, 214)"));
      await page.emulateMedia({ colorScheme: "dark" });
      await eventually(async () => assertEquals(await bar(), "rgb(110, 168, 254)"));
      const buttons = await frameOf(page).locator("[data-title]").evaluateAll((all) =>
        all.map((one) => one.getAttribute("data-title") ?? "")
      );
      assert(buttons.length > 3);
      // Plotly has a few tags for its letters, of which links lead to pages only.
      assertEquals(
        await frameOf(page).locator("img, [onerror], a[*|href^='javascript']").count(),
        0,
      );
      for (const one of buttons) assertEquals(/share|cloud|studio|download/i.test(one), false, one);
      await page.getByLabel("More").check();
      await eventually(async () =>
        assertEquals(await frameOf(page).locator(".trace.bars").count(), 2)
      );
      assertEquals(await page.locator("iframe").count(), 1);
      await page.setViewportSize({ width: 390, height: 700 });
      await eventually(async () => {
        const { width } = (await frameOf(page).locator(".main-svg").first().boundingBox())!;
        const place = (await page.locator("eddy-plotly").boundingBox())!;
        assert(Math.abs(width - place.width) < 1 && width < 390, `${width} in ${place.width}`);
      });
    });
  },
);

browserTest("a chart of Plotly without JavaScript is a table", async () => {
  const handler = appHandler(() => st.plotlyChart(FIGURE, { alt: "Orders" }));
  await withPage(handler, async (page) => {
    await page.goto("/");
    assertStringIncludes(await page.getByRole("table", { name: "Orders" }).innerText(), "Vienna");
    assert((await page.getByRole("table").boundingBox())!.height > 80);
    assertEquals(await page.locator("iframe").count(), 0);
  }, { context: { javaScriptEnabled: false } });
});
