import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";
import { UploadPage } from "../../tests/upload_page.ts";
import type { FileUploaderElement } from "./file_uploader.ts";

Deno.test("chatInput() answers a line in the one run that it starts", async () => {
  const answers: (string | null)[] = [];
  const page = new TestPage(() => void answers.push(st.chatInput("Say")));
  await page.use(["Say", "two\nlines"]);
  await page.rerun();
  assertEquals(answers, [null, "two\nlines", null]);
});

Deno.test("chatInput() calls onSubmit before the body", async () => {
  const log: string[] = [];
  const page = new TestPage(() => {
    log.push(`body ${st.chatInput("Say", { key: "said", onSubmit: () => log.push("callback") })}`);
  });
  await page.use(["Say", "hi"]);
  assertEquals(log, ["body null", "callback", "body hi"]);
});

Deno.test("chatInput() refuses nothing, too much, and anything while disabled", async () => {
  let disabled = false;
  const page = new TestPage(() => st.write(`${st.chatInput("Say", { maxChars: 5, disabled })}`));
  await assertRefuses(page, "Say", [[], [""], ["  \n"], ["123456"], ["a\udc00"], ["a", "b"]]);
  disabled = true;
  await page.rerun();
  await assertRefuses(page, "Say", [["hi"], ...HOSTILE]);
});

Deno.test("chatInput() stands in no form", () => {
  const page = new TestPage(() => st.form("f")(() => void st.chatInput("Say")));
  assertStringIncludes(page.text(), "use textInput() there");
});

/** A chat that takes files, and what it was told in each run. */
function chatWithFiles(
  acceptFile: true | "multiple" = "multiple",
): { page: UploadPage; heard: unknown[] } {
  const heard: unknown[] = [];
  const page = new UploadPage(async () => {
    const line = st.chatInput("Say", { key: "said", acceptFile });
    if (line === null) return void heard.push(null);
    const files = line.files.map(async (file) => `${file.name}: ${await file.text()}`);
    heard.push([line.text, ...await Promise.all(files)]);
  });
  heard.length = 0;
  return { page, heard };
}

Deno.test("chatInput() answers the text and the files, in the one run that they start", async () => {
  const { page, heard } = chatWithFiles();
  page.send("said files", "a", "one");
  page.send("said files", "b", "two");
  await page.use(["said files", ["a", "b"]]);
  assertEquals(heard, [], "what is attached asks for nothing");
  await page.use(["said files", []], ["said", ["look", "a", "b"]]);
  assertEquals(heard, [["look", "a.txt: one", "b.txt: two"]]);
  assertEquals([...page.files.keys()], [], "kept beyond its run");
  await page.rerun();
  assertEquals(heard.at(-1), null);
});

Deno.test("chatInput() takes files without a text, and a text without files", async () => {
  const { page, heard } = chatWithFiles();
  page.send("said files", "a", "one");
  await page.use(["said", ["", "a"]], ["said", ["only words"]]);
  assertEquals(heard, [["", "a.txt: one"], ["only words"]]);
});

Deno.test("chatInput() keeps a line's files while its run goes on, whatever else runs", async () => {
  const { promise: later, resolve: goOn } = Promise.withResolvers<void>();
  const read: string[] = [];
  let kept: st.UploadedFile | undefined;
  const chat = st.fragment(async () => {
    const line = st.chatInput("Say", { key: "said", acceptFile: true });
    if (line === null) return;
    [kept] = line.files;
    await later;
    read.push(await kept!.text());
  });
  const other = st.fragment(() => void st.button("Other"));
  const page = new UploadPage(() => {
    chat();
    other();
  });
  await page.rerun();
  page.send("said files", "a", "one");
  const sent = page.use(["said files", []], ["said", ["look", "a"]]);
  await page.press("Other");
  goOn();
  await sent;
  assertEquals(read, ["one"]);
  await assertRejects(() => kept!.text(), Error, 'Cannot read "a.txt": it was removed or replaced');
});

Deno.test("chatInput() lets go of a file that is taken off before it is sent", async () => {
  const { page } = chatWithFiles();
  page.send("said files", "a", "one");
  await page.use(["said files", ["a"]]);
  await page.use(["said files", []]);
  await page.use(["said", ["none of it"]]);
  assertEquals([...page.files.keys()], []);
});

Deno.test("chatInput() refuses files that were not sent to it, and too many", async () => {
  const { page, heard } = chatWithFiles(true);
  page.send("said files", "a", "one");
  page.send("said files", "b", "two");
  for (const sent of [[""], [], ["x", "c"], ["x", "a", "b"], ["x", ""]]) {
    assertEquals((await page.use(["said", sent])).refused.length, 1, `${sent}`);
  }
  assertEquals(heard.filter((one) => one !== null), []);
});

Deno.test("chatInput() takes sound beside what it names, and one recording where it takes no file", async () => {
  const kinds = [
    [{ acceptAudio: true }, ["audio/*"]],
    [{ acceptAudio: true, acceptFile: true, fileType: [".csv"] }, [".csv", "audio/*"]],
    [{ acceptAudio: true, acceptFile: "multiple" }, []],
  ] as const;
  const heard: string[][] = [];
  for (const [options, taken] of kinds) {
    const page = new UploadPage(() => {
      const line = st.chatInput("Say", { key: "said", ...options });
      if (line !== null) heard.push(line.files.map(({ name }) => name));
    });
    const { accept } = page.widget("said files").element as FileUploaderElement;
    assertEquals(accept, taken);
    page.send("said files", "a", "one");
    page.send("said files", "b", "two");
    await page.use(["said", ["", "a", "b"]]);
    await page.use(["said", ["", "a"]]);
  }
  assertEquals(heard, [["a.txt"], ["a.txt"], ["a.txt", "b.txt"]]);
});

Deno.test("chatInput() wants files of some size, and no size that is none", () => {
  const page = new UploadPage(() => void st.chatInput("Say", { acceptFile: true, maxSize: 0 }));
  assertStringIncludes(page.text(), 'Cannot create chatInput "Say" as maxSize must be > 0');
});
