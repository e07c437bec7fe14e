/** What a user reads when something is more than an app takes (docs/security.md). */
import { Buffer } from "node:buffer";
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { ready, see } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

function limited(page: () => unknown, limits: st.Limits, maxUploadSize = 1000): Deno.ServeHandler {
  const app = createAppWith(page, { limits, maxUploadSize }, { onError: () => {} });
  return (request) => app.fetch(request);
}

browserTest("a post over its limit is said in the page, which goes on", async () => {
  const page = () => {
    const text = st.textArea("Words");
    st.text(`${text.length} letters`);
  };
  await withPage(limited(page, { postBytes: 2_000 }), async (page) => {
    await page.goto("/");
    await ready(page);
    const words = page.getByLabel("Words");
    await words.fill("x".repeat(3_000));
    await words.blur();
    await see(page, "This is more than the app takes at once.");
    await see(page, "0 letters");
    await words.fill("x".repeat(100));
    await words.blur();
    await see(page, "100 letters");
    assertEquals(await page.locator("#page[data-lost]").count(), 0);
  }, { allowErrors: true });
});

browserTest("a file for which a page has no room is said in its uploader", async () => {
  const page = () => {
    const files = st.fileUploader("Files", { multiple: true });
    st.text(`${files.length} files`);
  };
  await withPage(limited(page, { uploadBytesPerPage: 1_500 }), async (page) => {
    await page.goto("/");
    await ready(page);
    const files = page.getByLabel("Files");
    const file = (name: string) => ({
      name,
      mimeType: "text/plain",
      buffer: Buffer.alloc(900),
    });
    await files.setInputFiles([file("one.txt")]);
    await see(page, "1 files");
    await files.setInputFiles([file("two.txt")]);
    await see(page, "There is no room for “two.txt”: remove other files first.");
    await see(page, "1 files");
  }, { allowErrors: true });
});

browserTest("a run over its time leaves an error where it was, and the rest alone", async () => {
  const never = st.fragment(async () => {
    if (st.button("Wait")) await new Promise(() => {});
    st.text("Waited for nothing");
  });
  const page = async () => {
    st.textInput("Name", { key: "name" });
    st.text(`Name is ${st.sessionState.name}`);
    await never();
  };
  await withPage(limited(page, { runTime: "500ms" }), async (page) => {
    await page.goto("/");
    await ready(page);
    await page.getByRole("button", { name: "Wait" }).click();
    await page.locator(".exception").waitFor();
    assertStringIncludes(
      await page.locator(".exception").innerText(),
      "Something went wrong here",
    );
    await page.getByLabel("Name").fill("Ann");
    await page.getByLabel("Name").press("Enter");
    await see(page, "Name is Ann");
  });
});
