import { assertEquals, assertThrows } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

for (const name of ["pills", "segmentedControl"] as const) {
  Deno.test(`${name}() answers a member of its options, or null when it is taken back`, async () => {
    const options = [{ name: "Vienna" }, { name: "Graz" }];
    let chosen: unknown;
    const page = new TestPage(() => {
      chosen = st[name]("City", options, { format: ({ name }) => name });
    });
    assertEquals(chosen, null);
    await page.use(["City", "Graz"]);
    assertEquals(chosen === options[1], true);
    await page.use(["City", []]);
    assertEquals(chosen, null);
    await assertRefuses(page, "City", [...HOSTILE, ["Vienna", "Graz"]]);
  });

  Deno.test(`${name}() with selectionMode "multi" answers several, in their order`, async () => {
    let chosen: string[] = [];
    const page = new TestPage(() => {
      chosen = st[name]("Size", ["S", "M", "L"], { selectionMode: "multi", value: ["L"] });
    });
    assertEquals(chosen, ["L"]);
    await page.use(["Size", ["L", "S"]]);
    assertEquals(chosen, ["S", "L"]);
    await page.use(["Size", []]);
    assertEquals(chosen, []);
    await assertRefuses(page, "Size", [...HOSTILE, ["S", "S"], ["S", "XL"]]);
  });

  Deno.test(`${name}() that is required keeps its choice`, async () => {
    const page = new TestPage(() => {
      st[name]("Size", ["S", "M"], { value: "S", required: true });
      st[name]("Sizes", ["S", "M"], { value: ["S"], required: true, selectionMode: "multi" });
    });
    await assertRefuses(page, "Size", [[]]);
    await assertRefuses(page, "Sizes", [[]]);
    assertEquals((await page.use(["Size", "M"])).refused, []);
  });

  Deno.test(`${name}() refuses a value that is no option`, () => {
    const page = new TestPage(() => {
      assertThrows(() => st[name]("Size", ["S"], { value: "X" }), RangeError, `${name} "Size"`);
      assertThrows(
        () => st[name]("Size", ["S"], { value: ["X"], selectionMode: "multi" }),
        RangeError,
        `${name} "Size"`,
      );
    });
    assertEquals(page.errors, []);
  });
}

Deno.test("pills() that becomes one of several starts again", async () => {
  let several = false;
  let chosen: unknown;
  const page = new TestPage(() => {
    chosen = several
      ? st.pills("Size", ["S", "M"], { key: "size", selectionMode: "multi" })
      : st.pills("Size", ["S", "M"], { key: "size" });
  });
  await page.use(["Size", "M"]);
  assertEquals(chosen, "M");
  several = true;
  await page.rerun();
  assertEquals(chosen, []);
});
