import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

const CITIES = ["Vienna", "Linz", "Graz"];

Deno.test("multiselect() answers a new array of members, in the order of its options", async () => {
  const answers: string[][] = [];
  const page = new TestPage(() => {
    answers.push(st.multiselect("Cities", CITIES, { value: ["Graz", "Vienna"] }));
  });
  await page.use(["Cities", ["Linz", "Vienna"]]);
  await page.use(["Cities", []]);
  assertEquals(answers, [["Vienna", "Graz"], ["Vienna", "Linz"], []]);
  await page.use(["Cities", ["Linz"]]);
  // What the author does with the answer changes nothing (W18).
  answers.at(-1)!.push("Paris");
  await page.rerun();
  assertEquals(answers.at(-1), ["Linz"]);
  assert(answers.at(-1) !== answers.at(-2));
});

Deno.test("multiselect() refuses what it does not offer, and an option twice", async () => {
  const page = new TestPage(() => st.write(st.multiselect("Cities", CITIES).join()));
  await assertRefuses(page, "Cities", [...HOSTILE, [""], ["Linz", "Linz"], ["Linz", "Paris"]]);
});

Deno.test("multiselect() enforces maxSelections", async () => {
  const page = new TestPage(() =>
    st.write(st.multiselect("Cities", CITIES, { maxSelections: 2 }).join())
  );
  await page.use(["Cities", ["Linz", "Graz"]]);
  assertStringIncludes(page.text(), "Linz,Graz");
  await assertRefuses(page, "Cities", [CITIES]);
});

Deno.test("multiselect() leaves out what is no option any more, and takes it up again", async () => {
  let options = CITIES;
  const page = new TestPage(() =>
    st.write(st.multiselect("Cities", options, { key: "cities" }).join())
  );
  await page.use(["Cities", ["Linz", "Graz"]]);
  options = ["Vienna", "Graz"];
  await page.rerun();
  assertStringIncludes(page.text(), "Graz");
  options = CITIES;
  await page.rerun();
  assertStringIncludes(page.text(), "Linz,Graz");
});

Deno.test("multiselect() with a key begins again when maxSelections changes", async () => {
  let maxSelections = 3;
  const page = new TestPage(() =>
    st.write(`= ${st.multiselect("Cities", CITIES, { key: "cities", maxSelections }).join()}`)
  );
  await page.use(["Cities", CITIES]);
  maxSelections = 1;
  await page.rerun();
  assertEquals(page.text().split("\n").at(-1), "= ");
});

Deno.test("multiselect() refuses an initial value that does not fit", () => {
  const foreign = new TestPage(() => void st.multiselect("Cities", CITIES, { value: ["Paris"] }));
  assertStringIncludes(foreign.text(), 'received "Paris"');
  const many = new TestPage(() =>
    void st.multiselect("Cities", CITIES, { value: CITIES, maxSelections: 2 })
  );
  assertStringIncludes(many.text(), "at most 2 options: received 3");
  const none = new TestPage(() => void st.multiselect("Cities", CITIES, { maxSelections: 0 }));
  assertStringIncludes(none.text(), "maxSelections must be at least 1");
});

const MANY = Array.from({ length: 10_000 }, (_, i) => `City ${i}`);

/** What a browser sends for a long list. */
function places(page: TestPage, ranges: string): string {
  const { element } = page.widget("Cities");
  if (element.kind !== "multiselect") throw new Error(element.kind);
  return `~${element.list.digest}:${ranges}`;
}

Deno.test("multiselect() with ten thousand options takes places in the list", async () => {
  let chosen: string[] = [];
  const page = new TestPage(() => {
    chosen = st.multiselect("Cities", MANY);
    st.text(`${chosen.length} chosen`);
  });
  await page.use(["Cities", places(page, "0-9998")]);
  assertEquals(chosen.length, 9999);
  await page.rerun();
  assertEquals(chosen.at(-1), "City 9998");
  await page.use(["Cities", places(page, "7,9999")]);
  assertEquals(chosen, ["City 7", "City 9999"]);
  await page.use(["Cities", places(page, "")]);
  assertEquals(chosen, []);
  await assertRefuses(page, "Cities", [
    [places(page, "0-10000")],
    [places(page, "2,1")],
    [places(page, "x")],
    [places(page, "1"), "City 1"],
    [places(page, "1"), places(page, "1")],
    ["~other:1"],
    [places(page, "1").replace("~", "")],
  ]);
});

Deno.test("multiselect() does not take places in another list than it was drawn with", async () => {
  let options = MANY;
  const page = new TestPage(() =>
    st.text(`= ${st.multiselect("Cities", options, { key: "cities" })}`)
  );
  const old = places(page, "3");
  options = MANY.slice(1);
  await page.rerun();
  await assertRefuses(page, "Cities", [[old]]);
});

Deno.test("multiselect() takes an option whose name looks like places for that option", async () => {
  let chosen: string[] = [];
  const page = new TestPage(() => {
    chosen = st.multiselect("Cities", ["a", "~x:0"]);
  });
  await page.use(["Cities", ["~x:0"]]);
  assertEquals(chosen, ["~x:0"]);
});

Deno.test("multiselect() takes texts that are no options, behind those that are", async () => {
  let chosen: string[] = [];
  const page = new TestPage(() => {
    chosen = st.multiselect("Tags", CITIES, {
      acceptNewOptions: true,
      value: ["odd", "Graz"],
      maxSelections: 3,
    });
    st.text(chosen.join());
  });
  assertEquals(chosen, ["Graz", "odd"]);
  await page.use(["Tags", ["new", "Linz", "odd"]]);
  assertEquals(chosen, ["Linz", "new", "odd"]);
  await assertRefuses(page, "Tags", [["new", "new"], [""], [" "], ["a", "b", "c", "d"], [
    "\ud800",
  ]]);
  await page.use(["Tags", []]);
  assertEquals(chosen, []);
});

Deno.test("multiselect() that is required refuses to be empty", async () => {
  const page = new TestPage(() =>
    st.write(st.multiselect("Cities", CITIES, { required: true }).join())
  );
  await page.use(["Cities", ["Linz"]]);
  await assertRefuses(page, "Cities", [[]]);
});

Deno.test("multiselect() keeps its choice in the page's address, none of it and much of it, too", async () => {
  const body = (options: string[], value: string[]) => () =>
    st.text(`= ${st.multiselect("Cities", options, { value, bindQuery: "c" }).length}`);
  const few = new TestPage(body(CITIES, ["Linz"]));
  await few.use(["Cities", ["Graz", "Vienna"]]);
  assertEquals(few.session.query.toString(), "?c=Vienna&c=Graz");
  await few.use(["Cities", []]);
  assertEquals(few.session.query.toString(), "?c=");
  assertStringIncludes(
    new TestPage(body(CITIES, ["Linz"]), { url: "http://x/?c=" }).text(),
    "= 0",
  );
  const many = new TestPage(body(MANY, []));
  await many.use(["Cities", places(many, "0-9999")]);
  const query = many.session.query.toString();
  assert(query.length < 60, query);
  const url = `http://x/${query}`;
  assertStringIncludes(new TestPage(body(MANY, []), { url }).text(), "= 10000");
  await many.use(["Cities", places(many, "5")]);
  assertEquals(many.session.query.toString(), "?c=City+5");
});
