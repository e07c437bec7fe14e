/** Faults around an app: its store restarts, streams are cut, clients go away, clocks jump. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { redisStore } from "../../transport/stores/redis.ts";
import { AppProcess } from "../kit/app_process.ts";
import { eventually } from "../kit/eventually.ts";
import { SECRET } from "../kit/fleet.ts";
import { startFront } from "../kit/front.ts";
import { FakeClock, open, remote } from "../kit.ts";
import { NO_REDIS, RedisServer } from "../kit/redis_server.ts";
import { TcpProxy } from "../kit/tcp_proxy.ts";

const counter = st.fragment(() => {
  if (st.button("Plus")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
  st.write(`Count ${st.sessionState.n ?? 0}`);
});

/** A Redis that has everything on disk by the time it answers. */
const ON_DISK = ["--appendonly", "yes", "--appendfsync", "always"];

Deno.test({
  name: "a Redis that is killed and started again: what was pressed meanwhile is done, once",
  ignore: NO_REDIS !== null,
  async fn() {
    await using redis = await RedisServer.start(ON_DISK);
    await using store = redisStore(redis.url, { timeoutMs: 300, onError: () => {} });
    const app = createAppWith(() => counter(), { store, secrets: [SECRET] }, { onError: () => {} });
    await using page = await open(app);
    await page.click("Plus");
    await redis.kill();
    const pressed = [page.click("Plus"), page.click("Plus")];
    await page.until(() => page.status === 503);
    assertEquals(page.lines(), ["[Plus]", "Count 1"]);
    await redis.start();
    await Promise.all(pressed);
    assertEquals(page.lines(), ["[Plus]", "Count 3"]);
  },
});

Deno.test({
  name: "a Redis that comes back empty: the page begins anew in place, and keeps what was typed",
  ignore: NO_REDIS !== null,
  async fn() {
    await using redis = await RedisServer.start();
    await using store = redisStore(redis.url, { timeoutMs: 300, onError: () => {} });
    const app = createAppWith(
      () => {
        counter();
        st.write(`Hello ${st.textInput("Name") || "nobody"}`);
      },
      { store, secrets: [SECRET] },
      { onError: () => {} },
    );
    await using page = await open(app);
    await page.click("Plus");
    await page.fill("Name", "Ada");
    await redis.kill();
    await redis.start();
    await page.click("Plus");
    await page.settled();
    assert(page.has("Hello Ada"), page.picture());
    await page.until(() => page.has("Count 1"));
  },
});

Deno.test("S68: streams and answers that are cut again and again lose nothing", async () => {
  await using app = await AppProcess.start("tests/faults/apps/counting.ts", {
    env: { EDDY_SECRET: SECRET },
  });
  await using proxy = new TcpProxy(app.port);
  await using page = await open(remote(`http://${proxy.address}`));
  for (let i = 0; i < 30; i++) {
    const pressed = page.click(i % 2 ? "Left" : "Right");
    if (i % 3 === 0) {
      proxy.cut();
      proxy.mend();
    } else if (i % 5 === 0) {
      proxy.loseAnswers();
      setTimeout(() => {
        proxy.cut();
        proxy.mend();
      }, 30);
    }
    await pressed;
  }
  assert(page.has("Left 15"));
  assert(page.has("Right 15"));
});

Deno.test("S65: a client that goes away in the midst of an answer: its press is done, the app goes on", async () => {
  const hold = Promise.withResolvers<void>();
  let done = 0;
  const app = createAppWith(
    async () => {
      if (st.button("Work")) {
        await hold.promise;
        done++;
      }
      st.write(`Done ${done}`);
    },
    {},
    {},
  );
  const page = await open(app);
  void page.click("Work");
  // Its answer has begun, as a stream.
  await page.until(() => page.status === 200);
  page.leave();
  hold.resolve();
  await eventually(() => assertEquals(done, 1));
  await using other = await open(app);
  assertEquals(other.lines(), ["[Work]", "Done 1"]);
});

Deno.test("S59: two tabs of one browser are two pages: what is done in one is not shown in the other", async () => {
  const app = createAppWith(() => counter(), {}, {});
  await using one = await open(app);
  await using two = await open(app, { cookies: one.cookies });
  await Promise.all([one.click("Plus"), two.click("Plus"), one.click("Plus")]);
  assertEquals([one.lines()[1], two.lines()[1]], ["Count 2", "Count 1"]);
});

Deno.test("S61: a machine that was asleep for a day ticks once, not a day's worth", async () => {
  const clock = new FakeClock();
  let runs = 0;
  const ticking = st.fragment(() => st.write(`Run ${++runs}`), { runEvery: 1 });
  const app = createAppWith(
    () => {
      ticking();
      counter();
    },
    {},
    { clock },
  );
  await using page = await open(app, { clock });
  await page.live();
  await page.tick(1000);
  await page.until(() => page.has("Run 2"));
  clock.jump(24 * 60 * 60_000);
  await page.rest();
  assert(runs <= 4, `${runs} runs`);
  if (!page.isLive) await page.live();
  await page.click("Plus");
  assertEquals(page.lines().at(-1), "Count 1");
});

Deno.test("S58: processes whose clocks are five minutes apart hand each other what is asked, either way", async () => {
  const folder = await Deno.makeTempDir({ prefix: "eddy-kv-" });
  await using _ = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const start = (minutes: number) =>
    AppProcess.start("tests/faults/apps/skewed.ts", {
      flags: ["--unstable-kv"],
      env: { STORE: `kv:${folder}/kv`, EDDY_SECRET: SECRET, SKEW: String(minutes * 60_000) },
    });
  await using behind = await start(0);
  await using ahead = await start(5);
  let to = 0;
  await using front = startFront([behind.url, ahead.url], () => to);
  for (const [here, there] of [[0, 1], [1, 0]] as const) {
    to = here;
    await using page = await open(remote(front.url));
    const holding = page.click("Hold");
    // It is being run here when the other process is asked for what ends it.
    await page.until(() => page.has("Holding"));
    to = there;
    await page.click("Release");
    await holding;
    assertEquals(page.lines(), ["[Hold]", "Holding", "Held 1", "[Release]", "Open true"]);
    to = here;
    await page.click("Release");
    assertEquals(page.status, 200);
  }
});

Deno.test({
  name: "a store that is away is one line in the log, and one when it is back, whatever is asked",
  ignore: NO_REDIS !== null,
  async fn() {
    await using redis = await RedisServer.start();
    await using app = await AppProcess.start("tests/faults/apps/slow.ts", {
      env: { STORE: redis.url, EDDY_SECRET: SECRET },
    });
    const front = remote(app.url);
    // Both have a timer that ticks five times a second.
    await using page = await open(front);
    await using other = await open(front);
    await page.live();
    await other.live();
    const lines = () => app.output().trimEnd().split("\n").slice(1);
    await redis.kill();
    const typed = page.fill("Name", "Ada");
    await page.until(() => page.status === 503);
    // Ticks, posts, and pages that are opened now.
    for (let i = 0; i < 5; i++) await (await other.get("/")).body?.cancel();
    await eventually(() => assertEquals(lines().length, 1, app.output()));
    assertMatch(lines()[0]!, /^Warning: The session store cannot be reached: /);
    await redis.start();
    await typed;
    await eventually(async () => {
      await (await other.get("/")).body?.cancel();
      assertEquals(lines().length, 2, app.output());
    });
    assertMatch(lines()[1]!, /^Warning: The session store is back, after \d+ s$/);
  },
});
