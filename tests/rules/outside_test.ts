/**
 * Section 3 of the rules: what a fragment writes into containers made outside it. In Eddy that is the
 * author's choice: elements pile up (O11, the default), or `outside: "replace"` redraws them in place.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { inOneProcess, open } from "../kit.ts";
import type { Tab } from "../kit.ts";

const BOX = ".key-box";
const REPLACE = { outside: "replace" } as const;

/** Lets a fragment's work go on step by step. */
function steps() {
  const waiting: (() => void)[] = [];
  return {
    pause: () => new Promise<void>((resolve) => void waiting.push(resolve)),
    go: () => waiting.shift()!(),
  };
}

// ── Default: they pile up ───────────────────────────────────────────────────────────────────────

Deno.test("O11 by default elements written outside pile up until the next full run", async () => {
  const runs = { f: 0 };
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(() => {
      st.button("Add");
      box.write(`line ${++runs.f}`);
    });
    f();
    st.button("Full");
  });
  await page.click("Add");
  await page.click("Add");
  assertEquals(page.lines(), ["line 1", "line 2", "line 3", "[Add]", "[Full]"]);
  await page.click("Full");
  assertEquals(page.lines(), ["line 4", "[Add]", "[Full]"]);
});

Deno.test("O11 elements pile up at the end of the container, behind what the page wrote", async () => {
  const runs = { f: 0 };
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(() => {
      st.button("Add");
      box(() => st.container()(() => st.write(`card ${++runs.f}`)));
    });
    box.write("header");
    f();
    box.write("footer");
  });
  assertEquals(page.lines(), ["header", "card 1", "footer", "[Add]"]);
  await page.click("Add");
  await page.click("Add");
  assertEquals(page.lines(), ["header", "card 1", "footer", "card 2", "card 3", "[Add]"]);
});

Deno.test("O7 a slot made outside holds the newest element only", async () => {
  const runs = { f: 0 };
  await using page = await open(() => {
    const slot = st.empty();
    const f = st.fragment(() => {
      st.button("Again");
      slot.write(`n ${++runs.f}`);
    });
    f();
    st.write("below");
  });
  await page.click("Again");
  await page.click("Again");
  assertEquals(page.lines(), ["n 3", "[Again]", "below"]);
});

Deno.test("O7 a slot made outside can be cleared by a fragment", async () => {
  await using page = await open(() => {
    const slot = st.empty();
    slot.write("note");
    const f = st.fragment(() => {
      if (st.button("Clear")) slot.clear();
      if (st.button("Write")) slot.write("again");
    });
    f();
  });
  await page.click("Clear");
  assertEquals(page.lines(), ["[Clear]", "[Write]"]);
  await page.click("Write");
  assertEquals(page.lines(), ["again", "[Clear]", "[Write]"]);
});

Deno.test("O11 by default a widget outside is an error that says so", async () => {
  await using page = await open(() => {
    const box = st.container();
    box.write("header");
    const f = st.fragment(function card() {
      st.write("before");
      box.button("Press me");
      st.write("after");
    });
    f();
    st.write("rest");
  });
  assertEquals(page.lines().filter((line) => !line.startsWith("Error")), [
    "header",
    "before",
    "rest",
  ]);
  const [box] = page.errorBoxes();
  assertStringIncludes(box!, 'button "Press me"');
  assertStringIncludes(box!, 'outside fragment "card"');
  assertStringIncludes(box!, 'outside: "replace"');
});

Deno.test("O11 a widget in a container that a fragment put into one outside is an error, too", async () => {
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(() => {
      box(() => st.container()(() => st.checkbox("Agree")));
    });
    f();
  });
  assertEquals(page.errorBoxes().length, 1);
  assertEquals(page.findAll("[data-widget]").length, 0);
});

for (const place of ["container", "container in it", "slot"] as const) {
  Deno.test(`O11 N1 a fragment that another calls in a ${place} made outside is an error that says so`, async () => {
    const child = st.fragment(function child() {
      st.button("Child");
    });
    const parent = st.fragment((box: st.Container) => {
      st.button("Parent");
      const isInner = place === "container in it";
      box(() => isInner ? st.container()(() => child()) : child());
    }, { key: "parent" });
    await using page = await open(() => parent(place === "slot" ? st.empty() : st.container()));
    for (let run = 0; run < 2; run++) {
      assertEquals(page.lines().filter((line) => !line.startsWith("Error")), ["[Parent]"]);
      assertEquals(
        page.errorBoxes()[0]!.split(":")[1]!.trim(),
        'Cannot draw fragment "child" in a container made outside fragment "parent"',
      );
      await page.click("Parent");
    }
  });
}

Deno.test("N1 O6 replace: a fragment that another calls in a container made outside stands there once", async () => {
  const runs = { child: 0 };
  const child = st.fragment(() => {
    st.button("Child");
    st.write(`child ${++runs.child}`);
  });
  const parent = st.fragment((box: st.Container) => {
    if (st.checkbox("Show", { value: true })) box(() => child());
  }, REPLACE);
  await using page = await open(() => parent(st.container({ key: "box" })));
  await page.click("Child");
  assertEquals(page.linesIn(BOX), ["[Child]", "child 2"]);
  await page.uncheck("Show");
  assertEquals(page.linesIn(BOX), []);
  await page.check("Show");
  await page.click("Child");
  assertEquals(page.linesIn(BOX), ["[Child]", "child 4"]);
});

Deno.test("O4 writing to the sidebar in a fragment is an error that says what to do", async () => {
  const f = st.fragment(function stats() {
    st.sidebar.write("in the sidebar");
  });
  await using page = await open(() => {
    f();
    st.write("rest");
  });
  const [box] = page.errorBoxes();
  assertStringIncludes(box!, "sidebar(() => stats())");
  assertEquals(page.linesIn("#sidebar"), []);
  assert(page.has("rest"));
});

Deno.test("O4 writing to the sidebar first in a fragment rerun is the same error", async () => {
  const f = st.fragment(function stats() {
    if (st.button("Write")) st.sidebar.write("in the sidebar");
  });
  await using page = await open(() => {
    f();
    st.write("rest");
  });
  assertEquals(page.errorBoxes(), []);
  await page.click("Write");
  assertStringIncludes(page.errorBoxes()[0]!, "sidebar(() => stats())");
  assertEquals(page.linesIn("#sidebar"), []);
  assert(page.has("rest"));
});

Deno.test("O4 a fragment called inside the sidebar writes and reruns there", async () => {
  const runs = { f: 0, page: 0 };
  const stats = st.fragment(() => {
    st.button("Again");
    st.write(`stats ${++runs.f}`);
  });
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    st.sidebar(() => stats());
  });
  await page.click("Again");
  assertEquals(page.linesIn("#sidebar"), ["[Again]", "stats 2"]);
  assertEquals(page.lines(), ["page 1"]);
});

// ── outside: "replace" ──────────────────────────────────────────────────────────────────────────

Deno.test("O1 replace: each rerun redraws what it wrote outside, in place", async () => {
  const runs = { f: 0 };
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(() => {
      st.button("Again");
      box.write(`n ${++runs.f}`);
    }, REPLACE);
    f();
  });
  for (let i = 0; i < 3; i++) await page.click("Again");
  assertEquals(page.lines(), ["n 4", "[Again]"]);
});

Deno.test("O2 replace: neighbours keep their place around the fragment's part", async () => {
  const runs = { f: 0 };
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(() => {
      st.button("Again");
      const run = ++runs.f;
      for (let i = 0; i < run; i++) box.write(`slot ${run}.${i}`);
    }, REPLACE);
    box.write("header");
    f();
    box.write("footer");
  });
  assertEquals(page.lines(), ["header", "slot 1.0", "footer", "[Again]"]);
  await page.click("Again");
  await page.click("Again");
  assertEquals(page.lines(), ["header", "slot 3.0", "slot 3.1", "slot 3.2", "footer", "[Again]"]);
});

Deno.test("O3 replace: several fragments have each their own part of one container", async () => {
  const runs: Record<string, number> = { a: 0, b: 0 };
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment((name: string) => {
      st.button(`Refresh ${name}`);
      box.write(`${name} ${++runs[name]!}`);
    }, REPLACE);
    f("a");
    f("b");
  });
  await page.click("Refresh b");
  await page.click("Refresh b");
  assertEquals(page.lines().slice(0, 2), ["a 1", "b 3"]);
  await page.click("Refresh a");
  assertEquals(page.lines().slice(0, 2), ["a 2", "b 3"]);
});

Deno.test("O4 replace: the first write may come in a fragment rerun", async () => {
  await using page = await open(() => {
    const box = st.container();
    box.write("header");
    const f = st.fragment(() => {
      st.sessionState.n ??= 0;
      if (st.button("Write")) st.sessionState.n++;
      if (st.sessionState.n > 0) box.write(`written ${st.sessionState.n}`);
    }, REPLACE);
    f();
    box.write("footer");
  });
  await page.click("Write");
  assertEquals(page.errorBoxes(), []);
  assertEquals(page.lines(), ["header", "footer", "written 1", "[Write]"]);
  await page.click("Write");
  assertEquals(page.lines(), ["header", "footer", "written 2", "[Write]"]);
});

Deno.test("O4 replace: a fragment may write to the sidebar directly", async () => {
  const runs = { f: 0 };
  const f = st.fragment(() => {
    if (st.button("Write") || runs.f > 0) st.sidebar.write(`aside ${++runs.f}`);
  }, REPLACE);
  await using page = await open(() => {
    st.sidebar.write("menu");
    f();
    st.button("Full");
  });
  await page.click("Write");
  await page.click("Write");
  assertEquals(page.linesIn("#sidebar"), ["menu", "aside 2"]);
  await page.click("Full");
  assertEquals(page.linesIn("#sidebar"), ["menu", "aside 3"]);
});

Deno.test("O5 replace: a child may open its part in a container of its parent while that reruns", async () => {
  const runs = { parent: 0, child: 0 };
  const parent = st.fragment(() => {
    const run = ++runs.parent;
    st.button("Parent");
    const box = st.container();
    const child = st.fragment(() => {
      st.button("Child");
      if (run > 1) box.write(`child ${++runs.child}`);
    }, REPLACE);
    child();
  });
  await using page = await open(() => parent());
  await page.click("Parent");
  assertEquals(page.lines(), ["[Parent]", "child 1", "[Child]"]);
  await page.click("Child");
  assertEquals(page.lines(), ["[Parent]", "child 2", "[Child]"]);
  assertEquals(page.errorBoxes(), []);
});

Deno.test("O6 replace: a widget in the part belongs to the fragment that wrote it", async () => {
  const runs = { page: 0, f: 0 };
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    const box = st.container();
    const f = st.fragment(() => {
      const name = box.textInput("Name");
      if (box.button("Press")) st.write("pressed");
      st.write(`run ${++runs.f} for ${name}`);
    }, REPLACE);
    f();
  });
  await page.click("Press");
  assertEquals(page.lines(), ["page 1", "Name:", "[Press]", "pressed", "run 2 for"]);
  await page.fill("Name", "Ann");
  assertEquals(page.lines(), ["page 1", "Name: Ann", "[Press]", "run 3 for Ann"]);
});

Deno.test("O7 replace: a slot made outside holds the newest element only", async () => {
  const runs = { f: 0 };
  await using page = await open(() => {
    const slot = st.empty();
    const f = st.fragment(() => {
      st.button("Again");
      slot.write(`n ${++runs.f}`);
    }, REPLACE);
    f();
  });
  await page.click("Again");
  await page.click("Again");
  assertEquals(page.lines(), ["n 3", "[Again]"]);
});

Deno.test("O8 replace: what is not written again disappears at the end of the run", async () => {
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(() => {
      const n = Number(st.selectbox("Lines", ["3", "1", "0"]));
      for (let i = 0; i < n; i++) box.write(`line ${i}`);
    }, REPLACE);
    box.write("header");
    f();
  });
  assertEquals(page.count("line"), 3);
  await page.select("Lines", "1");
  assertEquals(page.lines(), ["header", "line 0", "Lines: 1"]);
  await page.select("Lines", "0");
  assertEquals(page.lines(), ["header", "Lines: 0"]);
  await page.select("Lines", "3");
  assertEquals(page.lines(), ["header", "line 0", "line 1", "line 2", "Lines: 3"]);
});

Deno.test("O9 replace: a full run resets all parts and decides their order anew", async () => {
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment((name: string) => {
      st.button(`In ${name}`);
      box.write(name);
    }, REPLACE);
    const names = st.checkbox("Reverse") ? ["b", "a"] : ["a", "b"];
    for (const name of names) f(name);
  });
  assertEquals(page.lines().slice(0, 2), ["a", "b"]);
  await page.click("In a");
  assertEquals(page.lines().slice(0, 2), ["a", "b"]);
  await page.check("Reverse");
  assertEquals(page.lines().slice(0, 2), ["b", "a"]);
  await page.click("In a");
  assertEquals(page.lines().slice(0, 2), ["b", "a"]);
});

Deno.test("O10 replace: a fragment that is not awaited may write outside, too", async () => {
  const runs = { f: 0 };
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(async () => {
      st.button("Again");
      await Promise.resolve();
      box.write(`n ${++runs.f}`);
    }, REPLACE);
    box.write("header");
    f();
    st.write("end");
  });
  assertEquals(page.lines(), ["header", "n 1", "[Again]", "end"]);
  await page.click("Again");
  assertEquals(page.lines(), ["header", "n 2", "[Again]", "end"]);
});

Deno.test("S2 replace: a body that begins again has written outside once", async () => {
  let again = false;
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(() => {
      st.button("Go", { onClick: () => void (again = true) });
      box.write(again ? "first attempt" : "only attempt");
      if (again) box.write("more of it");
      if (again) {
        again = false;
        st.rerun({ scope: "fragment" });
      }
    }, REPLACE);
    box.write("header");
    f();
    box.write("footer");
  });
  await page.click("Go");
  assertEquals(page.lines(), ["header", "only attempt", "footer", "[Go]"]);
});

Deno.test("O6 replace: a child fragment drawn in the part keeps its place and its values", async () => {
  const runs = { parent: 0 };
  await using page = await open(() => {
    const box = st.container();
    const child = st.fragment(() => {
      const name = st.textInput("Name");
      st.write(`Hello ${name}`);
    });
    const f = st.fragment(() => {
      st.button("Again");
      box(() => {
        st.container()(() => child());
        st.write(`parent ${++runs.parent}`);
      });
    }, REPLACE);
    f();
  });
  await page.fill("Name", "Ann");
  assertEquals(page.lines(), ["Name: Ann", "Hello Ann", "parent 1", "[Again]"]);
  await page.click("Again");
  assertEquals(page.lines(), ["Name: Ann", "Hello Ann", "parent 2", "[Again]"]);
  await page.fill("Name", "Bea");
  assertEquals(page.lines(), ["Name: Bea", "Hello Bea", "parent 2", "[Again]"]);
});

Deno.test("O6 replace: a form in the part is sent to the fragment that wrote it", async () => {
  const runs = { page: 0 };
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    const box = st.container();
    const f = st.fragment(() => {
      box(() =>
        st.form("ask")(() => {
          const name = st.textInput("Name");
          if (st.formSubmitButton("Send")) st.write(`sent ${name}`);
        })
      );
    }, REPLACE);
    f();
  });
  await page.fill("Name", "Ann");
  await page.submit("Send");
  assertEquals(page.lines(), ["page 1", "Name: Ann", "[Send]", "sent Ann"]);
});

Deno.test("O8 replace: what was written before an error or stop() stays, the rest goes", async () => {
  await using page = await open(() => {
    const box = st.container();
    const f = st.fragment(() => {
      const halt = st.checkbox("Halt");
      box.write("one");
      if (halt) st.stop();
      box.write("two");
    }, REPLACE);
    f();
  });
  assertEquals(page.lines(), ["one", "two", "[ ] Halt"]);
  await page.check("Halt");
  assertEquals(page.lines(), ["one", "[x] Halt"]);
  await page.uncheck("Halt");
  assertEquals(page.lines(), ["one", "two", "[ ] Halt"]);
});

// ── What takes its time ─────────────────────────────────────────────────────────────────────────

/** Presses the button and goes on whenever the page shows the next of `lines`, in its part `selector`. */
async function seen(page: Tab, go: () => void, selector: string, lines: readonly string[][]) {
  const done = page.click("Go");
  for (const [i, expected] of lines.entries()) {
    const text = expected.join("|");
    await page.until(() => page.linesIn(selector).join("|") === text);
    if (i < lines.length - 1) go();
  }
  await done;
  assertEquals(page.linesIn(selector), lines.at(-1));
}

Deno.test("O11 what a slow rerun writes outside is shown as it comes, and stays", async () => {
  const { pause, go } = steps();
  await using page = await open(() => {
    const box = st.container({ key: "box" });
    st.fragment(async () => {
      if (!st.button("Go")) return;
      box.write("one");
      await pause();
      const inner = box.container();
      inner.write("two");
      await pause();
      inner.write("three");
      await box.spinner("Wait")(pause);
      box.write("four");
    })();
  });
  await seen(page, go, BOX, [
    ["one"],
    ["one", "two"],
    ["one", "two", "three", "Wait"],
    ["one", "two", "three", "four"],
  ]);
});

Deno.test("O1 replace: what a slow rerun writes outside takes the place of what was there, line by line", async () => {
  const { pause, go } = steps();
  await using page = await open(() => {
    const box = st.container({ key: "box" });
    st.fragment(async () => {
      const n = st.button("Go") ? 2 : 1;
      for (const line of ["a", "b", "c"]) {
        box.write(`${line}${n}`);
        if (n === 2) await pause();
      }
    }, REPLACE)();
  });
  await seen(page, go, BOX, [
    ["a2", "b1", "c1"],
    ["a2", "b2", "c1"],
    ["a2", "b2", "c2"],
    ["a2", "b2", "c2"],
  ]);
});

Deno.test("O7 what a slow rerun puts into a slot outside, and tells of its progress there, is shown", async () => {
  const { pause, go } = steps();
  await using page = await open(() => {
    const box = st.container({ key: "box" });
    const slot = box.empty();
    st.fragment(async () => {
      if (!st.button("Go")) return;
      const list = slot.container();
      list.write("one");
      await pause();
      list.write("two");
      const bar = box.progress(0, { text: "begins" });
      await pause();
      bar.update(1, { text: "ends" });
    })();
  });
  await seen(page, go, BOX, [["one"], ["one", "two", "begins"], ["one", "two", "ends"]]);
});

Deno.test("D1 a dialog opened in a fragment shows what it draws after it has waited", async () => {
  const { pause, go } = steps();
  const ask = st.dialog("Ask", async () => {
    st.write("first");
    await pause();
    st.textInput("Name");
  });
  await using page = await open(() => {
    st.fragment(() => {
      if (st.button("Go")) ask();
    })();
  });
  await seen(page, go, "#dialogs", [["Ask", "first"], ["Ask", "first", "Name:"]]);
});

// ── Whose rerun shows it ────────────────────────────────────────────────────────────────────────

for (const outside of ["append", "replace"] as const) {
  Deno.test(`N5 ${outside}: what a child writes into its parent's container is there once when the parent reruns`, async () => {
    await using page = await open(() => {
      st.fragment(() => {
        st.button("Go");
        const box = st.container({ key: "box" });
        st.fragment(() => {
          box.write("line");
          box.expander("More")(() => st.write("inside"));
          if (outside === "replace") box.checkbox("Tick");
          st.button("Child");
        }, { outside })();
      })();
    });
    const lines = page.linesIn(BOX);
    for (let i = 0; i < 3; i++) {
      await page.click("Go");
      assertEquals(page.linesIn(BOX), lines);
    }
    await page.click("Child");
    assertEquals(page.linesIn(BOX), outside === "append" ? [...lines, ...lines] : lines);
  });
}

for (const outside of ["append", "replace"] as const) {
  inOneProcess(
    `O1 Q6 what a superseded run still writes outside is shown by nobody: ${outside}`,
    async () => {
      const [work, draw] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let slow = false;
      const part = st.fragment(async (box: st.Container) => {
        if (st.button("Go")) await box.spinner("Wait")(() => work.promise);
        box.write("line");
      }, { outside });
      await using page = await open(async () => {
        if (st.button("Full")) slow = true;
        const box = st.container();
        await part(box);
        if (!slow) return;
        box.empty().write("important");
        await draw.promise;
      });
      const went = page.click("Go");
      await page.until(() => page.has("Wait"));
      const full = page.click("Full");
      await page.until(() => page.has("important"));
      work.resolve();
      await page.rest();
      draw.resolve();
      await Promise.all([went, full]);
      assertEquals(page.lines(), ["[Full]", "line", "important", "[Go]"]);
    },
  );
}

Deno.test("O11 an answer that comes late shows nothing of the page as it was before", async () => {
  const counts = st.state({ lines: 0 });
  const piling = st.fragment((box: st.Container, slot: st.Slot, page: number) => {
    if (st.button("More")) counts.lines++;
    box.write(`line ${counts.lines} of page ${page}`);
    slot.write(`slot of page ${page}`);
  });
  const pages = st.state({ runs: 0 });
  const app = st.createApp(() => {
    pages.runs++;
    st.button("Page");
    const [box, slot] = [st.container(), st.empty()];
    piling(box, slot, pages.runs);
  });
  const late = Promise.withResolvers<void>();
  let posts = 0;
  await using page = await open({
    async fetch(request) {
      // The next request overtakes it, and brings its event along.
      if (request.method === "POST" && posts++ === 0) await late.promise;
      return await app.fetch(request);
    },
  });
  const more = page.click("More");
  await page.rest();
  await page.click("Page");
  late.resolve();
  await more;
  assertEquals(page.lines(), ["[Page]", "line 1 of page 2", "slot of page 2", "[More]"]);
});

// ── Replace, called by a fragment that reruns ───────────────────────────────────────────────────

/** A child with a line and a widget in a box of the page, called by a parent for each of its rows. */
function rowsOutside() {
  const lines = { drawn: 0 };
  const child = st.fragment((box: st.Container, row: number) => {
    box.write(`row ${row} drawn ${++lines.drawn}`);
    box.button(`Delete ${row}`);
    st.button(`Child ${row}`);
  }, REPLACE);
  const parent = st.fragment((box: st.Container) => {
    const rows = st.numberInput("Rows", { value: 1, min: 0, max: 5 })!;
    for (let row = 0; row < rows; row++) child(box, row);
  });
  return () => {
    const box = st.container({ key: "box" });
    parent(box);
  };
}

Deno.test("O1 O3 N1 a child that its parent's rerun draws again stands once outside, with its widget", async () => {
  await using page = await open(rowsOutside());
  assertEquals(page.linesIn(BOX), ["row 0 drawn 1", "[Delete 0]"]);
  await page.fill("Rows", "2");
  const both = ["row 0 drawn 2", "[Delete 0]", "row 1 drawn 3", "[Delete 1]"];
  assertEquals(page.linesIn(BOX), both);
  await page.click("Child 0");
  assertEquals(page.linesIn(BOX), ["row 0 drawn 4", ...both.slice(1)]);
  await page.click("Delete 1");
  assertEquals(page.linesIn(BOX), ["row 0 drawn 4", "[Delete 0]", "row 1 drawn 5", "[Delete 1]"]);
  assertEquals(page.errors, []);
});

Deno.test("O8 N2 a child that its parent does not call any more leaves nothing outside, and comes back to its place", async () => {
  await using page = await open(rowsOutside());
  await page.fill("Rows", "3");
  await page.fill("Rows", "0");
  assertEquals(page.linesIn(BOX), []);
  for (const rows of ["2", "0", "1"]) await page.fill("Rows", rows);
  assertEquals(page.linesIn(BOX), ["row 0 drawn 7", "[Delete 0]"]);
  assertEquals(page.findAll(`${BOX} [id*="outside"]`).length, 3);
  assertEquals(page.errors, []);
});

Deno.test("O1 N6 a child and its parent that both have timers write one line outside", async () => {
  const child = st.fragment((box: st.Container) => box.write("line"), {
    ...REPLACE,
    runEvery: 1,
  });
  const parent = st.fragment((box: st.Container) => child(box), { runEvery: 2 });
  await using page = await open(() => parent(st.container({ key: "box" })));
  await page.live();
  await page.tick(6_000);
  assertEquals(page.linesIn(BOX), ["line"]);
});

Deno.test("S2 N2 O8 what only the attempt before has drawn is gone: a child, what it wrote outside, a value", async () => {
  const child = st.fragment((box: st.Container) => box.write("from child"), REPLACE);
  const parent = st.fragment((box: st.Container) => {
    const again = st.button("Again");
    if (again) {
      child(box);
      st.textInput("Name", { key: "name", value: "Ada" });
      st.rerun({ scope: "fragment" });
    }
    st.write(`name ${st.sessionState.name}`);
    st.button("Parent");
  });
  await using page = await open(() => parent(st.container({ key: "box" })));
  await page.click("Again");
  assertEquals(page.linesIn(BOX), []);
  await page.click("Parent");
  assertEquals(page.lines(), ["[Again]", "name undefined", "[Parent]"]);
});

// ── Replace, in a slot ──────────────────────────────────────────────────────────────────────────

Deno.test("O7 replace: of two writes to a slot in one run the last one stands there", async () => {
  const runs = { f: 0 };
  const f = st.fragment((slot: st.Slot) => {
    if (!st.button("Nothing")) {
      slot.write(`first ${++runs.f}`);
      slot.write(`last ${runs.f}`);
    }
    st.button("Again");
  }, REPLACE);
  await using page = await open(() => f(st.empty()));
  const rest = ["[Nothing]", "[Again]"];
  assertEquals(page.lines(), ["last 1", ...rest]);
  await page.click("Again");
  assertEquals(page.lines(), ["last 2", ...rest]);
  await page.click("Nothing");
  assertEquals(page.lines(), rest);
  await page.click("Again");
  assertEquals(page.lines(), ["last 3", ...rest]);
});

Deno.test("O7 replace: a slot that was cleared is written to again, in that run and in later ones", async () => {
  const f = st.fragment((slot: st.Slot) => {
    if (st.button("Both")) {
      slot.write("gone");
      slot.clear();
      slot.write("both");
    }
    if (st.button("Clear")) slot.clear();
    if (st.button("Write")) slot.write("written");
  }, REPLACE);
  await using page = await open(() => f(st.empty()));
  const rest = ["[Both]", "[Clear]", "[Write]"];
  for (const name of ["Both", "Write", "Clear", "Write", "Both", "Clear"]) {
    await page.click(name);
    const text = name === "Clear" ? [] : [name === "Both" ? "both" : "written"];
    assertEquals(page.lines(), [...text, ...rest], name);
  }
});

Deno.test("O7 O3 replace: of two fragments that share a slot, the last one to write stands there", async () => {
  const part = st.fragment((slot: st.Slot, name: string) => {
    if (st.button(name)) slot.textInput(`From ${name}`, { value: name });
  }, REPLACE);
  await using page = await open(() => {
    const slot = st.empty();
    for (const name of ["a", "b"]) part(slot, name);
    if (st.button("Page")) slot.write("from page");
  });
  const rest = ["[a]", "[b]", "[Page]"];
  for (const name of ["a", "b", "a", "a", "b"]) {
    await page.click(name);
    assertEquals(page.lines(), [`From ${name}: ${name}`, ...rest]);
  }
  await page.click("Page");
  assertEquals(page.lines(), ["from page", ...rest]);
  await page.click("a");
  assertEquals(page.lines(), ["From a: a", ...rest]);
});
