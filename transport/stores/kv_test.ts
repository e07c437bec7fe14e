/**
 * KV needs `--unstable-kv`, and an app without KV must not: the tests run without the flag. Those of
 * the store run in a process of their own, which is this file again, with the flag.
 */
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { testSessionStore } from "../../tests/contracts/session_store.ts";
import type { Place } from "../../tests/contracts/session_store.ts";
import { Heard } from "../../tests/kit/heard.ts";
import { kvStore } from "./kv.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KIB = 1024;
const ROOT = new URL("../../", import.meta.url);
const MODULE = JSON.stringify(new URL("./kv.ts", import.meta.url).href);

if ("openKv" in Deno) withKv();
else withoutKv();

function withoutKv(): void {
  Deno.test("kvStore() passes its tests in a process with --unstable-kv", async () => {
    const { success, output } = await deno(
      ["test", "-A", "--no-check", "--unstable-kv", new URL(import.meta.url).pathname],
    );
    assert(success, output);
    // An empty run would be no success.
    assertMatch(output, /ok \| [1-9]\d+ passed/);
  });

  Deno.test("kvStore() says what to do where there is no Deno KV", async () => {
    const problems: unknown[] = [];
    await using store = kvStore(undefined, { onError: (error) => void problems.push(error) });
    const advice =
      'Cannot use the store in Deno KV: this process has no Deno.openKv: start it with "deno run ' +
      '--unstable-kv", or put "unstable": ["kv"] into deno.json; on Deno Deploy, assign a KV ' +
      "database to the app";
    const calls = [
      () => store.get("a"),
      () => store.set("a", new Uint8Array(1), null, MINUTE),
      () => store.delete("a"),
      () => store.publish("a"),
    ];
    for (const call of calls) {
      const error = await assertRejects(call, Error) as Error;
      assertEquals(error.message, advice);
    }
    using _ = store.subscribe(() => {});
    await assertRejects(() => store.publish("a"));
    assertEquals(problems.map((error) => (error as Error).message), [advice]);
  });

  Deno.test("importing a store touches nothing: it takes no permission and no flag", async () => {
    for (const name of ["kv.ts", "redis.ts"]) {
      const path = new URL(name, import.meta.url).pathname;
      const { success, output } = await deno(["run", "--no-prompt", path]);
      assert(success, output);
    }
  });
}

function withKv(): void {
  testSessionStore("kvStore() in memory", async () => {
    const kv = await Deno.openKv(":memory:");
    return place(kv, kv);
  }, { shared: true });

  testSessionStore("kvStore() in a file", async () => {
    const folder = await Deno.makeTempDir({ prefix: "eddy-kv-" });
    const path = `${folder}/kv`;
    const { store, other, pass, [Symbol.asyncDispose]: dispose } = place(
      await Deno.openKv(path),
      await Deno.openKv(path),
    );
    return {
      store,
      other,
      pass,
      async [Symbol.asyncDispose]() {
        await dispose();
        await Deno.remove(folder, { recursive: true });
      },
    };
  }, { shared: true });

  Deno.test("kvStore() does not answer what is over, though KV still has it", async () => {
    using kv = await Deno.openKv(":memory:");
    let now = 1_000_000;
    await using store = kvStore(kv, { now: () => now });
    for (const size of [1, 100 * KIB]) {
      const id = `of ${size}`;
      const version = await store.set(id, new Uint8Array(size), null, MINUTE);
      now += MINUTE;
      assertEquals(await store.get(id), null);
      assert((await kv.get(["eddy", "session", id])).value !== null);
      assertEquals(await store.set(id, new Uint8Array(1), version, MINUTE), null);
      assert(await store.set(id, new Uint8Array(2), null, MINUTE) !== null);
      assertEquals((await store.get(id))?.data.length, 2);
    }
  });

  Deno.test("kvStore() leaves no chunk behind", async () => {
    using kv = await Deno.openKv(":memory:");
    await using store = kvStore(kv);
    const big = new Uint8Array(700 * KIB);
    let version = await store.set("a", big, null, MINUTE);
    assertEquals((await chunks(kv)).length, 12);
    version = await store.set("a", big, version, MINUTE);
    assertEquals((await chunks(kv)).length, 12);
    assertEquals(await store.set("a", big, "00000000000000000000", MINUTE), null);
    assertEquals((await chunks(kv)).length, 12);
    version = await store.set("a", new Uint8Array(60 * KIB), version, MINUTE);
    assertEquals((await chunks(kv)).length, 0);
    await store.set("a", big, version, MINUTE);
    await store.delete("a");
    assertEquals(await Array.fromAsync(kv.list({ prefix: [] })), []);
    const versions = await Promise.all(
      Array.from({ length: 5 }, () => store.set("a", big, null, MINUTE)),
    );
    assertEquals(versions.filter((version) => version !== null).length, 1);
    assertEquals((await chunks(kv)).length, 12);
  });

  Deno.test("kvStore() gives each chunk more time than its record, so that a crash leaves none for ever", async () => {
    using kv = await Deno.openKv(":memory:");
    const times: Record<string, number[]> = { session: [], chunk: [] };
    await using store = kvStore(spy(kv, (key, { expireIn } = {}) => {
      times[String(key[1])]!.push(expireIn!);
    }));
    await store.set("a", new Uint8Array(200 * KIB), null, HOUR);
    assertEquals(times.session, [HOUR]);
    assertEquals(times.chunk, Array.from({ length: 4 }, () => HOUR + 10 * MINUTE));
  });

  Deno.test("kvStore() writes no head over one that came while it wrote its chunks", async () => {
    using kv = await Deno.openKv(":memory:");
    await using other = kvStore(kv);
    let came: string | null = null;
    await using store = kvStore(spy(kv, async (key) => {
      if (key[1] === "chunk" && came === null) {
        came = "";
        came = await other.set("a", new Uint8Array([7]), null, MINUTE);
      }
    }));
    assertEquals(await store.set("a", new Uint8Array(200 * KIB), null, MINUTE), null);
    assertEquals(await store.get("a"), { data: new Uint8Array([7]), version: came! });
    assertEquals((await chunks(kv)).length, 0);
  });

  Deno.test("kvStore() is told by KV of what its own process publishes", async () => {
    using kv = await Deno.openKv(":memory:");
    // No look in this test.
    await using store = kvStore(kv, { lookEveryMs: 600_000 });
    using heard = new Heard(store);
    await Heard.ready(store, heard);
    await store.publish("rung");
    await heard.until("rung");
  });

  Deno.test("kvStore() tells of a topic once that comes while topics are read", async () => {
    using kv = await Deno.openKv(":memory:");
    await using other = kvStore(kv);
    let came = false;
    await using store = kvStore({
      get: (key: Deno.KvKey) => kv.get(key),
      atomic: () => kv.atomic(),
      watch: (keys: Deno.KvKey[]) => kv.watch(keys),
      async *list(selector: Deno.KvListSelector) {
        if (!came) await other.publish("second");
        came = true;
        yield* kv.list(selector);
      },
    } as unknown as Deno.Kv);
    using heard = new Heard(store);
    await store.publish("first");
    await heard.until("first", "second");
    await other.publish("third");
    await heard.until("third");
    assertEquals(heard.topics, ["first", "second", "third"]);
  });

  Deno.test("kvStore() says so when KV does not answer", async () => {
    const never = () => new Promise<never>(() => {});
    const kv = { get: never, close() {} } as unknown as Deno.Kv;
    await using store = kvStore(kv, { timeoutMs: 50 });
    await assertRejects(
      () => store.get("a"),
      Error,
      "Cannot use the store in Deno KV: no answer within 50 ms",
    );
  });

  Deno.test("kvStore() leaves open the KV that it was given", async () => {
    using kv = await Deno.openKv(":memory:");
    const store = kvStore(kv);
    store.subscribe(() => {});
    await store.set("a", new Uint8Array(1), null, MINUTE);
    await store[Symbol.asyncDispose]();
    assert((await kv.get(["eddy", "session", "a"])).value !== null);
  });

  Deno.test("kvStore() of a KV that its owner has closed says so, and can be closed", async () => {
    const kv = await Deno.openKv(":memory:");
    const store = kvStore(kv, { onError: () => {} });
    using heard = new Heard(store);
    await Heard.ready(store, heard);
    kv.close();
    await assertRejects(() => store.get("a"), Error, "Cannot use the store in Deno KV: ");
    await store[Symbol.asyncDispose]();
  });

  Deno.test("kvStore() opens the app's own KV when it is first used, and closes it", async () => {
    const path = await Deno.makeTempDir({ prefix: "eddy-kv-" });
    const { openKv } = Deno;
    const property = Object.getOwnPropertyDescriptor(Deno, "openKv")!;
    const opened: Deno.Kv[] = [];
    const value = async () => {
      opened.push(await openKv(`${path}/kv`));
      return opened.at(-1);
    };
    Object.defineProperty(Deno, "openKv", { value, configurable: true });
    try {
      const unused = kvStore();
      await unused[Symbol.asyncDispose]();
      assertEquals(opened.length, 0);
      const store = kvStore();
      await Promise.all([store.get("a"), store.get("b"), store.publish("c")]);
      assertEquals(opened.length, 1);
      const last = store.set("d", new Uint8Array(200 * KIB), null, MINUTE);
      await store[Symbol.asyncDispose]();
      assert(await last !== null);
      await assertRejects(() => opened[0]!.get(["a"]), Deno.errors.BadResource);
    } finally {
      Object.defineProperty(Deno, "openKv", property);
      await Deno.remove(path, { recursive: true });
    }
  });

  Deno.test("kvStore() tells processes on one file of each other's records and topics", async () => {
    const folder = await Deno.makeTempDir({ prefix: "eddy-kv-" });
    const path = `${folder}/kv`;
    try {
      using kv = await Deno.openKv(path);
      await using store = kvStore(kv);
      using heard = new Heard(store);
      await Heard.ready(store, heard);
      // Two processes write to one counter and meet each other's locks; each tells when it is done.
      const script = (name: string) =>
        `import { kvStore } from ${MODULE};
        const kv = await Deno.openKv(${JSON.stringify(path)});
        const store = kvStore(kv);
        const add = async () => {
          for (;;) {
            const stored = await store.get("count");
            const data = new Uint8Array(100 * 1024);
            data[0] = (stored?.data[0] ?? 0) + 1;
            if (await store.set("count", data, stored?.version ?? null, 60_000) !== null) return;
          }
        };
        for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 5 }, add));
        await store.publish("done ${name}");
        await store[Symbol.asyncDispose]();
        kv.close();`;
      const runs = await Promise.all(
        ["one", "two"].map((name) => deno(["eval", "--unstable-kv", script(name)])),
      );
      for (const { success, output } of runs) assert(success, output);
      assertEquals((await store.get("count"))?.data[0], 100);
      await heard.until("done one", "done two");
      assertEquals((await chunks(kv)).length, 2);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** Two stores in KV, whose time passes only when it is told to. */
function place(kv: Deno.Kv, otherKv: Deno.Kv): Place {
  let now = Date.now();
  const options = { now: () => now, lookEveryMs: 20 };
  const store = kvStore(kv, options);
  const other = kvStore(otherKv, options);
  return {
    store,
    other,
    pass: (ms) => Promise.resolve(void (now += ms)),
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
      kv.close();
      if (otherKv !== kv) otherKv.close();
    },
  };
}

async function chunks(kv: Deno.Kv): Promise<Deno.KvKey[]> {
  const entries = await Array.fromAsync(kv.list({ prefix: ["eddy", "chunk"] }));
  return entries.map(({ key }) => key);
}

/** A KV that tells of each key it is to set in a transaction, and waits with the transaction for that. */
function spy(
  kv: Deno.Kv,
  onSet: (key: Deno.KvKey, options?: { expireIn?: number }) => void | Promise<void>,
): Deno.Kv {
  return {
    get: (key: Deno.KvKey) => kv.get(key),
    getMany: (keys: Deno.KvKey[]) => kv.getMany(keys),
    atomic() {
      const atomic = kv.atomic();
      const told: (void | Promise<void>)[] = [];
      return {
        check(entry: Deno.AtomicCheck) {
          atomic.check(entry);
          return this;
        },
        set(key: Deno.KvKey, value: unknown, options?: { expireIn?: number }) {
          atomic.set(key, value, options);
          told.push(onSet(key, options));
          return this;
        },
        delete(key: Deno.KvKey) {
          atomic.delete(key);
          return this;
        },
        async commit() {
          await Promise.all(told);
          return await atomic.commit();
        },
      };
    },
  } as unknown as Deno.Kv;
}

async function deno(args: readonly string[]): Promise<{ success: boolean; output: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, output: `${text(stdout)}\n${text(stderr)}` };
}
