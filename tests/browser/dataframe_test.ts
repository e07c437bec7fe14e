/** `dataframe()` as it is looked through: by mouse, by keyboard, with many rows, without a script. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Locator, Page } from "playwright-core";
import { HOSTILE_TEXTS } from "../hostile_text.ts";
import { appHandler, eventually, gate, quiet, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

const WORDS = ["delta", "amber", "cedar", "birch"];

/** Rows that no two tests could tell from those of a database. */
function orders(size: number) {
  return Array.from({ length: size }, (_, i) => ({
    id: i + 1,
    customer: `${WORDS[i % WORDS.length]} ${i}`,
    total: (i * 7919) % 10_007,
  }));
}

const MILLION = orders(1_000_000);
const HUNDRED = orders(100);

function grid(page: Page, name = "Data"): Locator {
  return page.getByRole("grid", { name, exact: true });
}

/** Texts of the rows that are seen, without their boxes. */
async function seen(page: Page, name = "Data"): Promise<string[]> {
  return await grid(page, name).evaluate((table) => {
    const scroller = table.parentElement!;
    const top = scroller.getBoundingClientRect().top +
      (table as HTMLTableElement).tHead!.offsetHeight;
    const bottom = scroller.getBoundingClientRect().bottom;
    return [...table.querySelectorAll<HTMLTableRowElement>("tbody:not(.space) > tr")]
      .filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top + 1 && box.top < bottom - 1;
      })
      .map((row) => [...row.cells].map((cell) => cell.textContent).filter(Boolean).join("|"));
  });
}

/** Waits until the first row that is seen is this one. */
async function first(page: Page, row: string): Promise<void> {
  await eventually(async () => assertEquals((await seen(page))[0], row));
}

function sortBy(page: Page, name: string): Promise<void> {
  return grid(page).getByRole("columnheader", { name }).getByRole("button").click();
}

/** What has the focus, as text. */
function focusedText(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.textContent");
}

/** Clicks until the focus is in the head of the table. */
async function enter(page: Page): Promise<void> {
  await page.getByRole("searchbox").focus();
  const inGrid = `document.activeElement.closest("table") !== null`;
  for (let i = 0; i < 5 && !(await page.evaluate(inGrid)); i++) await page.keyboard.press("Tab");
  assert(await page.evaluate(inGrid), "Tab leads into the table");
}

browserTest(
  "dataframe() scrolls through a million rows, holding those around what is seen",
  async () => {
    await withApp(() => st.dataframe(MILLION), async (page) => {
      await see(page, "1,000,000 rows");
      await first(page, "0|1|delta 0|0");
      const scroller = page.locator(".table-scroll");
      for (const share of [0.5, 0.25, 1]) {
        await scroller.evaluate((box, share) => box.scrollTop = share * box.scrollHeight, share);
        const wanted = share * 1_000_000;
        await eventually(async () => {
          const row = Number((await seen(page))[0]?.split("|")[0] ?? NaN);
          // The bar cannot tell each of a million rows.
          assert(Math.abs(row - wanted) < 2000, `row ${row} is seen, not ${wanted}`);
        });
      }
      await eventually(async () =>
        assertEquals((await seen(page)).at(-1)?.split("|")[0], "999999")
      );
      assert(await grid(page).locator("tr").count() < 210, "few rows are in the page");
      // The number of a row is read as a whole, however far down it is.
      const cut = await grid(page).locator("tbody th.index").last()
        .evaluate((cell) => cell.scrollWidth - cell.clientWidth);
      assertEquals(cut, 0);
      assertEquals(await grid(page).getAttribute("aria-rowcount"), "1000001");
      assertEquals(
        await grid(page).locator("tbody:not(.space) tr").last().getAttribute("aria-rowindex"),
        "1000001",
      );
    });
  },
);

browserTest(
  "a number is read as a whole, also where those of the first rows were shorter",
  async () => {
    const words = Object.fromEntries([..."abcd"].map((name) => [name, "A remark of some length"]));
    const rows = Array.from(
      { length: 1000 },
      (_, i) => ({ n: i < 500 ? i : i * 1_000_000, ...words }),
    );
    await withApp(() => st.dataframe(rows), async (page) => {
      await see(page, "1,000 rows");
      await page.locator(".table-scroll").evaluate((box) => box.scrollTop = box.scrollHeight);
      const number = page.getByRole("gridcell", { name: "999000000" });
      await number.waitFor();
      assertEquals(await number.evaluate((cell) => cell.scrollWidth - cell.clientWidth), 0);
    });
  },
);

browserTest("dataframe() is sorted by its heads: up, down, as the rows came", async () => {
  await withApp(() => st.dataframe(MILLION), async (page) => {
    const head = grid(page).getByRole("columnheader", { name: "customer" });
    await sortBy(page, "customer");
    await first(page, "1|2|amber 1|7919");
    assertEquals(await head.getAttribute("aria-sort"), "ascending");
    await sortBy(page, "customer");
    await first(page, "999996|999997|delta 999996|8930");
    assertEquals(await head.getAttribute("aria-sort"), "descending");
    await sortBy(page, "customer");
    await first(page, "0|1|delta 0|0");
    assertEquals(await head.getAttribute("aria-sort"), "none");
    await page.locator(".table-scroll").evaluate((box) => box.scrollTop = 5000);
    await sortBy(page, "total");
    // Another order is looked at from its beginning.
    await first(page, "0|1|delta 0|0");
    await eventually(async () => assertEquals((await seen(page))[1], "10007|10008|birch 10007|0"));
  });
});

browserTest("dataframe() is searched while somebody types, and saved as it is seen", async () => {
  await withApp(() => st.dataframe(HUNDRED, { label: "Orders" }), async (page) => {
    await page.getByRole("searchbox", { name: "Search Orders" }).pressSequentially("AMBER 9");
    await see(page, "3 of 100 rows");
    const numbers = async () => (await seen(page, "Orders")).map((row) => row.split("|")[0]);
    assertEquals(await numbers(), ["9", "93", "97"]);
    await grid(page, "Orders").getByRole("button", { name: "total" }).click();
    await eventually(async () =>
      assertEquals(
        await numbers(),
        ["9", "93", "97"].sort((a, b) => HUNDRED[+a]!.total - HUNDRED[+b]!.total),
      )
    );
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save Orders as CSV" }).click(),
    ]);
    assertEquals(download.suggestedFilename(), "Orders.csv");
    const text = await Deno.readTextFile(await download.path());
    assertEquals(text.split("\r\n").map((line) => line.split(",")[0]), [
      "\ufeffid",
      ...(await numbers()).map((n) => String(+n! + 1)),
      "",
    ]);
    await page.getByRole("searchbox").fill("nothing has this");
    await see(page, "0 of 100 rows");
    await see(page, "No row has “nothing has this”");
    await page.getByRole("searchbox").fill("");
    await see(page, "100 rows");
    await eventually(async () => assertEquals((await numbers()).length > 5, true));
  });
});

browserTest("dataframe() answers columns and cells, by mouse and by keys", async () => {
  const few = orders(4);
  await withApp(() => {
    const { columns } = st.dataframe(few, {
      label: "Columns",
      onSelect: "rerun",
      selectionMode: "multi-column",
    });
    st.text(`columns ${columns.join()}`);
    const { cells } = st.dataframe(few, {
      label: "Cells",
      onSelect: "rerun",
      selectionMode: "multi-cell",
      hideIndex: true,
    });
    st.text(`cells ${cells.map(({ row, column }) => `${row} ${column}`).join()}`);
  }, async (page) => {
    const columns = grid(page, "Columns");
    await page.getByRole("checkbox", { name: "Select column total" }).check();
    await see(page, "columns total");
    assertEquals(await columns.locator('td[aria-selected="true"]').count(), 4);
    await see(page, "1 column selected, 4 rows");
    // The column of the cell that has the focus.
    await columns.locator("tbody:not(.space) td").first().focus();
    await page.keyboard.press("Space");
    await see(page, "columns total,id");
    await page.getByRole("checkbox", { name: "Select column total" }).uncheck();
    await see(page, /^columns id$/);
    const cells = grid(page, "Cells");
    const at = (row: number, column: number) =>
      cells.locator("tbody:not(.space) > tr").nth(row).locator("td").nth(column);
    await at(1, 0).click();
    await see(page, "cells 1 id");
    await at(2, 1).click({ modifiers: ["Shift"] });
    await see(page, "cells 1 id,1 customer,2 id,2 customer");
    await see(page, "4 cells selected, 4 rows");
    await at(1, 0).click();
    await see(page, /^cells 1 customer,2 id,2 customer$/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await see(page, /^cells 1 customer,2 customer$/);
    assertEquals(await cells.locator('[aria-selected="true"]').count(), 2);
    // What is selected stays so, wherever it stands.
    await cells.getByRole("button", { name: "total" }).click();
    await eventually(async () =>
      assertEquals(await cells.locator('[aria-selected="true"]').count(), 2)
    );
  });
});

browserTest("dataframe() answers rows, columns and cells of one table", async () => {
  const text = (selection: st.DataframeSelection) =>
    `rows ${selection.rows}; columns ${selection.columns}; ` +
    `cells ${selection.cells.map(({ row, column }) => `${row} ${column}`)};`;
  await withApp(() => {
    const selectionMode = ["multi-row", "single-column", "multi-cell"] as const;
    // A grid of elements has columns, too, of which a table's button for its own is none.
    st.grid({ columns: 1 })(() => {
      st.text(text(st.dataframe(orders(4), { label: "All", onSelect: "rerun", selectionMode })));
    });
    const one = st.dataframe(orders(3), {
      label: "Always",
      onSelect: "rerun",
      selectionMode: "single-row-required",
    });
    st.text(`always ${one.rows}`);
    st.form("Later")(() => {
      const modes = ["single-cell", "single-row"] as const;
      const chosen = st.dataframe(orders(4), { label: "Sent", selectionMode: modes });
      st.text(`sent ${text(chosen)}`);
      st.formSubmitButton("Send");
    });
  }, async (page) => {
    const all = grid(page, "All");
    const at = (row: number, column: number) =>
      all.locator("tbody:not(.space) > tr").nth(row).locator("td:not(.pick)").nth(column);
    await page.getByRole("checkbox", { name: "Select row 2: 2", exact: true }).first().check();
    await see(page, "rows 1; columns ; cells ;");
    await page.getByRole("radio", { name: "Select column total" }).check();
    await see(page, "rows 1; columns total; cells ;");
    await at(0, 1).click();
    await at(3, 0).click();
    await see(page, "rows 1; columns total; cells 0 customer,3 id;");
    await see(page, "1 row, 1 column, 2 cells selected, 4 rows");
    // The column, the row, and what stands alone.
    assertEquals(await all.locator('td[aria-selected="true"]').count(), 6);
    assertEquals(await all.locator('tr[aria-selected="true"]').count(), 1);
    // By keys: the cell, its column, and, in front of the cells, its row.
    await page.keyboard.press("Space");
    await see(page, "rows 1; columns total; cells 0 customer;");
    await page.keyboard.press("Control+Space");
    await see(page, "rows 1; columns id; cells 0 customer;");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    await see(page, "rows 1,3; columns id; cells 0 customer;");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    await see(page, "rows 1; columns id; cells 0 customer;");
    await all.getByRole("button", { name: "customer" }).click();
    await eventually(async () =>
      assertEquals((await at(0, 1).textContent())?.startsWith("amber"), true)
    );
    assertEquals(await all.locator('td[aria-selected="true"]').count(), 5);
    // Once more, the row that is selected stays so.
    await see(page, "always 0");
    const always = grid(page, "Always");
    assertEquals(await always.getByRole("radio").first().isChecked(), true);
    await always.getByText("amber 1").click();
    await see(page, "always 1");
    await always.getByText("amber 1").click();
    await always.getByRole("radio", { checked: true }).click();
    assertEquals(await always.locator('tr[aria-selected="true"]').count(), 1);
    await always.getByText("cedar 2").click();
    await see(page, "always 2");
    const sent = grid(page, "Sent");
    await sent.locator("tbody:not(.space) > tr").nth(2).locator("th").click();
    await sent.getByText("delta 0").click();
    await see(page, "sent rows ; columns ; cells ;");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await see(page, "sent rows 2; columns ; cells 0 customer;");
  });
});

browserTest(
  "rows are as high as they are told, with room for more lines, and what is missing",
  async () => {
    const words = "One of the texts that need more than a line, and more than two, and so on. "
      .repeat(9);
    const rows = Array.from({ length: 300 }, (_, i) => ({ id: i, note: i % 2 ? words : null }));
    let rowHeight = 90;
    await withApp(() => {
      st.dataframe(rows, { rowHeight, placeholder: "nothing" });
      if (st.button("Lower")) {
        rowHeight = 30;
        st.rerun();
      }
      st.dataEditor([{ id: 1, note: null }, { id: 2, note: words }], {
        label: "Edited",
        rowHeight: 70,
        placeholder: "empty",
        columns: { note: { type: "text" } },
      });
    }, async (page) => {
      const heights = (name: string) =>
        grid(page, name).locator("tbody:not(.space) > tr").evaluateAll((rows) => [
          ...new Set(rows.map((row) => row.getBoundingClientRect().height)),
        ]);
      await eventually(async () => assertEquals(await heights("Data"), [90]));
      assertEquals(await heights("Edited"), [70]);
      assertEquals(await grid(page).getByText("nothing").first().getAttribute("class"), "absent");
      // Whole lines only, three of them.
      const lines = await grid(page).locator(".lines").first().evaluate((box) =>
        box.clientHeight / parseFloat(getComputedStyle(box).lineHeight)
      );
      assert(Math.abs(lines - 3) < 0.05, `${lines} lines are seen`);
      await page.locator(".table-scroll").first().evaluate((box) => box.scrollTop = 90 * 250);
      await first(page, "250|250|nothing");
      // A cell without a value is opened empty, and holds none.
      await grid(page, "Edited").getByText("empty").dblclick();
      const field = grid(page, "Edited").getByRole("textbox");
      assertEquals(await field.inputValue(), "");
      await field.fill("something");
      await field.press("Enter");
      await see(page, "something");
      await eventually(async () => assertEquals(await heights("Edited"), [70]));
      await page.getByRole("button", { name: "Lower" }).click();
      await eventually(async () => assertEquals(await heights("Data"), [30]));
    });
  },
);

browserTest(
  "columns that are pinned stay as others are scrolled, as long as there is room",
  async () => {
    const names = Array.from({ length: 20 }, (_, i) => `column ${i}`);
    const rows = Array.from(
      { length: 200 },
      (_, row) => Object.fromEntries(names.map((name, i) => [name, `cell ${row} ${i}`])),
    );
    await withApp(() => {
      st.dataframe(rows, {
        onSelect: "rerun",
        columns: { "column 5": { pinned: true, width: 150 } },
      });
    }, async (page) => {
      const scroller = page.locator(".table-scroll");
      const lefts = () =>
        scroller.evaluate((box) =>
          [...box.querySelectorAll(".pinned")].map((cell) =>
            Math.round(cell.getBoundingClientRect().left - box.getBoundingClientRect().left)
          )
        );
      await eventually(async () => assert((await lefts()).length > 100));
      assertEquals(await grid(page).getByRole("columnheader").nth(1).textContent(), "column 5");
      const before = await lefts();
      await scroller.evaluate((box) => box.scrollLeft = 600);
      assertEquals(await lefts(), before);
      // Rows that come later stay as well, and a cell that has the focus is not below them.
      await scroller.evaluate((box) => box.scrollTop = 36 * 150);
      await first(
        page,
        "150|cell 150 5|" + names.flatMap((_, i) => i === 5 ? [] : `cell 150 ${i}`).join("|"),
      );
      assertEquals([...new Set(await lefts())], [...new Set(before)]);
      await grid(page).getByText("cell 152 3", { exact: true }).focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
      await eventually(async () => assertEquals(await focusedText(page), "cell 152 0"));
      const isSeen = await page.evaluate(() => {
        const { left, top, height } = document.activeElement!.getBoundingClientRect();
        return document.elementFromPoint(left + 20, top + height / 2) === document.activeElement;
      });
      assert(isSeen, "the cell with the focus lies below those that are pinned");
      // On a phone, they would leave no room for anything else.
      await page.setViewportSize({ width: 360, height: 700 });
      await eventually(async () => assertEquals(await lefts(), []));
    });
  },
);

browserTest(
  "dataframe() answers the rows that are ticked, one by one, a stretch, all",
  async () => {
    const app = () => {
      const { rows } = st.dataframe(HUNDRED, { onSelect: "rerun" });
      st.text(`value ${rows.length}: ${rows.slice(0, 6).join()}`);
    };
    await withApp(app, async (page) => {
      // Counted as they stand, from 1, and called by what they begin with.
      await page.getByRole("checkbox", { name: "Select row 2: 2", exact: true }).waitFor();
      const box = (row: number) =>
        page.getByRole("checkbox", { name: new RegExp(`^Select row \\d+: ${row + 1}$`) });
      await box(1).check();
      await see(page, "value 1: 1");
      await box(4).click({ modifiers: ["Shift"] });
      await see(page, "value 4: 1,2,3,4");
      await box(2).uncheck();
      await see(page, "value 3: 1,3,4");
      await see(page, "3 selected of 100 rows");
      assertEquals(await grid(page).locator('tr[aria-selected="true"]').count(), 3);
      // What is selected stays selected, wherever it stands.
      await sortBy(page, "total");
      await first(page, "0|1|delta 0|0");
      await page.getByRole("searchbox").fill("delta 4");
      await see(page, "4 of 100 rows");
      await eventually(async () => assertEquals(await box(4).isChecked(), true));
      const all = page.getByRole("checkbox", { name: "Select all rows" });
      await all.check();
      await see(page, "value 6: 1,3,4,40,44,48");
      await page.getByRole("searchbox").fill("");
      await see(page, "6 selected of 100 rows");
      await all.check();
      await see(page, "value 100: 0,1,2,3,4,5");
      await all.uncheck();
      await see(page, "value 0:");
    });
  },
);

browserTest("dataframe() with one row to select takes a click anywhere in it", async () => {
  const app = () => {
    const { keys } = st.dataframe(HUNDRED, {
      rowKey: "customer",
      onSelect: "rerun",
      selectionMode: "single-row",
    });
    st.text(`value ${keys.join()}`);
  };
  await withApp(app, async (page) => {
    await page.getByText("birch 3", { exact: true }).click();
    await see(page, "value birch 3");
    await page.getByText("delta 4", { exact: true }).click();
    await see(page, "value delta 4");
    assertEquals(await page.getByRole("radio", { checked: true }).count(), 1);
    await page.getByRole("gridcell", { name: "5", exact: true }).click();
    await see(page, /^value\s*$/);
  });
});

browserTest(
  "buttons in rows are pressed, by mouse and by keyboard, wherever their rows stand",
  async () => {
    const pressed: string[] = [];
    const source: st.RowSource = {
      count: () => 3,
      rows: () => HUNDRED.slice(0, 3),
    };
    const app = () => {
      st.dataframe(HUNDRED, {
        rowKey: "id",
        onSelect: "rerun",
        columns: {
          open: {
            type: "button",
            label: "Open",
            onClick: ({ row, key }) => pressed.push(`${row} ${key}`),
          },
        },
      });
      st.dataframe(source, {
        label: "Source",
        rowKey: "id",
        columns: {
          go: {
            type: "button",
            format: "Go",
            onClick: ({ row, key }) => pressed.push(`${row} ${key}`),
          },
        },
      });
      st.text(`pressed ${pressed.at(-1)}`);
    };
    await withApp(app, async (page) => {
      const button = (key: number) => grid(page).locator(`button[value="${key}"]`);
      await button(4).click();
      await see(page, "pressed 3 4");
      await sortBy(page, "id");
      await sortBy(page, "id");
      await eventually(async () => assertEquals((await seen(page))[0], "100|birch 99|3435|Open"));
      await button(100).click();
      await see(page, "pressed 99 100");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await see(page, "pressed 98 99");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Space");
      await see(page, "pressed 97 98");
      assertEquals(await grid(page).locator('tr[aria-selected="true"]').count(), 0);
      await page.getByRole("button", { name: "Go" }).nth(1).click();
      await see(page, "pressed null 2");
    });
  },
);

browserTest("dataframe() is used by keyboard alone, and is one stop of the Tab key", async () => {
  const app = () => {
    const { rows } = st.dataframe(MILLION, { onSelect: "rerun" });
    st.text(`value ${rows.join()}`);
    st.button("After");
  };
  await withApp(app, async (page) => {
    await enter(page);
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await eventually(async () => assertEquals(await focusedText(page), "amber 1"));
    await page.keyboard.press("Space");
    await see(page, "value 1");
    await eventually(async () => assertEquals(await focusedText(page), "amber 1"));
    await page.keyboard.press("Control+End");
    await eventually(async () =>
      assertEquals(await focusedText(page), String(MILLION.at(-1)!.total))
    );
    await page.keyboard.press("PageUp");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await eventually(async () => assertMatch(await focusedText(page), /^9999\d\d$/));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await see(page, /^value 1,9999\d\d$/);
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await eventually(async () => assertEquals(await focusedText(page), "total"));
    await page.keyboard.press("Enter");
    await first(page, "0|1|delta 0|0");
    await eventually(async () => assertEquals((await seen(page))[1], "10007|10008|birch 10007|0"));
    await eventually(async () => assertEquals(await focusedText(page), "total"));
    await page.keyboard.press("Tab");
    assertEquals(await focusedText(page), "After");
  });
});

browserTest(
  "a table's bar is left alone while it is used, and follows with what comes next",
  async () => {
    let size = 10;
    const grown = st.topic("bar-grown");
    const part = st.fragment(() => void st.dataframe(orders(size)), { runOn: grown });
    await withApp(() => {
      part();
      st.button("Again");
    }, async (page) => {
      await page.getByRole("button", { name: "Columns of Data" }).focus();
      size = 11;
      await grown.publish();
      await see(page, "11 rows");
      assertEquals(await page.getByRole("searchbox").count(), 0);
      await page.getByRole("button", { name: "Again" }).click();
      await page.getByRole("searchbox").waitFor();
      await see(page, "11 rows");
    });
  },
);

browserTest("who goes on before far rows have come stays there", async () => {
  const rows = gate();
  await withApp(() => {
    st.dataframe(HUNDRED);
    st.textInput("Note");
  }, async (page) => {
    await page.getByText("delta 0", { exact: true }).click();
    await page.keyboard.press("Control+End");
    const note = page.getByLabel("Note");
    await note.focus();
    await page.keyboard.type("no");
    // Meanwhile it says so, and its empty rows are as wide as it is.
    await see(page, "Loading …");
    const [space, table] = await page.locator(".space:not([hidden]) td, table").evaluateAll((all) =>
      all.map((one) => Math.round(one.getBoundingClientRect().width)).sort((a, b) => a - b)
    );
    assertEquals(space, table);
    rows.open();
    await see(page, "birch 99");
    await see(page, "100 rows");
    await page.keyboard.type("te");
    assertEquals(await note.inputValue(), "note");
  }, {
    between: async (request, next) => {
      if (request.url.includes("/rows/")) await rows.passed;
      return await next();
    },
  });
});

browserTest("dataframe()'s columns are widened, by mouse and by keys, and left out", async () => {
  await withApp(
    () => st.dataframe(HUNDRED, { columns: { total: { help: "In euros" } } }),
    async (page) => {
      const head = grid(page).getByRole("columnheader", { name: "customer" });
      const width = async () => Math.round((await head.boundingBox())!.width);
      const before = await width();
      const grip = (await head.locator(".grip").boundingBox())!;
      await page.mouse.move(grip.x + 4, grip.y + 10);
      await page.mouse.down();
      await page.mouse.move(grip.x + 64, grip.y + 10);
      await page.mouse.up();
      assertEquals(await width(), before + 60);
      await head.getByRole("button").focus();
      await page.keyboard.press("Shift+ArrowLeft");
      assertEquals(await width(), before + 44);
      await head.locator(".grip").dblclick();
      assert(await width() !== before + 44);
      // The next key finds the focus in the list, before the browser tells that it is open.
      const isIn = await page.evaluate(() => {
        document.querySelector<HTMLElement>("[data-columns]")!.click();
        return document.activeElement!.matches(".grid-columns input");
      });
      assert(isIn);
      await page.getByRole("checkbox", { name: "customer" }).uncheck();
      await page.keyboard.press("Escape");
      assertEquals((await seen(page))[1], "1|2|amber 1|7919");
      assertEquals(await head.isVisible(), false);
      assertEquals(await page.getByText("amber 1", { exact: true }).isVisible(), false);
      // Other rows are shown without it, too.
      await sortBy(page, "id");
      await sortBy(page, "id");
      await first(page, "99|100|birch 99|3435");
      assertEquals(await page.getByText("birch 99", { exact: true }).isVisible(), false);
    },
  );
});

browserTest(
  "a rerun leaves a table where its user has it, and shows rows that are new",
  async () => {
    let rows = orders(500);
    const app = () => {
      st.dataframe(rows, { rowKey: "id", hideIndex: false, label: "Data" });
      if (st.button("More")) st.text("pressed");
      st.text(`of ${rows.length}`);
    };
    await withApp(app, async (page) => {
      await sortBy(page, "customer");
      await first(page, "1|2|amber 1|7919");
      await page.locator(".table-scroll").evaluate((box) => box.scrollTop = 3600);
      await eventually(async () => assert((await seen(page))[0]!.includes("amber 4")));
      const before = await seen(page);
      let bytes = 0;
      page.on("response", async (answer) => {
        if (answer.request().method() === "POST") bytes += (await answer.body()).length;
      });
      await page.getByRole("button", { name: "More" }).click();
      await see(page, "pressed");
      await quiet(page);
      assertEquals(await seen(page), before);
      assert(bytes < 1500, `${bytes} bytes say that nothing changed`);
      // The same rows but for one that is new.
      rows = [...rows, { id: 501, customer: "amber 0", total: 1 }];
      await page.getByRole("button", { name: "More" }).click();
      await see(page, "of 501");
      await see(page, "501 rows");
      assertEquals(await page.locator(".table-scroll").evaluate((box) => box.scrollTop), 3600);
      await page.locator(".table-scroll").evaluate((box) => box.scrollTop = 0);
      await first(page, "500|501|amber 0|1");
    });
  },
);

browserTest("what is pressed in a table is clicked though rows come while it is held", async () => {
  const news = st.topic(crypto.randomUUID());
  let days = 1;
  const pressed: number[] = [];
  const table = st.fragment(() => {
    const rows = [1, 2].map((id) => ({ id, day: `row of day ${days}` }));
    const open = {
      type: "button",
      label: "Open",
      onClick: ({ row }: st.PressedRow) => pressed.push(row!),
    } as const;
    st.dataframe(rows, { rowKey: "id", columns: { open } });
    st.text(`It is day ${days}`);
  }, { runOn: news });
  await withApp(() => table(), async (page) => {
    await page.getByRole("button", { name: "Open" }).nth(1).hover();
    for (const times of [1, 2]) {
      await page.mouse.down();
      days++;
      await news.publish();
      await see(page, `It is day ${days}`);
      await page.mouse.up();
      await eventually(() => assertEquals(pressed, Array(times).fill(1)));
      // What has come meanwhile is shown then.
      await see(page, `row of day ${days}`);
    }
  });
});

browserTest("dataframe() shows rows as they come", async () => {
  const more = gate();
  async function* rows() {
    for (let i = 0; i < 5; i++) yield { n: `row ${i}` };
    await more.passed;
    for (let i = 5; i < 40; i++) yield { n: `row ${i}` };
  }
  await withApp(() => st.dataframe(rows()), async (page) => {
    await see(page, "row 4");
    assertEquals(await page.getByText("row 5").count(), 0);
    more.open();
    await see(page, "40 rows");
    await grid(page).getByRole("button", { name: "n" }).click();
    await first(page, "0|row 0");
    await eventually(async () => assertEquals((await seen(page))[2], "10|row 10"));
  });
});

browserTest("a source is asked for what is looked at, and asked again when it fails", async () => {
  const asked: st.RowQuery[] = [];
  let broken = false;
  const source: st.RowSource = {
    count: ({ search }) => search === "" ? 100_000 : 1,
    rows: async (query) => {
      asked.push(query);
      await Promise.resolve();
      if (broken) throw new Error("The database is away");
      const size = query.search === "" ? query.limit : 1;
      return Array.from(
        { length: size },
        (_, i) => ({ id: query.offset + i, name: `n${query.offset + i}${query.search}` }),
      );
    },
  };
  const app = () => {
    const { keys } = st.dataframe(source, { rowKey: "id", onSelect: "rerun" });
    st.text(`value ${keys.join()}`);
  };
  await withApp(app, async (page, { errors }) => {
    await see(page, "100,000 rows");
    await page.locator(".table-scroll").evaluate((box) => box.scrollTop = 36 * 50_000);
    await see(page, "n50000");
    await page.getByRole("row", { name: "n50000" }).getByRole("checkbox").check();
    await see(page, "value 50000");
    assert(asked.every(({ limit }) => limit <= 200));
    await page.getByRole("searchbox").fill("x");
    await see(page, "n0x");
    assertEquals(asked.at(-1)!.search, "x");
    await see(page, "1 selected of 1 of 100,000 rows");
    broken = true;
    await page.getByRole("searchbox").fill("");
    await see(page, "The rows could not be loaded. Trying again");
    broken = false;
    await see(page, "1 selected of 100,000 rows");
    await see(page, "n0");
    // The browser says by itself that an answer was none.
    assert(errors.every((error) => error.includes("500")), errors.join());
  }, { allowErrors: true });
});

browserTest("rows that are here are not said to be missing, after others failed", async () => {
  let broken = false;
  const source: st.RowSource = {
    columns: ["n"],
    count: () => 5000,
    rows: ({ offset, limit }) => {
      if (broken) throw new Error("The database is away");
      return Array.from({ length: limit }, (_, i) => ({ n: offset + i }));
    },
  };
  await withApp(() => st.dataframe(source), async (page) => {
    await see(page, "5,000 rows");
    // Its columns share the room that there is.
    const scroller = page.locator(".table-scroll");
    assertEquals(await scroller.evaluate((box) => box.scrollWidth - box.clientWidth), 0);
    const scroll = (to: number) => scroller.evaluate((box, to) => box.scrollTop = to, to);
    const status = page.locator(".grid-count");
    // Whoever goes back does not depend on its working again.
    broken = true;
    await scroll(90_000);
    await see(page, "The rows could not be loaded. Trying again");
    await scroll(0);
    await eventually(async () => assertEquals(await status.innerText(), "5,000 rows"));
    broken = false;
    await scroll(90_000);
    await eventually(async () => assertMatch((await seen(page))[0] ?? "", /^2500/));
  }, { allowErrors: true });
});

browserTest("dataframe() is a plain table without a script", async () => {
  await withPage(
    appHandler(() => {
      st.dataframe(HUNDRED, { onSelect: "rerun", label: "Orders" });
      st.dataframe([{ a: 1 }], { label: "Small" });
    }),
    async (page) => {
      await page.goto("/");
      const table = page.getByRole("table", { name: "Orders" });
      assertEquals(await table.getByRole("row").count(), 51);
      assertEquals(await table.getByRole("cell", { name: "amber 49" }).count(), 1);
      assertEquals(await page.getByRole("searchbox").filter({ visible: true }).count(), 0);
      await see(
        page,
        "The first 50 of 100 rows. The others need JavaScript, or are in the file to be saved.",
      );
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save Orders as CSV" }).click(),
      ]);
      const text = await Deno.readTextFile(await download.path());
      assertEquals(text.trim().split("\r\n").length, 101);
    },
    { context: { javaScriptEnabled: false } },
  );
});

browserTest(
  "dataframe() shows hostile text as it is, and links and pictures only where they may lead",
  async () => {
    const texts = HOSTILE_TEXTS.map((text) => text.replaceAll("\0", ""));
    const types = ["text", "link", "image", "json", "list", "select", "progress", "line"] as const;
    await withApp(() => {
      for (const type of types) {
        st.dataframe(texts.map((text) => ({ x: text, [text]: text })), {
          label: type,
          height: 2000,
          columns: { x: { type, ...(type === "select" && { options: texts }) } },
        });
      }
    }, async (page) => {
      for (const type of types) {
        const shown = await grid(page, type).locator("tbody:not(.space) tr td:nth-of-type(1)")
          .allTextContents();
        assertEquals(shown.map((text) => text.trim()).length, texts.length);
        if (type !== "progress") {
          assertEquals(
            shown,
            texts.map((text) => text.toWellFormed()),
            type,
          );
        }
      }
      assertEquals(await page.locator("eddy-grid :is(script, img, td a)").count(), 0);
    });
  },
);
