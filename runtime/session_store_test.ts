import { assertEquals, assertLessOrEqual } from "@std/assert";
import { testSessionStore } from "../tests/contracts/session_store.ts";
import { MemorySessionStore } from "./session_store.ts";

testSessionStore("MemorySessionStore", () => {
  let time = 0;
  return Promise.resolve({
    store: new MemorySessionStore({ now: () => time }),
    other: null,
    pass: (ms) => Promise.resolve(void (time += ms)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
});

Deno.test("MemorySessionStore stays below its bytes and lets go of what was not used for longest", async () => {
  const store = new MemorySessionStore({ maxBytes: 4000 });
  for (const id of ["a", "b", "c"]) await store.set(id, new Uint8Array(1000), null, 60_000);
  await store.get("a");
  await store.set("d", new Uint8Array(1000), null, 60_000);
  assertLessOrEqual(store.bytes, 4000);
  assertEquals(await store.get("b"), null);
  assertEquals((await store.get("a"))?.data.length, 1000);
});
