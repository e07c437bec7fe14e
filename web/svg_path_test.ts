import { assertEquals } from "@std/assert";
import { round, shortPath, shortTransform } from "./svg_path.ts";

Deno.test("shortPath() takes a line from point to point", () => {
  assertEquals(shortPath("M0,10.04L5.06,20L10,-3.33"), "M0 10l5.1 10 4.9-23.3");
  assertEquals(shortPath("M0,0L1e-14,5L1,1Z"), "M0 0l0 5 1-4Z");
  assertEquals(shortPath("M1,1L2,2M5,5Z"), "M1 1l1 1M5 5Z");
});

Deno.test("shortPath() does not drift along a line", () => {
  const line = Array.from({ length: 1_000 }, (_, i) => `${i * 0.333},0`);
  const [, steps] = shortPath(`M${line.join("L")}`).split("l");
  const end = steps!.split(" ").reduce((sum, step, i) => i % 2 === 0 ? sum + Number(step) : sum, 0);
  assertEquals(round(end), 332.7);
});

Deno.test("shortPath() leaves curves, arcs and relative steps what they are", () => {
  assertEquals(shortPath("M1.23,4.56h10.04v-2.26h-10.04Z"), "M1.2,4.6h10v-2.3h-10Z");
  assertEquals(shortPath("M2.76,0A2.76,2.76,0,1,1,-2.76,0"), "M2.8,0A2.8,2.8,0,1,1-2.8,0");
  assertEquals(shortPath("M0,0C1.11,2.22,3.33,4.44,5.55,6.66"), "M0,0C1.1,2.2,3.3,4.4,5.6,6.7");
  assertEquals(shortPath(""), "");
});

Deno.test("shortTransform() shortens places and angles, not factors", () => {
  assertEquals(
    shortTransform("translate(1.234,5.678) rotate(-45.01) scale(0.012,0.034)"),
    "translate(1.2,5.7) rotate(-45) scale(0.012,0.034)",
  );
});

Deno.test("round() answers numbers that SVG understands", () => {
  assertEquals([round(1.26), round(-0.01), round(NaN), round(0.126, 100)], [1.3, 0, 0, 0.13]);
});
