import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { GridScroll } from "./grid_scroll.js";

function scrollOf(count: number): GridScroll {
  return Object.assign(new GridScroll(), { count, rowHeight: 36, room: 360 });
}

Deno.test("GridScroll moves as the bar does, as long as a browser takes the height", () => {
  const scroll = scrollOf(1000);
  scroll.moved(3600);
  assertEquals([scroll.top, scroll.first, scroll.page], [3600, 100, 10]);
  assertEquals(scroll.spaces(80, 50), { above: 2880, below: 36_000 - 2880 - 1800 });
});

Deno.test("GridScroll keeps a million rows within what browsers take", () => {
  const scroll = scrollOf(1_000_000);
  assertEquals(scroll.barHeight, 8_000_000);
  // To the middle by the bar.
  scroll.moved(scroll.barMost / 2);
  assertAlmostEquals(scroll.first, 500_000, 10);
  // From there by the wheel: pixel by pixel, and the rows stay where they are in the box.
  const before = scroll.spaces(scroll.first, 50).above;
  const { first } = scroll;
  scroll.moved(scroll.bar + 36 * 3);
  assertEquals(scroll.first, first + 3);
  assertEquals(scroll.spaces(first, 50).above, before);
});

Deno.test("GridScroll reaches both ends", () => {
  const scroll = scrollOf(1_000_000);
  scroll.moved(scroll.barMost);
  assertEquals(scroll.top, scroll.most);
  assertEquals(scroll.first + scroll.page, 1_000_000);
  const { above, below } = scroll.spaces(999_950, 50);
  assertEquals(below, 0);
  assertAlmostEquals(above + 50 * 36, scroll.barHeight, 1);
  scroll.moved(0);
  assertEquals(scroll.top, 0);
});

Deno.test("GridScroll shows a row with the least move, and puts the bar where it belongs", () => {
  const scroll = scrollOf(1_000_000);
  assertEquals(scroll.show(5), false);
  assert(scroll.show(10));
  assertEquals(scroll.top, 36);
  assert(scroll.show(750_000));
  assertEquals(scroll.first, 749_991);
  assertAlmostEquals(scroll.bar / scroll.barMost, 0.75, 0.001);
  // What the browser then says of the bar changes nothing.
  const { top } = scroll;
  scroll.moved(scroll.bar);
  assertEquals(scroll.top, top);
});

Deno.test("GridScroll wants rows before they are missed, and none that there are not", () => {
  const scroll = scrollOf(1000);
  assertEquals(scroll.isShort(0, 50), false);
  scroll.moved(34 * 36);
  assertEquals(scroll.isShort(0, 50), false);
  scroll.moved(36 * 36);
  assert(scroll.isShort(0, 50));
  scroll.moved(scroll.barMost);
  assertEquals(scroll.isShort(950, 50), false);
  const few = scrollOf(3);
  assertEquals(few.isShort(0, 3), false);
  assertLess(few.most, 1);
});

Deno.test("GridScroll of what nobody sees wants nothing", () => {
  const scroll = Object.assign(scrollOf(1000), { room: 0 });
  assertEquals(scroll.isShort(500, 50), false);
});
