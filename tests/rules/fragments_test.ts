/** Section 1 of the rules: what a fragment is, and its identity. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { open } from "../kit.ts";

Deno.test("F1 a call during a full run draws inline and in order", async () => {
  const f = st.fragment((n: number) => st.write(`f ${n}`));
  await using page = await open(() => {
    f(1);
    st.write("end");
  });
  assertEquals(page.lines(), ["f 1", "end"]);
});

Deno.test("F1 the call site remembers its function and its arguments", async () => {
  const runs = { f: 0 };
  const f = st.fragment((name: string, n: number) => {
    runs.f++;
    st.button("Again");
    st.write(`${name} ${n}, run ${runs.f}`);
  });
  await using page = await open(() => f("call", 7));
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "call 7, run 2"]);
});

Deno.test("F2 a fragment rerun leaves its siblings' place and content alone", async () => {
  const runs = { app: 0, fragment: 0 };
  const f = st.fragment(() => {
    runs.fragment++;
    for (let i = 0; i < runs.fragment; i++) st.write(`line ${i}`);
    st.button("Grow");
  });
  await using page = await open(() => {
    runs.app++;
    st.write(`before ${runs.app}`);
    f();
    st.write(`after ${runs.app}`);
  });
  assertEquals(page.lines(), ["before 1", "line 0", "[Grow]", "after 1"]);
  await page.click("Grow");
  await page.click("Grow");
  assertEquals(page.lines(), ["before 1", "line 0", "line 1", "line 2", "[Grow]", "after 1"]);
});

Deno.test("F3 a widget's event reruns what it was created in", async () => {
  const runs = st.state({ app: 0, fragment: 0 });
  const f = st.fragment(() => {
    runs.fragment++;
    st.button("Rerun fragment");
    st.write(`Fragment says it ran ${runs.fragment} times.`);
  });
  await using page = await open(() => {
    runs.app++;
    f();
    st.button("Rerun full app");
    st.write(`Full app says it ran ${runs.app} times.`);
    st.write(`Full app sees that fragment ran ${runs.fragment} times.`);
  });
  for (let i = 0; i < 3; i++) await page.click("Rerun fragment");
  assertEquals(page.lines(), [
    "[Rerun fragment]",
    "Fragment says it ran 4 times.",
    "[Rerun full app]",
    "Full app says it ran 1 times.",
    "Full app sees that fragment ran 1 times.",
  ]);
  await page.click("Rerun full app");
  assertEquals(page.lines(), [
    "[Rerun fragment]",
    "Fragment says it ran 5 times.",
    "[Rerun full app]",
    "Full app says it ran 2 times.",
    "Full app sees that fragment ran 5 times.",
  ]);
});

Deno.test("F4 among nested fragments the innermost one owns the widget", async () => {
  const runs = { page: 0, outer: 0, inner: 0, innermost: 0 };
  const innermost = st.fragment(() => {
    st.write(`innermost ${++runs.innermost}`);
    st.button("In innermost");
  });
  const inner = st.fragment(() => {
    st.write(`inner ${++runs.inner}`);
    st.button("In inner");
    innermost();
  });
  const outer = st.fragment(() => {
    st.write(`outer ${++runs.outer}`);
    st.button("In outer");
    inner();
  });
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    outer();
    st.write(`below ${runs.page}`);
  });
  const counts = () => page.lines().filter((line) => !line.startsWith("["));
  await page.click("In innermost");
  assertEquals(counts(), ["page 1", "outer 1", "inner 1", "innermost 2", "below 1"]);
  await page.click("In inner");
  assertEquals(counts(), ["page 1", "outer 1", "inner 2", "innermost 3", "below 1"]);
  await page.click("In outer");
  assertEquals(counts(), ["page 1", "outer 2", "inner 3", "innermost 4", "below 1"]);
});

Deno.test("F5 each call site is an instance of its own", async () => {
  const counts = st.state({ card0: 0, card1: 0 }) as Record<string, number>;
  const card = st.fragment((i: number) => {
    if (st.button("Like", { key: `like${i}` })) counts[`card${i}`]!++;
    st.write(`card ${i}: ${counts[`card${i}`]}`);
  });
  await using page = await open(() => {
    for (const i of [0, 1]) card(i);
  });
  await page.click("Like", { nth: 1 });
  await page.click("Like", { nth: 1 });
  assertEquals(page.lines(), ["[Like]", "card 0: 0", "[Like]", "card 1: 2"]);
});

Deno.test("F5 instances of one fragment rerun with their own arguments only", async () => {
  const log: string[] = [];
  const card = st.fragment((name: string) => {
    log.push(name);
    st.button("Go", { key: name });
  });
  await using page = await open(() => {
    card("a");
    st.container()(() => card("b"));
    card("c");
  });
  log.length = 0;
  await page.click("Go", { nth: 1 });
  await page.click("Go", { nth: 2 });
  await page.click("Go", { nth: 0 });
  assertEquals(log, ["b", "c", "a"]);
});

Deno.test("F6 widgets keep their values when a full run inserts elements above their fragment", async () => {
  const f = st.fragment(() => {
    const name = st.textInput("Name");
    st.write(`Hello ${name}`);
  });
  await using page = await open(() => {
    if (st.checkbox("Banner")) {
      st.info("Closed on Monday");
      st.container()(() => st.write("Every year"));
    }
    f();
  });
  await page.fill("Name", "Ann");
  await page.check("Banner");
  assertEquals(page.lines().slice(-2), ["Name: Ann", "Hello Ann"]);
  await page.fill("Name", "Bea");
  assertEquals(page.lines().slice(-2), ["Name: Bea", "Hello Bea"]);
});

Deno.test("F6 a widget keeps its value when its fragment's container moves down", async () => {
  const f = st.fragment(() => {
    const name = st.textInput("Name");
    st.write(`Hello ${name}`);
  });
  await using page = await open(() => {
    if (st.checkbox("Banner")) st.container().info("Closed on Monday");
    st.container()(() => f());
  });
  await page.fill("Name", "Ann");
  await page.check("Banner");
  assertEquals(page.lines().slice(-2), ["Name: Ann", "Hello Ann"]);
});

Deno.test("F6 a keyed widget keeps its value when the same fragment is called above", async () => {
  const f = st.fragment((key: string) => {
    st.write(`${key} is ${st.textInput("Name", { key })}`);
  });
  await using page = await open(() => {
    if (st.checkbox("Two")) f("first");
    f("second");
  });
  await page.fill("Name", "Ann");
  await page.check("Two");
  assertEquals(page.lines(), ["[x] Two", "Name:", "first is", "Name: Ann", "second is Ann"]);
  await page.fill("Name", "Bea", { nth: 1 });
  assertEquals(page.lines(), ["[x] Two", "Name:", "first is", "Name: Bea", "second is Bea"]);
});

Deno.test("F7 arguments are those of the last full run", async () => {
  const uses = st.fragment((choice: string) => {
    st.button("Again");
    st.write(`uses ${choice}`);
  });
  await using page = await open(() => {
    const choice = st.selectbox("Choice", ["p", "q"]);
    uses(choice);
  });
  await page.select("Choice", "q");
  assertEquals(page.lines().at(-1), "uses q");
  await page.click("Again");
  await page.click("Again");
  assertEquals(page.lines().at(-1), "uses q");
});

Deno.test("F7 a child's arguments are those of its parent's last run", async () => {
  const child = st.fragment((n: number) => {
    st.button("Child");
    st.write(`child of run ${n}`);
  });
  const runs = { parent: 0 };
  const parent = st.fragment(() => {
    st.button("Parent");
    child(++runs.parent);
  });
  await using page = await open(() => parent());
  await page.click("Parent");
  assertEquals(page.lines().at(-1), "child of run 2");
  await page.click("Child");
  assertEquals(page.lines().at(-1), "child of run 2");
});

Deno.test("F8 a captured object is shared until the next full run makes a new one", async () => {
  const f = st.fragment((list: string[]) => {
    list.push("x");
    st.button("Append");
    st.write(`length ${list.length}`);
  });
  await using page = await open(() => {
    f([]);
    st.button("Full");
  });
  assert(page.has("length 1"));
  await page.click("Append");
  await page.click("Append");
  assert(page.has("length 3"));
  await page.click("Full");
  assert(page.has("length 1"));
});

Deno.test("F9 captured values stay, state and module variables are read anew", async () => {
  let global = 0;
  await using page = await open(() => {
    st.sessionState.n ??= 0;
    const captured = st.sessionState.n;
    const f = st.fragment(() => {
      if (st.button("Raise")) {
        st.sessionState.n += 10;
        global += 10;
      }
      st.write(`captured ${captured}, state ${st.sessionState.n}, global ${global}`);
    });
    f();
    st.button("Full");
  });
  await page.click("Raise");
  assert(page.has("captured 0, state 10, global 10"));
  await page.click("Raise");
  assert(page.has("captured 0, state 20, global 20"));
  await page.click("Full");
  assert(page.has("captured 20, state 20, global 20"));
});

Deno.test("F10 the result counts in full runs and is dropped in fragment reruns", async () => {
  const runs = { f: 0 };
  const f = st.fragment(() => {
    st.button("Again");
    return ++runs.f;
  });
  await using page = await open(() => {
    const result = f();
    st.write(`result ${result}`);
    st.button("Full");
  });
  assert(page.has("result 1"));
  await page.click("Again");
  assertEquals(runs.f, 2);
  assert(page.has("result 1"));
  await page.click("Full");
  assert(page.has("result 3"));
});

Deno.test("F11 a definition without a call draws nothing", async () => {
  let ran = false;
  await using page = await open(() => {
    st.fragment(() => {
      ran = true;
      st.write("never");
    });
    st.write("only this");
  });
  assertEquals(page.lines(), ["only this"]);
  assert(!ran);
});

Deno.test("F11 a call outside a run throws and says what to do", () => {
  const report = st.fragment(function report() {
    st.write("never");
  });
  const error = assertThrows(() => report(), Error);
  assertStringIncludes(error.message, "report");
  assertStringIncludes(error.message, "call it inside a page or a fragment");
});

Deno.test("F12 closures, methods, arrows and generics with options are all fragments", async () => {
  class Board {
    readonly #name: string;
    constructor(name: string) {
      this.#name = name;
    }
    readonly draw = st.fragment(() => this.write());
    write() {
      st.button("In method");
      st.write(`method of ${this.#name}`);
    }
  }
  const board = new Board("board");
  const keyed = st.fragment(<T>(value: T) => {
    st.button("In keyed");
    st.write(`keyed ${value}`);
    return value;
  }, { key: "keyed" });
  const runs = { page: 0 };
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    board.draw();
    keyed("k");
    st.fragment(() => {
      st.button("In closure");
      st.write(`closure of page ${runs.page}`);
    })();
  });
  for (const label of ["In method", "In keyed", "In closure"]) await page.click(label);
  assertEquals(page.lines(), [
    "page 1",
    "[In method]",
    "method of board",
    "[In keyed]",
    "keyed k",
    "[In closure]",
    "closure of page 1",
  ]);
});

Deno.test("F12 an awaited async fragment draws in order and answers its result", async () => {
  const slow = st.fragment(async (name: string) => {
    st.write(`${name} begins`);
    await Promise.resolve();
    st.write(`${name} ends`);
    return name.toUpperCase();
  });
  await using page = await open(async () => {
    const a = await slow("a");
    st.write(`between, after ${a}`);
    const b = await slow("b");
    st.write(`end, after ${b}`);
  });
  assertEquals(page.lines(), [
    "a begins",
    "a ends",
    "between, after A",
    "b begins",
    "b ends",
    "end, after B",
  ]);
});

Deno.test("F12 an async fragment that is not awaited is drawn at its place", async () => {
  const slow = st.fragment(async (name: string) => {
    st.write(`${name} begins`);
    await Promise.resolve();
    st.write(`${name} ends`);
  });
  await using page = await open(() => {
    slow("a");
    st.write("between");
    slow("b");
    st.write("end");
  });
  assertEquals(page.lines(), ["a begins", "a ends", "between", "b begins", "b ends", "end"]);
});

Deno.test("F12 an async fragment reruns alone", async () => {
  const runs = { page: 0, slow: 0 };
  const slow = st.fragment(async () => {
    st.button("Again");
    await Promise.resolve();
    st.write(`slow ${++runs.slow}`);
  });
  await using page = await open(async () => {
    await slow();
    st.write(`page ${++runs.page}`);
  });
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "slow 2", "page 1"]);
});

const LAYOUTS: Readonly<Record<string, (body: () => void) => void>> = {
  "a container": (body) => st.container({ border: true })(body),
  "a column": (body) => {
    const [left, right] = st.columns([2, 1]);
    left!.write("left");
    right!(body);
  },
  "a column of a container": (body) => st.container()(() => st.columns(2)[1]!(body)),
  "the sidebar": (body) => st.sidebar(body),
  "a slot": (body) => st.empty()(body),
  "a container of a slot": (body) => st.empty().container()(body),
  "tabs": (body) => {
    const [, second] = st.tabs(["one", "two"]);
    second!(body);
  },
  "an expander": (body) => st.expander("More", { expanded: true })(body),
};

for (const [name, inside] of Object.entries(LAYOUTS)) {
  Deno.test(`F13 a fragment works in ${name} and leaves no ghosts when it shrinks`, async () => {
    const f = st.fragment(() => {
      const few = st.checkbox("Few");
      for (let i = 0; i < (few ? 1 : 3); i++) st.write(`item ${i}`);
    });
    const runs = { page: 0 };
    await using page = await open(() => {
      st.write(`page ${++runs.page}`);
      inside(() => f());
      st.write("below");
    });
    assertEquals(page.count("item"), 3);
    await page.check("Few");
    assertEquals(page.count("item"), 1);
    assert(page.has("item 0") && page.has("page 1") && page.has("below"));
    await page.uncheck("Few");
    assertEquals(page.count("item"), 3);
    assert(page.has("page 1"));
  });
}

Deno.test("F13 a body that switches between two and three columns leaves none behind", async () => {
  const f = st.fragment(() => {
    const three = st.checkbox("Three");
    st.columns(three ? 3 : 2).forEach((column, i) => column.write(`column ${i}`));
    st.write("end");
  });
  await using page = await open(() => f());
  const columns = ["column 0", "column 1", "column 2"];
  for (let i = 0; i < 2; i++) {
    await page.check("Three");
    assertEquals(page.lines(), ["[x] Three", ...columns, "end"]);
    await page.uncheck("Three");
    assertEquals(page.lines(), ["[ ] Three", ...columns.slice(0, 2), "end"]);
  }
  assertEquals(page.findAll(".column").length, 2);
});

Deno.test("F13 a body that switches between two and three tabs leaves none behind", async () => {
  const f = st.fragment(() => {
    const names = st.checkbox("Three") ? ["A", "B", "C"] : ["A", "B"];
    st.tabs(names).forEach((tab, i) => tab.write(`inside ${names[i]}`));
  });
  await using page = await open(() => f());
  for (let i = 0; i < 2; i++) {
    await page.check("Three");
    assertEquals(page.findAll("[role=tab]").length, 3);
    assertEquals(page.count("inside"), 3);
    await page.uncheck("Three");
    assertEquals(page.findAll("[role=tab]").length, 2);
    assertEquals(page.count("inside"), 2);
  }
});

Deno.test("F14 the implicit container stands among the children of a horizontal container", async () => {
  const f = st.fragment(() => st.write("fragment"));
  await using page = await open(() => {
    st.container({ horizontal: true })(() => {
      st.write("left");
      f();
      st.write("right");
    });
  });
  const row = page.find(".horizontal")!;
  assertEquals([...row.children].map(({ textContent }) => textContent), [
    "left",
    "fragment",
    "right",
  ]);
  assertEquals(page.lines(), ["left", "fragment", "right"]);
});

Deno.test("F14 fragments without a name are told apart by what they do", async () => {
  let notice = false;
  const above = () => st.fragment(() => void st.write("a notice"));
  const name = st.fragment(() => void st.write(`Hello ${st.textInput("Name")}`));
  await using page = await open(() => {
    notice = st.checkbox("Notice");
    // Made anew in each run, as a fragment that captures something is.
    if (notice) above()();
    name();
  });
  await page.fill("Name", "Ada");
  await page.check("Notice");
  assertEquals(page.lines(), ["[x] Notice", "a notice", "Name: Ada", "Hello Ada"]);
  await page.uncheck("Notice");
  assertEquals(page.lines(), ["[ ] Notice", "Name: Ada", "Hello Ada"]);
});
