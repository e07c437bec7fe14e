import { assertEquals, assertThrows } from "@std/assert";
import * as st from "../mod.ts";
import { TestPage } from "../tests/session.ts";

/** The settings at the end of a run, without what never changes. */
function configOf(page: TestPage): Record<string, unknown> {
  const { kind: _, ...config } = page.session.config;
  return config;
}

const DEFAULTS = { title: null, heading: null, icon: null, layout: "centered", sidebar: "auto" };

Deno.test("setPageConfig() changes what it names, call by call, and each run begins anew", async () => {
  let wide = true;
  const page = new TestPage(() => {
    st.setPageConfig({ title: "Orders", icon: "📦" });
    if (wide) st.setPageConfig({ layout: "wide", sidebar: "collapsed", icon: "/icon.svg" });
  });
  assertEquals(configOf(page), {
    ...DEFAULTS,
    title: "Orders",
    icon: { kind: "image", url: "/icon.svg" },
    layout: "wide",
    sidebar: "collapsed",
  });
  wide = false;
  await page.rerun();
  assertEquals(configOf(page), {
    ...DEFAULTS,
    title: "Orders",
    icon: { kind: "text", text: "📦" },
  });
});

Deno.test("the first title() of a run names the window, without its Markdown", async () => {
  let name = "**Orders** :tada:";
  const page = new TestPage(() => {
    st.title(name);
    st.title("Another");
  });
  assertEquals(configOf(page).heading, "Orders");
  name = "Returns";
  await page.rerun();
  assertEquals(configOf(page).heading, "Returns");
});

Deno.test("setPageConfig() in a fragment's rerun tells the browser only what is new", async () => {
  let title = "3 new";
  const page = new TestPage(() =>
    st.fragment(() => {
      st.button("again");
      st.setPageConfig({ title });
    })()
  );
  assertEquals((await page.press("again")).update.replaced.size, 0);
  title = "4 new";
  assertEquals((await page.press("again")).update.replaced.size, 1);
  assertEquals(configOf(page).title, "4 new");
});

Deno.test("setPageConfig() refuses what it cannot read, and then changes nothing", () => {
  const page = new TestPage(() => {
    const config = st.setPageConfig as (options: Record<string, unknown>) => void;
    assertThrows(() => config({ layout: "narrow" }), RangeError, '"narrow"');
    assertThrows(() => config({ sidebar: "left" }), RangeError, '"left"');
    assertThrows(() => config({ icon: "javascript:alert(1)", title: "no" }), TypeError, "icon");
    assertThrows(() => config({ runEvery: "soon", title: "no" }), SyntaxError, "soon");
  });
  assertEquals(configOf(page), DEFAULTS);
  assertEquals(page.session.timers.any, false);
  assertThrows(() => st.setPageConfig({}), Error, "outside a run");
});
