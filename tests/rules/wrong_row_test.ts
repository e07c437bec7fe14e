/** A press belongs to what its user saw: another row that took its place must not get it. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import type { Command } from "../../runtime/command.ts";
import { open } from "../kit.ts";
import { TestPage } from "../session.ts";

type Name = "A" | "B";
type DrawRow = (name: Name) => void;

/** Rows of a list that full runs filter, each a fragment with a button, and what was hidden. */
function rows(makeRow: (hide: DrawRow) => DrawRow = (hide) => st.fragment(hide)) {
  const hidden: string[] = [];
  const list = { rows: ["A", "B"] as Name[], gate: Promise.resolve() };
  const row = makeRow((name) => {
    if (st.button("Hide")) hidden.push(name);
  });
  const page = new TestPage(async () => {
    await list.gate;
    for (const name of list.rows) row(name);
  });
  return { page, list, hidden };
}

/** What a browser sends for a press on the first row that was drawn. */
function hideFirst(page: TestPage): Command {
  return pressFirst(page, "Hide");
}

/** What it sends for a press on the first button of this label. */
function pressFirst({ session }: TestPage, label: string): Command {
  const { id, owner } = [...session.widgets.values()].find(({ element }) =>
    element.label === label
  )!;
  return { kind: "change", region: owner, events: [{ widget: id, sent: [] }] };
}

/** Presses the first row while a full run that leaves out row A is on its way, and waits for both. */
async function pressOutOfDate({ page, list }: Pick<ReturnType<typeof rows>, "page" | "list">) {
  await page.job.done;
  const gate = Promise.withResolvers<void>();
  list.gate = gate.promise;
  list.rows = ["B"];
  const full = page.session.schedule.submit({ kind: "load" });
  const press = page.session.schedule.submit(hideFirst(page));
  gate.resolve();
  await Promise.all([full.done, press.done]);
  return press;
}

Deno.test("Q5 a press that waits for a full run does not reach another row in its place", async () => {
  const { hidden, ...list } = rows();
  const press = await pressOutOfDate(list);
  assertEquals(hidden, []);
  assertStringIncludes(JSON.stringify(press.update.effects), "has changed meanwhile");
});

Deno.test("Q9 a press that a full run takes along does not reach another row in its place", async () => {
  const { page, list, hidden } = rows();
  await page.job.done;
  const gate = Promise.withResolvers<void>();
  list.gate = gate.promise;
  page.session.schedule.submit({ kind: "load" });
  page.session.schedule.submit(hideFirst(page));
  list.rows = ["B"];
  list.gate = Promise.resolve();
  const full = page.session.schedule.submit({ kind: "load" });
  await full.done;
  gate.resolve();
  assertEquals(hidden, []);
  assertStringIncludes(JSON.stringify(full.update.effects), "has changed meanwhile");
});

Deno.test("Q9 a press that a full run takes along reaches its own row", async () => {
  const { page, list, hidden } = rows();
  await page.job.done;
  const gate = Promise.withResolvers<void>();
  list.gate = gate.promise;
  page.session.schedule.submit({ kind: "load" });
  page.session.schedule.submit(hideFirst(page));
  list.gate = Promise.resolve();
  await page.session.schedule.submit({ kind: "load" }).done;
  gate.resolve();
  assertEquals(hidden, ["A"]);
});

Deno.test("Q5 S8 a press that waits for a full run does not reach another call of its keyed fragment", async () => {
  const { hidden, ...list } = rows((hide) => {
    const keyed = st.fragment(hide, { key: "hide" });
    const row = {
      A: st.fragment(() => keyed("A"), { key: "A" }),
      B: st.fragment(() => keyed("B"), { key: "B" }),
    };
    return (name) => row[name]();
  });
  const press = await pressOutOfDate(list);
  assertEquals(hidden, []);
  assertStringIncludes(JSON.stringify(press.update.effects), "has changed meanwhile");
});

/** Steps of one function, made in a loop as fragments without a name. */
function steps() {
  const done: number[] = [];
  const all = [0, 1, 2].map((n) =>
    st.fragment(() => {
      st.write(`step ${n}`);
      if (st.button("Next")) {
        done.push(n);
        st.sessionState.step = n + 1;
        st.rerun();
      }
    })
  );
  return { done, all };
}

Deno.test("Q5 a press that waits for a full run does not reach another fragment of the same code", async () => {
  const { done, all } = steps();
  const list = { step: 0, gate: Promise.resolve() };
  const page = new TestPage(async () => {
    await list.gate;
    all[list.step]!();
  });
  await page.job.done;
  const gate = Promise.withResolvers<void>();
  list.gate = gate.promise;
  list.step = 1;
  const full = page.session.schedule.submit({ kind: "load" });
  const press = page.session.schedule.submit(pressFirst(page, "Next"));
  gate.resolve();
  await Promise.all([full.done, press.done]);
  assertEquals(done, []);
  assertStringIncludes(JSON.stringify(press.update.effects), "has changed meanwhile");
});

Deno.test("Q5 a double click on a step goes one step, though the next one is of the same code", async () => {
  const { done, all } = steps();
  await using page = await open(() => all[st.sessionState.step ?? 0]!());
  await Promise.all([page.click("Next"), page.click("Next")]);
  assertEquals(done, [0]);
  assertEquals(page.lines(), ["step 1", "[Next]"]);
  await page.click("Next");
  assertEquals(done, [0, 1]);
  assertEquals(page.lines(), ["step 2", "[Next]"]);
});
