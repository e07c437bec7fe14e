import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { UploadPage } from "../../tests/upload_page.ts";
import { accepts } from "./file_uploader.ts";

Deno.test("fileUploader() answers the file, or null", async () => {
  let file: st.UploadedFile | null = null;
  const page = new UploadPage(() => {
    file = st.fileUploader("File");
  });
  assertEquals(file, null);
  page.send("File", "a", "hällo");
  await page.use(["File", "a"]);
  const { name, type, size } = file!;
  assertEquals({ name, type, size }, { name: "a.txt", type: "text/plain", size: 5 });
});

Deno.test("fileUploader() gives the content as bytes, text and stream", async () => {
  let file: st.UploadedFile | null = null;
  const page = new UploadPage(() => {
    file = st.fileUploader("File");
  });
  page.send("File", "a", "hello");
  await page.use(["File", "a"]);
  assertEquals(await file!.bytes(), new TextEncoder().encode("hello"));
  assertEquals(await file!.text(), "hello");
  assertEquals(await new Response(file!.stream()).text(), "hello");
});

Deno.test("fileUploader() with multiple answers an array, in the order sent", async () => {
  let files: st.UploadedFile[] = [];
  const page = new UploadPage(() => {
    files = st.fileUploader("Files", { multiple: true });
  });
  page.send("Files", "a", "1");
  page.send("Files", "b", "2");
  await page.use(["Files", ["b", "a"]]);
  assertEquals(files.map(({ name }) => name), ["b.txt", "a.txt"]);
});

Deno.test("fileUploader() refuses files that were not sent to it", async () => {
  const page = new UploadPage(() => {
    st.write(`${st.fileUploader("File")?.name}`);
    st.fileUploader("Other");
  });
  page.send("Other", "a", "1");
  page.send("File", "b", "1");
  page.send("File", "c", "1");
  await assertRefuses(page, "File", [...HOSTILE, ["a"], [""], ["b", "c"], ["b", "a"]]);
});

Deno.test("fileUploader() lets go of files that were replaced or removed, and keeps those under way", async () => {
  const page = new UploadPage(() => void st.fileUploader("Files", { multiple: true }));
  page.send("Files", "a", "1");
  page.send("Files", "b", "2");
  await page.use(["Files", ["a", "b"]]);
  page.send("Files", "c", "3");
  await page.use(["Files", ["b"]]);
  assertEquals([...page.files.keys()], ["b", "c"]);
  await page.use(["Files", ["b", "c"]]);
  await page.use(["Files", []]);
  assertEquals([...page.files.keys()], []);
});

Deno.test("fileUploader() lets go of its files when it is no longer drawn", async () => {
  let shown = true;
  const page = new UploadPage(() => shown && void st.fileUploader("File"));
  page.send("File", "a", "1");
  await page.use(["File", "a"]);
  shown = false;
  await page.rerun();
  assertEquals([...page.files.keys()], []);
});

Deno.test("a file that was removed meanwhile says so when it is read", async () => {
  let file: st.UploadedFile | null = null;
  const page = new UploadPage(() => {
    file = st.fileUploader("File");
  });
  page.send("File", "a", "1");
  await page.use(["File", "a"]);
  const kept: st.UploadedFile = file!;
  await page.use(["File", []]);
  await assertRejects(() => kept.text(), Error, 'Cannot read "a.txt": it was removed or replaced');
});

Deno.test("fileUploader() in a form that clears is there for its run, and gone afterwards", async () => {
  const seen: (string | undefined)[] = [];
  const page = new UploadPage(() =>
    st.form("f", { clearOnSubmit: true })(async () => {
      const file = st.fileUploader("File");
      if (st.formSubmitButton("Send")) seen.push(await file?.text());
    })
  );
  page.send("File", "a", "content");
  await page.use(["File", "a"], ["Send", null]);
  await page.rerun();
  assertEquals(seen, ["content"]);
  assertEquals([...page.files.keys()], []);
});

Deno.test("fileUploader() refuses a key that the app has set (W8)", () => {
  const page = new UploadPage(() => {
    st.sessionState.file = "mine";
    st.fileUploader("File", { key: "file" });
  });
  assertStringIncludes(page.text(), "sessionState.file is set by the app");
});

Deno.test("files outlive a page that is put away", async () => {
  let file: st.UploadedFile | null = null;
  const body = () => {
    file = st.fileUploader("File", { key: "file" });
  };
  const page = new UploadPage(body);
  page.send("File", "a", "kept");
  await page.use(["File", "a"]);
  const saved = structuredClone(page.session.save());
  page.session[Symbol.dispose]();
  assertEquals(page.parked, ["a"]);

  const later = new UploadPage(body);
  later.files.set("a", "kept");
  later.session.restore(saved);
  await later.rerun();
  assertEquals(await file!.text(), "kept");

  // Another process may not have the file: the widget is empty then.
  const elsewhere = new UploadPage(body);
  elsewhere.session.restore(saved);
  await elsewhere.rerun();
  assertEquals(file, null);
});

Deno.test("accepts() goes by the name's ending or the declared type", () => {
  const accept = [".csv", "image/*", "application/pdf"];
  const takes = (name: string, type = "") => accepts({ accept }, { name, type });
  assertEquals(takes("A.CSV"), true);
  assertEquals(takes("photo", "image/png"), true);
  assertEquals(takes("x", "application/pdf"), true);
  assertEquals(takes("csv"), false);
  assertEquals(takes("a.csv.exe"), false);
  assertEquals(takes("x", "imagexpng"), false);
  assertEquals(accepts({ accept: [] }, { name: "x", type: "" }), true);
});

Deno.test("fileUploader() takes a folder as many files only", () => {
  const page = new UploadPage(() => void st.fileUploader("F", { folder: true }));
  assertStringIncludes(page.text(), "for a folder without multiple");
});
