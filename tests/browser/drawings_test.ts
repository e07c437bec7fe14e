/** Drawings that the server made of a spec: told of, looked at from nearer, chosen from, in any width. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Locator, Page } from "playwright-core";
import { appHandler, eventually, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

const HOSTILE = '"><img src=x onerror=alert(1)><hx-a onmouseover=alert(1)>';
const CITIES = [
  { city: "Graz", count: 4 },
  { city: HOSTILE, count: 9 },
  { city: "Wien", count: 12 },
];
const BY_CITY = {
  x: { field: "city", type: "nominal", sort: null },
  y: { field: "count", type: "quantitative" },
};
const BARS = { mark: "bar", encoding: BY_CITY };

async function taken(page: Page): Promise<void> {
  await page.locator("eddy-drawing[data-ready]").first().waitFor();
}

async function tipOf(page: Page): Promise<string[]> {
  const tip = page.locator(".chart-tip:popover-open");
  if (await tip.count() === 0) return [];
  return (await tip.innerText()).split("\n").map((line) => line.trim()).filter(Boolean);
}

function svgOf(page: Page): Locator {
  return page.locator(".chart-svg");
}

async function placeIn(page: Page, right: number, down: number): Promise<[number, number]> {
  const box = (await svgOf(page).boundingBox())!;
  return [box.x + box.width * right, box.y + box.height * down];
}

/** Drags from one share of the drawing's size to another. */
async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...await placeIn(page, ...from));
  await page.mouse.down();
  await page.mouse.move(...await placeIn(page, ...to), { steps: 4 });
  await page.mouse.up();
}

browserTest("a drawing tells of the mark that is pointed at, as it is", async () => {
  await withApp(() => st.vegaLiteChart(BARS, { data: CITIES }), async (page) => {
    await taken(page);
    await page.mouse.move(...await placeIn(page, 0.5, 0.7));
    assertEquals(await tipOf(page), ["city", HOSTILE, "count", "9"]);
    // The browser would show a title of its own beside it.
    assertEquals(await page.locator(".drawing-told > title").count(), 0);
    await page.mouse.move(...await placeIn(page, 0.2, 0.2));
    assertEquals(await tipOf(page), []);
    assertEquals(await page.locator("img, hx-a").count(), 0);
  });
});

browserTest("a drawing is looked at from nearer by wheel and keys, moved, and reset", async () => {
  await withApp(() => st.vegaLiteChart(BARS, { data: CITIES }), async (page) => {
    await taken(page);
    const box = async () =>
      (await svgOf(page).getAttribute("viewBox"))!.split(" ").map(Number) as number[];
    const whole = await box();
    await page.mouse.move(...await placeIn(page, 0.5, 0.5));
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
    await eventually(async () => assert((await box())[2]! < whole[2]!));
    const near = await box();
    await drag(page, [0.5, 0.5], [0.7, 0.5]);
    const moved = await box();
    assert(moved[0]! < near[0]! && moved[2] === near[2], `${near} → ${moved}`);
    await page.getByRole("button", { name: "Reset zoom" }).click();
    assertEquals(await box(), whole);
    assertEquals(await page.getByRole("button", { name: "Reset zoom" }).count(), 0);
    // The focus is on the drawing again.
    await page.keyboard.press("+");
    assert((await box())[2]! < whole[2]!);
    await page.keyboard.press("0");
    assertEquals(await box(), whole);
  });
});

browserTest("zoom and what is told stay when the server draws anew", async () => {
  await withApp(() => {
    st.sessionState.runs = ((st.sessionState.runs as number | undefined) ?? 0) + 1;
    const more = { city: "Linz", count: Number(st.sessionState.runs) };
    st.vegaLiteChart(BARS, { data: [...CITIES, more] });
    st.button("Again");
    st.text(`run ${st.sessionState.runs}`);
  }, async (page) => {
    await taken(page);
    await svgOf(page).focus();
    await page.keyboard.press("+");
    const near = await svgOf(page).getAttribute("viewBox");
    await page.mouse.move(...await placeIn(page, 0.5, 0.7));
    const told = await tipOf(page);
    await page.getByRole("button", { name: "Again" }).evaluate((button) =>
      (button as HTMLElement).click()
    );
    await see(page, "run 2");
    await eventually(async () => assertEquals(await svgOf(page).getAttribute("viewBox"), near));
    assertEquals(await page.getByRole("button", { name: "Reset zoom" }).count(), 1);
    assertEquals(await tipOf(page), told);
  });
});

browserTest("marks are chosen by a click and by keys, and shown as chosen", async () => {
  const spec = {
    params: [{ name: "city", select: { type: "point", fields: ["city"] } }],
    mark: "bar",
    encoding: { ...BY_CITY, opacity: { condition: { param: "city", value: 1 }, value: 0.25 } },
  };
  await withApp(() => {
    const { points } = st.vegaLiteChart(spec, { data: CITIES, onSelect: "rerun", key: "bars" });
    st.text(`chosen ${points.city!.map(({ city }) => String(city)).join("|")}.`);
  }, async (page) => {
    await taken(page);
    const faded = () => page.locator('.chart-svg [opacity="0.25"]').count();
    const click = async (right: number, modifiers: "Control"[] = []) => {
      const box = (await svgOf(page).boundingBox())!;
      const position = { x: box.width * right, y: box.height * 0.8 };
      await svgOf(page).click({ position, modifiers });
    };
    assertEquals(await faded(), 0);
    await click(0.5);
    await see(page, `chosen ${HOSTILE}.`);
    await eventually(async () => assertEquals(await faded(), 2));
    await click(0.9, ["Control"]);
    await see(page, `chosen ${HOSTILE}|Wien.`);
    await click(0.9);
    await see(page, "chosen Wien.");
    // Again: nothing is chosen any more.
    await click(0.9);
    await see(page, "chosen .");
    // From the mark that was clicked.
    for (const key of ["ArrowLeft", "ArrowLeft", "Enter"]) await page.keyboard.press(key);
    await see(page, "chosen Graz.");
    assertEquals(
      (await page.locator("[role=status].collapsed").last().textContent())!.length > 0,
      true,
    );
  });
});

browserTest("ranges are chosen by dragging, and by keys with shift", async () => {
  const spec = {
    params: [{ name: "part", select: { type: "interval", encodings: ["x"] } }],
    mark: "point",
    encoding: {
      x: { field: "a", type: "quantitative", scale: { domain: [0, 100], nice: false } },
      y: { field: "b", type: "quantitative" },
    },
  };
  const data = [{ a: 10, b: 1 }, { a: 50, b: 2 }, { a: 90, b: 3 }];
  await withApp(() => {
    const { ranges } = st.vegaLiteChart(spec, { data, onSelect: "rerun", key: "part" });
    const [low = 0, high = 0] = (ranges.part!.a ?? []) as number[];
    const inside = data.filter(({ a }) => a >= low && a <= high).map(({ a }) => a);
    st.text(`inside ${inside.join()}.`);
  }, async (page) => {
    await taken(page);
    await drag(page, [0.3, 0.5], [0.75, 0.6]);
    await see(page, "inside 50.");
    // The server shows what is chosen, as wide as what was dragged.
    const share = await page.locator(".chart-svg").evaluate((svg) => {
      const whole = svg.getBoundingClientRect().width;
      const frames = [...svg.querySelectorAll("[fill-opacity='0.1']")];
      return Math.max(...frames.map((frame) => frame.getBoundingClientRect().width)) / whole;
    });
    assert(Math.abs(share - 0.45) < 0.02, `${share}`);
    await svgOf(page).click({ position: { x: 100, y: 20 } });
    await see(page, "inside .");
    await svgOf(page).focus();
    for (const key of ["ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
    await see(page, "inside 10,50.");
  });
});

browserTest("on a phone a drawing scrolls rather than having tiny letters", async () => {
  const wide = { hconcat: [1, 2, 3].map(() => ({ ...BARS, width: 220, height: 120 })) };
  for (const javaScriptEnabled of [true, false]) {
    const handler = appHandler(() => {
      st.vegaLiteChart(BARS, { data: CITIES });
      st.vegaLiteChart(wide, { data: CITIES });
    });
    await withPage(handler, async (page) => {
      await page.goto("/");
      const sizes = await page.locator(".chart-svg").evaluateAll((drawings) =>
        drawings.map((svg) => {
          const [, , width] = svg.getAttribute("viewBox")!.split(" ").map(Number);
          return svg.getBoundingClientRect().width / width!;
        })
      );
      for (const size of sizes) assert(size > 0.84 && size <= 1, `${size}`);
      const widest = Number(await page.evaluate("document.documentElement.scrollWidth"));
      assert(widest <= 390, `the page is ${widest} wide`);
      // The edge behind which there is more fades.
      const masks = await page.locator("eddy-drawing").evaluateAll((drawings) =>
        drawings.map((drawing) => getComputedStyle(drawing).maskImage)
      );
      for (const mask of masks) assertStringIncludes(mask, "gradient");
    }, { context: { javaScriptEnabled, viewport: { width: 390, height: 800 } } });
  }
});

browserTest("a spec or a graph that is wrong is said to be, in its place", async () => {
  await withApp(() => {
    st.vegaLiteChart({ ...BARS, mark: "balloon" }, { data: CITIES });
    st.graphvizChart("digraph { a -> ");
    st.text("below");
  }, async (page) => {
    await see(page, "below");
    await see(page, /mark must be one of arc, area, .*: received "balloon"/);
    await see(page, "Cannot draw graph: syntax error in line 1");
  });
});

browserTest("the rows of a drawing can be heard", async () => {
  await withApp(() => st.vegaLiteChart(BARS, { data: CITIES, alt: "Orders" }), async (page) => {
    assertEquals(await page.getByRole("img", { name: "Orders" }).count(), 1);
    const rows = await page.getByRole("table", { name: "Orders" }).getByRole("row")
      .allTextContents();
    assertEquals(rows, ["citycount", "Graz4", `${HOSTILE}9`, "Wien12"]);
  });
});

browserTest("a graph can be pointed at, and pressed where it links", async () => {
  const dot = `digraph { rankdir=LR; a [URL="#there", tooltip="To there"]; a -> b; b -> c }`;
  await withApp(() => st.graphvizChart(dot), async (page) => {
    await taken(page);
    const edge = page.locator(".chart-svg g > path").first();
    const box = (await edge.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await eventually(async () => assertEquals(await tipOf(page), ["a → b"]));
    await page.locator(".chart-svg a").hover();
    await eventually(async () => assertEquals(await tipOf(page), ["To there"]));
    await page.locator(".chart-svg a").click();
    await eventually(() => {
      assert(page.url().endsWith("#there"), page.url());
      return Promise.resolve();
    });
  });
});

browserTest("graphs are in the theme's colours, in light and in dark", async () => {
  const handler = appHandler(() => {
    st.graphvizChart("digraph { a -> b }");
    st.graphvizChart("digraph { subgraph cluster_a { style=filled; color=pink; c } }");
  });
  for (
    const [colorScheme, own, onOwn] of [
      ["light", "rgb(27, 31, 36)", "rgb(27, 31, 36)"],
      ["dark", "rgb(231, 233, 236)", "rgb(27, 31, 36)"],
    ] as const
  ) {
    await withPage(handler, async (page) => {
      await page.goto("/");
      const colors = await page.locator(".chart-svg").evaluateAll((drawings) =>
        drawings.map((svg) => getComputedStyle(svg.querySelector("text")!).fill)
      );
      assertEquals(colors, [own, onOwn]);
    }, { context: { colorScheme } });
  }
});
