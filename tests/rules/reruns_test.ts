/** Section 2 of the rules: what a fragment rerun runs, sends and keeps. */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { open } from "../kit.ts";

Deno.test("R1 a fragment rerun executes its own function and no line of the page", async () => {
  const log: string[] = [];
  const a = st.fragment(() => {
    log.push("a");
    st.button("In a");
  });
  const b = st.fragment(() => {
    log.push("b");
    st.button("In b");
  });
  await using page = await open(() => {
    log.push("top");
    a();
    log.push("middle");
    b();
    log.push("bottom");
  });
  assertEquals(log, ["top", "a", "middle", "b", "bottom"]);
  log.length = 0;
  await page.click("In a");
  await page.click("In b");
  await page.click("In a");
  assertEquals(log, ["a", "b", "a"]);
});

Deno.test("R2 pruning is limited to what the running fragment drew", async () => {
  const runs = { a: 0, b: 0 };
  const a = st.fragment(() => {
    st.button("In a");
    if (++runs.a === 1) st.container()(() => st.write("only in a's first run"));
  });
  const b = st.fragment(() => {
    st.container()(() => {
      st.button("In b");
      st.write(`b ${++runs.b}`);
    });
  });
  await using page = await open(() => {
    st.container()(() => {
      st.write("beside a");
      a();
    });
    b();
    st.sidebar.write("aside");
    st.write("end");
  });
  assert(page.has("only in a's first run"));
  await page.click("In a");
  assertEquals(page.lines(), ["beside a", "[In a]", "[In b]", "b 1", "end"]);
  assert(page.has("aside"));
});

Deno.test("R2 an open dialog stays when another fragment reruns", async () => {
  const ask = st.dialog("Ask", () => st.write("Really?"));
  const f = st.fragment(() => st.button("In fragment"));
  await using page = await open(() => {
    if (st.button("Open")) ask();
    f();
  });
  await page.click("Open");
  assert(page.has("Really?"));
  await page.click("In fragment");
  assert(page.has("Really?"));
});

Deno.test("R3 elements appear as they are drawn, what is not drawn again goes at the end", async () => {
  const gates: PromiseWithResolvers<void>[] = [];
  const runs = { f: 0 };
  const f = st.fragment(async () => {
    const run = ++runs.f;
    st.button("Again");
    if (run === 1) return ["old 1", "old 2", "old 3"].forEach((line) => st.write(line));
    for (const line of ["new 1", "new 2"]) {
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
      st.write(line);
    }
  });
  await using page = await open(async () => await f());
  assertEquals(page.lines(), ["[Again]", "old 1", "old 2", "old 3"]);
  const again = page.click("Again");
  await page.until(() => page.find("[data-stale]") !== null);
  // Nothing new yet: all that is old still stands.
  assertEquals(page.lines(), ["[Again]", "old 1", "old 2", "old 3"]);
  gates[0]!.resolve();
  await page.until(() => page.has("new 1"));
  assertEquals(page.lines(), ["[Again]", "new 1", "old 2", "old 3"]);
  gates[1]!.resolve();
  await again;
  assertEquals(page.lines(), ["[Again]", "new 1", "new 2"]);
  assertEquals(page.find("[data-stale]"), null);
});

Deno.test("R3 a spinner is seen while its body runs, and gone afterwards", async () => {
  const gate = Promise.withResolvers<void>();
  const f = st.fragment(async () => {
    if (!st.button("Ask")) return st.write("idle");
    const answer = await st.spinner("Asking")(async () => {
      await gate.promise;
      return 42;
    });
    st.write(`answer ${answer}`);
  });
  await using page = await open(async () => await f());
  const asked = page.click("Ask");
  await page.until(() => page.has("Asking"));
  assert(!page.has("answer"));
  gate.resolve();
  await asked;
  assertEquals(page.lines(), ["[Ask]", "answer 42"]);
});

Deno.test("R3 a slot written again and again shows each step", async () => {
  const steps = [0, 1, 2].map(() => Promise.withResolvers<void>());
  const f = st.fragment(async () => {
    const go = st.button("Count");
    const slot = st.empty();
    if (!go) return;
    for (const [i, step] of steps.entries()) {
      slot.write(`step ${i}`);
      await step.promise;
    }
    slot.write("done");
  });
  await using page = await open(async () => await f());
  const counted = page.click("Count");
  for (const [i, step] of steps.entries()) {
    await page.until(() => page.has(`step ${i}`));
    assertEquals(page.count("step"), 1);
    step.resolve();
  }
  await counted;
  assertEquals(page.lines(), ["[Count]", "done"]);
});

Deno.test("R3 what is written into a slot stands there alone, while the run goes on", async () => {
  const gate = Promise.withResolvers<void>();
  const f = st.fragment(async () => {
    const go = st.button("Go");
    const slot = st.empty();
    if (!go) {
      slot.container()(() => ["old", "older"].forEach((line) => st.button(line)));
      return;
    }
    slot.chatMessage("user").write("new");
    await gate.promise;
    st.write("done");
  });
  await using page = await open(async () => await f());
  assertEquals(page.lines(), ["[Go]", "[old]", "[older]"]);
  const went = page.click("Go");
  await page.until(() => page.has("new"));
  assert(!page.has("old"), page.picture());
  gate.resolve();
  await went;
  assert(page.has("done"));
});

Deno.test("R3 a slow page is sent with what is drawn, and the rest follows", async () => {
  const gate = Promise.withResolvers<void>();
  await using page = await open(async () => {
    st.write("first");
    await gate.promise;
    st.write("second");
  });
  assertEquals(page.lines(), ["first"]);
  await page.live();
  gate.resolve();
  await page.until(() => page.has("second"));
  assertEquals(page.lines(), ["first", "second"]);
});

Deno.test("R4 effects happen in the run that executes them, and are not replayed", async () => {
  const f = st.fragment(() => {
    if (st.button("Celebrate")) st.balloons();
    st.button("Nothing");
  });
  await using page = await open(() => {
    st.snow();
    st.toast("Welcome");
    f();
    st.button("Full");
  });
  assertEquals(page.effects(), ["snow"]);
  assertEquals(page.toasts(), ["Welcome"]);
  await page.click("Nothing");
  assertEquals(page.effects(), ["snow"]);
  await page.click("Celebrate");
  assertEquals(page.effects(), ["snow", "balloons"]);
  await page.click("Nothing");
  assertEquals(page.effects(), ["snow", "balloons"]);
  assertEquals(page.toasts(), ["Welcome"]);
  await page.click("Full");
  assertEquals(page.effects(), ["snow", "balloons", "snow"]);
  assertEquals(page.toasts(), ["Welcome", "Welcome"]);
});

Deno.test("R4 balloons in a fragment come without the page's slow part", async () => {
  let gate = Promise.resolve();
  const release = st.fragment(() => {
    if (st.button("Release")) st.balloons();
  });
  await using page = await open(async () => {
    release();
    await st.spinner("Loading")(() => gate);
    st.write("loaded");
  });
  const opened = Promise.withResolvers<void>();
  gate = opened.promise;
  await page.click("Release");
  assertEquals(page.effects(), ["balloons"]);
  assert(page.has("loaded") && !page.has("Loading"));
  opened.resolve();
});

Deno.test("R5 a toast right before rerun() is shown, though its run is discarded", async () => {
  const runs = { page: 0 };
  const f = st.fragment(() => {
    if (st.button("Save")) {
      st.write("never seen");
      st.toast("Saved");
      st.rerun();
    }
  });
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    f();
  });
  await page.click("Save");
  assertEquals(page.toasts(), ["Saved"]);
  assertEquals(page.lines(), ["page 2", "[Save]"]);
});

Deno.test("R5 a toast right before a fragment begins again is shown", async () => {
  const f = st.fragment(() => {
    if (st.button("Save") && !st.sessionState.saved) {
      st.sessionState.saved = true;
      st.toast("Saved");
      st.rerun({ scope: "fragment" });
    }
    st.write(`saved: ${st.sessionState.saved ?? false}`);
  });
  await using page = await open(() => f());
  await page.click("Save");
  assertEquals(page.toasts(), ["Saved"]);
  assertEquals(page.lines(), ["[Save]", "saved: true"]);
});

Deno.test("R6 a pressed button is true for exactly one run", async () => {
  const f = st.fragment(() => {
    if (st.button("Say hi")) st.write("Hi back!");
    st.button("Other");
  });
  await using page = await open(() => {
    f();
    st.button("Full");
  });
  await page.click("Say hi");
  assert(page.has("Hi back!"));
  await page.click("Other");
  assert(!page.has("Hi back!"));
  await page.click("Say hi");
  assert(page.has("Hi back!"));
  await page.click("Full");
  assert(!page.has("Hi back!"));
});

Deno.test("R7 a fragment's button is false in a later full run, a page's in later fragment runs", async () => {
  const seen: string[] = [];
  const f = st.fragment((pressed: boolean) => {
    if (st.button("Inside")) seen.push("inside in fragment");
    seen.push(`argument ${pressed}`);
    st.button("Other");
  });
  await using page = await open(() => {
    const outside = st.button("Outside");
    if (outside) seen.push("outside in page");
    f(outside);
  });
  await page.click("Inside");
  seen.length = 0;
  await page.click("Outside");
  assertEquals(seen, ["outside in page", "argument true"]);
  seen.length = 0;
  // The argument is frozen (F7), the press itself is not seen again.
  await page.click("Other");
  assertEquals(seen, ["argument true"]);
  seen.length = 0;
  await page.click("Inside");
  assertEquals(seen, ["inside in fragment", "argument true"]);
});

Deno.test("R8 a file that is offered outside can be fetched after a fragment has rerun", async () => {
  const runs = { f: 0 };
  const f = st.fragment(() => {
    st.button("Again");
    st.downloadButton("Inside", () => `inside ${++runs.f}`, { fileName: "inside.txt" });
  });
  await using page = await open(() => {
    st.downloadButton("Outside", "outside", { fileName: "outside.txt" });
    f();
  });
  const fetched = async (nth: number) => {
    const link = page.findAll("a[data-widget]")[nth]!.getAttribute("href")!;
    const response = await page.get(link);
    return `${response.status} ${await response.text()}`;
  };
  assertEquals(await fetched(0), "200 outside");
  for (let i = 0; i < 5; i++) await page.click("Again");
  assertEquals(await fetched(0), "200 outside");
  assertEquals(await fetched(1), "200 inside 1");
});

Deno.test("R9 query parameters written in a fragment reach the address bar without a full run", async () => {
  const f = st.fragment(() => {
    if (st.button("Week")) st.queryParams.set("view", "week");
    if (st.button("Clear")) st.queryParams.clear();
    st.write(`fragment: ${st.queryParams.get("view") ?? "none"}`);
  });
  await using page = await open(() => {
    st.write(`page: ${st.queryParams.get("view") ?? "none"}`);
    f();
    st.button("Full");
  }, { path: "/?view=day&x=1" });
  assertEquals(page.url.search, "?view=day&x=1");
  assert(page.has("page: day") && page.has("fragment: day"));
  await page.click("Week");
  assertEquals(page.url.searchParams.get("view"), "week");
  assertEquals(page.url.searchParams.get("x"), "1");
  assert(page.has("page: day") && page.has("fragment: week"));
  await page.click("Full");
  assert(page.has("page: week"));
  await page.click("Clear");
  assertEquals(page.url.search, "");
  assert(page.has("page: week") && page.has("fragment: none"));
});
