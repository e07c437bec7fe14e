/** The HTML of input widgets: one element each, harmless whatever it shows, named and described. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { drawHtml } from "../../tests/draw_html.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";
import { formatSize } from "../file_size.ts";

const CORPUS = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "'`",
  "</textarea></template></select>",
  "<hx-partial hx-target=body>",
  "<hx-a onmouseover=alert(1)>",
  "{{x}} ${x}",
  "[link](javascript:alert(1))",
  "a\nb\r\n\u2028",
  "__proto__",
  "ä 日本 😀",
  "",
  " ",
];

/** Every widget with `text` in each place for text. */
const WIDGETS: Record<string, (text: string) => unknown> = {
  radio: (text) =>
    st.radio(text, [text, "other"], { captions: [text, text], help: text, horizontal: true }),
  multiselect: (text) =>
    st.multiselect(text, [text, "other", ..."abcdefgh"], {
      value: [text],
      placeholder: text,
      help: text,
      maxSelections: 3,
    }),
  pills: (text) => st.pills(text, [text, "other"], { value: text, help: text, required: true }),
  segmentedControl: (text) =>
    st.segmentedControl(text, [text, "other"], {
      value: [text],
      help: text,
      selectionMode: "multi",
      required: true,
    }),
  feedback: (text) => st.feedback("faces", { help: text, value: 2 }),
  slider: (text) => st.slider(text, { help: text, format: `%d ${text.replaceAll("%", "")}` }),
  pagination: (text) => st.pagination(20, { label: text, help: text, value: 9 }),
  selectSlider: (text) => st.selectSlider(text, [text, "other"], { help: text, value: text }),
  range: (text) => st.slider(text, { help: text, value: [1, 2], format: "percent" }),
  numberInput: (text) => st.numberInput(text, { value: null, placeholder: text, help: text }),
  textArea: (text) =>
    st.textArea(text, { value: text, placeholder: text, help: text, height: 90, live: true }),
  dateInput: (text) => st.dateInput(text, { help: text, min: "2026-01-01" }),
  "range of days": (text) =>
    st.dateInput(text, { help: text, value: ["today", null], max: "2999-01-01" }),
  timeInput: (text) => st.timeInput(text, { help: text, value: "now" }),
  datetimeInput: (text) => st.datetimeInput(text, { help: text, value: new Date(), step: 1 }),
  colorPicker: (text) => st.colorPicker(text, { help: text }),
  fileUploader: (text) => st.fileUploader(text, { help: text, accept: [text], multiple: true }),
  menuButton: (text) =>
    st.menuButton(text, [text, "other"], { help: text, icon: text, shortcut: "Ctrl+<" }),
  downloadButton: (text) =>
    st.downloadButton(text, text, { help: text, fileName: text, mime: text, icon: text }),
  chatInput: (text) => st.chatInput(text, { maxChars: 9 }),
};

for (const [kind, draw] of Object.entries(WIDGETS)) {
  Deno.test(`${kind} is one element, harmless whatever it shows`, async () => {
    for (const text of CORPUS) {
      const html = await drawHtml(() => void draw(text));
      assertEquals(lintHtml(html), [], `${kind} ${JSON.stringify(text)}`);
      assertEquals(outermost(html).length, 1, html);
      assertStringIncludes(html, "data-widget=");
    }
  });
}

Deno.test("a widget's key never gets into the way of the page's own ids", async () => {
  for (const key of ["page", "main", 'a"b', "x y", "<i>"]) {
    const html = await drawHtml(() => void st.slider("Level", { key, value: [1, 2] }));
    assertEquals(lintHtml(html), []);
    assert(/data-widget="wk-[\w-]+"/.test(html), html);
  }
});

/** The first tag of `html` that matches. */
function tag(html: string, pattern: RegExp): string {
  return html.match(/<[^>]+>/g)!.find((one) => pattern.test(one))!;
}

Deno.test("radio marks its choice, and none with index null", async () => {
  const html = await drawHtml(() => void st.radio("Size", ["S", "M"], { index: 1 }));
  assertStringIncludes(tag(html, /value="M"/), " checked");
  assertEquals(tag(html, /value="S"/).includes("checked"), false);
  const none = await drawHtml(() => void st.radio("Size", ["S"], { index: null }));
  assertEquals(none.includes("checked"), false);
  assertStringIncludes(html, 'role="radiogroup"');
});

Deno.test("a disabled widget's controls are disabled, all of them", async () => {
  const off = { disabled: true } as const;
  const html = await drawHtml(() => {
    st.radio("a", ["x"], off);
    st.multiselect("b", ["x"], off);
    st.slider("c", off);
    st.slider("d", { ...off, value: [1, 2] });
    st.numberInput("e", off);
    st.textArea("f", off);
    st.dateInput("g", off);
    st.colorPicker("h", off);
    st.fileUploader("i", off);
    st.chatInput("k", off);
  });
  for (const one of html.match(/<(?:input|textarea|button)[^>]+>/g)!) {
    assertStringIncludes(one, " disabled");
  }
  const link = await drawHtml(() => void st.downloadButton("l", "data", off));
  assertEquals(/href|download=/.test(link), false);
  assertStringIncludes(link, 'aria-disabled="true"');
});

Deno.test("multiselect shows what is chosen, and a search field where there is much", async () => {
  const html = await drawHtml(() => void st.multiselect("Tags", ["a", "b"], { value: ["b"] }));
  assertEquals(html.match(/class="chip"[^>]*>([^<]*)</)?.[1], "b");
  assertEquals(html.includes("data-search"), false);
  const long = await drawHtml(() => void st.multiselect("Tags", [..."abcdefghi"]));
  assertStringIncludes(long, "data-search");
});

Deno.test("slider says its value, formatted as asked", async () => {
  const plain = await drawHtml(() => void st.slider("Level", { value: 7 }));
  assertStringIncludes(plain, ">7</output>");
  assertEquals(plain.includes("aria-valuetext"), false);
  const range = await drawHtml(() => void st.slider("W", { value: [20, 80], format: "%.1f kg" }));
  assertStringIncludes(range, ">20.0 kg – 80.0 kg</output>");
  assertStringIncludes(tag(range, /aria-label="To"/), 'aria-valuetext="80.0 kg"');
  assertEquals(range.match(/type="range"/g)?.length, 2);
});

Deno.test("textArea keeps a line break at its beginning", async () => {
  const html = await drawHtml(() => void st.textArea("Notes", { value: "\n\na" }));
  assertStringIncludes(html, ">\n\n\na</textarea>");
});

Deno.test("textInput tells the browser what a text must match, flags and all", async () => {
  const cases: [RegExp, string | undefined, string | undefined][] = [
    [/^[^@]+@[^@]+$/, "^[^@]+@[^@]+$", undefined],
    [/^a|b$/i, "^a|b$", "i"],
    [/[(]\d{2}/gy, "[(]\\d{2}", "gy"],
    [/[\p{L}--[a-z]]/v, "[\\p{L}--[a-z]]", "v"],
    [/"<a/, "&quot;&lt;a", undefined],
  ];
  for (const [validate, pattern, flags] of cases) {
    const html = await drawHtml(() => void st.textInput("Code", { validate }));
    assertEquals(html.match(/data-pattern="([^"]*)"/)?.[1], pattern);
    assertEquals(html.match(/data-flags="([^"]*)"/)?.[1], flags);
    assertStringIncludes(html, 'class="problem"');
    assertEquals(lintHtml(html), []);
  }
  assertEquals(/data-pattern|problem/.test(await drawHtml(() => void st.textInput("Code"))), false);
});

Deno.test("numberInput tells null from 0", async () => {
  const zero = await drawHtml(() => void st.numberInput("n", { value: 0 }));
  assertStringIncludes(zero, 'value="0"');
  const none = await drawHtml(() => void st.numberInput("n", { value: null }));
  assertEquals(none.includes("value="), false);
});

Deno.test("a form without submit button says so (M7)", async () => {
  const hint = "no submit button";
  const without = await drawHtml(() => st.form("f")(() => void st.textInput("Name")));
  assertStringIncludes(without, hint);
  assertEquals(lintHtml(without), []);
  const inside = await drawHtml(() =>
    st.form("f")(() => {
      st.columns(2)[1]!(() => void st.formSubmitButton());
    })
  );
  assertEquals(inside.includes(hint), false);
  // As what ends an async body is drawn in its place.
  const broken = await drawHtml(() =>
    st.form("f")(() => void st.exception(new Error("Before the button")))
  );
  assertEquals(broken.includes(hint), false, "the error says why there is none");
});

Deno.test("formatSize() writes bytes for people", () => {
  const cases: [number, string][] = [
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1 KB"],
    [1536, "1.5 KB"],
    [5_000_000, "4.8 MB"],
    [200 * 1024 * 1024, "200 MB"],
    [3e15, "2728 TB"],
  ];
  for (const [bytes, text] of cases) assertEquals(formatSize(bytes), text);
});
