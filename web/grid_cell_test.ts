import { assertEquals, assertMatch } from "@std/assert";
import { columnsToDraw } from "../runtime/table_column.ts";
import type { ColumnConfig, TableColumn } from "../runtime/table_column.ts";
import { gridCell } from "./grid_cell.ts";

function column(config: ColumnConfig, cells: readonly unknown[]): TableColumn {
  return columnsToDraw({
    names: ["x"],
    sample: () => cells,
    columns: { x: config },
    order: undefined,
    reader: { locale: "en-GB", timeZone: "Europe/Vienna" },
  })[0]!;
}

/** The cell of a column that holds but this. */
function drawn(cell: unknown, config: ColumnConfig = {}): string {
  return gridCell(column(config, [cell]), cell, PLAIN);
}

const PLAIN = { raw: false, placeholder: "", lines: false };

Deno.test("gridCell() draws a cell as what it looks like", () => {
  assertEquals(drawn("a & b"), "<td>a &amp; b</td>");
  assertEquals(drawn(1204.5), '<td class="number">1204.5</td>');
  assertEquals(drawn(null), "<td></td>");
  assertMatch(drawn(true), /role="img" aria-label="Yes"/);
  assertMatch(drawn(false), /role="img" aria-label="No"/);
  assertEquals(drawn(new Date("2026-03-02")), "<td>2026-03-02</td>");
  assertEquals(drawn(new Date("2026-03-02T10:00Z")), "<td>2026-03-02 11:00</td>");
  assertMatch(drawn(["a", "<b>"]), /<span class="badge">a<\/span> <span class="badge">&lt;b&gt;/);
  assertMatch(
    drawn(new URL("https://deno.com/x")),
    /<a href="https:\/\/deno.com\/x" target="_blank" rel="noopener">deno.com\/x<\/a>/,
  );
  assertEquals(drawn({ a: 1 }), "<td>{&quot;a&quot;:1}</td>");
});

Deno.test("gridCell() draws a cell as its column says", () => {
  assertEquals(drawn(3.14159, { format: "%.1f km" }), '<td class="number">3.1 km</td>');
  assertEquals(drawn("2026-03-02", { type: "date", format: "long" }), "<td>2 March 2026</td>");
  assertEquals(drawn("2026-03-02T10:00", { type: "datetime" }), "<td>2026-03-02 10:00</td>");
  assertMatch(drawn("https://deno.com", { type: "link", format: "Open" }), />Open<\/a>/);
  assertEquals(drawn("javascript:x", { type: "link" }), "<td>javascript:x</td>");
  assertMatch(drawn("/a.png", { type: "image" }), /<img src="\/a.png" alt="" loading="lazy">/);
  assertEquals(drawn("javascript:x", { type: "image" }), "<td>javascript:x</td>");
  assertMatch(
    drawn(0.25, { type: "progress" }),
    /<progress max="1" value="0.25" aria-hidden="true"><\/progress> 25%/,
  );
  assertMatch(
    drawn(30, { type: "progress", min: 20, max: 40 }),
    /<progress max="20" value="10" .*> 30/,
  );
  for (const type of ["line", "area", "bar"] as const) {
    assertMatch(
      drawn([1, 3, 2], { type }),
      /<span role="img" aria-label="1, 3, 2"><svg class="sparkline"/,
    );
    assertEquals(drawn("no numbers", { type }), "<td>no numbers</td>");
  }
  assertEquals(
    drawn({ a: "<" }, { type: "json" }),
    "<td><code>{&quot;a&quot;:&quot;&lt;&quot;}</code></td>",
  );
  assertMatch(drawn("**bold** <b>", { type: "markdown" }), /<strong>bold<\/strong> &lt;b&gt;/);
});

Deno.test("gridCell() tells who edits what a cell holds, where that is not what it shows", () => {
  const raw = (cell: unknown, config: ColumnConfig = {}) =>
    gridCell(column(config, [cell]), cell, { ...PLAIN, raw: true });
  assertEquals(raw(7), '<td class="number">7</td>');
  assertEquals(raw("a"), "<td>a</td>");
  assertEquals(raw(7, { format: "%d km" }), '<td class="number" data-value="7">7 km</td>');
  assertMatch(raw(true), /data-value="true"/);
  // What its reader's clock shows.
  assertMatch(raw(new Date("2026-03-02T10:00Z")), /data-value="2026-03-02T11:00:00"/);
  assertMatch(raw(["a", "b"], { type: "list" }), /data-value="a, b"/);
  assertMatch(raw(null, { required: true, type: "text" }), /<td class="missing" data-value="">/);
});

Deno.test("gridCell() draws a placeholder where a value is missing, which is none", () => {
  const look = { ...PLAIN, placeholder: "<none>" };
  assertEquals(gridCell(column({}, ["a"]), null, look), '<td class="absent">&lt;none&gt;</td>');
  assertEquals(
    gridCell(column({}, [1]), undefined, look),
    '<td class="number absent">&lt;none&gt;</td>',
  );
  assertEquals(gridCell(column({}, ["a"]), "", look), "<td></td>");
  assertEquals(
    gridCell(column({}, ["a"]), null, { ...look, raw: true }),
    '<td class="absent" data-value="">&lt;none&gt;</td>',
  );
  assertEquals(
    gridCell(column({ required: true }, ["a"]), null, { ...look, raw: true }),
    '<td class="missing absent" data-value=""><span class="hidden">Needs a value</span>&lt;none&gt;</td>',
  );
});

Deno.test("gridCell() lets texts have several lines in high rows, and what is drawn be large", () => {
  const look = { ...PLAIN, lines: true, raw: true };
  assertEquals(gridCell(column({}, ["a"]), "a", look), '<td><div class="lines">a</div></td>');
  assertEquals(gridCell(column({}, [1]), 1, look), '<td class="number">1</td>');
  const image = gridCell(column({ type: "image" }, ["/a.png"]), "/a.png", look);
  assertMatch(image, /^<td data-value="\/a\.png"><img /);
});
