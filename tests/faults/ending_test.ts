/** What becomes of what is under way when a process ends: in order on a signal, at once when it is killed. */
import { assert, assertEquals, assertLess } from "@std/assert";
import { AppProcess } from "../kit/app_process.ts";
import { eventually } from "../kit/eventually.ts";
import { SECRET } from "../kit/fleet.ts";
import { open, remote } from "../kit.ts";
import type { Tab } from "../kit.ts";

const APP = "tests/faults/apps/slow.ts";
const SERVED = "tests/faults/apps/slow_served.ts";

/** An app that keeps its sessions in a file, and a page of it; `served` by Deno, with these flags. */
async function withApp(
  use: (app: AppProcess, page: Tab) => Promise<void>,
  served?: readonly string[],
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "eddy-kv-" });
  try {
    await using app = await AppProcess.start(served === undefined ? APP : SERVED, {
      command: served === undefined ? "run" : "serve",
      flags: ["--unstable-kv", ...served ?? []],
      env: { STORE: `kv:${folder}/kv`, EDDY_SECRET: SECRET, DENO_JOBS: "2" },
    });
    await using page = await open(remote(app.url));
    await use(app, page);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`S54: ${signal}: the answer under way is finished and stored, streams end with a hint`, async () => {
    await withApp(async (app, page) => {
      await page.live();
      const worked = page.click("Work");
      await page.until(() => page.has("Step 1"));
      const told = performance.now();
      app.signal(signal);
      await worked;
      assert(page.has("Done 1"));
      assertEquals((await app.ended()).code, 0);
      // Whoever hosts it ends it by force then.
      assertLess(performance.now() - told, 5_000);
      assert(!page.isLive);
      assert(page.retry! >= 500 && page.retry! <= 2000);
      await app.start();
      await page.fill("Name", "Ada");
      assert(page.has("Hello Ada"));
      await page.click("Work");
      assert(page.has("Done 2"));
    });
  });
}

for (const flags of [[], ["--parallel"]]) {
  const command = ["deno serve", ...flags].join(" ");
  Deno.test(`S54: ${command}: the answer under way is finished and sent, whichever worker has nothing to do`, async () => {
    await withApp(async (app, page) => {
      await page.live();
      const worked = page.click("Work");
      await page.until(() => page.has("Step 1"));
      const told = performance.now();
      app.signal("SIGTERM");
      assertEquals((await app.ended()).code, 0);
      await page.until(() => page.has("Done 1"));
      await worked;
      assertLess(performance.now() - told, 5_000);
    }, flags);
  });
}

Deno.test("S50: kill -9 during a run and its streamed answer: it is done again by the next process, once", async () => {
  await withApp(async (app, page) => {
    await page.fill("Name", "Ada");
    const worked = page.click("Work");
    await page.until(() => page.has("Step 2"));
    await app.kill();
    await app.start();
    await worked;
    assert(page.has("Done 1"));
    assert(page.has("Hello Ada"));
    await page.click("Work");
    assert(page.has("Done 2"));
    assertEquals(page.value("Name"), "Ada");
  });
});

Deno.test("S52: kill -9 between typing and post: what was typed is sent to the next process", async () => {
  await withApp(async (app, page) => {
    await page.click("Work");
    page.type("Name", "Grace");
    await app.kill();
    const filled = page.fill("Name", "Grace Hopper");
    await app.start();
    await filled;
    assert(page.has("Hello Grace Hopper"));
    assert(page.has("Done 1"));
  });
});

Deno.test("kill -9 of a watched page: its stream goes on in the next process", async () => {
  await withApp(async (app, page) => {
    await page.live();
    await app.kill();
    await eventually(() => assert(!page.isLive));
    await app.start();
    await page.live();
    await page.click("Work");
    await page.until(() => page.has("Tick 1"));
  });
});
