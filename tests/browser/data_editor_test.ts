/** `dataEditor()` as it is used: by keyboard, by mouse, from a spreadsheet, by two people. */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Locator, Page } from "playwright-core";
import { HOSTILE_TEXTS } from "../hostile_text.ts";
import {
  appHandler,
  type Between,
  eventually,
  gate,
  isPost,
  quiet,
  ready,
  see,
  until,
  withApp,
} from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

interface Task {
  task: string;
  hours: number | null;
  due: string;
  kind: string;
  done: boolean;
}

const TASKS: readonly Task[] = [
  { task: "Write", hours: 3, due: "2026-11-21", kind: "work", done: true },
  { task: "Read", hours: 1, due: "2026-11-22", kind: "play", done: false },
  { task: "Rest", hours: null, due: "2026-11-23", kind: "play", done: false },
];

const COLUMNS: Record<string, st.ColumnConfig> = {
  task: { required: true, maxChars: 20 },
  hours: { min: 0, max: 24 },
  due: { type: "date" },
  kind: { type: "select", options: ["work", "play"] },
};

/** An editor of these tasks, with what it answers below. */
function editing(options: st.DataEditorOptions = {}): () => void {
  return () => {
    const rows = st.dataEditor(TASKS, { columns: COLUMNS, ...options });
    st.text(`= ${rows.map((row) => Object.values(row).join("|")).join(" / ")}`);
  };
}

function cell(page: Page, row: number, column: keyof Task): Locator {
  const cells = page.locator("tbody:not(.space) > tr").nth(row).locator("td:not(.pick)");
  return cells.nth(Object.keys(TASKS[0]!).indexOf(column));
}

/** What the author got. */
async function answered(page: Page, ...rows: string[]): Promise<void> {
  await eventually(async () =>
    assertEquals(
      await page.locator(".plain").filter({ hasText: "=" }).innerText(),
      `= ${rows.join(" / ")}`,
    )
  );
}

const [WRITE, READ, REST] = [
  "Write|3|2026-11-21|work|true",
  "Read|1|2026-11-22|play|false",
  "Rest||2026-11-23|play|false",
];

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement!.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

browserTest("dataEditor() is filled by keyboard alone", async () => {
  await withApp(editing(), async (page) => {
    await cell(page, 0, "task").focus();
    // Who types begins anew, and Enter goes on below.
    await page.keyboard.type("Sleep");
    await page.keyboard.press("Enter");
    await answered(page, WRITE!.replace("Write", "Sleep"), READ!, REST!);
    await page.keyboard.press("F2");
    await page.keyboard.press("End");
    await page.keyboard.type(" on");
    await page.keyboard.press("Tab");
    await page.keyboard.type("8.5");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await answered(
      page,
      WRITE!.replace("Write", "Sleep"),
      "Read on|8.5|2026-11-22|work|false",
      REST!,
    );
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await answered(
      page,
      WRITE!.replace("Write", "Sleep"),
      "Read on|8.5|2026-11-22|work|false",
      REST!.replace("false", "true"),
    );
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Delete");
    await answered(
      page,
      WRITE!.replace("Write", "Sleep"),
      "Read on|8.5|2026-11-22|work|false",
      "Rest|||play|true",
    );
    await page.keyboard.press("F2");
    await page.keyboard.press("Escape");
    await quiet(page);
    assertEquals(await page.locator("td input, td select").count(), 0);
  });
});

browserTest(
  "dataEditor() is used by mouse: a second click opens a cell, one turns a tick",
  async () => {
    await withApp(editing(), async (page) => {
      await cell(page, 1, "task").click();
      assertEquals(await page.locator("td :is(input, textarea)").count(), 0);
      await cell(page, 1, "task").click();
      await page.locator("td :is(input, textarea)").fill("Read more");
      await page.getByText("=").click();
      await answered(page, WRITE!, READ!.replace("Read", "Read more"), REST!);
      await cell(page, 1, "done").click();
      await answered(page, WRITE!, "Read more|1|2026-11-22|play|true", REST!);
      await cell(page, 2, "due").dblclick();
      await page.locator("td input[type=date]").fill("2027-01-02");
      await page.keyboard.press("Enter");
      await answered(
        page,
        WRITE!,
        "Read more|1|2026-11-22|play|true",
        "Rest||2027-01-02|play|false",
      );
    });
  },
);

browserTest("dataEditor() takes nothing that does not fit, and says so", async () => {
  await withApp(editing({ disabled: ["kind"] }), async (page) => {
    await cell(page, 0, "hours").dblclick();
    const field = page.locator("td :is(input, textarea)");
    await field.fill("25");
    await page.keyboard.press("Enter");
    assertEquals(
      await field.evaluate((input) => (input as HTMLInputElement).validity.rangeOverflow),
      true,
    );
    await page.keyboard.press("Escape");
    assertEquals(await cell(page, 0, "hours").innerText(), "3");
    await cell(page, 0, "task").focus();
    await page.keyboard.press("Delete");
    await page.getByRole("alert").filter({ hasText: /\w/ }).waitFor();
    assertEquals(await cell(page, 0, "task").innerText(), "Write");
    await cell(page, 0, "task").dblclick();
    await page.locator("td :is(input, textarea)").fill("  ");
    await page.keyboard.press("Enter");
    assertEquals(await page.locator("td :is(input, textarea)").count(), 1);
    await page.locator("td :is(input, textarea)").fill("x".repeat(21));
    // Who goes elsewhere leaves what does not fit behind.
    await page.getByText("=").click();
    await eventually(async () => assertEquals(await cell(page, 0, "task").innerText(), "Write"));
    assertEquals(await cell(page, 0, "kind").getAttribute("aria-readonly"), "true");
    await cell(page, 0, "kind").dblclick();
    await page.keyboard.type("p");
    assertEquals(await page.locator("td select").count(), 0);
    await answered(page, WRITE!, READ!, REST!);
  });
});

browserTest("rows are added and deleted", async () => {
  await withApp(editing({ numRows: "dynamic" }), async (page) => {
    await page.getByRole("button", { name: "Add a row to Data" }).click();
    await eventually(async () =>
      assertEquals(await page.locator("tbody:not(.space) > tr").count(), 4)
    );
    // It is empty where it must not be, and so not answered yet; the focus is there.
    await see(page, "Needs a value");
    await answered(page, WRITE!, READ!, REST!);
    await page.keyboard.type("New");
    await page.keyboard.press("Tab");
    await page.keyboard.type(".5");
    await page.keyboard.press("Enter");
    await answered(page, WRITE!, READ!, REST!, "New|0.5|||false");
    const remove = page.getByRole("button", { name: "Delete the selected rows of Data" });
    assertEquals(await remove.isDisabled(), true);
    await page.getByRole("checkbox", { name: "Select row 1" }).check();
    await page.getByRole("checkbox", { name: "Select row 3" }).check();
    await remove.click();
    await answered(page, READ!, "New|0.5|||false");
    await see(page, "2 rows");
    assertEquals(await remove.isDisabled(), true);
  });
});

browserTest(
  "what is typed after a row was added is in it, before the server has heard",
  async () => {
    const sent = gate();
    await withApp(editing({ numRows: "dynamic" }), async (page) => {
      await page.getByRole("button", { name: "Add a row to Data" }).focus();
      await page.keyboard.press("Space");
      await page.keyboard.type("New one");
      await page.keyboard.press("Tab");
      await page.keyboard.type(".5");
      sent.open();
      await answered(page, WRITE!, READ!, REST!, "New one||||false");
      await page.keyboard.press("Enter");
      await answered(page, WRITE!, READ!, REST!, "New one|0.5|||false");
      await see(page, "4 rows");
    }, {
      between: async (request, next) => {
        if (isPost(request)) await sent.passed;
        return await next();
      },
    });
  },
);

browserTest("cells of a spreadsheet are pasted; what does not fit is left out", async () => {
  await withApp(editing({ numRows: "dynamic" }), async (page) => {
    await cell(page, 1, "task").focus();
    await paste(
      page,
      'Eat\t1,000\t2026-12-01\tWORK\tyes\r\n"two ""quoted"""\t2\t3.12.2026\tplay\tno\r\nThird\t4\r\n',
    );
    await answered(
      page,
      WRITE!,
      "Eat|1|2026-12-01|work|true",
      'two "quoted"|2|2026-12-03|play|false',
      "Third|4|||false",
    );
    await see(page, "1 of 12 cells could not be pasted: they do not fit their columns.");
    // What is copied is what a cell holds.
    await cell(page, 1, "due").focus();
    const copied = await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      document.activeElement!.dispatchEvent(
        new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }),
      );
      return clipboardData.getData("text/plain");
    });
    assertEquals(copied, "2026-12-01");
  });
});

browserTest("cells of several lines are pasted, opened and typed as they are", async () => {
  await withApp(() => {
    const rows = st.dataEditor([{ task: "one", note: "a" }, { task: "two\nlines", note: "b" }]);
    st.text(`= ${JSON.stringify(rows.map(({ task }) => task))}`);
  }, async (page) => {
    await cell(page, 0, "task").focus();
    await paste(page, '"first\r\nsecond"\r\n');
    await see(page, String.raw`= ["first\nsecond","two\nlines"]`);
    await cell(page, 1, "task").focus();
    await page.keyboard.press("F2");
    await page.keyboard.press("End");
    await page.keyboard.press("Alt+Enter");
    await page.keyboard.type("more");
    await page.keyboard.press("Enter");
    await see(page, String.raw`= ["first\nsecond","two\nlines\nmore"]`);
  });
});

browserTest("what is not pasted is told with its reason", async () => {
  await withApp(() => {
    const rows = st.dataEditor([{ task: "a", hours: 1, id: 7 }, { task: "b", hours: 2, id: 8 }], {
      disabled: ["id"],
    });
    st.text(`= ${rows.map(({ task, hours }) => `${task} ${hours}`).join(" / ")}`);
  }, async (page) => {
    await cell(page, 1, "task").focus();
    await paste(page, "c\tmany\t9\t4\nd\t4\t10\t4\n");
    await see(page, "= a 1 / c 2");
    for (
      const words of [
        "1 of 8 cells could not be pasted: they do not fit their columns.",
        "1 of 8 cells could not be pasted: their columns cannot be changed.",
        "5 of 8 cells could not be pasted: the table has no such rows or columns.",
      ]
    ) await see(page, words);
    await cell(page, 0, "task").focus();
    await paste(page, "line\n".repeat(1001));
    await see(page, "Only the first 1000 of 1001 rows were pasted.");
  });
});

browserTest("two people who change different cells both keep their changes", async () => {
  const { part } = sharing("tasks-of-two");
  const handler = appHandler(part);
  await withPage(handler, async (ada, { url }) => {
    await withPage(url, async (grace) => {
      for (const page of [ada, grace]) {
        await page.goto(url);
        await ready(page);
      }
      // Grace has a cell open while Ada's change comes in.
      await cell(grace, 0, "hours").dblclick();
      await grace.locator("td :is(input, textarea)").fill("12");
      await cell(ada, 0, "task").focus();
      await ada.keyboard.type("Ada's");
      await ada.keyboard.press("Enter");
      await answered(grace, WRITE!.replace("Write", "Ada's"), READ!, REST!);
      assertEquals(await grace.locator("td :is(input, textarea)").inputValue(), "12");
      await grace.keyboard.press("Enter");
      for (const page of [ada, grace]) {
        await answered(page, "Ada's|12|2026-11-21|work|true", READ!, REST!);
        await eventually(async () => {
          assertEquals(await cell(page, 0, "task").innerText(), "Ada's");
          assertEquals(await cell(page, 0, "hours").innerText(), "12");
        });
      }
    });
  });
});

browserTest("what is entered while an answer is under way is not lost", async () => {
  const slow = gate();
  let held = 0;
  await withApp(editing(), async (page) => {
    await cell(page, 0, "task").focus();
    await page.keyboard.type("One");
    await page.keyboard.press("Enter");
    await eventually(() => assert(held === 1));
    await page.keyboard.type("Two");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Thr");
    slow.open();
    await answered(page, WRITE!.replace("Write", "One"), READ!.replace("Read", "Two"), REST!);
    // The cell that is open stays so.
    await page.keyboard.type("ee");
    await page.keyboard.press("Enter");
    await answered(
      page,
      WRITE!.replace("Write", "One"),
      READ!.replace("Read", "Two"),
      REST!.replace("Rest", "Three"),
    );
    await quiet(page);
    assertEquals(await cell(page, 2, "task").innerText(), "Three");
  }, {
    between: async (request, next) => {
      if (isPost(request) && held++ === 0) await slow.passed;
      return await next();
    },
  });
});

interface Shared {
  readonly part: () => void;
  /** Somebody else's change, as the next run finds it. */
  change(row: number, cells: Partial<Task>): void;
  /** The same, and everybody is told. */
  by(row: number, cells: Partial<Task>): void;
}

/** Rows that several people change. */
function sharing(name: string): Shared {
  let shared: readonly Task[] = TASKS;
  const changed = st.topic(name);
  const part = st.fragment(() => {
    const before = JSON.stringify(shared);
    shared = st.dataEditor(shared, { columns: COLUMNS });
    if (JSON.stringify(shared) !== before) void changed.publish();
    st.text(`= ${shared.map((row) => Object.values(row).join("|")).join(" / ")}`);
  }, { runOn: changed });
  const change: Shared["change"] = (row, cells) => {
    shared = shared.map((task, at) => at === row ? { ...task, ...cells } : task);
  };
  return {
    part: () => void part(),
    change,
    by: (row, cells) => {
      change(row, cells);
      void changed.publish();
    },
  };
}

/** Answers in full, as the server made them, but not before `passed`. */
async function held(next: () => Promise<Response>, passed: Promise<void>): Promise<Response> {
  const answer = await next();
  const body = await answer.arrayBuffer();
  await passed;
  return new Response(body, answer);
}

const ROWS_CAME = `document.querySelector("eddy-grid [aria-busy]") === null`;

browserTest(
  "rows that were asked for before do not take the place of what a run says",
  async () => {
    const [answer, rows] = [gate(), gate()];
    let asked = 0;
    const { part, by } = sharing("rows-asked-before");
    await withApp(part, async (page) => {
      await cell(page, 0, "task").focus();
      await page.keyboard.type("Ada's");
      await page.keyboard.press("Enter");
      // The stream is ahead of the answer, which has the rows: they are asked for.
      await eventually(() => assertEquals(asked, 1));
      answer.open();
      await quiet(page);
      by(0, { hours: 12 });
      await answered(page, "Ada's|12|2026-11-21|work|true", READ!, REST!);
      rows.open();
      await until(page, ROWS_CAME);
      assertEquals(await cell(page, 0, "task").innerText(), "Ada's");
      assertEquals(await cell(page, 0, "hours").innerText(), "12");
    }, {
      between: async (request, next) => {
        if (isPost(request)) return await held(next, answer.passed);
        if (!request.url.includes("/rows/")) return await next();
        const response = held(next, rows.passed);
        asked++;
        return await response;
      },
    });
  },
);

browserTest("rows that came before the table's script are asked for by it", async () => {
  const [answer, script] = [gate(), gate()];
  let answers = 0;
  const { part, by, change } = sharing("rows-before-script");
  await withApp(() => {
    part();
    st.button("Sleep", { onClick: () => change(2, { task: "Sleep" }) });
  }, async (page) => {
    await page.getByRole("button", { name: "Sleep" }).click();
    await eventually(() => assertEquals(answers, 1));
    // The rows are in the answer, which is overtaken by what leaves them out.
    by(2, {});
    await answered(page, WRITE!, READ!, REST!.replace("Rest", "Sleep"));
    script.open();
    await eventually(async () => assertEquals(await cell(page, 2, "task").innerText(), "Sleep"));
    answer.open();
  }, {
    early: true,
    between: async (request, next) => {
      if (/\/tables[^/]*\.js$/.test(request.url)) await script.passed;
      if (!isPost(request)) return await next();
      const response = await next();
      const body = await response.arrayBuffer();
      answers++;
      await answer.passed;
      return new Response(body, response);
    },
  });
});

browserTest(
  "what was entered stays in view until it is answered, whatever else comes",
  async () => {
    const sent = gate();
    const { part, by } = sharing("entered-stays");
    await withApp(part, async (page) => {
      await cell(page, 0, "hours").dblclick();
      await page.locator("td :is(input, textarea)").fill("12");
      by(0, { task: "Ada's" });
      await answered(page, WRITE!.replace("Write", "Ada's"), READ!, REST!);
      await page.keyboard.press("Enter");
      assertEquals(await cell(page, 0, "task").innerText(), "Ada's");
      assertEquals(await cell(page, 0, "hours").innerText(), "12");
      await cell(page, 1, "done").click();
      by(2, { task: "Sleep" });
      await answered(page, WRITE!.replace("Write", "Ada's"), READ!, REST!.replace("Rest", "Sleep"));
      assertEquals(await cell(page, 2, "task").innerText(), "Sleep");
      assertEquals(await cell(page, 0, "hours").innerText(), "12");
      assertEquals(await cell(page, 1, "done").getAttribute("data-value"), "true");
      sent.open();
      await answered(
        page,
        "Ada's|12|2026-11-21|work|true",
        READ!.replace("false", "true"),
        REST!.replace("Rest", "Sleep"),
      );
    }, {
      between: async (request, next) => {
        if (isPost(request)) await sent.passed;
        return await next();
      },
    });
  },
);

browserTest(
  "what the server does not take is taken back, though its rows are the same",
  async () => {
    await withApp(() => {
      const rows = st.dataEditor([{ task: "Write" }], {
        key: "tasks",
        // Whoever keeps the data may refuse a change.
        onChange: () => void delete st.sessionState.tasks,
      });
      st.text(`= ${rows[0]!.task}`);
    }, async (page) => {
      await page.locator("tbody:not(.space) td").dblclick();
      await page.locator("td :is(input, textarea)").fill("Read");
      await page.keyboard.press("Enter");
      await eventually(async () =>
        assertEquals(await page.locator("tbody:not(.space) td").innerText(), "Write")
      );
    });
  },
);

browserTest("who goes on after adding a row stays there when it comes", async () => {
  const sent = gate();
  await withApp(() => {
    st.dataEditor(TASKS, { columns: COLUMNS, numRows: "dynamic" });
    st.textInput("Note");
  }, async (page) => {
    await page.getByRole("button", { name: "Add a row to Data" }).click();
    const note = page.getByLabel("Note");
    await note.focus();
    await page.keyboard.type("no");
    sent.open();
    await see(page, "4 rows");
    await page.keyboard.type("te");
    assertEquals(await note.inputValue(), "note");
  }, {
    between: async (request, next) => {
      if (isPost(request)) await sent.passed;
      return await next();
    },
  });
});

browserTest("rows that cannot be had are not pasted over, and none are added instead", async () => {
  let isAway = true;
  const many = Array.from({ length: 100 }, (_, n) => ({ task: `task ${n}` }));
  await withApp(() => {
    const rows = st.dataEditor(many, { numRows: "dynamic" });
    st.text(`= ${rows.length} ${rows[90]!.task}`);
  }, async (page) => {
    const first = page.getByRole("gridcell", { name: "task 0", exact: true });
    const lines = Array.from({ length: 95 }, (_, n) => `line ${n}`).join("\n");
    await first.focus();
    await paste(page, lines);
    await see(page, "The rows could not be loaded. Try again.");
    isAway = false;
    await first.focus();
    await paste(page, lines);
    await see(page, "= 100 line 90");
    assertEquals(await page.getByText("could not be loaded").count(), 0);
  }, {
    allowErrors: true,
    between: (request, next) =>
      isAway && request.url.includes("/rows/") ? new Response("away", { status: 503 }) : next(),
  });
});

/** Counts what is asked for rows. */
function countingRows(): { readonly between: Between; asked: number } {
  const counter = {
    asked: 0,
    between: ((request, next) => {
      if (request.url.includes("/rows/")) counter.asked++;
      return next();
    }) as Between,
  };
  return counter;
}

const MANY = Array.from({ length: 400 }, (_, n) => ({ n, task: `task ${n}` }));

browserTest("who scrolls far from a cell that is open sees rows, and has entered it", async () => {
  const counter = countingRows();
  await withApp(() => {
    const rows = st.dataEditor(MANY, { rowKey: "n", disabled: ["n"] });
    st.text(`= ${rows[0]!.task}`);
  }, async (page) => {
    const top = (to: number) =>
      page.locator(".table-scroll").evaluate((box, to) => box.scrollTop = to, to);
    await page.getByText("task 0", { exact: true }).dblclick();
    await page.locator("td :is(input, textarea)").fill("first");
    await top(8000);
    await see(page, "task 225");
    await see(page, "= first");
    await until(page, ROWS_CAME);
    assert(counter.asked < 5, `rows were asked for ${counter.asked} times`);
    // The next key goes on from there.
    await page.keyboard.press("ArrowDown");
    await eventually(async () =>
      assertEquals(await page.evaluate("document.activeElement.textContent"), "task 1")
    );
  }, { between: counter.between });
});

browserTest("rows that come while a cell is open are shown once it is closed", async () => {
  const rows = gate();
  await withApp(() => void st.dataEditor(MANY, { rowKey: "n", disabled: ["n"] }), async (page) => {
    await page.getByRole("button", { name: "n", exact: true }).click();
    await page.getByRole("button", { name: "n", exact: true }).click();
    await page.getByText("task 1", { exact: true }).dblclick();
    await page.keyboard.press("End");
    rows.open();
    await until(page, ROWS_CAME);
    await page.keyboard.type("!");
    assertEquals(await page.locator("td :is(input, textarea)").inputValue(), "task 1!");
    await page.keyboard.press("Escape");
    await see(page, "task 399");
  }, {
    between: (request, next) => request.url.includes("/rows/") ? held(next, rows.passed) : next(),
  });
});

browserTest("a form's editor that is scrolled shows what was entered in it", async () => {
  await withApp(() => {
    st.form("tasks")(() => {
      const rows = st.dataEditor(MANY, { rowKey: "n", disabled: ["n"] });
      st.formSubmitButton("Save");
      st.text(`= ${rows[0]!.task}`);
    });
  }, async (page) => {
    const top = (to: number) =>
      page.locator(".table-scroll").evaluate((box, to) => box.scrollTop = to, to);
    await page.getByText("task 0", { exact: true }).dblclick();
    await page.locator("td :is(input, textarea)").fill("first");
    await page.keyboard.press("Enter");
    await top(8000);
    await see(page, "task 225");
    await top(0);
    await see(page, "task 1");
    assertEquals(await page.getByText("first", { exact: true }).count(), 1);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await see(page, "= first");
  });
});

browserTest("dataEditor() in a form is sent with it", async () => {
  await withApp(() => {
    st.form("tasks")(() => {
      const rows = st.dataEditor(TASKS, { columns: COLUMNS });
      st.formSubmitButton("Save");
      st.text(`= ${rows.map((row) => row.task).join(" / ")}`);
    });
  }, async (page) => {
    await cell(page, 0, "task").focus();
    await page.keyboard.type("One");
    await page.keyboard.press("Enter");
    await cell(page, 2, "task").focus();
    await page.keyboard.type("Three");
    await page.keyboard.press("Enter");
    await answered(page, "Write", "Read", "Rest");
    assertEquals(await cell(page, 0, "task").innerText(), "One");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await answered(page, "One", "Read", "Three");
  });
});

browserTest("rows are added and deleted in a form before it is sent", async () => {
  await withApp(() => {
    st.form("tasks")(() => {
      const columns = {
        ...COLUMNS,
        hours: { default: 2, format: "%d h" },
        kind: { ...COLUMNS.kind, default: "play", disabled: true },
        done: { default: true },
      };
      const rows = st.dataEditor(TASKS, { columns, numRows: "dynamic" });
      st.formSubmitButton("Save");
      st.text(`= ${rows.map((row) => row.task).join(" / ")}`);
    });
  }, async (page) => {
    const rows = page.locator("tbody:not(.space) > tr");
    await page.getByRole("button", { name: "Add a row to Data" }).click();
    await eventually(async () => assertEquals(await rows.count(), 4));
    await until(page, `document.activeElement.closest("tbody:not(.space)") !== null`);
    // It begins with what its columns say.
    assertEquals(await rows.nth(3).innerText().then((text) => text.match(/2 h|play/g)), [
      "2 h",
      "play",
    ]);
    assertEquals(await cell(page, 3, "done").locator(".tick:not(.off)").count(), 1);
    await page.keyboard.type("New");
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "Select row 2" }).check();
    await page.getByRole("button", { name: "Delete the selected rows of Data" }).click();
    await eventually(async () => assertEquals(await page.locator("tr.gone").count(), 1));
    assertEquals(await cell(page, 3, "task").innerText(), "New");
    await answered(page, "Write", "Read", "Rest");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await answered(page, "Write", "Rest", "New");
    await eventually(async () => {
      assertEquals([await rows.count(), await page.locator("tr.gone").count()], [3, 0]);
    });
  });
});

browserTest("dataEditor() shows and takes hostile text as it is", async () => {
  const texts = HOSTILE_TEXTS.map((text) => text.replaceAll("\0", "").toWellFormed())
    .filter((text) => !text.includes("\n"));
  await withApp(() => {
    const rows = st.dataEditor(texts.map((text) => ({ text })), { height: 1200 });
    st.text(`= ${rows[0]!.text}`);
  }, async (page) => {
    const shown = page.locator("tbody:not(.space) td");
    assertEquals(await shown.allTextContents(), texts);
    for (const text of texts.slice(1)) {
      await shown.first().dblclick();
      await page.locator("td :is(input, textarea)").fill(text);
      await page.keyboard.press("Enter");
      await eventually(async () => {
        const answer = await page.locator(".plain").filter({ hasText: "=" }).textContent();
        assertEquals(answer, `= ${text}`);
        assertEquals(await shown.first().textContent(), text);
      });
    }
    assertEquals(await page.locator("eddy-grid :is(script, img)").count(), 0);
  });
});

browserTest(
  "a cell that takes several is changed by a list, by mouse, by keys, or typed",
  async () => {
    const teas = [{ tea: "Assam", tastes: ["malt"] }, { tea: "Sencha", tastes: [] }];
    const options = ["malt", "grass, cut", `"'><img src=x>`];
    await withApp(() => {
      const rows = st.dataEditor(teas, { columns: { tastes: { type: "multiselect", options } } });
      st.text(`= ${rows.map(({ tastes }) => JSON.stringify(tastes)).join(" / ")}`);
    }, async (page) => {
      const at = (row: number) =>
        page.locator("tbody:not(.space) > tr").nth(row).locator("td").nth(1);
      const field = page.getByRole("textbox", { name: "tastes" });
      const list = page.getByRole("group", { name: "tastes" });
      await at(0).click();
      await at(0).click();
      assertEquals(await field.inputValue(), "malt");
      assertEquals(await list.getByRole("checkbox", { checked: true }).count(), 1);
      await list.getByRole("checkbox", { name: "grass, cut" }).check();
      assertEquals(await field.inputValue(), "malt, grass, cut");
      await page.keyboard.press("Enter");
      await answered(page, '["malt","grass, cut"]', "[]");
      assertEquals(await list.count(), 0);
      // The row below has the focus now: by keys, into the list and back.
      await page.keyboard.press("F2");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Space");
      for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowUp");
      assertEquals(await field.evaluate((field) => field === document.activeElement), true);
      assertEquals(await field.inputValue(), `malt, "'><img src=x>`);
      await page.keyboard.press("Enter");
      await answered(page, '["malt","grass, cut"]', JSON.stringify(["malt", options[2]]));
      // Typed, the list follows; Escape takes nothing.
      await page.keyboard.press("F2");
      await field.fill("grass, cut");
      assertEquals(await list.getByRole("checkbox", { name: "grass, cut" }).isChecked(), true);
      await list.getByRole("checkbox", { name: "malt" }).check();
      await page.keyboard.press("Escape");
      assertEquals(await list.count(), 0);
      await page.keyboard.press("F2");
      await field.fill("straw");
      await page.keyboard.press("Enter");
      assertEquals(
        await field.evaluate((field) => (field as HTMLInputElement).validationMessage),
        `“straw” is none of ${options.join(", ")}.`,
      );
      await field.fill("");
      await at(0).click();
      await answered(page, '["malt","grass, cut"]', "null");
    });
  },
);
