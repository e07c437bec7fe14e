/**
 * Hostile text in every place where an element takes text must come out as text, or be refused. The
 * markup is read as a browser reads it; `lint_html.ts` says what would be wrong.
 */
import { assertEquals, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "./draw_html.ts";
import { HOSTILE_TEXTS, PLACES, VERBATIM } from "./hostile_text.ts";
import { lintHtml, outermost, textOf } from "./lint_html.ts";

Deno.test("hostile text stays text in every element", async () => {
  for (const [name, call] of Object.entries(PLACES)) {
    for (const text of HOSTILE_TEXTS) {
      const html = await drawHtml(() => call(text));
      const place = `${name}, ${JSON.stringify(text)}: ${html}`;
      assertEquals(lintHtml(html).filter((complaint) => !allowed(complaint)), [], place);
      assertEquals(outermost(html).filter((tag) => tag === "#text"), [], place);
    }
  }
});

Deno.test("hostile text is shown verbatim where it is not Markdown", async () => {
  for (const [name, call] of Object.entries(VERBATIM)) {
    for (const text of HOSTILE_TEXTS) {
      // What no HTML can carry.
      if (/[\0\ud800]/.test(text)) continue;
      const shown = textOf(await drawHtml(() => call(text)));
      assertEquals(shown.includes(text), true, `${name}, ${JSON.stringify(text)}: ${shown}`);
    }
  }
});

/**
 * A NUL or half a character, which the browser replaces by a sign of its own; and the style sheet that an
 * element brings along.
 */
function allowed(complaint: string): boolean {
  return /^(unexpected-null-character|surrogate-in-input-stream|sheet \/tables\.css$)/.test(
    complaint,
  );
}

const ADDRESSES = [
  "javascript:alert(1)",
  " JaVa\tScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "//evil.example/x.png",
  "/\\evil.example/x.png",
  "\\\\evil.example\\x.png",
  "/\t/evil.example/x.png",
  "file:///etc/passwd",
  "picture.png",
  "",
];

Deno.test("image(), chatMessage() and players refuse addresses that a page may not be sent to", async () => {
  for (const address of ADDRESSES) {
    await drawHtml(() => {
      assertThrows(() => st.image(address), TypeError, "Cannot draw image", address);
      for (const draw of [st.audio, st.video, st.pdf, st.iframe]) {
        assertThrows(() => draw(address), TypeError, "Cannot draw", address);
      }
      if (/[:/]/.test(address)) {
        assertThrows(() => st.chatMessage("x", { avatar: address }), TypeError, "avatar", address);
      }
    });
  }
});
