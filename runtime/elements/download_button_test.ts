import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { drawHtml } from "../../tests/draw_html.ts";
import { assertRefuses } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

function fileOf(page: TestPage, label: string): string | null {
  const { element } = page.widget(label);
  if (element.kind !== "downloadButton") throw new Error(element.kind);
  return element.file;
}

Deno.test("downloadButton() is true in the run that its press starts", async () => {
  const log: unknown[] = [];
  const page = new TestPage(() => {
    log.push(st.downloadButton("Save", "data", { onClick: () => log.push("clicked") }));
  });
  await page.press("Save");
  await page.rerun();
  assertEquals(log, [false, "clicked", true, false]);
  await assertRefuses(page, "Save", [["value"]]);
});

Deno.test("downloadButton() whose press nobody wants to know is a link as any other", async () => {
  const html = await drawHtml(() =>
    void st.downloadButton("Save", "data", { rerun: false, key: "save" })
  );
  assert(html.includes('href="') && !html.includes("data-widget"), html);
  const page = new TestPage(() =>
    void st.downloadButton("Save", "data", { rerun: false, onClick: () => {} })
  );
  assertStringIncludes(page.text(), "nobody is told of its press");
});

Deno.test("downloadButton() serves its newest data under an address that stays", async () => {
  let n = 0;
  const page = new TestPage(() => {
    const data = `run ${n++}`;
    st.downloadButton("Save", () => data);
  });
  const first = fileOf(page, "Save")!;
  await page.rerun();
  assertEquals(fileOf(page, "Save"), first);
  const { content, attachment } = page.session.files.get(first)!;
  assert(typeof content === "function" && attachment === true);
  assertEquals(await content(), "run 1");
});

Deno.test("downloadButton() does not call its function before the file is asked for", async () => {
  let calls = 0;
  const page = new TestPage(() => void st.downloadButton("Save", () => `${calls++}`));
  await page.press("Save");
  assertEquals(calls, 0);
});

Deno.test("downloadButton() serves nothing while disabled, and refuses to be pressed", async () => {
  const page = new TestPage(() => void st.downloadButton("Save", "data", { disabled: true }));
  assertEquals(fileOf(page, "Save"), null);
  await assertRefuses(page, "Save", [[]]);
});

Deno.test("downloadButton() stands in no form", () => {
  const page = new TestPage(() => st.form("f")(() => void st.downloadButton("Save", "data")));
  assertStringIncludes(page.text(), "draw it below the form");
});
