/** Simple charts in a browser: under the pointer, the finger and the keys, in any width, with new numbers. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Locator, Page } from "playwright-core";
import { appHandler, eventually, quiet, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

const SALES = { month: ["Jan", "Feb", "Mar", "Apr"], north: [3, 5, 2, 8], south: [2, 4, 6, 1] };
const HOSTILE = '"><img src=x onerror=alert(1)><hx-a onmouseover=alert(1)>';

function chartOf(page: Page, nth = 0): Locator {
  return page.locator("eddy-chart").nth(nth);
}

/** The tooltip's lines; none if it is not shown. */
async function tipOf(page: Page): Promise<string[]> {
  const tip = page.locator(".chart-tip:popover-open");
  if (await tip.count() === 0) return [];
  return (await tip.innerText()).split("\n").map((line) => line.trim()).filter(Boolean);
}

/** Labels along the chart. */
async function labelsOf(page: Page): Promise<string[]> {
  return await chartOf(page).locator(".plot text").allTextContents();
}

/** Where a share of a chart's width and height is in the window. */
async function placeIn(page: Page, right: number, down: number): Promise<[number, number]> {
  const box = (await chartOf(page).locator(".plot").boundingBox())!;
  return [box.x + box.width * right, box.y + box.height * down];
}

/** Waits until the chart's module has taken it up. */
async function taken(page: Page): Promise<void> {
  await page.locator("eddy-chart[data-ready]").first().waitFor();
}

browserTest("a chart tells what stands where somebody points, and nothing elsewhere", async () => {
  await withApp(() => st.lineChart(SALES, { x: "month" }), async (page) => {
    await taken(page);
    await page.mouse.move(...await placeIn(page, 0.4, 0.5));
    assertEquals(await tipOf(page), ["Feb", "north", "5", "south", "4"]);
    assertEquals(await page.locator(".plot-hover circle").count(), 2);
    await page.mouse.move(...await placeIn(page, 0.9, 0.5));
    assertEquals((await tipOf(page))[0], "Apr");
    await page.mouse.move(5, 5);
    assertEquals(await tipOf(page), []);
    assertEquals(await page.locator(".plot-hover").count(), 0);
  });
});

browserTest(
  "a chart tells of bars, areas and circles, and shows hostile text as it is",
  async () => {
    const rows = [{ [HOSTILE]: HOSTILE, value: 3 }, { [HOSTILE]: "other", value: 1 }];
    await withApp(() => {
      st.barChart(rows, { x: HOSTILE, yLabel: HOSTILE });
      st.areaChart(SALES, { x: "month", stack: "normalize", height: 200 });
      st.scatterChart({ a: [1, 2], b: [3, 4], c: [5, 6] }, { x: "a", y: "b", size: "c" });
    }, async (page) => {
      await taken(page);
      await page.mouse.move(...await placeIn(page, 0.3, 0.4));
      assertEquals(await tipOf(page), [HOSTILE, HOSTILE, "3"]);
      assertEquals(await page.locator("eddy-chart img, .chart-tip img, hx-a").count(), 0);
      await chartOf(page, 1).scrollIntoViewIfNeeded();
      await chartOf(page, 1).hover();
      assertEquals((await tipOf(page)).slice(1), ["north", "5", "south", "4"]);
      const circle = chartOf(page, 2).locator(".plot circle").last();
      await circle.scrollIntoViewIfNeeded();
      const box = (await circle.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2 + 4, box.y + box.height / 2);
      assertEquals(await tipOf(page), ["a: 2", "b", "4", "c", "6"]);
    });
  },
);

browserTest("a chart is zoomed by dragging, by the wheel and by keys, and reset", async () => {
  const values = Array.from({ length: 1001 }, (_, i) => i);
  await withApp(() => st.lineChart(values), async (page) => {
    await taken(page);
    const whole = await labelsOf(page);
    assertStringIncludes(whole.join(), "1,000");
    const drag = async (from: number, to: number) => {
      await page.mouse.move(...await placeIn(page, from, 0.5));
      await page.mouse.down();
      await page.mouse.move(...await placeIn(page, (from + to) / 2, 0.5));
      assertEquals(await page.locator(".plot-pick").count(), 1);
      await page.mouse.move(...await placeIn(page, to, 0.5));
      await page.mouse.up();
    };
    await drag(0.4, 0.5);
    const near = await labelsOf(page);
    assert(near.includes("Reset zoom"));
    assert(near.filter((label) => /^[34]\d\d$/.test(label)).length > 2, String(near));
    assertEquals(await page.locator(".plot-pick").count(), 0);
    // What is told is what is in sight.
    await page.mouse.move(...await placeIn(page, 0.5, 0.5));
    assert(/^4\d\d$/.test((await tipOf(page))[0]!), String(await tipOf(page)));
    await page.mouse.dblclick(...await placeIn(page, 0.5, 0.5));
    assertEquals(await labelsOf(page), whole);

    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -400);
    await page.keyboard.up("Control");
    await eventually(async () => assert((await labelsOf(page)).includes("Reset zoom")));
    await page.getByText("Reset zoom").click();
    assertEquals(await labelsOf(page), whole);

    await page.locator(".plot").focus();
    await page.keyboard.press("+");
    assert((await labelsOf(page)).includes("Reset zoom"));
    await page.keyboard.press("0");
    assertEquals(await labelsOf(page), whole);
  });
});

browserTest("a wheel alone scrolls the page, over a chart too", async () => {
  await withApp(() => {
    st.lineChart(SALES, { x: "month" });
    for (let i = 0; i < 60; i++) st.text(`line ${i}`);
  }, async (page) => {
    await taken(page);
    await page.mouse.move(...await placeIn(page, 0.5, 0.5));
    await page.mouse.wheel(0, 300);
    await eventually(async () => assert(await page.evaluate("scrollY") as number > 100));
    assertEquals(await page.getByText("Reset zoom").count(), 0);
  });
});

browserTest("a chart is walked through by keys, and says what it comes to", async () => {
  await withApp(() => {
    st.barChart(SALES, { x: "month" });
    st.button("Behind");
  }, async (page) => {
    await taken(page);
    await page.locator(".plot").focus();
    const told = page.getByRole("status").filter({ hasText: "north" });
    for (
      const [key, words] of [
        ["ArrowRight", "Jan, north 3, south 2"],
        ["ArrowRight", "Feb, north 5, south 4"],
        ["End", "Apr, north 8, south 1"],
        ["ArrowLeft", "Mar, north 2, south 6"],
        ["Home", "Jan, north 3, south 2"],
      ]
    ) {
      await page.keyboard.press(key!);
      await eventually(async () => assertEquals(await told.innerText(), words));
    }
    assertEquals((await tipOf(page))[0], "Jan");
    await page.keyboard.press("Escape");
    assertEquals(await tipOf(page), []);
    await page.keyboard.press("Tab");
    assertEquals(await page.evaluate("document.activeElement.innerText"), "Behind");
  });
});

browserTest("a chart is drawn for the width of its place, with letters of one size", async () => {
  const page = () => st.barChart(SALES, { x: "month", y: "north" });
  for (const width of [390, 1280]) {
    await withApp(page, async (page) => {
      await taken(page);
      const sizes = () =>
        chartOf(page).evaluate((chart) => {
          const svg = chart.querySelector<SVGSVGElement>(".plot")!;
          const { a: scale } = svg.getScreenCTM()!;
          return [chart.clientWidth, svg.clientWidth, svg.clientHeight, scale];
        });
      await eventually(async () => {
        const [room, own, height, scale] = await sizes();
        assertEquals([own, height], [room, 300]);
        assert(Math.abs(scale! - 1) < 0.01, `scaled by ${scale}`);
      });
      await page.setViewportSize({ width: 700, height: 600 });
      await eventually(async () => {
        const [room, own, height, scale] = await sizes();
        assertEquals([own, height], [room, 300]);
        assert(Math.abs(scale! - 1) < 0.01, `scaled by ${scale}`);
      });
    }, { context: { viewport: { width, height: 800 } } });
  }
});

browserTest("a chart in a tab that opens later is drawn for its place", async () => {
  await withApp(() => {
    const [, second] = st.tabs(["One", "Two"]);
    second!.lineChart(SALES, { x: "month" });
  }, async (page) => {
    await page.getByRole("tab", { name: "Two" }).click();
    await eventually(async () => {
      const [box, room] = await chartOf(page).evaluate((chart) => [
        chart.querySelector(".plot")!.getAttribute("viewBox")!.split(" ")[2],
        String(chart.clientWidth),
      ]);
      assertEquals(box, room);
    });
  }, { context: { viewport: { width: 390, height: 800 } } });
});

for (const width of [390, 1280]) {
  browserTest(`new numbers keep zoom, focus and what is told, ${width} wide`, async () => {
    const part = st.fragment(() => {
      st.sessionState.n ??= 0;
      if (st.button("More")) st.sessionState.n++;
      const { n } = st.sessionState;
      st.lineChart(Array.from({ length: 101 }, (_, i) => i + 1000 * n), { alt: `run ${n}` });
    });
    await withApp(() => void part(), async (page) => {
      await taken(page);
      await page.locator(".plot").focus();
      await page.keyboard.press("ArrowRight");
      assertEquals((await tipOf(page)).slice(0, 1), ["0"]);
      // Pressed without the mouse, which would take the focus away.
      await page.getByRole("button").dispatchEvent("click");
      await eventually(async () => assertEquals((await tipOf(page)).at(-1), "1,000"));
      assertEquals(await page.evaluate("document.activeElement.classList[0]"), "plot");
      await page.keyboard.press("+");
      await page.getByRole("button").dispatchEvent("click");
      await page.getByRole("img", { name: "run 2" }).waitFor();
      const labels = await labelsOf(page);
      assert(labels.includes("Reset zoom"), String(labels));
      assert(labels.some((label) => label.startsWith("2,0")), String(labels));
      assertEquals(await page.locator("eddy-chart .plot").count(), 1);
    }, { context: { viewport: { width, height: 800 } } });
  });
}

browserTest("a chart that comes later, and goes, loads its module once", async () => {
  const asked: string[] = [];
  const part = st.fragment(() => {
    if (st.checkbox("Show")) st.lineChart(SALES, { x: "month" });
  });
  await withApp(() => void part(), async (page) => {
    assertEquals(asked, []);
    for (let i = 0; i < 2; i++) {
      await page.getByLabel("Show").check();
      await taken(page);
      await page.mouse.move(...await placeIn(page, 0.4, 0.5));
      assertEquals((await tipOf(page))[0], "Feb");
      await page.getByLabel("Show").uncheck();
      await eventually(async () => assertEquals(await chartOf(page).count(), 0));
    }
    await quiet(page);
    assertEquals(asked.length, 1);
  }, {
    between: (request, next) => {
      if (new URL(request.url).pathname.includes("/chart-")) asked.push(request.url);
      return next();
    },
  });
});

browserTest("a finger taps on a chart, and two bring it nearer", async () => {
  await withApp(() => st.lineChart(Array.from({ length: 101 }, (_, i) => i)), async (page) => {
    await taken(page);
    const [x, y] = await placeIn(page, 0.5, 0.5);
    await page.touchscreen.tap(x, y);
    await eventually(async () => assert((await tipOf(page)).length > 0));
    const session = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [x - apart, x + apart].map((x) => ({ x, y }));
    await session.send("Input.dispatchTouchEvent", {
      type: "touchStart",
      touchPoints: fingers(20),
    });
    for (const apart of [30, 50, 80]) {
      await session.send("Input.dispatchTouchEvent", {
        type: "touchMove",
        touchPoints: fingers(apart),
      });
    }
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await eventually(async () => assert((await labelsOf(page)).includes("Reset zoom")));
    await page.touchscreen.tap(...await placeIn(page, 0.93, 0.12));
    await eventually(async () => assert(!(await labelsOf(page)).includes("Reset zoom")));
  }, { context: { viewport: { width: 390, height: 800 }, hasTouch: true } });
});

browserTest("a chart takes its colours from the theme, in light and in dark", async () => {
  for (
    const [colorScheme, line] of [
      ["light", "rgb(42, 111, 214)"],
      ["dark", "rgb(110, 168, 254)"],
    ] as const
  ) {
    await withApp(() => st.lineChart([1, 3, 2]), async (page) => {
      const drawn = page.locator('.plot path[stroke*="chart-1"]');
      const color = () => drawn.evaluate((path) => getComputedStyle(path).stroke);
      assertEquals(await color(), line);
    }, { context: { colorScheme } });
  }
});

browserTest("a chart without JavaScript is a picture, and a table to be heard", async () => {
  const handler = appHandler(() => st.barChart(SALES, { x: "month", alt: "Sales" }));
  await withPage(handler, async (page) => {
    await page.goto("/");
    await page.getByRole("img", { name: "Sales" }).waitFor();
    assertEquals(await page.locator('.plot path[fill*="chart"]').count(), 2);
    const table = page.getByRole("table", { name: "Sales" });
    assertEquals(await table.getByRole("row").allTextContents(), [
      "monthnorthsouth",
      "Jan32",
      "Feb54",
      "Mar26",
      "Apr81",
    ]);
    const [width, height] = await page.locator(".plot").evaluate((svg) => [
      svg.clientWidth,
      svg.clientHeight,
    ]);
    assert(Math.abs(width! / height! - 736 / 300) < 0.02, `${width} × ${height}`);
  }, { context: { javaScriptEnabled: false, viewport: { width: 390, height: 800 } } });
});

browserTest("ten thousand points are shown, told of and zoomed", async () => {
  const x = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 10_007);
  const y = x.map((_, i) => (i * 104_729) % 9_973);
  await withApp(() => {
    st.scatterChart({ x, y }, { x: "x", y: "y" });
    st.text("below");
  }, async (page) => {
    await see(page, "below");
    await taken(page);
    await page.mouse.move(...await placeIn(page, 0.5, 0.5));
    assertStringIncludes((await tipOf(page))[0]!, "x: ");
    await page.locator(".plot").focus();
    await page.keyboard.press("+");
    assert((await labelsOf(page)).includes("Reset zoom"));
  });
});

browserTest(
  "a click chooses a mark, the control key several, and the run knows their rows",
  async () => {
    const part = st.fragment(() => {
      const { rows } = st.barChart(SALES, {
        x: "month",
        y: "north",
        key: "bars",
        onSelect: "rerun",
      });
      st.text(`chosen ${rows.join()}.`);
      st.text(`state ${JSON.stringify(st.sessionState.bars)}`);
      if (st.button("Forget")) st.sessionState.other = 1;
    });
    const faded = '.plot path[fill-opacity="0.3"]';
    await withApp(() => void part(), async (page) => {
      await taken(page);
      const click = async (right: number, options = {}) => {
        const box = (await page.locator(".plot").boundingBox())!;
        const position = { x: box.width * right, y: box.height * 0.6 };
        await page.locator(".plot").click({ position, ...options });
      };
      assertEquals(await page.locator(faded).count(), 0);
      await click(0.4);
      // At once, before the server has answered.
      assertEquals(await page.locator(faded).count(), 1);
      await see(page, "chosen 1.");
      await see(page, 'state {"rows":[1]}');
      await click(0.9, { modifiers: ["Control"] });
      await see(page, "chosen 1,3.");
      await click(0.4, { modifiers: ["Control"] });
      await see(page, "chosen 3.");
      await click(0.9);
      await see(page, "chosen .");
      await eventually(async () => assertEquals(await page.locator(faded).count(), 0));

      await page.locator(".plot").focus();
      for (const key of ["Home", "ArrowRight", "ArrowRight", "Enter"]) {
        await page.keyboard.press(key);
      }
      await see(page, "chosen 2.");
      // Beside all marks: nothing any more.
      await click(0.99, { position: { x: 3, y: 3 } });
      await see(page, "chosen .");
    });
  },
);

browserTest("a chart shows what is chosen, from the first HTML on", async () => {
  const handler = appHandler(() => {
    st.sessionState.dots ??= { rows: [0] };
    st.scatterChart({ a: [1, 2], b: [1, 2] }, { x: "a", y: "b", key: "dots", onSelect: "rerun" });
  });
  await withPage(handler, async (page) => {
    await page.goto("/");
    assertEquals(await page.locator('.plot [fill-opacity="0.15"]').count(), 1);
  }, { context: { javaScriptEnabled: false } });
});
