/** What a user reads when something is more than an app takes (docs/security.md). */
import { Buffer } from "node:buffer";
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { NO_DISK, withDisk } from "../kit/small_disk.ts";
import { ready, see } from "./client_kit.ts";
import { AppProcess, browserTest, withPage } from "./kit.ts";

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

Deno.test({
  name: "a disk that is full while a file arrives is said in its uploader; nothing of it is kept",
  ignore: NO_DISK !== null,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const folder = await Deno.makeTempDir({ prefix: "eddy-disk-" });
    await using _ = { [Symbol.asyncDispose]: () => Deno.remove(folder) };
    await using app = await AppProcess.start("tests/faults/apps/uploading.ts", {
      through: withDisk(1024 * 1024),
      env: { TMPDIR: folder },
    });
    await withPage(app.url, async (page) => {
      await page.goto("/");
      await ready(page);
      const send = (name: string, size: number) =>
        page.getByLabel("File").setInputFiles([{
          name,
          mimeType: "text/plain",
          buffer: Buffer.alloc(size, 1),
        }]);
      await send("large.txt", 4_000_000);
      await see(page, "The app has no room for “large.txt” now. Please try again later.");
      await see(page, "Nothing");
      await page.getByRole("button", { name: "Again" }).click();
      // More than there is room for beside what had come of the first.
      await send("small.txt", 900_000);
      await see(page, "small.txt: 900000");
      assertEquals(await page.getByText("The app has no room").count(), 0);
    }, { allowErrors: true });
    assertStringIncludes(app.output(), "Cannot keep an upload on disk");
  },
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
