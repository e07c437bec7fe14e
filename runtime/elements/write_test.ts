import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { html, raw } from "hono/html";
import { jsx } from "hono/jsx";
import { drawHtml, drawnPage } from "../../tests/draw_html.ts";
import { TestPage } from "../../tests/session.ts";

/** The kinds and texts of what `values` are drawn as. */
async function drawn(...values: unknown[]): Promise<string[]> {
  const page = await drawnPage(() => st.write(...values));
  return page.session.roots.main.children.map((element) => {
    switch (element.kind) {
      case "markdown":
        return element.text;
      case "code":
        return `code: ${element.source}`;
      case "html":
        return `html: ${element.markup}`;
      default:
        return element.kind;
    }
  });
}

Deno.test("write() joins adjoining text and draws the rest in turn", async () => {
  assertEquals(await drawn("a", 1, { b: 2 }, "c", null), ["a 1", "json", "c null"]);
  assertEquals(await drawn(), []);
  assertEquals(await drawn(""), [""]);
});

Deno.test("write() writes simple values as text", async () => {
  assertEquals(await drawn(1.5, true, 10n, null, undefined, Symbol("s")), [
    "1.5 true 10 null undefined Symbol(s)",
  ]);
  assertEquals(await drawn(new Date("2026-07-01T00:00Z")), ["Jul 1, 2026"]);
  assertEquals(await drawn(new URL("https://x.y/?a=1")), ["<https://x.y/?a=1>"]);
});

Deno.test("write() draws rows as a table and other lists as a tree", async () => {
  assertEquals(await drawn([{ a: 1 }, { b: 2 }]), ["table"]);
  assertEquals(await drawn([1, 2]), ["json"]);
  assertEquals(await drawn([]), ["json"]);
  assertEquals(await drawn([{ a: 1 }, null]), ["json"]);
  assertEquals(await drawn([new Date()]), ["json"]);
  assertEquals(await drawn(new Map([["a", 1]])), ["json"]);
});

Deno.test("write() draws errors, charts and expressions as what they are", async () => {
  assertEquals(await drawn(new Error("x")), ["exception"]);
  assertEquals(await drawn(/a/g), ["code: /a/g"]);
  const $schema = "https://vega.github.io/schema/vega-lite/v6.json";
  assertEquals(await drawn({ $schema, mark: "bar" }), ["chart"]);
});

Deno.test("write() draws markup of hono as markup, and nothing that only looks like it", async () => {
  assertEquals(await drawn(html`<b>${"<"}</b>`), ["html: <b>&lt;</b>"]);
  assertEquals(await drawn(raw("<i>x</i>")), ["html: <i>x</i>"]);
  assertEquals(await drawn(jsx("u", {}, "<")), ["html: <u>&lt;</u>"]);
  assertEquals(await drawn(JSON.parse('{"isEscaped":true,"toString":"<b>"}')), ["json"]);
  assertEquals(await drawn("<b>"), ["<b>"]);
});

Deno.test("write() says of a function what it is called with", async () => {
  class Order extends Map {}
  const cases: readonly (readonly [unknown, string])[] = [
    [function add(a: number, b = 2) {
      return a + b;
    }, "code: function add(a, b = 2)"],
    [async (x: number) => await x, "code: async (x)"],
    [Order, "code: class Order extends Map"],
    [Math.max, "code: function max()"],
  ];
  for (const [value, text] of cases) {
    const [shown] = await drawn(value);
    assertEquals(shown?.replace("<anonymous>", ""), text);
  }
  assertMatch((await drawn((x: number) => x))[0]!, /^code: .*\(x\)$/);
});

Deno.test("write() into a slot keeps all of several values", async () => {
  const page = await drawnPage(() => {
    const slot = st.empty();
    slot.write("gone");
    slot.write("a", [{ b: 1 }], "c");
  });
  assertStringIncludes(page.text(), "a\n<table>\nc");
  assertEquals(page.text().includes("gone"), false);
});

Deno.test("html() waits for markup that takes its time", async () => {
  const late = async () => jsx("b", {}, await Promise.resolve("later"));
  const shown = await drawHtml(() => {
    st.html(html`<p>${Promise.resolve("sooner")}</p>`);
    st.html(late());
    st.html(jsx(late as never, {}));
  });
  assertStringIncludes(shown, "<p>sooner</p>");
  assertEquals(shown.match(/<b>later<\/b>/g)?.length, 2);
});

Deno.test("what is no text or no spec is an error that says what was received", () => {
  const untyped = (value: unknown) => value as never;
  const calls: [name: string, draw: () => void][] = [
    ["title(): its text must be a string: received 5", () => st.title(untyped(5))],
    ["header(): its text must be a string: received null", () => st.header(untyped(null))],
    [
      "subheader(): its text must be a string: received undefined",
      () => st.subheader(untyped(undefined)),
    ],
    [
      "vegaLiteChart(): its spec must be an object: received null",
      () => void st.vegaLiteChart(untyped(null)),
    ],
  ];
  for (const [message, draw] of calls) {
    const page = new TestPage(draw);
    assertEquals(page.text(), `TypeError: Cannot draw ${message}`);
  }
});
