import { assertEquals, assertThrows } from "@std/assert";
import { columnsOf, type Rows } from "./rows.ts";

const TABLE = { names: ["a", "b"], rows: [[1, "x"], [2, "y"]] };

Deno.test("columnsOf() reads objects by column name", () => {
  assertEquals(columnsOf([{ a: 1, b: "x" }, { a: 2, b: "y" }]), TABLE);
});

Deno.test("columnsOf() reads a record of columns", () => {
  assertEquals(columnsOf({ a: [1, 2], b: ["x", "y"] }), TABLE);
  assertEquals(columnsOf({ a: Float64Array.of(1, 2) as unknown as number[] }).rows, [[1], [2]]);
});

Deno.test("columnsOf() names the columns of arrays by position", () => {
  assertEquals(columnsOf([[1, "x"], [2, "y"]]), { ...TABLE, names: ["0", "1"] });
});

Deno.test("columnsOf() calls plain numbers value", () => {
  assertEquals(columnsOf([1, 2]), { names: ["value"], rows: [[1], [2]] });
  const numbers = Float32Array.of(1, 2) as unknown as number[];
  assertEquals(columnsOf(numbers), { names: ["value"], rows: [[1], [2]] });
});

Deno.test("columnsOf() reads no rows as no columns", () => {
  assertEquals(columnsOf([]), { names: [], rows: [] });
  assertEquals(columnsOf({}), { names: [], rows: [] });
  assertEquals(columnsOf({ a: [] }), { names: ["a"], rows: [] });
});

Deno.test("columnsOf() keeps columns in order of appearance and fills gaps with undefined", () => {
  assertEquals(columnsOf([{ b: 1 }, { a: 2 }, { b: 3, c: 4 }]), {
    names: ["b", "a", "c"],
    rows: [[1, undefined, undefined], [undefined, 2, undefined], [3, undefined, 4]],
  });
});

Deno.test("columnsOf() sees own properties only", () => {
  const rows = [{ a: 1 }, JSON.parse('{"__proto__": 2, "constructor": 3}')];
  assertEquals(columnsOf(rows), {
    names: ["a", "__proto__", "constructor"],
    rows: [[1, undefined, undefined], [undefined, 2, 3]],
  });
});

Deno.test("columnsOf() copies rows, so that a table does not change with its source", () => {
  const source = [[1, 2]];
  const { rows } = columnsOf(source);
  source[0]![0] = 9;
  assertEquals(rows, [[1, 2]]);
});

Deno.test("columnsOf() refuses ragged columns and rows", () => {
  assertThrows(
    () => columnsOf({ a: [1, 2], b: [1] }),
    RangeError,
    'Cannot read rows: column "b" must be as long as column "a", 2: received 1',
  );
  assertThrows(
    () => columnsOf([[1, 2], [1]]),
    RangeError,
    "Cannot read rows: row 1 must have as many cells as row 0, 2: received 1",
  );
});

Deno.test("columnsOf() refuses rows of different kinds", () => {
  const tables = [[{ a: 1 }, 2], [1, { a: 1 }], [[1], { a: 1 }], [{ a: 1 }, [1]], [null, [1]]];
  for (const rows of [...tables, { a: 1 }, { a: "text" }, null, undefined, "text", 1, new Date()]) {
    assertThrows(() => columnsOf(rows as Rows), TypeError, "Cannot read rows: ");
  }
});
