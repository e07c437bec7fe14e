/** A process that is killed while somebody uses a page of it, as its browser shows it. Sessions are in a file. */
import { assert, assertEquals } from "@std/assert";
import { SECRET } from "../kit/fleet.ts";
import { focused, quiet, ready, see, until } from "./client_kit.ts";
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
      const work = page.getByRole("button", { name: "Work" });
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
        await page.keyboard.type("half a w");
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

      await test.step("S51: in the midst of a streamed answer: it is said, asked for again, done once", async () => {
        await work.click();
        await see(page, "Step 2");
        await until(page, busy);
        await app.kill();
        // Nothing pretends to be under way, and the page says why.
        await until(page, `${lost} && !(${busy})`);
        const words = `getComputedStyle(document.querySelector("#page"), "::after").content`;
        assert(/connection/i.test(await page.evaluate(words)), await page.evaluate(words));
        assertEquals(await work.isEnabled(), true);
        await Deno.writeTextFile(`${folder}/go`, "");
        await app.start();
        await see(page, "Done 1");
        await quiet(page);
        await until(page, `!(${lost})`);
        assertEquals(await page.locator("[data-stale], [data-partial]").count(), 0);
        assertEquals(await page.getByText(/^(Step|Done)/).allInnerTexts(), [
          ...["Step 1", "Step 2", "Step 3"],
          "Done 1",
        ]);
      });

      await test.step("S50: what is clicked next is right, and what was entered is there", async () => {
        await work.click();
        await see(page, "Done 2");
        // Its stream goes on, too.
        await see(page, "Tick 2");
        await see(page, "Hello Ada");
        await see(page, "Looks for half a word");
        assertEquals(await page.getByLabel("Name").inputValue(), "Ada");
        assertEquals(await page.getByLabel("Search").inputValue(), "half a word");
      });
    }, { allowErrors: true });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
