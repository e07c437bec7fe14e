import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

const CITIES = ["Vienna", "Linz", "Graz"];
const MANY = Array.from({ length: 10_000 }, (_, i) => `City ${i}`);

function drawn(page: TestPage, label: string) {
  const { element } = page.widget(label);
  if (element.kind !== "selectbox") throw new Error(element.kind);
  return element;
}

Deno.test("selectbox() answers a member, and refuses what it does not offer", async () => {
  for (const search of [false, true]) {
    const page = new TestPage(() => st.write(`= ${st.selectbox("City", CITIES, { search })}`));
    assertEquals((await page.use(["City", "Graz"])).refused, []);
    assertStringIncludes(page.text(), "= Graz");
    await assertRefuses(page, "City", [...HOSTILE, [""], [], ["Graz", "Linz"], ["graz"]]);
  }
});

Deno.test("selectbox() with index null can be taken back, unless it is required", async () => {
  let required = false;
  const page = new TestPage(() =>
    st.write(`= ${st.selectbox("City", CITIES, { index: null, required, key: "city" })}`)
  );
  await page.use(["City", "Graz"]);
  await page.use(["City", ""]);
  assertStringIncludes(page.text(), "= null");
  required = true;
  await page.rerun();
  await assertRefuses(page, "City", [[""], []]);
  await page.use(["City", "Linz"]);
  await assertRefuses(page, "City", [[""], []]);
});

Deno.test("selectbox() and radio() begin with a value, wherever it stands among the options", () => {
  for (const choose of [st.selectbox, st.radio] as const) {
    const page = new TestPage(() => {
      st.write(`= ${choose("City", CITIES, { value: "Linz" })}`);
      const city = choose("Where", [{ name: "Vienna" }, { name: "Graz" }], {
        format: ({ name }) => name,
        value: { name: "Graz" },
      });
      st.write(`in ${city.name}`);
    });
    assertStringIncludes(page.text(), "= Linz");
    assertStringIncludes(page.text(), "in Graz");
    const none = new TestPage(() => void choose("City", CITIES, { value: "Wien" }));
    assertStringIncludes(none.text(), 'value must be among its options: received "Wien"');
    const both = new TestPage(() => void choose("City", CITIES, { value: "Graz", index: 0 }));
    assertStringIncludes(both.text(), "both index and value say what is chosen at first");
  }
});

Deno.test("selectbox() is the browser's own list until it is long, or to be searched", () => {
  const search = (options: string[], settings: { search?: boolean | st.SearchMode } = {}) =>
    drawn(new TestPage(() => void st.selectbox("City", options, settings)), "City").search;
  assertEquals(search(CITIES), null);
  assertEquals(search(MANY.slice(0, 200)), null);
  assertEquals(search(MANY.slice(0, 201)), "contains");
  assertEquals(search(CITIES, { search: true }), "contains");
  assertEquals(search(CITIES, { search: "fuzzy" }), "fuzzy");
});

Deno.test("selectbox() with new options answers what was typed, also in the next run", async () => {
  const answers: (string | null)[] = [];
  const page = new TestPage(() => {
    answers.push(st.selectbox("Tag", ["new", "late"], { index: null, acceptNewOptions: true }));
  });
  await page.use(["Tag", "odd"]);
  await page.rerun();
  await page.use(["Tag", "late"]);
  await page.use(["Tag", ""]);
  assertEquals(answers, [null, "odd", "odd", "late", null]);
  await assertRefuses(page, "Tag", [
    [" "],
    [" odd"],
    ["\ud800"],
    ["x".repeat(1001)],
    ["a", "b"],
  ]);
});

Deno.test("selectbox() forgets a text of one's own once such texts are no longer taken", async () => {
  let acceptNewOptions = true;
  const page = new TestPage(() =>
    st.write(
      `= ${st.selectbox("Tag", ["new"], { key: "tag", acceptNewOptions })}`,
    )
  );
  await page.use(["tag", "odd"]);
  assertStringIncludes(page.text(), "= odd");
  acceptNewOptions = false;
  await page.rerun();
  assertStringIncludes(page.text(), "= new");
});

Deno.test("selectbox() with ten thousand options takes any of them", async () => {
  const page = new TestPage(() => st.write(`= ${st.selectbox("City", MANY)}`));
  await page.use(["City", "City 9999"]);
  assertStringIncludes(page.text(), "= City 9999");
  await assertRefuses(page, "City", [["City 10000"], ["9999"]]);
});

Deno.test("selectbox() keeps a choice in the page's address by its name", async () => {
  const body = () =>
    st.write(`= ${st.selectbox("City", MANY, { bindQuery: "city", index: null })}`);
  const page = new TestPage(body);
  await page.use(["City", "City 77"]);
  assertEquals(page.session.query.toString(), "?city=City+77");
  assertStringIncludes(new TestPage(body, { url: "http://x/?city=City+77" }).text(), "= City 77");
  assertStringIncludes(new TestPage(body, { url: "http://x/?city=Paris" }).text(), "= null");
});
