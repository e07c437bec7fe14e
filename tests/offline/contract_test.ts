/**
 * What Eddy relies on in `@std/assert` and `@std/datetime`. Runs against the stand-ins beside it, and
 * against the real packages by `deno task check:jsr`, so that the two cannot drift apart unseen.
 */

import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotMatch,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
  unreachable,
} from "@std/assert";
import {
  DAY,
  difference,
  format,
  HOUR,
  isLeap,
  isUtcLeap,
  MINUTE,
  parse,
  SECOND,
  WEEK,
} from "@std/datetime";
import { SECOND as SECOND_ALONE } from "@std/datetime/constants";

/** `null` if it holds, else the message of its AssertionError. */
function verdict(assertion: () => void): string | null {
  try {
    assertion();
    return null;
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
}

Deno.test("assertEquals() compares deeply and shows both values where they differ", () => {
  assertEquals({ a: [1, new Map([["k", new Set([1])]])], n: NaN }, {
    a: [1, new Map([["k", new Set([1])]])],
    n: NaN,
  });
  assert(verdict(() => assertEquals<unknown>({ a: undefined }, {})));
  assert(verdict(() => assertEquals<unknown>("1", 1)));
  assert(verdict(() => assertEquals(new URL("http://a.example/"), new URL("http://b.example/"))));
  const message = verdict(() => assertEquals({ name: "came" }, { name: "wanted" }, "the name"));
  assertExists(message);
  for (const part of ["Values are not equal", "the name", "came", "wanted"]) {
    assertStringIncludes(message, part);
  }
});

Deno.test("assertEquals() shows the lines of a text around the one that differs", () => {
  const text = ["<ul>", ...Array.from({ length: 40 }, (_, i) => `  <li>${i}</li>`), "</ul>"];
  const message = verdict(() =>
    assertEquals(text.join("\n"), text.with(21, "  <li>other</li>").join("\n"))
  );
  assertExists(message);
  for (const part of ["<li>19</li>", "<li>20</li>", "<li>other</li>", "<li>21</li>"]) {
    assertStringIncludes(message, part);
  }
});

Deno.test("assertions hold for what they name and fail for the rest", () => {
  const object = {};
  const passing: Record<string, () => void> = {
    assert: () => assert(1),
    assertFalse: () => assertFalse(0),
    assertNotEquals: () => assertNotEquals([1], [2]),
    assertStrictEquals: () => assertStrictEquals(object, object),
    assertExists: () => assertExists(0),
    assertInstanceOf: () => assertInstanceOf(new TypeError("x"), Error),
    assertMatch: () => assertMatch("abc", /b/),
    assertNotMatch: () => assertNotMatch("abc", /x/),
    assertStringIncludes: () => assertStringIncludes("abc", "bc"),
    assertArrayIncludes: () => assertArrayIncludes([{ a: 1 }, { a: 2 }], [{ a: 2 }]),
    assertObjectMatch: () => assertObjectMatch({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } }),
    assertGreater: () => assertGreater(2, 1),
    assertGreaterOrEqual: () => assertGreaterOrEqual(2, 2),
    assertLess: () => assertLess(1, 2),
    assertLessOrEqual: () => assertLessOrEqual(2, 2),
    assertAlmostEquals: () => assertAlmostEquals(0.1 + 0.2, 0.3),
    tolerance: () => assertAlmostEquals(1, 2, 1),
  };
  const failing: Record<string, () => void> = {
    assert: () => assert(0),
    assertFalse: () => assertFalse(1),
    assertNotEquals: () => assertNotEquals([1], [1]),
    assertStrictEquals: () => assertStrictEquals(object, {}),
    assertExists: () => assertExists(null),
    assertInstanceOf: () => assertInstanceOf(new Error("x"), TypeError),
    assertMatch: () => assertMatch("abc", /x/),
    assertNotMatch: () => assertNotMatch("abc", /b/),
    assertStringIncludes: () => assertStringIncludes("abc", "x"),
    assertArrayIncludes: () => assertArrayIncludes([1, 2], [3]),
    assertObjectMatch: () => assertObjectMatch({ a: 1 }, { a: 1, b: 2 }),
    assertGreater: () => assertGreater(1, 1),
    assertGreaterOrEqual: () => assertGreaterOrEqual(1, 2),
    assertLess: () => assertLess(1, 1),
    assertLessOrEqual: () => assertLessOrEqual(2, 1),
    assertAlmostEquals: () => assertAlmostEquals(1, 1.1),
    fail: () => fail("x"),
    unreachable: () => unreachable(),
  };
  for (const [name, assertion] of Object.entries(passing)) {
    assertStrictEquals(verdict(assertion), null, name);
  }
  for (const [name, assertion] of Object.entries(failing)) {
    assertStrictEquals(typeof verdict(assertion), "string", name);
  }
});

Deno.test("assertThrows() returns the error and checks its class and message", () => {
  const thrower = () => {
    throw new RangeError("level is out of range");
  };
  const error = assertThrows(thrower, RangeError, "out of range");
  assertStrictEquals(error.message, "level is out of range");
  assertStrictEquals(assertThrows(thrower) instanceof RangeError, true);
  assert(verdict(() => assertThrows(thrower, TypeError)));
  assert(verdict(() => assertThrows(thrower, RangeError, "another")));
  assert(verdict(() => assertThrows(() => {})));
});

Deno.test("assertRejects() returns the error and checks its class and message", async () => {
  const rejecting = () => Promise.reject(new RangeError("level is out of range"));
  const error = await assertRejects(rejecting, RangeError, "out of range");
  assertStrictEquals(error.message, "level is out of range");
  await assertRejects(() => assertRejects(rejecting, TypeError), AssertionError);
  await assertRejects(() => assertRejects(rejecting, RangeError, "another"), AssertionError);
  await assertRejects(() => assertRejects(() => Promise.resolve()), AssertionError);
  const throwing = () => {
    throw new RangeError("at once");
  };
  await assertRejects(() => assertRejects(throwing), AssertionError, "expected to reject");
});

Deno.test("constants are in milliseconds", () => {
  assertEquals([SECOND, MINUTE, HOUR, DAY, WEEK], [
    1_000,
    60_000,
    3_600_000,
    86_400_000,
    604_800_000,
  ]);
  assertStrictEquals(SECOND_ALONE, SECOND);
});

Deno.test("format() writes local or UTC time and leaves other letters alone", () => {
  const date = new Date(2019, 0, 20, 16, 34, 23, 123);
  assertEquals(format(date, "dd-MM-yyyy"), "20-01-2019");
  assertEquals(format(date, "MM-dd-yyyy HH:mm:ss.SSS"), "01-20-2019 16:34:23.123");
  assertEquals(format(date, "'today:' yyyy-MM-ddTHH:mm"), "today: 2019-01-20T16:34");
  assertEquals(format(date, "d/M/yy h:m:s a"), "20/1/19 4:34:23 PM");
  const utc = new Date(Date.UTC(2024, 2, 31, 2, 30));
  assertEquals(format(utc, "yyyy-MM-dd HH:mm", { timeZone: "UTC" }), "2024-03-31 02:30");
});

Deno.test("parse() reads what format() wrote and throws at the rest", () => {
  assertEquals(parse("20-01-2019", "dd-MM-yyyy"), new Date(2019, 0, 20));
  assertEquals(
    parse("01-20-2019 04:34 PM", "MM-dd-yyyy hh:mm a"),
    new Date(2019, 0, 20, 16, 34),
  );
  assertEquals(parse("2019-01-20T16:34", "yyyy-MM-ddTHH:mm"), new Date(2019, 0, 20, 16, 34));
  assertThrows(() => parse("soon", "yyyy-MM-dd"), Error);
});

Deno.test("isLeap() knows centuries", () => {
  assertEquals([1900, 1970, 1972, 2000].map(isLeap), [false, false, true, true]);
  assertEquals(isLeap(new Date(2024, 5, 1)), true);
  assertEquals(isUtcLeap(new Date("2024-12-31T23:59:59Z")), true);
});

Deno.test("difference() counts whole units, whichever date comes first", () => {
  const [early, late] = [new Date("2018-05-14"), new Date("2020-05-13")];
  const expected = {
    milliseconds: 63072000000,
    seconds: 63072000,
    minutes: 1051200,
    hours: 17520,
    days: 730,
    weeks: 104,
    months: 23,
    quarters: 7,
    years: 1,
  };
  assertEquals(difference(early, late), expected);
  assertEquals(difference(late, early), expected);
  assertEquals(difference(early, late, { units: ["days", "years"] }), { days: 730, years: 1 });
});
