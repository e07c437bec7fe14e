/** The documents as a browser shows them. */
import { assertEquals } from "@std/assert";
import axe from "npm:axe-core@4.14.1";
import type { Page } from "playwright-core";
import { AppProcess } from "../kit/app_process.ts";
import { browserTest, withPage } from "./kit.ts";

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    // deno-lint-ignore no-explicit-any -- what was put there a line above
    const { violations } = await (globalThis as any).axe.run(document, {
      // Programs have headings and regions of their own, and are looked at by their own tests.
      iframes: false,
    });
    return violations.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
      `${id}: ${nodes[0]!.html}`
    );
  });
}

browserTest("docs/app.ts is read, searched and run, in the light and in the dark", async () => {
  await using docs = await AppProcess.start("docs/app.ts");
  for (const colorScheme of ["light", "dark"] as const) {
    await withPage(docs.url, async (page) => {
      await page.goto("/");
      const program = page.frameLocator("iframe").first();
      await program.getByRole("button", { name: "Plus one!" }).click();
      await program.getByText("Clicked 1 times").waitFor();
      const scheme = await page.locator("iframe").first()
        .evaluate((frame) => getComputedStyle(frame).colorScheme);
      assertEquals(scheme.includes(colorScheme), true, scheme);
      assertEquals(await violations(page), []);

      await page.getByLabel("Search").fill("live, for everybody");
      await page.getByRole("link", { name: /Alive, for everybody/ }).click();
      await page.getByRole("heading", { name: "3. Alive, for everybody" }).waitFor();
      assertEquals(new URL(page.url()).hash, "#3-alive-for-everybody");
      assertEquals(await violations(page), []);

      for (const path of ["/api", "/api/selectbox", "/fragments", "/errors"]) {
        await page.goto(path);
        assertEquals(await violations(page), [], path);
      }
    }, { context: { colorScheme } });
  }
});

browserTest(
  "recipes react to what only a browser does: rows, bars, a button that is held",
  async () => {
    await using docs = await AppProcess.start("docs/app.ts");
    await withPage(docs.url, async (page) => {
      await page.goto("/run/master_detail/");
      await page.getByText("Ada", { exact: true }).click();
      await page.getByRole("heading", { name: "Ada" }).waitFor();
      await page.getByText("€9").waitFor();

      await page.goto("/run/chart_selection/");
      const plot = (await page.locator(".plot").boundingBox())!;
      await page.locator(".plot").click({
        position: { x: plot.width * 0.92, y: plot.height * 0.8 },
      });
      await page.getByText("What is chosen:").waitFor();
      await page.getByText("240", { exact: true }).last().waitFor();

      await page.goto("/run/own_component/");
      await page.getByRole("button", { name: "Hold to launch" }).click();
      await page.getByRole("button", { name: "Hold to launch" }).click({ delay: 1_200 });
      await page.getByText("Launched 1 times.").waitFor();
    });
  },
);
