import { assertEquals, assertThrows } from "@std/assert";
import { readValue, storeValue } from "./stored_value.ts";

Deno.test("storeValue() keeps all that structuredClone makes of plain data", () => {
  const inner = { a: 1 };
  const values = [
    undefined,
    null,
    -0,
    5n,
    "ü",
    Object.assign(new Array(3), { 0: 1, 2: 3 }),
    { inner, again: inner, none: [] },
    new Map<unknown, unknown>([[inner, new Set([new Date(7)])]]),
    /a/g,
    new Float64Array([1.5]).subarray(0, 1),
    new TypeError("wrong", { cause: { why: 1 } }),
  ];
  for (const value of values) {
    assertEquals(readValue(storeValue(structuredClone(value))), structuredClone(value));
  }
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const back = readValue(storeValue(circle)) as { self?: unknown };
  assertEquals(back.self, back);
});

Deno.test("storeValue() refuses what would come back as nothing, wherever it stands", () => {
  const blob = new Blob(["x"]);
  for (const value of [blob, [blob], { a: { blob } }, new Map([[blob, 1]]), new Set([[blob]])]) {
    assertThrows(() => storeValue(value), TypeError, "Cannot store an instance of Blob");
  }
  assertThrows(() => storeValue(new Error("x", { cause: blob })), TypeError, "Blob");
});
