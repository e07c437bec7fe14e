import { assertEquals } from "@std/assert";
import { BoundedCache } from "./bounded_cache.ts";

Deno.test("BoundedCache makes a value once", () => {
  const cache = new BoundedCache(100);
  let made = 0;
  const make = () => `value ${++made}`;
  assertEquals([cache.get("a", make), cache.get("a", make), made], ["value 1", "value 1", 1]);
});

Deno.test("BoundedCache forgets what was not used longest, and keeps nothing large", () => {
  const cache = new BoundedCache(40);
  let made: string[] = [];
  const get = (key: string, size = 9) =>
    cache.get(key, () => {
      made.push(key);
      return "x".repeat(size);
    });
  for (const key of ["a", "b", "c", "d", "a", "e"]) get(key);
  assertEquals(made, ["a", "b", "c", "d", "e"]);
  made = [];
  for (const key of ["a", "c", "d", "e"]) get(key);
  assertEquals(made, []);
  get("b");
  get("large", 30);
  get("large", 30);
  assertEquals(made, ["b", "large", "large"]);
});
