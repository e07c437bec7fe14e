/** Charts of ECharts in a browser: live in place of the server's drawing, chosen from, in the page's colours. */
import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { appHandler, eventually, quiet, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

const BARS = {
  grid: { left: 0, right: 0, top: 0, bottom: 0 },
  xAxis: { type: "category", data: ["Vienna", "Graz", "Linz", "Wels"] },
  yAxis: { show: false },
  series: [{ type: "bar", name: "Orders", data: [4, 4, 4, 4] }],
};

async function live(page: Page): Promise<void> {
  await page.locator("eddy-echarts[data-ready] canvas").first().waitFor();
}

/** A share of the first chart's size, in pixels of the window. */
async function placeIn(page: Page, right: number, down: number): Promise<[number, number]> {
  const { x, y, width, height } = (await page.locator(".echarts-stage").first().boundingBox())!;
  return [x + width * right, y + height * down];
}

/** What is painted at a share of the first chart's size. */
async function colorAt(page: Page, right: number, down: number): Promise<string> {
  return await page.evaluate(`(() => {
    const canvas = document.querySelector("eddy-echarts canvas");
    const at = [canvas.width * ${right}, canvas.height * ${down}];
    return canvas.getContext("2d").getImageData(...at, 1, 1).data.join();
  })()`);
}

browserTest(
  "marks of ECharts are chosen by clicks and keys, and known by their names",
  async () => {
    await withApp(() => {
      const { points } = st.echartsChart(BARS, { onSelect: "rerun", key: "bars", alt: "Orders" });
      st.text(`chosen ${points.map(({ name }) => name).join("+")}.`);
      if (st.button("None")) delete st.sessionState.bars;
    }, async (page) => {
      await live(page);
      await page.mouse.click(...await placeIn(page, 0.375, 0.8));
      await see(page, "chosen Graz.");
      await page.keyboard.down("Control");
      await page.mouse.click(...await placeIn(page, 0.875, 0.8));
      await page.keyboard.up("Control");
      await see(page, "chosen Graz+Wels.");
      const chart = page.getByRole("img", { name: "Orders" });
      await chart.focus();
      for (const key of ["ArrowRight", "Enter"]) await page.keyboard.press(key);
      await see(page, "chosen Vienna.");
      await eventually(async () =>
        assertStringIncludes(
          await page.locator(".collapsed[role=status]").last().innerText(),
          "Orders, Vienna, 4",
        )
      );
      await page.keyboard.press("Enter");
      await see(page, "chosen .");
    });
  },
);

browserTest("marks of ECharts are chosen by a box around them", async () => {
  await withApp(() => {
    const line = { type: "line", name: "Line", data: [4, 2, 2, 4] };
    const spec = { ...BARS, series: [...BARS.series, line] };
    const { points } = st.echartsChart(spec, { onSelect: "rerun", selectionMode: "box" });
    st.text(`chosen ${points.map(({ name }) => name).join("+")}.`);
  }, async (page) => {
    await live(page);
    await page.mouse.move(...await placeIn(page, 0.3, 0.1));
    await page.mouse.down();
    await page.mouse.move(...await placeIn(page, 0.7, 0.9), { steps: 4 });
    await page.mouse.up();
    await see(page, "chosen Graz+Linz+Graz+Linz.");
  });
});

browserTest("a chart of ECharts is in the page's colours, and as wide as its place", async () => {
  await withApp(() => st.echartsChart(BARS), async (page) => {
    await page.emulateMedia({ colorScheme: "light" });
    await live(page);
    await eventually(async () => assertEquals(await colorAt(page, 0.375, 0.8), "42,111,214,255"));
    await page.emulateMedia({ colorScheme: "dark" });
    await eventually(async () => assertEquals(await colorAt(page, 0.375, 0.8), "110,168,254,255"));
    await page.setViewportSize({ width: 390, height: 700 });
    await eventually(async () => {
      const { width } = (await page.locator("eddy-echarts canvas").boundingBox())!;
      const place = (await page.locator("eddy-echarts").boundingBox())!;
      assert(Math.abs(width - place.width) < 1 && width < 390, `${width} in ${place.width}`);
    });
  });
});

browserTest("new data come to the chart that is there, and leave its zoom as it is", async () => {
  let value = 4;
  const ticks = st.fragment(() => {
    const data = [value, value, value, value];
    st.echartsChart({
      ...BARS,
      yAxis: { show: false, max: 8 },
      dataZoom: [{ type: "inside" }],
      series: [{ type: "bar", data }],
    });
    st.text(`value ${value}`);
    st.button("More", { onClick: () => void (value = 8) });
  });
  await withApp(ticks, async (page) => {
    await live(page);
    await page.evaluate(`document.querySelector("eddy-echarts canvas").mark = 1`);
    await page.mouse.move(...await placeIn(page, 0.05, 0.5));
    await page.keyboard.down("Control");
    for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -300);
    await page.keyboard.up("Control");
    // One bar takes the place of four.
    const isNear = async () =>
      assertEquals(await colorAt(page, 0.3, 0.9), await colorAt(page, 0.4, 0.9));
    await eventually(isNear);
    const before = await colorAt(page, 0.4, 0.2);
    await page.getByRole("button", { name: "More" }).click();
    await see(page, "value 8");
    await eventually(async () => assertNotEquals(await colorAt(page, 0.4, 0.2), before));
    await isNear();
    assertEquals(await page.evaluate(`document.querySelector("eddy-echarts canvas").mark`), 1);
  });
});

browserTest("a chart of ECharts in a tab that opens later is made live then", async () => {
  await withApp(() => {
    const [first, second] = st.tabs(["First", "Second"]);
    first!.text("here");
    second!.echartsChart(BARS);
  }, async (page) => {
    await see(page, "here");
    await quiet(page);
    assertEquals(await page.locator("canvas").count(), 0);
    await page.getByRole("tab", { name: "Second" }).click();
    await live(page);
    assertNotEquals(await colorAt(page, 0.375, 0.8), "0,0,0,0");
  });
});

browserTest("a chart of ECharts without JavaScript is a drawing", async () => {
  await withPage(appHandler(() => st.echartsChart(BARS, { alt: "Orders" })), async (page) => {
    await page.goto("/");
    const drawing = page.getByRole("img", { name: "Orders" });
    assert((await drawing.boundingBox())!.height > 200);
    assertEquals(await page.locator("canvas").count(), 0);
  }, { context: { javaScriptEnabled: false } });
});
