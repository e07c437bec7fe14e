/**
 * Every option of every element: what it changes of how the element is seen, heard or used, all of them in
 * one page; or which other test shows it. A new option asks for a row.
 */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../draw_html.ts";
import { withApp } from "./client_kit.ts";
import { browserTest } from "./kit.ts";
import { BUTTONS } from "./options/buttons.ts";
import { CHARTS } from "./options/charts.ts";
import { DATA } from "./options/data.ts";
import { INPUTS } from "./options/inputs.ts";
import { LAYOUT } from "./options/layout.ts";
import { MEDIA } from "./options/media.ts";
import type { ElementRows } from "./options/row.ts";
import { TEXT } from "./options/text.ts";

const TABLES = { ...TEXT, ...DATA, ...CHARTS, ...INPUTS, ...BUTTONS, ...LAYOUT, ...MEDIA };

const ROWS = Object.entries(TABLES).flatMap(([element, { draw, options }]) =>
  Object.entries(options).map(([option, row]) => ({ element, option, draw, row }))
);

Deno.test("each option of each element has a row", async () => {
  // What tests/gallery_test.ts holds against the functions' documentation.
  const file = new URL("../../examples/gallery/options.json", import.meta.url);
  const documented: Record<string, string[][]> = JSON.parse(await Deno.readTextFile(file));
  const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(
    Object.getPrototypeOf(st.sidebar),
  );
  for (const element of Object.keys(methods)) {
    const names = (documented[element] ?? []).map(([name]) => name!);
    const told = Object.keys((TABLES as Record<string, ElementRows>)[element]?.options ?? {});
    const where = "in tests/browser/options";
    assertEquals(names.filter((name) => !told.includes(name)), [], `no row ${where}: ${element}`);
    assertEquals(told.filter((name) => !names.includes(name)), [], `no option: ${element}`);
  }
});

Deno.test("a row that leads to another test names one that there is, of its element and option", async () => {
  for (const { element, option, row } of ROWS) {
    if (!("file" in row)) continue;
    const text = await Deno.readTextFile(new URL(`../../${row.file}`, import.meta.url));
    assert(/["`]/.test(text[text.indexOf(row.test) - 1] ?? ""), `${row.file} has no "${row.test}"`);
    for (const name of [element, option]) {
      assert(new RegExp(`\\b${name}\\b`).test(text), `${row.file} does not name ${name}`);
    }
  }
});

Deno.test("an option that changes nothing changes nothing", async () => {
  for (const { element, option, draw, row } of ROWS) {
    if (!("because" in row)) continue;
    const drawn = (options: object) => drawHtml(() => void draw({ key: "k", ...options }));
    assertEquals(await drawn({ [option]: row.given }), await drawn({}), element);
  }
});

browserTest("each option of each element has its effect, and none without it", async () => {
  const seen = ROWS.flatMap(({ element, option, draw, row }) => {
    if (!("length" in row)) return [];
    const [given, look, without, withIt, beside = {}] = row;
    const key = `${element}-${option}`;
    const parts = [beside, { ...beside, [option]: given }].map((options, i) =>
      // In a fragment of its own, it needs no key to be told from the others.
      st.fragment(() => void draw(options), { key: `${key}-${i}` })
    );
    return [{ key, parts, look, expected: [without, withIt] }];
  });
  const found = await withApp(() => {
    for (const { parts } of seen) for (const part of parts) part();
  }, async (page) => {
    const looks = seen.flatMap(({ key, look }) =>
      [0, 1].map((i) => `((box) => ${look})(document.querySelector("#fk-${key}-${i}"))`)
    );
    return await page.evaluate<unknown[]>(`Promise.all([${looks}])`);
  });
  assertEquals(
    Object.fromEntries(seen.map(({ key }, i) => [key, found.slice(2 * i, 2 * i + 2)])),
    Object.fromEntries(seen.map(({ key, expected }) => [key, expected])),
  );
});
