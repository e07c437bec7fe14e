import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "../mod.ts";
import { assertRefuses } from "../tests/hostile.ts";
import { TestPage } from "../tests/session.ts";

/** A page of lazy tabs that notes what it draws. */
function lazy(options: st.TabsOptions = {}) {
  const drawn: string[] = [];
  const page = new TestPage(() => {
    for (const tab of st.tabs(["One", "Two"], { key: "tab", onChange: "rerun", ...options })) {
      if (tab.open) tab(() => st.write(`run ${drawn.push(String(st.sessionState.tab))}`));
    }
  });
  return { page, drawn };
}

Deno.test("tabs() with onChange run only what is in the chosen one, and keep the choice", async () => {
  const { page, drawn } = lazy();
  await page.use(["tab", "Two"]);
  await page.rerun();
  assertEquals(drawn, ["One", "Two", "Two"]);
  assertEquals(page.text(), "run 3");
});

Deno.test("tabs() begin with their default, and code can choose another", async () => {
  const drawn: string[] = [];
  const page = new TestPage(() => {
    st.button("first", { onClick: () => st.sessionState.tab = "One" });
    const tabs = st.tabs(["One", "Two"], { key: "tab", default: "Two", onChange: "rerun" });
    drawn.push(tabs.map(({ open }) => open).join());
  });
  await page.press("first");
  assertEquals(drawn, ["false,true", "true,false"]);
});

Deno.test("tabs() choose again when what was chosen is no longer there", async () => {
  let labels = ["One", "Two"];
  const open: string[] = [];
  const page = new TestPage(() => {
    const tabs = st.tabs(labels, { key: "tab", onChange: "rerun" });
    open.push(labels[tabs.findIndex((tab) => tab.open)]!);
  });
  await page.use(["tab", "Two"]);
  labels = ["One", "Three"];
  await page.rerun();
  assertEquals(open, ["One", "Two", "One"]);
});

Deno.test("expander() and popover() with onChange say whether they are open", async () => {
  const seen: string[] = [];
  const page = new TestPage(() => {
    const log = st.expander("Log", { expanded: true, onChange: () => seen.push("callback") });
    const filter = st.popover("Filter", { key: "filter", onChange: "rerun" });
    seen.push(`${log.open} ${filter.open}`);
    st.button("close", { onClick: () => st.sessionState.filter = false });
  });
  await page.use(["Log", "false"]);
  await page.use(["filter", "true"]);
  await page.press("close");
  assertEquals(seen, ["true false", "callback", "false false", "false true", "false false"]);
});

Deno.test("an opening in a fragment reruns the fragment only", async () => {
  const runs = { page: 0, part: 0 };
  const part = st.fragment(() => {
    runs.part++;
    if (st.expander("More", { onChange: "rerun" }).open) st.write("inside");
  });
  const page = new TestPage(() => {
    runs.page++;
    part();
  });
  await page.use(["More", "true"]);
  assertEquals([runs, page.text()], [{ page: 1, part: 2 }, "inside"]);
});

Deno.test("an opening bound to the query begins as the address says, and changes it", async () => {
  const open: (string | undefined)[] = [];
  const page = new TestPage(() => {
    const labels = ["One", "Two"];
    const tabs = st.tabs(labels, { key: "tab", onChange: "rerun", bindQuery: "tab" });
    open.push(labels[tabs.findIndex((tab) => tab.open)]);
  }, { url: "http://localhost/?tab=Two" });
  const job = await page.use(["tab", "One"]);
  assertEquals([open, job.update.query], [["Two", "One"], ""]);
});

Deno.test("what a browser sends for a box is taken only if it is one of its states", async () => {
  const page = new TestPage(() => {
    st.tabs(["One", "Two"], { key: "tab", onChange: "rerun" });
    st.expander("Log", { onChange: "rerun" });
    st.popover("Off", { onChange: "rerun", disabled: true });
  });
  const states = ["true", "false"];
  const none = [[], ["one"], ["One", "Two"], ["__proto__"], ["0"], ["x".repeat(100_000)]];
  await assertRefuses(page, "tab", [...none, ["true"]]);
  await assertRefuses(page, "Log", [...none, states]);
  await assertRefuses(page, "Off", [["true"]]);
});

Deno.test("tabs() refuse what cannot be told apart, and what stands in a form", () => {
  const page = new TestPage(() => {
    assertThrows(() => st.tabs([]), RangeError, "at least one label");
    assertThrows(() => st.tabs(["A"], { default: "B" }), RangeError, '"B"');
    assertThrows(() => st.tabs(["A", "A"], { onChange: "rerun" }), RangeError, '"A" twice');
    assertThrows(() => st.tabs(["A\nB"], { onChange: "rerun" }), RangeError, "a label is one line");
    assertEquals(st.tabs(["A", "A"]).length, 2);
    st.form("form")(() => {
      assertThrows(() => st.tabs(["A"], { onChange: "rerun" }), Error, "in a form");
      assertThrows(() => st.expander("A", { onChange: "rerun" }), Error, "in a form");
      assertThrows(() => st.popover("A", { onChange: () => {} }), Error, "in a form");
      st.expander("A", { onChange: "ignore" });
    });
  });
  assertEquals(page.errors, []);
});

Deno.test("open is an error where only the browser knows, and twice the same is one, too", () => {
  const page = new TestPage(() => {
    const [tab] = st.tabs(["A", "B"]);
    assertThrows(() => tab.open, Error, 'whether tab "A" is open');
    assertThrows(() => st.expander("Log").open, Error, 'whether expander "Log" is open');
    st.expander("Log", { onChange: "rerun" });
    st.expander("Log", { onChange: "rerun" });
  });
  assertStringIncludes(String(page.errors[0]), 'Cannot draw expander "Log" twice');
});
