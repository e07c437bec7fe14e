import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { type Interval, parseInterval } from "./interval.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What pandas.Timedelta(text) says, in milliseconds. */
const READ: readonly (readonly [text: string, milliseconds: number])[] = [
  ["10s", 10 * SECOND],
  ["10 s", 10 * SECOND],
  ["1h23s", HOUR + 23 * SECOND],
  ["1.5 days", 1.5 * DAY],
  ["1.days", DAY],
  ["1 days 02:03:04", DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND],
  ["1 day, 2:03:04", DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND],
  ["2 days 10:11:12.123456789", 2 * DAY + 10 * HOUR + 11 * MINUTE + 12_123.456789],
  ["1:2:3", HOUR + 2 * MINUTE + 3 * SECOND],
  ["00:00:00.5", 500],
  ["25:00:00", 25 * HOUR],
  ["00:99:00", 99 * MINUTE],
  ["1d 1d", 2 * DAY],
  ["1,000s", 1_000 * SECOND],
  ["+1s", SECOND],
  ["+ 1 h + 5 min", HOUR + 5 * MINUTE],
  ["106751 days", 106751 * DAY],
  ["P1DT2H3M4.5S", DAY + 2 * HOUR + 3 * MINUTE + 4.5 * SECOND],
  ["PT10S", 10 * SECOND],
  ["PT.5S", 500],
  ["P2W", 14 * DAY],
  ["PT0.123456789S", 123.456789],
];

/** The names of each unit, in every case that pandas knows. */
const UNITS: readonly (readonly [milliseconds: number, names: string])[] = [
  [7 * DAY, "W w"],
  [DAY, "D d day days Day Days DAYS dAys"],
  [HOUR, "h H hr Hr HR hour hours Hour HOUR"],
  [MINUTE, "m T t min Min MIN minute minutes Minute"],
  [SECOND, "s S sec Sec SEC second seconds Second"],
  [1, "ms MS Ms mS L l milli millis millisecond milliseconds"],
  [1e-3, "us US µs µS U u micro micros microsecond microseconds"],
  [1e-6, "ns NS N n nano nanos nanosecond nanoseconds"],
];

Deno.test("parseInterval() answers null where there is no timer", () => {
  for (const value of [null, undefined, 0, -0, "0s", "0 days 00:00:00", "PT0S"]) {
    assertEquals(parseInterval(value), null, String(value));
  }
});

Deno.test("parseInterval() takes a number for seconds", () => {
  assertEquals(parseInterval(10), 10_000);
  assertEquals(parseInterval(0.25), 250);
});

Deno.test("parseInterval() reads text as pandas does", () => {
  for (const [text, milliseconds] of READ) {
    assertEquals(round(parseInterval(text)), round(milliseconds), text);
  }
});

Deno.test("parseInterval() knows the units of pandas under all their names", () => {
  for (const [milliseconds, names] of UNITS) {
    for (const name of names.split(" ")) {
      assertEquals(round(parseInterval(`8${name}`)), round(8 * milliseconds), name);
    }
  }
});

Deno.test("parseInterval() reads what pandas misreads as it is written", () => {
  assertEquals(parseInterval(".5s"), 500);
  assertEquals(parseInterval("PT90M"), 90 * MINUTE);
  assertEquals(parseInterval("PT0.5H"), 30 * MINUTE);
});

Deno.test("parseInterval() refuses a negative interval", () => {
  for (const value of [-1, -0.001, "-1s", "- 1 day", "+-1s", "-PT1S", "-00:00:01", duration(-1)]) {
    const error = assertThrows(() => parseInterval(value), RangeError);
    assertEquals(error.message.endsWith("must not be negative"), true, error.message);
  }
});

Deno.test("parseInterval() refuses what is not finite or longer than a Timedelta", () => {
  for (const value of [NaN, Infinity, 1e300, "106752 days", "9".repeat(400) + "s", duration(NaN)]) {
    assertThrows(() => parseInterval(value), RangeError, "Cannot read interval", String(value));
  }
});

Deno.test("parseInterval() refuses text that is no time", () => {
  const texts = [
    ...["", " ", "s", "NaT", "nan", "inf", "soon", "1x", "1 week", "1hrs", "1e3s", "1_000s", "٣s"],
    ...["1:2", "1:2:3:4", "1.5:2:3", "10:20:30.", "10:20:30.5s", "1 day 2:3", "1:2:3 1 day", "::"],
    ...["1..5s", "1.5.5s", "1s-", "1 day -1s", "1\ts", "1s ago", "1M", "1Y", "1μs"],
    ...["P", "PT", "P1DT", "P1Y", "P1M", "PT1H1H", "PT1S1H", "PT-1S", "pt10s", "PT10", "P T1S"],
    ...["constructor", "1constructor", "1__proto__"],
  ];
  for (const text of texts) {
    const error = assertThrows(() => parseInterval(text), SyntaxError);
    assertEquals(error.message.startsWith(`Cannot read interval "${text}": `), true, error.message);
  }
});

Deno.test("parseInterval() says that digits alone have no unit", () => {
  for (const text of ["10", " 10 ", "1.5", "+10", "1 day 10"]) {
    assertThrows(() => parseInterval(text), SyntaxError, "has no unit");
  }
});

Deno.test("parseInterval() names an unknown unit and the known ones", () => {
  const error = assertThrows(() => parseInterval("1x"), SyntaxError);
  assertEquals(
    error.message,
    'Cannot read interval "1x": unit "x" must be one of W, D, h, min, s, ms, us, ns',
  );
});

Deno.test("parseInterval() asks a duration for its total", () => {
  assertEquals(parseInterval(duration(1_500)), 1_500);
  assertEquals(parseInterval(duration(0)), null);
});

Deno.test("parseInterval() keeps the cause when a duration has no fixed length", () => {
  const cause = new RangeError("a starting point is required for months total");
  const months = {
    total(): number {
      throw cause;
    },
    toString: () => "P1M",
  };
  const error = assertThrows(() => parseInterval(months), RangeError);
  assertEquals(error.cause, cause);
  assertEquals(error.message.startsWith('Cannot read interval "P1M": '), true);
});

Deno.test("parseInterval() takes a Temporal.Duration where there is Temporal", () => {
  // deno-lint-ignore no-explicit-any
  const Duration = (globalThis as any).Temporal?.Duration;
  if (Duration === undefined) return;
  assertEquals(parseInterval(Duration.from({ minutes: 1, milliseconds: 5 })), 60_005);
  assertThrows(() => parseInterval(Duration.from({ months: 1 })), RangeError, '"P1M"');
});

Deno.test("parseInterval() refuses other shapes", () => {
  const shapes = [true, 10n, {}, [], [10], () => 10, Symbol("10s"), new Date(), { total: 10 }];
  for (const shape of [...shapes, { total: () => "10" }]) {
    const error = assertThrows(() => parseInterval(shape as Interval), TypeError);
    assertInstanceOf(error, TypeError);
    assertEquals((error as Error).message.startsWith("Cannot read interval: "), true);
  }
});

function duration(milliseconds: number): Interval {
  return { total: () => milliseconds };
}

/** To tenths of a nanosecond: sums of binary fractions differ beyond. */
function round(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.round(milliseconds * 1e7) / 1e7;
}
