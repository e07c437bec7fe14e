/** Whatever an answer would have shown is there in the end, though it got lost on its way. */
import { assertEquals } from "@std/assert";
import * as st from "../mod.ts";
import { open } from "../tests/kit.ts";
import type { Tab } from "../tests/kit.ts";

/** Draws a page with one button, presses it while answers get lost, and looks at the page. */
async function afterLoss(page: () => unknown, answers = 1): Promise<Tab> {
  const tab = await open(page);
  tab.loseAnswers(answers);
  await tab.click("Press");
  return tab;
}

Deno.test("O11 O7 Q4 what a lost answer had put outside its fragment is there", async () => {
  const boxes: Record<string, ReturnType<typeof st.container>> = {};
  const press = st.fragment(() => {
    if (!st.button("Press")) return;
    boxes.box!.write("in the box");
    boxes.slot!.write("in the slot");
  });
  await using tab = await afterLoss(() => {
    boxes.box = st.container();
    boxes.slot = st.empty();
    press();
  }, 2);
  assertEquals(tab.lines(), ["in the box", "in the slot", "[Press]"]);
  await tab.click("Press");
  assertEquals(tab.lines(), ["in the box", "in the box", "in the slot", "[Press]"]);
});

Deno.test("O4 Q4 replace: a part whose answer was lost is there, and redrawn in its place", async () => {
  let box: ReturnType<typeof st.container>;
  let runs = 0;
  const press = st.fragment(() => {
    st.button("Press");
    if (runs++ === 0) return;
    box.write(`run ${runs}`);
    st.sidebar.write(`aside ${runs}`);
  }, { outside: "replace" });
  await using tab = await afterLoss(() => {
    box = st.container();
    st.sidebar.write("above");
    press();
  });
  assertEquals(tab.lines()[0], `run ${runs}`);
  assertEquals(tab.linesIn("#sidebar"), ["above", `aside ${runs}`]);
  await tab.click("Press");
  assertEquals(tab.lines(), [`run ${runs}`, "[Press]"]);
  assertEquals(tab.linesIn("#sidebar"), ["above", `aside ${runs}`]);
});

Deno.test("W13 R9 Q4 a widget and an address that a lost answer would have changed are changed", async () => {
  const press = st.fragment(() => {
    const set = () => {
      st.sessionState.box = true;
      st.queryParams.set("view", "week");
    };
    st.button("Press", { onClick: set });
  });
  await using tab = await afterLoss(() => {
    st.checkbox("Box", { key: "box" });
    press();
  });
  assertEquals(tab.lines(), ["[x] Box", "[Press]"]);
  assertEquals(tab.url.search, "?view=week");
});

Deno.test("S7 D1 Q4 a fragment or a dialog that a lost answer would have shown is shown", async () => {
  let orders = 0;
  const list = st.fragment(() => st.write(`${orders} orders`), { key: "list" });
  const thanks = st.dialog("Thanks", () => st.write("It is on its way."));
  const press = st.fragment(() => {
    st.button("Press", { onClick: () => (orders++, thanks(), st.rerun("list")) });
  });
  await using tab = await afterLoss(() => {
    press();
    list();
  });
  assertEquals(tab.lines(), ["[Press]", "1 orders"]);
  assertEquals(tab.dialog.lines(), ["Thanks", "It is on its way."]);
});

Deno.test("S1 Q4 a page that a lost answer would have shown is shown", async () => {
  let orders = 0;
  const press = st.fragment(() => {
    if (!st.button("Press")) return;
    orders++;
    st.rerun();
  });
  await using tab = await afterLoss(() => {
    press();
    st.write(`${orders} orders`);
  });
  assertEquals(tab.lines(), ["[Press]", "1 orders"]);
});

Deno.test("O11 Q4 what a lost answer had put into a container that is drawn anew since is not put back", async () => {
  let box: ReturnType<typeof st.container>;
  let rows = 1;
  const press = st.fragment(() => {
    if (st.button("Press")) box.write(`${rows++} written`);
  });
  await using tab = await open(() => {
    box = st.container();
    box.write(`${rows} rows`);
    st.button("Full");
    press();
  });
  tab.loseAnswers();
  await Promise.all([tab.click("Press"), tab.click("Full")]);
  assertEquals(tab.lines(), ["2 rows", "[Full]", "[Press]"]);
});
