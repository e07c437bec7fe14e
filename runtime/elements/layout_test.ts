import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "../../mod.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("container(), grid(), space() and skeleton() refuse what cannot be drawn", () => {
  const page = new TestPage(() => {
    for (const height of [0, -1, NaN]) {
      assertThrows(() => st.container({ height }), RangeError, "height must be above 0");
      assertThrows(() => st.skeleton({ height }), RangeError, "height must be above 0");
    }
    assertThrows(() => st.container({ autoscroll: true }), RangeError, "autoscroll");
    for (const columns of [0, 13, 1.5, NaN]) {
      assertThrows(() => st.grid({ columns }), RangeError, "columns");
    }
    for (const minWidth of [0, 15, 1585, NaN]) {
      assertThrows(() => st.grid({ minWidth }), RangeError, "minWidth");
    }
    assertThrows(() => st.space("huge" as "large"), RangeError, '"huge"');
    for (
      const link of ["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:,x", ""]
    ) {
      assertThrows(() => st.logo("/logo.svg", { link }), TypeError, "link the logo", link);
    }
    assertThrows(() => st.logo(new Uint8Array(8)), TypeError, "Cannot draw logo");
  });
  assertEquals([page.text(), page.errors], ["", []]);
});

Deno.test("skeleton() is a slot: what is written there takes its place", async () => {
  const loaded = Promise.withResolvers<string>();
  const page = new TestPage(async () => {
    const place = st.skeleton();
    place.write(await loaded.promise);
  });
  assertEquals(page.text(), "<skeleton>");
  loaded.resolve("there");
  await page.job.done;
  assertEquals(page.text(), "there");
});

Deno.test("bottom is drawn behind the page, and its widgets rerun the page", async () => {
  const page = new TestPage(() => {
    const said = st.bottom.chatInput("Say");
    st.write(`said ${said}`);
  });
  assertEquals(page.text(), "said null\n[Say]");
  await page.use(["Say", "hello"]);
  assertEquals(page.text(), "said hello\n[Say]");
});

Deno.test("bottom has to be entered from outside the fragment that draws there", () => {
  const inside = st.fragment(() => void st.button("inside"), { key: "inside" });
  const page = new TestPage(() => {
    st.fragment(() => st.bottom.write("no"), { key: "direct" })();
    st.bottom(() => inside());
  });
  assertStringIncludes(page.text(), "bottom(() => direct())");
  assertStringIncludes(page.text(), "[inside]");
});

Deno.test("logo() stands once on the page, whichever call was last, and goes with the next run", async () => {
  let names = ["/a.svg", "/b.svg"];
  const page = new TestPage(() => {
    for (const name of names) st.logo(name);
  });
  const logos = () =>
    page.session.roots.head.children.flatMap((one) => one.kind === "logo" ? [one.source] : []);
  assertEquals(logos(), [{ kind: "url", url: "/b.svg" }]);
  names = [];
  await page.rerun();
  assertEquals(logos(), []);
});
