import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml, drawnPage } from "../tests/draw_html.ts";
import { highlighterFor } from "./highlight.ts";
import { Lazy } from "./lazy.ts";
import { katex } from "./math.ts";
import { prepare } from "./prepare.ts";

function refuse(error: unknown): never {
  throw error;
}

Deno.test("prepare() has nothing to do for a page without what is loaded late", async () => {
  const page = await drawnPage(() => {
    st.title("$x$");
    st.write("text");
    st.table([{ a: 1 }]);
    st.code("plain");
    st.code("x", { language: "no such language" });
  });
  assertEquals(prepare(page.job.update, refuse), undefined);
});

Deno.test("prepare() loads what is drawn anywhere on the page, once", async () => {
  const page = await drawnPage(() => {
    const [tab] = st.tabs(["a"]);
    tab!.expander("b").code("x", { language: "Rust" });
    st.sidebar.latex("x");
    st.fragment(() => st.write("```lua\nx\n```"))();
  });
  await prepare(page.job.update, refuse);
  for (const loaded of [highlighterFor("rs"), highlighterFor("lua"), katex]) {
    assert(loaded?.module !== null);
  }
  assertEquals(prepare(page.job.update, refuse), undefined);
});

Deno.test("prepare() looks at what a fragment drew into other places", async () => {
  const page = await drawnPage(() => {
    const box = st.container();
    const slot = st.empty();
    st.fragment(() => {
      if (!st.button("Go")) return;
      box.code("x", { language: "kotlin" });
      slot.code("x", { language: "swift" });
    })();
  });
  await page.press("Go");
  await prepare(page.job.update, refuse);
  assert(highlighterFor("kotlin")!.module !== null);
  assert(highlighterFor("swift")!.module !== null);
});

Deno.test("Lazy loads once, and again after a failure", async () => {
  let loads = 0;
  const lazy = new Lazy(() =>
    ++loads === 1 ? Promise.reject(new Error("offline")) : Promise.resolve(7)
  );
  let failure: unknown;
  await lazy.load().catch((error) => failure = error);
  assertEquals([lazy.module, (failure as Error).message], [null, "offline"]);
  await Promise.all([lazy.load(), lazy.load()]);
  assertEquals([lazy.module, loads], [7, 2]);
});

Deno.test("what is not loaded yet is drawn in a plainer way", async () => {
  const page = await drawnPage(() => st.code("fn main() {}", { language: "scala" }));
  assertEquals(highlighterFor("scala")!.module, null);
  const html = await drawHtml(() => st.code("object A", { language: "scala" }));
  assertStringIncludes(html, "hljs-keyword");
  assertEquals(prepare(page.job.update, refuse), undefined);
});
