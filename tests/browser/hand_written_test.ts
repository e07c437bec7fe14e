/** Hand-written htmx in a real browser: what attributes, own routes and pages of others do. */
import { assertEquals } from "@std/assert";
import { html } from "hono/html";
import type { Page } from "playwright-core";
import * as st from "@eddy/eddy";
import { eventually, quiet, ready, see, withApp } from "./client_kit.ts";
import { AppProcess, browserTest, slow, withPage } from "./kit.ts";

const EXAMPLE = "examples/hand_written.tsx";

for (const latency of [0, 300]) {
  const far = latency > 0 ? `, ${latency} ms away` : "";

  browserTest(`${EXAMPLE} acts by its own markup and its own routes${far}`, async () => {
    await using app = await AppProcess.start(EXAMPLE);
    await withPage(app.url, async (page) => {
      await page.goto("/desk/");
      await ready(page);
      await slow(page, latency);
      await useDesk(page);
    });
    assertEquals(app.output().match(/^.*\b(?:Error|error|warning)\b.*$/gm), null);
  });
}

async function useDesk(page: Page): Promise<void> {
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const rows = page.getByRole("row");
  const item = page.getByLabel("New order");
  await item.fill("<Oolong> & milk");
  await page.keyboard.press("Enter");
  await see(page, "<Oolong> & milk");
  assertEquals(await item.inputValue(), "");
  // Typed behind what was sent: the answer leaves it alone.
  await item.fill("Pu-erh");
  await button("Order").click();
  await item.pressSequentially("Matcha", { delay: 30 });
  await see(page, "Pu-erh");
  await quiet(page);
  assertEquals(await item.inputValue(), "Matcha");

  page.once("dialog", (dialog) => void dialog.dismiss());
  await button("Remove Sencha").click();
  assertEquals(await rows.count(), 4);
  page.once("dialog", (dialog) => {
    assertEquals(dialog.message(), "Remove Sencha?");
    void dialog.accept();
  });
  await button("Remove Sencha").click();
  await eventually(async () => assertEquals(await rows.count(), 3));

  await page.getByLabel("Darjeeling", { exact: true }).check();
  await quiet(page);
  await see(page, "Open orders");
  await button("Count again").click();
  await eventually(async () =>
    assertEquals(await page.locator("#fk-open").innerText(), "Open orders\n2")
  );
  await button("The usual").click();
  await see(page, "Assam, as always.");
  await eventually(async () => assertEquals(await rows.count(), 4));
  assertEquals(await page.getByLabel("Darjeeling", { exact: true }).isChecked(), true);
}

for (const latency of [0, 300]) {
  browserTest(`action() does each of twenty rapid clicks once, ${latency} ms away`, async () => {
    let pressed = 0;
    const part = st.fragment(() => {
      st.html(html`
        <b ${st.action(() => pressed++, { key: "plus" })}>Plus</b>
        <i ${st.action(() => pressed++, { key: "hover", trigger: "mouseenter" })}>Hover</i>
      `);
      st.write(`Pressed ${pressed} times`);
    });
    await withApp(() => part(), async (page) => {
      await slow(page, latency);
      await page.getByText("Hover", { exact: true }).hover();
      for (let i = 0; i < 20; i++) await page.getByText("Plus", { exact: true }).click();
      await see(page, "Pressed 21 times");
    });
    assertEquals(pressed, 21);
  });
}

browserTest(`${EXAMPLE} has a fragment in a page that Eddy did not write`, async () => {
  await using app = await AppProcess.start(EXAMPLE);
  await withPage(app.url, async (page) => {
    await page.goto("/");
    const frame = page.frameLocator("iframe");
    await frame.getByText("Open orders").waitFor();
    await page.getByRole("link", { name: "To the desk" }).click();
    await ready(page);
    await see(page, "Tea orders");
  });
});
