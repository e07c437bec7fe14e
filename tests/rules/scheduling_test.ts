/**
 * Section 5 of the rules, with Eddy's decisions: what happens when requests overlap. Slow code waits
 * at gates that the test opens, never for a time.
 */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { inOneProcess, open } from "../kit.ts";

type Gate = PromiseWithResolvers<void>;
const gate = (): Gate => Promise.withResolvers<void>();

// ── Fragments beside fragments ──────────────────────────────────────────────────────────────────

Deno.test("Q1 a fragment reruns while another one waits for something", async () => {
  const slow = gate();
  const one = st.fragment(async () => {
    if (!st.button("One")) return;
    await slow.promise;
    st.write("one done");
  });
  const two = st.fragment(() => {
    if (st.button("Two")) st.write("two done");
  });
  await using page = await open(async () => {
    await one();
    two();
  });
  const pressed = page.click("One");
  await page.click("Two");
  assertEquals(page.lines(), ["[One]", "[Two]", "two done"]);
  slow.resolve();
  await pressed;
  assertEquals(page.lines(), ["[One]", "one done", "[Two]", "two done"]);
});

inOneProcess("Q1 several slow fragments are under way at once, and end in any order", async () => {
  const gates: Record<string, Gate> = { a: gate(), b: gate(), c: gate() };
  const f = st.fragment(async (name: string) => {
    if (!st.button(name)) return;
    st.write(`${name} begun`);
    await gates[name]!.promise;
    st.write(`${name} done`);
  });
  await using page = await open(async () => {
    for (const name of ["a", "b", "c"]) await f(name);
  });
  const presses = ["a", "b", "c"].map((name) => page.click(name));
  await page.until(() => page.count("begun") === 3);
  for (const [i, name] of ["c", "a", "b"].entries()) {
    gates[name]!.resolve();
    await page.until(() => page.has(`${name} done`));
    assertEquals(page.count("done"), i + 1);
  }
  await Promise.all(presses);
});

inOneProcess("Q1 a fragment never overlaps itself, whoever asks for it", async () => {
  const gates: Gate[] = [];
  const runs = { under: 0, most: 0, f: 0 };
  const f = st.fragment(async () => {
    const own = gate();
    runs.f++;
    runs.most = Math.max(runs.most, ++runs.under);
    st.button("In f");
    if (gates.push(own) > 1) await own.promise;
    st.write(`f ran ${runs.f}`);
    runs.under--;
  }, { key: "f" });
  const g = st.fragment(() => {
    st.button("Rerun f", { onClick: () => st.rerun("f") });
  });
  await using page = await open(async () => {
    await f();
    g();
  });
  const first = page.click("In f");
  await page.rest();
  assertEquals(gates.length, 2);
  const second = page.click("Rerun f");
  await page.rest();
  assertEquals(gates.length, 2);
  gates[1]!.resolve();
  await first;
  await page.rest();
  assertEquals(gates.length, 3);
  gates[2]!.resolve();
  await second;
  assertEquals(runs, { under: 0, most: 1, f: 3 });
  assertEquals(page.lines(), ["[In f]", "f ran 3", "[Rerun f]"]);
});

inOneProcess("Q1 a parent waits for its child's run, and a child for its parent's", async () => {
  const log: string[] = [];
  let hold: Gate | null = null;
  const child = st.fragment(async () => {
    const pressed = st.button("Child");
    if (pressed) log.push("child pressed");
    if (pressed && hold !== null) await hold.promise;
    st.write("child");
    log.push("child end");
  });
  const parent = st.fragment(async () => {
    const pressed = st.button("Parent");
    if (pressed) log.push("parent pressed");
    await child();
    if (pressed && hold !== null) await hold.promise;
    st.write("parent");
    log.push("parent end");
  });
  await using page = await open(async () => await parent());

  log.length = 0;
  hold = gate();
  let first = page.click("Child");
  let second = page.click("Parent");
  await page.rest();
  assertEquals(log, ["child pressed"]);
  hold.resolve();
  await Promise.all([first, second]);
  assertEquals(log, ["child pressed", "child end", "parent pressed", "child end", "parent end"]);

  log.length = 0;
  hold = gate();
  first = page.click("Parent");
  second = page.click("Child");
  await page.rest();
  assertEquals(log, ["parent pressed", "child end"]);
  hold.resolve();
  await Promise.all([first, second]);
  assertEquals(log, ["parent pressed", "child end", "parent end", "child pressed", "child end"]);
  assertEquals(page.lines(), ["[Parent]", "[Child]", "child", "parent"]);
});

Deno.test("Q2 in a batch the ancestor draws its descendants, once", async () => {
  const log: string[] = [];
  const child = st.fragment(() => {
    log.push("child");
    st.write("child");
  }, { key: "child" });
  const parent = st.fragment(() => {
    log.push("parent");
    child();
  }, { key: "parent" });
  const other = st.fragment(() => {
    log.push("other");
  }, { key: "other" });
  await using page = await open(() => {
    parent();
    other();
    st.button("Batch", { onClick: () => st.rerun(["child", "other", "parent"]) });
  });
  log.length = 0;
  await page.click("Batch");
  assertEquals(log.toSorted(), ["child", "other", "parent"]);
  assert(log.indexOf("parent") < log.indexOf("child"));
  assertEquals(page.count("child"), 1);
});

Deno.test("Q3 changes that wait for the same fragment collapse into one run", async () => {
  const slow = gate();
  const log: string[] = [];
  const f = st.fragment(async () => {
    const pressed = st.button("Slow");
    const [a, b] = [st.checkbox("A"), st.checkbox("B")];
    log.push(`a ${a}, b ${b}`);
    if (pressed) await slow.promise;
    st.write(`shown a ${a}, b ${b}`);
  });
  await using page = await open(async () => await f());
  log.length = 0;
  const actions = [page.click("Slow"), page.check("A"), page.check("B"), page.uncheck("A")];
  await page.rest();
  assertEquals(log, ["a false, b false"]);
  slow.resolve();
  await Promise.all(actions);
  assertEquals(log, ["a false, b false", "a false, b true"]);
  assert(page.has("shown a false, b true"));
});

Deno.test("Q9 a callback that a full run keeps from beginning runs with that one, once", async () => {
  const first = gate();
  const calls: string[] = [];
  const part = st.fragment(() => {
    const wait = async () => {
      calls.push("name");
      await first.promise;
    };
    st.textInput("Name", { onChange: wait });
    st.textInput("Town", { key: "town", onChange: () => void calls.push("town") });
    st.button("Send", { onClick: () => void calls.push("send") });
  });
  await using page = await open(() => {
    part();
    st.button("Full");
    st.write(`town ${st.sessionState.town}`);
  });
  page.type("Name", "Ada");
  page.type("Town", "London");
  const sent = page.click("Send");
  await page.rest();
  assertEquals(calls, ["name"]);
  await page.click("Full");
  first.resolve();
  await sent;
  await page.settled();
  assertEquals(calls, ["name", "town", "send"]);
  assert(page.has("town London"));
});

inOneProcess("W2 a value that reruns nothing does not end what runs", async () => {
  const slow = gate();
  await using page = await open(async () => {
    const pressed = st.button("Slow");
    st.checkbox("Note", { key: "note", rerun: false });
    if (pressed) await slow.promise;
    st.write(pressed ? "slow done" : "idle");
  });
  const pressed = page.click("Slow");
  await page.rest();
  const noted = page.check("Note");
  await page.rest();
  slow.resolve();
  await Promise.all([pressed, noted]);
  assert(page.has("slow done"));
});

Deno.test("Q4 presses of a button that the page comes to late are all seen, each once", async () => {
  const gates: Gate[] = [];
  let runs = 0;
  let over = false;
  await using page = await open(async () => {
    const own = gate();
    gates.push(own);
    // Whatever comes after the presses is not held up: nobody is there to let it go.
    if (runs++ > 0 && !over) await own.promise;
    if (st.button("Late")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    st.write(`n ${st.sessionState.n ?? 0}`);
  });
  const presses = [page.click("Late"), page.click("Late"), page.click("Late")];
  void Promise.all(presses).then(() => over = true);
  while (!over) {
    for (const own of gates.splice(0)) own.resolve();
    await page.rest();
  }
  assert(page.has("n 3"));
});

Deno.test("Q9 what a full run supersedes is answered when that run is over", async () => {
  const slow = gate();
  const full = gate();
  const f = st.fragment(async () => {
    st.textInput("Note", { key: "note" });
    if (st.sessionState.note !== "") await slow.promise;
  });
  await using page = await open(async () => {
    if (st.button("Full")) await full.promise;
    await f();
    st.write(`note ${st.sessionState.note}`);
  });
  let answered = false;
  const filled = page.fill("Note", "abc").then(() => answered = true);
  await page.rest();
  const pressed = page.click("Full");
  await page.rest();
  assertEquals(answered, false);
  full.resolve();
  slow.resolve();
  await Promise.all([filled, pressed]);
  assert(page.has("note abc"));
});

inOneProcess("Q3 keyed reruns of a running fragment collapse into one", async () => {
  const slow = gate();
  const runs = { f: 0 };
  const f = st.fragment(async () => {
    if (++runs.f === 2) await slow.promise;
    st.write(`f ran ${runs.f}`);
  }, { key: "f" });
  const g = st.fragment((name: string) => {
    st.button(name, { onClick: () => st.rerun("f") });
  });
  await using page = await open(async () => {
    await f();
    for (const name of ["a", "b", "c", "d"]) g(name);
  });
  const clicks = ["a", "b", "c", "d"].map((name) => page.click(name));
  await page.rest();
  assertEquals(runs.f, 2);
  slow.resolve();
  await Promise.all(clicks);
  assertEquals(runs.f, 3);
  assert(page.has("f ran 3"));
});

// ── Presses ─────────────────────────────────────────────────────────────────────────────────────

Deno.test("Q4 clicks are not lost when they are merged", async () => {
  const slow = gate();
  const seen: string[] = [];
  const f = st.fragment(async (name: string) => {
    if (!st.button(name)) return;
    seen.push(name);
    if (name === "f1") await slow.promise;
    st.write(`ran ${name}`);
  });
  await using page = await open(async () => {
    for (const name of ["f1", "f2", "f3"]) await f(name);
  });
  const clicks = ["f1", "f2", "f3", "f1"].map((name) => page.click(name));
  await page.until(() => page.has("ran f2") && page.has("ran f3"));
  slow.resolve();
  await Promise.all(clicks);
  assertEquals(seen.toSorted(), ["f1", "f1", "f2", "f3"]);
  assertEquals(page.count("ran"), 3);
});

Deno.test("Q4 each press gets a run of its fragment, with the values that stood then", async () => {
  const slow = gate();
  const log: string[] = [];
  const f = st.fragment(async () => {
    const tick = st.checkbox("Tick");
    const pressed = ["A", "B"].filter((label) => st.button(label));
    log.push(`${pressed.join("+") || "-"} ${tick}`);
    if (log.length === 2) await slow.promise;
  });
  await using page = await open(async () => await f());
  const actions = [
    page.click("A"),
    page.click("A"),
    page.check("Tick"),
    page.click("B"),
    page.click("A"),
    page.uncheck("Tick"),
  ];
  slow.resolve();
  await Promise.all(actions);
  assertEquals(log, ["- false", "A false", "A false", "B true", "A true", "- false"]);
});

inOneProcess("Q4 for ordinary values the newest wins", async () => {
  const slow = gate();
  const f = st.fragment(async () => {
    if (st.button("Slow")) await slow.promise;
    st.write(`Hello ${st.textInput("Name")}`);
  });
  await using page = await open(async () => await f());
  const actions = [page.click("Slow")];
  await page.rest();
  actions.push(page.fill("Name", "A"), page.fill("Name", "Ann"));
  slow.resolve();
  await Promise.all(actions);
  assertEquals(page.lines(), ["[Slow]", "Name: Ann", "Hello Ann"]);
});

Deno.test("Q4 a press whose answer is lost on its way runs once and is shown", async () => {
  const f = st.fragment(() => {
    st.sessionState.n ??= 0;
    if (st.button("Plus one!")) st.sessionState.n++;
    st.write(`Clicked ${st.sessionState.n} times`);
  });
  await using page = await open(() => f());
  page.loseAnswers(2);
  await page.click("Plus one!");
  assertEquals(page.lines(), ["[Plus one!]", "Clicked 1 times"]);
  await page.click("Plus one!");
  assertEquals(page.lines(), ["[Plus one!]", "Clicked 2 times"]);
});

Deno.test("Q4 a press of the page whose answer is lost runs once and is shown", async () => {
  const calls: string[] = [];
  await using page = await open(() => {
    st.sessionState.n ??= 0;
    if (st.button("Plus one!", { onClick: () => calls.push("callback") })) st.sessionState.n++;
    st.write(`Clicked ${st.sessionState.n} times`);
  });
  page.loseAnswers(1);
  await page.click("Plus one!");
  assertEquals(page.lines(), ["[Plus one!]", "Clicked 1 times"]);
  assertEquals(calls, ["callback"]);
});

Deno.test("Q4 two quick presses of a page's button are two runs", async () => {
  await using page = await open(() => {
    st.sessionState.n ??= 0;
    if (st.button("Plus one!")) st.sessionState.n++;
    st.write(`Clicked ${st.sessionState.n} times`);
  });
  await Promise.all([1, 2, 3].map(() => page.click("Plus one!")));
  assertEquals(page.lines(), ["[Plus one!]", "Clicked 3 times"]);
});

// ── Fragments during a full run ─────────────────────────────────────────────────────────────────

Deno.test("Q5 a fragment asked for during a full run starts once the run has passed its call", async () => {
  const log: string[] = [];
  let hold: Gate | null = null;
  let end: Gate | null = null;
  const f = st.fragment((name: string) => {
    const pressed = st.button(name, { onClick: () => log.push(`${name} callback`) });
    if (pressed) log.push(`${name} pressed`);
    if (pressed) st.write(`${name} was pressed`);
  });
  await using page = await open(async () => {
    st.button("Full");
    f("above");
    await hold?.promise;
    f("below");
    await end?.promise;
    log.push("page end");
  });
  log.length = 0;
  hold = gate();
  end = gate();
  const full = page.click("Full");
  await page.rest();
  const below = page.click("below");
  await page.click("above");
  assertEquals(log, ["above callback", "above pressed"]);
  assert(page.has("above was pressed"));
  hold.resolve();
  await below;
  assertEquals(log.splice(2), ["below callback", "below pressed"]);
  assert(page.has("below was pressed"));
  end.resolve();
  await full;
  assertEquals(log.splice(2), ["page end"]);
  assertEquals(page.lines(), [
    "[Full]",
    "[above]",
    "above was pressed",
    "[below]",
    "below was pressed",
  ]);
});

inOneProcess("Q5 a fragment that is still being drawn by a full run is waited for", async () => {
  const log: string[] = [];
  let hold: Gate | null = null;
  const f = st.fragment(async () => {
    const pressed = st.button("Go");
    log.push(pressed ? "pressed" : "drawn");
    await hold?.promise;
    log.push("end");
  });
  await using page = await open(async () => {
    st.button("Full");
    await f();
  });
  log.length = 0;
  hold = gate();
  const full = page.click("Full");
  const go = page.click("Go");
  await page.rest();
  assertEquals(log, ["drawn"]);
  hold.resolve();
  await Promise.all([full, go]);
  assertEquals(log, ["drawn", "end", "pressed", "end"]);
});

inOneProcess(
  "Q5 a fragment is not begun again while a full run still draws it, or a child in it",
  async () => {
    const log: string[] = [];
    let hold: Gate | null = null;
    const quick = st.fragment(() => {
      st.button("Quick");
    });
    const late = st.fragment(async () => {
      log.push("late begins");
      await hold?.promise;
      log.push("late ends");
    });
    const slow = st.fragment(async () => {
      log.push(st.button("Slow") ? "slow pressed" : "slow begins");
      quick();
      await hold?.promise;
      log.push("slow ends");
    });
    const beside = st.fragment(() => {
      if (st.button("Beside")) log.push("beside pressed");
      late();
    });
    await using page = await open(() => {
      st.button("Full");
      slow();
      beside();
    });
    log.length = 0;
    hold = gate();
    const actions = [page.click("Full")];
    await page.rest();
    // Quick's own drawing is over; but it waits together with the fragment around it.
    actions.push(page.click("Slow"), page.click("Quick"), page.click("Beside"));
    await page.rest();
    assertEquals(log, ["slow begins", "late begins"]);
    hold.resolve();
    await Promise.all(actions);
    assertEquals(log.splice(2).toSorted(), [
      "beside pressed",
      "late begins",
      "late ends",
      "late ends",
      "slow ends",
      "slow ends",
      "slow pressed",
    ]);
  },
);

Deno.test("Q5 what a fragment showed during a full run is not undone by that run's end", async () => {
  let hold: Gate | null = null;
  const f = st.fragment(() => {
    st.sessionState.n ??= 0;
    if (st.button("Plus one!")) st.sessionState.n++;
    st.write(`Clicked ${st.sessionState.n} times`);
  });
  await using page = await open(async () => {
    st.button("Full");
    f();
    await hold?.promise;
    st.write("page end");
  });
  hold = gate();
  const full = page.click("Full");
  await page.click("Plus one!");
  await page.click("Plus one!");
  hold.resolve();
  await full;
  assertEquals(page.lines(), ["[Full]", "[Plus one!]", "Clicked 2 times", "page end"]);
  await page.click("Full");
  assertEquals(page.lines(), ["[Full]", "[Plus one!]", "Clicked 2 times", "page end"]);
});

// ── Full runs take over ─────────────────────────────────────────────────────────────────────────

inOneProcess("Q6 a full request stops a fragment's run at its next output call", async () => {
  const slow = gate();
  const log: string[] = [];
  let signal: AbortSignal | undefined;
  const f = st.fragment(async () => {
    const pressed = st.button("Slow");
    st.write("f");
    if (!pressed) return;
    signal = st.context.signal;
    log.push("pressed");
    await slow.promise;
    log.push("after the gate");
    st.write("unfinished");
    log.push("never");
  });
  const runs = { page: 0 };
  await using page = await open(async () => {
    await f();
    st.button("Full");
    st.write(`page ${++runs.page}`);
  });
  const pressed = page.click("Slow");
  await page.rest();
  assertEquals(signal?.aborted, false);
  await page.click("Full");
  assertEquals(signal?.aborted, true);
  assertEquals(page.lines(), ["[Slow]", "f", "[Full]", "page 2"]);
  slow.resolve();
  await pressed;
  await page.click("Full");
  // The press that started the superseded run is not replayed.
  assertEquals(log, ["pressed", "after the gate"]);
  assertEquals(page.lines(), ["[Slow]", "f", "[Full]", "page 3"]);
});

inOneProcess(
  "Q6 a press that no line has seen goes along with the full run that takes over, a second one comes after it",
  async () => {
    const gates: Gate[] = [];
    const orders = st.fragment(async () => {
      if (gates.length > 0) await gates.shift()!.promise;
      const pressed = st.button("Order");
      if (pressed) st.sessionState.orders = (st.sessionState.orders ?? 0) + 1;
      st.write(`${st.sessionState.orders ?? 0} orders`);
    });
    await using page = await open(async () => {
      await orders();
      st.button("Full");
    });
    const slow = gate();
    gates.push(slow);
    const clicks = [page.click("Order"), page.click("Order")];
    await page.rest();
    clicks.push(page.click("Full"));
    await page.rest();
    slow.resolve();
    await Promise.all(clicks);
    assertEquals(page.lines(), ["[Order]", "2 orders", "[Full]"]);
    gates.push(gate());
    const superseded = page.click("Order");
    await page.rest();
    await page.click("Full");
    await superseded;
    assertEquals(page.lines(), ["[Order]", "3 orders", "[Full]"]);
  },
);

Deno.test("Q6 S7 a press that no line has seen is seen, though a page's callback asks for a fragment only", async () => {
  const gates: Gate[] = [];
  const orders = st.fragment(async () => {
    if (gates.length > 0) await gates.shift()!.promise;
    if (st.button("Order")) st.sessionState.orders = (st.sessionState.orders ?? 0) + 1;
    st.write(`${st.sessionState.orders ?? 0} orders`);
  });
  const side = st.fragment(() => st.write("side"), { key: "side" });
  await using page = await open(async () => {
    await orders();
    side();
    st.button("Side", { onClick: () => st.rerun("side") });
  });
  gates.push(gate());
  const pressed = page.click("Order");
  await page.rest();
  await page.click("Side");
  await pressed;
  assertEquals(page.lines(), ["[Order]", "1 orders", "side", "[Side]"]);
});

inOneProcess(
  "Q6 Q4 S1 presses that rerun() passes on, and others that are under way, are all seen",
  async () => {
    const gates = Array.from({ length: 12 }, gate);
    let waiting: Gate[] = [];
    const orders = st.fragment(async () => {
      await waiting.shift()?.promise;
      if (st.button("Order")) st.sessionState.orders = (st.sessionState.orders ?? 0) + 1;
      st.write(`${st.sessionState.orders ?? 0} orders`);
    });
    await using page = await open(async () => {
      void orders();
      await Promise.resolve();
      if (st.button("Again")) st.rerun();
    });
    waiting = [...gates];
    const clicks = ["Order", "Order", "Order", "Order", "Again", "Again", "Order", "Order", "Again"]
      .map((button) => page.click(button));
    for (const one of gates) {
      one.resolve();
      await page.rest();
    }
    await Promise.all(clicks);
    assertEquals(page.lines(), ["[Order]", "6 orders", "[Again]"]);
  },
);

Deno.test("Q6 what a superseded run has drawn is superseded, wherever it stands", async () => {
  const slow = gate();
  let runs = 0;
  await using page = await open(async () => {
    const box = st.container();
    const slot = st.empty();
    const f = st.fragment(async () => {
      const pressed = st.button("Slow");
      const run = ++runs;
      box.write(`box ${run}`);
      slot.write(`slot ${run}`);
      st.write(`f ${run}`);
      if (pressed) st.toast("begun");
      if (pressed) await slow.promise;
    });
    await f();
    st.button("Full");
  });
  const pressed = page.click("Slow");
  await page.rest();
  await page.click("Full");
  await pressed;
  assertEquals(page.lines(), ["box 3", "slot 3", "[Slow]", "f 3", "[Full]"]);
  // What happened once has happened (R5).
  assertEquals(page.toasts(), ["begun"]);
  slow.resolve();
});

Deno.test("Q6 a superseded run that fails afterwards shows no error", async () => {
  const slow = gate();
  const f = st.fragment(async () => {
    if (!st.button("Slow")) return;
    await slow.promise;
    throw new Error("too late");
  });
  await using page = await open(async () => {
    await f();
    st.button("Full");
  });
  const pressed = page.click("Slow");
  await page.rest();
  await page.click("Full");
  slow.resolve();
  await pressed;
  await page.click("Full");
  assertEquals(page.errorBoxes(), []);
  assertEquals(page.lines(), ["[Slow]", "[Full]"]);
});

inOneProcess(
  "Q7 a full request stops a full run at its next output call, the newest values hold",
  async () => {
    const gates: Gate[] = [];
    const log: string[] = [];
    const signals: AbortSignal[] = [];
    await using page = await open(async () => {
      const name = st.textInput("Name");
      signals.push(st.context.signal);
      if (name !== "") {
        gates.push(gate());
        await gates.at(-1)!.promise;
        log.push(`after the gate for ${name}`);
      }
      st.write(`Hello ${name}`);
      log.push(`end for ${name}`);
    });
    log.length = 0;
    const first = page.fill("Name", "Ann");
    await page.rest();
    assertEquals(gates.length, 1);
    const second = page.fill("Name", "Bea");
    await page.rest();
    assertEquals(gates.length, 2);
    assert(signals[1]!.aborted && !signals[2]!.aborted);
    gates[0]!.resolve();
    gates[1]!.resolve();
    await Promise.all([first, second]);
    assertEquals(log, ["after the gate for Ann", "after the gate for Bea", "end for Bea"]);
    assertEquals(page.lines(), ["Name: Bea", "Hello Bea"]);
  },
);

Deno.test("Q7 a full run that is superseded presses nothing twice", async () => {
  const hold = gate();
  const counts = { a: 0, b: 0 };
  await using page = await open(async () => {
    if (st.button("A")) {
      counts.a++;
      await hold.promise;
    }
    if (st.button("B")) counts.b++;
    st.write(`a ${counts.a}, b ${counts.b}`);
  });
  const first = page.click("A");
  await page.rest();
  await page.click("B");
  hold.resolve();
  await first;
  assertEquals(counts, { a: 1, b: 1 });
  assert(page.has("a 1, b 1"));
});

Deno.test("Q8 between output calls code is not interrupted, state access is a point to stop at", async () => {
  const slow = gate();
  const log: string[] = [];
  const f = st.fragment(async () => {
    if (!st.button("Slow")) return;
    await slow.promise;
    for (let i = 0; i < 3; i++) {
      log.push(`step ${i}`);
      await Promise.resolve();
    }
    st.sessionState.reached = true;
    log.push("never");
  });
  await using page = await open(async () => {
    await f();
    st.button("Full");
    st.write(`reached: ${st.sessionState.reached ?? false}`);
  });
  const pressed = page.click("Slow");
  await page.rest();
  await page.click("Full");
  slow.resolve();
  await pressed;
  await page.rest();
  await page.click("Full");
  assertEquals(log, ["step 0", "step 1", "step 2"]);
  assert(page.has("reached: false"));
});

inOneProcess(
  "Q9 a full request takes waiting fragment requests along, presses included",
  async () => {
    const log: string[] = [];
    let hold: Gate | null = null;
    const f = st.fragment(() => {
      log.push(st.button("In f") ? "f pressed" : "f");
    });
    await using page = await open(async () => {
      const n = st.selectbox("N", ["1", "2", "3"]);
      log.push(`page ${n}`);
      await hold?.promise;
      f();
      st.write(`end ${n}`);
    });
    log.length = 0;
    hold = gate();
    const first = page.select("N", "2");
    const pressed = page.click("In f");
    await page.rest();
    assertEquals(log, ["page 2"]);
    const second = page.select("N", "3");
    await page.rest();
    hold.resolve();
    await Promise.all([first, pressed, second]);
    assertEquals(log, ["page 2", "page 3", "f pressed"]);
    assertEquals(page.lines(), ["N: 3", "[In f]", "end 3"]);
  },
);

Deno.test("Q9b a click that waits behind a running fragment is not lost to a full request", async () => {
  const slow = gate();
  const seen: string[] = [];
  const child = st.fragment(() => {
    if (st.button("Child")) seen.push("child");
  });
  const parent = st.fragment(async () => {
    const pressed = st.button("Parent");
    child();
    if (pressed) seen.push("parent");
    if (pressed) await slow.promise;
    st.write("parent end");
  });
  await using page = await open(async () => {
    await parent();
    if (st.button("Full")) seen.push("full");
  });
  const actions = [page.click("Parent"), page.click("Child")];
  await page.rest();
  assertEquals(seen, ["parent"]);
  actions.push(page.click("Full"));
  await actions[2];
  slow.resolve();
  await Promise.all(actions);
  assertEquals(seen.toSorted(), ["child", "full", "parent"]);
  assert(page.has("parent end"));
});

Deno.test("Q9b a second click on a running fragment is not lost to a full request", async () => {
  const slow = gate();
  const seen: string[] = [];
  const f = st.fragment(async () => {
    if (st.button("Slow")) {
      seen.push("slow");
      await slow.promise;
    }
    if (st.button("Quick")) seen.push("quick");
    st.write("f end");
  });
  await using page = await open(async () => {
    await f();
    if (st.button("Full")) seen.push("full");
  });
  const actions = [page.click("Slow"), page.click("Quick")];
  await page.rest();
  assertEquals(seen, ["slow"]);
  actions.push(page.click("Full"));
  await Promise.all(actions.slice(1));
  slow.resolve();
  await actions[0];
  assertEquals(seen.toSorted(), ["full", "quick", "slow"]);
  assert(page.has("f end"));
});

Deno.test("Q10 an ordinary click does not cut a running body short", async () => {
  const slow = gate();
  const log: string[] = [];
  const f = st.fragment(async () => {
    const [a, b] = [st.button("A"), st.button("B")];
    if (a) await slow.promise;
    st.write("line");
    log.push(a ? "a end" : b ? "b end" : "end");
  });
  await using page = await open(async () => await f());
  const actions = [page.click("A"), page.click("B")];
  await page.rest();
  slow.resolve();
  await Promise.all(actions);
  assertEquals(log, ["end", "a end", "b end"]);
});

// ── What is gone ────────────────────────────────────────────────────────────────────────────────

Deno.test("Q11 S67 a click in a fragment that a meanwhile full run removes is dropped silently", async () => {
  const hold = gate();
  let clicks = 0;
  const f = st.fragment(() => {
    if (st.button("Go")) clicks++;
  });
  await using page = await open(async () => {
    if (!st.checkbox("Hide")) return f();
    await hold.promise;
    st.write("hidden");
  });
  const hide = page.check("Hide");
  await page.rest();
  const go = page.click("Go");
  hold.resolve();
  await Promise.all([hide, go]);
  assertEquals(clicks, 0);
  assertEquals(page.lines(), ["[x] Hide", "hidden"]);
  assertEquals([page.errorBoxes(), page.toasts(), page.errors], [[], [], []]);
});

Deno.test("Q11 a double click on what its first click removes is dropped silently", async () => {
  let clicks = 0;
  const f = st.fragment(() => {
    if (st.button("Close", { onClick: () => void clicks++ })) st.rerun();
  });
  await using page = await open(() => {
    if (clicks === 0) f();
    st.write("page");
  });
  await Promise.all([page.click("Close"), page.click("Close")]);
  assertEquals(clicks, 1);
  assertEquals(page.lines(), ["page"]);
  assertEquals([page.errorBoxes(), page.toasts(), page.errors], [[], [], []]);
});

Deno.test("Q11 what takes away what is used next is shown, though its own answer was replaced", async () => {
  await using page = await open(() => {
    if (st.checkbox("More", { value: true })) st.checkbox("Inner");
    else st.write("no more");
  });
  await Promise.all([page.uncheck("More"), page.check("Inner")]);
  assertEquals(page.lines(), ["[ ] More", "no more"]);
  assertEquals(page.toasts(), []);
});

Deno.test("Q12 an error in one fragment of a batch does not stop the others", async () => {
  const runs: Record<string, number> = { a: 0, b: 0, c: 0 };
  const f = st.fragment((name: string) => {
    if (++runs[name]! > 1 && name === "b") throw new Error("b failed");
    st.write(`${name} ran ${runs[name]}`);
  });
  await using page = await open(() => {
    for (const name of ["a", "b", "c"]) f(name);
    st.button("All", { onClick: () => st.rerun(f) });
  });
  await page.click("All");
  assertEquals(page.lines(), ["a ran 2", "Error: b failed", "c ran 2", "[All]"]);
});

Deno.test("Q13 stop() in one fragment of a batch ends only that one", async () => {
  const runs: Record<string, number> = { a: 0, b: 0, c: 0 };
  const f = st.fragment((name: string) => {
    const again = ++runs[name]! > 1;
    st.write(`${name} ran ${runs[name]}`);
    if (again && name === "a") st.stop();
    st.write(`${name} end`);
  });
  await using page = await open(() => {
    for (const name of ["a", "b", "c"]) f(name);
    st.button("All", { onClick: () => st.rerun(f) });
  });
  await page.click("All");
  assertEquals(page.lines(), ["a ran 2", "b ran 2", "b end", "c ran 2", "c end", "[All]"]);
});

// ── All of it at once ───────────────────────────────────────────────────────────────────────────

for (const seed of [1, 2, 3, 4, 5, 6]) {
  for (const takeover of [true, false]) {
    const how = takeover ? "full runs take over" : "full runs come one by one";
    Deno.test(`Q4 whatever overlaps, each press is seen once where ${how} (seed ${seed})`, async () => {
      const random = randomFrom(seed);
      const waiting: Gate[] = [];
      const pressed: Record<string, number> = {};
      const seen: Record<string, number> = {};
      const under: Record<string, number> = {};
      const overlaps: string[] = [];
      let free = true;
      const pause = async () => {
        if (free || random() < 0.4) return;
        const own = gate();
        waiting.push(own);
        await own.promise;
      };
      const part = async (name: string, inner?: () => unknown) => {
        const { signal } = st.context;
        under[name] = (under[name] ?? 0) + 1;
        let over = false;
        const leave = () => {
          if (!over) under[name]!--;
          over = true;
        };
        // A superseded run may still be on its way to its next call while the next one begins.
        signal.addEventListener("abort", leave);
        if (under[name]! > 1) overlaps.push(name);
        if (st.button(name)) seen[name] = (seen[name] ?? 0) + 1;
        await inner?.();
        await pause();
        st.write(`${name} end`);
        leave();
      };
      const leaf = st.fragment((name: string) => part(name));
      const awaiting = st.fragment((name: string) => part(name, () => leaf(`${name} inner`)));
      const beside = st.fragment((name: string) => part(name, () => void leaf(`${name} inner`)));
      await using page = await open(async () => {
        if (st.button("Full")) seen["Full"] = (seen["Full"] ?? 0) + 1;
        // Where full runs take over, every button is read before anything is waited for: a press whose
        // run was superseded midway is not replayed.
        const calls = [() => leaf("one"), () => awaiting("two"), () => beside("three")];
        if (takeover) calls.forEach((call) => call());
        else for (const call of calls) await call();
        await pause();
        st.write("page end");
      });
      free = false;
      const labels = ["one", "two", "two inner", "three", "three inner", "one", "two", "Full"];
      const actions: Promise<void>[] = [];
      let full = 0;
      for (let i = 0; i < 80; i++) {
        const label = labels[Math.floor(random() * labels.length)]!;
        const allowed = buttons(page).includes(label) &&
          (takeover || label !== "Full" || full === 0);
        if (random() < 0.5 && allowed) {
          pressed[label] = (pressed[label] ?? 0) + 1;
          const action = page.click(label);
          actions.push(action);
          if (label === "Full") {
            full++;
            void action.then(() => full--);
          }
        } else if (waiting.length > 0) {
          waiting.splice(Math.floor(random() * waiting.length), 1)[0]!.resolve();
        }
        for (let k = Math.floor(random() * 30); k > 0; k--) await Promise.resolve();
      }
      free = true;
      let over = false;
      void Promise.all(actions).then(() => over = true);
      while (!over) {
        for (const own of waiting.splice(0)) own.resolve();
        await page.rest();
      }
      await page.settled();
      assertEquals(seen, pressed);
      assertEquals(overlaps, []);
      const shown = () => page.lines().filter((line) => !line.startsWith("["));
      const ends = ["one", "two inner", "two", "three inner", "three", "page"];
      assertEquals(shown(), ends.map((name) => `${name} end`));
      await page.click("Full");
      assertEquals(shown(), ends.map((name) => `${name} end`));
      assertEquals([page.errors, page.toasts()], [[], []]);
    });
  }
}

function buttons(page: Awaited<ReturnType<typeof open>>): string[] {
  return page.findAll("button[data-widget]")
    .filter((button) => button.closest("[data-stale]") === null)
    .map(({ textContent }) => textContent);
}

/** Numbers from 0 to 1 that look random and are the same for each seed. */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}

Deno.test("Q7 presses of a fragment and of the page in turn, while the page is drawn slowly: each counts once", async () => {
  const seen = { A: 0, Full: 0 };
  const holds: PromiseWithResolvers<void>[] = [];
  let slow = false;
  const part = st.fragment(() => {
    if (st.button("A")) seen.A++;
    st.write(`part ${seen.A}`);
  });
  await using page = await open(async () => {
    if (st.button("Full")) seen.Full++;
    if (slow) {
      holds.push(Promise.withResolvers());
      await holds.at(-1)!.promise;
    }
    part();
  });
  slow = true;
  const clicks: Promise<void>[] = [];
  for (const button of ["Full", "A", "Full", "A", "Full"]) {
    clicks.push(page.click(button));
    await page.rest();
  }
  slow = false;
  for (const { resolve } of holds) resolve();
  await Promise.all(clicks);
  assertEquals(seen, { A: 2, Full: 3 });
  assertEquals(page.lines(), ["[Full]", "[A]", "part 2"]);
  assertEquals(page.errors, []);
});

Deno.test("Q4 S10 a press that a page takes over is seen, though a callback has that rerun", async () => {
  const seen = { Press: 0, Leave: 0, Page: 0 };
  let hold = gate();
  hold.resolve();
  const part = st.fragment(async () => {
    st.button("Leave", { onClick: () => (seen.Leave++, st.rerun()) });
    await hold.promise;
    if (st.button("Press")) seen.Press++;
  });
  await using page = await open(async () => {
    await part();
    if (st.button("Page")) seen.Page++;
  });
  hold = gate();
  const clicks: Promise<void>[] = [];
  // The second one waits, and the page with it, so that the first one's callback decides alone.
  for (const button of ["Press", "Leave", "Leave", "Page"]) {
    clicks.push(page.click(button));
    await page.rest();
  }
  hold.resolve();
  await Promise.all(clicks);
  assertEquals(seen, { Press: 1, Leave: 2, Page: 1 });
});
