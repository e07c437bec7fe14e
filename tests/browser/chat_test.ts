/** Chats: answers that grow, a button that stops them. */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { eventually, gate, quiet, see, withApp } from "./client_kit.ts";
import { browserTest } from "./kit.ts";

for (const place of ["the page", "a fragment"]) {
  browserTest(`a chat's answer in ${place} is stopped where it is, and kept`, async () => {
    const aborted = gate();
    const chat = async () => {
      const lines: string[] = st.sessionState.lines ??= [];
      for (const line of lines) st.chatMessage("assistant").write(line);
      const said = st.chatInput("Ask");
      if (said === null) return;
      const { signal } = st.context;
      async function* answer() {
        yield `Of **${said}** `;
        yield "so much";
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        aborted.open();
        yield " and more";
      }
      const text = await st.chatMessage("assistant").writeStream(answer());
      st.sessionState.lines = [...lines, text];
    };
    const fragment = st.fragment(chat);
    await withApp(async () => await (place === "the page" ? chat() : fragment()), async (page) => {
      const box = page.getByRole("textbox", { name: "Ask" });
      const send = page.getByRole("button", { name: "Send" });
      const stop = page.getByRole("button", { name: "Stop" });
      assertEquals([await send.isVisible(), await stop.isVisible()], [true, false]);
      await box.fill("ships");
      await box.press("Enter");
      await see(page, "Of ships so much");
      assertEquals(await page.locator("article b, article strong").innerText(), "ships");
      await stop.waitFor();
      assertEquals(await send.isVisible(), false);
      // Whoever goes on writing sends next.
      await box.fill("and");
      assertEquals([await send.isVisible(), await stop.isVisible()], [true, false]);
      await box.fill("");
      await stop.focus();
      await page.keyboard.press("Enter");
      await aborted.passed;
      await quiet(page);
      // The button is gone: whoever pressed it by keyboard goes on in the line.
      assertEquals(await box.evaluate((node) => node === document.activeElement), true);
      await eventually(async () =>
        assertEquals([await send.isVisible(), await stop.isVisible()], [true, false])
      );
      // The button is gone; who pressed it writes on.
      await page.keyboard.type("trains");
      await page.keyboard.press("Enter");
      await see(page, "Of trains so much");
      // What came before it was stopped is there, and no more of it.
      assertEquals(await page.getByText("Of ships so much").count(), 1);
      assert(!(await page.locator("main").innerText()).includes("and more"));
      await stop.click();
      await quiet(page);
    });
  });
}

browserTest("a line drawn outside its fragment stops what that draws", async () => {
  const chat = st.fragment(async () => {
    const said = st.bottom.chatInput("Ask");
    if (said === null) return;
    const { signal } = st.context;
    async function* answer() {
      yield `Of ${said}`;
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    }
    await st.writeStream(answer());
  }, { outside: "replace" });
  await withApp(async () => await chat(), async (page) => {
    const box = page.getByRole("textbox", { name: "Ask" });
    await box.fill("ships");
    await box.press("Enter");
    await see(page, "Of ships");
    await page.getByRole("button", { name: "Stop" }).click();
    await quiet(page);
    await page.getByRole("button", { name: "Send" }).waitFor();
  });
});

browserTest("a line takes no other one while its answer comes, if it is told so", async () => {
  const told: string[] = [];
  const ends = { stop: gate(), disable: gate() };
  const chat = st.fragment(async (submitMode: "stop" | "disable") => {
    const said = st.chatInput(submitMode, { submitMode });
    if (said === null) return;
    told.push(said);
    const { signal } = st.context;
    signal.addEventListener("abort", () => ends[submitMode].open());
    st.text(`Of ${said}`);
    if (said !== "next") await ends[submitMode].passed;
  });
  await withApp(() => {
    chat("stop");
    chat("disable");
  }, async (page) => {
    for (const mode of ["stop", "disable"] as const) {
      const line = page.locator(`[data-while-busy="${mode}"]`);
      const [box, send, stop] = [
        line.locator("textarea"),
        line.locator(".send"),
        line.locator(".stop"),
      ];
      const inSight = async () => [await send.isVisible(), await stop.isVisible()];
      await box.fill(mode);
      await box.press("Enter");
      // At once, before anything shows that it is busy.
      await box.fill("next");
      await box.press("Enter");
      await see(page, `Of ${mode}`);
      await eventually(async () => assertEquals(await inSight(), [false, mode === "stop"]));
      await box.press("Enter");
      assertEquals(await box.inputValue(), "next");
      if (mode === "stop") await stop.click();
      else ends.disable.open();
      await ends[mode].passed;
      await quiet(page);
      assertEquals(await inSight(), [true, false]);
      await box.press("Enter");
      await eventually(() => assertEquals(told, [mode, "next"]));
      told.length = 0;
    }
  });
});

browserTest("an answer grows as Markdown, token by token, without losing its place", async () => {
  const steps = [gate(), gate(), gate(), gate()];
  const pieces = ["# Tit", "le\n\n- one\n- t", "wo\n\n```ts\nconst a", " = 1;\n```\n", "Done."];
  async function* answer() {
    for (const [i, piece] of pieces.entries()) {
      if (i > 0) await steps[i - 1]!.passed;
      yield piece;
    }
  }
  await withApp(async () => {
    st.text("Before");
    await st.chatMessage("assistant").writeStream(answer());
  }, async (page) => {
    const heading = page.getByRole("heading");
    const items = page.getByRole("listitem");
    await eventually(async () => assertEquals(await heading.innerText(), "Tit"));
    await heading.evaluate((node) => Object.assign(node, { same: true }));
    steps[0]!.open();
    await eventually(async () => assertEquals(await items.allInnerTexts(), ["one", "t"]));
    assertEquals(await heading.innerText(), "Title");
    steps[1]!.open();
    await eventually(async () => assertEquals(await page.locator("pre").innerText(), "const a"));
    steps[2]!.open();
    steps[3]!.open();
    await see(page, "Done.");
    assertEquals(await page.locator("pre").innerText(), "const a = 1;");
    // What is there already is not drawn anew.
    assertEquals(await heading.evaluate((node) => Reflect.get(node, "same")), true);
  });
});
