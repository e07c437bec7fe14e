import { assert, assertEquals } from "@std/assert";
import { EventLog } from "./event_log.ts";

/** Those that are new, in this order. */
const taken = (log: EventLog, ...numbers: number[]) => numbers.filter((number) => log.take(number));

Deno.test("EventLog takes each number once, in whatever order they come", () => {
  const log = new EventLog();
  assertEquals(taken(log, 1, 2, 2, 5, 1, 4, 5, 3, 3, 6, 6), [1, 2, 5, 4, 3, 6]);
  assertEquals(log.without([]), { events: 6, missing: [], ahead: [] });
});

Deno.test("EventLog has what waits to be run said again to whoever goes on with the page", () => {
  const log = new EventLog();
  taken(log, 1, 2, 3, 4, 7, 8);
  const stored = log.without([2, 3, 8]);
  assertEquals(stored, { events: 4, missing: [2, 3], ahead: [7] });
  const next = new EventLog(structuredClone(stored));
  assertEquals(taken(next, 1, 2, 3, 3, 4, 5, 6, 7, 8, 2), [2, 3, 5, 6, 8]);
  // Those that nobody has said again are still missing to the next.
  assertEquals(new EventLog(stored).without([]), stored);
});

Deno.test("EventLog takes no number that is far ahead of all others", () => {
  const log = new EventLog();
  assert(log.canFollow([1_000, 2_000, 1]));
  for (const far of [[1_001], [1, 1_002], [1_000, 2_001], [999_999_999_999_999]]) {
    assert(!log.canFollow(far), far.join());
  }
  assertEquals(taken(log, 999_999_999_999_999, 1_001, 1_000, 2_000, 1), [1_000, 2_000, 1]);
  const next = new EventLog(log.without([]));
  assert(next.canFollow([3_000]) && !next.canFollow([3_001]));
});

Deno.test("EventLog remembers no more than its gaps are worth, and what it stores neither", () => {
  const log = new EventLog();
  const numbers = Array.from({ length: 20_000 }, (_, i) => 1_000 * (i + 1));
  assert(log.canFollow(numbers));
  assertEquals(taken(log, 1, ...numbers).length, 20_001);
  const { events, missing, ahead } = log.without([1]);
  assertEquals(missing, [1]);
  assert(ahead.length <= 1_000, `${ahead.length}`);
  // The older gaps are closed, the newer ones are not.
  assert(events >= 19_000_000 && events < 20_000_000, `${events}`);
  assertEquals(taken(log, 1_001, 19_999_999, ...numbers), [19_999_999]);
});
