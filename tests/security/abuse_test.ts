/** Too much, too slow, too often, and values that no browser of ours sends (SECURITY.md 34 to 44). */
import { setImmediate } from "node:timers/promises";
import { assert, assertEquals, assertGreater, assertLess, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { BadTokens } from "../../transport/bad_tokens.ts";
import { MemorySessionStore } from "../../runtime/session_store.ts";
import { FakeClock } from "../kit.ts";
import { SharedStore } from "../kit/fleet.ts";
import { readSse } from "../../transport/testing/read_sse.ts";
import { counting } from "./counting.ts";
import { RawPage, statusOf } from "./raw_page.ts";
import { Connection, served } from "./socket.ts";

const MIB = 1024 * 1024;

// ── 34, 36, 43: bodies over a socket ────────────────────────────────────────────────────────────

Deno.test("S34: a post that says it is too long is refused before it has come", async () => {
  const { page, done } = counting();
  const app = st.createApp(page);
  const raw = await RawPage.open(app);
  await using server = await served(app);
  using connection = await Connection.open(server.port);
  await connection.head("POST", `${raw.base}/page`, {
    ...raw.own,
    "content-length": String(5 * MIB),
  });
  const { status, body } = await connection.answer();
  assertEquals(status, 413);
  assertStringIncludes(body, "This is more than the app takes at once.");
  assertEquals(done, []);
});

Deno.test("S34: a length that is not true gets its sender nothing", async () => {
  const { page, done } = counting();
  const app = createAppWith(page, { limits: { postTime: "300ms" } }, {
    onError: (error) => {
      throw error;
    },
  });
  const raw = await RawPage.open(app);
  await using server = await served(app);
  const head = (length: number) => ({ ...raw.own, "content-length": String(length) });
  const event = raw.event("Press");
  {
    // More than was said: what is over is another request, and none.
    using connection = await Connection.open(server.port);
    await connection.head("POST", `${raw.base}/page`, head(0));
    await connection.send(`${event}\r\n\r\n`);
    assertEquals((await connection.answer()).status, 200);
    assertEquals((await connection.answer()).status, 400);
  }
  {
    // Less than was said, and then nothing.
    using connection = await Connection.open(server.port);
    await connection.head("POST", `${raw.base}/page`, head(event.length + 10));
    await connection.send(event);
    assertEquals((await connection.answer()).status, 408);
  }
  for (const lengths of [["5", "6"], ["-1"], ["1e3"], ["0x10"]]) {
    using connection = await Connection.open(server.port);
    const lines = lengths.map((length) => `content-length: ${length}\r\n`).join("");
    await connection.send(
      `POST ${raw.base}/page HTTP/1.1\r\nhost: localhost\r\n${lines}\r\n${event}`,
    );
    assertEquals((await connection.answer()).status, 400, lengths.join());
  }
  assertEquals(done, []);
});

Deno.test("S34: a sender that goes away midway is no error of the app", async () => {
  const { page, done } = counting();
  const errors: unknown[] = [];
  const app = createAppWith(page, {}, { onError: (error) => errors.push(error) });
  const raw = await RawPage.open(app);
  for (const size of [100, 100_000]) {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const watched = {
      fetch: async (request: Request, env?: object) => {
        const answer = await app.fetch(request, env);
        resolve();
        return answer;
      },
    };
    await using other = await served(watched);
    const connection = await Connection.open(other.port);
    await connection.head("POST", `${raw.base}/page`, { ...raw.own, "content-length": `${size}` });
    await connection.send("e=1.");
    connection[Symbol.dispose]();
    await gone;
  }
  assertEquals([errors, done], [[], []]);
  assertEquals(await statusOf(raw.post("")), 200);
});

Deno.test("S36: a post that comes too slowly is given up, whatever length it has", async () => {
  const { page, done } = counting();
  const app = st.createApp(page, { limits: { postTime: 0.3 } });
  const raw = await RawPage.open(app);
  await using server = await served(app);
  const lengths = [{ "content-length": "100" }, { "content-length": "100000" }, {
    "transfer-encoding": "chunked",
  }];
  await Promise.all(lengths.map(async (length) => {
    using connection = await Connection.open(server.port);
    await connection.head("POST", `${raw.base}/page`, { ...raw.own, ...length as object });
    let answered = false;
    const answer = connection.answer().finally(() => answered = true);
    // A byte now and then does not help.
    while (!answered) {
      await connection.send("transfer-encoding" in length ? "1\r\ne\r\n" : "e");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assertEquals((await answer).status, 408);
  }));
  assertEquals(done, []);
});

Deno.test("S36: for a browser that does not read its live stream nothing more is made", async () => {
  let runs = 0;
  const clock = new FakeClock();
  const big = st.fragment(() => void st.text(`Run ${++runs} ${"x".repeat(20_000)}`), {
    runEvery: 1,
  });
  const app = createAppWith(() => void big(), {}, { clock });
  const raw = await RawPage.open(app);
  const answer = await raw.live({ "eddy-seen": "1" });
  await clock.advance(100_000, () => new Promise((resolve) => setTimeout(resolve, 0)));
  // 64 KiB wait, and the message that was too much.
  assertLess(runs, 10);
  const before = runs;
  const texts: string[] = [];
  const stream = readSse(answer.body!, ({ data }) => void texts.push(data));
  await new Promise((resolve) => setTimeout(resolve, 0));
  await clock.advance(2_000, () => new Promise((resolve) => setTimeout(resolve, 0)));
  await stream.cancel();
  assertGreater(runs, before);
  assertStringIncludes(texts.join("\n"), `Run ${runs} `);
});

Deno.test("S36: for a browser that does not read a streamed answer nothing more is made", async () => {
  const steps = 2_000;
  const slow = st.fragment(async () => {
    if (!st.button("Go")) return;
    const box = st.empty();
    for (let step = 1; step <= steps; step++) {
      box.text(`Step ${step} ${"x".repeat(10_000)}`);
      if (step % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  });
  const raw = await RawPage.open(st.createApp(async () => await slow()));
  const region = /eddy-fragment id="([^"]*)"/.exec(raw.html)![1]!;
  const answer = await raw.post(raw.event("Go"), {}, region);
  assertEquals(answer.headers.get("content-type"), "text/event-stream");
  // The run goes on to its end without its reader.
  assertStringIncludes(await (await raw.post("", {}, region)).text(), "eddy-fragment");
  const text = await answer.text();
  assertStringIncludes(text, `Step ${steps} `);
  assertLess(text.length, 300_000);
});

// ── 35: shapes of posts ─────────────────────────────────────────────────────────────────────────

Deno.test("S35: posts with more fields, names and parts than any page has are refused at once", async () => {
  const { page, done } = counting();
  const app = st.createApp(page);
  const raw = await RawPage.open(app);
  const press = raw.event("Press");
  const multipart = (part: (i: number) => string, count: number) =>
    Array.from({ length: count }, (_, i) => `--x\r\n${part(i)}\r\n\r\n1\r\n`).join("") + "--x--";
  const disposition = 'Content-Disposition: form-data; name="e';
  const bodies: [name: string, body: string, status: number][] = [
    ["10,001 values", press + "&v=".repeat(10_000), 413],
    ["100,000 fields", "e=1.x&".repeat(100_000), 413],
    ["100,000 regions", "r=x&".repeat(100_000), 413],
    ["a name of 1 MB", `${"n".repeat(MIB)}=1`, 400],
    ["a widget of 1 MB", `e=1.${"w".repeat(MIB)}`, 400],
    ["a region of 1 MB", `r=${"r".repeat(MIB)}`, 400],
    ["a number of 1 MB", `e=${"1".repeat(MIB)}.w`, 400],
    ["a deep name", `${"a.".repeat(10_000)}b=1`, 400],
    ["a deep name in brackets", `a${"[b]".repeat(10_000)}=1`, 400],
    ["10,000 parts", multipart((i) => `${disposition}${i}"`, 10_000), 400],
    ["a part with a head of 1 MB", multipart(() => `X: ${"h".repeat(MIB)}`, 1), 400],
    ["half a percent sign", "e=1.%", 400],
    ["nothing but signs", "&=".repeat(1_000), 400],
  ];
  for (const [name, body, status] of bodies) {
    for (const path of [`${raw.base}/page`, "/_eddy/resume"]) {
      const began = performance.now();
      assertEquals(await statusOf(raw.ask(path, { method: "POST", body })), status, name);
      assertLess(performance.now() - began, 2_000, name);
    }
  }
  assertEquals(done, []);
  // As many as there may be are no trouble.
  assertEquals(await statusOf(raw.post(raw.event("Name", "x") + "&v=x".repeat(9_997))), 422);
});

Deno.test("S35: events numbered far ahead of all others are refused, and what is stored stays small", async () => {
  const { page, done } = counting();
  const store = new SharedStore();
  const raw = await RawPage.open(st.createApp(page, { store }));
  const press = raw.widget("Press");
  const far = Array.from({ length: 1_002 }, (_, i) => `e=${900_000_000_000_000 + 2 * i}.none`);
  for (const body of [`e=1.${press}&${far.join("&")}`, `e=1.${press}&r=fk-part&${far[0]}`]) {
    assertEquals(await statusOf(raw.post(body)), 400);
  }
  assertEquals(done, []);
  // As far ahead as they may be: what is remembered of them does not grow with each.
  const sparse = Array.from({ length: 9_000 }, (_, i) => `e=${1_000 * (i + 1)}.none`);
  assertEquals(await statusOf(raw.post(`e=1.${press}&${sparse.join("&")}`)), 200);
  assertEquals(await statusOf(raw.post(`e=1.${press}&e=9000001.${press}`)), 200);
  assertEquals(done, ["press", "press"]);
  assertLess((await store.get(raw.id))!.data.length, 20_000);
});

Deno.test("S35: ten thousand options, and all of them chosen, are no trouble", async () => {
  const options = Array.from({ length: 9_000 }, (_, i) => `option ${i}`);
  let chosen: readonly string[] = [];
  const raw = await RawPage.open(st.createApp(() => {
    chosen = st.multiselect("Many", options);
    st.selectbox("One", options);
  }));
  const began = performance.now();
  assertEquals(await statusOf(raw.post(raw.event("Many", ...options))), 200);
  assertEquals(chosen.length, options.length);
  assertEquals(await statusOf(raw.post(raw.event("One", options[8_000]!))), 200);
  assertLess(performance.now() - began, 5_000);
});

Deno.test("S35: a post of thousands of presses lets other pages have their turn", async () => {
  let presses = 0;
  const app = st.createApp(() => {
    if (!st.button("Press")) return;
    presses++;
    for (const until = performance.now() + 2; performance.now() < until;);
  });
  const [many, other] = [await RawPage.open(app), await RawPage.open(app)];
  const body = Array.from({ length: 500 }, () => many.event("Press")).join("&");
  let over = false;
  const all = many.post(body).then((answer) => answer.text()).finally(() => over = true);
  assertEquals(await statusOf(other.post("")), 200);
  assert(!over && presses < 500, `${presses} presses first`);
  await all;
  assertEquals(presses, 500);
});

// ── 37 to 39: many ──────────────────────────────────────────────────────────────────────────────

/** A page that wants a live stream. */
const ticking = () => void st.fragment(() => void st.text("Now"), { runEvery: 1 })();

/** Reads a live stream in the background. */
async function watch(page: RawPage) {
  const answer = await page.live();
  assertEquals(answer.status, 200);
  const events: string[] = [];
  const stream = readSse(answer.body!, ({ event }) => void events.push(event));
  return { ...stream, events };
}

Deno.test("S37: of too many streams of one browser the oldest ends, and comes back later", async () => {
  const clock = new FakeClock();
  const app = createAppWith(ticking, { limits: { streamsPerBrowser: 3 } }, { clock });
  const first = await RawPage.open(app);
  const answer = await first.live();
  const text = answer.text();
  const streams = [];
  for (let i = 0; i < 3; i++) {
    streams.push(await watch(await RawPage.open(app, { cookie: first.cookie })));
  }
  assertStringIncludes(await text, "event: room\nretry: 10000\n");
  // Another browser's are its own.
  const others = await watch(await RawPage.open(app));
  for (const stream of [...streams, others]) await stream.cancel();
  // Who has gone leaves room.
  const again = await watch(first);
  await again.cancel();
});

Deno.test("S37: a page has one stream, and a process no more than it may have", async () => {
  const clock = new FakeClock();
  const app = createAppWith(ticking, { limits: { streams: 2 } }, { clock });
  const [a, b, c] = [await RawPage.open(app), await RawPage.open(app), await RawPage.open(app)];
  const [first, second] = [await watch(a), await watch(b)];
  const refused = await c.live();
  assertEquals([refused.status, refused.headers.get("retry-after")], [503, "15"]);
  assertStringIncludes(await refused.text(), "as many visitors as it can have");
  // It works all the same, and the page's own next stream takes the place of the one before.
  assertEquals(await statusOf(c.post("")), 200);
  const again = await watch(a);
  await first.done;
  await second.cancel();
  const third = await watch(c);
  await Promise.all([again.cancel(), third.cancel()]);
});

Deno.test("S38: streams do not end at once, nor come back at once, and all get through a storm", async () => {
  const clock = new FakeClock();
  // It wants a stream, and says nothing on it.
  const quiet = () => void st.fragment(() => void st.text("Now"), { runEvery: "1h" })();
  const app = createAppWith(quiet, {}, { clock });
  const pages = await Promise.all(Array.from({ length: 400 }, () => RawPage.open(app)));
  const ends: number[] = [];
  const connect = async (page: RawPage) => {
    const answer = await page.live();
    assertEquals(answer.status, 200);
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    const { value } = await reader.read();
    return { reader, retry: Number(/^event: hello\nretry: (\d+)\n/.exec(value!)![1]) };
  };
  const streams = await Promise.all(pages.map(connect));
  const retries = streams.map(({ retry }) => retry);
  assert(Math.min(...retries) >= 300 && Math.max(...retries) <= 1_500, `${retries}`);
  assertGreater(new Set(retries).size, 150);
  const reading = streams.map(async ({ reader }) => {
    while (!(await reader.read()).done);
    ends.push(clock.now());
  });
  await clock.advance(7 * 60_000, () => setImmediate());
  await Promise.all(reading);
  assertGreater(new Set(ends).size, 300);
  assert(Math.min(...ends) >= 4 * 60_000, `${Math.min(...ends)}`);
  // All of them at once, and a click among them.
  const storm = pages.map(connect);
  assertEquals(await statusOf(pages[200]!.post("")), 200);
  for (const { reader } of await Promise.all(storm)) await reader.cancel();
});

Deno.test("S39: ten thousand idle sessions stay within their bytes; those let go come back", async () => {
  const held = 4 * MIB;
  const store = new MemorySessionStore({ maxBytes: 64 * MIB });
  const app = createAppWith(
    () => {
      st.sessionState.n ??= 0;
      if (st.button("Plus")) st.sessionState.n++;
      st.text(`n is ${st.sessionState.n}`);
    },
    { store, limits: { heldBytes: held } },
    {},
  );
  const first = await RawPage.open(app);
  await statusOf(first.post(first.event("Plus")));
  for (let i = 0; i < 10_000; i++) await RawPage.open(app);
  // Held ones take 8 KiB at least, so that no more than 500 are; the others were put away as data.
  assertGreater(store.bytes, 9_500 * 256);
  assertStringIncludes(await (await first.post(first.event("Plus"))).text(), "n is 2");
});

Deno.test("S39: a session that the store let go, too, begins anew by itself", async () => {
  const store = new MemorySessionStore({ maxBytes: 10_000 });
  const app = createAppWith(counting().page, { store, limits: { heldBytes: 100_000 } }, {});
  const first = await RawPage.open(app);
  for (let i = 0; i < 500; i++) await RawPage.open(app);
  assertLess(store.bytes, 10_001);
  const answer = await first.post("");
  await answer.body?.cancel();
  assertEquals([answer.status, answer.headers.get("eddy-resync")], [410, "1"]);
  const resumed = await first.ask("/_eddy/resume", { method: "POST", body: "" });
  assertEquals(resumed.status, 200);
  await resumed.body?.cancel();
});

Deno.test("S39: what pages are made of counts, not only their data", async () => {
  const open = async (page: () => void, headers: Record<string, string> = {}, body = "") => {
    const store = new MemorySessionStore();
    const app = createAppWith(page, { store, limits: { heldBytes: 8 * MIB } }, {});
    for (let i = 0; i < 100; i++) {
      const raw = await RawPage.open(app, { headers });
      if (body !== "") await statusOf(raw.ask("/_eddy/resume", { method: "POST", body }));
    }
    return store.bytes;
  };
  // A hundred small ones are held, as large as they would be stored.
  assertEquals(await open(() => void st.text("x")), 0);
  const widgets = () => {
    for (let i = 0; i < 500; i++) st.button(`Button ${i}`);
  };
  assertGreater(await open(widgets), 0);
  assertGreater(await open(() => void st.image(png(200_000))), 0);
  assertGreater(await open(() => void st.text("x"), { "x-long": "a".repeat(60_000) }), 0);
  const brought = `e=1.w-gone&v=${"x".repeat(200_000)}`;
  assertGreater(await open(() => void st.text("x"), {}, brought), 0);
});

function png(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  crypto.getRandomValues(bytes.subarray(8, 24));
  return bytes;
}

Deno.test("S40: an app's own code is told of no time zone or language that nothing knows", async () => {
  const app = createAppWith(
    () => {
      const { locale, timeZone } = st.context;
      st.text(new Intl.DateTimeFormat(locale, { timeZone }).resolvedOptions().timeZone);
    },
    {},
    {},
  );
  const html = async (zone: string) => {
    const headers = { "eddy-zone": zone, "accept-language": zone };
    return (await RawPage.open(app, { headers })).html;
  };
  assertStringIncludes(await html("Europe/Vienna"), ">Europe/Vienna<");
  for (const odd of ["Nowhere/Nothing", "<b>", "x".repeat(5_000)]) {
    assertStringIncludes(await html(odd), ">UTC<");
  }
});

// ── 41, 42, 44 ──────────────────────────────────────────────────────────────────────────────────

Deno.test("S39: values that lift a page over its bytes are refused in words; those that stand count once", async () => {
  const app = createAppWith(
    () => {
      for (let i = 0; i < 5; i++) st.text(`${i} has ${st.textArea(`Area ${i}`).length}`);
      if (st.button("Press")) st.text("Pressed");
    },
    { limits: { sessionBytes: 100_000 } },
    {},
  );
  const raw = await RawPage.open(app);
  const fill = async (i: number, length: number) => {
    const answer = await raw.post(raw.event(`Area ${i}`, "x".repeat(length)));
    return [answer.status, await answer.text()] as const;
  };
  for (let i = 0; i < 4; i++) assertEquals((await fill(i, 24_000))[0], 200);
  for (let i = 0; i < 20; i++) assertEquals((await fill(3, 24_000 + i))[0], 200);
  const [status, text] = await fill(4, 24_000);
  assertEquals(status, 413);
  assertStringIncludes(text, "This page holds as much as the app keeps of one page.");
  // What takes up no room is done still, and who shortens something has room again.
  assertStringIncludes(await (await raw.post(raw.event("Press"))).text(), "Pressed");
  assertEquals((await fill(0, 23_000))[0], 200);
  assertEquals((await fill(4, 24_000))[0], 413);
  assertEquals((await fill(0, 10))[0], 200);
  assertStringIncludes((await fill(4, 24_000))[1], "4 has 24000");
});

Deno.test("S39: a page that is watched is put away, too, once pages take too much", async () => {
  const store = new MemorySessionStore();
  const app = createAppWith(
    () => {
      st.fragment(() => st.text("Part"), { key: "part", runEvery: 60 })();
      st.sessionState.n ??= 0;
      if (st.button("Press")) st.sessionState.n++;
      st.text(`n is ${st.sessionState.n}`);
    },
    { store, limits: { heldBytes: 200_000 } },
    { clock: new FakeClock() },
  );
  const first = await RawPage.open(app);
  await statusOf(first.post(first.event("Press")));
  const { body } = await first.live();
  const events: string[] = [];
  const { done } = readSse(body!, ({ event }) => void events.push(event));
  for (let i = 0; i < 100; i++) {
    const { body } = await (await RawPage.open(app)).live();
    void body!.pipeTo(new WritableStream());
  }
  // It was told to come back later, and goes on as it was.
  await done;
  assertEquals(events.at(-1), "room");
  assertStringIncludes(await (await first.post(first.event("Press"))).text(), "n is 2");
  assertGreater(store.bytes, 0);
});

Deno.test("S39: a page that is run is not put away midway, however little room there is", async () => {
  const begun = Promise.withResolvers<void>();
  const hold = Promise.withResolvers<void>();
  const app = createAppWith(
    async () => {
      const { sessionState } = st;
      if (st.button("Press")) {
        begun.resolve();
        await hold.promise;
        sessionState.n = (sessionState.n ?? 0) + 1;
      }
      st.text(`n is ${sessionState.n ?? 0}`);
    },
    { limits: { heldBytes: 1 } },
    {},
  );
  const page = await RawPage.open(app);
  const answer = page.post(page.event("Press"));
  await begun.promise;
  for (let i = 0; i < 3; i++) await RawPage.open(app);
  hold.resolve();
  assertStringIncludes(await (await answer).text(), "n is 1");
  // Nor before that, while others that were put away come back, too.
  const pages = await Promise.all(Array.from({ length: 20 }, () => RawPage.open(app)));
  for (let n = 1; n <= 3; n++) {
    const answers = await Promise.all(pages.map((page) => page.post(page.event("Press"))));
    for (const answer of answers) assertStringIncludes(await answer.text(), `n is ${n}`);
  }
});

Deno.test("S39: a page that has become too large to be put away is not found as it was before", async () => {
  const errors: unknown[] = [];
  const app = createAppWith(
    () => {
      const { sessionState } = st;
      if (st.button("Press")) sessionState.n = (sessionState.n ?? 0) + 1;
      if (st.button("Grow")) sessionState.large = "x".repeat(20_000);
      st.text(`n is ${sessionState.n ?? 0}`);
    },
    { limits: { heldBytes: 40_000, sessionBytes: 10_000 } },
    { onError: (error) => errors.push(error) },
  );
  const page = await RawPage.open(app);
  const press = async (label: string) => await (await page.post(page.event(label))).text();
  /** As idle minutes do. */
  const putAway = async () => {
    for (let i = 0; i < 12; i++) await RawPage.open(app);
  };
  assertStringIncludes(await press("Press"), "n is 1");
  await putAway();
  assertStringIncludes(await press("Press"), "n is 2");
  await press("Grow");
  await putAway();
  assertEquals(errors.length, 1);
  // It begins anew, and its user is told, rather than that it counts on from 1.
  assertEquals(await statusOf(page.post(page.event("Press"))), 410);
});

Deno.test("S41: a press of what the last run did not draw does nothing", async () => {
  const done: string[] = [];
  const raw = await RawPage.open(st.createApp(() => {
    const more = st.checkbox("More", { value: true });
    if (more && st.button("Erase", { onClick: () => void done.push("callback") })) {
      done.push("erase");
    }
    st.button("Off", { disabled: true, onClick: () => void done.push("off") });
    st.text(more ? "more" : "less");
  }));
  const erase = raw.event("Erase");
  assertStringIncludes(await (await raw.post(raw.event("More"))).text(), "less");
  for (const event of [erase, "e=77.w-never", "e=78.wk-never&v=x"]) {
    assertEquals(await statusOf(raw.post(event)), 204);
  }
  const off = await raw.post(raw.event("Off"));
  assertEquals(off.status, 422);
  assertStringIncludes(await off.text(), "is disabled");
  assertEquals(done, []);
});

Deno.test("S42: a timer is no faster than the app allows, and its author hears of it once", async () => {
  const clock = new FakeClock();
  const warnings: string[] = [];
  const ticks = async (runEvery: number, shortestInterval?: string) => {
    let runs = 0;
    const f = st.fragment(function prices() {
      runs++;
    }, { runEvery });
    const limits = shortestInterval === undefined ? {} : { limits: { shortestInterval } };
    const app = createAppWith(
      () => {
        f();
        f();
      },
      limits,
      { clock, onWarning: (text) => warnings.push(text) },
    );
    const stream = await watch(await RawPage.open(app));
    const before = runs;
    await clock.advance(1_000, () => new Promise((resolve) => setTimeout(resolve, 0)));
    await stream.cancel();
    return (runs - before) / 2;
  };
  assertEquals(await ticks(0.5), 2);
  assertEquals(warnings, []);
  assertEquals(await ticks(0.001), 20);
  assertEquals(await ticks(0.001, "250ms"), 4);
  assertEquals(warnings.length, 2);
  assertStringIncludes(
    warnings[1]!,
    'runEvery of fragment "prices" is 0.001 s; it is rerun every 0.25 s',
  );
});

Deno.test("S44: who sends wrong tokens over and over is put off, and nobody else", async () => {
  const { page } = counting();
  const app = st.createApp(page);
  const [mine, other] = [await RawPage.open(app), await RawPage.open(app)];
  const guess = (raw: RawPage) => raw.post("", { "eddy-token": `1.x.${crypto.randomUUID()}` });
  for (let i = 0; i < 10; i++) assertEquals(await statusOf(guess(mine)), 403);
  const refused = await guess(mine);
  assertEquals([refused.status, refused.headers.get("retry-after")], [429, "600"]);
  assertStringIncludes(await refused.text(), "wait a few minutes");
  // What the same browser has open goes on, and so does everybody else.
  assertEquals(await statusOf(mine.post("")), 200);
  assertEquals(await statusOf(guess(other)), 403);
  assertEquals(await statusOf(other.post("")), 200);
  const open = await RawPage.open(app, { cookie: mine.cookie });
  assertEquals(await statusOf(open.post("")), 200);
});

Deno.test("S44: many tabs after a restart are no attack", async () => {
  const secrets = ["a key that is long enough"];
  const before = st.createApp(counting().page, { secrets });
  const first = await RawPage.open(before);
  const tabs = [first];
  for (let i = 0; i < 39; i++) tabs.push(await RawPage.open(before, { cookie: first.cookie }));
  // Another process, and a key of its own.
  const after = st.createApp(counting().page, { secrets: ["another key, of another process"] });
  for (const { base, own } of tabs) {
    const { status, headers } = await after.request(`${base}/page`, {
      method: "POST",
      body: "",
      headers: own,
    });
    assertEquals([status, headers.get("eddy-resync")], [410, "1"]);
  }
});

Deno.test("S44: wrong tokens are forgotten after ten minutes, and in order when there are too many", () => {
  let now = 0;
  const bad = new BadTokens(2, () => now);
  bad.note("a", 1);
  bad.note("a", 0.5);
  assert(!bad.tooMany("a"));
  bad.note("a", 0.5);
  assert(bad.tooMany("a") && !bad.tooMany("b"));
  now += 10 * 60_000;
  assert(!bad.tooMany("a"));
  bad.note("a", 2);
  for (let i = 0; i < 10_000; i++) bad.note(`${i}`, 1);
  assert(!bad.tooMany("a"));
});
