/** Diagrams in a browser: drawn in a frame with a policy of its own, in the page's colours. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import type { FrameLocator, Page } from "playwright-core";
import { appHandler, eventually, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";

function frameOf(page: Page): FrameLocator {
  return page.frameLocator("iframe.diagram-frame").first();
}

browserTest(
  "a diagram is drawn in place of its text, as high as it is, under a strict policy",
  async () => {
    await withApp(() => {
      st.mermaidChart(`flowchart TD\n a["${HOSTILE}"] --> b`, { alt: "A plan" });
      st.text("below");
    }, async (page) => {
      await page.locator("iframe[data-drawn]").waitFor();
      const frame = frameOf(page);
      await frame.getByText(HOSTILE).waitFor();
      assertEquals(await frame.locator("img, script:not([src])").count(), 0);
      assertEquals(await page.locator(".diagram-source").isVisible(), false);
      const [own, inner] = [
        (await page.getByTitle("A plan").boundingBox())!.height,
        (await frame.locator("svg").first().boundingBox())!.height,
      ];
      assert(own > 100 && Math.abs(own - inner) < 20, `${own} for ${inner}`);
    });
  },
);

browserTest(
  "a diagram is drawn anew when its text changes, and said to be wrong when it is",
  async () => {
    await withApp(() => {
      const kind = st.selectbox("Kind", ["good", "other", "wrong"]);
      const text = { good: "flowchart LR\n first --> second", other: 'pie\n "third" : 3' };
      st.mermaidChart(kind === "wrong" ? "flowchart LR\n a -- " : text[kind as "good"]);
    }, async (page) => {
      await frameOf(page).getByText("first").waitFor();
      await page.getByLabel("Kind").selectOption("other");
      await frameOf(page).getByText("third").waitFor();
      // It is the same frame: Mermaid need not be loaded again.
      assertEquals(await page.locator("iframe").count(), 1);
      await page.getByLabel("Kind").selectOption("wrong");
      await see(page, "Cannot draw diagram");
      assertStringIncludes(await page.locator(".alert pre").innerText(), "Parse error on line 3");
      assert(await page.locator(".diagram-source").isVisible());
      await page.getByLabel("Kind").selectOption("good");
      await frameOf(page).getByText("first").waitFor();
      assertEquals(await page.locator(".alert").count(), 0);
    });
  },
);

browserTest("a diagram is in the page's colours, and follows them", async () => {
  await withApp(() => st.mermaidChart("flowchart LR\n a --> b"), async (page) => {
    const letters = async () =>
      await frameOf(page).locator(".nodeLabel").first().evaluate((label) =>
        getComputedStyle(label).color
      );
    await page.emulateMedia({ colorScheme: "light" });
    await frameOf(page).locator(".nodeLabel").first().waitFor();
    await eventually(async () => assertEquals(await letters(), "rgb(27, 31, 36)"));
    await page.emulateMedia({ colorScheme: "dark" });
    await eventually(async () => assertEquals(await letters(), "rgb(231, 233, 236)"));
  });
});

browserTest("a diagram has the height that is asked for, and scrolls on a phone", async () => {
  const steps = Array.from({ length: 9 }, (_, i) => `s${i} --> s${i + 1}`).join("\n");
  await withApp(() => {
    st.mermaidChart(`flowchart LR\n${steps}`);
    st.mermaidChart(`flowchart TD\n${steps}`, { height: 150 });
  }, async (page) => {
    await eventually(async () => assertEquals(await page.locator("iframe[data-drawn]").count(), 2));
    assertEquals((await page.locator("iframe").nth(1).boundingBox())!.height, 150);
    const share = await frameOf(page).locator("svg").first().evaluate((svg) =>
      svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width
    );
    assert(share > 0.84, `${share}`);
    const widest = Number(await page.evaluate("document.documentElement.scrollWidth"));
    assert(widest <= 390, `the page is ${widest} wide`);
  }, { context: { viewport: { width: 390, height: 800 } } });
});

browserTest("a diagram in a tab that opens later is drawn then", async () => {
  await withApp(() => {
    const [first, second] = st.tabs(["First", "Second"]);
    first!.text("here");
    second!.mermaidChart("sequenceDiagram\n a->>b: hello");
  }, async (page) => {
    await eventually(async () => assertEquals(await page.locator("iframe").count(), 1));
    await page.getByRole("tab", { name: "Second" }).click();
    await frameOf(page).getByText("hello").waitFor();
    assertEquals(await page.locator(".alert").count(), 0);
  });
});

browserTest("a diagram without JavaScript is its text", async () => {
  await withPage(appHandler(() => st.mermaidChart("flowchart LR\n a --> b")), async (page) => {
    await page.goto("/");
    await see(page, "a --> b");
    assertEquals(await page.locator("iframe").count(), 0);
  }, { context: { javaScriptEnabled: false } });
});
