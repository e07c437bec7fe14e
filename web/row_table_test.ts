import { assertEquals, assertStringIncludes } from "@std/assert";
import { markedTable, rowTable } from "./row_table.ts";

const SAID = { caption: "Orders", locale: "en-US" };

/** Cells by lines, without tags. */
function cellsOf(html: string): string[][] {
  return html.split("</tr>").map((line) =>
    line.split(/<\/t[hd]>/).map((cell) => cell.replace(/.*>/s, ""))
  ).map((cells) => cells.slice(0, -1)).filter((cells) => cells.length > 0);
}

Deno.test("rowTable() tells rows, and leaves out what there is not", () => {
  const rows = [{ city: "Graz", count: 1234.5 }, { city: "<b>" }, { city: null, count: 2 }];
  const html = rowTable(rows, ["city", "count"], SAID);
  assertStringIncludes(html, "<caption>Orders</caption>");
  assertEquals(cellsOf(html), [["city", "count"], ["Graz", "1,234.5"], ["&lt;b&gt;", ""], [
    "",
    "2",
  ]]);
});

Deno.test("rowTable() sums up many rows, by column", () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    name: `n${i % 4}`,
    size: i - 5,
    day: new Date(Date.UTC(2026, 0, i + 1)),
  }));
  const [head, ...lines] = cellsOf(rowTable(rows, ["name", "size", "day"], SAID));
  assertEquals(head, ["Column", "Values", "Different", "Lowest", "Highest"]);
  assertEquals(lines[0], ["name", "40", "4", "", ""]);
  assertEquals(lines[1], ["size", "40", "40", "-5", "34"]);
  assertEquals(lines[2], ["day", "40", "40", "2026-01-01", "2026-02-09"]);
});

Deno.test("rowTable() reads no property that a row does not have of its own", () => {
  assertEquals(cellsOf(rowTable([{}], ["constructor"], SAID)), [["constructor"], [""]]);
});

Deno.test("markedTable() names columns and lines", () => {
  const html = markedTable("A <b>", [["x", "y"], ["1", "2"]]);
  assertEquals(
    html,
    '<table><caption>A &lt;b&gt;</caption><thead><tr><th scope="col">x</th><th scope="col">y</th></tr>' +
      '</thead><tbody><tr><th scope="row">1</th><td>2</td></tr></tbody></table>',
  );
});
