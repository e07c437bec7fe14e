import { assertEquals, assertStringIncludes } from "@std/assert";
import { lintHtml, outermost, textOf } from "./lint_html.ts";

Deno.test("lintHtml() has nothing to say of sound markup", () => {
  const sound = '<div id="a" title="&lt;b"><label for="b">x</label><input id="b"><br>' +
    '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg><a href="/x">y</a><img src="data:image/png;base64,"></div>';
  assertEquals(lintHtml(sound), []);
});

const WRONG: readonly (readonly [html: string, complaint: string])[] = [
  ['<p title="<hx-a onmouseover=x">x</p>', "raw < in"],
  ["<p title='a<b'>x</p>", "raw < in"],
  ["<p>x", "<p> is not closed"],
  ["<div><b>x</div>", "<b> is not closed"],
  ["<p>x</p></div>", "end without a beginning"],
  ["<table><tr><td>x</td></tr></table>", "<tbody> is not written out"],
  ["<p style=a>x</p>", "style attribute"],
  ["<p onclick=a>x</p>", "code in attribute"],
  ["<script>x</script>", "<script> is not to be"],
  ["<hx-partial>x</hx-partial>", "is a word to htmx"],
  ['<a href=" java\nscript:alert(1)">x</a>', "address in"],
  ['<p id="a">x</p><p id="a">y</p>', 'id "a" stands twice'],
  ['<label for="no">x</label>', 'for of <label> names no id: "no"'],
];

Deno.test("lintHtml() names what is wrong", () => {
  for (const [html, complaint] of WRONG) assertStringIncludes(lintHtml(html).join("\n"), complaint);
});

Deno.test("outermost() and textOf() read markup as a browser does", () => {
  assertEquals(outermost("<p>a</p>b<i></i>"), ["p", "#text", "i"]);
  assertEquals(textOf("<p>a &lt;b&gt;</p><i>c</i>"), "a <b>c");
});
