/** A page run whose answer is streamed is asked for once. */
import { assertEquals } from "@std/assert";
import * as st from "../../mod.ts";
import { browserTest, withPage } from "./kit.ts";

browserTest(
  "1.3 a press whose answer is streamed is sent once, and not again when it has ended",
  async () => {
    let runs = 0;
    const app = st.createApp(async () => {
      runs++;
      st.button("Go");
      await st.spinner("Working")(() => new Promise((resolve) => setTimeout(resolve, 200)));
      st.write(`Run ${runs}`);
    });
    await withPage((request) => app.fetch(request), async (page, { url }) => {
      await page.goto(url);
      await page.getByText("Run 1").waitFor();
      let posts = 0;
      page.on("request", (request) => posts += request.method() === "POST" ? 1 : 0);
      await page.getByRole("button", { name: "Go" }).click();
      await page.getByText("Run 2").waitFor();
      // Long enough for what would be sent again; nothing else tells that nothing comes.
      await page.waitForTimeout(1500);
      assertEquals([posts, runs], [1, 2]);
    });
  },
);
