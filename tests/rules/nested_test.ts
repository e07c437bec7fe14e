/** Section 11 of the rules: fragments in fragments, and how long they are remembered. */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { FakeClock, open } from "../kit.ts";

Deno.test("N1 a parent's rerun runs the child inline with new arguments", async () => {
  const log: string[] = [];
  const runs = { parent: 0 };
  const child = st.fragment((n: number) => {
    log.push(`child ${n}`);
    st.button("Child");
    st.write(`child of ${n}`);
  });
  const parent = st.fragment(() => {
    const n = ++runs.parent;
    log.push(`parent ${n}`);
    st.button("Parent");
    child(n);
    st.write(`parent ${n}`);
    log.push(`parent ${n} end`);
  });
  await using page = await open(() => parent());
  log.length = 0;
  await page.click("Parent");
  assertEquals(log, ["parent 2", "child 2", "parent 2 end"]);
  assertEquals(page.lines(), ["[Parent]", "[Child]", "child of 2", "parent 2"]);
});

Deno.test("N1 a child's rerun leaves its parent's other content alone", async () => {
  const runs = { parent: 0, child: 0 };
  const child = st.fragment(() => {
    st.button("Child");
    st.write(`child ${++runs.child}`);
  });
  const parent = st.fragment(() => {
    st.write(`parent ${++runs.parent}`);
    child();
    st.write("parent end");
  });
  await using page = await open(() => parent());
  await page.click("Child");
  await page.click("Child");
  assertEquals(page.lines(), ["parent 1", "[Child]", "child 3", "parent end"]);
});

Deno.test("N1 what a child showed by itself is newer than what its parent drew before", async () => {
  const child = st.fragment(() => {
    st.sessionState.n ??= 0;
    if (st.button("Child")) st.sessionState.n++;
    st.write(`child ${st.sessionState.n}`);
  });
  const parent = st.fragment(() => {
    st.button("Parent");
    child();
  });
  await using page = await open(() => {
    parent();
    st.button("Full");
  });
  await page.click("Child");
  await page.click("Child");
  await page.click("Parent");
  assertEquals(page.lines(), ["[Parent]", "[Child]", "child 2", "[Full]"]);
  await page.click("Child");
  await page.click("Full");
  assertEquals(page.lines(), ["[Parent]", "[Child]", "child 3", "[Full]"]);
});

Deno.test("N2 a child not called in its parent's rerun is gone: content, timer, requests", async () => {
  const runs = { child: 0 };
  const child = st.fragment(() => {
    st.button("Child");
    st.write(`child ${++runs.child}`);
  }, { runEvery: 1 });
  const parent = st.fragment(() => {
    if (!st.checkbox("Hide")) child();
    st.write("parent end");
  });
  await using page = await open(() => parent());
  await page.live();
  await page.tick(1_000);
  assert(page.has("child 2"));
  const hidden = page.check("Hide");
  const late = page.click("Child");
  await Promise.all([hidden, late]);
  assertEquals(page.lines(), ["[x] Hide", "parent end"]);
  const { child: before } = runs;
  await page.tick(5_000);
  assertEquals(runs.child, before);
  assertEquals(page.lines(), ["[x] Hide", "parent end"]);
  assertEquals([page.errors, page.toasts()], [[], []]);
});

Deno.test("N2 a child that comes back begins anew", async () => {
  const child = st.fragment(() => {
    st.write(`Hello ${st.textInput("Name")}`);
  });
  const parent = st.fragment(() => {
    if (!st.checkbox("Hide")) child();
  });
  await using page = await open(() => parent());
  await page.fill("Name", "Ann");
  await page.check("Hide");
  await page.uncheck("Hide");
  assertEquals(page.lines(), ["[ ] Hide", "Name:", "Hello"]);
  await page.fill("Name", "Bea");
  assert(page.has("Hello Bea"));
});

Deno.test("N3 a fragment not called in a full run is gone: content, timer, values", async () => {
  const runs = { f: 0 };
  const f = st.fragment(() => {
    st.write(`Hello ${st.textInput("Name")}, run ${++runs.f}`);
  }, { runEvery: 1 });
  await using page = await open(() => {
    if (!st.checkbox("Hide")) f();
    st.write("page end");
  });
  await page.live();
  await page.fill("Name", "Ann");
  await page.check("Hide");
  assertEquals(page.lines(), ["[x] Hide", "page end"]);
  const { f: before } = runs;
  await page.tick(5_000);
  assertEquals(runs.f, before);
  await page.uncheck("Hide");
  assertEquals(page.lines(), ["[ ] Hide", "Name:", `Hello , run ${before + 1}`, "page end"]);
});

Deno.test("N3 a fragment not called in a full run cannot be rerun by its key", async () => {
  const f = st.fragment(() => st.write("f"), { key: "f" });
  await using page = await open(() => {
    if (!st.checkbox("Hide")) f();
    st.button("Rerun f", { onClick: () => st.rerun("f") });
  });
  await page.click("Rerun f");
  assertEquals(page.errorBoxes(), []);
  await page.check("Hide");
  await page.click("Rerun f");
  assertEquals(page.errorBoxes().length, 1);
});

Deno.test("N4 each open page has its own fragments and state", async () => {
  const f = st.fragment(() => {
    st.sessionState.n ??= 0;
    if (st.button("Plus one!")) st.sessionState.n++;
    st.write(`Clicked ${st.sessionState.n} times`);
  });
  const app = createAppWith(() => f(), {}, { clock: new FakeClock() });
  await using one = await open(app);
  await using two = await open(app, { cookies: one.cookies });
  await using other = await open(app);
  await one.click("Plus one!");
  await one.click("Plus one!");
  await two.click("Plus one!");
  assertEquals(one.lines().at(-1), "Clicked 2 times");
  assertEquals(two.lines().at(-1), "Clicked 1 times");
  assertEquals(other.lines().at(-1), "Clicked 0 times");
});

Deno.test("N4 when the server starts again the page goes on with what its user had entered", async () => {
  const f = st.fragment(() => {
    const name = st.textInput("Name");
    if (st.button("Greet")) st.write(`Hello ${name}`);
  });
  const start = () =>
    createAppWith(
      () => {
        st.checkbox("Agree");
        f();
      },
      { secrets: ["a secret that all processes share"] },
      { clock: new FakeClock() },
    );
  await using page = await open(start());
  await page.fill("Name", "Ann");
  await page.check("Agree");
  page.moveTo(start());
  await page.click("Greet");
  assertEquals(page.lines(), ["[x] Agree", "Name: Ann", "[Greet]", "Hello Ann"]);
  await page.fill("Name", "Bea");
  await page.click("Greet");
  assertEquals(page.lines().at(-1), "Hello Bea");
});

Deno.test("N4 a click that the new server does not know of is pressed once", async () => {
  let presses = 0;
  const start = () =>
    createAppWith(
      () => {
        if (st.button("Press")) presses++;
        st.write(`pressed ${presses}`);
      },
      { secrets: ["a secret that all processes share"] },
      { clock: new FakeClock() },
    );
  await using page = await open(start());
  await page.click("Press");
  page.moveTo(start());
  await page.click("Press");
  assertEquals(presses, 2);
  assertEquals(page.lines(), ["[Press]", "pressed 2"]);
});

Deno.test("N5 by default what a child writes into its parent's container piles up until the parent reruns", async () => {
  const runs = { child: 0 };
  const parent = st.fragment(() => {
    st.button("Parent");
    const box = st.container();
    const child = st.fragment(() => {
      st.button("Child");
      box.write(`line ${++runs.child}`);
    });
    child();
  });
  await using page = await open(() => parent());
  await page.click("Child");
  await page.click("Child");
  assertEquals(page.lines(), ["[Parent]", "line 1", "line 2", "line 3", "[Child]"]);
  await page.click("Parent");
  assertEquals(page.lines(), ["[Parent]", "line 4", "[Child]"]);
});

Deno.test("N5 with replace a child redraws its part of its parent's container", async () => {
  const runs = { child: 0 };
  const parent = st.fragment(() => {
    st.button("Parent");
    const box = st.container();
    box.write("header");
    const child = st.fragment(() => {
      if (box.button("In the box")) st.write("pressed");
      box.write(`line ${++runs.child}`);
    }, { outside: "replace" });
    child();
    box.write("footer");
  });
  await using page = await open(() => parent());
  await page.click("In the box");
  assertEquals(page.lines(), [
    "[Parent]",
    "header",
    "[In the box]",
    "line 2",
    "footer",
    "pressed",
  ]);
  await page.click("Parent");
  assertEquals(page.lines(), ["[Parent]", "header", "[In the box]", "line 3", "footer"]);
});

Deno.test("N6 when a parent and its child tick together the child is drawn once", async () => {
  const runs = { parent: 0, child: 0 };
  const child = st.fragment(() => {
    runs.child++;
    st.write("child");
    st.checkbox("Box");
  }, { runEvery: 1 });
  const parent = st.fragment(() => {
    runs.parent++;
    child();
  }, { runEvery: 1 });
  await using page = await open(() => parent());
  await page.live();
  for (let i = 0; i < 5; i++) {
    await page.tick(1_000);
    assertEquals(page.lines(), ["child", "[ ] Box"]);
  }
  assertEquals(runs.parent, 6);
  assertEquals([page.errors, page.errorBoxes()], [[], []]);
});

Deno.test("N1 S8 a key that reads like a child's place is another fragment's all the same", async () => {
  const row = st.fragment(function row() {
    st.write(`row ${st.button("In row")}`);
  });
  const list = st.fragment(() => row(), { key: "list" });
  const others = ["list-row-0", "list--row-0", "list-container0"].map((key) =>
    st.fragment(() => st.container()(() => st.write(`${key} ${st.button(key)}`)), { key })
  );
  await using page = await open(() => {
    list();
    for (const other of others) other();
  });
  assertEquals(page.errors, []);
  await page.click("In row");
  assertEquals(page.lines().filter((line) => !line.startsWith("[")), [
    "row true",
    "list-row-0 false",
    "list--row-0 false",
    "list-container0 false",
  ]);
  await page.click("list-row-0");
  assertEquals(page.lines().filter((line) => line.includes("true")), [
    "row true",
    "list-row-0 true",
  ]);
});

for (const how of ["cleared", "written over"]) {
  for (const held of ["in the slot", "in a container in it", "in a fragment in it"]) {
    Deno.test(`N2 a fragment ${held} is forgotten once another fragment has the slot ${how}`, async () => {
      let ticks = 0;
      const inner = st.fragment(() => {
        ticks++;
        st.textInput("Name", { key: "name", value: "start" });
      }, { runEvery: 1 });
      const outer = st.fragment(() => inner());
      const clearing = st.fragment((slot: st.Slot) => {
        if (st.button("Clear")) how === "cleared" ? slot.clear() : slot.write("instead");
        if (st.button("Mine")) st.textInput("Name", { key: "name", value: "mine" });
      });
      await using page = await open(() => {
        const slot = st.empty();
        slot(() => {
          if (held === "in the slot") inner();
          else if (held === "in a container in it") st.container()(() => inner());
          else outer();
        });
        clearing(slot);
        st.button("Full");
      });
      await page.live();
      await page.fill("Name", "Ada");
      await page.tick(1000);
      await page.click("Clear");
      const buttons = ["[Clear]", "[Mine]", "[Full]"];
      assertEquals(page.lines(), how === "cleared" ? buttons : ["instead", ...buttons]);
      const before = ticks;
      await page.tick(5000);
      assertEquals(ticks, before);
      await page.click("Mine");
      assertEquals(page.lines().slice(-4), ["[Clear]", "[Mine]", "Name: mine", "[Full]"]);
      assertEquals(page.errors, []);
      await page.click("Full");
      // The key has the value that was drawn under it last.
      assertEquals(page.lines(), ["Name: mine", ...buttons]);
      const after = ticks;
      await page.tick(1000);
      assertEquals(ticks, after + 1);
    });
  }
}

Deno.test("N2 W10 a widget in a slot that a fragment clears leaves its key and its value", async () => {
  const part = st.fragment((slot: st.Slot) => {
    if (!st.button("Clear")) return;
    slot.clear();
    st.textInput("Name", { key: "name", value: "mine" });
  });
  await using page = await open(() => {
    const slot = st.empty();
    slot.textInput("Name", { key: "name", value: "start" });
    part(slot);
  });
  await page.fill("Name", "Ada");
  await page.click("Clear");
  assertEquals(page.lines(), ["[Clear]", "Name: mine"]);
  assertEquals(page.errors, []);
});

Deno.test("N2 T3 a fragment that is put into a slot again and again is the same one", async () => {
  let ticks = 0;
  const inner = st.fragment(() => {
    st.write(`ticked ${++ticks}`);
    st.textInput("Name");
  }, { runEvery: 10 });
  const host = st.fragment((slot: st.Slot) => {
    st.button("Again");
    slot(() => inner());
  }, { outside: "replace" });
  await using page = await open(() => {
    const slot = st.empty();
    host(slot);
  });
  await page.live();
  await page.fill("Name", "Ada");
  for (let i = 0; i < 3; i++) await page.click("Again");
  const before = ticks;
  await page.tick(10_000);
  assertEquals(ticks, before + 1);
  assertEquals(page.lines(), [`ticked ${ticks}`, "Name: Ada", "[Again]"]);
});

Deno.test("N2 a fragment in a dialog that closes, or gives way to another, does not tick on", async () => {
  let ticks = 0;
  const inner = st.fragment(() => void ticks++, { runEvery: 1 });
  const first = st.dialog("First", () => {
    inner();
    if (st.button("Close")) first.close();
  });
  const second = st.dialog("Second", () => st.write("second"));
  const opener = st.fragment(() => {
    if (st.button("Open first")) first();
    if (st.button("Open second")) second();
  });
  await using page = await open(() => opener());
  for (const end of ["Close", "Open second"]) {
    await page.click("Open first");
    if (end === "Close") await page.live();
    await page.tick(1000);
    await page.click(end);
    const before = ticks;
    await page.tick(3000);
    assertEquals(ticks, before);
  }
  assertEquals(page.linesIn("#dialogs p"), ["second"]);
});
