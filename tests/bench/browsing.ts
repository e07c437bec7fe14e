/** Pages in Chromium, as somebody uses them: opened, typed into. */
import type { Browser, Page } from "playwright-core";
import { echoTime, expectEcho, watchReady } from "./in_page.js";

/** A page in a window of its own with an empty cache, ready to use. */
export async function openReady(chrome: Browser, url: string): Promise<Page> {
  const page = await (await chrome.newContext()).newPage();
  await goReady(page, url);
  return page;
}

export async function goReady(page: Page, url: string): Promise<void> {
  await page.addInitScript(watchReady);
  await page.goto(url);
  await page.waitForFunction("globalThis.readyAt !== undefined");
}

/** Milliseconds from Enter to the line that says what was typed; then a pause of so many. */
export async function typeText(page: Page, text: string, pause: number): Promise<number> {
  const field = page.getByRole("textbox");
  await field.fill(text);
  await page.evaluate(expectEcho, text);
  await field.press("Enter");
  const time = await page.evaluate(echoTime);
  await page.waitForTimeout(pause);
  return time;
}
