/** Hostile text in every place of every element, as a browser reads it (SECURITY.md 22). */
import { assertEquals, assertGreater } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "./draw_html.ts";
import { ALL_PLACES, HOSTILE_TEXTS, PLACES, VERBATIM } from "./hostile_text.ts";
import { lintHtml, outermost, saidIn } from "./lint_html.ts";

Deno.test("S22: every element has its places for hostile text", () => {
  const methods = Object.getPrototypeOf(st.sidebar) as object;
  const elements = Object.getOwnPropertyNames(methods).filter((name) => Object.hasOwn(st, name));
  assertEquals(elements.filter((name) => !Object.hasOwn(PLACES, name)), []);
  assertGreater(elements.length, 50);
});

Deno.test("S22: hostile text stays text in every element", async () => {
  for (const [name, call] of ALL_PLACES) {
    for (const text of HOSTILE_TEXTS) {
      const html = await drawHtml(() => call(text));
      const place = `${name}, ${JSON.stringify(text)}: ${html}`;
      assertEquals(lintHtml(html).filter((complaint) => !allowed(complaint)), [], place);
      assertEquals(outermost(html).filter((tag) => tag === "#text"), [], place);
    }
  }
});

Deno.test("S22: hostile text is shown as it is where it is not Markdown", async () => {
  for (const [name, call] of VERBATIM) {
    for (const text of HOSTILE_TEXTS) {
      // What no HTML can carry.
      if (/[\0\ud800]/.test(text)) continue;
      const shown = saidIn(await drawHtml(() => call(text)));
      assertEquals(shown.includes(text), true, `${name}, ${JSON.stringify(text)}: ${shown}`);
    }
  }
});

/**
 * A NUL or half a character, which the browser replaces by a sign of its own; and the style sheet that an
 * element brings along.
 */
function allowed(complaint: string): boolean {
  return /^(unexpected-null-character|surrogate-in-input-stream|sheet \/(?:map|tables)\.css$)/.test(
    complaint,
  );
}
