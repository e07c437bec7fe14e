import { assert, assertEquals } from "@std/assert";
import {
  niceDomain,
  numberText,
  numberTicks,
  scaleOf,
  stepOf,
  timeText,
  timeTicks,
} from "./chart_scale.js";

const EN = { locale: "en" };
const DAY = 86_400_000;

function texts(ticks: readonly { readonly text: string }[]): string[] {
  return ticks.map(({ text }) => text);
}

Deno.test("scaleOf() leads from values to pixels and back", () => {
  const scale = scaleOf([10, 20], [100, 0]);
  assertEquals([10, 15, 20].map(scale.at), [100, 50, 0]);
  assertEquals(scale.back(25), 17.5);
  const log = scaleOf([1, 1000], [0, 300], true);
  assertEquals([1, 10, 1000].map((value) => Math.round(log.at(value))), [0, 100, 300]);
  assertEquals(Math.round(log.back(200)), 100);
  assertEquals(scaleOf([3, 3], [0, 10]).at(3), 0);
});

Deno.test("stepOf() is 1, 2 or 5 times a power of ten", () => {
  assertEquals([10, 13, 23, 40, 90, 0.7].map((span) => stepOf(span, 5)), [2, 2, 5, 10, 20, 0.1]);
});

Deno.test("niceDomain() widens to whole steps, and to powers of ten", () => {
  assertEquals(niceDomain([3, 97], 5), [0, 100]);
  assertEquals(niceDomain([-7, 12], 5), [-10, 15]);
  assertEquals(niceDomain([4, 4], 5), [4, 4]);
  assertEquals(niceDomain([3, 4200], 5, true), [1, 10_000]);
});

Deno.test("numberTicks() stand at round numbers, written alike", () => {
  assertEquals(texts(numberTicks([0, 1], 5, EN)), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  assertEquals(texts(numberTicks([-4, 12], 4, EN)), ["0", "5", "10"]);
  assertEquals(texts(numberTicks([0, 4000], 4, EN)), ["0", "1,000", "2,000", "3,000", "4,000"]);
  assertEquals(texts(numberTicks([0, 4e6], 4, EN)), ["0", "1M", "2M", "3M", "4M"]);
  assertEquals(texts(numberTicks([0, 3e-6], 3, EN)), ["0E0", "1E-6", "2E-6", "3E-6"]);
  assertEquals(numberTicks([0, 0.3], 3, EN).map(({ value }) => value), [0, 0.1, 0.2, 0.3]);
  assertEquals(texts(numberTicks([0, 1], 2, { ...EN, percent: true })), ["0%", "50%", "100%"]);
  assertEquals(texts(numberTicks([2020, 2024], 4, { ...EN, years: true }))[0], "2020");
  assertEquals(texts(numberTicks([0, 3], 8, { ...EN, whole: true })), ["0", "1", "2", "3"]);
  assertEquals(texts(numberTicks([0, 2000], 2, { locale: "de" })), ["0", "1.000", "2.000"]);
  assertEquals(numberTicks([1, 1], 5, EN), []);
});

Deno.test("numberTicks() of a logarithmic scale are powers of ten, or a few between", () => {
  assertEquals(texts(numberTicks([1, 10_000], 5, { ...EN, log: true })), [
    ...["1", "10", "100", "1,000", "10,000"],
  ]);
  assertEquals(texts(numberTicks([1, 100], 5, { ...EN, log: true })), [
    ...["1", "2", "5", "10", "20", "50", "100"],
  ]);
  const wide = numberTicks([1e-30, 1e30], 5, { ...EN, log: true });
  assert(wide.length <= 9, String(wide.length));
});

Deno.test("timeTicks() stand where a clock or a calendar has them", () => {
  const at = (from: string, to: string, count: number) =>
    texts(timeTicks([Date.parse(from), Date.parse(to)], count, "en"));
  assertEquals(at("2026-03-01T11:59:58Z", "2026-03-01T12:00:03Z", 5), [
    ...["11:59:58", "11:59:59", "12:00", "12:00:01", "12:00:02", "12:00:03"],
  ]);
  assertEquals(at("2026-03-01T09:10:00Z", "2026-03-01T12:20:00Z", 4), ["10:00", "11:00", "12:00"]);
  assertEquals(at("2026-02-27T12:00:00Z", "2026-03-02T12:00:00Z", 3), ["Feb 28", "Mar", "Mar 2"]);
  assertEquals(at("2025-12-01T00:00:00Z", "2026-04-01T00:00:00Z", 5), [
    ...["Dec", "2026", "Feb", "Mar", "Apr"],
  ]);
  assertEquals(at("1995-06-01T00:00:00Z", "2026-04-01T00:00:00Z", 4), [
    ...["2000", "2010", "2020"],
  ]);
  assertEquals(at("2026-01-01T00:00:00Z", "2026-03-10T00:00:00Z", 5)[0], "Jan 5");
  assertEquals(at("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.200Z", 4).slice(1, 3), [
    ...["00:00:00.05", "00:00:00.1"],
  ]);
  assertEquals(timeTicks([5, 5], 4, "en"), []);
  assertEquals(texts(timeTicks([0, 300 * 365.25 * DAY], 4, "en")), ["2000", "2100", "2200"]);
});

Deno.test("timeText() says of a time what there is to say", () => {
  assertEquals(timeText(0), "1970-01-01");
  assertEquals(timeText(Date.UTC(2026, 0, 2, 3, 4)), "2026-01-02 03:04");
  assertEquals(timeText(Date.UTC(2026, 0, 2, 3, 4, 5, 60)), "2026-01-02 03:04:05.06");
  assertEquals(timeText(NaN), "");
});

Deno.test("numberText() keeps what a number says", () => {
  assertEquals(
    [0, 1234567, 0.25, -3.5, 1e21, 1.5e-9].map((number) => numberText(number, "en")),
    ["0", "1,234,567", "0.25", "-3.5", "1e+21", "1.5e-9"],
  );
});
