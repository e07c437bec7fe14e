import { assert, assertEquals } from "@std/assert";
import { fitText, textWidth } from "./text_width.js";

Deno.test("textWidth() tells narrow letters from wide ones", () => {
  assert(textWidth("illi", 12) < textWidth("oooo", 12));
  assert(textWidth("oooo", 12) < textWidth("WWWW", 12));
  assert(textWidth("oo", 12) < textWidth("日本", 12));
});

Deno.test("textWidth() grows with the size", () => {
  assertEquals(textWidth("", 12), 0);
  assertEquals(textWidth("abc", 24), 2 * textWidth("abc", 12));
});

Deno.test("fitText() cuts what is too wide, between characters", () => {
  assertEquals(fitText("short", 12, 100), "short");
  const cut = fitText("🙂".repeat(20), 12, 100);
  assert(cut.endsWith("🙂…"), cut);
  assert(textWidth(cut, 12) <= 100);
  assertEquals(fitText("anything", 12, 1), "…");
});
