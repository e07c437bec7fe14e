import { assert, assertEquals, assertLess, assertRejects, assertThrows } from "@std/assert";
import { createClient } from "redis";
import type { SessionStore } from "../../runtime/session_store.ts";
import { testSessionStore } from "../../tests/contracts/session_store.ts";
import type { Place } from "../../tests/contracts/session_store.ts";
import { Heard } from "../../tests/kit/heard.ts";
import { eventually } from "../../tests/kit/eventually.ts";
import { NO_REDIS, RedisServer } from "../../tests/kit/redis_server.ts";
import { TcpProxy } from "../../tests/kit/tcp_proxy.ts";
import { redisStore } from "./redis.ts";

const MINUTE = 60_000;
const one = new Uint8Array([1]);

let shared: Promise<RedisServer> | null = null;
Deno.test.afterAll(async () => {
  await (await shared)?.[Symbol.asyncDispose]();
});

/** A place of its own in the one Redis of these tests. */
async function makePlace(): Promise<Place> {
  const { url } = await (shared ??= RedisServer.start());
  const prefix = crypto.randomUUID();
  const store = redisStore(url, { prefix });
  const other = redisStore(url, { prefix });
  return {
    store,
    other,
    pass: (ms) => age(url, prefix, ms),
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
    },
  };
}

/** Takes this much from the time that each record has left: Redis has no clock that could be set. */
async function age(url: string, prefix: string, ms: number): Promise<void> {
  await using client = await connect(url);
  for (const key of await client.keys(`${prefix}:*`)) {
    await client.pExpire(key, await client.pTTL(key) - ms);
  }
}

/** A connection past the store, to look at what it does. */
async function connect(url: string) {
  const client = createClient({ url });
  client.on("error", () => {});
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => Promise.resolve(client.destroy()) });
}

testSessionStore("redisStore()", makePlace, { shared: true, skipped: NO_REDIS });

function test(name: string, fn: () => Promise<void>): void {
  const skipped = NO_REDIS === null ? "" : ` (skipped: ${NO_REDIS})`;
  Deno.test({ name: `${name}${skipped}`, ignore: NO_REDIS !== null, fn });
}

test("redisStore() leaves it to Redis to forget what has expired", async () => {
  await using place = await makePlace();
  await place.store.set("a", one, null, 1);
  await eventually(async () => await place.store.get("a") === null);
});

test("redisStore() connects when it is first used, and not before", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let accepted = false;
  const accepting = listener.accept().then((connection) => {
    accepted = true;
    connection.close();
  });
  const store = redisStore(`redis://127.0.0.1:${listener.addr.port}`, { timeoutMs: 100 });
  // A connection to the listener that comes before any of the store's.
  const probe = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
  await accepting;
  probe.close();
  assert(accepted);
  const second = listener.accept();
  await assertRejects(() => store.get("a"));
  (await second).close();
  await store[Symbol.asyncDispose]();
});

test("redisStore() says which Redis it cannot reach, without the password", async () => {
  const server = await RedisServer.start();
  const { port } = server;
  await server[Symbol.asyncDispose]();
  const store = redisStore(`redis://admin:s3cret@127.0.0.1:${port}/2`, { timeoutMs: 1000 });
  const calls = [
    () => store.get("a"),
    () => store.set("a", one, null, MINUTE),
    () => store.delete("a"),
    () => store.publish("a"),
  ];
  for (const call of calls) {
    const error = await assertRejects(call, Error) as Error;
    assertEquals(
      error.message,
      `Cannot reach the store at redis://127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port}`,
    );
    assertEquals(Deno.inspect(error).includes("s3cret"), false);
  }
  await store[Symbol.asyncDispose]();
});

test("redisStore() says what Redis refuses, without the password", async () => {
  await using server = await RedisServer.start(["--requirepass", "right"]);
  const url = `redis://:wr0ng@127.0.0.1:${server.port}`;
  // On a machine that is busy with other tests, a refusal takes its time.
  const store = redisStore(url, { timeoutMs: 2000 });
  const error = await assertRejects(() => store.get("a")) as Error;
  assert(
    error.message.startsWith(`Cannot reach the store at ${server.url}: WRONGPASS`),
    error.message,
  );
  assertEquals(Deno.inspect(error).includes("wr0ng"), false);
  await store[Symbol.asyncDispose]();

  const right = redisStore(url.replace("wr0ng", "right"));
  assertEquals(await right.get("a"), null);
  await right[Symbol.asyncDispose]();
});

test("redisStore() passes on what Redis answers to a command", async () => {
  await using server = await RedisServer.start(["--maxmemory", "1"]);
  const store = redisStore(server.url);
  const error = await assertRejects(() => store.set("a", one, null, MINUTE)) as Error;
  assert(error.message.startsWith(`Cannot use the store at ${server.url}: OOM`), error.message);
  await store[Symbol.asyncDispose]();
});

Deno.test("redisStore() refuses what is no address of a Redis, and does not repeat it", () => {
  const wrong = [
    "",
    "localhost",
    "http://a:s3cret@b",
    "redis://a:s3cret@b:x",
    "redis://:s3cret@b/c",
  ];
  for (const url of wrong) {
    const error = assertThrows(() => redisStore(url), TypeError) as TypeError;
    assert(error.message.startsWith("Cannot use the address of the Redis store: "));
    assertEquals(Deno.inspect(error).includes("s3cret"), false);
  }
});

test("redisStore() fails while Redis is gone, and goes on when it is back", async () => {
  await using server = await RedisServer.start();
  const problems: unknown[] = [];
  const options = {
    timeoutMs: 300,
    // None in this test: the subscription itself comes back.
    lookEveryMs: 600_000,
    onError: (error: unknown) => void problems.push(error),
  };
  await using store = redisStore(server.url, options);
  await using other = redisStore(server.url, options);
  using heard = new Heard(store);
  await Heard.ready(other, heard);
  const version = await store.set("a", one, null, MINUTE);
  assert(version !== null);

  for (let round = 1; round <= 3; round++) {
    await server.kill();
    const unreachable = `Cannot reach the store at ${server.url}: `;
    const first = await assertRejects(() => store.get("a")) as Error;
    assert(first.message.startsWith(unreachable), first.message);
    // Nobody waits for what is known to be away.
    const start = performance.now();
    for (let i = 0; i < 20; i++) await assertRejects(() => store.get("a"));
    assertLess(performance.now() - start, 20 * 300);
    await assertRejects(() => other.publish("lost"), Error, unreachable);

    await server.start();
    await eventually(() => store.get("b"));
    // It kept nothing: the script is unknown to it, and so are the topics.
    assert(await store.set("b", one, null, MINUTE) !== null);
    await eventually(() => other.publish(`back ${round}`));
    await heard.until(`back ${round}`);
  }
  // Once for each time that it was away, not for each attempt.
  assertLess(problems.length, 3 * 2 + 1);
});

test("redisStore() rides out a restart that is quicker than its patience", async () => {
  await using server = await RedisServer.start(["--appendonly", "yes", "--appendfsync", "always"]);
  await using store = redisStore(server.url, { timeoutMs: 20_000 });
  let version: string | null = null;
  let restarting = Promise.resolve();
  for (let count = 1; count <= 150; count++) {
    if (count % 50 === 25) restarting = server.kill().then(() => server.start());
    // Each write is answered exactly: neither lost, nor taken for a conflict with itself.
    version = await store.set("count", new Uint8Array([count]), version, MINUTE);
    assert(version !== null, `write ${count}`);
    assertEquals(await store.get("count"), { data: new Uint8Array([count]), version });
  }
  await restarting;
});

test("redisStore() waits while Redis reads its data after a start", async () => {
  await using server = await RedisServer.start([
    ...["--key-load-delay", "5000", "--loading-process-events-interval-bytes", "1024"],
  ]);
  await using store = redisStore(server.url, { timeoutMs: 20_000 });
  const data = crypto.getRandomValues(new Uint8Array(2048));
  for (let i = 0; i < 100; i++) await store.set(`record ${i}`, data, null, MINUTE);
  await using client = await connect(server.url);
  await client.sendCommand(["SAVE"]);
  await server.kill();
  const [read] = await Promise.all([store.get("record 99"), server.start()]);
  assertEquals(read?.data, data);
  assert((await client.info("errorstats")).includes("errorstat_LOADING"), "it was still loading");
});

test("redisStore() tells of topics that were published while it was not connected", async () => {
  await using server = await RedisServer.start();
  await using proxy = new TcpProxy(server.port);
  await using near = redisStore(server.url);
  await using far = redisStore(`redis://${proxy.address}`, {
    lookEveryMs: 600_000,
    onError: () => {},
  });
  using heard = new Heard(far);
  await Heard.ready(near, heard);
  proxy.cut();
  for (let i = 0; i < 10; i++) await near.publish(`missed ${i}`);
  proxy.mend();
  await heard.until(...Array.from({ length: 10 }, (_, i) => `missed ${i}`));
  // In order, and once: the stream knows what was told.
  assertEquals(
    heard.topics.filter((topic) => topic.startsWith("missed")),
    Array.from({ length: 10 }, (_, i) => `missed ${i}`),
  );
});

/** A write that is done, but whose answer is lost until the connection is mended. */
interface LostAnswer {
  readonly proxy: TcpProxy;
  /** The store without the proxy before it. */
  readonly direct: SessionStore;
  readonly setting: Promise<string | null>;
}

async function withLostAnswer(use: (lost: LostAnswer) => Promise<void>): Promise<void> {
  await using server = await RedisServer.start();
  await using proxy = new TcpProxy(server.port);
  await using store = redisStore(`redis://${proxy.address}`, { timeoutMs: 20_000 });
  await using direct = redisStore(server.url);
  const first = await store.set("a", one, null, MINUTE);
  proxy.loseAnswers();
  const setting = store.set("a", new Uint8Array([2]), first, MINUTE);
  // Whoever waits for it hears of its failure, however late.
  setting.catch(() => {});
  await eventually(async () => assertEquals((await direct.get("a"))?.data[0], 2));
  await use({ proxy, direct, setting });
}

test("redisStore() sends a write again whose answer was lost, and takes it for done", async () => {
  await withLostAnswer(async ({ proxy, direct, setting }) => {
    proxy.mend();
    const version = await setting;
    assert(version !== null);
    assertEquals(await direct.get("a"), { data: new Uint8Array([2]), version });
  });
});

test("redisStore() calls it no conflict when a lost write was perhaps seen and overwritten", async () => {
  await withLostAnswer(async ({ proxy, direct, setting }) => {
    const { version } = (await direct.get("a"))!;
    await direct.set("a", new Uint8Array([3]), version, MINUTE);
    proxy.mend();
    const error = await assertRejects(() => setting, Error);
    assertEquals(
      error.message,
      `Cannot reach the store at redis://${proxy.address}: the connection broke while it was written`,
    );
    assertEquals((await direct.get("a"))?.data[0], 3);
  });
});

test("redisStore() gives up a connection on which no answer comes", async () => {
  await using server = await RedisServer.start();
  await using proxy = new TcpProxy(server.port);
  await using store = redisStore(`redis://${proxy.address}`, { timeoutMs: 200 });
  // On a busy machine it takes longer than this until it is connected.
  await eventually(() => store.get("a"));
  proxy.silence();
  const error = await assertRejects(() => store.get("a")) as Error;
  assertEquals(
    error.message,
    `Cannot reach the store at redis://${proxy.address}: no answer within 200 ms`,
  );
  // Connections made now are heard: the silent ones are not waited for.
  proxy.mend();
  await eventually(() => store.get("a"));
});

test("redisStore() gives up a connection that is accepted and never greeted", async () => {
  await using server = await RedisServer.start();
  await using proxy = new TcpProxy(server.port);
  proxy.silence();
  await using store = redisStore(`redis://${proxy.address}`, { timeoutMs: 100 });
  await assertRejects(() => store.get("a"), Error, "Cannot reach the store");
  proxy.mend();
  await eventually(() => store.get("a"));
});

test("redisStore() finds the server that takes writes after a failover, whatever it is connected to", async () => {
  await using before = await RedisServer.start();
  await using after = await RedisServer.start();
  await using proxy = new TcpProxy(before.port);
  await using store = redisStore(`redis://${proxy.address}`);
  await store.set("a", one, null, MINUTE);
  await using demoted = await connect(before.url);
  proxy.leadTo(after.port);
  await demoted.sendCommand(["REPLICAOF", "127.0.0.1", String(after.port)]);
  // The old connection stays, and leads to what is a replica now.
  await assertRejects(() => store.set("b", one, null, MINUTE), Error, "READONLY");
  await eventually(async () => assert(await store.set("b", one, null, MINUTE)));
  await using direct = redisStore(after.url);
  assertEquals((await direct.get("b"))?.data, one);
});

test("redisStore() fails in time when Redis hangs, and goes on when it does", async () => {
  await using server = await RedisServer.start();
  await using store = redisStore(server.url, { timeoutMs: 1000 });
  await store.set("a", one, null, MINUTE);
  server.signal("SIGSTOP");
  try {
    await assertRejects(() => store.get("a"), Error, "Cannot reach the store");
    await assertRejects(() => store.get("a"), Error, "Cannot reach the store");
  } finally {
    server.signal("SIGCONT");
  }
  await eventually(async () => assertEquals((await store.get("a"))?.data, one));
});

test("redisStore() with another prefix is another store", async () => {
  await using server = await RedisServer.start();
  await using store = redisStore(server.url);
  await using other = redisStore(server.url, { prefix: "other" });
  await store.set("a", one, null, MINUTE);
  assertEquals(await other.get("a"), null);
  using near = new Heard(store);
  using far = new Heard(other);
  await Heard.ready(store, near);
  await Heard.ready(other, far);
  await store.publish("mine");
  await other.publish("theirs");
  await near.until("mine");
  await far.until("theirs");
  assertEquals([near.topics.includes("theirs"), far.topics.includes("mine")], [false, false]);
});

test("redisStore() keeps topics that nobody reads in bounds", async () => {
  await using server = await RedisServer.start();
  await using store = redisStore(server.url);
  for (let i = 0; i < 30; i++) {
    await Promise.all(Array.from({ length: 100 }, () => store.publish("topic")));
  }
  await using client = await connect(server.url);
  assertLess(await client.xLen("eddy:topics"), 1200);
  assert(await client.pTTL("eddy:topics") > 0);
});
