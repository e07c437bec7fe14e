import { assertEquals, assertNotEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { OptionList, optionList } from "./option_list.ts";

const upper = (text: string) => text.toUpperCase();

Deno.test("OptionList names options as they are shown, and tells equal names apart", () => {
  const list = new OptionList(["a", "b", "a", "a\r\nb"], upper);
  assertEquals(list.labels, ["A", "B", "A (2)", "A\nB"]);
  assertEquals(["A", "A (2)", "a", "A\r\nB"].map((label) => list.named(label)), [0, 2, -1, -1]);
});

Deno.test("OptionList finds members, and what shows like one", () => {
  const options = [{ name: "Vienna" }, { name: "Graz" }];
  const list = new OptionList(options, ({ name }) => name);
  assertEquals(list.positionOf(options[1]), 1);
  assertEquals(list.positionOf({ name: "Graz" }), 1);
  for (const foreign of [{ name: "Paris" }, null, undefined, "Graz", 7]) {
    assertEquals(list.positionOf(foreign), -1);
  }
});

Deno.test("OptionList finds many values as it finds one", () => {
  const options = Array.from({ length: 10_000 }, (_, i) => `option ${i}`);
  const list = new OptionList(options, String);
  const values = [...options.slice(5000).reverse(), "option 7", "option 7", "none"];
  assertEquals(
    list.positionsOf(values),
    values.map((value) => list.positionOf(value))
      .filter((at, i, all) => at >= 0 && all.indexOf(at) === i).sort((a, b) => a - b),
  );
});

Deno.test("OptionList keeps what it was made of", () => {
  const options = ["a", "b"];
  const list = new OptionList(options, String);
  options[0] = "z";
  assertEquals(list.options, ["a", "b"]);
});

Deno.test("OptionList searches in three ways, whatever the case and the accents", () => {
  const list = new OptionList(["Zürich", "Bad Zurzach", "Köln am Rhein", "Rhein-Ruhr"], String);
  const found = (text: string, mode: "contains" | "prefix" | "fuzzy") =>
    list.matching(text, mode).map((at) => list.labels[at]);
  assertEquals(found("ZUR", "contains"), ["Zürich", "Bad Zurzach"]);
  assertEquals(found(" rhein  koln ", "contains"), ["Köln am Rhein"]);
  assertEquals(found("zur", "prefix"), ["Zürich"]);
  assertEquals(found("zrh", "fuzzy"), ["Zürich", "Bad Zurzach"]);
  assertEquals(found("zhr", "fuzzy"), []);
  assertEquals(found("  ", "contains").length, 4);
  assertEquals(found(".*", "contains"), []);
});

Deno.test("optionList() makes the list of an array once, and again when it has changed", () => {
  const options = ["a", "b"];
  const list = optionList("x", options, undefined);
  assertStrictEquals(optionList("x", options, undefined), list);
  options[1] = "c";
  const changed = optionList("x", options, undefined);
  assertEquals(changed.labels, ["a", "c"]);
  assertNotEquals(changed.digest, list.digest);
});

Deno.test("optionList() asks the author's format again in each run, and objects for their names", () => {
  const city = { name: "Vienna" };
  const options = [city];
  assertEquals(optionList("x", options, ({ name }) => name).labels, ["Vienna"]);
  city.name = "Wien";
  assertEquals(optionList("x", options, ({ name }) => name).labels, ["Wien"]);
  const shown = { toString: () => "one" };
  const objects = [shown];
  assertEquals(optionList("x", objects, undefined).labels, ["one"]);
  shown.toString = () => "two";
  assertEquals(optionList("x", objects, undefined).labels, ["two"]);
});

Deno.test("optionList() says so if a format answers no text", () => {
  assertThrows(
    () => optionList('radio "City"', [{}], ((city: { name: string }) => city.name) as never),
    TypeError,
    'Cannot create radio "City" as format must answer a text: received undefined',
  );
});
