import { assertEquals } from "@std/assert";
import { readRanges, writeRanges } from "./ranges.ts";

Deno.test("writeRanges() and readRanges() are each other's inverse", () => {
  const cases: [number[], string][] = [
    [[], ""],
    [[0], "0"],
    [[3, 4], "3-4"],
    [[0, 1, 2, 7, 9, 10], "0-2,7,9-10"],
    [Array.from({ length: 10_000 }, (_, i) => i), "0-9999"],
  ];
  for (const [numbers, text] of cases) {
    assertEquals(writeRanges(numbers), text);
    assertEquals(readRanges(text, 10_000), numbers);
  }
});

Deno.test("readRanges() reads nothing that does not ascend, or goes too far", () => {
  for (
    const text of [
      "a",
      "-1",
      "1-",
      "2-1",
      "1,1",
      "0-4,4",
      "5,3",
      "10",
      "0-10",
      "0-999999999",
      "1.5",
      "1,,2",
      ",",
      " 1",
      "1e1",
      "9999999999",
    ]
  ) assertEquals(readRanges(text, 10), null, text);
});
