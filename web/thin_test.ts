import { assert, assertEquals } from "@std/assert";
import { thinned } from "./thin.ts";

const places = Array.from({ length: 1_000 }, (_, i) => i);

Deno.test("thinned() keeps all there is, if it is not much", () => {
  assertEquals(thinned([1, 2, 3], [1, 2, 3], 10), [0, 1, 2]);
  assertEquals(thinned([], [], 10), []);
});

Deno.test("thinned() keeps as many as it is told, growing, with both ends", () => {
  const kept = thinned(places, places.map((i) => Math.sin(i / 10)), 50);
  assertEquals([kept.length, kept[0], kept.at(-1)], [50, 0, 999]);
  assert(kept.every((at, i) => i === 0 || at > kept[i - 1]!));
});

Deno.test("thinned() keeps what sticks out", () => {
  const values = places.map(() => 1);
  values[123] = 50;
  values[777] = -50;
  const kept = thinned(places, values, 20);
  assert(kept.includes(123) && kept.includes(777));
});

Deno.test("thinned() takes a missing value for zero", () => {
  assertEquals(thinned(places, places.map(() => NaN), 20).length, 20);
});
