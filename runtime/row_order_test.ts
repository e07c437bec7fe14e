import { assert, assertEquals } from "@std/assert";
import { orderOf } from "./row_order.ts";

/** The cells in the order that `orderOf()` finds, those without a value at the end. */
function sorted(cells: readonly unknown[]): unknown[] {
  const { at, present } = orderOf(cells.length, (row) => cells[row]);
  const order = cells.map((_, index) => at(index));
  assertEquals(new Set(order).size, cells.length, "every row has one place");
  assert(present <= cells.length);
  return order.map((row) => cells[row]);
}

/** Sorts as `orderOf()` says it does, one comparison at a time. */
function expected(cells: readonly unknown[]): unknown[] {
  const plain = (cell: unknown) =>
    typeof cell === "string"
      ? cell.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      : Number(cell);
  return cells.map((cell) => ({ cell, key: plain(cell) }))
    .sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
    .map(({ cell }) => cell);
}

/** Numbers that look random and are the same each time. */
function* numbers(seed = 1): Generator<number> {
  for (let n = seed;;) yield (n = Math.imul(n, 1_103_515_245) + 12_345 >>> 0) / 2 ** 32;
}

function many<T>(size: number, make: (n: number) => T): T[] {
  const source = numbers();
  return Array.from({ length: size }, () => make(source.next().value!));
}

Deno.test("orderOf() sorts numbers by value, and leaves equal ones in order", () => {
  assertEquals(sorted([3, -1, 2.5, -0, 0, -7, 1e300, -1e300, Infinity, -Infinity]), [
    -Infinity,
    -1e300,
    -7,
    -1,
    -0,
    0,
    2.5,
    3,
    1e300,
    Infinity,
  ]);
  const { at } = orderOf(4, (row) => [1, 0, 1, 0][row]);
  assertEquals([0, 1, 2, 3].map(at), [1, 3, 0, 2]);
});

Deno.test("orderOf() sorts many numbers as few", () => {
  const makes: ((n: number) => unknown)[] = [
    (n: number) => n * 1000 - 500,
    (n: number) => Math.floor(n * 10),
    (n: number) => Math.floor(n * 2 ** 40) - 2 ** 39,
    (n: number) => new Date(Math.floor(n * 2e12)),
    (n: number) => n < 0.5,
  ];
  for (const make of makes) {
    const cells = many(5000, make);
    assertEquals(sorted(cells).map(Number), expected(cells).map(Number));
  }
});

Deno.test("orderOf() puts rows without a value last", () => {
  assertEquals(sorted([null, 2, undefined, 1, NaN]), [1, 2, null, undefined, NaN]);
  assertEquals(sorted(["", "b", null, "a"]), ["a", "b", "", null]);
  const { present } = orderOf(3, (row) => [null, new Date(NaN), new Date(0)][row]);
  assertEquals(present, 1);
  assertEquals(sorted([]), []);
});

Deno.test("orderOf() sorts texts without regard to case and accents, equal ones in order", () => {
  assertEquals(sorted(["b", "Ä", "a", "Z", "É", "e", "A", "ab"]), [
    "Ä",
    "a",
    "A",
    "ab",
    "b",
    "É",
    "e",
    "Z",
  ]);
});

Deno.test("orderOf() sorts many texts as few, however they begin", () => {
  const makes = [
    (n: number) => `Customer ${Math.floor(n * 1e6)}`,
    (n: number) => ["Wien", "graz", "Graz", "Linz"][Math.floor(n * 4)]!,
    (n: number) => `https://example.com/orders/${Math.floor(n * 7)}/${n}`,
    (n: number) => `Заказ ${Math.floor(n * 1e5)}`,
    (n: number) => String.fromCodePoint(0x1F300 + Math.floor(n * 500)) + n,
    (n: number) => "äbcdefghijklmnop".slice(0, Math.floor(n * 16)) + "ÀÉ"[Math.floor(n * 2)],
    (n: number) => "x".repeat(1 + Math.floor(n * 40)),
    (n: number) => `a\u0000${"\u0000".repeat(Math.floor(n * 12))}`,
    // One letter that is two, and two, so that letters are not counted alike.
    (n: number) => ["\ufb01", "fi", "FI"][Math.floor(n * 3)]! + `x${Math.floor(n * 1e4) % 1000}`,
    // Case tells nothing, in letters that groups have been dealt out by.
    (n: number) => ["Order", "oRDER"][Math.floor(n * 2)]! + ` of ${Math.floor(n * 1e4) % 1000}`,
  ];
  for (const make of makes) {
    // More than are sorted by comparing, and groups that are.
    const cells = many(12_000, make);
    const wanted = expected(cells);
    const wrong = sorted(cells).findIndex((cell, i) => cell !== wanted[i]);
    assertEquals(wrong, -1, cells[0]);
  }
});

Deno.test("orderOf() sorts texts that have ever less in common", () => {
  const common = "äbc ÄBC one begins with this";
  const makes = [
    (i: number) => common.slice(0, common.length - Math.floor(i / 500)) + `${i % 7}`,
    (i: number) => common.slice(0, common.length - Math.floor(i / 500)),
    (i: number) => (i < 11_000 ? common : common.slice(0, -1)) + `${i % 7}`,
    (i: number) => i < 11_000 ? `Ж${i % 7}` : "a",
    (i: number) => i < 11_000 ? `${"a".repeat(20)}${i % 7}` : `${"a".repeat(19)}Ж`,
    (i: number) => i < 11_000 ? "\u{1F300}b" : `\u{1F300}${"c".repeat(9_000 * (i % 2))}`,
  ];
  for (const make of makes) {
    const cells = Array.from({ length: 12_000 }, (_, i) => make(i));
    const wanted = expected(cells);
    const wrong = sorted(cells).findIndex((cell, i) => cell !== wanted[i]);
    assertEquals(wrong, -1, cells[0]);
  }
});

Deno.test("orderOf() reads each text once, and again only those around a place that is looked at", () => {
  const size = 100_000;
  const cells = Array.from({ length: size }, (_, i) => `${"abcdefghij"[i % 10]}bcdefghi ${i}`);
  let reads = 0;
  const { at } = orderOf(size, (row) => {
    reads++;
    return cells[row];
  });
  assertEquals(reads, size, `${reads} cells were read`);
  reads = 0;
  assertEquals(cells[at(0)], "abcdefghi 0");
  // One of ten letters, and not the rest.
  assert(reads <= size / 4, `${reads} cells were read`);
  assertEquals(cells[at(size - 1)], "jbcdefghi 99999");
});

Deno.test("orderOf() sorts a column of all kinds: numbers, texts, the rest", () => {
  const list = ["b"];
  const record = { a: 1 };
  assertEquals(sorted(["10", 9, list, null, 7n, record, "B", 8.5, Symbol.for("x")]), [
    7n,
    8.5,
    9,
    "10",
    "B",
    list,
    Symbol.for("x"),
    record,
    null,
  ]);
});
