/** Where things stand: rows, grids, boxes that scroll, the lower edge of the window. */
import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Locator, Page } from "playwright-core";
import { eventually, gate, isPost, quiet, see, withApp } from "./client_kit.ts";
import type { Between } from "./client_kit.ts";
import { browserTest } from "./kit.ts";

const WIDE = { context: { viewport: { width: 1400, height: 800 } } };
const NARROW = { context: { viewport: { width: 390, height: 800 } } };

async function boxOf(locator: Locator) {
  return (await locator.boundingBox())!;
}

function button(page: Page, name: string): Locator {
  return page.getByRole("button", { name, exact: true });
}

/** From left to right, where each button begins; all of them in one row. */
async function row(page: Page, names: readonly string[]): Promise<number[]> {
  const boxes = await Promise.all(names.map((name) => boxOf(button(page, name))));
  for (const { y } of boxes) assertEquals(y, boxes[0]!.y);
  return boxes.map(({ x }) => x);
}

browserTest("F14 a fragment in a horizontal container is no extra box", async () => {
  const part = st.fragment(() => {
    st.button("B");
    st.empty().button("C");
    st.text(`n ${st.sessionState.n = (st.sessionState.n ?? 0) + 1}`);
  });
  await withApp(() => {
    st.container({ horizontal: true })(() => {
      st.button("A");
      part();
      st.button("D");
    });
  }, async (page) => {
    const check = async () => {
      const [a, b, c, d] = await row(page, ["A", "B", "C", "D"]) as [
        number,
        number,
        number,
        number,
      ];
      assert(a < b && b < c && c < d);
      const width = (await boxOf(button(page, "A"))).width;
      assertEquals(b - a - width, 16);
    };
    await check();
    await button(page, "B").click();
    await see(page, "n 2");
    await check();
  }, WIDE);
});

browserTest("a horizontal container sets its elements where it is told to", async () => {
  await withApp(() => {
    const justify = st.selectbox("Justify", ["left", "center", "right", "between"] as const);
    st.container({ horizontal: true, justify, border: true, key: "row" })(() => {
      st.button("A");
      st.button("B");
    });
    st.container({ horizontal: true })(() => {
      st.button("C");
      st.space("stretch");
      st.button("D");
    });
    st.text(`now ${justify}`);
  }, async (page) => {
    const room = async () => {
      const box = await boxOf(page.locator(".container.bordered"));
      const [a, b] = await row(page, ["A", "B"]) as [number, number];
      const end = b + (await boxOf(button(page, "B"))).width;
      return [a - box.x < 20, box.x + box.width - end < 20];
    };
    const use = async (justify: string) => {
      await page.getByLabel("Justify").selectOption(justify);
      await see(page, `now ${justify}`);
      return await room();
    };
    assertEquals(await room(), [true, false]);
    assertEquals(await use("center"), [false, false]);
    assertEquals(await use("right"), [false, true]);
    assertEquals(await use("between"), [true, true]);
    const [c, d] = await row(page, ["C", "D"]) as [number, number];
    assertGreater(d - c, 500);
  }, WIDE);
});

browserTest("a horizontal container that does not wrap scrolls", async () => {
  await withApp(() => {
    st.container({ horizontal: true, wrap: false })(() => {
      for (let i = 0; i < 12; i++) st.button(`Button ${i}`);
    });
  }, async (page) => {
    await row(page, ["Button 0", "Button 11"]);
    await button(page, "Button 11").scrollIntoViewIfNeeded();
    assertLess((await boxOf(button(page, "Button 11"))).x, 390);
    assertEquals(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
  }, NARROW);
});

/** How many cells stand beside each other in the first row. */
async function beside(page: Page): Promise<number> {
  const tops = await page.locator(".grid button").evaluateAll((cells) =>
    cells.map((cell) => cell.getBoundingClientRect().top)
  );
  return tops.filter((top) => top === tops[0]).length;
}

for (
  const [width, options, count] of [
    [1400, {}, 5],
    [1400, { columns: 3 }, 3],
    [1400, { columns: 12, minWidth: 64 }, 9],
    [800, { columns: 3, minWidth: 320 }, 2],
    [390, { columns: 3 }, 1],
    [390, { minWidth: 1584 }, 1],
    [390, { minWidth: 160, gap: "none" }, 2],
  ] as const
) {
  browserTest(
    `grid(${JSON.stringify(options)}) stands ${count} abreast ${width} wide`,
    async () => {
      await withApp(() => {
        st.setPageConfig({ layout: "wide" });
        const grid = st.grid(options);
        for (let i = 0; i < 4; i++) grid.button(`Cell ${i}`);
        // Cells of a fragment are cells like all others.
        grid(() =>
          st.fragment(() => {
            for (let i = 4; i < 9; i++) st.button(`Cell ${i}`);
          })()
        );
      }, async (page) => {
        // Of nine: what fits, or what is told.
        assertEquals(await beside(page), Math.min(count, 9));
        assertEquals(
          await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
          true,
        );
      }, { context: { viewport: { width, height: 800 } } });
    },
  );
}

browserTest(
  "a container with autoscroll stays at its end until its reader scrolls up",
  async () => {
    await withApp(() => {
      const log = st.container({ height: 200, autoscroll: true, border: true });
      for (let line = 1; line <= 30; line++) log.text(`line ${line}`);
      st.fragment(() => {
        st.sessionState.line ??= 30;
        if (st.button("Add")) log.text(`line ${++st.sessionState.line}`);
      })();
    }, async (page) => {
      const inView = async (text: string) => {
        const line = await boxOf(page.getByText(text, { exact: true }));
        const box = await boxOf(page.locator(".autoscroll"));
        return line.y + line.height > box.y && line.y < box.y + box.height;
      };
      const add = async (line: number) => {
        await button(page, "Add").click();
        await page.getByText(`line ${line}`, { exact: true }).waitFor({ state: "attached" });
        await quiet(page);
      };
      await eventually(async () => assertEquals(await inView("line 30"), true));
      assertEquals(await inView("line 1"), false);
      await add(31);
      await eventually(async () => assertEquals(await inView("line 31"), true));
      await page.locator(".autoscroll").hover();
      await page.mouse.wheel(0, -5000);
      await eventually(async () => assertEquals(await inView("line 1"), true));
      await add(32);
      assertEquals(await inView("line 1"), true);
      assertEquals(await inView("line 32"), false);
      await page.mouse.move(0, 0);
      await page.locator(".autoscroll").evaluate((box) => box.scrollTo(0, 0));
      await add(33);
      await eventually(async () => assertEquals(await inView("line 33"), true));
    });
  },
);

browserTest("bottom stays at the lower edge, and covers nothing for good", async () => {
  await withApp(() => {
    const line = st.bottom.chatInput("Ask");
    st.bottom.button("Also here");
    for (let i = 0; i < 80; i++) st.text(`line ${i}`);
    if (line !== null) st.text(`asked ${line}`);
  }, async (page) => {
    const box = page.getByRole("textbox", { name: "Ask" });
    const edge = async () => {
      const { y, height } = await boxOf(button(page, "Also here"));
      assertGreater(y + height, 700);
      assertLess(y + height, 801);
    };
    await edge();
    await page.evaluate("scrollTo(0, 1000)");
    await edge();
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    const last = await boxOf(page.getByText("line 79"));
    assertLess(last.y + last.height, (await boxOf(box)).y);
    await box.fill("why");
    await box.press("Enter");
    await see(page, "asked why");
    assertEquals(await box.inputValue(), "");
  }, WIDE);
});

browserTest("skeleton() keeps the place of what is on its way", async () => {
  const loaded = gate();
  await withApp(async () => {
    const place = st.skeleton({ height: 120 });
    st.text("below");
    await loaded.passed;
    place.container({ height: 120 }).text("loaded");
  }, async (page) => {
    const skeleton = page.getByRole("img", { name: "Loading" });
    assertEquals((await boxOf(skeleton)).height, 120);
    loaded.open();
    await see(page, "loaded");
    assertEquals(await skeleton.count(), 0);
  });
});

browserTest(
  "a lazy fragment runs when one scrolls to it, in a tab when that is opened",
  async () => {
    const runs = { below: 0, tab: 0 };
    const below = st.fragment(() => {
      st.checkbox("Below");
      st.write(`below ${++runs.below}`);
    }, { lazy: true });
    const inTab = st.fragment(() => st.write(`tab ${++runs.tab}`), { lazy: true });
    await withApp(() => {
      const [first, second] = st.tabs(["First", "Second"]);
      first!(() => st.write("first"));
      second!(() => inTab());
      for (let i = 0; i < 60; i++) st.write(`line ${i}`);
      below();
    }, async (page) => {
      await see(page, "line 59");
      await quiet(page);
      assertEquals(runs, { below: 0, tab: 0 });
      await page.getByRole("tab", { name: "Second" }).click();
      await see(page, "tab 1");
      assertEquals(runs, { below: 0, tab: 1 });
      await page.mouse.move(500, 400);
      await page.mouse.wheel(0, 10_000);
      await see(page, "below 1");
      await page.getByText("Below", { exact: true }).click();
      await see(page, "below 2");
      assertEquals(await page.getByRole("img", { name: "Loading" }).count(), 0);
    });
  },
);

browserTest("a lazy fragment whose request is lost is asked for again", async () => {
  let asked = 0;
  const below = st.fragment(() => st.write("here"), { lazy: true });
  const between: Between = (request, next) =>
    !isPost(request) || ++asked > 2 ? next() : new Response("gone", { status: 502 });
  await withApp(() => below(), (page) => see(page, "here"), { between, allowErrors: true });
  assertEquals(asked, 3);
});

for (const width of [1400, 390]) {
  browserTest(`logo() leads where it is told to, and covers nothing, ${width} wide`, async () => {
    const logo = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><rect width="90" height="40"/></svg>',
    );
    await withApp(() => {
      st.logo(logo, { alt: "Acme", link: "https://example.com/", size: "large" });
      if (st.checkbox("Sidebar")) st.sidebar.text("In the sidebar");
      st.title("Title");
    }, async (page) => {
      const link = page.getByRole("link", { name: "Acme" });
      assertEquals(await link.getAttribute("href"), "https://example.com/");
      assertEquals(await link.getAttribute("target"), "_blank");
      const picture = link.getByRole("img");
      await eventually(async () => assertEquals((await boxOf(picture)).height, 36));
      const below = async () => {
        const { y, height } = await boxOf(picture);
        assertLess(y + height, (await boxOf(page.getByRole("heading"))).y);
      };
      await below();
      await page.getByRole("checkbox", { name: "Sidebar" }).check();
      await quiet(page);
      await eventually(async () => assertEquals(await page.getByText("In the sidebar").count(), 1));
      await below();
      await link.click({ trial: true });
      const menu = page.getByRole("button", { name: "Sidebar" });
      if (await menu.isVisible()) await menu.click({ position: { x: 24, y: 24 } });
      assertEquals(await page.getByText("In the sidebar").isVisible(), true);
    }, { context: { viewport: { width, height: 800 } } });
  });
}
