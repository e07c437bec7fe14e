/** An error of a page, as its author sees it while writing the app. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { RawPage } from "../../tests/security/raw_page.ts";
import { createAppWith } from "../app.ts";

const failing = st.fragment(function failing() {
  const text = "<script>alert(1)</script>";
  throw new RangeError("No order " + text);
});

/** The box of the error, in an app that is being written, or in one that is not. */
async function boxOf(development: { watched: false } | null): Promise<string> {
  const app = createAppWith(() => failing(), { showErrorDetails: true }, {
    development,
    onError: () => {},
  });
  const { html } = await RawPage.open(app);
  return /<div class="alert error exception".*?<\/div><\/div>/s.exec(html)![0];
}

Deno.test("an error says in which fragment, on which line, and shows the source around it", async () => {
  const box = await boxOf({ watched: false });
  const [place] = /[^,>]*errors_test\.ts:9:9/.exec(box)!;
  assertEquals(place.trim(), "transport/development/errors_test.ts:9:9");
  assertStringIncludes(box, "in fragment &quot;failing&quot;, ");
  const [, marked] = /<mark>(.*?)<\/mark>/s.exec(box)!;
  assertEquals(marked, " 9    throw new RangeError(&quot;No order &quot; + text);");
  assertStringIncludes(box, " 8    const text = &quot;&lt;script&gt;");
  assertEquals(box.includes("<script"), false);
});

Deno.test("an error's stack is the author's own", async () => {
  const [, stack] = /<summary>Stack<\/summary><pre>(.*?)<\/pre>/s.exec(await boxOf(null))!;
  assert(/^at failing \(\S+errors_test.ts:9:9\)/.test(stack!), stack);
  for (const ours of ["runtime/", "transport/app.ts", "ext:", "hono"]) {
    assertEquals(stack!.includes(ours), false, stack);
  }
});

Deno.test("who does not write the app is shown no source", async () => {
  const box = await boxOf(null);
  assertEquals([box.includes("<mark>"), box.includes("in fragment")], [false, false]);
});
