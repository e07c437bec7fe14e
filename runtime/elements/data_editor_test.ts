import { assert, assertEquals, assertMatch } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";
import type { DataEditorElement } from "./data_editor.ts";

interface Task {
  id: number | null;
  task: string;
  done: boolean;
  hours: number | null;
}

const TASKS: readonly Task[] = [
  { id: 11, task: "Write", done: true, hours: 3 },
  { id: 12, task: "Read", done: false, hours: 1.5 },
  { id: 13, task: "Rest", done: false, hours: null },
];

interface Said {
  edited?: [string, string, string, string?][];
  added?: [string, Record<string, string>][];
  deleted?: string[];
}

/** Changes as a browser sends them. */
function said({ edited = [], added = [], deleted = [] }: Said): string {
  return JSON.stringify({ edited, added, deleted });
}

/** A page with an editor, and what it last answered. */
class Editing {
  readonly page: TestPage;
  rows: readonly Task[] = [];

  constructor(data: () => readonly Task[], options: st.DataEditorOptions = {}) {
    this.page = new TestPage(() => {
      this.rows = st.dataEditor(data(), options);
    });
  }

  say(changes: Said) {
    return this.page.use(["Data", said(changes)]);
  }

  get element(): DataEditorElement {
    return this.page.widget("Data").element as DataEditorElement;
  }

  /** Names of the rows, as they are drawn. */
  get ids(): readonly string[] {
    return this.element.edited.ids;
  }

  get open(): number {
    const { edited, added, deleted } = this.element.edited.edits;
    return edited.length + added.length + deleted.length;
  }
}

Deno.test("dataEditor() answers copies of its rows, with what was changed", async () => {
  const editing = new Editing(() => TASKS);
  assertEquals(editing.rows, TASKS);
  assert(editing.rows[0] !== TASKS[0]);
  await editing.say({
    edited: [["1", "task", "Read on"], ["1", "done", "true"], ["2", "hours", "2.5"]],
  });
  assertEquals(editing.rows, [
    TASKS[0]!,
    { id: 12, task: "Read on", done: true, hours: 1.5 },
    { id: 13, task: "Rest", done: false, hours: 2.5 },
  ]);
  // What the author does with them changes nothing.
  (editing.rows as Task[])[0]!.task = "mine";
  await editing.page.rerun();
  assertEquals(editing.rows[0]!.task, "Write");
  assertEquals(TASKS[1]!.task, "Read");
});

Deno.test("a change that is taken back is none", async () => {
  const editing = new Editing(() => TASKS);
  await editing.say({ edited: [["0", "task", "Other"]] });
  assertEquals(editing.open, 1);
  await editing.say({ edited: [["0", "task", "Write"]] });
  assertEquals([editing.open, editing.rows], [0, TASKS]);
});

Deno.test("dataEditor() adds rows with defaults, and answers them once they are complete", async () => {
  const editing = new Editing(() => TASKS, {
    numRows: "dynamic",
    columns: { task: { required: true }, hours: { default: 1 } },
  });
  await editing.say({ added: [["+a", {}]] });
  assertEquals([editing.rows.length, editing.ids.at(-1)], [3, "+a"]);
  await editing.say({ added: [["+a", { task: "New" }]] });
  assertEquals(editing.rows.at(-1), { id: null, task: "New", done: false, hours: 1 });
  await editing.say({ added: [["+a", { hours: "" }]] });
  assertEquals(editing.rows.at(-1), { id: null, task: "New", done: false, hours: null });
  await editing.say({ added: [] });
  assertEquals(editing.rows, TASKS);
});

Deno.test("dataEditor() deletes rows", async () => {
  const editing = new Editing(() => TASKS, { numRows: "dynamic" });
  await editing.say({ deleted: ["1"], edited: [["2", "task", "Sleep"]] });
  assertEquals(editing.rows.map(({ task }) => task), ["Write", "Sleep"]);
  assertEquals(editing.ids, ["0", "2"]);
});

Deno.test("two people who change different cells of the same data both keep their changes", async () => {
  let shared: readonly Task[] = TASKS;
  const person = () => {
    const page = new TestPage(() => {
      shared = st.dataEditor(shared, { rowKey: "id", numRows: "dynamic" });
    });
    return (changes: Said) => page.use(["Data", said(changes)]);
  };
  const [ada, grace] = [person(), person()];
  await ada({ edited: [["11", "task", "Ada's"]] });
  // Grace's page still shows what it did before.
  await grace({ edited: [["11", "hours", "8"]], deleted: ["13"] });
  await ada({
    edited: [["12", "done", "true"]],
    added: [["+x", { id: "14", task: "Ada's, too" }]],
  });
  await grace({ added: [["+y", { id: "15" }]] });
  assertEquals(shared, [
    { id: 11, task: "Ada's", done: true, hours: 8 },
    { id: 12, task: "Read", done: true, hours: 1.5 },
    { id: 14, task: "Ada's, too", done: false, hours: null },
    { id: 15, task: "", done: false, hours: null },
  ]);
  // Of the same cell, the later change counts, and what is done is not done again.
  await grace({ edited: [["11", "task", "Grace's"]] });
  await ada({});
  assertEquals(shared[0]!.task, "Grace's");
  await grace({ deleted: ["14"] });
  await ada({});
  assertEquals(shared.map(({ id }) => id), [11, 12, 15]);
});

Deno.test("a change that is done is not done again by a message that was on its way", async () => {
  let rows = TASKS;
  for (const rowKey of ["id", undefined]) {
    const editing = new Editing(() => rows, rowKey === undefined ? {} : { rowKey });
    const [write, read] = rowKey === undefined ? ["0", "1"] : ["11", "12"];
    const tasks = () => editing.rows.map(({ task }) => task);
    rows = TASKS;
    await editing.page.rerun();
    await editing.say({ edited: [[write, "task", "mine", "+a"]] });
    rows = editing.rows;
    await editing.page.rerun();
    assertEquals(editing.open, 0);
    // Somebody else's, before this browser has heard that its own is done.
    rows = rows.map((row, at) => at === 0 ? { ...row, task: "theirs" } : row);
    await editing.say({ edited: [[write, "task", "mine", "+a"], [read, "task", "mine", "+b"]] });
    assertEquals(tasks(), ["theirs", "mine", "Rest"]);
    rows = editing.rows;
    await editing.page.rerun();
    // Entered once more, it is another change; pasted ones are one.
    await editing.say({ edited: [[write, "task", "mine", "+c"], [write, "hours", "7", "+c"]] });
    assertEquals(tasks(), ["mine", "mine", "Rest"]);
    assertEquals(editing.rows[0]!.hours, 7);
    await editing.say({ edited: [[write, "task", "mine", "+c"], [write, "hours", "7", "+c"]] });
    assertEquals(tasks(), ["mine", "mine", "Rest"]);
  }
});

Deno.test("rows without a key keep their names when the answer becomes the data", async () => {
  let tasks: readonly Task[] = TASKS;
  const editing = new Editing(() => tasks, { numRows: "dynamic" });
  /** A run whose answer is kept, and the next one, as in an app that writes `tasks = dataEditor(tasks)`. */
  const keep = async () => {
    tasks = editing.rows;
    await editing.page.rerun();
    tasks = editing.rows;
  };
  await editing.say({ deleted: ["0"], edited: [["1", "done", "true"]] });
  await keep();
  assertEquals([tasks.map(({ task }) => task), editing.open], [["Read", "Rest"], 0]);
  assertEquals(editing.ids, ["1", "2"]);
  await editing.say({ edited: [["2", "done", "true"]], added: [["+a", { task: "New" }]] });
  tasks = editing.rows;
  // Before the page is drawn anew, somebody goes on.
  await editing.say({
    edited: [["2", "done", "true"], ["1", "hours", "7"]],
    added: [["+a", { done: "true" }]],
  });
  await keep();
  assertEquals(tasks.map(({ task, done, hours }) => [task, done, hours]), [
    ["Read", true, 7],
    ["Rest", true, null],
    ["New", true, null],
  ]);
  assertEquals(editing.ids, ["1", "2", "+a"]);
  await editing.say({ edited: [["+a", "task", "Newer"]], deleted: ["1"] });
  await keep();
  assertEquals(tasks.map(({ task }) => task), ["Rest", "Newer"]);
  // The same row is not added, and the same row not deleted, by a message that comes late.
  await editing.say({ added: [["+a", {}]], deleted: ["1"] });
  await keep();
  assertEquals(tasks.map(({ task }) => task), ["Rest", "Newer"]);
});

Deno.test("a row that was added is known again in data that give it a key", async () => {
  let tasks: readonly Task[] = TASKS;
  const editing = new Editing(() => tasks, { rowKey: "id", numRows: "dynamic" });
  await editing.say({ added: [["+a", { task: "New" }]] });
  assertEquals(editing.rows.length, 4);
  tasks = [...TASKS, { id: 99, task: "New", done: false, hours: null }];
  await editing.say({ added: [["+a", { hours: "4" }]] });
  assertEquals(editing.rows.map(({ id, hours }) => [id, hours]), [[11, 3], [12, 1.5], [13, null], [
    99,
    4,
  ]]);
  assertEquals(editing.ids.at(-1), "99");
  await editing.say({ edited: [["99", "hours", "4"]], added: [["+a", { hours: "4" }]] });
  assertEquals(editing.rows.length, 4, "a message that comes late adds nothing");
});

Deno.test("dataEditor() reads what is entered as its columns say", async () => {
  const data = [{
    day: new Date("2026-01-01"),
    at: new Date("2026-01-01T10:30Z"),
    text: "2026-01-01",
    size: "S",
    tags: ["a"],
    rating: 2,
    any: { a: 1 } as unknown,
    list: ["x"],
  }];
  let rows = data;
  const page = new TestPage(() => {
    rows = st.dataEditor(data, {
      columns: {
        text: { type: "date" },
        size: { type: "select", options: ["S", "M"] },
        tags: { type: "multiselect", options: ["a", "b", "a, b", "c", ""] },
        rating: { min: 0, max: 5, step: 0.5 },
        any: { type: "json" },
        list: { type: "list" },
      },
    });
  });
  const say = (column: string, text: string) =>
    page.use(["Data", said({ edited: [["0", column, text]] })]);
  const good: [string, string, unknown][] = [
    ["day", "2026-02-28", new Date("2026-02-28")],
    ["day", "", null],
    ["at", "2026-07-01T08:00", new Date("2026-07-01T08:00Z")],
    ["text", "2026-02-28", "2026-02-28"],
    ["size", "M", "M"],
    ["size", "", null],
    ["tags", "b, a", ["b", "a"]],
    // Commas divide options, and there may be some in one.
    ["tags", "a, b", ["a, b"]],
    ["tags", "b,c, a, b ", ["b", "c", "a, b"]],
    ["tags", "", null],
    ["rating", "4.5", 4.5],
    ["any", "[1]", [1]],
    ["any", '["[[\\"[["]', ['[["[[']],
    ["list", "a, b", ["a", "b"]],
  ];
  for (const [column, text, value] of good) {
    assertEquals((await say(column, text)).refused, [], `${column} ${text}`);
    assertEquals((rows[0] as Record<string, unknown>)[column], value);
  }
  const bad: [string, string][] = [
    ["day", "2026-02-30"],
    ["day", "today"],
    ["day", "2026-01-01T10:00"],
    ["at", "2026-01-01"],
    ["at", "2026-01-01T25:00"],
    ["text", "1.1.2026"],
    ["size", "XL"],
    ["size", "__proto__"],
    ["tags", "a, d"],
    ["tags", "ab"],
    ["tags", "a,, c"],
    ["rating", "5.5"],
    ["rating", "-1"],
    ["rating", "0.3"],
    ["rating", "1e999"],
    ["rating", "0x10"],
    ["any", "{"],
    // Could not be stored.
    ["any", "[".repeat(5_000) + "]".repeat(5_000)],
    ["list", "x,".repeat(5_000)],
    ["tags", "a,".repeat(5_000)],
    ["nothing", "1"],
  ];
  for (const [column, text] of bad) {
    assertEquals((await say(column, text)).refused.length, 1, `${column} ${text}`);
  }
});

Deno.test("dataEditor() refuses what is none of its changes", async () => {
  const page = new TestPage(() => {
    st.dataEditor(TASKS, { label: "Fixed", disabled: ["id"] });
    st.dataEditor(TASKS, { label: "Off", disabled: true });
    st.dataEditor(TASKS, {
      label: "Free",
      numRows: "dynamic",
      columns: { task: { required: true, maxChars: 5, validate: /^[A-Z]/g } },
    });
    st.dataEditor(TASKS, { label: "Named", columns: { task: { required: true } } });
  });
  const odd = [
    '{"edited":[],"added":[]}',
    '{"edited":[["0","task"]],"added":[],"deleted":[]}',
    '{"edited":[["0","task",7]],"added":[],"deleted":[]}',
    '{"edited":[["0","task","x","now"]],"added":[],"deleted":[]}',
    '{"edited":[["0","task","x","+a","+b"]],"added":[],"deleted":[]}',
    '{"edited":{},"added":[],"deleted":[]}',
    '{"edited":[],"added":[["0",{}]],"deleted":[]}',
    '{"edited":[],"added":[["+a",{}],["+a",{}]],"deleted":[]}',
    '{"edited":[],"added":[["+a",[]]],"deleted":[]}',
    '{"edited":[],"added":[["+a",{"__proto__":"x"}]],"deleted":[]}',
  ].map((text) => [text]);
  await assertRefuses(page, "Free", [...HOSTILE, ...odd]);
  const refuses = (label: string, changes: Said) => assertRefuses(page, label, [[said(changes)]]);
  await refuses("Fixed", { added: [["+a", {}]] });
  await refuses("Fixed", { deleted: ["0"] });
  await refuses("Fixed", { edited: [["0", "id", "1"]] });
  await refuses("Fixed", { edited: [["0", "toString", "1"]] });
  await refuses("Off", { edited: [["0", "task", "x"]] });
  await refuses("Free", { edited: [["0", "task", ""]] });
  await refuses("Named", { edited: [["0", "task", " \n "]] });
  await refuses("Free", { edited: [["0", "task", "TooLong"]] });
  await refuses("Free", { edited: [["0", "task", "small"]] });
  await refuses("Free", { added: [["+a", { task: "small" }]] });
  // A row that somebody else has taken away is no mistake of who changes it.
  const job = await page.use(["Free", said({ edited: [["77", "task", "Big"]], deleted: ["78"] })]);
  assertEquals(job.refused, []);
});

Deno.test("dataEditor() calls back once for a change, and not for none", async () => {
  let calls = 0;
  const editing = new Editing(() => TASKS, { onChange: () => calls++ });
  await editing.say({ edited: [["0", "task", "x"]] });
  await editing.say({ edited: [["0", "task", "x"]] });
  await editing.page.rerun();
  assertEquals(calls, 1);
});

Deno.test("dataEditor() edits rows that there are none of yet", async () => {
  let rows: object[] = [];
  const page = new TestPage(() => {
    rows = st.dataEditor([], {
      numRows: "dynamic",
      columns: { name: "Name", age: { type: "number" } },
    });
  });
  await page.use(["Data", said({ added: [["+a", { name: "Ada", age: "36" }]] })]);
  assertEquals(rows, [{ name: "Ada", age: 36 }]);
});

Deno.test("dataEditor() says what is wrong with its data", async () => {
  const page = new TestPage(() => st.dataEditor([1] as never));
  await page.job.done;
  assertMatch(page.text(), /TypeError: Cannot edit rows: row 0 must be an object: received 1/);
});
