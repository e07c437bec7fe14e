/** Section 12 of the rules as Eddy has it: fragments that are not awaited run beside the rest. */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { open } from "../kit.ts";

type Gate = PromiseWithResolvers<void>;
const gate = (): Gate => Promise.withResolvers<void>();

Deno.test("P1 calls return at once, bodies overlap, the page's order is the order of calls", async () => {
  const gates: Gate[] = [gate(), gate()];
  const log: string[] = [];
  const part = st.fragment(async (i: number) => {
    st.write(`part ${i} begins`);
    await gates[i]!.promise;
    st.write(`part ${i} done`);
    log.push(`p${i}`);
  });
  await using page = await open(() => {
    part(0);
    part(1);
    st.write("end");
    log.push("page");
  });
  assertEquals(page.lines(), ["part 0 begins", "part 1 begins", "end"]);
  await page.live();
  gates[1]!.resolve();
  await page.until(() => page.has("part 1 done"));
  assertEquals(page.lines(), ["part 0 begins", "part 1 begins", "part 1 done", "end"]);
  gates[0]!.resolve();
  await page.until(() => page.has("part 0 done"));
  assertEquals(log, ["page", "p1", "p0"]);
  assertEquals(page.lines(), [
    "part 0 begins",
    "part 0 done",
    "part 1 begins",
    "part 1 done",
    "end",
  ]);
});

Deno.test("P1 each body draws at its own place, in containers and nested fragments, too", async () => {
  const inner = st.fragment(async (name: string) => {
    await Promise.resolve();
    st.write(`${name} inner`);
  });
  const part = st.fragment(async (name: string) => {
    await Promise.resolve();
    st.container()(async () => {
      st.write(`${name} box`);
      await Promise.resolve();
      inner(name);
    });
    await Promise.resolve();
    st.write(`${name} end`);
  });
  await using page = await open(() => {
    const [left, right] = st.columns(2);
    left!(() => part("left"));
    right!(() => part("right"));
    part("below");
  });
  assertEquals(page.linesIn(".column:nth-child(1)"), ["left box", "left inner", "left end"]);
  assertEquals(page.linesIn(".column:nth-child(2)"), ["right box", "right inner", "right end"]);
  assertEquals(page.lines().slice(-3), ["below box", "below inner", "below end"]);
});

Deno.test("P2 a full run is over when all of its fragments are", async () => {
  let hold: Gate[] = [];
  const part = st.fragment(async (i: number) => {
    await hold[i]?.promise;
    st.write(`part ${i}`);
  });
  await using page = await open(() => {
    st.button("Full");
    part(0);
    part(1);
  });
  hold = [gate(), gate()];
  let over = false;
  const full = page.click("Full").then(() => over = true);
  await page.rest();
  hold[0]!.resolve();
  await page.until(() => page.has("part 0"));
  await page.rest();
  assert(!over);
  hold[1]!.resolve();
  await full;
  assertEquals(page.lines(), ["[Full]", "part 0", "part 1"]);
});

Deno.test("P2 a fragment's rerun is over when its children that were not awaited are", async () => {
  let hold: Gate | null = null;
  const child = st.fragment(async () => {
    await hold?.promise;
    st.write("child done");
  });
  const parent = st.fragment(() => {
    st.button("Again");
    child();
    st.write("parent done");
  });
  await using page = await open(() => parent());
  hold = gate();
  let over = false;
  const again = page.click("Again").then(() => over = true);
  await page.rest();
  assert(!over);
  hold.resolve();
  await again;
  assertEquals(page.lines(), ["[Again]", "child done", "parent done"]);
});

Deno.test("P4 stop() in one ends the others at their next output call", async () => {
  const hold = gate();
  const log: string[] = [];
  const stops = st.fragment(async () => {
    st.write("stops begins");
    await Promise.resolve();
    st.stop();
  });
  const other = st.fragment(async () => {
    st.write("other begins");
    await hold.promise;
    log.push("other goes on");
    st.write("never");
    log.push("never");
  });
  await using page = await open(() => {
    stops();
    other();
    st.write("end");
  });
  hold.resolve();
  await page.rest();
  assertEquals(log, ["other goes on"]);
  assertEquals(page.lines(), ["stops begins", "other begins", "end"]);
});

Deno.test("P4 rerun() in one cancels all, and the page runs again", async () => {
  const log: string[] = [];
  const asks = st.fragment(async () => {
    await Promise.resolve();
    if (!st.sessionState.ready) {
      st.sessionState.ready = true;
      st.rerun();
    }
    st.write("ready");
  });
  const other = st.fragment(async () => {
    const { signal } = st.context;
    signal.addEventListener("abort", () => log.push("cancelled"));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    st.write("other");
  });
  await using page = await open(() => {
    asks();
    other();
  });
  await page.rest();
  assertEquals(log, ["cancelled"]);
  assertEquals(page.lines(), ["ready", "other"]);
});

Deno.test("P5 an error stays in its own fragment, the others and the page go on", async () => {
  const part = st.fragment(async (name: string) => {
    st.write(`${name} begins`);
    await Promise.resolve();
    if (name === "b") throw new Error("b failed");
    await Promise.resolve();
    st.write(`${name} done`);
  });
  await using page = await open(() => {
    for (const name of ["a", "b", "c"]) part(name);
    st.write("end");
  });
  assertEquals(page.lines(), [
    "a begins",
    "a done",
    "b begins",
    "Error: b failed",
    "c begins",
    "c done",
    "end",
  ]);
});

Deno.test("P5 an error before the first await stays in its own fragment, too", async () => {
  // deno-lint-ignore require-await -- it fails before it would
  const part = st.fragment(async () => {
    throw new Error("failed at once");
  });
  await using page = await open(() => {
    part();
    st.write("end");
  });
  assertEquals(page.lines(), ["Error: failed at once", "end"]);
});

Deno.test("P1, P3 a fragment that was not awaited reruns alone, beside the others", async () => {
  const gates: Record<string, Gate> = { a: gate(), b: gate() };
  const part = st.fragment(async (name: string) => {
    const pressed = st.button(name);
    if (pressed) await gates[name]!.promise;
    st.write(`${name} ${pressed ? "pressed" : "drawn"}`);
  });
  const runs = { page: 0 };
  await using page = await open(() => {
    part("a");
    part("b");
    st.write(`page ${++runs.page}`);
  });
  const presses = [page.click("a"), page.click("b")];
  await page.rest();
  gates.b!.resolve();
  await presses[1];
  assertEquals(page.lines().filter((line) => !line.startsWith("[")).slice(-2), [
    "b pressed",
    "page 1",
  ]);
  gates.a!.resolve();
  await presses[0];
  assertEquals(page.lines(), ["[a]", "a pressed", "[b]", "b pressed", "page 1"]);
});

Deno.test("P1 the place of a fragment that was not awaited is kept while it is still empty", async () => {
  const hold = gate();
  const late = st.fragment(async () => {
    await hold.promise;
    st.write("late");
  });
  await using page = await open(() => {
    st.write("above");
    late();
    st.write("below");
  });
  assertEquals(page.lines(), ["above", "below"]);
  await page.live();
  hold.resolve();
  await page.until(() => page.has("late"));
  assertEquals(page.lines(), ["above", "late", "below"]);
});

Deno.test("P1 a click in one part while another is still drawn by the first run is answered", async () => {
  const hold = gate();
  const quick = st.fragment(() => {
    st.sessionState.n ??= 0;
    if (st.button("Plus one!")) st.sessionState.n++;
    st.write(`Clicked ${st.sessionState.n} times`);
  });
  const late = st.fragment(async () => {
    await hold.promise;
    st.write("late");
  });
  await using page = await open(() => {
    quick();
    late();
  });
  await page.live();
  await page.click("Plus one!");
  await page.click("Plus one!");
  assertEquals(page.lines(), ["[Plus one!]", "Clicked 2 times"]);
  hold.resolve();
  await page.until(() => page.has("late"));
  assertEquals(page.lines(), ["[Plus one!]", "Clicked 2 times", "late"]);
});

Deno.test("P1 the result of a fragment that is awaited later is its result", async () => {
  const load = st.fragment(async (name: string) => {
    await Promise.resolve();
    st.write(`loaded ${name}`);
    return name.length;
  });
  await using page = await open(async () => {
    const sizes = await Promise.all([load("one"), load("three")]);
    st.write(`sizes ${sizes.join(", ")}`);
  });
  assertEquals(page.lines(), ["loaded one", "loaded three", "sizes 3, 5"]);
});
