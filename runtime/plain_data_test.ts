import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { deserialize, serialize } from "node:v8";
import { noData } from "./plain_data.ts";

Deno.test("plain data is what comes back as it was", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  const data = [
    null,
    undefined,
    1n,
    { a: [1, "two", false, { b: null }] },
    [new Date(0), /a/g, new Map([["a", new Set([1])]]), new Uint8Array(2), new ArrayBuffer(2)],
    [new Float64Array(2), new DataView(new ArrayBuffer(2)), Object("text"), Object(1)],
    new RangeError("no"),
    // Of these, the class is not kept.
    Object.assign(Object.create(null), { a: 1 }),
    new (class Special extends Error {})("no"),
  ];
  for (const value of [...data, circle]) assertEquals(noData(value), null);
  for (const value of data.slice(0, -2)) {
    assertEquals(deserialize(Buffer.from(serialize(value))), value);
  }
});

Deno.test("what is no plain data is named, wherever it is", () => {
  class Cart {}
  class Rows extends Array {}
  const cases: [unknown, string][] = [
    [() => 1, "a function"],
    [Symbol("a"), "a symbol"],
    [new Cart(), "an instance of Cart"],
    [{ list: [new Map([["cart", new Cart()]])] }, "an instance of Cart"],
    [new Map([[new Cart(), 1]]), "an instance of Cart"],
    [new Set([Promise.resolve()]), "an instance of Promise"],
    [new Rows(), "an instance of Rows"],
    [new URL("http://localhost"), "an instance of URL"],
    [new Blob(), "an instance of Blob"],
    [new (class {})(), "an instance of a nameless class"],
    [new WeakMap(), "an instance of WeakMap"],
    [new Error("no", { cause: new Cart() }), "an instance of Cart"],
    [{
      get made() {
        return () => 1;
      },
    }, "a function"],
  ];
  for (const [value, name] of cases) assertEquals(noData(value), name);
});
