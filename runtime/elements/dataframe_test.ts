import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";
import type { GridWindow } from "../grid_rows.ts";
import type { DataframeElement } from "./dataframe.ts";

const PEOPLE = [
  { id: 7, name: "Ada", born: new Date("1815-12-10") },
  { id: 8, name: "Grace", born: new Date("1906-12-09") },
  { id: 9, name: "Edsger", born: new Date("1930-05-11") },
];

function elementOf(page: TestPage, label = "Data"): DataframeElement {
  return page.widget(label).element as DataframeElement;
}

/** What a browser is shown that asks for these rows. */
function look(
  page: TestPage,
  asked: { column?: string; descending?: boolean; search?: string; offset?: number } = {},
): Promise<GridWindow> {
  return elementOf(page).grid.look({
    offset: 0,
    limit: 50,
    column: "",
    descending: false,
    search: "",
    ...asked,
  });
}

function cells({ rows }: GridWindow, column = 0): unknown[] {
  return rows.map((row) => row.cells[column]);
}

Deno.test("dataframe() shows the same of every shape of rows", async () => {
  const shapes: st.DataframeData[] = [
    [{ a: 1, b: "x" }, { a: 2, b: "y" }],
    { a: [1, 2], b: ["x", "y"] },
    { a: Float64Array.of(1, 2), b: ["x", "y"] } as never,
    [[1, "x"], [2, "y"]],
  ];
  for (const shape of shapes) {
    const page = new TestPage(() => st.dataframe(shape));
    await page.job.done;
    const { grid: { window } } = elementOf(page);
    assertEquals(window?.rows.map(({ cells }) => cells), [[1, "x"], [2, "y"]]);
    assertEquals([window?.count, window?.total], [2, 2]);
  }
});

Deno.test("dataframe() takes rows as they come, from a generator or a stream", async () => {
  async function* rows() {
    yield* PEOPLE;
  }
  for (const data of [rows(), ReadableStream.from(rows())]) {
    const page = new TestPage(() => st.dataframe(data));
    await page.job.done;
    assertEquals(cells(await look(page), 1), ["Ada", "Grace", "Edsger"]);
    assertEquals(page.errors, []);
  }
  const page = new TestPage(() => st.dataframe(ReadableStream.from(["text"] as never[])));
  await page.job.done;
  assertMatch(page.text(), /Cannot read rows: row 0 must be an object: received string/);
});

Deno.test("dataframe() shows the columns that are asked for, in that order, as configured", async () => {
  const page = new TestPage(() =>
    st.dataframe(PEOPLE, {
      columns: { id: { hidden: true }, name: "Called", born: { label: "Born", format: "long" } },
      order: ["born", "nothing", "name", "id"],
    })
  );
  await page.job.done;
  const { grid: { columns } } = elementOf(page);
  assertEquals(columns.map(({ label, type }) => [label, type]), [["Born", "date"], [
    "Called",
    "text",
  ]]);
  assertEquals(columns[0]!.text(PEOPLE[0]!.born), "December 10, 1815");
});

Deno.test("dataframe() sorts and searches what is shown, and answers a window of it", async () => {
  const page = new TestPage(() => st.dataframe(PEOPLE, { columns: { id: { hidden: true } } }));
  assertEquals(cells(await look(page, { column: "name", descending: true })), [
    "Grace",
    "Edsger",
    "Ada",
  ]);
  assertEquals(cells(await look(page, { search: " EDS " })), ["Edsger"]);
  // A column that is not shown can be neither sorted by nor searched.
  const hidden = await look(page, { column: "id" });
  assertEquals([hidden.view.sort, cells(hidden)], [null, ["Ada", "Grace", "Edsger"]]);
  assertEquals((await look(page, { search: "7" })).count, 0);
  // Who looks beyond the end sees the end.
  assertEquals((await look(page, { offset: 1e9 })).view.offset, 0);
});

Deno.test("dataframe() answers rows that were selected, by number", async () => {
  const answers: st.DataframeSelection[] = [];
  const page = new TestPage(() => {
    answers.push(st.dataframe(PEOPLE, { onSelect: "rerun" }));
  });
  await page.use(["Data", '["2","0","2"]']);
  assertEquals(answers.at(-1), { rows: [0, 2], keys: [], columns: [], cells: [] });
  answers.at(-1)!.rows.push(1);
  await page.rerun();
  assertEquals(
    answers.at(-1)!.rows,
    [0, 2],
    "what the author does with the answer changes nothing",
  );
  await page.use(["Data", "[]"]);
  assertEquals(answers.at(-1), { rows: [], keys: [], columns: [], cells: [] });
});

Deno.test("dataframe() with a rowKey answers the rows wherever they stand now", async () => {
  let people = PEOPLE;
  let answer: st.DataframeSelection | undefined;
  const page = new TestPage(() => {
    answer = st.dataframe(people, { rowKey: "id", onSelect: "rerun", key: "people" });
  });
  await page.use(["people", '["9"]']);
  assertEquals(answer, { rows: [2], keys: [9], columns: [], cells: [] });
  people = PEOPLE.toReversed();
  await page.rerun();
  assertEquals(answer, { rows: [0], keys: [9], columns: [], cells: [] });
  people = PEOPLE.slice(0, 1);
  await page.rerun();
  assertEquals(answer, { rows: [], keys: [], columns: [], cells: [] });
});

Deno.test("dataframe() answers columns that were selected, as long as they are there", async () => {
  let people: st.Rows = PEOPLE;
  let answer: st.DataframeSelection | undefined;
  const page = new TestPage(() => {
    answer = st.dataframe(people, { selectionMode: "multi-column", onSelect: "rerun", key: "p" });
    st.dataframe(PEOPLE, { selectionMode: "single-column", label: "One", order: ["id", "name"] });
  });
  await page.use(["p", '[[null,"name"],[null,"id"],[null,"name"]]']);
  assertEquals(answer, { rows: [], keys: [], columns: ["name", "id"], cells: [] });
  people = [{ id: 1 }];
  await page.rerun();
  assertEquals(answer!.columns, ["id"]);
  await assertRefuses(page, "One", [
    ['[[null,"born"]]'],
    ['[[null,"id"],[null,"name"]]'],
    ['["0"]'],
    ['["id"]'],
    ...HOSTILE,
  ]);
});

Deno.test("dataframe() answers cells that were selected, wherever their rows stand now", async () => {
  let people = PEOPLE;
  const answers = new Map<string, st.SelectedCell[]>();
  const page = new TestPage(() => {
    const options = { selectionMode: "multi-cell", onSelect: "rerun" } as const;
    answers.set("number", st.dataframe(people, { ...options, key: "number" }).cells);
    answers.set("key", st.dataframe(people, { ...options, key: "key", rowKey: "id" }).cells);
    st.dataframe(PEOPLE, { selectionMode: "single-cell", label: "One" });
  });
  await page.use(
    ["number", '[["2","name"],["0","id"],["2","name"]]'],
    ["key", '[["9","name"],["9","id"]]'],
  );
  assertEquals(answers.get("number"), [
    { row: 2, key: null, column: "name" },
    { row: 0, key: null, column: "id" },
  ]);
  assertEquals(answers.get("key"), [
    { row: 2, key: 9, column: "name" },
    { row: 2, key: 9, column: "id" },
  ]);
  people = PEOPLE.toReversed();
  await page.rerun();
  assertEquals(answers.get("key")!.map(({ row }) => row), [0, 0]);
  people = PEOPLE.slice(0, 1);
  await page.rerun();
  assertEquals(answers.get("number"), [{ row: 0, key: null, column: "id" }]);
  assertEquals(answers.get("key"), []);
  const odd = ['[["3","id"]]', '[["0","age"]]', '["0"]', '[["0"]]', '[["0","id"],["1","id"]]'];
  await assertRefuses(page, "One", [...HOSTILE, ...odd.map((text) => [text])]);
});

Deno.test("dataframe() answers rows, columns and cells at once, as many as each mode says", async () => {
  let answer: st.DataframeSelection | undefined;
  const page = new TestPage(() => {
    answer = st.dataframe(PEOPLE, {
      rowKey: "id",
      onSelect: "rerun",
      selectionMode: ["multi-row", "single-column", "multi-cell"],
    });
    st.dataframe(PEOPLE, { label: "Two", selectionMode: ["single-row", "single-cell"] });
    st.dataframe(PEOPLE, { label: "None", onSelect: "rerun", selectionMode: [] });
  });
  await page.use(["Data", '["9",[null,"name"],["7","id"],"8"]']);
  assertEquals(answer, {
    rows: [1, 2],
    keys: [8, 9],
    columns: ["name"],
    cells: [{ row: 0, key: 7, column: "id" }],
  });
  // What is not named any more is not selected.
  await page.use(["Data", '[["7","id"]]']);
  assertEquals(answer, {
    rows: [],
    keys: [],
    columns: [],
    cells: [{ row: 0, key: 7, column: "id" }],
  });
  await assertRefuses(page, "Two", [
    ['["0","1"]'],
    ['[[null,"id"]]'],
    ['["0",["1","id"],["2","id"]]'],
    ['["0",["1","age"]]'],
    ['[["0",null]]'],
    ["[[null,null]]"],
    ...HOSTILE,
  ]);
  await assertRefuses(page, "None", [['["0"]'], ["[]"]]);
});

Deno.test("dataframe() that requires a row answers the first one, or that which is selected", async () => {
  let people = PEOPLE;
  const answers = new Map<string, st.DataframeSelection>();
  const page = new TestPage(() => {
    const options = { onSelect: "rerun", selectionMode: "single-row-required" } as const;
    answers.set("number", st.dataframe(people, { ...options, key: "number" }));
    answers.set(
      "key",
      st.dataframe(people, { ...options, label: "key", key: "key", rowKey: "id" }),
    );
  });
  const rows = () => ["number", "key"].map((key) => answers.get(key)!.rows);
  await page.job.done;
  assertEquals(rows(), [[0], [0]]);
  assertEquals(answers.get("key")!.keys, [7]);
  assertEquals((page.widget("key").element as DataframeElement).selected, ["7"]);
  await page.use(["number", '["1"]'], ["key", '["9"]']);
  assertEquals(rows(), [[1], [2]]);
  await assertRefuses(page, "key", [["[]"], ['["7","8"]'], ...HOSTILE]);
  people = PEOPLE.slice(0, 1);
  await page.rerun();
  assertEquals(rows(), [[0], [0]]);
  people = [];
  await page.rerun();
  assertEquals(rows(), [[], []]);
  // Of no rows, none is all that a browser can say.
  assertEquals((await page.use(["number", "[]"])).refused, []);
});

Deno.test("dataframe() calls back, or reruns nothing, as it is told", async () => {
  const calls: string[] = [];
  let runs = 0;
  const page = new TestPage(() => {
    runs++;
    st.dataframe(PEOPLE, { label: "Called", onSelect: () => calls.push("selected") });
    st.dataframe(PEOPLE, { label: "Quiet", selectionMode: "single-row" });
  });
  await page.use(["Called", '["1"]']);
  assertEquals([calls, runs], [["selected"], 2]);
  await page.use(["Quiet", '["1"]']);
  assertEquals(runs, 2);
});

Deno.test("dataframe() refuses rows that there are not, and more than can be selected", async () => {
  const page = new TestPage(() => {
    st.dataframe(PEOPLE, { label: "Several", onSelect: "rerun" });
    st.dataframe(PEOPLE, { label: "One", onSelect: "rerun", selectionMode: "single-row" });
    st.dataframe(PEOPLE, { label: "Keys", onSelect: "rerun", rowKey: "name" });
    st.dataframe(PEOPLE, { label: "None" });
  });
  const odd = [
    '["3"]',
    '["-1"]',
    '["00"]',
    '["1e0"]',
    "[0]",
    '{"length":1}',
    '[["0"]]',
    '["0"',
    '["__proto__"]',
  ];
  // HOSTILE's "[1]" is a list of no texts.
  await assertRefuses(page, "Several", [...HOSTILE, ...odd.map((text) => [text])]);
  await assertRefuses(page, "One", [['["0","1"]'], ...HOSTILE]);
  await assertRefuses(page, "Keys", [['["0"]'], ['["toString"]'], ...HOSTILE]);
  await assertRefuses(page, "None", [['["0"]'], ["[]"], ...HOSTILE]);
});

Deno.test("dataframe() has buttons in its rows, which say in which they were pressed", async () => {
  const presses: st.PressedRow[] = [];
  let runs = 0;
  const onClick = (row: st.PressedRow) => presses.push(row);
  const source: st.RowSource = { count: () => 3, rows: () => PEOPLE };
  const page = new TestPage(() => {
    runs++;
    const open = { type: "button", label: "Open", onClick } as const;
    st.dataframe(PEOPLE, { label: "By number", columns: { open } });
    st.dataframe(PEOPLE, { rowKey: "id", columns: { name: { type: "button", onClick } } });
    st.dataframe(source, { rowKey: "id", columns: { open: { ...open, label: "Fetch" } } });
    st.dataframe(PEOPLE, {
      label: "Off",
      columns: { off: { ...open, label: "Off", disabled: true } },
    });
  });
  await page.job.done;
  await page.use(["Open", "2"]);
  await page.use(["name", "8"]);
  assertEquals(runs, 3);
  const fetched = [...page.session.widgets.values()]
    .map(({ element }) => element)
    .filter((element) => element.kind === "dataframe")[2]!.grid.window!.rows[0]!.id!;
  // Without a server nothing is sealed, and nothing that should be is taken.
  assertEquals((await page.use(["Fetch", fetched])).refused.length, 1);
  assertEquals(presses, [{ row: 2, key: null }, { row: 1, key: 8 }]);
  const columns = elementOf(page, "By number").grid.columns;
  assertEquals(columns.map(({ label }) => label), ["id", "name", "born", "Open"]);
  await page.rerun();
  assertEquals(presses.length, 2, "a press is one press");
  for (const label of ["Open", "name", "Fetch"]) {
    await assertRefuses(page, label, HOSTILE.filter((sent) => sent.join() !== "1 "));
  }
  await assertRefuses(page, "Off", [["0"]]);
  assertEquals(presses.length, 2);
});

Deno.test("dataframe() shows rows of a source, and asks it for no more than are looked at", async () => {
  const asked: st.RowQuery[] = [];
  const source: st.RowSource = {
    count: ({ search }) => Promise.resolve(search === "" ? 1_000_000 : 3),
    rows: (query) => {
      asked.push(query);
      return Array.from(
        { length: query.search === "" ? query.limit : 3 },
        (_, i) => ({ id: query.offset + i }),
      );
    },
  };
  const page = new TestPage(() => st.dataframe(source));
  await page.job.done;
  assertEquals(elementOf(page).grid.window?.count, 1_000_000);
  assertEquals(
    (await look(page, { offset: 500_000, column: "id", descending: true })).rows[0]?.cells,
    [500_000],
  );
  assertEquals(asked.at(-1), {
    offset: 500_000,
    limit: 50,
    sort: { column: "id", descending: true },
    search: "",
  });
  assertEquals((await look(page, { search: "x" })).count, 3);
  // What was in view is gone: the end is looked at.
  assertEquals((await look(page, { search: "x", offset: 900 })).view.offset, 0);
  assert(asked.every(({ limit }) => limit === 50));
});

Deno.test("a source that fails shows its error, and the rest of the page stays", async () => {
  const source: st.RowSource = { count: () => 1, rows: () => Promise.reject(new Error("Away")) };
  const page = new TestPage(() => {
    st.dataframe(source);
    st.write("below");
  });
  await page.job.done;
  assertMatch(page.text(), /Error: Away/);
  assertMatch(page.text(), /below/);
  const odd = new TestPage(() => st.dataframe({ count: () => -1, rows: () => [] }));
  await odd.job.done;
  assertMatch(
    odd.text(),
    /RangeError: Cannot show rows: count\(\) must answer a whole number: received -1/,
  );
});

Deno.test("dataframe() says what is wrong with its options", async () => {
  const wrong: [() => unknown, RegExp][] = [
    [
      () => st.dataframe(PEOPLE, { height: 0 }),
      /RangeError: Cannot draw dataframe "Data" as height must be > 0: received 0/,
    ],
    [
      () => st.dataframe(PEOPLE, { rowHeight: 20 }),
      /RangeError: Cannot draw dataframe "Data" as rowHeight must be between 24 and 400: received 20/,
    ],
    [
      () => st.dataEditor(PEOPLE, { rowHeight: NaN }),
      /RangeError: Cannot draw dataEditor "Data" as rowHeight must be between 24 and 400: received NaN/,
    ],
    [
      () => st.dataframe(PEOPLE, { selectionMode: "all" as "multi-row" }),
      /selectionMode must be one or several of single-row-required, .*, multi-cell: received "all"/,
    ],
    [
      () =>
        st.dataframe({ count: () => 0, rows: () => [] }, {
          rowKey: "id",
          selectionMode: "single-row-required",
        }),
      /TypeError: Cannot require a row of dataframe "Data": nobody knows its first one yet/,
    ],
    [
      () => st.dataframe(PEOPLE, { selectionMode: ["single-row", "multi-cell", "multi-row"] }),
      /selectionMode must say once how many rows: received single-row, multi-cell, multi-row/,
    ],
    [
      () => st.dataframe(PEOPLE, { columns: { id: { type: "nope" as "text" } } }),
      /type must be one of text, .*: received "nope"/,
    ],
    [
      () => st.dataframe(PEOPLE, { columns: { id: { min: 2, max: 1 } } }),
      /min must be <= max: received min 2, max 1/,
    ],
    [() => st.dataframe(PEOPLE, { columns: { id: { format: "%z" } } }), /SyntaxError/],
    [
      () => st.dataframe(PEOPLE, { rowKey: "nope" }),
      /Cannot name rows by "nope": rowKey must be one of their columns, id, name, born/,
    ],
    [
      () => st.dataframe({ count: () => 0, rows: () => [] }, { onSelect: "rerun" }),
      /rows of a source need a rowKey/,
    ],
    [() => st.dataframe({ a: [1], b: [] }), /RangeError: Cannot read rows/],
    [
      () => st.form("f")(() => st.dataframe(PEOPLE, { columns: { go: { type: "button" } } })),
      /Cannot draw buttons in dataframe "Data" in a form/,
    ],
    [
      () => st.dataEditor(PEOPLE, { columns: { go: { type: "button" } } }),
      /Cannot draw column "go" as type "button" in a dataEditor/,
    ],
  ];
  for (const [call, message] of wrong) {
    const page = new TestPage(call);
    await page.job.done;
    assertMatch(page.text(), message);
  }
  assertThrows(() => st.dataframe(PEOPLE), Error, 'Cannot call dataframe "Data" outside a run');
});

Deno.test("dataframe() keeps how it is looked at from run to run", async () => {
  const page = new TestPage(() => st.dataframe(PEOPLE));
  await look(page, { column: "name", descending: true });
  await page.rerun();
  assertEquals(cells(elementOf(page).grid.window!, 1), ["Grace", "Edsger", "Ada"]);
});
