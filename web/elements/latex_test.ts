import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";
import { lintHtml } from "../../tests/lint_html.ts";

Deno.test("latex() becomes MathML without fonts or styles", async () => {
  const html = await drawHtml(() => {
    st.latex("\\frac{1}{2} < \\sqrt{x} \\quad \\text{for } x \\in \\mathbb{R}");
    st.latex("\\color{red}{x} \\begin{pmatrix}1&2\\\\3&4\\end{pmatrix} \\hspace{1cm} \\boxed{x}");
  });
  assertEquals(lintHtml(html), []);
  assertStringIncludes(html, '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">');
});

Deno.test("latex() that is wrong is shown as it is written, with the reason", async () => {
  const html = await drawHtml(() => st.latex("\\frac{<b>"));
  assertStringIncludes(html, '<code class="invalid" title="KaTeX parse error: ');
  assertStringIncludes(html, "\\frac{&lt;b&gt;</code>");
});

Deno.test("latex() runs nothing and goes nowhere", async () => {
  const html = await drawHtml(() => {
    st.latex("\\href{javascript:alert(1)}{x}");
    st.latex("\\includegraphics{https://evil.example/x.png}");
    st.latex("\\htmlStyle{color:red}{x}");
    st.latex("\\def\\a{\\a\\a}\\a");
  });
  assertEquals(lintHtml(html), []);
  assertEquals(/<a |<img|href=/.test(html), false);
});
