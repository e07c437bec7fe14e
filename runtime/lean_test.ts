import { assertEquals } from "@std/assert";
import { LeanMap, LeanSet } from "./lean.ts";

Deno.test("LeanSet does as a set does, empty or not", () => {
  const lean = new LeanSet<number>();
  assertEquals([lean.size, lean.has(1), lean.delete(1), [...lean]], [0, false, false, []]);
  lean.add(1).add(2).add(1);
  assertEquals([lean.size, lean.has(1), [...lean]], [2, true, [1, 2]]);
  // What goes while it is walked through is not met; what comes is.
  const met: number[] = [];
  for (const item of lean) {
    met.push(item);
    if (item === 1) lean.delete(2);
    if (item < 4) lean.add(item + 2);
  }
  assertEquals(met, [1, 3, 5]);
  lean.clear();
  assertEquals([lean.size, [...lean]], [0, []]);
});

Deno.test("LeanMap does as a map does, empty or not", () => {
  const lean = new LeanMap<string, number>();
  assertEquals([lean.size, lean.get("a"), lean.delete("a"), [...lean.keys()]], [
    0,
    undefined,
    false,
    [],
  ]);
  lean.set("a", 1).set("b", 2).set("a", 3);
  assertEquals([lean.size, lean.has("b"), [...lean]], [2, true, [["a", 3], ["b", 2]]]);
  assertEquals([[...lean.keys()], [...lean.values()]], [["a", "b"], [3, 2]]);
  lean.clear();
  assertEquals([lean.size, [...lean.values()]], [0, []]);
});
