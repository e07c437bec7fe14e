/** What a browser that is none of ours might send as a widget's value. */
import { assert, assertEquals } from "@std/assert";
import type { TestPage } from "./session.ts";

/** None of these is a value of any widget but one for text. */
export const HOSTILE: readonly string[][] = [
  ["not offered"],
  [" "],
  ["NaN"],
  ["Infinity"],
  ["1e999"],
  ["-0"],
  ["0x10"],
  ["1,5"],
  ["１"],
  ["1 "],
  ["null"],
  ["true"],
  ["[1]"],
  ["__proto__"],
  ["constructor"],
  ["\ud800"],
  ["2026-02-30"],
  ["0000-01-01"],
  ["2026-1-1"],
  ["#12345"],
  ["#1234567"],
  ["red"],
  ["../../etc/passwd"],
  ["x".repeat(100_000)],
  ["", ""],
  ["1", "2", "3"],
];

/** Sends each of `values` for the widget; none may be taken, and the page's text must not change. */
export async function assertRefuses(
  page: TestPage,
  label: string,
  values: readonly string[][] = HOSTILE,
): Promise<void> {
  const before = page.text();
  for (const value of values) {
    const job = await page.use([label, value]);
    assertEquals(job.refused.length, 1, `"${label}" took ${JSON.stringify(value).slice(0, 80)}`);
    assert(job.refused[0]!.includes(label), job.refused[0]);
    assertEquals(page.text(), before);
  }
  assertEquals(page.errors, []);
}
