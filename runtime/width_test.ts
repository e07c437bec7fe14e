import { assertEquals, assertThrows } from "@std/assert";
import { readWidth } from "./width.ts";

Deno.test("readWidth() takes its words, and pixels that the style sheet can read", () => {
  assertEquals(readWidth("x", undefined), null);
  assertEquals(readWidth("x", "content"), "content");
  assertEquals(readWidth("x", 319.6), 320);
  for (const width of [0, -3, NaN, 10_000, "wide", null]) {
    assertThrows(() => readWidth('textInput "a"', width as number), RangeError, 'textInput "a"');
  }
});
