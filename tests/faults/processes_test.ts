/** Promise 1: several processes that share a store behave as one app, wherever a request goes. */
import { Hono } from "hono";
import { assert, assertEquals, assertMatch } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import type { Page } from "../../runtime/session.ts";
import { FakeClock, open } from "../kit.ts";
import type { Tab } from "../kit.ts";
import { Connection, fleet, SECRET, SharedStore } from "../kit/fleet.ts";

interface Processes {
  readonly page: Tab;
  readonly store: SharedStore;
  /** To which process the next requests go. */
  to: number;
  readonly clock: FakeClock;
  readonly errors: unknown[];
  /** The address before all processes. */
  readonly front: Hono;
  /** Of each process to the store. */
  readonly connections: readonly Connection[];
  /** Has a process end in the midst of what it does: nothing of it is heard or stored any more. */
  die(process: number): void;
}

/** Opens a page of an app that runs in `count` processes. Requests go to the first, until told. */
async function processes(page: Page, count = 2): Promise<Processes> {
  const store = new SharedStore();
  const clock = new FakeClock();
  const errors: unknown[] = [];
  const connections = Array.from({ length: count }, () => new Connection(store));
  const dead = new Set<number>();
  const apps = connections.map((store, process) =>
    createAppWith(page, { store, secrets: [SECRET], showErrorDetails: true }, {
      clock,
      onError: (error) => dead.has(process) || errors.push(error),
    })
  );
  const at = { to: 0 };
  const front = fleet(apps, () => at.to);
  const die = (process: number) => {
    dead.add(process);
    connections[process]!.cut();
  };
  return Object.assign(at, {
    page: await open(front, { clock }),
    store,
    clock,
    errors,
    front,
    connections,
    die,
  });
}

const counter = st.fragment(() => {
  if (st.button("Plus")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
  st.write(`Count ${st.sessionState.n ?? 0}`);
});

Deno.test("S55 clicks that go to two processes in turn are all counted, once", async () => {
  const fixture = await processes(() => counter());
  await using page = fixture.page;
  for (let i = 0; i < 40; i++) {
    fixture.to = i % 3 === 0 ? 1 : 0;
    await page.click("Plus");
    assertEquals(page.lines(), ["[Plus]", `Count ${i + 1}`]);
  }
  assertEquals(fixture.errors, []);
});

Deno.test("S55 clicks at two processes at once are all counted, once", async () => {
  let to = 0;
  const store = new SharedStore();
  const page = () => {
    counter();
    if (st.button("Page")) st.sessionState.p = (st.sessionState.p ?? 0) + 1;
    st.write(`Page ${st.sessionState.p ?? 0}`);
  };
  const apps = [0, 1, 2].map(() => createAppWith(page, { store, secrets: [SECRET] }, {}));
  await using tab = await open(fleet(apps, () => to++ % 3));
  const clicks: Promise<void>[] = [];
  for (let i = 0; i < 30; i++) clicks.push(tab.click(i % 2 ? "Plus" : "Page"));
  await Promise.all(clicks);
  await tab.settled();
  assertEquals(tab.lines(), ["[Plus]", "Count 15", "[Page]", "Page 15"]);
});

Deno.test("S10: whoever signs in next in a browser without the old cookie goes on with nothing, in any process", async () => {
  let user = "Ann";
  const store = new SharedStore();
  const apps = [0, 1].map(() =>
    createAppWith(
      () => {
        st.write(`Written by ${st.sessionState.by ??= st.context.user}`);
        st.button("Again");
      },
      { store, secrets: [SECRET], authenticate: () => user },
      {},
    )
  );
  await using page = await open(apps[0]!);
  await page.click("Again");
  // Signing out has deleted it; another process than that has the page.
  page.cookies.delete("eddy");
  user = "Bob";
  await using other = await open(apps[1]!, { cookies: page.cookies });
  assert(other.has("Written by Bob"));
  for (const app of apps) {
    page.moveTo(app);
    await page.click("Again");
    await page.settled();
    assertEquals(page.lines()[0], "Written by Bob");
  }
});

Deno.test("S55 a callback runs once, in the process that gets its event", async () => {
  const calls: string[] = [];
  const fixture = await processes(() => {
    const name = st.textInput("Name", {
      key: "name",
      onChange: () => void calls.push(st.sessionState.name),
    });
    st.write(`Hello ${name}`);
  });
  await using page = fixture.page;
  for (const [i, name] of ["Ada", "Grace", "Barbara", "Ada"].entries()) {
    fixture.to = i % 2;
    await page.fill("Name", name);
    assert(page.has(`Hello ${name}`));
  }
  assertEquals(calls, ["Ada", "Grace", "Barbara", "Ada"]);
});

Deno.test("S55 a replay in another process presses nothing, toasts nothing, repeats no cached work", async () => {
  let computed = 0;
  const slow = st.cacheData(() => ++computed);
  const fixture = await processes(() => {
    slow();
    if (st.button("Greet")) st.toast("Hello");
    counter();
  });
  await using page = fixture.page;
  await page.click("Greet");
  fixture.to = 1;
  await page.click("Plus");
  fixture.to = 0;
  await page.click("Plus");
  assertEquals(page.toasts(), ["Hello"]);
  assertEquals(computed, 1);
});

Deno.test("S55 a stream in one process shows what an event in another has changed", async () => {
  const shown = st.fragment(() => st.write(`Seen ${st.sessionState.n ?? 0}`), { runEvery: 1 });
  const fixture = await processes(() => {
    counter();
    shown();
  });
  await using page = fixture.page;
  await page.live();
  fixture.to = 1;
  for (let n = 1; n <= 3; n++) {
    await page.click("Plus");
    await page.tick(1000);
    await page.until(() => page.has(`Seen ${n}`));
  }
  assertEquals(page.lines(), ["[Plus]", "Count 3", "Seen 3"]);
  assertEquals(fixture.errors, []);
});

Deno.test("S55 what takes long in one process has its page wait in another, and is not lost", async () => {
  const hold = Promise.withResolvers<void>();
  const slow = st.fragment(async () => {
    if (st.button("Slow")) {
      await hold.promise;
      st.sessionState.done = true;
    }
    st.write(`done ${st.sessionState.done ?? false}`);
  });
  const fixture = await processes(async () => {
    await slow();
    counter();
  });
  await using page = fixture.page;
  const pressed = page.click("Slow");
  await page.rest();
  fixture.to = 1;
  const other = page.click("Plus");
  hold.resolve();
  await Promise.all([pressed, other]);
  await page.settled();
  fixture.to = 0;
  await page.click("Plus");
  assertEquals(page.lines(), ["[Slow]", "done true", "[Plus]", "Count 2"]);
});

Deno.test("S55 a topic published in one process reaches the pages of another", async () => {
  let n = 0;
  const changed = st.topic("n of all");
  const shown = st.fragment(() => st.write(`n ${n}`), { runOn: changed });
  const fixture = await processes(() => {
    if (st.button("More")) {
      n++;
      void changed.publish();
    }
    shown();
  });
  await using page = fixture.page;
  await page.live();
  fixture.to = 1;
  await using other = await open(fixture.front);
  await other.click("More");
  await page.until(() => page.has("n 1"));
  assertEquals(fixture.errors, []);
});

Deno.test("S56 without its store a page can be read; what is done is kept, and done once", async () => {
  const clocked = st.fragment(() => st.write(`Run ${st.context.sessionId.length > 0}`), {
    runEvery: 1,
  });
  const fixture = await processes(() => {
    counter();
    clocked();
  });
  await using page = fixture.page;
  await page.click("Plus");
  fixture.store.down = true;
  const again = await fetchPage(page);
  assertEquals(again.status, 200);
  const pressed = page.click("Plus");
  await page.until(() => page.status === 503);
  assertEquals(page.lines()[1], "Count 1");
  fixture.store.down = false;
  await pressed;
  assertEquals(page.lines()[1], "Count 2");
  fixture.to = 1;
  await page.click("Plus");
  assertEquals(page.lines()[1], "Count 3");
});

Deno.test("S56: a process that finds a page newer, but cannot write its turn, does not go on with the older one", async () => {
  const fixture = await processes(() => counter());
  await using page = fixture.page;
  await page.click("Plus");
  fixture.to = 1;
  await page.click("Plus");
  await page.click("Plus");
  // The first process still has the page as it was: it reads that there is a newer one, and no more.
  fixture.to = 0;
  fixture.store.full = true;
  const pressed = page.click("Plus");
  await page.until(() => page.status === 503);
  fixture.store.full = false;
  await pressed;
  assertEquals(page.lines(), ["[Plus]", "Count 4"]);
});

Deno.test("S56: a tick that cannot be stored takes nothing along of what is pressed beside it", async () => {
  const hold = Promise.withResolvers<void>();
  let ticks = 0;
  const clocked = st.fragment(() => void ticks++, { runEvery: 1 });
  const slow = st.fragment(async () => {
    if (st.button("Slow")) {
      await hold.promise;
      st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    }
    st.write(`Slow ${st.sessionState.n ?? 0}`);
  });
  const fixture = await processes(async () => {
    clocked();
    await slow();
  });
  await using page = fixture.page;
  await page.live();
  const pressed = page.click("Slow");
  await page.rest();
  const before = ticks;
  fixture.store.full = true;
  void fixture.clock.advance(1000);
  await page.until(() => ticks > before);
  await page.rest();
  fixture.store.full = false;
  hold.resolve();
  await pressed;
  fixture.to = 1;
  await page.click("Slow");
  assertEquals(page.lines(), ["[Slow]", "Slow 2"]);
});

async function fetchPage(page: Tab): Promise<Response> {
  const response = await page.get("/");
  await response.body?.cancel();
  return response;
}

Deno.test("S55 what a callback fails with too late is said, and the page's turn is given back", async () => {
  const hold = Promise.withResolvers<void>();
  let id = "";
  const shown = st.fragment(() => st.text("Shown"), { runEvery: 60 });
  const fixture = await processes(() => {
    id = st.context.sessionId;
    const onClick = async () => {
      await hold.promise;
      throw new Error("too late");
    };
    st.button("Late", { onClick });
    counter();
    st.button("Other");
    shown();
  });
  await using page = fixture.page;
  await page.live();
  const pressed = page.click("Late");
  await page.rest();
  await page.click("Other");
  await pressed;
  hold.resolve();
  await page.until(() => page.toasts().length > 0);
  // A record begins with its process' patience and the length of that one's mark, which nobody's has not.
  const record = await fixture.store.get(id);
  assertEquals(record!.data[1], 0);
  fixture.to = 1;
  await page.click("Plus");
  assertEquals(page.toasts(), ["“Late” failed. Error: too late"]);
  assert(page.has("Count 1"));
});

Deno.test("S55 a slow fragment in one process does not hold up another that a second process is asked for", async () => {
  const hold = Promise.withResolvers<void>();
  const slow = st.fragment(async () => {
    if (st.button("Slow")) await hold.promise;
    st.write(`slow ${st.sessionState.slow = (st.sessionState.slow ?? 0) + 1}`);
  });
  const fixture = await processes(async () => {
    await slow();
    counter();
  });
  await using page = fixture.page;
  const pressed = page.click("Slow");
  await page.rest();
  fixture.to = 1;
  await page.click("Plus");
  await page.click("Plus");
  assertEquals(page.lines().slice(-1), ["Count 2"]);
  hold.resolve();
  await pressed;
  fixture.to = 0;
  await page.click("Plus");
  assertEquals(page.lines(), ["[Slow]", "slow 2", "[Plus]", "Count 3"]);
  assertEquals(fixture.errors, []);
});

Deno.test("S55 a chat that a second process is asked to stop ends in the first one, with what has come", async () => {
  const fixture = await processes(async () => {
    const said = st.chatInput("Ask");
    if (said === null) return;
    const { signal } = st.context;
    async function* answer() {
      yield "So far";
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      yield " and no further";
    }
    st.write(`kept: ${await st.writeStream(answer())}`);
  });
  await using page = fixture.page;
  const said = page.say("Ask", "why");
  await page.until(() => page.has("So far"));
  for (const process of [1, 0]) {
    fixture.to = process;
    assertEquals((await page.stop("Ask")).status, 204);
  }
  await said;
  assertEquals(page.lines().slice(1), ["So far", "kept: So far"]);
  assertEquals(fixture.errors, []);
});

Deno.test("S55 a button that a second process is asked for stops what the first one runs", async () => {
  const aborted = Promise.withResolvers<void>();
  const fixture = await processes(async () => {
    const go = st.button("Go");
    st.button("Stop", { onClick: () => void (st.sessionState.stopped = true) });
    if (go) {
      const { signal } = st.context;
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      aborted.resolve();
    }
    st.write(`stopped ${st.sessionState.stopped ?? false}`);
  });
  await using page = fixture.page;
  void page.click("Go");
  await page.rest();
  fixture.to = 1;
  await page.click("Stop");
  await aborted.promise;
  assertEquals(page.lines(), ["[Go]", "[Stop]", "stopped true"]);
});

Deno.test("S55 presses that wait in a process that dies are done in another, those it has begun are not repeated", async () => {
  const hold = Promise.withResolvers<void>();
  const slow = st.fragment(async () => {
    if (st.button("Slow")) {
      st.sessionState.slow = (st.sessionState.slow ?? 0) + 1;
      await hold.promise;
    }
    st.write(`slow ${st.sessionState.slow ?? 0}`);
  });
  const fixture = await processes(async () => {
    await slow();
    counter();
  });
  await using page = fixture.page;
  const first = page.click("Slow");
  const second = page.click("Slow");
  await page.rest();
  // Stores what the page has become, with one press begun and one that waits.
  await page.click("Plus");
  fixture.die(0);
  fixture.to = 1;
  page.loseAnswers();
  hold.resolve();
  await Promise.all([first, second]);
  await page.settled();
  assertEquals(page.lines(), ["[Slow]", "slow 2", "[Plus]", "Count 1"]);
  assertEquals(page.toasts(), [
    "“Slow” was interrupted. Please see whether it was done.",
  ]);
});

/** A page with a press that is held up in the midst of what it does, the first time. */
function heldSave() {
  const under = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const runs = { count: 0 };
  const save = st.fragment(async () => {
    if (st.button("Save")) {
      st.sessionState.saved = (st.sessionState.saved ?? 0) + 1;
      under.resolve();
      if (++runs.count === 1) await goOn.promise;
    }
    st.write(`Saved ${st.sessionState.saved ?? 0}`);
  });
  const body = async () => {
    await save();
    counter();
  };
  return { body, under: under.promise, goOn: goOn.resolve, runs };
}

Deno.test("S57: a process that writes too late writes over nothing, and what was pressed in it is done", async () => {
  const { body, under, goOn, runs } = heldSave();
  const fixture = await processes(body);
  await using page = fixture.page;
  await page.click("Plus");
  const late = page.click("Save");
  await under;
  // The process stands still in the midst of it: nothing is heard of it, nor can it store anything.
  const [first] = fixture.connections;
  first!.hold();
  fixture.to = 1;
  // The second one takes the page over, and does what the first one has not stored.
  await page.click("Plus");
  assert(page.has("Count 2"));
  goOn();
  first!.go();
  await late;
  await page.settled();
  assertEquals(page.lines(), ["[Save]", "Saved 1", "[Plus]", "Count 2"]);
  for (const process of [0, 1]) {
    fixture.to = process;
    await page.click("Plus");
  }
  assertEquals(page.lines(), ["[Save]", "Saved 1", "[Plus]", "Count 4"]);
  assertEquals(runs.count, 2);
});

Deno.test("S56: a store that was away: who finds it sooner does not take over what another process still runs", async () => {
  const { body, under, goOn, runs } = heldSave();
  const fixture = await processes(body);
  await using page = fixture.page;
  const saving = page.click("Save");
  await under;
  const [first] = fixture.connections;
  fixture.to = 1;
  fixture.store.down = true;
  const pressed = page.click("Plus");
  await page.until(() => page.status === 503);
  // It is back; the first process is connected again a while later.
  first!.hold();
  fixture.store.down = false;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  first!.go();
  await pressed;
  goOn();
  await saving;
  await page.settled();
  assertEquals(page.lines(), ["[Save]", "Saved 1", "[Plus]", "Count 1"]);
  assertEquals([runs.count, page.toasts()], [1, []]);
});

Deno.test("S57: a process that lost a page and has it again counts nothing that it had not stored", async () => {
  const { body, under, goOn, runs } = heldSave();
  const fixture = await processes(body);
  await using page = fixture.page;
  const late = page.click("Save");
  await under;
  const [first] = fixture.connections;
  first!.hold();
  fixture.to = 1;
  await page.click("Plus");
  // It goes on, and is asked before it comes to what it had begun.
  first!.go();
  fixture.to = 0;
  await page.click("Plus");
  goOn();
  await late;
  await page.settled();
  assertEquals(page.lines(), ["[Save]", "Saved 1", "[Plus]", "Count 2"]);
  assertEquals(runs.count, 2);
  // Nobody keeps the page's turn.
  for (const process of [1, 0]) {
    fixture.to = process;
    await page.click("Plus");
  }
  assertEquals(page.lines(), ["[Save]", "Saved 1", "[Plus]", "Count 4"]);
});

Deno.test("S55 a press that is said ahead of its own request is done once, by whichever process heard it first", async () => {
  const goOn = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  let runs = 0;
  const save = st.fragment(async () => {
    if (st.button("Save")) {
      runs++;
      begun.resolve();
      await goOn.promise;
      st.sessionState.saved = (st.sessionState.saved ?? 0) + 1;
    }
    st.write(`Saved ${st.sessionState.saved ?? 0}`);
  }, { key: "save" });
  const store = new SharedStore();
  const body = async () => {
    await save();
    counter();
  };
  const [one, two] = [0, 1].map(() => createAppWith(body, { store, secrets: [SECRET] }, {}));
  const front = new Hono();
  // The first press' own request is held up on its way to the first process.
  front.post("*/fk-save", async (c) => {
    await begun.promise;
    return await one!.fetch(c.req.raw);
  });
  front.all("*", (c) => (c.req.method === "GET" ? one! : two!).fetch(c.req.raw));
  await using page = await open(front);
  const slow = page.click("Save");
  await page.click("Plus");
  assert(page.has("Count 1"));
  goOn.resolve();
  await slow;
  await page.settled();
  assertEquals(page.lines(), ["[Save]", "Saved 1", "[Plus]", "Count 1"]);
  assertEquals([runs, page.toasts()], [1, []]);
});

Deno.test("S57: what is too much for a page is refused by letter, too", async () => {
  const goOn = Promise.withResolvers<void>();
  const slow = st.fragment(async () => {
    if (st.button("Slow")) await goOn.promise;
  });
  const long = st.fragment(() => void st.textArea("Long", { key: "long" }));
  const store = new SharedStore();
  const body = async () => {
    await slow();
    long();
  };
  const options = { store, secrets: [SECRET], limits: { sessionBytes: 10_000 } };
  let to = 0;
  const apps = [0, 1].map(() => createAppWith(body, options, {}));
  await using page = await open(fleet(apps, () => to));
  const pressed = page.click("Slow");
  await page.rest();
  to = 1;
  await page.fill("Long", "x".repeat(20_000));
  assertMatch(page.toasts().join(), /holds as much as the app keeps/);
  goOn.resolve();
  await pressed;
  await page.settled();
  assertEquals(page.lines()[0], "[Slow]");
});

Deno.test("S57: a process that answers a letter too late has nothing to report, and what it did is done again", async () => {
  const goOn = Promise.withResolvers<void>();
  let late = true;
  const slow = st.fragment(async () => {
    if (st.button("Slow")) await goOn.promise;
    st.write("Slow.");
  });
  const handed = st.fragment(() => {
    if (st.button("Plus")) {
      st.sessionState.n = (st.sessionState.n ?? 0) + 1;
      // From here on nothing is heard of the process that took the letter in.
      if (late) fixture.connections[0]!.hold();
      late = false;
    }
    st.write(`Count ${st.sessionState.n ?? 0}`);
  });
  const fixture = await processes(async () => {
    await slow();
    handed();
  });
  await using page = fixture.page;
  const pressed = page.click("Slow");
  await page.rest();
  fixture.to = 1;
  await page.click("Plus");
  fixture.connections[0]!.go();
  goOn.resolve();
  await pressed;
  await page.settled();
  assertEquals(page.lines(), ["[Slow]", "Slow.", "[Plus]", "Count 1"]);
  assertEquals([late, fixture.errors], [false, []]);
});

Deno.test("S53: what another process would not draw gives way to what it does, once it is used", async () => {
  let deployed = false;
  const old = st.fragment(() => void st.button("Old", { onClick: () => void calls.push("old") }));
  const calls: string[] = [];
  let runs = 0;
  const fixture = await processes(() => {
    runs++;
    if (deployed) st.button("New", { onClick: () => void calls.push("new") });
    else old();
    counter();
    st.write(`Hello ${st.textInput("Name", { key: "name" }) || "nobody"}`);
  });
  await using page = fixture.page;
  await page.click("Plus");
  await page.fill("Name", "Ada");
  deployed = true;
  fixture.to = 1;
  await page.click("Old");
  await page.settled();
  assertEquals(page.lines().slice(0, 3), ["[New]", "[Plus]", "Count 1"]);
  assertEquals(page.value("Name"), "Ada");
  assert(!page.has("Old"));
  assert(page.has("Hello Ada"));
  await page.click("New");
  assertEquals(calls, ["new"]);
  // What this process knows is run alone, as ever.
  const before = runs;
  await page.click("Plus");
  assertEquals([runs, page.has("Count 2")], [before, true]);
});
