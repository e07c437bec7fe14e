import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lintHtml } from "../tests/lint_html.ts";
import { highlighterFor } from "./highlight.ts";
import { markdownBlocks, markdownInline, markdownNeeds } from "./markdown.ts";
import { katex } from "./math.ts";

Deno.test("markdownBlocks() leaves plain text to no parser, and yet takes all Markdown for it", () => {
  assertEquals(markdownBlocks("Plain text, (nothing) more."), "<p>Plain text, (nothing) more.</p>");
  assertEquals(markdownBlocks("a _b_ c"), "<p>a <em>b</em> c</p>");
  assertEquals(markdownBlocks("max_file_size: 3"), "<p>max_file_size: 3</p>");
  assertEquals(markdownBlocks("a __b__ c_"), "<p>a <strong>b</strong> c_</p>");
  assertStringIncludes(markdownBlocks("1) one"), "<ol>");
  assertStringIncludes(markdownBlocks("1. one"), "<ol>");
  assertStringIncludes(markdownBlocks("a  \nb"), "<br>");
});

Deno.test("markdownInline() replaces codes of emoji, and only those", () => {
  assertEquals(markdownInline("Done :tada::+1:"), "Done 🎉👍");
  for (const text of ["at 10:30:45", "a:b:c", ":no_such_thing:", ":constructor:"]) {
    assertEquals(markdownInline(text), text);
  }
  assertEquals(markdownInline("`:tada:` \\:tada:"), "<code>:tada:</code> :tada:");
});

Deno.test("markdownInline() colours text, also within itself", () => {
  assertEquals(
    markdownInline(":blue[a *b* :red-badge[c]]"),
    '<span class="ink" data-color="blue">a <em>b</em> <span class="badge" data-color="red">c</span></span>',
  );
  assertEquals(
    markdownInline(":grey-background[x] :small[y]"),
    '<span class="background" data-color="gray">x</span> <small>y</small>',
  );
  for (const text of [":blue[open", ":pink[x]", ":blue [x]"]) {
    assertEquals(markdownInline(text), text);
  }
});

Deno.test("markdownBlocks() draws tasks", () => {
  const html = markdownBlocks("- [x] done\n- [ ] *open*\n- [y] other\n\n[x] outside");
  assertStringIncludes(html, 'aria-label="Done">☑</span> done');
  assertStringIncludes(html, 'aria-label="To do">☐</span> <em>open</em>');
  assertStringIncludes(html, "<li>[y] other");
  assertStringIncludes(html, "<p>[x] outside</p>");
});

Deno.test("markdownBlocks() draws tables without a style attribute", () => {
  const html = markdownBlocks("| a | b |\n|---|--:|\n| 1 | 2 |");
  assertStringIncludes(html, '<th data-align="right">b</th>');
  assertStringIncludes(html, '<div class="table-scroll" tabindex="0"><table>');
  assertEquals(lintHtml(html), []);
});

Deno.test("markdownBlocks() puts footnotes at the end, with names of their own", () => {
  const text = "Tea[^a], coffee[^b] and tea[^a].\n\n[^a]: Black, *green*\n[^b]: <b>";
  const html = markdownBlocks(text);
  assertEquals(lintHtml(html), []);
  assertEquals([...html.matchAll(/aria-label="Note (\d)">/g)].map(([, n]) => n), ["1", "2", "1"]);
  assertStringIncludes(html, "<p>Black, <em>green</em> <a");
  assertStringIncludes(html, "&lt;b&gt;");
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  assertEquals(links.filter((id) => !html.includes(`id="${id}"`)), []);
  const other = markdownBlocks(`${text}\n`);
  assertEquals(links.filter((id) => other.includes(`"${id}"`)), []);
  assertEquals(markdownBlocks("no[^1] note").includes("<sup"), false);
  assertEquals(markdownInline("in ^[a label] [^1]"), "in ^[a label] [^1]");
});

Deno.test("markdownBlocks() draws GitHub's alerts as notices", () => {
  const html = markdownBlocks("> [!WARNING]\n> Two *orders*\n>\n> > inside\n\n> quoted");
  assertEquals(lintHtml(html), []);
  assertStringIncludes(
    html,
    '<div class="alert warning" role="note"><div><p class="title"><strong>Warning',
  );
  assertStringIncludes(html, "<p>Two <em>orders</em></p>");
  assertEquals(html.match(/<blockquote>/g)?.length, 2);
  assertStringIncludes(markdownBlocks("> [!tip]\n>\n> - a"), "</strong></p><ul>");
  for (const text of ["> [!OTHER]\n> x", "> [!NOTE] x", "[!NOTE]\nx", "> a\n> [!NOTE]"]) {
    assertEquals(markdownBlocks(text).includes("alert"), false, text);
  }
});

Deno.test("markdownBlocks() sets formulas once KaTeX is there, and leaves prices alone", async () => {
  assertEquals(markdownNeeds("$x$"), [katex]);
  if (katex.module === null) assertStringIncludes(markdownBlocks("$x$"), "<code>x</code>");
  await katex.load();
  assertStringIncludes(markdownBlocks("$x$"), "<mi>x</mi>");
  assertStringIncludes(markdownBlocks("$$\n\\frac12\n$$"), 'display="block"');
  for (const text of ["from $5 to $6", "US$5-$7", "$ 5 $", "a $x", "\\$x$"]) {
    assertEquals(markdownBlocks(text).includes("<math"), false, text);
  }
  assertEquals(markdownInline("$x$"), "$x$");
});

Deno.test("markdownBlocks() colours code once the language is there", async () => {
  const source = "```py title=x\ndef f(): pass\n```";
  assertEquals(markdownNeeds(source), [highlighterFor("python")!]);
  assertStringIncludes(markdownBlocks(source), "<code>def f(): pass</code>");
  await highlighterFor("python")!.load();
  assertStringIncludes(markdownBlocks(source), '<span class="hljs-keyword">def</span>');
  assertEquals(markdownNeeds("```\nx\n``` and ~~~nothing"), []);
});

Deno.test("markdownBlocks() makes links of what has a scheme or begins with www., and of nothing else", () => {
  const links = (text: string) => markdownBlocks(text).match(/<a [^>]*>/g);
  const to = (address: string) => `<a href="${address}" target="_blank" rel="noopener">`;
  assertEquals(links("see main.py, README.md, (www.x.org/a?b&c) or https://x.org/a?b&c."), [
    to("http://www.x.org/a?b&amp;c"),
    to("https://x.org/a?b&amp;c"),
  ]);
  assertEquals(links("www. www.x awww.x.org `www.x.org` www.<b>"), null);
});

Deno.test("markdownBlocks() does not slow down on hostile text", () => {
  const start = performance.now();
  for (
    const piece of [":blue[", "$a", ":a", "- [x] ", "*", "[", "`", "<", "$$", "www.", "www.a "]
  ) {
    markdownBlocks(piece.repeat(3_000));
  }
  // Far more of it, whether it is never closed or once.
  for (const end of ["", "]"]) markdownBlocks(":blue-badge[".repeat(33_000) + end);
  markdownBlocks("www.".repeat(33_000));
  // Two seconds on a machine without others. What grows faster than its text, markdown_brackets_test counts.
  assert(performance.now() - start < 20_000);
});
