/** A process that is killed while somebody uses a page of it, as its browser shows it. Sessions are in a file. */
import { assert, assertEquals, assertGreater } from "@std/assert";
import type { Page } from "playwright-core";
import { SECRET } from "../kit/fleet.ts";
import { eventually, focused, quiet, ready, see, until } from "./client_kit.ts";
import { AppProcess, browserTest, withPage } from "./kit.ts";

browserTest("a process is killed under a page, and started again", async (test) => {
  const folder = await Deno.makeTempDir({ prefix: "eddy-kv-" });
  try {
    await using app = await AppProcess.start("tests/faults/apps/slow.ts", {
      flags: ["--unstable-kv"],
      env: { STORE: `kv:${folder}/kv`, EDDY_SECRET: SECRET, HOLD: `${folder}/go` },
    });
    await withPage(app.url, async (page) => {
      await page.goto("/");
      await ready(page);
      const lost = `document.querySelector("#page[data-lost]") !== null`;
      const busy = `document.querySelector("[data-busy], [data-running]") !== null`;
      await page.getByLabel("Name").fill("Ada");
      await page.getByLabel("Name").press("Enter");
      await see(page, "Hello Ada");

      await test.step("S52: between a letter and its post: what is typed stays, and arrives", async () => {
        const search = page.getByLabel("Search");
        await search.click();
        let posts = 0;
        page.on("request", (request) => posts += request.method() === "POST" ? 1 : 0);
        // At once: between two letters the pause could pass after which they are sent.
        await page.keyboard.insertText("half a w");
        const dead = app.kill();
        assertEquals(posts, 0);
        await dead;
        await page.keyboard.type("ord");
        await until(page, lost);
        assertEquals(await search.inputValue(), "half a word");
        await app.start();
        await see(page, "Looks for half a word");
        await until(page, `!(${lost})`);
        assertEquals(await search.inputValue(), "half a word");
        assertEquals(await focused(page), await search.getAttribute("id"));
        assertEquals(await page.evaluate("document.activeElement.selectionStart"), 11);
      });

      const still = await page.context().newPage();
      await still.goto("/?still");
      await ready(still);
      const work = (page: Page) => page.getByRole("button", { name: "Work" }).click();

      await test.step("S51: in the midst of a streamed answer: it is said, and nothing is done twice", async () => {
        const beat = async () => parseInt((await page.getByText(/^Beat/).innerText()).slice(5));
        for (const each of [page, still]) {
          await work(each);
          await see(each, "Step 2");
          await until(each, busy);
        }
        // What the other fragment stores has the press in it as one that was begun.
        const before = await beat();
        await eventually(async () => assertGreater(await beat(), before + 2));
        await app.kill();
        for (const each of [page, still]) {
          // Nothing pretends to be under way, and the page says why.
          await until(each, `${lost} && !(${busy})`);
          const words = `getComputedStyle(document.querySelector("#page"), "::after").content`;
          assert(/connection/i.test(await each.evaluate(words)), await each.evaluate(words));
          assert(await each.getByRole("button", { name: "Work" }).isEnabled());
        }
        await Deno.writeTextFile(`${folder}/go`, "");
        await app.start();
        // Of one, nothing was stored: it is done again from its start.
        await see(still, "Done 1");
        assertEquals(await still.locator(".toast").count(), 0);
        // Of the other, what it had come to was: its user is told, and may do it again.
        await see(page, "“Work” was interrupted");
        await see(page, "Done 0");
        for (const each of [page, still]) {
          await quiet(each);
          await until(each, `!(${lost})`);
          assertEquals(await each.locator("[data-stale], [data-partial]").count(), 0);
        }
        await work(page);
        await see(page, "Done 1");
      });

      await test.step("S50: what is clicked next is right, and what was entered is there", async () => {
        await work(still);
        await see(still, "Done 2");
        await work(page);
        await see(page, "Done 2");
        // Its stream goes on, too.
        await see(page, "Tick 2");
        await see(page, "Hello Ada");
        await see(page, "Looks for half a word");
        assertEquals(await page.getByLabel("Name").inputValue(), "Ada");
        assertEquals(await page.getByLabel("Search").inputValue(), "half a word");
        assertEquals(await page.locator(".toast").count(), 1);
      });
    }, { context: {}, allowErrors: true });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
