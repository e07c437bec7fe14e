/**
 * Every option of every element: what it changes of how the element is seen, heard or used, those of one
 * table in one page; or which other test shows it. A new option asks for a row.
 */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
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
import type { ElementRows, Rows } from "./options/row.ts";
import { TEXT } from "./options/text.ts";

const TABLES: Readonly<Record<string, Rows>> = {
  text: TEXT,
  data: DATA,
  charts: CHARTS,
  inputs: INPUTS,
  buttons: BUTTONS,
  layout: LAYOUT,
  media: MEDIA,
};
const ELEMENTS = Object.assign({}, ...Object.values(TABLES)) as Rows;

/** The rows of a table, one for each option. */
function rowsOf(elements: Rows) {
  return Object.entries(elements).flatMap(([element, { draw, options }]) =>
    Object.entries(options).map(([option, row]) => ({ element, option, draw, row }))
  );
}

Deno.test("each option of each element has a row", async () => {
  // What tests/gallery_test.ts holds against the functions' documentation.
  const file = new URL("../../examples/gallery/options.json", import.meta.url);
  const documented: Record<string, string[][]> = JSON.parse(await Deno.readTextFile(file));
  const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(
    Object.getPrototypeOf(st.sidebar),
  );
  for (const element of Object.keys(methods)) {
    const names = (documented[element] ?? []).map(([name]) => name!);
    const told = Object.keys(ELEMENTS[element]?.options ?? {});
    const where = "in tests/browser/options";
    assertEquals(names.filter((name) => !told.includes(name)), [], `no row ${where}: ${element}`);
    assertEquals(told.filter((name) => !names.includes(name)), [], `no option: ${element}`);
  }
});

Deno.test("a row that leads to another test names one that there is, of its element and option", async () => {
  for (const { element, option, row } of rowsOf(ELEMENTS)) {
    if (!("file" in row)) continue;
    const text = await Deno.readTextFile(new URL(`../../${row.file}`, import.meta.url));
    assert(/["`]/.test(text[text.indexOf(row.test) - 1] ?? ""), `${row.file} has no "${row.test}"`);
    for (const name of [element, option]) {
      assert(new RegExp(`\\b${name}\\b`).test(text), `${row.file} does not name ${name}`);
    }
  }
});

Deno.test("an option that changes nothing changes nothing", async () => {
  for (const { element, option, draw, row } of rowsOf(ELEMENTS)) {
    if (!("because" in row)) continue;
    const drawn = (options: object) => drawHtml(() => void draw({ key: "k", ...options }));
    assertEquals(await drawn({ [option]: row.given }), await drawn({}), element);
  }
});

/** One element, drawn in a fragment, which stands in for a key: it is the only one of its kind there. */
function drawing(id: string, draw: ElementRows["draw"], options: object): Drawing {
  return { id: `fk-${id}`, part: st.fragment(() => void draw(options), { key: id }) };
}

interface Drawing {
  readonly id: string;
  readonly part: () => unknown;
}

for (const [subject, table] of Object.entries(TABLES)) {
  browserTest(
    `each option of ${subject} has its effect, which is not there without it`,
    async () => {
      // Rows with nothing beside them are held against one and the same drawing.
      const plain = new Map<string, Drawing>();
      const seen = rowsOf(table).flatMap(({ element, option, draw, row }) => {
        if (!("length" in row)) return [];
        const [given, look, without, withIt, beside] = row;
        const name = `${element}-${option}`;
        const bare = beside === undefined ? element : `${name}-without`;
        const before = plain.get(bare) ?? drawing(bare, draw, beside ?? {});
        plain.set(bare, before);
        const after = drawing(name, draw, { ...beside, [option]: given });
        return [{ name, before, after, look, expected: [without, withIt] }];
      });
      const drawn = [...plain.values(), ...seen.map(({ after }) => after)];
      const found = await withApp(() => {
        for (const { part } of drawn) part();
      }, async (page) => {
        const looks = seen.flatMap(({ before, after, look }) =>
          [before, after].map(({ id }) => `((box) => ${look})(document.querySelector("#${id}"))`)
        );
        return await page.evaluate<unknown[]>(`Promise.all([${looks}])`);
      });
      assertEquals(
        Object.fromEntries(seen.map(({ name }, i) => [name, found.slice(2 * i, 2 * i + 2)])),
        Object.fromEntries(seen.map(({ name, expected }) => [name, expected])),
      );
      for (const { name, expected: [without, withIt] } of seen) {
        assertNotEquals(without, withIt, name);
      }
    },
  );
}
