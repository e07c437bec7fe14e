/** Section 6 of the rules: rerun and stop. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { inOneProcess, open } from "../kit.ts";
import { settle, TestPage } from "../session.ts";

Deno.test("S1 rerun() ends the run and starts a full one, without looping on the same click", async () => {
  const log: string[] = [];
  const counter = st.fragment(() => {
    st.sessionState.clicks ??= 0;
    if (st.button("Plus one!") && ++st.sessionState.clicks % 5 === 0) {
      st.rerun();
      log.push("never");
    }
    st.write(`${st.sessionState.clicks} clicks`);
  });
  await using page = await open(() => {
    log.push("page");
    counter();
    st.header(`Multiples of five clicks: ${Math.floor((st.sessionState.clicks ?? 0) / 5)}`);
  });
  for (let i = 1; i <= 11; i++) {
    await page.click("Plus one!");
    assertEquals(page.lines(), [
      "[Plus one!]",
      `${i} clicks`,
      `Multiples of five clicks: ${Math.floor(i / 5)}`,
    ]);
  }
  assertEquals(log, ["page", "page", "page"]);
});

Deno.test("S1 rerun() in the page's body starts it again", async () => {
  await using page = await open(() => {
    st.sessionState.n ??= 0;
    if (st.button("Add")) {
      st.sessionState.n++;
      st.write("never seen");
      st.rerun();
    }
    st.write(`n ${st.sessionState.n}`);
  });
  await page.click("Add");
  assertEquals(page.lines(), ["[Add]", "n 1"]);
});

Deno.test("S2 rerun in the fragment's scope begins that fragment again, the last output remains", async () => {
  const log: string[] = [];
  const f = st.fragment(() => {
    st.sessionState.steps ??= 0;
    if (st.button("Go")) st.sessionState.steps = 3;
    log.push(`f with ${st.sessionState.steps}`);
    st.write(`steps left: ${st.sessionState.steps}`);
    if (st.sessionState.steps > 1) {
      st.sessionState.steps--;
      st.rerun({ scope: "fragment" });
    }
    st.write("end");
  });
  await using page = await open(() => {
    log.push("page");
    f();
    st.write("below");
  });
  log.length = 0;
  let pressed = 0;
  await page.click("Go").then(() => pressed++);
  // The press is still true when the body begins again, so the author has to count it down.
  assertEquals(log[0], "f with 3");
  assert(!log.includes("page"));
  assertEquals(page.lines().filter((line) => line.startsWith("steps")).length, 1);
  assertEquals(page.lines().slice(-2), ["end", "below"]);
});

Deno.test("S2 two reruns in a row are three executions", async () => {
  const log: string[] = [];
  let left = 0;
  const f = st.fragment(() => {
    st.button("Go", { onClick: () => void (left = 2) });
    log.push(`${left} left`);
    st.write(`left ${left}`);
    if (left-- > 0) st.rerun({ scope: "fragment" });
    st.write("end");
  });
  await using page = await open(() => {
    log.push("page");
    f();
  });
  log.length = 0;
  await page.click("Go");
  assertEquals(log, ["2 left", "1 left", "0 left"]);
  assertEquals(page.lines(), ["[Go]", "left 0", "end"]);
});

Deno.test("S2 a press is consumed when the body begins again", async () => {
  let seen = 0;
  const f = st.fragment(() => {
    if (st.button("Go")) {
      seen++;
      if (seen < 5) st.rerun({ scope: "fragment" });
    }
    st.write(`seen ${seen}`);
  });
  await using page = await open(() => f());
  await page.click("Go");
  assertEquals(page.lines(), ["[Go]", "seen 1"]);
});

Deno.test("S2 what stands inside keeps its place and its values when the body begins again", async () => {
  const child = st.fragment(() => {
    st.write(`child of ${st.textInput("Name")}`);
  });
  let again = false;
  const f = st.fragment(() => {
    st.button("Go", { onClick: () => void (again = true) });
    st.container()(() => child());
    if (again) {
      again = false;
      st.rerun({ scope: "fragment" });
    }
  });
  await using page = await open(() => f());
  await page.fill("Name", "Ann");
  await page.click("Go");
  assertEquals(page.lines(), ["[Go]", "Name: Ann", "child of Ann"]);
  await page.fill("Name", "Bea");
  assertEquals(page.lines(), ["[Go]", "Name: Bea", "child of Bea"]);
});

Deno.test("S2 a form may stand in a fragment that begins again", async () => {
  const f = st.fragment(() => {
    st.sessionState.names ??= [];
    st.form("add")(() => {
      const name = st.textInput("Name");
      if (st.formSubmitButton("Add")) {
        st.sessionState.names = [...st.sessionState.names, name];
        st.rerun({ scope: "fragment" });
      }
    });
    st.write(`Names: ${st.sessionState.names.join(", ")}`);
  });
  await using page = await open(() => f());
  await page.fill("Name", "Ann");
  await page.submit("Add");
  assertEquals(page.lines(), ["Name: Ann", "[Add]", "Names: Ann"]);
  await page.fill("Name", "Bea");
  await page.submit("Add");
  assertEquals(page.lines(), ["Name: Bea", "[Add]", "Names: Ann, Bea"]);
});

Deno.test("S2 a slot may have changed hands before the body begins again", async () => {
  const f = st.fragment(() => {
    const slot = st.empty();
    slot.textInput("A", { key: "a" });
    slot.textInput("B", { key: "b" });
    if (st.button("Go")) st.rerun({ scope: "fragment" });
    st.write("end");
  });
  await using page = await open(() => f());
  await page.fill("B", "Bea");
  await page.click("Go");
  assertEquals(page.lines(), ["B: Bea", "[Go]", "end"]);
});

Deno.test("S2 names of headings stay when the body begins again", async () => {
  const child = st.fragment(() => void st.header("Lines"));
  const f = st.fragment(() => {
    st.header("Orders");
    child();
    if (st.button("Go")) st.rerun({ scope: "fragment" });
  });
  await using page = await open(() => f());
  const names = () => page.findAll("h2").map((heading) => heading.id);
  assertEquals(names(), ["orders", "lines"]);
  await page.click("Go");
  assertEquals(names(), ["orders", "lines"]);
});

Deno.test("S2 M5 a form that clears is empty when its submit has the body begin again", async () => {
  const names: string[] = [];
  const f = st.fragment(() => {
    st.form("add", { clearOnSubmit: true })(() => {
      const name = st.textInput("Name");
      if (!st.formSubmitButton("Add")) return;
      names.push(name);
      st.rerun({ scope: "fragment" });
    });
    st.button("Other");
  });
  await using page = await open(() => f());
  for (const name of ["Ann", "Bea"]) {
    await page.fill("Name", name);
    await page.submit("Add");
    assertEquals(page.value("Name"), "");
  }
  await page.click("Other");
  assertEquals([page.value("Name"), names], ["", ["Ann", "Bea"]]);
});

Deno.test("S2 D1 what a body had opened before it began again is open if it opens it once more", async () => {
  const dialog = st.dialog("Ask", () => {
    st.textInput("Answer", { key: "answer" });
  });
  const f = st.fragment(() => {
    const asks = st.sessionState.asks;
    if (asks) dialog();
    if (!st.button("Change")) return;
    st.sessionState.asks = !asks;
    if (!asks) dialog();
    st.rerun({ scope: "fragment" });
  });
  await using page = await open(() => f());
  const seen = () => [page.linesIn("#dialogs"), page.errorBoxes()];
  await page.click("Change");
  assertEquals(seen(), [["Ask", "Answer:"], []]);
  await page.fill("Answer", "yes");
  assertEquals(page.sessionState.answer, "yes");
  await page.click("Change");
  assertEquals(seen(), [[], []]);
});

Deno.test("S2 D1 a dialog that a callback has opened stays when the body begins again", async () => {
  const dialog = st.dialog("Ask", () => void st.textInput("Answer"));
  const f = st.fragment(() => {
    if (st.button("Ask", { onClick: () => dialog() })) st.rerun({ scope: "fragment" });
  });
  await using page = await open(() => f());
  await page.click("Ask");
  await page.fill("Answer", "yes");
  assertEquals(page.linesIn("#dialogs"), ["Ask", "Answer: yes"]);
});

Deno.test("S2 what nobody awaits of a body goes no further once it has begun again", async () => {
  let gate = Promise.withResolvers<void>();
  let runs = 0;
  const pieces = async function* () {
    yield "streamed";
    await gate.promise;
    yield " to the end";
  };
  const ended: number[] = [];
  const f = st.fragment(() => {
    const run = ++runs;
    st.context.signal.addEventListener("abort", () => ended.push(run));
    st.container()(async () => {
      await gate.promise;
      st.textInput("Name", { key: "name" });
      if (run === 2) st.stop();
    });
    st.write(gate.promise.then(() => "later"));
    void st.writeStream(pieces());
    if (st.button("Go")) st.rerun({ scope: "fragment" });
    st.container()(async () => {
      await gate.promise;
      st.write(`run ${run}`);
    });
  });
  await using page = await open(() => f());
  gate.resolve();
  await page.settled();
  gate = Promise.withResolvers();
  const pressed = page.click("Go");
  await page.rest();
  gate.resolve();
  await pressed;
  assertEquals(page.lines(), ["Name:", "later", "streamed to the end", "[Go]", "run 3"]);
  assertEquals([page.errors, ended], [[], [2]]);
});

Deno.test("S2 a body that has begun again does not wait for what it began before", async () => {
  let runs = 0;
  const late = Promise.withResolvers<void>();
  const f = st.fragment(() => {
    if (++runs === 2) {
      st.container()(async () => {
        await late.promise;
        throw new Error("too late");
      });
      st.container()(async () => {
        await late.promise;
        st.write("never drawn");
      });
    }
    if (st.button("Go")) st.rerun({ scope: "fragment" });
    st.write(`run ${runs}`);
  });
  await using page = await open(() => f());
  await page.click("Go");
  assertEquals(page.lines(), ["[Go]", "run 3"]);
  late.resolve();
  await page.rest();
  // Nothing is left to show it in: the log has it.
  assertEquals([page.errors.map(String), page.errorBoxes()], [["Error: too late"], []]);
});

Deno.test("S2 a child that is under way ends before its parent's second attempt draws it", async () => {
  const gates: PromiseWithResolvers<void>[] = [];
  const runs = { under: 0, most: 0 };
  const child = st.fragment(async () => {
    runs.most = Math.max(runs.most, ++runs.under);
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    if (gates.length > 1) await gate.promise;
    st.write(`child ${gates.length}`);
    runs.under--;
  });
  let again = false;
  const parent = st.fragment(() => {
    st.button("Go", { onClick: () => void (again = true) });
    child();
    if (again) {
      again = false;
      st.rerun({ scope: "fragment" });
    }
  });
  await using page = await open(() => parent());
  const pressed = page.click("Go");
  await page.rest();
  for (let i = 1; i < 4; i++) {
    gates[i]?.resolve();
    await page.rest();
  }
  await pressed;
  assertEquals(page.lines(), ["[Go]", "child 3"]);
  assertEquals(runs, { under: 0, most: 1 });
});

Deno.test("S3 the fragment's scope is an error during a full run, shown at its place", async () => {
  const f = st.fragment(() => {
    st.write("before");
    st.rerun({ scope: "fragment" });
  });
  await using page = await open(() => {
    f();
    st.write("rest");
  });
  assertEquals(page.lines().length, 3);
  assertStringIncludes(page.lines()[1]!, 'Cannot rerun with scope "fragment" during a full run');
  assertEquals([page.lines()[0], page.lines()[2]], ["before", "rest"]);
});

Deno.test("S3 the fragment's scope is an error outside every fragment", async () => {
  await using page = await open(() => {
    st.write("before");
    if (st.button("Go")) st.rerun({ scope: "fragment" });
    st.write("after");
  });
  await page.click("Go");
  assertEquals(page.lines().slice(0, 2), ["before", "[Go]"]);
  assertStringIncludes(page.errorBoxes()[0]!, "this code is in no fragment");
  assert(!page.has("after"));
});

Deno.test("S4 in a batch the calling fragment begins again, those before it do not", async () => {
  const log: string[] = [];
  let again = true;
  const f = st.fragment((name: string) => {
    log.push(name);
    if (name === "b" && st.sessionState.batch && again) {
      again = false;
      st.rerun({ scope: "fragment" });
    }
  });
  await using page = await open(() => {
    for (const name of ["a", "b", "c"]) f(name);
    st.button("All", {
      onClick: () => {
        st.sessionState.batch = true;
        st.rerun(f);
      },
    });
  });
  log.length = 0;
  await page.click("All");
  assertEquals(log, ["a", "b", "b", "c"]);
  assertEquals(page.errorBoxes(), []);
});

Deno.test("S5 a child that asks for itself while its parent reruns begins again alone", async () => {
  const log: string[] = [];
  let again = false;
  const child = st.fragment(() => {
    log.push("child");
    st.write(`child, again ${again}`);
    if (again) {
      again = false;
      st.rerun({ scope: "fragment" });
    }
  });
  const parent = st.fragment(() => {
    st.button("Parent", { onClick: () => void (again = true) });
    log.push("parent");
    child();
    st.write("parent end");
  });
  await using page = await open(() => parent());
  log.length = 0;
  await page.click("Parent");
  assertEquals(log, ["parent", "child", "child"]);
  assertEquals(page.lines(), ["[Parent]", "child, again false", "parent end"]);
});

// ── By name ─────────────────────────────────────────────────────────────────────────────────────

Deno.test("S6 a fragment can be rerun by its key from a callback", async () => {
  const runs = { chart: 0 };
  const chart = st.fragment(() => st.write(`chart ${++runs.chart}`), { key: "chart" });
  const other = st.fragment(() => {
    st.button("Refresh", { onClick: () => st.rerun("chart") });
  });
  await using page = await open(() => {
    chart();
    other();
  });
  await page.click("Refresh");
  assertEquals(page.lines(), ["chart 2", "[Refresh]"]);
});

Deno.test("S6 a fragment can be rerun from another fragment's body, by key or by itself", async () => {
  const runs = { chart: 0, page: 0 };
  const chart = st.fragment(() => st.write(`chart ${++runs.chart}`), { key: "chart" });
  const byKey = st.fragment(() => {
    if (st.button("By key")) st.rerun("chart");
  });
  const byItself = st.fragment(() => {
    if (st.button("By itself")) st.rerun(chart);
  });
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    chart();
    byKey();
    byItself();
  });
  await page.click("By key");
  assertEquals(page.lines(), ["page 1", "chart 2", "[By key]", "[By itself]"]);
  await page.click("By itself");
  assertEquals(page.lines(), ["page 1", "chart 3", "[By key]", "[By itself]"]);
});

Deno.test("S6 a fragment can be rerun from the page's body", async () => {
  const runs = { chart: 0 };
  const chart = st.fragment(() => st.write(`chart ${++runs.chart}`), { key: "chart" });
  await using page = await open(() => {
    chart();
    if (st.button("Refresh")) st.rerun("chart");
  });
  await page.click("Refresh");
  // Once by the page's own run, once as asked for.
  assertEquals(page.lines(), ["chart 3", "[Refresh]"]);
});

Deno.test("S6 what follows rerun(key) in a body is not lost: the body runs again", async () => {
  const runs = { chart: 0 };
  const chart = st.fragment(() => st.write(`chart ${++runs.chart}`), { key: "chart" });
  const tools = st.fragment(() => {
    if (st.button("From a fragment")) st.rerun("chart");
    st.write("tools");
  });
  await using page = await open(() => {
    if (st.button("From the page")) st.rerun("chart");
    tools();
    chart();
    st.write("rest");
  });
  const lines = (chart: number) => [
    "[From the page]",
    "[From a fragment]",
    "tools",
    `chart ${chart}`,
    "rest",
  ];
  await page.click("From the page");
  assertEquals(page.lines(), lines(2));
  await page.click("From a fragment");
  assertEquals(page.lines(), lines(3));
});

inOneProcess(
  "S2 Q6 a body that was to begin again, and is superseded meanwhile, touches nothing",
  async () => {
    let slow: PromiseWithResolvers<void> | null = null;
    const later = Promise.withResolvers<void>();
    let presses = 0;
    const child = st.fragment(async () => {
      await slow?.promise;
      st.button("Child", { onClick: () => void presses++ });
    });
    const parent = st.fragment(() => {
      const again = st.button("Again");
      st.button("Other", { onClick: () => void presses++ });
      void child();
      if (again) st.rerun({ scope: "fragment" });
    });
    let full = false;
    await using page = await open(async () => {
      parent();
      st.button("Full");
      if (full) await later.promise;
    });
    slow = Promise.withResolvers<void>();
    const clicks = [page.click("Again")];
    await page.rest();
    const held = slow;
    slow = null;
    full = true;
    clicks.push(page.click("Full"));
    await page.rest();
    held.resolve();
    await page.rest();
    later.resolve();
    await Promise.all(clicks);
    await page.click("Other");
    await page.click("Child");
    assertEquals(presses, 2);
    assertEquals(page.lines(), ["[Again]", "[Other]", "[Child]", "[Full]"]);
  },
);

Deno.test("S2 Q6 a body that is superseded just as it asks for itself touches nothing", async () => {
  let presses = 0;
  const f = st.fragment(async () => {
    const again = st.button("Again");
    st.button("Other", { onClick: () => void presses++ });
    await Promise.resolve();
    if (!again) return;
    queueMicrotask(() => page.session.schedule.submit({ kind: "load" }));
    st.rerun({ scope: "fragment" });
  });
  const page = new TestPage(() => f());
  await page.job.done;
  await page.press("Again");
  await settle();
  await page.press("Other");
  assertEquals(presses, 1);
});

inOneProcess("S6 Q4 a press below a rerun(key) finds its fragment again", async () => {
  let presses = 0;
  let wait: Promise<void> | null = null;
  const chart = st.fragment(() => st.write("chart"), { key: "chart" });
  const child = st.fragment(() => st.button("Child", { onClick: () => void presses++ }));
  const parent = st.fragment(async () => {
    const pressed = st.button("Parent");
    await wait;
    if (pressed) st.rerun("chart");
    child();
  });
  await using page = await open(async () => {
    await parent();
    chart();
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  wait = promise;
  const clicks = [page.click("Parent"), page.click("Child")];
  await page.rest();
  resolve();
  await Promise.all(clicks);
  assertEquals(presses, 1);
  assertEquals(page.lines(), ["[Parent]", "[Child]", "chart"]);
});

Deno.test("S6 rerun(key) in a fragment that a full run draws has the page drawn whole", async () => {
  let slow: Promise<void> | null = null;
  const { promise, resolve } = Promise.withResolvers<void>();
  const runs = { chart: 0 };
  const chart = st.fragment(() => st.write(`chart ${++runs.chart}`), { key: "chart" });
  const tools = st.fragment(() => {
    if (st.button("Refresh")) st.rerun("chart");
    st.write("tools");
  });
  await using page = await open(async () => {
    st.checkbox("Filter");
    await slow;
    tools();
    chart();
    st.write("rest");
  });
  slow = promise;
  const checked = page.check("Filter");
  await page.rest();
  // Its run is taken over by the page's.
  const pressed = page.click("Refresh");
  await page.rest();
  const unchecked = page.uncheck("Filter");
  await page.rest();
  resolve();
  await Promise.all([checked, pressed, unchecked]);
  assertEquals(page.lines(), ["[ ] Filter", "[Refresh]", "tools", "chart 2", "rest"]);
});

Deno.test("S6 several fragments can be named at once", async () => {
  const runs: Record<string, number> = { a: 0, b: 0, c: 0, page: 0 };
  const make = (name: string) =>
    st.fragment(() => st.write(`${name} ${++runs[name]!}`), { key: name });
  const [a, b, c] = [make("a"), make("b"), make("c")];
  await using page = await open(() => {
    st.write(`page ${++runs.page!}`);
    a();
    b();
    c();
    st.button("Two", { onClick: () => st.rerun(["a", c]) });
  });
  await page.click("Two");
  assertEquals(page.lines(), ["page 1", "a 2", "b 1", "c 2", "[Two]"]);
});

const WRONG_TARGETS: readonly [name: string, ask: () => never, message: string][] = [
  ["an unknown key", () => st.rerun("nowhere"), 'Cannot rerun fragment "nowhere"'],
  ["an empty key", () => st.rerun(""), "Cannot rerun"],
  ["an empty list", () => st.rerun([]), "the list of fragments is empty"],
  ["a reserved name in a list", () => st.rerun(["app"]), "Cannot rerun"],
  ["a fragment that is not on the page", () => st.rerun(st.fragment(() => {})), "Cannot rerun"],
];

for (const [name, ask, message] of WRONG_TARGETS) {
  Deno.test(`S6 ${name} is an error, in a callback and in a body`, async () => {
    const f = st.fragment(() => {
      st.button("Callback", { onClick: ask });
      if (st.button("Body")) ask();
      st.write("f end");
    });
    await using page = await open(() => {
      f();
      st.write("rest");
    });
    await page.click("Callback");
    assertStringIncludes(page.errorBoxes().join(), message);
    assert(page.has("f end") && page.has("rest"));
    await page.click("Body");
    assertStringIncludes(page.errorBoxes().join(), message);
    assert(!page.has("f end") && page.has("rest"));
  });
}

Deno.test("S7 a keyed rerun replaces the interaction's own one", async () => {
  const runs = { page: 0, a: 0 };
  const a = st.fragment(() => st.write(`a ${++runs.a}`), { key: "a" });
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    a();
    const pressed = st.button("Only a", { onClick: () => st.rerun("a") });
    st.write(`pressed ${pressed}`);
  });
  await page.click("Only a");
  assertEquals(page.lines(), ["page 1", "a 2", "[Only a]", "pressed false"]);
});

Deno.test("S8 all call sites of a keyed fragment rerun together", async () => {
  const runs: Record<string, number> = { x: 0, y: 0, page: 0 };
  const f = st.fragment((name: string) => st.write(`${name} ${++runs[name]!}`), { key: "both" });
  await using page = await open(() => {
    st.write(`page ${++runs.page!}`);
    f("x");
    f("y");
    st.button("By key", { onClick: () => st.rerun("both") });
    st.button("By itself", { onClick: () => st.rerun(f) });
  });
  await page.click("By key");
  assertEquals(page.lines().slice(0, 3), ["page 1", "x 2", "y 2"]);
  await page.click("By itself");
  assertEquals(page.lines().slice(0, 3), ["page 1", "x 3", "y 3"]);
});

Deno.test("S8 a keyed fragment's call sites rerun each by their own widgets", async () => {
  const f = st.fragment((name: string) => {
    st.write(`${name}: ${st.textInput("Name")}`);
  }, { key: "both" });
  await using page = await open(() => {
    f("x");
    f("y");
  });
  await page.fill("Name", "Ann", { nth: 1 });
  assertEquals(page.lines(), ["Name:", "x:", "Name: Ann", "y: Ann"]);
});

/** Rows that each call the same keyed fragment. */
function pricedRows(options: { lazy?: boolean } = {}) {
  const price = st.fragment((name: string) => {
    if (st.button(`Buy ${name}`)) st.write(`bought ${name}`);
    st.write(`${name} costs ${st.sessionState.price ?? 1}`);
  }, { key: "price", ...options });
  const row = st.fragment((name: string) => price(name));
  return () => {
    for (const name of ["a", "b", "c"]) row(name);
    const raise = () => {
      st.sessionState.price = 2;
      st.rerun("price");
    };
    st.button("Raise", { onClick: raise });
  };
}

Deno.test("S8 F5 a keyed fragment that several others call stands in each of them, and is used there", async () => {
  await using page = await open(pricedRows());
  const ids = page.findAll("eddy-fragment").map((one) => one.getAttribute("id"));
  assertEquals(new Set(ids).size, 6);
  for (const name of ["a", "b", "c"]) {
    await page.click(`Buy ${name}`);
    assertEquals(page.lines().filter((line) => line.startsWith("bought")).at(-1), `bought ${name}`);
  }
  await page.click("Raise");
  assertEquals(page.lines().filter((line) => line.includes("costs")), [
    "a costs 2",
    "b costs 2",
    "c costs 2",
  ]);
});

Deno.test("S8 F5 a keyed lazy fragment that several others call comes to each of them", async () => {
  await using page = await open(pricedRows({ lazy: true }));
  await page.settled();
  assertEquals(page.lines().filter((line) => line.includes("costs")), [
    "a costs 1",
    "b costs 1",
    "c costs 1",
  ]);
});

Deno.test("S8 F5 a keyed fragment that calls itself has an id at each place", async () => {
  const tree: st.Fragment<[string], void> = st.fragment((name: string) => {
    if (st.button(`Press ${name}`)) st.write(`pressed ${name}`);
    if (name.length < 3) { for (const n of [0, 1]) tree(`${name}${n}`); }
  }, { key: "tree" });
  await using page = await open(() => {
    tree("r");
    tree("s");
  });
  const names = ["r", "s"].flatMap((
    n,
  ) => [n, `${n}0`, `${n}00`, `${n}01`, `${n}1`, `${n}10`, `${n}11`]);
  const ids = page.findAll("eddy-fragment").map((one) => one.getAttribute("id"));
  assertEquals(new Set(ids).size, names.length);
  for (const name of names) {
    await page.click(`Press ${name}`);
    assert(page.has(`pressed ${name}`), page.lines().join("|"));
  }
});

Deno.test("S8 two fragments that claim one key are an error", async () => {
  const one = st.fragment(() => st.write("one"), { key: "same" });
  const two = st.fragment(() => st.write("two"), { key: "same" });
  await using page = await open(() => {
    one();
    two();
  });
  assertEquals(page.lines()[0], "one");
  assert(!page.has("two"));
  assertStringIncludes(page.errorBoxes()[0]!, '"same"');
  assertStringIncludes(page.errorBoxes()[0]!, "already used");
});

Deno.test('S8 the names "app" and "fragment" are reserved', () => {
  for (const key of ["app", "fragment"]) {
    assertThrows(() => st.fragment(() => {}, { key }), RangeError, `"${key}"`);
  }
});

// ── Votes ───────────────────────────────────────────────────────────────────────────────────────

/** Three fields whose callbacks vote, in a fragment that is kept busy so that all change at once. */
async function votes(callbacks: Record<"x" | "y" | "z", () => unknown>) {
  const log: string[] = [];
  const slow = Promise.withResolvers<void>();
  const a = st.fragment(() => void log.push("a"), { key: "a" });
  const b = st.fragment(() => void log.push("b"), { key: "b" });
  const fields = st.fragment(async () => {
    log.push("fields");
    if (st.button("Slow")) await slow.promise;
    for (const name of ["x", "y", "z"] as const) {
      st.checkbox(name, { onChange: callbacks[name] });
    }
  });
  const page = await open(async () => {
    log.push("page");
    a();
    b();
    await fields();
  });
  return {
    page,
    async change(...names: string[]): Promise<string[]> {
      const actions = [page.click("Slow")];
      await page.rest();
      for (const name of names) actions.push(page.check(name));
      await page.rest();
      log.length = 0;
      slow.resolve();
      await Promise.all(actions);
      return log;
    },
  };
}

Deno.test("S9 callbacks that ask for fragments get the union of them", async () => {
  const { page, change } = await votes({
    x: () => st.rerun("a"),
    y: () => st.rerun("b"),
    z: () => {},
  });
  await using _ = page;
  assertEquals((await change("x", "y")).toSorted(), ["a", "b"]);
});

Deno.test("S9 a callback that returns votes for the default, which is its own fragment", async () => {
  const { page, change } = await votes({
    x: () => st.rerun("a"),
    y: () => st.rerun("b"),
    z: () => {},
  });
  await using _ = page;
  assertEquals((await change("x", "z")).toSorted(), ["a", "fields"]);
});

Deno.test("S9 a callback that asks for the app wins over all others", async () => {
  const { page, change } = await votes({
    x: () => st.rerun("a"),
    y: () => st.rerun(),
    z: () => {},
  });
  await using _ = page;
  assertEquals(await change("x", "y", "z"), ["page", "a", "b", "fields"]);
});

inOneProcess("S9 in a full run a callback that returns normally makes it full, once", async () => {
  const log: string[] = [];
  const slow = Promise.withResolvers<void>();
  const a = st.fragment(() => void log.push("a"), { key: "a" });
  await using page = await open(async () => {
    log.push("page");
    st.checkbox("x", { onChange: () => st.rerun("a") });
    st.form("both")(() => {
      st.checkbox("z");
      st.formSubmitButton("Send", { onClick: () => {} });
    });
    a();
    if (log.length > 2) await slow.promise;
  });
  log.length = 0;
  await page.check("x");
  assertEquals(log, ["a"]);
  log.length = 0;
  slow.resolve();
  await Promise.all([page.uncheck("x"), page.submit("Send")]);
  // Each arrived in a request of its own: the keyed rerun, then the full one.
  assertEquals(log.filter((line) => line === "page"), ["page"]);
});

Deno.test("S10 rerun() in a callback ends it, the others run, then what it asked for", async () => {
  const log: string[] = [];
  const slow = Promise.withResolvers<void>();
  const f = st.fragment(async () => {
    log.push("fragment");
    if (st.button("Slow")) await slow.promise;
    st.checkbox("x", {
      onChange: () => {
        log.push("x");
        st.rerun();
        log.push("never");
      },
    });
    st.checkbox("y", { onChange: () => void log.push("y") });
  });
  await using page = await open(async () => {
    log.push("page");
    await f();
  });
  const actions = [page.click("Slow")];
  await page.rest();
  actions.push(page.check("x"), page.check("y"));
  await page.rest();
  log.length = 0;
  slow.resolve();
  await Promise.all(actions);
  assertEquals(log, ["x", "y", "page", "fragment"]);
  assertEquals(page.lines(), ["[Slow]", "[x] x", "[x] y"]);
});

Deno.test("S10 rerun() in a callback of the page is one full run", async () => {
  const runs = { page: 0 };
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    st.button("Go", { onClick: () => st.rerun() });
  });
  await page.click("Go");
  assertEquals(page.lines(), ["page 2", "[Go]"]);
});

Deno.test("S10 the fragment's scope in a callback reruns that fragment", async () => {
  const runs = { page: 0, f: 0 };
  const f = st.fragment(() => {
    st.button("Go", { onClick: () => st.rerun({ scope: "fragment" }) });
    st.write(`f ${++runs.f}`);
  });
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    f();
  });
  await page.click("Go");
  assertEquals(page.lines(), ["page 1", "[Go]", "f 2"]);
});

for (const where of ["callback", "body"] as const) {
  Deno.test(
    `S3 S10 the fragment's scope in a ${where} is no error if a full run takes the press along`,
    async () => {
      let gate: PromiseWithResolvers<void> | null = null;
      const again = () => st.rerun({ scope: "fragment" });
      const f = st.fragment(async () => {
        st.button("Slow");
        const pressed = st.button("Again", where === "callback" ? { onClick: again } : {});
        st.write(`pressed ${pressed}`);
        if (pressed && where === "body") again();
        await gate?.promise;
      });
      await using page = await open(async () => {
        st.button("Full");
        await f();
      });
      gate = Promise.withResolvers();
      const actions = [page.click("Slow")];
      await page.rest();
      actions.push(page.click("Again"));
      await page.rest();
      gate = null;
      actions.push(page.click("Full"));
      await Promise.all(actions);
      await page.settled();
      // A body sees its press once; after a callback, the full run is what draws the fragment anew.
      const last = `pressed ${where === "callback"}`;
      assertEquals(page.lines(), ["[Full]", "[Slow]", "[Again]", last]);
      assertEquals(page.errors, []);
    },
  );
}

Deno.test("S11 values of an interaction that ends in a keyed rerun are kept, and shown by the next full run", async () => {
  const a = st.fragment(() => st.write("a"), { key: "a" });
  await using page = await open(() => {
    st.form("search")(() => {
      st.textInput("Query", { key: "q" });
      st.formSubmitButton("Send", { onClick: () => st.rerun("a") });
    });
    st.write(`page sees "${st.sessionState.q}"`);
    a();
    st.button("Full");
  });
  await page.fill("Query", "tea");
  await page.submit("Send");
  assert(page.has('page sees ""'));
  await page.click("Full");
  assert(page.has('page sees "tea"'));
  assert(page.has("Query: tea"));
});

Deno.test("S12 widget values survive a rerun() before the widget's line", async () => {
  const f = st.fragment(() => {
    if (st.button("In f")) st.rerun();
    st.write(`f: ${st.textInput("In fragment")}`);
  });
  await using page = await open(() => {
    if (st.button("In page")) st.rerun();
    st.write(`page: ${st.textInput("In page too")}`);
    f();
  });
  await page.fill("In fragment", "Ann");
  await page.fill("In page too", "Bea");
  await page.click("In f");
  await page.click("In page");
  assertEquals(page.lines(), [
    "[In page]",
    "In page too: Bea",
    "page: Bea",
    "[In f]",
    "In fragment: Ann",
    "f: Ann",
  ]);
});

Deno.test("S12 widget values survive when the fragment begins again before their line", async () => {
  let again = false;
  const f = st.fragment(() => {
    st.button("Again", { onClick: () => void (again = true) });
    if (again) {
      again = false;
      st.rerun({ scope: "fragment" });
    }
    st.write(`Hello ${st.textInput("Name")}`);
  });
  await using page = await open(() => f());
  await page.fill("Name", "Ann");
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "Name: Ann", "Hello Ann"]);
});

// ── stop() ──────────────────────────────────────────────────────────────────────────────────────

Deno.test("S13 stop() in a fragment's rerun ends that run only", async () => {
  const f = st.fragment(() => {
    const halt = st.checkbox("Halt");
    st.write("drawn");
    if (halt) st.stop();
    st.write("rest of the fragment");
  });
  await using page = await open(() => {
    st.write("above");
    f();
    st.write("below");
  });
  assert(page.has("rest of the fragment"));
  await page.check("Halt");
  assertEquals(page.lines(), ["above", "[x] Halt", "drawn", "below"]);
  await page.uncheck("Halt");
  assertEquals(page.lines(), ["above", "[ ] Halt", "drawn", "rest of the fragment", "below"]);
});

Deno.test("S13 stop() in a fragment during a full run ends the whole page", async () => {
  const f = st.fragment(() => {
    st.write("drawn");
    st.stop();
  });
  await using page = await open(() => {
    st.write("above");
    f();
    st.write("below");
  });
  assertEquals(page.lines(), ["above", "drawn"]);
  assertEquals(page.errors, []);
});

Deno.test("S13 stop() in the page draws nothing below", async () => {
  await using page = await open(() => {
    if (st.textInput("Name") === "") st.stop();
    st.write("below");
  });
  assertEquals(page.lines(), ["Name:"]);
  await page.fill("Name", "Ann");
  assertEquals(page.lines(), ["Name: Ann", "below"]);
});

Deno.test("S14 after stop() the values of widgets that were not reached survive", async () => {
  await using page = await open(() => {
    if (st.checkbox("Stop")) st.stop();
    if (!st.checkbox("Hide")) st.write(`Hello ${st.textInput("Name")}`);
  });
  await page.fill("Name", "Ann");
  await page.check("Stop");
  assertEquals(page.lines(), ["[x] Stop"]);
  await page.uncheck("Stop");
  assert(page.has("Hello Ann"));
  // Without stop(), a widget that is not drawn is forgotten.
  await page.check("Hide");
  await page.uncheck("Hide");
  assert(page.has("Name:") && !page.has("Ann"));
});

Deno.test("S14 after an error the values of widgets that were not reached survive", async () => {
  const f = st.fragment(() => {
    if (st.checkbox("Fail")) throw new Error("failed");
    st.write(`Hello ${st.textInput("Name")}`);
  });
  await using page = await open(() => f());
  await page.fill("Name", "Ann");
  await page.check("Fail");
  assert(!page.has("Name"));
  await page.uncheck("Fail");
  assertEquals(page.lines(), ["[ ] Fail", "Name: Ann", "Hello Ann"]);
});
