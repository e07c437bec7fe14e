/** Results of `cacheData()` that are weighed, and those that outlive their process. */
import { assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { TestPage } from "../tests/session.ts";
import { cacheData } from "./cache.ts";
import type { CacheDataOptions } from "./cache.ts";
import { write } from "./elements/write.ts";

interface TestFolder extends AsyncDisposable {
  readonly path: string;
  name(): string;
  files(): Deno.DirEntry[];
  remove(): void;
}

/** Makes names of a new folder: under each of them, a cached function is taken for another process'. */
async function newFolder(): Promise<TestFolder> {
  const around = await Deno.makeTempDir();
  const path = `${around}/results`;
  let count = 0;
  return {
    path,
    files: () => [...Deno.readDirSync(path)],
    remove: () => Deno.removeSync(path, { recursive: true }),
    name: () => {
      const name = `${around}/process${count++}`;
      Deno.symlinkSync(path, name);
      // What a symbolic link leads to has to be there.
      Deno.mkdirSync(path, { recursive: true });
      return name;
    },
    [Symbol.asyncDispose]: () => Deno.remove(around, { recursive: true }),
  };
}

const MANY = "x".repeat(1000);

Deno.test("cacheData() keeps no more bytes than maxSize, those that were used last", () => {
  const calls: string[] = [];
  const cached = cacheData((name: string) => (calls.push(name), name + MANY), { maxSize: 2500 });
  for (const name of ["a", "b", "a", "c", "a", "b"]) assertEquals(cached(name), name + MANY);
  assertEquals(calls, ["a", "b", "c", "b"]);
  cached.clear("a");
  cached("c");
  cached("b");
  assertEquals(calls, ["a", "b", "c", "b", "c"]);
});

Deno.test("cacheData() does not keep a result that is larger than maxSize alone, nor give up others' calls", async () => {
  const calls: string[] = [];
  const large = Promise.withResolvers<void>();
  const cached = cacheData(async (name: string, size: number) => {
    calls.push(name);
    if (size === 0) await large.promise;
    return name.repeat(size);
  }, { maxSize: 2000 });
  const waiting = [cached("w", 0), cached("w", 0)];
  assertEquals((await cached("a", 3000)).length, 3000);
  assertEquals((await cached("a", 3000)).length, 3000);
  assertEquals(calls, ["w", "a", "a"]);
  large.resolve();
  assertEquals(await Promise.all([...waiting, cached("w", 0)]), ["", "", ""]);
  assertEquals(calls, ["w", "a", "a"]);
});

Deno.test("cacheData() refuses to weigh or persist what is not plain data, and odd options", async () => {
  await using folder = await newFolder();
  const blob = () => ({ file: new Blob(["x"]) });
  const wrong = /^Cannot weigh or persist the result of blob: it must be plain data/;
  for (const options of [{ maxSize: 100 }, { persist: folder.name() }]) {
    assertMatch(assertThrows(() => cacheData(blob, options)(), TypeError).message, wrong);
    const later = cacheData(async () => await blob(), { ...options, persist: folder.name() });
    await assertRejects(() => later(), TypeError, "Cannot weigh or persist the result");
  }
  for (const maxSize of [0, -1, NaN]) {
    assertThrows(() => cacheData(blob, { maxSize }), RangeError, "maxSize must be > 0");
  }
  assertThrows(
    () => cacheData(blob, { scope: "session", persist: folder.name() }),
    TypeError,
    "Cannot persist results of blob: they are each page's own, and end with it",
  );
});

Deno.test("cacheData() finds again what a process before has computed, sync or async", async () => {
  await using folder = await newFolder();
  let calls = 0;
  const sum = ({ a, b }: { a: number; b: number }) => (calls++, { sum: a + b, at: new Date(0) });
  const start = () => cacheData(sum, { persist: folder.name() });
  const first = start();
  assertEquals(first({ a: 1, b: 2 }), { sum: 3, at: new Date(0) });
  const second = start();
  second({ b: 2, a: 1 }).sum = 0;
  assertEquals(second({ a: 1, b: 2 }), { sum: 3, at: new Date(0) });
  assertEquals(calls, 1);
  // What one process forgets, those that come later do not know.
  second.clear({ a: 1, b: 2 });
  start()({ a: 1, b: 2 });
  assertEquals(calls, 2);
  second.clear();
  start()({ a: 1, b: 2 });
  assertEquals(calls, 3);
});

Deno.test("cacheData() answers a promise of what it finds, and does not store what failed or was forgotten", async () => {
  await using folder = await newFolder();
  let calls = 0;
  const gate = Promise.withResolvers<void>();
  const load = async (name: string) => {
    calls++;
    if (name === "slow") await gate.promise;
    if (name === "odd") throw new Error("odd");
    return await Promise.resolve(name);
  };
  const start = (options: CacheDataOptions = {}) =>
    cacheData(load, { ...options, persist: folder.name() });
  const first = start();
  assertEquals(await first("a"), "a");
  await assertRejects(() => first("odd"), Error, "odd");
  const slow = first("slow");
  first.clear();
  gate.resolve();
  assertEquals(await slow, "slow");
  assertEquals(folder.files(), []);
  await first("a");
  calls = 0;
  const again = start()("a");
  assertEquals([again instanceof Promise, await again, calls], [true, "a", 0]);
  // In the folder, too, the oldest make room.
  const small = start({ maxEntries: 1 });
  await small("b");
  assertEquals(folder.files().length, 2, "the one before, and b");
  await small("c");
  assertEquals(folder.files().length, 2, "the one before, and c");
});

Deno.test("cacheData() counts the age of what it finds from when it was computed", async () => {
  await using folder = await newFolder();
  let calls = 0;
  const start = (ttl: string) => cacheData(() => ++calls, { ttl, persist: folder.name() });
  assertEquals(start("1h")(), 1);
  assertEquals(start("1h")(), 1);
  const past = Date.now() + 2;
  while (Date.now() < past) await Promise.resolve();
  assertEquals(start("1ms")(), 2);
});

Deno.test("cacheData() does not store what a call has drawn, and says in the log what could not be", async () => {
  await using folder = await newFolder();
  let calls = 0;
  const draws = cacheData(() => {
    write(`drawn ${++calls}`);
    return calls;
  }, { persist: folder.name() });
  const page = new TestPage(() => {
    draws();
    draws();
  });
  await page.job.done;
  assertEquals([page.text(), folder.files()], ["drawn 1\ndrawn 1", []]);

  const name = folder.name();
  let isThere = true;
  const plain = cacheData((n: number) => {
    // As a disk that goes away.
    if (!isThere) folder.remove();
    return n;
  }, { persist: name });
  const other = new TestPage(() => write(`of ${plain(1)} and ${plain(2)}`));
  await other.job.done;
  assertEquals([other.text(), other.errors], ["of 1 and 2", []]);
  isThere = false;
  plain.clear(2);
  await other.rerun();
  assertEquals(other.text(), "of 1 and 2");
  assertEquals(other.errors.length, 1);
  assertEquals(other.errors[0] instanceof Deno.errors.NotFound, true);
});
