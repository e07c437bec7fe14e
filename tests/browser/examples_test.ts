/** Each example, started as its author would and used as its user would, at once and over a slow network. */
import { Buffer } from "node:buffer";
import { assert, assertEquals, assertGreater, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { eventually, focused, quiet, ready, see, until } from "./client_kit.ts";
import { flawsInBothSchemes } from "./flaws.ts";
import { AppProcess, browserTest, slow, withPage } from "./kit.ts";

const EXAMPLES = [...Deno.readDirSync(new URL("../../examples/", import.meta.url))]
  .filter(({ name }) => name.endsWith(".ts")).map(({ name }) => name.slice(0, -3)).sort();
/** Milliseconds that each request takes longer. */
const LATENCIES = [0, 300];
/** Examples that keep something keep it as long as their process runs, and none takes its time. */
const ENV = { DATABASE: ":memory:", INFLATING: "1000" };
const TYPING = { delay: 45 };

/** Starts an example, opens it over each latency, and hands each page to `use`. */
function example(
  name: string,
  claim: string,
  use: (page: Page) => Promise<void>,
  { env = {}, latencies = LATENCIES }: {
    env?: Record<string, string>;
    latencies?: readonly number[];
  } = {},
): void {
  browserTest(`examples/${name}.ts ${claim}`, async () => {
    await using app = await AppProcess.start(`examples/${name}.ts`, { env: { ...ENV, ...env } });
    // Side by side: much of it is waiting.
    const ends = await Promise.allSettled(
      latencies.map((latency) =>
        withPage(app.url, async (page) => {
          await page.goto("/");
          await ready(page);
          await slow(page, latency);
          await use(page);
        })
      ),
    );
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    assertEquals(app.output().match(/^.*\b(?:Error|error)\b.*$/gm), null);
  });
}

async function click(page: Page, name: string, times = 1): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  for (let i = 0; i < times; i++) await button.click();
}

/** Where the posts of a page go to: the last part of their path. */
function regionsOf(page: Page): Set<string> {
  const regions = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === "POST" && !pathname.includes("/upload/")) {
      regions.add(pathname.split("/").at(-1)!);
    }
  });
  return regions;
}

// ── One by one ──────────────────────────────────────────────────────────────────────────────────

example("counters", "counts its fragment's runs apart from its own", async (page) => {
  await see(page, "Fragment says it ran 1 times.");
  await click(page, "Rerun fragment", 3);
  await see(page, "Fragment says it ran 4 times.");
  await see(page, "Full app says it ran 1 times.");
  await see(page, "Full app sees that fragment ran 1 times.");
  await click(page, "Rerun full app");
  await see(page, "Full app says it ran 2 times.");
  await see(page, "Full app sees that fragment ran 5 times.");
  await see(page, "Fragment says it ran 5 times.");
  await click(page, "Rerun fragment");
  await see(page, "Fragment says it ran 6 times.");
  await see(page, "Full app sees that fragment ran 5 times.");
});

example("hi", "greets where it was pressed, in the page and in the sidebar", async (page) => {
  const main = page.getByRole("main");
  const sidebar = page.getByRole("complementary");
  await main.getByRole("button").click();
  await main.getByText("Hi back!").waitFor();
  assertEquals(await sidebar.getByText("Hi back!").count(), 0);
  await sidebar.getByRole("button").click();
  await sidebar.getByText("Hi back!").waitFor();
  assertEquals(await main.getByText("Hi back!").count(), 1);
});

example(
  "count_to_five",
  "has counted four times to five after twenty rapid clicks",
  async (page) => {
    await see(page, "Multiples of five clicks: 0");
    await click(page, "Plus one!", 4);
    await quiet(page);
    await see(page, "Multiples of five clicks: 0");
    await click(page, "Plus one!", 16);
    await see(page, "Multiples of five clicks: 4");
    await quiet(page);
    await click(page, "Check click count");
    await page.getByRole("status").getByRole("heading", { name: "Total clicks: 20" }).waitFor();
    assertEquals(await page.locator(".toast").count(), 1);
  },
);

example("awesome_app", "reruns what was used, and nothing else", async (page) => {
  const regions = regionsOf(page);
  const used = async (expected: "fragment" | "page") => {
    await eventually(() => assertEquals(regions.size, 1));
    await quiet(page);
    const [region] = regions;
    assertEquals(region === "page" ? "page" : "fragment", expected);
    regions.clear();
    return region!;
  };
  await page.getByLabel("Toggle").check();
  const first = await used("fragment");
  await page.getByLabel("Enter text").click();
  await page.keyboard.type("two lines,\nsaid quickly", TYPING);
  await page.getByLabel("Filter").check();
  await eventually(() => assertEquals(regions.size, 2));
  assert(regions.delete(first), "the text was not sent when it was left");
  const second = await used("fragment");
  await page.getByLabel("Upload image").setInputFiles({
    name: "dot.png",
    mimeType: "image/png",
    buffer: Buffer.from("not really a picture"),
  });
  await see(page, "dot.png");
  assertEquals(await used("fragment"), second);
  await page.getByLabel("Select").selectOption("2");
  await used("page");
  await click(page, "Update");
  await used("page");
  assertEquals(await page.getByLabel("Toggle").isChecked(), true);
  assertEquals(await page.getByLabel("Filter").isChecked(), true);
  assertEquals(await page.getByLabel("Enter text").inputValue(), "two lines,\nsaid quickly");
  assertEquals(await page.getByLabel("Select").inputValue(), "2");
  await see(page, "dot.png");
});

example("outside_container", "piles up, replaces, or redraws in place", async (page) => {
  const texts = (pattern: RegExp) => page.getByText(pattern).allInnerTexts();
  assertEquals(await texts(/^Line/), ["Line 0"]);
  await click(page, "Write another line", 3);
  await see(page, "Line 3");
  await quiet(page);
  assertEquals((await texts(/^Line/)).at(-1), "Line 3");
  await click(page, "Replace the line", 3);
  await see(page, "Only line: 3");
  await quiet(page);
  assertEquals(await texts(/^Only line/), ["Only line: 3"]);
  await click(page, "Redraw in place", 3);
  await see(page, "Redrawn 3 times");
  await quiet(page);
  assertEquals(await texts(/^Redrawn \d/), ["Redrawn 3 times"]);
  const lines = await texts(/^Line/);
  assertGreater(lines.length, 1);
  await click(page, "A button of the fragment, outside it");
  await see(page, "Only the fragment reran");
  assertEquals(await texts(/^Line/), lines);
  await click(page, "Rerun the page");
  await eventually(async () => assertEquals(await texts(/^Line/), ["Line 3"]));
  await quiet(page);
  assertEquals(await texts(/^(Only line|Redrawn \d)/), ["Only line: 3", "Redrawn 3 times"]);
});

example("balloons", "inflates slowly and releases quickly", async (page) => {
  const spinner = page.getByText("Inflating balloons...");
  await page.getByRole("button", { name: "Release the balloons" }).waitFor();
  await spinner.waitFor({ state: "detached" });
  // What comes, and what stands there as the spinner comes: what was drawn before, until it is drawn again.
  await page.evaluate(`{
    globalThis.came = { balloons: 0, spinners: 0, beside: "" };
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) {
        const has = (selector) => node.matches?.(selector) || node.querySelector?.(selector);
        if (has(".balloons")) came.balloons++;
        if (!has(".spinner")) continue;
        came.spinners++;
        came.beside = document.querySelector("main").innerText;
      }
    }).observe(document.body, { subtree: true, childList: true });
  }`);
  await click(page, "Release the balloons");
  await until(page, "came.balloons > 0");
  assertEquals(await page.evaluate("came.spinners"), 0);
  await click(page, "Inflate more balloons");
  await until(page, "came.spinners > 0");
  assertStringIncludes(await page.evaluate("came.beside"), "Release the balloons");
  await spinner.waitFor({ state: "detached" });
  await quiet(page);
  assertEquals(await page.getByRole("button").filter({ hasText: "balloons" }).count(), 2);
});

example(
  "auto_chart",
  "lets one type while it ticks: no letter, caret or tick is lost",
  async (page) => {
    const path = `document.querySelector("main svg").outerHTML`;
    const note = page.getByLabel("Note");
    await note.click();
    let chart = await page.evaluate(path);
    let charts = 0;
    const sentence = "The quick brown fox jumps over the lazy dog.";
    for (const letter of sentence) {
      await page.keyboard.type(letter, TYPING);
      const now = await page.evaluate(path);
      if (now !== chart) charts++;
      chart = now;
    }
    assertGreater(charts, 3);
    assertEquals(await note.inputValue(), sentence);
    assertEquals(await focused(page), await note.getAttribute("id"));
    assertEquals(await page.evaluate("document.activeElement.selectionStart"), sentence.length);
    // In the middle of it, too.
    await page.keyboard.press("Home");
    await page.keyboard.type("Note: ", TYPING);
    assertEquals(await note.inputValue(), `Note: ${sentence}`);
    await page.keyboard.press("Enter");
    await see(page, `Noted: Note: ${sentence}`);
    const keep = page.getByLabel("Keep");
    for (const on of [true, false, true]) {
      await keep.click();
      for (let i = 0; i < 5; i++) {
        const before = await page.evaluate(path);
        await eventually(async () => assert(await page.evaluate(path) !== before));
        assertEquals(await keep.isChecked(), on);
      }
    }
    await quiet(page);
    assertEquals(await keep.isChecked(), true);
    assertEquals(await note.inputValue(), `Note: ${sentence}`);
  },
  { env: { EVERY: "200ms" } },
);

example("streaming", "starts, changes its pace, stops and clears", async (page) => {
  const points = async () => parseInt(await page.getByText(/^\d+ points/).innerText());
  await see(page, "Press Start streaming in the sidebar.");
  await see(page, "0 points, stopped");
  const slider = page.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("Home");
  await quiet(page);
  assertEquals(await slider.inputValue(), "0.2");
  await click(page, "Start streaming");
  await see(page, /points, streaming/);
  await eventually(async () => assertGreater(await points(), 5));
  assert(await page.getByRole("button", { name: "Start streaming" }).isDisabled());
  await page.getByRole("img", { name: "Two random walks" }).first().waitFor();
  await click(page, "Stop streaming");
  await see(page, /points, stopped/);
  await quiet(page);
  const stopped = await points();
  await click(page, "Clear");
  await see(page, "0 points, stopped");
  assertGreater(stopped, 5);
  await click(page, "Start streaming");
  await eventually(async () => assertGreater(await points(), 2));
  await see(page, /points, streaming/);
});

example("kitchen_sink", "works in each of its tabs", async (page) => {
  const tab = (name: string) => page.getByRole("tab", { name, exact: true }).click();
  const name = page.getByRole("complementary").getByLabel("Your name");
  await name.click();
  await page.keyboard.type("Ada Byron", TYPING);
  await page.keyboard.press("Enter");
  await see(page, "Hello Ada Byron");
  await tab("Widgets");
  await click(page, "Primary");
  await page.getByRole("status").getByText("Pressed the primary one").waitFor();
  await tab("Layout");
  await click(page, "Open a dialog");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "Keep" }).click();
  await dialog.waitFor({ state: "hidden" });
  await tab("Status");
  await click(page, "Run something slow");
  await quiet(page);
  await tab("Data");
  await page.getByRole("columnheader", { name: "Total" }).getByRole("button", { name: "Total" })
    .click();
  await page.getByRole("grid", { name: "Archive" })
    .getByRole("checkbox", { name: /^Select row 1:/ }).check();
  await see(page, "1 orders selected");
  await page.getByRole("row", { name: "Write to Grace" }).getByRole("img", { name: "No" }).click();
  await see(page, "2 of 3 tasks done");
  await tab("Chat");
  await page.getByPlaceholder("Say something").click();
  await page.keyboard.type("one\ntwo", TYPING);
  await page.keyboard.press("Enter");
  // Between two answers the page is quiet, too.
  const answers = page.getByText("but it says it slowly.");
  await eventually(async () => assertEquals(await answers.count(), 2));
  await quiet(page);
  assertEquals(await name.inputValue(), "Ada Byron");
});

// ── Real tools: what their own lines are, the elements' tests having looked at the network ──────────

const NEAR = { latencies: [0] };

example("orders_desk", "is filtered by its address, and changed by keys alone", async (page) => {
  await page.goto("/?state=paid");
  await ready(page);
  await see(page, "38 rows");
  const words = page.getByLabel("Customer or item");
  await words.focus();
  await page.keyboard.type("lamp", TYPING);
  await eventually(() => assertEquals(new URL(page.url()).search, "?state=paid&q=lamp"));
  await quiet(page);
  await page.getByRole("button", { name: "Change" }).first().focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Customer").fill("<b>Zoë</b>");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("gridcell", { name: "<b>Zoë</b>" }).waitFor();
}, NEAR);

example(
  "job_monitor",
  "follows a log to its end while its jobs run, and keeps on",
  async (page) => {
    await page.getByRole("radio", { name: "debug" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Start Memory" }).focus();
    await page.keyboard.press("Enter");
    const atEnd = () =>
      page.evaluate(`(() => {
      const box = document.querySelector(".autoscroll");
      const end = box.querySelector("code").getBoundingClientRect().bottom;
      return box.scrollHeight > box.clientHeight && end <= box.getBoundingClientRect().bottom;
    })()`);
    await eventually(async () => assert(await atEnd()));
    await page.reload();
    await ready(page);
    await click(page, "Stop Memory");
    await page.getByRole("button", { name: "Start Memory" }).waitFor();
    await see(page, /stopped after \d+ steps/);
  },
  { ...NEAR, env: { PACE: "1" } },
);

example("review_queue", "counts down beside what one writes, and wants a reason", async (page) => {
  await page.goto("/?name=Ada");
  await ready(page);
  await page.keyboard.press("n");
  const note = page.getByLabel("Note");
  await note.focus();
  await page.keyboard.type("Who", TYPING);
  await see(page, /is yours for 4:([0-4]\d|5[0-8])/);
  await page.keyboard.type(" paid?", TYPING);
  assertEquals(await note.inputValue(), "Who paid?");
  await note.fill("");
  await click(page, "Reject");
  await see(page, "why");
  await note.fill("Who paid?");
  await click(page, "Reject");
  await page.getByRole("status").getByText("Case 1 is rejected").waitFor();
}, NEAR);

example("csv_explorer", "reads a file, takes another type for a column, draws", async (page) => {
  await page.getByLabel("A CSV file").setInputFiles({
    name: "<b>.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("day,<i>count</i>\n2026-03-01,3\n2026-03-02,5\n2026-03-02,5\n"),
  });
  const cleaned = page.getByRole("grid", { name: "Cleaned rows" });
  await cleaned.getByRole("gridcell", { name: "2026-03-02" }).waitFor();
  await page.getByLabel("Drop rows that are there twice").uncheck({ force: true });
  await eventually(async () =>
    assertEquals(await cleaned.getByRole("gridcell", { name: "2026-03-02" }).count(), 2)
  );
  const type = page.getByRole("row", { name: "<i>count</i>" }).getByRole("gridcell", {
    name: "number",
  });
  await type.dblclick();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "Chart" }).click();
  await see(page, "There is no column of numbers to draw.");
}, NEAR);

example("chat", "stops where its reader has heard enough, and keeps that", async (page) => {
  await page.getByRole("button", { name: "What survives a restart?" }).focus();
  await page.keyboard.press("Enter");
  const answer = page.getByRole("article").nth(1);
  await eventually(async () => assert((await answer.innerText()).trim() !== ""));
  assertEquals(await page.getByRole("button", { name: "How do I test an app?" }).count(), 0);
  await page.getByRole("button", { name: "Stop" }).click();
  await see(page, /· stopped/);
  await page.getByPlaceholder("Ask about Eddy").fill("more");
  await page.keyboard.press("Enter");
  await eventually(async () => assertEquals(await page.getByRole("article").count(), 4));
  await see(page, /· stopped/);
  await page.getByRole("button", { name: "Stop" }).click();
  await quiet(page);
}, { ...NEAR, env: { PACE: "100" } });

// ── All of them ─────────────────────────────────────────────────────────────────────────────────

Deno.test("every example has a test of its own", async () => {
  let source = "";
  for await (const { name } of Deno.readDir(new URL(".", import.meta.url))) {
    if (name.endsWith("_test.ts")) {
      source += await Deno.readTextFile(new URL(name, import.meta.url));
    }
  }
  for (const name of EXAMPLES) {
    const isThere = source.includes(`"${name}"`) || source.includes(`examples/${name}.ts"`);
    assert(isThere, `examples/${name}.ts has none`);
  }
});

/** Where an app's own pages begin, unless it is at `/`. */
const ADDRESSES = new Map([["hand_written.tsx", ["/desk/", "/open/"]]]);

/** Pages of the app that this one leads to, without the files of its session. */
async function linkedFrom(page: Page): Promise<string[]> {
  return await page.evaluate(`[...new Set([...document.querySelectorAll("a[href]")]
    .filter(({ origin, target, download }) => origin === location.origin && !target && !download)
    .filter(({ pathname }) => !pathname.startsWith("/_eddy/"))
    .map(({ pathname, search }) => pathname + search))]`);
}

/** Looks at all of a page. What stands behind tabs brings modules and pictures of its own. */
async function lookThrough(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await ready(page);
  await eventually(async () =>
    assertEquals(await page.locator("[role=status] .spinner").count(), 0)
  );
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    await quiet(page);
  }
}

// The gallery's pages are looked at one by one, in gallery_test.ts.
const alone = EXAMPLES.filter((name) => name !== "gallery").map((name) => `${name}.ts`);
for (const file of [...alone, ...ADDRESSES.keys()]) {
  browserTest(
    `S30: examples/${file} breaks no rule of axe's or the policy's, in light and dark`,
    async () => {
      await using app = await AppProcess.start(`examples/${file}`, { env: ENV });
      const [start = "/", ...others] = ADDRESSES.get(file) ?? [];
      await withPage(app.url, async (page) => {
        await page.goto(start);
        await ready(page);
        await eventually(async () =>
          assertEquals(await page.locator("[role=status] .spinner").count(), 0)
        );
        // What stands behind tabs brings modules and pictures of its own.
        const tabs = await page.getByRole("tab").all();
        for (const tab of tabs.length > 0 ? tabs : [null]) {
          await tab?.click();
          await quiet(page);
          assertEquals(await flawsInBothSchemes(page), []);
        }
        // It is still dark: a page may be so from its beginning, too.
        await page.reload();
        await ready(page);
        await quiet(page);
        const linked = await linkedFrom(page);
        assert(file !== "pages.ts" || linked.length > 2, "its pages are not found");
        // The policy is to hold on each page of the app; the gallery's are in gallery_test.ts.
        for (const address of file === "gallery.ts" ? [] : [...others, ...linked]) {
          if (address !== start) await lookThrough(page, address);
        }
      });
    },
  );
}
