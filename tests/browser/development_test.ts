/** While an app is being written: the page goes on over a saved change, and says what is wrong. */
import { assert, assertEquals } from "@std/assert";
import axe from "npm:axe-core@4.14.1";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { createAppWith } from "../../transport/app.ts";
import { Project } from "../kit/project.ts";
import { ready } from "./client_kit.ts";
import { AppProcess, browserTest, withPage } from "./kit.ts";

const APP = `import * as st from "@eddy/eddy";

const clicks = st.fragment(function clicks() {
  if (st.button("Plus one!")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
  st.write(\`Clicked \${st.sessionState.n ?? 0} times\`);
});

const ask = st.dialog("Ask", () => {
  st.form("question")(() => {
    st.textInput("Question");
    st.formSubmitButton("Ask it");
  });
  st.write("First come, first served");
});

st.serve(() => {
  st.title("Version one");
  if (st.button("Ask")) ask();
  clicks();
  const name = st.textInput("Name");
  st.write(\`Hello \${name || "nobody"}\`);
  const files = st.fileUploader("Notes");
  st.write(\`Notes: \${files?.name ?? "none"}\`);
  st.expander("More")(() => st.write("Inside"));
  for (let i = 0; i < 40; i++) st.text(\`Line \${i}\`);
});
`;

/** The app as it is after something was written. */
function version(name: string, from = "", to = from): string {
  return APP.replace("Version one", `Version ${name}`).replace(from, to);
}

/** What is said to be wrong. */
function problems(page: Page) {
  return page.locator("#problems");
}

/** Folders in which a process keeps what outlives its start. */
async function foldersOf({ pid }: AppProcess): Promise<string[]> {
  const probe = await Deno.makeTempDir();
  await Deno.remove(probe);
  const all = await Array.fromAsync(Deno.readDir(probe.slice(0, probe.lastIndexOf("/"))));
  return all.map(({ name }) => name).filter((name) => name.startsWith(`eddy-restart-${pid}-`));
}

browserTest(
  "a saved change is on the open page, which goes on; what is wrong stands over it, until it is right",
  async () => {
    await using project = await Project.make({ "app.ts": APP, "notes.txt": "Water the plants" });
    const path = project.file("app.ts");
    const save = (...of: Parameters<typeof version>) => project.write("app.ts", version(...of));
    await using app = await AppProcess.start(path, { flags: ["--watch"], cwd: project.path });
    await withPage(app.url, async (page) => {
      await page.goto("/");
      await page.getByRole("button", { name: "Plus one!" }).click();
      await page.getByText("Clicked 1 times").waitFor();
      await page.getByLabel("Name").fill("Ada");
      await page.getByLabel("Name").press("Enter");
      await page.getByText("Hello Ada").waitFor();
      await page.locator("input[type=file]").setInputFiles(project.file("notes.txt"));
      await page.getByText("Notes: notes.txt").waitFor();
      await page.getByText("More", { exact: true }).click();
      await page.getByLabel("Name").fill("half typ");
      await page.mouse.wheel(0, 200);
      await page.waitForFunction(() => scrollY === 200);
      await page.evaluate(() => Object.assign(globalThis, { same: true }));

      await save("two");
      await page.getByText("Version two").waitFor();
      assertEquals(await page.evaluate(() => scrollY), 200);
      assertEquals(await page.getByLabel("Name").inputValue(), "half typ");
      assert(await page.getByText("Inside").isVisible());
      for (const text of ["Clicked 1 times", "Hello Ada", "Notes: notes.txt"]) {
        assertEquals(await page.getByText(text).count(), 1, text);
      }

      // An open dialog stays, also over a change of its own code.
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      await page.getByLabel("Question").pressSequentially("Why");
      await save("two", "First come", "Last come");
      await page.getByText("Last come, first served").waitFor();
      await page.keyboard.type("?");
      assertEquals(await page.getByLabel("Question").inputValue(), "Why?");
      await page.keyboard.press("Escape");

      await page.evaluate(() => scrollTo(0, 0));
      await page.mouse.wheel(0, 200);
      await page.waitForFunction(() => scrollY === 200);
      await save("three", "clicks();", "clicks(;");
      await problems(page).getByText("app.ts:19:10").waitFor();
      await problems(page).getByText("Expression expected").waitFor();
      // What starts and throws leaves out the rest of the page.
      await save("four", "const name =", 'throw new Error("Not yet");\n  const name =');
      await page.getByText("Version four").waitFor();
      await problems(page).waitFor({ state: "hidden" });
      await page.getByText("Inside").waitFor({ state: "detached" });

      await save("five", 'st.textInput("Name")', 'st.textInput("Name", 7)');
      await page.getByText("Version five").waitFor();
      // It stands as it stood before.
      await page.getByText("Inside").waitFor();
      assertEquals(await page.evaluate(() => scrollY), 200);
      // The first check of a program is one of all that it uses.
      await problems(page).getByText("app.ts:20:").waitFor({ timeout: 60_000 });
      await problems(page).getByText("Type '7' has no properties in common").waitFor();
      await problems(page).getByRole("button", { name: "Close" }).click();
      await problems(page).waitFor({ state: "hidden" });

      await save("six", "st.serve(", 'Deno.readTextFileSync("none.csv");\nst.serve(');
      await problems(page).getByText("NotFound").waitFor();
      await problems(page).getByText("app.ts:16:6").waitFor();
      // What is done meanwhile is not lost.
      await page.getByRole("button", { name: "Plus one!" }).press("Enter");
      await save("seven");
      await page.getByText("Version seven").waitFor();
      await page.getByText("Clicked 2 times").waitFor();
      assert(await page.evaluate(() => "same" in globalThis), "the page was not loaded again");
    }, { allowErrors: true });
    const left = await foldersOf(app);
    assertEquals(left.length, 1);
    // Ctrl+C ends it for good: nothing of the page is left behind.
    app.signal("SIGINT");
    await app.ended();
    assertEquals(await foldersOf(app), []);
    assert(!app.output().includes("Code not reachable"), app.output());
  },
);

browserTest(
  "a saved change under deno serve, with a stream that never ends by itself",
  async () => {
    const source = `import * as st from "@eddy/eddy";

const beat = st.fragment(() => st.write(\`Beat \${Date.now()}\`), { runEvery: 0.2 });

export default st.createApp(() => {
  st.title("Version one");
  if (st.button("Press")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
  st.write(\`Pressed \${st.sessionState.n ?? 0} times\`);
  beat();
});
`;
    await using project = await Project.make({ "app.ts": source });
    const options = { command: "serve", flags: ["--watch"], cwd: project.path } as const;
    await using app = await AppProcess.start("app.ts", options);
    await withPage(app.url, async (page) => {
      await page.goto("/");
      await page.getByRole("button", { name: "Press" }).click();
      await page.getByText("Pressed 1 times").waitFor();
      await project.write("app.ts", source.replace("one", "two"));
      await page.getByText("Version two").waitFor();
      assertEquals(await page.getByText("Pressed 1 times").count(), 1);
      const beat = await page.getByText(/^Beat \d/).innerText();
      await page.getByText(beat, { exact: true }).waitFor({ state: "detached" });
    }, { allowErrors: true });
  },
);

const inner = st.fragment(function inner() {
  st.button("Inside");
});

const outer = st.fragment(function outer() {
  st.button("Around");
  inner();
});

browserTest("a bar tells what ran and why, and can be used without a mouse", async () => {
  const app = createAppWith(
    () => {
      st.title("Two fragments");
      outer();
      st.text("<b>Last</b>");
    },
    { showErrorDetails: true },
    { development: { watched: false } },
  );
  const handler = (request: Request) => app.fetch(request);
  for (const width of [390, 1400]) {
    // axe is put into the page as a script, which the policy would not let run.
    const context = {
      viewport: { width, height: 700 },
      bypassCSP: width === 390,
      // What changes colour does so at once.
      reducedMotion: "reduce",
    } as const;
    await withPage(handler, async (page) => {
      await page.goto("/");
      await ready(page);
      const bar = page.getByRole("region", { name: "Development" });
      const toggle = bar.getByRole("button", { name: /2 fragments/ });
      await toggle.focus();
      await page.keyboard.press("Enter");
      assertEquals(await toggle.getAttribute("aria-expanded"), "true");
      await page.getByRole("button", { name: "Inside" }).click();
      const row = bar.getByRole("row", { name: /^inner/ });
      await row.getByText("“Inside”").waitFor();
      assertEquals(await row.getByRole("cell").first().innerText(), "2");
      // Whoever comes to a row by keyboard sees where its fragment stands.
      await row.getByRole("button").focus();
      const frame = (await page.locator("#development-frame").boundingBox())!;
      const inside = (await page.getByRole("button", { name: "Inside" }).boundingBox())!;
      assert(frame.y < inside.y && frame.y + frame.height > inside.y + inside.height);
      assert(frame.x < inside.x && frame.x + frame.width > inside.x + inside.width);
      assert(await page.evaluate(() => document.body.scrollWidth <= innerWidth));
      if (width === 390) {
        await page.addScriptTag({ content: axe.source });
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await page.evaluate("axe.run('#development')") as {
            violations: { id: string }[];
          };
          assertEquals(violations.map(({ id }) => id), [], colorScheme);
        }
      }
      await page.keyboard.press("Escape");
      assertEquals(await toggle.getAttribute("aria-expanded"), "false");
      assertEquals(await page.evaluate(() => document.activeElement?.ariaExpanded), "false");
    }, { context });
  }
});
