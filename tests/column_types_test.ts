/** Every type of column: drawn, entered, refused, and shown in the gallery. The compiler asks for each. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "./draw_html.ts";
import { TestPage } from "./session.ts";

interface Sample {
  /** What a cell holds, and what of it is drawn. */
  readonly cell: unknown;
  readonly drawn: RegExp;
  readonly config?: st.ColumnConfig;
  /** What somebody enters into an editor, and what that comes to; null where nothing can be entered. */
  readonly entered: readonly [text: string, value: unknown] | null;
  /** What is not taken. */
  readonly refused?: string;
}

const SAMPLES: Readonly<Record<st.ColumnType, Sample>> = {
  text: {
    cell: "tea",
    drawn: />tea</,
    config: { maxChars: 5, validate: /^\w+$/ },
    entered: ["cake", "cake"],
    refused: "too long",
  },
  number: {
    cell: 1204.5,
    drawn: /class="number"[^>]*>€1,204.50</,
    config: { format: "euro", min: 0, max: 2000, step: 0.5 },
    entered: ["12.5", 12.5],
    refused: "2000.5",
  },
  checkbox: {
    cell: true,
    drawn: /class="tick" role="img" aria-label="Yes"/,
    entered: ["false", false],
    refused: "perhaps",
  },
  select: {
    cell: "black",
    drawn: />black</,
    config: { options: ["black", "green"] },
    entered: ["green", "green"],
    refused: "red",
  },
  multiselect: {
    cell: ["malt"],
    drawn: /class="badge">malt</,
    config: { options: ["malt", "grass"] },
    entered: ["malt, grass", ["malt", "grass"]],
    refused: "malt, tar",
  },
  date: {
    cell: "2026-05-04",
    drawn: />May 4, 2026</,
    config: { format: "medium", min: "2026-01-01" },
    entered: ["2026-06-01", "2026-06-01"],
    refused: "2025-12-31",
  },
  datetime: {
    cell: "2026-05-04T08:30",
    drawn: />2026-05-04 08:30</,
    config: { max: "2026-12-31T00:00" },
    entered: ["2026-06-01T10:00", "2026-06-01T10:00"],
    refused: "2026-06-01",
  },
  time: { cell: "08:30", drawn: />08:30</, entered: ["09:00", "09:00"], refused: "25:00" },
  link: {
    cell: "https://deno.com",
    drawn: /<a href="https:\/\/deno.com\/" [^>]*>Open</,
    config: { format: "Open" },
    entered: ["https://hono.dev", "https://hono.dev"],
  },
  image: {
    cell: "/tea.png",
    drawn: /<img src="\/tea.png" alt=""/,
    entered: ["/cake.png", "/cake.png"],
  },
  list: { cell: ["a", "b"], drawn: /class="badge">b</, entered: ["b, c", ["b", "c"]] },
  markdown: {
    cell: "**strong**",
    drawn: /<strong>strong<\/strong>/,
    entered: ["*weak*", "*weak*"],
  },
  json: { cell: { grams: 50 }, drawn: /<code>/, entered: ['{"a":1}', { a: 1 }], refused: "{" },
  progress: {
    cell: 30,
    drawn: /<progress max="40" value="30"/,
    config: { min: 0, max: 40 },
    entered: ["40", 40],
    refused: "41",
  },
  line: { cell: [1, 3, 2], drawn: /aria-label="1, 3, 2"><svg/, entered: null },
  area: { cell: [1, 3, 2], drawn: /aria-label="1, 3, 2"><svg/, entered: null },
  bar: { cell: [1, 3, 2], drawn: /aria-label="1, 3, 2"><svg/, entered: null },
  // Not in an editor at all: dataframe_test.ts presses it.
  button: { cell: "x", drawn: /<button [^>]*>Buy</, config: { format: "Buy" }, entered: null },
};

const HOSTILE = `"'><img src=x onerror=alert(1)>`;

/** A column of a type with all that each can have. */
function configOf(type: st.ColumnType, more: st.ColumnConfig = {}): st.ColumnConfig {
  return { type, label: `The ${type}`, help: `About ${type}`, pinned: true, ...more };
}

for (const [name, sample] of Object.entries(SAMPLES)) {
  const type = name as st.ColumnType;

  Deno.test(`a column of type "${type}" is drawn, and hostile text in it is text`, async () => {
    const columns = { x: configOf(type, sample.config) };
    const html = await drawHtml(() => st.dataframe([{ y: 1, x: sample.cell }], { columns }));
    assertMatch(html, sample.drawn);
    assertMatch(html, new RegExp(`data-pinned[^>]*>.*The ${type}.*About ${type}.*>y<`, "s"));
    const cells = [HOSTILE, [HOSTILE], { [HOSTILE]: HOSTILE }, null, NaN, new Date(NaN)];
    // Of numbers and times, a format is no text: it is read where it is given.
    const words = type === "link" || type === "button" ? { format: HOSTILE } : {};
    const hostile = { ...configOf(type, sample.config), options: [HOSTILE], ...words };
    for (const x of cells) {
      for (const config of [configOf(type, sample.config), hostile]) {
        const shown = await drawHtml(() => st.dataframe([{ x }], { columns: { x: config } }));
        assert(!shown.includes("<img src=x"), shown);
      }
    }
  });

  if (type === "button") continue;

  Deno.test(`a cell of type "${type}" is changed as its column says`, async () => {
    let rows: Record<string, unknown>[] = [];
    const page = new TestPage(() => {
      rows = st.dataEditor([{ x: sample.cell }], {
        columns: { x: configOf(type, { required: true, ...sample.config }) },
      });
    });
    const change = (text: string) => {
      const changes = { edited: [["0", "x", text, "+deed"]], added: [], deleted: [] };
      return page.use(["Data", JSON.stringify(changes)]);
    };
    await page.job.done;
    assertEquals(rows, [{ x: sample.cell }]);
    // Nothing cannot be entered either: it is required.
    for (const text of [sample.refused, "", sample.entered === null ? "1, 2" : undefined]) {
      if (text === undefined) continue;
      await change(text);
      assertEquals(rows, [{ x: sample.cell }], `takes "${text}"`);
    }
    if (sample.entered === null) return;
    const [text, value] = sample.entered;
    await change(text);
    assertEquals(rows, [{ x: value }]);
  });
}

Deno.test("the gallery shows every type of column, to be looked at and to be changed", async () => {
  const source = await Deno.readTextFile(new URL("../examples/gallery/data.ts", import.meta.url));
  const demo = source.slice(source.indexOf("export function dataframeColumns"));
  const missing = Object.keys(SAMPLES).filter((type) => !demo.includes(`type: "${type}"`));
  assertEquals(missing, []);
});
