import { assert, assertEquals } from "@std/assert";
import { FakeClock } from "../transport/testing/fake_clock.ts";
import type { FragmentId } from "./ids.ts";
import { SHORTEST_INTERVAL, Timers } from "./timers.ts";

const A = "f-a" as FragmentId;
const B = "f-b" as FragmentId;

function setUp() {
  const clock = new FakeClock();
  const ticks: string[] = [];
  const timers = new Timers(clock, { due: (id) => ticks.push(`${id} at ${clock.now()}`) });
  return { clock, ticks, timers };
}

Deno.test("Timers tick at a fixed rate while somebody watches", async () => {
  const { clock, ticks, timers } = setUp();
  timers.set(A, 1_000);
  timers.watch(true);
  await clock.advance(3_500);
  assertEquals(ticks, ["f-a at 1000", "f-a at 2000", "f-a at 3000"]);
});

Deno.test("Timers of several fragments tick each at its own rate", async () => {
  const { clock, ticks, timers } = setUp();
  timers.watch(true);
  timers.set(A, 1_000);
  await clock.advance(500);
  timers.set(B, 700);
  await clock.advance(1_500);
  assertEquals(ticks, ["f-a at 1000", "f-b at 1200", "f-b at 1900", "f-a at 2000"]);
});

Deno.test("Timers.set() with the same interval keeps the beat, with another one starts anew (T3)", async () => {
  const { clock, ticks, timers } = setUp();
  timers.watch(true);
  timers.set(A, 1_000);
  await clock.advance(900);
  timers.set(A, 1_000);
  await clock.advance(100);
  assertEquals(ticks, ["f-a at 1000"]);
  await clock.advance(500);
  timers.set(A, 2_000);
  await clock.advance(2_000);
  assertEquals(ticks, ["f-a at 1000", "f-a at 3500"]);
});

Deno.test("Timers.set() with null takes the timer away", async () => {
  const { clock, ticks, timers } = setUp();
  timers.watch(true);
  timers.set(A, 1_000);
  assert(timers.any);
  timers.set(A, null);
  assert(!timers.any);
  await clock.advance(5_000);
  assertEquals(ticks, []);
  assertEquals(clock.alarms, 0);
});

Deno.test("Timers.clearFragments() takes all away, and a new one starts its phase anew (T4)", async () => {
  const { clock, ticks, timers } = setUp();
  timers.watch(true);
  timers.set(A, 1_000);
  timers.set(B, 1_000);
  await clock.advance(900);
  timers.clearFragments();
  timers.set(A, 1_000);
  await clock.advance(1_000);
  assertEquals(ticks, ["f-a at 1900"]);
});

Deno.test("Timers stand still while nobody watches", async () => {
  const { clock, ticks, timers } = setUp();
  timers.set(A, 1_000);
  await clock.advance(10_000);
  assertEquals(ticks, []);
  assertEquals(clock.alarms, 0);
  timers.watch(true);
  await clock.advance(0);
  // Overdue: once at once, and then on the beat, without catching up.
  assertEquals(ticks, ["f-a at 10000"]);
  await clock.advance(1_000);
  assertEquals(ticks, ["f-a at 10000", "f-a at 11000"]);
});

Deno.test("Timers.watch() said twice is said once", async () => {
  const { clock, ticks, timers } = setUp();
  timers.set(A, 1_000);
  timers.watch(true);
  timers.watch(true);
  assertEquals(clock.alarms, 1);
  await clock.advance(1_000);
  assertEquals(ticks.length, 1);
  timers.watch(false);
  timers.watch(false);
  assertEquals(clock.alarms, 0);
});

Deno.test("Timers skip the beats that were missed, and keep the beat", async () => {
  const { clock, ticks, timers } = setUp();
  timers.set(A, 1_000);
  timers.watch(true);
  clock.jump(3_400);
  assertEquals(ticks, ["f-a at 3400"]);
  await clock.advance(1_000);
  assertEquals(ticks, ["f-a at 3400", "f-a at 4000"]);
});

Deno.test("Timers take no interval shorter than the shortest", async () => {
  const { clock, ticks, timers } = setUp();
  timers.watch(true);
  timers.set(A, 0.001);
  await clock.advance(10 * SHORTEST_INTERVAL);
  assertEquals(ticks.length, 10);
  // The same again is the same timer, not a new one.
  timers.set(A, 1);
  assertEquals(clock.alarms, 1);
});

Deno.test("Timers let a tick set and clear timers, its own among them", async () => {
  const clock = new FakeClock();
  const ticks: string[] = [];
  const timers = new Timers(clock, {
    due(id) {
      ticks.push(id);
      if (ticks.length === 1) timers.clear(A);
      if (ticks.length === 1) timers.set(B, 500);
      if (ticks.length === 3) timers.clearFragments();
    },
  });
  timers.watch(true);
  timers.set(A, 1_000);
  await clock.advance(10_000);
  assertEquals(ticks, [A, B, B]);
  assertEquals(clock.alarms, 0);
});

Deno.test("Timers leave nothing behind when they are disposed", async () => {
  const { clock, ticks, timers } = setUp();
  timers.watch(true);
  timers.set(A, 1_000);
  timers[Symbol.dispose]();
  await clock.advance(5_000);
  assertEquals([ticks, clock.alarms], [[], 0]);
  // A run that ends afterwards announces its interval in vain.
  timers.set(A, 1_000);
  await clock.advance(5_000);
  assertEquals([ticks, clock.alarms], [[], 0]);
});
