/** What every session store must do: called by the test of each. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import type { SessionStore } from "../../runtime/session_store.ts";
import { Heard } from "../kit/heard.ts";

const bytes = (...values: number[]) => new Uint8Array(values);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KIB = 1024;

/** A store in its surroundings; disposing of them disposes of the stores. */
export interface Place extends AsyncDisposable {
  /** Empty. */
  readonly store: SessionStore;
  /** Over the same data, as another process has it; null if data are this store's alone. */
  readonly other: SessionStore | null;
  /** Lets time pass for what is stored. */
  pass(ms: number): Promise<void>;
}

/** How a store is tested. */
export interface ContractOptions {
  /** Whether there is another store over the same data, which also hears of topics. */
  readonly shared?: boolean;
  /** Why it is not tested here. */
  readonly skipped?: string | null;
}

/** Tests the store that `make` answers. */
export function testSessionStore(
  name: string,
  make: () => Promise<Place>,
  { shared = false, skipped = null }: ContractOptions = {},
): void {
  const test = (sentence: string, body: (place: Place) => Promise<void>) => {
    Deno.test({
      name: `${name}${sentence}${skipped === null ? "" : ` (skipped: ${skipped})`}`,
      ignore: skipped !== null,
      async fn() {
        await using place = await make();
        await body(place);
      },
    });
  };

  // ── One record ────────────────────────────────────────────────────────────────────────────────

  test(".get() answers null for what was never stored", async ({ store }) => {
    assertEquals(await store.get("nobody"), null);
  });

  test(".set() stores what get() answers, with its version", async ({ store }) => {
    const version = await store.set("a", bytes(1, 2, 3), null, MINUTE);
    assertEquals(await store.get("a"), { data: bytes(1, 2, 3), version: version! });
  });

  test(".set() refuses to create what is there", async ({ store }) => {
    await store.set("a", bytes(1), null, MINUTE);
    assertEquals(await store.set("a", bytes(9), null, MINUTE), null);
    assertEquals((await store.get("a"))?.data, bytes(1));
  });

  test(".set() writes only over the version it was told", async ({ store }) => {
    const first = await store.set("a", bytes(1), null, MINUTE);
    const second = await store.set("a", bytes(2), first, MINUTE);
    assertNotEquals(second, null);
    assertNotEquals(second, first);
    assertEquals(await store.set("a", bytes(9), first, MINUTE), null);
    assertEquals(await store.get("a"), { data: bytes(2), version: second! });
  });

  test(".set() gives the same data a new version", async ({ store }) => {
    const first = await store.set("a", bytes(1), null, MINUTE);
    const second = await store.set("a", bytes(1), first, MINUTE);
    assertNotEquals(second, first);
  });

  test(".set() refuses a version that no store ever gave", async ({ store }) => {
    for (const version of ["", "x", "0", "00000000000000000000", "f".repeat(36)]) {
      assertEquals(await store.set("a", bytes(1), version, MINUTE).catch(() => null), null);
    }
    assertEquals(await store.get("a"), null);
  });

  test(".delete() forgets, also what was never there", async ({ store }) => {
    await store.delete("a");
    await store.set("a", bytes(1), null, MINUTE);
    await store.delete("a");
    assertEquals(await store.get("a"), null);
  });

  test(".set() creates anew what was deleted, and refuses the version that it had", async ({ store }) => {
    const first = await store.set("a", bytes(1), null, MINUTE);
    await store.delete("a");
    assertEquals(await store.set("a", bytes(2), first, MINUTE), null);
    const second = await store.set("a", bytes(3), null, MINUTE);
    assertNotEquals(second, first);
    assertEquals(await store.set("a", bytes(4), first, MINUTE), null);
    assertEquals(await store.get("a"), { data: bytes(3), version: second! });
  });

  test(" never gives a version twice", async ({ store }) => {
    const seen = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const created = await store.set("a", bytes(1), null, MINUTE);
      const changed = await store.set("a", bytes(1), created, MINUTE);
      seen.add(created!).add(changed!);
      await store.delete("a");
    }
    assertEquals(seen.size, 40);
  });

  test(" forgets what has expired", async ({ store, pass }) => {
    const version = await store.set("a", bytes(1), null, MINUTE);
    await pass(MINUTE + 1);
    assertEquals(await store.get("a"), null);
    assertEquals(await store.set("a", bytes(2), version, MINUTE), null);
    assertNotEquals(await store.set("a", bytes(3), null, MINUTE), null);
    assertEquals((await store.get("a"))?.data, bytes(3));
  });

  test(" counts the time from the last write", async ({ store, pass }) => {
    const version = await store.set("a", bytes(1), null, HOUR);
    await pass(HOUR / 2);
    await store.set("a", bytes(2), version, HOUR);
    await pass(HOUR / 2 + 1);
    assertEquals((await store.get("a"))?.data, bytes(2));
    await pass(HOUR / 2);
    assertEquals(await store.get("a"), null);
  });

  test(" takes a time that is no whole number", async ({ store }) => {
    assertNotEquals(await store.set("a", bytes(1), null, MINUTE + 0.25), null);
    assertEquals((await store.get("a"))?.data, bytes(1));
  });

  test(" is not changed by what its caller does to the bytes", async ({ store }) => {
    for (const size of [1, 300 * KIB]) {
      const data = new Uint8Array(size).fill(1);
      const setting = store.set(`of ${size}`, data, null, MINUTE);
      data.fill(9);
      await setting;
      const read = await store.get(`of ${size}`);
      assertEquals(read?.data[size - 1], 1);
      read!.data.fill(9);
      assertEquals((await store.get(`of ${size}`))?.data[0], 1);
    }
  });

  test(" stores a part of a larger buffer, and answers bytes of their own", async ({ store }) => {
    const whole = new Uint8Array(1024 * KIB).fill(7);
    await store.set("a", whole.subarray(10, 13), null, MINUTE);
    const read = (await store.get("a"))!.data;
    assertEquals(read, bytes(7, 7, 7));
    assertEquals(read.buffer.byteLength, 3);
  });

  test(" keeps records of odd ids apart", async ({ store }) => {
    const ids = [
      "",
      " ",
      "a",
      "A",
      "a:b",
      "a/b",
      "../a",
      "a\0b",
      "a\nb",
      "a\r\nb",
      "*",
      "[a]",
      "{a}",
      '"',
      "'",
      "\\",
      "%00",
      "ä",
      "a\u0308",
      "💧",
      "__proto__",
      "constructor",
      "x".repeat(1000),
    ];
    for (const [i, id] of ids.entries()) {
      assertNotEquals(await store.set(id, bytes(i), null, MINUTE), null, `id ${i}`);
    }
    for (const [i, id] of ids.entries()) {
      assertEquals((await store.get(id))?.data, bytes(i), `id ${i}`);
    }
    await store.delete("a");
    assertEquals(await store.get("a"), null);
    assertEquals((await store.get("a:b"))?.data.length, 1);
  });

  // ── Sizes ─────────────────────────────────────────────────────────────────────────────────────

  for (const size of [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, KIB * KIB, 5 * KIB * KIB]) {
    test(` keeps ${size} bytes as they are`, async ({ store, other }) => {
      const data = patterned(size);
      const version = await store.set("a", data, null, MINUTE);
      const read = await (other ?? store).get("a");
      assert(read !== null && same(read.data, data));
      assertEquals(read.version, version!);
    });
  }

  test(" replaces large by small data and back while others read, and none sees a mixture", async ({ store, other }) => {
    const sizes = [300 * KIB, 10, 1024 * KIB, 0, 70 * KIB, 700 * KIB];
    let version = await store.set("a", uniform(1, sizes[0]!), null, MINUTE);
    let writing = true;
    const read = async (from: SessionStore) => {
      const seen = new Set<number>();
      while (writing) {
        const { data } = (await from.get("a"))!;
        seen.add(data.length);
        // Each write fills all its bytes with its own number, and its length says which one it was.
        const sizeOf = data.length === 0 ? 0 : sizes[(data[0]! - 1) % sizes.length]!;
        assert(data.every((byte) => byte === data[0]) && data.length === sizeOf, "torn");
      }
      return seen.size;
    };
    const readers = Promise.all([store, store, other ?? store, other ?? store].map(read));
    // Looked at below, when the writer is done.
    readers.catch(() => {});
    try {
      for (let round = 2; round <= 60; round++) {
        const size = sizes[(round - 1) % sizes.length]!;
        version = await store.set("a", uniform(round, size), version, MINUTE);
        assertNotEquals(version, null);
      }
    } finally {
      writing = false;
    }
    for (const kinds of await readers) assert(kinds > 1, "it read while others wrote");
  });

  // ── Many at once ──────────────────────────────────────────────────────────────────────────────

  test(" lets one of many create", async ({ store, other }) => {
    const versions = await Promise.all(
      Array.from(
        { length: 20 },
        (_, i) => (i % 2 === 0 ? store : other ?? store).set("a", bytes(i), null, MINUTE),
      ),
    );
    const won = versions.flatMap((version, i) => version === null ? [] : [{ version, i }]);
    assertEquals(won.length, 1);
    assertEquals(await store.get("a"), { data: bytes(won[0]!.i), version: won[0]!.version });
  });

  test(" counts exactly when fifty write at once", async ({ store, other }) => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => increment(i % 2 === 0 ? store : other ?? store)),
    );
    assertEquals(countOf((await store.get("count"))!.data), 50);
  });

  test(" counts exactly in large records", async ({ store, other }) => {
    await Promise.all(
      Array.from(
        { length: 10 },
        (_, i) => increment(i % 2 === 0 ? store : other ?? store, 200 * KIB),
      ),
    );
    assertEquals(countOf((await store.get("count"))!.data), 10);
  });

  // ── Anything ──────────────────────────────────────────────────────────────────────────────────

  test(" does what a map with versions and times does, whatever is asked of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await using place = await make();
        await follow(place, steps);
      }),
      { numRuns: 25 },
    );
  });

  // ── Topics ────────────────────────────────────────────────────────────────────────────────────

  if (!shared) {
    test(" leaves topics to the process", ({ store, other }) => {
      assertEquals([other, store.publish, store.subscribe], [null, undefined, undefined]);
      return Promise.resolve();
    });
    return;
  }

  test(".publish() reaches all who have subscribed, in every store", async ({ store, other }) => {
    using one = new Heard(store);
    using two = new Heard(store);
    using far = new Heard(other!);
    await Heard.ready(store, one, two, far);
    await store.publish!("near");
    await other!.publish!("far");
    for (const heard of [one, two, far]) await heard.until("near", "far");
  });

  test(".publish() is heard by who subscribed just before in the same store", async ({ store }) => {
    using heard = new Heard(store);
    await store.publish!("at once");
    await heard.until("at once");
  });

  test(".publish() loses none of many topics at once", async ({ store, other }) => {
    using near = new Heard(store);
    using far = new Heard(other!);
    await Heard.ready(store, near, far);
    const topics = Array.from({ length: 100 }, (_, i) => `topic ${i}`);
    await Promise.all(topics.map((topic, i) => (i % 2 === 0 ? store : other!).publish!(topic)));
    for (const heard of [near, far]) await heard.until(...topics);
  });

  test(".publish() is heard each time", async ({ store, other }) => {
    using far = new Heard(other!);
    await Heard.ready(store, far);
    for (let times = 1; times <= 10; times++) {
      await store.publish!("again");
      await far.until(...Array.from({ length: times }, () => "again"));
    }
  });

  test(".publish() takes odd names", async ({ store, other }) => {
    using far = new Heard(other!);
    await Heard.ready(store, far);
    const topics = ["", " ", "a\0b", "a\nb", "*", "ä💧", "__proto__", "x".repeat(1000)];
    for (const topic of topics) await store.publish!(topic);
    await far.until(...topics);
  });

  test(" tells nobody who has ended it", async ({ store, other }) => {
    using kept = new Heard(store);
    const ended = new Heard(store);
    await Heard.ready(store, kept, ended);
    ended[Symbol.dispose]();
    ended[Symbol.dispose]();
    await other!.publish!("after");
    await kept.until("after");
    assertEquals(ended.topics.includes("after"), false);
  });

  test(" can be subscribed to again when all had ended it", async ({ store, other }) => {
    for (let round = 0; round < 3; round++) {
      using heard = new Heard(store);
      await Heard.ready(other!, heard);
    }
  });

  test(" tells nobody when it has been closed, and does nothing any more", async ({ store, other }) => {
    using kept = new Heard(other!);
    const closed = new Heard(store);
    await Heard.ready(other!, kept, closed);
    await store[Symbol.asyncDispose]!();
    await store[Symbol.asyncDispose]!();
    const heard = closed.topics.length;
    await other!.publish!("after");
    await kept.until("after");
    assertEquals(closed.topics.length, heard);
    const calls = [
      () => store.get("a"),
      () => store.set("a", bytes(1), null, MINUTE),
      () => store.delete("a"),
      () => store.publish!("a"),
      async () => void await store.subscribe!(() => {}),
    ];
    for (const call of calls) {
      const error = await call().then(() => null, (error: Error) => error);
      assert(error?.message.includes("it has been closed"), String(error));
    }
  });

  test(" ends what is under way before it closes", async ({ store, other }) => {
    const setting = store.set("a", patterned(1024 * KIB), null, MINUTE);
    await store[Symbol.asyncDispose]!();
    const version = await setting;
    assertEquals((await other!.get("a"))?.version, version!);
  });
}

/** Bytes that differ from place to place, so that none can be lost or moved unseen. */
function patterned(size: number): Uint8Array {
  const data = new Uint8Array(size);
  for (let i = 0; i < size; i++) data[i] = (i * 31 + (i >> 8) * 7 + (i >> 16)) & 255;
  return data;
}

function uniform(value: number, size: number): Uint8Array {
  return new Uint8Array(size).fill(value);
}

/** For millions of bytes: assertEquals would look at each as a value. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function countOf(data: Uint8Array): number {
  return new DataView(data.buffer).getUint32(0);
}

/** Adds one to a counter in the first bytes of a record, however often others come before it. */
async function increment(store: SessionStore, size = 4): Promise<void> {
  for (;;) {
    const stored = await store.get("count");
    const data = new Uint8Array(size);
    new DataView(data.buffer).setUint32(0, (stored === null ? 0 : countOf(stored.data)) + 1);
    if (await store.set("count", data, stored?.version ?? null, HOUR) !== null) return;
  }
}

/** One thing to ask of a store. */
type Step =
  | { kind: "get"; id: string }
  | { kind: "set"; id: string; size: number; over: "newest" | "none" | "first"; hours: number }
  | { kind: "delete"; id: string }
  | { kind: "pass"; hours: number };

const id = fc.constantFrom("a", "b");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("get" as const), id }),
  fc.record({
    kind: fc.constant("set" as const),
    id,
    size: fc.constantFrom(0, 1, 60 * KIB, 60 * KIB + 1, 130 * KIB),
    over: fc.constantFrom("newest" as const, "newest" as const, "none" as const, "first" as const),
    hours: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant("delete" as const), id }),
  fc.record({ kind: fc.constant("pass" as const), hours: fc.constantFrom(0.5, 1, 2) }),
);

/** Does each step with the store and with a map, and compares. */
async function follow({ store, other, pass }: Place, steps: readonly Step[]): Promise<void> {
  const model = new Map<string, { data: Uint8Array; version: string; expires: number }>();
  const versions = new Map<string, string[]>();
  let now = 0;
  const current = (id: string) => {
    const record = model.get(id);
    return record !== undefined && record.expires > now ? record : null;
  };
  for (const [i, step] of steps.entries()) {
    const one = i % 2 === 0 ? store : other ?? store;
    switch (step.kind) {
      case "get":
        break;
      case "set": {
        const data = uniform(i + 1, step.size);
        const given = versions.get(step.id) ?? [];
        const newest = current(step.id)?.version ?? null;
        const over = { newest, none: null, first: given[0] ?? null }[step.over];
        const version = await one.set(step.id, data, over, step.hours * HOUR);
        assertEquals(version !== null, over === newest, `step ${i}`);
        if (version === null) break;
        assert(!given.includes(version), `step ${i} repeats a version`);
        versions.set(step.id, [...given, version]);
        model.set(step.id, { data, version, expires: now + step.hours * HOUR });
        break;
      }
      case "delete":
        await one.delete(step.id);
        model.delete(step.id);
        break;
      case "pass":
        await pass(step.hours * HOUR);
        now += step.hours * HOUR;
        break;
      default:
        step satisfies never;
    }
    for (const id of ["a", "b"]) {
      const expected = current(id);
      const read = await one.get(id);
      assertEquals(read?.version, expected?.version, `step ${i}`);
      if (expected !== null) assert(same(read!.data, expected.data), `step ${i}`);
    }
  }
}
