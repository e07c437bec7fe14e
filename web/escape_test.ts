import { assert, assertEquals } from "@std/assert";
import { parseHTML } from "linkedom";
import { attributes, escape } from "./escape.ts";

const HOSTILE = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "` onmouseover=`alert(1)",
  "</textarea><script>",
  "</template>",
  "<hx-partial hx-target=body>",
  "<hx-a onmouseover=alert(1)>",
  "&lt;b&gt; &amp;amp; &#60;",
  "<!--",
  "]]>",
  "{{constructor}}",
  "\u2028\u2029\0\r\n\t",
  "ä € 💥",
];

Deno.test("escape() leaves harmless text alone", () => {
  for (const text of ["", "plain", "ä € 💥", "a = b; c/d (e) [f] {g}", "\n\t"]) {
    assertEquals(escape(text), text);
  }
});

Deno.test("escape() leaves no character that ends text, a tag or a quoted attribute", () => {
  for (const text of HOSTILE) assert(!/[<>"'`]|&(?!\w+;|#\d+;)/.test(escape(text)), text);
});

Deno.test("escape() is undone by a browser, in text and in an attribute", () => {
  for (const text of HOSTILE) {
    if (/[\r\0]/.test(text)) continue;
    const { document } = parseHTML(
      `<p title="${escape(text)}">${escape(text)}</p>`,
    ) as unknown as {
      document: { querySelector(name: string): { textContent: string; title: string } };
    };
    const p = document.querySelector("p");
    assertEquals(p.textContent, text);
    assertEquals(p.title, text);
  }
});

Deno.test("escape() escapes what is escaped already: text is text", () => {
  assertEquals(escape("&amp;"), "&amp;amp;");
  assertEquals(escape(escape("<")), "&amp;lt;");
});

Deno.test("escape() escapes every occurrence", () => {
  assertEquals(escape("<<&&"), "&lt;&lt;&amp;&amp;");
  assertEquals(escape("a".repeat(1_000) + "<"), "a".repeat(1_000) + "&lt;");
});

Deno.test("attributes() writes them with a space before each, in order", () => {
  assertEquals(
    attributes({ id: "a", "data-n": 0, title: "", class: "x y" }),
    ' id="a" data-n="0" title="" class="x y"',
  );
  assertEquals(attributes({}), "");
});

Deno.test("attributes() leaves out what is not there, and writes bare what is true", () => {
  assertEquals(
    attributes({ a: null, b: undefined, c: false, disabled: true, d: NaN }),
    ' disabled d="NaN"',
  );
});

Deno.test("attributes() escapes values", () => {
  for (const text of HOSTILE) {
    const html = attributes({ title: text });
    assertEquals(html, ` title="${escape(text)}"`);
    assert(!html.includes("<"));
  }
});
