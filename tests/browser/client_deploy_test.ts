/** A deploy while pages are open: their sessions are in the store, but the code that drew them is gone. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { SECRET } from "../kit/fleet.ts";
import { startFront } from "../kit/front.ts";
import { focused, quiet, ready, see, until } from "./client_kit.ts";
import { AppProcess, browserTest, withPage } from "./kit.ts";

const APP = "tests/faults/apps/deployed.ts";

/** Opens a page of version one; `deploy()` puts version two in its place. */
async function withDeploy(
  use: (page: Page, deploy: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "eddy-kv-" });
  const start = (version: string) => {
    const env = { STORE: `kv:${folder}/kv`, EDDY_SECRET: SECRET, VERSION: version };
    return AppProcess.start(APP, { flags: ["--unstable-kv"], env });
  };
  try {
    const [first, second] = await Promise.all([start("one"), start("two")]);
    await using one = first!;
    await using two = second!;
    let deployed = 0;
    await using front = startFront([one.url, two.url], () => deployed);
    await withPage(front.url, async (page) => {
      await use(page, async () => {
        deployed = 1;
        await one.kill();
      });
    }, { context: {}, allowErrors: true });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Says something, and begins to say something else. */
async function enter(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
  await page.getByLabel("Note").fill("said");
  await page.getByLabel("Note").press("Enter");
  await page.getByRole("button", { name: "Old" }).click();
  await see(page, "One has said, 1 old.");
  await quiet(page);
  await page.getByLabel("Words").click();
  await page.keyboard.type("half a sen");
}

async function goOn(page: Page): Promise<void> {
  await see(page, "Two has said, 1 old, 0 new.");
  await see(page, "App two");
  assertEquals(await page.getByRole("button", { name: "Old" }).count(), 0);
  const words = page.getByLabel("Words");
  await page.keyboard.type("tence");
  assertEquals(await words.inputValue(), "half a sentence");
  assertEquals(await focused(page), await words.getAttribute("id"));
  await page.getByRole("button", { name: "New" }).click();
  await see(page, "Two has said, 1 old, 1 new.");
  await see(page, "Words are half a sentence.");
  await quiet(page);
  await until(page, `document.querySelector("#page[data-lost]") === null`);
}

browserTest(
  "S53: pages outlive a deploy with other fragments, and keep what is typed",
  async () => {
    await withDeploy(async (still, deploy) => {
      const ticking = await still.context().newPage();
      await enter(ticking, "/?clock");
      await enter(still, "/");
      await deploy();
      // Its stream comes back by itself, and brings the news.
      await goOn(ticking);
      // Without one, what is used next does: even a button that is no more.
      await still.getByRole("button", { name: "Old" }).evaluate((button: HTMLElement) =>
        button.click()
      );
      await goOn(still);
    });
  },
);
