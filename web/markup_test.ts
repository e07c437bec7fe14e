import { assertEquals } from "@std/assert";
import { lintHtml } from "../tests/lint_html.ts";
import { balanced, markupParser } from "./markup.ts";

Deno.test("balanced() shows markup as text until the parser is there", () => {
  if (markupParser.module === null) assertEquals(balanced("<b>x"), "&lt;b&gt;x");
});

const CASES: readonly (readonly [markup: string, result: string])[] = [
  ["<p>a</p>", "<p>a</p>"],
  ["<div><b>a", "<div><b>a</b></div>"],
  ["a</div></section></main>b", "ab"],
  ["<b><div>a</b>b</div>", "<b></b><div><b>a</b>b</div>"],
  [
    "<table><tr><td><div>a</table>b",
    "<table><tbody><tr><td><div>a</div></td></tr></tbody></table>b",
  ],
  ["<p title='<hx-a onmouseover=x'>a", '<p title="&lt;hx-a onmouseover=x">a</p>'],
  ["<p title=<hx-partial>a", '<p title="&lt;hx-partial">a</p>'],
  ["<!-- a", "<!-- a-->"],
  ["<textarea></p><hx-a>", "<textarea>&lt;/p&gt;&lt;hx-a&gt;</textarea>"],
  ["<noscript><p title='<hx-a'></noscript>", '<noscript><p title="&lt;hx-a"></p></noscript>'],
  ["<template><td>a", "<template><td>a</td></template>"],
  [
    '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
    '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>',
  ],
  ['<tr hx-post="/x"><td>a</td></tr>', "a"],
  ['<button hx-post="/x" data-a=1>a</button>', '<button hx-post="/x" data-a="1">a</button>'],
];

Deno.test("balanced() closes what is open, drops what was not, and escapes < in attributes", async () => {
  await markupParser.load();
  for (const [markup, result] of CASES) {
    assertEquals(balanced(markup), result);
    assertEquals(balanced(result), result);
    assertEquals(lintHtml(result), []);
  }
});
