import { assertEquals, assertStringIncludes } from "@std/assert";
import { sparkline } from "./sparkline.ts";

Deno.test("sparkline() spans its room from the least to the greatest number", () => {
  assertStringIncludes(sparkline([1, 3, 2]), 'd="M0 23L50 1L100 12"');
});

Deno.test("sparkline() draws a level line through the middle", () => {
  assertStringIncludes(sparkline([5, 5]), 'd="M0 12L100 12"');
});

Deno.test("sparkline() passes over what is no number", () => {
  assertStringIncludes(sparkline([NaN, 1, NaN, 2, Infinity]), 'd="M0 23L100 1"');
  for (const values of [[], [1], [NaN, 1]]) assertEquals(sparkline(values), "");
});

Deno.test("sparkline() is short, however many numbers there are", () => {
  const path = sparkline(Array.from({ length: 100_000 }, (_, i) => i % 7));
  assertEquals(path.length < 4_000, true);
});
