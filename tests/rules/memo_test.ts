/** Fragments that keep what they have drawn through full runs (`memo`), or wait until they are seen (`lazy`). */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { fleetOf } from "../kit/fleet.ts";
import { FakeClock, inOneProcess, open } from "../kit.ts";
import { TestPage } from "../session.ts";

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

class Rate {
  readonly #percent: number;
  constructor(percent: number) {
    this.#percent = percent;
  }
  toString() {
    return `${this.#percent} %`;
  }
}

Deno.test("memo: an argument that shows nothing of itself is never taken for another one", async () => {
  const by = Symbol("by");
  const kinds: [string, (n: number) => unknown][] = [
    ["class", (n) => new Rate(n)],
    ["class in an object", (n) => ({ rate: new Rate(n) })],
    ["URL", (n) => new URL(`http://localhost/${n}`)],
    ["RegExp", (n) => new RegExp(`${n}`)],
    ["Map", (n) => new Map([[1, n]])],
    ["Set", (n) => [new Set([n])]],
    ["Error", (n) => new Error(`${n}`)],
    ["Temporal", (n) => Temporal.PlainDate.from(`202${n}-01-01`)],
    ["boxed", (n) => Object(n)],
    ["list of nothing", (n) => new Array(n)],
    ["named by a symbol", (n) => ({ [by]: n })],
    ["hidden", (n) => Object.defineProperty({}, "n", { value: n })],
  ];
  let n = 1;
  const seen: string[] = [];
  const parts = kinds.map(([name, make]) => {
    const draw = st.fragment((_: unknown) => void seen.push(name), { key: name, memo: true });
    return () => draw(make(n));
  });
  await using page = await open(() => {
    st.button("Again");
    for (const part of parts) part();
  });
  seen.length = 0;
  n = 2;
  await page.click("Again");
  assertEquals(seen, kinds.map(([name]) => name));
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
  const held = Promise.withResolvers<void>();
  let wait: Promise<void> = Promise.resolve();
  const part = st.fragment(() => {
    if (st.button("Go")) log.push("went");
  }, { memo: true });
  await using page = await open(async () => {
    st.button("Again");
    await wait;
    part();
  });
  wait = held.promise;
  const again = page.click("Again");
  const go = page.click("Go");
  wait = Promise.resolve();
  const more = page.click("Again");
  held.resolve();
  await Promise.all([again, go, more]);
  assertEquals(log, ["went"]);
});

Deno.test("memo: what a press or a callback has led to is gone with the next full run (R6, E5)", async () => {
  const part = st.fragment(() => {
    if (st.button("Hi")) st.write("Hi back");
    st.button("Fail", {
      onClick: () => {
        throw new Error("callback");
      },
    });
  }, { memo: true });
  await using page = await open(() => {
    st.button("Again");
    part();
  });
  await page.click("Hi");
  assertEquals(page.lines(), ["[Again]", "[Hi]", "Hi back", "[Fail]"]);
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "[Hi]", "[Fail]"]);
  await page.click("Fail");
  assertEquals(page.errorBoxes().length, 1);
  await page.click("Again");
  assertEquals(page.errorBoxes(), []);
});

Deno.test("memo: an argument is what it was, not what has become of it; what cannot be told runs", async () => {
  const runs = { list: 0, live: 0 };
  const list = st.fragment((items: readonly string[]) => {
    runs.list++;
    st.write(items.join());
  }, { memo: true });
  const live = st.fragment((_: Map<string, number>) => runs.live++, { memo: true });
  const items = ["a"];
  const map = new Map<string, number>();
  await using page = await open(() => {
    if (st.button("Add")) items.push("b");
    st.button("Again");
    list(items);
    live(map);
  });
  await page.click("Add");
  assertEquals(page.lines(), ["[Add]", "[Again]", "a,b"]);
  await page.click("Again");
  assertEquals(runs, { list: 2, live: 3 });
});

Deno.test("memo: how often it is to run is asked in each full run (T4)", async () => {
  let [on, asked] = [false, 0];
  let runs = 0;
  const part = st.fragment(() => st.write(`run ${++runs}`), {
    memo: true,
    runEvery: () => {
      asked++;
      return on ? 5 : null;
    },
  });
  await using page = await open(() => {
    if (st.button("Start")) on = true;
    part();
  });
  await page.click("Start");
  // Before and after it ran, and where it was kept.
  assertEquals([runs, asked], [1, 3]);
  await page.live();
  await page.tick(5000);
  assertEquals(runs, 2);
});

Deno.test("memo: in another place of the page it runs again", async () => {
  let runs = 0;
  let isWide = true;
  const part = st.fragment(() => st.textInput(`run ${++runs}`), { memo: true, key: "part" });
  await using page = await open(() => {
    if (st.button("Move")) isWide = false;
    if (isWide) part();
    else st.columns(2)[0](() => part());
  });
  await page.click("Move");
  assertEquals(runs, 2);
});

Deno.test("memo: its own form is drawn once, and another of its name is refused", async () => {
  let twice = false;
  const part = st.fragment(() => {
    st.form("same")(() => {
      st.textInput("Name");
      st.formSubmitButton("Send");
    });
  }, { memo: true });
  await using page = await open(() => {
    if (st.button("Twice")) twice = true;
    part();
    if (!twice) return;
    st.form("same")(() => st.formSubmitButton("Send too"));
  });
  await page.click("Twice");
  assertEquals(page.errorBoxes().length, 1);
});

Deno.test("memo: a file that is kept is still served", async () => {
  const part = st.fragment(() => st.downloadButton("Save", "kept", { fileName: "kept.txt" }), {
    memo: true,
  });
  await using page = await open(() => {
    st.button("Again");
    part();
    // More than is kept of what is shown no longer.
    const pdf = () => new TextEncoder().encode(`%PDF-1.7 ${crypto.randomUUID()}`);
    for (let i = 0; i < 50; i++) st.pdf(pdf());
  });
  for (let i = 0; i < 3; i++) await page.click("Again");
  assertEquals(await (await page.download("Save")).text(), "kept");
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
  assert(document.includes("data-awaits"));
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

inOneProcess("lazy: a timer and a topic wait until it was seen; rerun() does not", async () => {
  const runs = { below: 0, above: 0 };
  const news = st.topic("lazy news");
  const below = st.fragment(() => st.write(`below ${++runs.below}`), {
    key: "below",
    lazy: true,
    runEvery: 1,
    runOn: news,
  });
  const above = st.fragment(() => {
    if (st.button("Show")) st.rerun("below");
    st.write(`above ${++runs.above}`);
  }, { runEvery: 1, runOn: news });
  await using page = await open(() => {
    above();
    below();
  }, { unseen: true });
  await page.live();
  await page.tick(1000);
  await news.publish();
  await page.until(() => runs.above === 3);
  assertEquals(runs, { below: 0, above: 3 });
  await page.click("Show");
  await page.until(() => page.has("below 1"));
  await page.tick(1000);
  assertEquals(runs.below, 2);
});

Deno.test("memo: on another page, and where its fragment stands twice, it runs again", async () => {
  let runs = 0;
  const part = st.fragment(() => st.textInput(`run ${++runs}`), { memo: true, key: "part" });
  const home = st.page(() => {
    part();
  }, { path: "home", title: "Home", default: true });
  const other = st.page(() => {
    part();
  }, { path: "other", title: "Other" });
  await using page = await open(() => st.navigation([home, other]).run());
  await page.click("Other");
  assertEquals(runs, 2);
});

Deno.test("memo: a fragment inside whose key the page uses as well is an error, as ever", async () => {
  let twice = false;
  const inner = st.fragment(() => st.write("inner"), { key: "inner" });
  const outer = st.fragment(() => inner(), { memo: true });
  const thief = st.fragment(() => st.write("thief"), { key: "inner" });
  await using page = await open(() => {
    if (st.button("Twice")) twice = true;
    if (twice) thief();
    outer();
  });
  await page.click("Twice");
  assertEquals(page.errorBoxes().length, 1);
});

Deno.test("lazy: what went away waits again when it comes back", async () => {
  let runs = 0;
  const below = st.fragment(() => st.write(`below ${++runs}`), { key: "below", lazy: true });
  await using page = await open(() => {
    st.button("Show", { onClick: () => st.rerun("below") });
    if (!st.checkbox("Hide")) below();
  }, { unseen: true });
  await page.click("Show");
  assertEquals(runs, 1);
  await page.check("Hide");
  await page.uncheck("Hide");
  assertEquals(runs, 1);
});

Deno.test("lazy: what is seen while a run of what is around it waits is drawn by that", async () => {
  for (const button of ["Around", "Full"]) {
    let wait = Promise.resolve();
    const below = st.fragment(() => st.write("below"), { lazy: true });
    const around = st.fragment(async () => {
      st.button("Around");
      below();
      await wait;
    });
    const page = new TestPage(async () => {
      st.button("Full");
      await around();
    });
    await page.job.done;
    const slow = Promise.withResolvers<void>();
    wait = slow.promise;
    const regions = [...page.session.fragments.values()]
      .filter((instance) => page.session.awaits(instance)).map(({ id }) => id);
    const first = page.press("Around");
    const seen = page.session.schedule.submit({ kind: "redraw", regions });
    const second = page.press(button);
    slow.resolve();
    await Promise.all([first, seen.done, second]);
    assertEquals([button, page.text()], [button, "[Full]\n[Around]\nbelow"]);
  }
});

Deno.test("lazy: a page that is made again still has what was seen", async () => {
  const below = st.fragment(() => {
    const ticked = st.checkbox("Tick");
    st.write(ticked ? "ticked" : "not ticked");
  }, { lazy: true });
  await using page = await open(fleetOf(2, () => below(), {}));
  assertEquals(page.lines(), ["[ ] Tick", "not ticked"]);
  await page.check("Tick");
  assertEquals(page.lines().at(-1), "ticked");
});

Deno.test("lazy: a page that is begun anew keeps what was entered in what was seen", async () => {
  const start = () => {
    const below = st.fragment(() => st.write(`Hello ${st.textInput("Name")}`), { lazy: true });
    return createAppWith(
      () => {
        st.button("Again");
        below();
      },
      { secrets: ["a secret that all processes share"] },
      { clock: new FakeClock() },
    );
  };
  await using page = await open(start());
  await page.fill("Name", "Ada");
  page.moveTo(start());
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "Name: Ada", "Hello Ada"]);
});

Deno.test("memo: what was used is drawn anew, though its callback has asked for the page", async () => {
  let likes = 0;
  const counter = st.fragment(() => {
    const like = () => {
      likes++;
      st.rerun();
    };
    st.button("Like", { onClick: like });
    st.write(`${likes} likes`);
  }, { memo: true });
  await using page = await open(() => counter());
  await page.click("Like");
  assertEquals(page.lines(), ["[Like]", "1 likes"]);
});

Deno.test("memo: it keeps nothing for another fragment of the same code", async () => {
  const all = ["a", "b"].map((name) =>
    st.fragment((_n: number) => st.write(`drawn by ${name}`), { memo: true })
  );
  await using page = await open(() => {
    all[st.checkbox("Other") ? 1 : 0]!(1);
  });
  await page.check("Other");
  assertEquals(page.lines(), ["[x] Other", "drawn by b"]);
});
