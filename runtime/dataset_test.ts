import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Dataset, datasetOf } from "./dataset.ts";
import type { RowChoice } from "./dataset.ts";

const ROWS = [
  { id: 1, city: "Vienna", since: new Date("2026-01-02T00:00Z"), open: true, total: 12.5 },
  { id: 2, city: "Graz", since: new Date("2026-02-11T10:30Z"), open: false, total: 1204.25 },
  { id: 3, city: "Linz", since: null, open: true, total: null, tags: ["old", "red"] },
  { id: 4, city: "new.town", since: new Date(NaN), open: false, total: -3 },
];

function found(search: string, sort: RowChoice["sort"] = null, rows: object[] = ROWS): number[] {
  const dataset = new Dataset(rows);
  const list = dataset.list({ sort, search }, dataset.names);
  return Array.from({ length: list.length }, (_, i) => list.at(i) + 1);
}

Deno.test("Dataset reads every shape of rows in place", () => {
  const objects = new Dataset(ROWS);
  assertEquals(objects.names, ["id", "city", "since", "open", "total", "tags"]);
  assertEquals([objects.size, objects.column("city")(1)], [4, "Graz"]);
  assertEquals(objects.column("tags")(0), undefined);
  assertEquals(objects.column("nobody")(0), undefined);
  assertEquals(new Dataset({ a: [1, 2], b: ["x", "y"] }).column("b")(1), "y");
  assertEquals(new Dataset([[1, "x"], [2, "y"]]).column("1")(1), "y");
  assertEquals(new Dataset([5, 6]).column("value")(1), 6);
  assertEquals([new Dataset([]).size, new Dataset([]).names], [0, []]);
  // What stands in the array later is what is read.
  const rows = [{ n: 1 }];
  const dataset = new Dataset(rows);
  rows[0]!.n = 2;
  assertEquals(dataset.column("n")(0), 2);
});

Deno.test("Dataset.list() finds a text in any column, whatever its case", () => {
  assertEquals(found(""), [1, 2, 3, 4]);
  assertEquals(found("vien"), [1]);
  assertEquals(found("NZ"), [3]);
  assertEquals(found("red"), [3]);
  assertEquals(found("true"), [1, 3]);
  assertEquals(found("nowhere"), []);
});

Deno.test("Dataset.list() finds numbers and dates as they are written", () => {
  assertEquals(found("1204.2"), [2]);
  assertEquals(found("-3"), [4]);
  assertEquals(found("2026-01"), [1]);
  assertEquals(found("10:30"), [2]);
  assertEquals(found("2026-02-11T10"), [2]);
});

Deno.test("Dataset.list() takes what is looked for as it is", () => {
  assertEquals(found("."), [1, 2, 4]);
  assertEquals(found("new.t"), [4]);
  assertEquals(found("a*"), []);
  assertEquals(found("("), []);
  assertEquals(found("\\"), []);
});

Deno.test("Dataset.list() sorts what it finds, up and down, rows without a value last", () => {
  const by = (column: string, descending = false) => ({ column, descending });
  assertEquals(found("", by("total")), [4, 1, 2, 3]);
  assertEquals(found("", by("total", true)), [2, 1, 4, 3]);
  assertEquals(found("i", by("city", true)), [1, 3]);
  assertEquals(found("", by("since")), [1, 2, 3, 4]);
});

Deno.test("Dataset.list() looks on among what was found when somebody types on", () => {
  const rows = Array.from({ length: 2000 }, (_, i) => ({ n: i, name: `Name ${i}` }));
  const dataset = new Dataset(rows);
  let before = Infinity;
  for (const search of ["1", "12", "123", "1234"]) {
    const { length } = dataset.list({ sort: null, search }, dataset.names);
    const wanted = rows.filter(({ name }) => name.includes(search)).length;
    assertEquals(length, wanted);
    assert(length < before);
    before = length;
  }
  // Other columns are another search.
  assertEquals(dataset.list({ sort: null, search: "Name 1234" }, ["n"]).length, 0);
});

Deno.test("datasetOf() looks at a large array once, and at a small one each time", () => {
  const large = Array.from({ length: 60_000 }, (_, n) => ({ n }));
  const dataset = datasetOf(large);
  assertStrictEquals(datasetOf(large), dataset);
  large.push({ n: -1 });
  assert(datasetOf(large) !== dataset);
  assertEquals(datasetOf(large).size, 60_001);
  const columns = { n: large.map(({ n }) => n) };
  assertStrictEquals(datasetOf(columns), datasetOf(columns));
  assert(datasetOf(ROWS) !== datasetOf(ROWS));
});

Deno.test("a small array that was changed in place is sorted as it is now", () => {
  const rows = [{ n: 1 }, { n: 2 }];
  const order = () => {
    const list = datasetOf(rows).list({ sort: { column: "n", descending: false }, search: "" }, []);
    return [list.at(0), list.at(1)];
  };
  assertEquals(order(), [0, 1]);
  rows[0]!.n = 3;
  assertEquals(order(), [1, 0]);
});
