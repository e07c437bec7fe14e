/** What every session store must do: called by the test of each. */
import { assertEquals, assertNotEquals } from "@std/assert";
import type { SessionStore } from "../../runtime/session_store.ts";

const bytes = (...values: number[]) => new Uint8Array(values);
const MINUTE = 60_000;

/** Tests a store. `make` answers an empty one, and a way to let time pass. */
export function testSessionStore(
  name: string,
  make: () => Promise<{ store: SessionStore; pass: (ms: number) => Promise<void> }>,
): void {
  Deno.test(`${name}.get() answers null for what was never stored`, async () => {
    const { store } = await make();
    assertEquals(await store.get("nobody"), null);
  });

  Deno.test(`${name}.set() stores what get() answers, with its version`, async () => {
    const { store } = await make();
    const version = await store.set("a", bytes(1, 2, 3), null, MINUTE);
    assertEquals(await store.get("a"), { data: bytes(1, 2, 3), version: version! });
  });

  Deno.test(`${name}.set() writes only over the version it was told`, async () => {
    const { store } = await make();
    const first = await store.set("a", bytes(1), null, MINUTE);
    assertEquals(await store.set("a", bytes(9), null, MINUTE), null);
    const second = await store.set("a", bytes(2), first, MINUTE);
    assertNotEquals(second, first);
    assertEquals(await store.set("a", bytes(9), first, MINUTE), null);
    assertEquals((await store.get("a"))?.data, bytes(2));
  });

  Deno.test(`${name}.set() refuses a version of what is gone`, async () => {
    const { store } = await make();
    const version = await store.set("a", bytes(1), null, MINUTE);
    await store.delete("a");
    assertEquals(await store.set("a", bytes(2), version, MINUTE), null);
  });

  Deno.test(`${name} forgets what has expired`, async () => {
    const { store, pass } = await make();
    await store.set("a", bytes(1), null, MINUTE);
    await pass(MINUTE + 1);
    assertEquals(await store.get("a"), null);
    assertNotEquals(await store.set("a", bytes(2), null, MINUTE), null);
  });

  Deno.test(`${name} is not changed by what its caller does to the bytes`, async () => {
    const { store } = await make();
    const data = bytes(1);
    await store.set("a", data, null, MINUTE);
    data[0] = 9;
    const read = await store.get("a");
    assertEquals(read?.data, bytes(1));
    read!.data[0] = 9;
    assertEquals((await store.get("a"))?.data, bytes(1));
  });
}
