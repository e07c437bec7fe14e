/** Pages to turn to, by mouse and by keyboard. */
import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { focused, quiet, see, withApp } from "./client_kit.ts";
import { browserTest, slow } from "./kit.ts";

const current = (page: Page) => page.locator("[aria-current=page]").allInnerTexts();

browserTest("pagination: turns, step by step and far, quicker than the answers", async () => {
  const part = st.fragment(() => void st.text(`page ${st.pagination(20)}`));
  await withApp(() => void part(), async (page) => {
    const numbers = () => page.locator(".pages > [data-turn]").allInnerTexts();
    assertEquals([await numbers(), await current(page)], [["1", "2", "3", "4", "5", "20"], ["1"]]);
    const next = page.getByRole("button", { name: "Next page" });
    await next.click();
    await see(page, "page 2");
    await slow(page, 200);
    for (let i = 0; i < 6; i++) await next.click();
    await see(page, "page 8");
    await quiet(page);
    assertEquals([await numbers(), await current(page)], [["1", "7", "8", "9", "20"], ["8"]]);
    await page.getByRole("button", { name: "Page 20" }).click();
    assertEquals(await current(page), ["20"]);
    await see(page, "page 20");
    assertEquals(await next.getAttribute("aria-disabled"), "true");
    // Pressed all the same, it leads nowhere.
    await next.click({ force: true });
    await page.getByRole("button", { name: "Previous page" }).click();
    await see(page, "page 19");
  });
});

browserTest("pagination: by keyboard alone, which stays where it was", async () => {
  const part = st.fragment(() => void st.text(`page ${st.pagination(3)}`));
  await withApp(() => void part(), async (page) => {
    const next = page.getByRole("button", { name: "Next page" });
    await page.getByRole("navigation", { name: "Pages" }).waitFor();
    await next.focus();
    const id = await next.getAttribute("id");
    await page.keyboard.press("Enter");
    await see(page, "page 2");
    await page.keyboard.press("Space");
    await see(page, "page 3");
    await quiet(page);
    assertEquals(await focused(page), id);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await see(page, "page 2");
    assertEquals(await current(page), ["2"]);
  });
});
