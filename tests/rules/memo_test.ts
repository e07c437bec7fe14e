/** Fragments that keep what they have drawn through full runs (`memo`), or wait until they are seen (`lazy`). */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { fleetOf } from "../kit/fleet.ts";
import { FakeClock, open } from "../kit.ts";

Deno.test("memo: a full run keeps what equal arguments have drawn, and its result", async () => {
  let runs = 0;
  let city = "Graz";
  const total = st.fragment((of: { city: string }) => {
    st.write(`${of.city}, drawn ${++runs} times`);
    return of.city.length;
  }, { memo: true });
  await using page = await open(() => {
    st.button("Again");
    st.write(`result ${total({ city })}`);
  });
  await page.click("Again");
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "Graz, drawn 1 times", "result 4"]);
  city = "Vienna";
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "Vienna, drawn 2 times", "result 6"]);
});

Deno.test("memo: its own events rerun it, and the next full run keeps that", async () => {
  let full = 0;
  const counter = st.fragment(() => {
    st.sessionState.n ??= 0;
    if (st.button("Plus")) st.sessionState.n++;
    st.write(`count ${st.sessionState.n}`);
  }, { memo: true });
  await using page = await open(() => {
    st.button("Again");
    counter();
    st.write(`full ${++full}`);
  });
  await page.click("Plus");
  await page.click("Again");
  await page.click("Plus");
  assertEquals(page.lines(), ["[Again]", "[Plus]", "count 2", "full 2"]);
});

Deno.test("memo: what was entered inside, or is set from outside, is shown by the next full run", async () => {
  let runs = 0;
  const form = st.fragment(() => {
    const name = st.textInput("Name", { key: "name", rerun: false });
    st.write(`run ${++runs}: ${name}`);
  }, { memo: true });
  await using page = await open(() => {
    if (st.button("Clear")) st.sessionState.name = "";
    st.button("Again");
    form();
  });
  await page.fill("Name", "Ada");
  await page.click("Again");
  assert(page.lines().includes("run 2: Ada"));
  await page.click("Again");
  assert(page.lines().includes("run 2: Ada"));
  await page.click("Clear");
  assert(page.lines().includes("run 3:"), page.lines().join());
});

Deno.test("memo: a press inside that a full run takes along is seen by its body", async () => {
  const log: string[] = [];
  const part = st.fragment(() => {
    if (st.button("Go", { onClick: () => st.rerun({ scope: "app" }) })) log.push("went");
  }, { memo: true });
  await using page = await open(() => {
    part();
    log.push("page");
  });
  await page.click("Go");
  assertEquals(log.filter((line) => line === "page").length, 2);
});

Deno.test("memo: fragments, timers and widgets inside live on", async () => {
  const runs = { outer: 0, inner: 0 };
  const inner = st.fragment(() => {
    st.checkbox("Tick me");
    st.write(`inner ${++runs.inner}`);
  }, { runEvery: 10 });
  const outer = st.fragment(() => {
    st.write(`outer ${++runs.outer}`);
    inner();
  }, { memo: true });
  await using page = await open(() => {
    st.button("Again");
    outer();
  });
  await page.click("Again");
  await page.check("Tick me");
  await page.click("Again");
  assertEquals(runs, { outer: 1, inner: 2 });
  await page.click("Again");
  await page.live();
  await page.tick(10_000);
  assertEquals(runs, { outer: 1, inner: 3 });
  assertEquals(page.lines(), ["[Again]", "outer 1", "[x] Tick me", "inner 3"]);
});

Deno.test("memo: what failed, stopped or wrote outside runs again", async () => {
  const runs = { failing: 0, stopping: 0, outside: 0 };
  const failing = st.fragment(() => {
    runs.failing++;
    throw new Error("broken");
  }, { memo: true });
  const stopping = st.fragment(() => {
    runs.stopping++;
    st.stop();
  }, { memo: true });
  const outside = st.fragment(() => {
    st.sidebar(() => st.write(`outside ${++runs.outside}`));
  }, { memo: true, outside: "replace" });
  await using page = await open(() => {
    st.button("Again");
    failing();
    outside();
    stopping();
  });
  await page.click("Again");
  assertEquals(runs, { failing: 2, stopping: 2, outside: 2 });
  assert(page.has("outside 2"));
});

Deno.test("memo: names of headings stay where they are, and go to no other place", async () => {
  let more = false;
  const part = st.fragment(() => st.header("Orders"), { memo: true });
  await using page = await open(() => {
    if (st.button("More")) more = true;
    if (more) st.header("Orders");
    part();
    st.header("Orders");
  });
  const ids = () => page.findAll("h2").map((node) => node.getAttribute("id"));
  assertEquals(ids(), ["orders", "orders-2"]);
  await page.click("More");
  assertEquals(new Set(ids()).size, 3);
});

Deno.test("memo: an async fragment that is kept answers what it has found", async () => {
  let runs = 0;
  const load = st.fragment(async () => {
    await Promise.resolve();
    st.write(`loaded ${++runs}`);
    return 42;
  }, { memo: true });
  await using page = await open(async () => {
    st.button("Again");
    st.write(`found ${await load()}`);
  });
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "loaded 1", "found 42"]);
});

Deno.test("memo: a key that the page draws as well is an error, as ever", async () => {
  let twice = false;
  const part = st.fragment(() => st.textInput("A", { key: "same" }), { memo: true });
  await using page = await open(() => {
    if (st.button("Twice")) twice = true;
    if (twice) st.textInput("B", { key: "same" });
    part();
  });
  await page.click("Twice");
  assert(page.text().includes('key "same" is already used'), page.text());
});

Deno.test("lazy: a fragment runs once its place is seen, and as any other from then on", async () => {
  let runs = 0;
  const below = st.fragment(() => {
    st.checkbox("Tick");
    st.write(`run ${++runs}`);
  }, { lazy: true });
  const app = st.createApp(() => {
    st.button("Again");
    below();
  });
  const document = await (await app.request("/")).text();
  assertEquals(runs, 0);
  assert(document.includes('hx-trigger="intersect'));
  await using page = await open(app);
  assertEquals(runs, 1);
  await page.check("Tick");
  await page.click("Again");
  assertEquals(runs, 3);
  assertEquals(page.lines().at(-1), "run 3");
});

Deno.test("lazy: who cannot say what is seen gets all of it", async () => {
  const below = st.fragment(() => st.write("All of it"), { lazy: true });
  const app = st.createApp(() => below());
  const first = await (await app.request("/")).text();
  assert(!first.includes("All of it") && first.includes("_whole=1"));
  const whole = await (await app.request("/?_whole=1")).text();
  assert(whole.includes("All of it") && !whole.includes("<noscript>"));
});

Deno.test("lazy: a timer and a topic wait, too; rerun() does not", async () => {
  let runs = 0;
  const news = st.topic("lazy news");
  const below = st.fragment(() => st.write(`run ${++runs}`), {
    key: "below",
    lazy: true,
    runEvery: 1,
    runOn: news,
  });
  const app = st.createApp(() => {
    if (st.button("Show")) st.rerun("below");
    below();
  });
  const clock = new FakeClock();
  await (await app.request("/")).text();
  await clock.advance(5000);
  await news.publish();
  assertEquals(runs, 0);
  await using page = await open(app);
  await page.click("Show");
  assert(runs > 0);
});

Deno.test("lazy: a page that is made again still has what was seen", async () => {
  const below = st.fragment(() => {
    const ticked = st.checkbox("Tick");
    st.write(ticked ? "ticked" : "not ticked");
  }, { lazy: true });
  await using page = await open(fleetOf(2, () => below(), {}));
  await page.rest();
  assertEquals(page.lines(), ["[ ] Tick", "not ticked"]);
  await page.check("Tick");
  assertEquals(page.lines().at(-1), "ticked");
});
