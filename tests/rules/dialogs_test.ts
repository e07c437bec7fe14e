/** D: dialogs. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { PAGE } from "../../runtime/ids.ts";
import { open } from "../kit.ts";
import { settle, TestPage } from "../session.ts";

function withDialog(options: Parameters<typeof st.dialog>[2] = {}) {
  const runs = { page: 0, dialog: 0 };
  const dialog = st.dialog("Window", (name: string) => {
    runs.dialog++;
    st.write(`Hello ${name}`);
    if (st.button("done")) st.rerun();
    if (st.button("stay")) st.rerun({ scope: "fragment" });
    st.button("inside");
  }, options);
  const page = new TestPage(() => {
    runs.page++;
    if (st.button("open")) dialog(`guest ${runs.page}`);
    st.button("other");
  });
  return { page, runs };
}

Deno.test("D1 calling a dialog opens it; its widgets rerun its body only, with the same arguments", async () => {
  const { page, runs } = withDialog();
  assertEquals(page.text().includes("Hello"), false);
  await page.press("open");
  assertStringIncludes(page.text(), "Hello guest 2");
  await page.press("inside");
  assertStringIncludes(page.text(), "Hello guest 2");
  assertEquals(runs, { page: 2, dialog: 2 });
});

Deno.test("D2 a full run that does not call it closes it", async () => {
  const { page } = withDialog();
  await page.press("open");
  await page.press("done");
  assertEquals(page.text().includes("Hello"), false);
  await page.press("open");
  await page.press("other");
  assertEquals(page.text().includes("Hello"), false);
});

Deno.test("D2 a full run that nobody asked for leaves it open, with what was entered and what ticks in it", async () => {
  const runs = { dialog: 0, ticks: 0 };
  const ticking = st.fragment(() => st.write(`tick ${++runs.ticks}`), { runEvery: "1s" });
  const edit = st.dialog("Edit", (onSave: (name: string) => void) => {
    runs.dialog++;
    const name = st.textInput("Name");
    if (st.button("Save")) onSave(name);
    ticking();
  }, { onDismiss: () => void (st.sessionState.saved = "nothing") });
  const page = new TestPage(() => {
    if (st.button("open")) edit((name) => void (st.sessionState.saved = name));
    st.write(`saved ${st.sessionState.saved}`);
  });
  page.watch();
  await page.press("open");
  await page.use(["Name", "Ada"]);
  const before = { ...runs };
  const [opened] = page.session.roots.dialogs.children;
  // The browser has missed something that only the whole page makes good.
  await page.session.schedule.submit({ kind: "load" }).done;
  assertEquals(page.session.roots.dialogs.children, [opened!]);
  assertEquals(runs, before);
  await page.pass(1000);
  assertEquals(runs.ticks, before.ticks + 1);
  await page.press("Save");
  // So does one that asks for the page as it is now.
  await page.session.schedule.submit({ kind: "change", region: PAGE, events: [] }).done;
  assertStringIncludes(page.text(), "saved Ada");
  const { dismiss } = opened as { dismiss: string };
  await page.press(dismiss);
  assertStringIncludes(page.text(), "saved nothing");
  assertEquals(page.session.roots.dialogs.children, []);
});

Deno.test("D2 what is being drawn in a dialog when a full run comes that nobody asked for is drawn again", async () => {
  let hold = Promise.withResolvers<void>();
  const look = st.dialog("Look", async () => {
    st.write("waiting");
    st.button("Again");
    await hold.promise;
    st.write("through");
  });
  const page = new TestPage(() => {
    if (st.button("open")) look();
  });
  hold.resolve();
  await page.press("open");
  hold = Promise.withResolvers();
  const pressed = page.press("Again");
  await settle();
  const full = page.session.schedule.submit({ kind: "load" });
  hold.resolve();
  await Promise.all([pressed, full.done]);
  assertEquals(page.text().split("\n").slice(-3), ["waiting", "[Again]", "through"]);
});

Deno.test("D2 a page that runs by itself leaves a dialog open that its user has asked for", async () => {
  const edit = st.dialog("Edit", () => void st.textInput("Name", { key: "name" }));
  const warn = st.dialog("Warning", () => void st.button("Go on"));
  let warns = false;
  let runs = 0;
  const page = new TestPage(() => {
    runs++;
    st.setPageConfig({ runEvery: "1s" });
    if (st.button("open")) edit();
    if (warns) warn();
  });
  page.watch();
  await page.press("open");
  await page.use(["Name", "Ada"]);
  await page.pass(1000);
  assertEquals(runs, 3);
  assertStringIncludes(page.text(), "[Name: Ada]");
  // What the page's own code opens is open as long as it says so.
  warns = true;
  await page.pass(1000);
  assertStringIncludes(page.text(), "Go on");
  warns = false;
  await page.pass(1000);
  assertEquals(page.text(), "[open]");
});

Deno.test("D5 a full run that nobody asked for opens its own dialog in place of the one that was left open", async () => {
  const first = st.dialog("First", () => void st.button("in first"));
  const second = st.dialog("Second", () => void st.button("in second"));
  let asks = false;
  const page = new TestPage(() => {
    if (st.button("open")) first();
    if (asks) second();
  });
  await page.press("open");
  asks = true;
  await page.session.schedule.submit({ kind: "load" }).done;
  assertEquals(page.text().includes("in first"), false);
  assertStringIncludes(page.text(), "in second");
  assertEquals([...page.session.widgets.values()].map(({ element }) => element.label), [
    "open",
    "in second",
  ]);
});

Deno.test("D3 a rerun of its own keeps it open", async () => {
  const { page, runs } = withDialog();
  await page.press("open");
  await page.press("stay");
  assertStringIncludes(page.text(), "Hello guest 2");
  assertEquals(runs, { page: 2, dialog: 3 });
});

Deno.test("D4 a dismissal runs what its author asked for", async () => {
  const log: string[] = [];
  const { page, runs } = withDialog({ onDismiss: () => log.push("dismissed") });
  await page.press("open");
  const { dialogs } = page.session.roots;
  const { dismiss } = dialogs.children[0] as { dismiss: string };
  await page.press(dismiss);
  assertEquals(log, ["dismissed"]);
  assertEquals(page.text().includes("Hello"), false);
  assertEquals(runs.page, 3);
});

Deno.test("D4 a dismissal that nobody asked about has nothing to press", async () => {
  const { page } = withDialog();
  await page.press("open");
  assertEquals((page.session.roots.dialogs.children[0] as { dismiss: unknown }).dismiss, null);
});

Deno.test("D5 a second dialog is an error, the same one twice too, and one inside another", () => {
  const a = st.dialog("A", () => st.write("in a"));
  const b = st.dialog("B", () => st.write("in b"));
  const both = new TestPage(() => {
    a();
    b();
  });
  assertStringIncludes(both.text(), '"A" is already open');
  const twice = new TestPage(() => {
    a();
    a();
  });
  assertStringIncludes(twice.text(), "it is already open");
  const outer = st.dialog("Outer", () => a());
  const nested = new TestPage(() => outer());
  assertStringIncludes(nested.text(), 'Cannot open dialog "A" inside a dialog');
});

Deno.test("D6 a dialog that a fragment opened stays when the fragment reruns for another reason", async () => {
  const dialog = st.dialog("Window", () => {
    st.write("still here");
    st.button("inside");
  });
  const part = st.fragment(() => {
    if (st.button("open")) dialog();
    st.button("again");
  });
  const page = new TestPage(() => part());
  await page.press("open");
  assertStringIncludes(page.text(), "still here");
  await page.press("again");
  assertStringIncludes(page.text(), "still here");
  await page.press("inside");
  assertStringIncludes(page.text(), "still here");
});

Deno.test("D2 close() takes the dialog away without a rerun", async () => {
  const runs = { page: 0 };
  const dialog = st.dialog("Window", () => {
    st.write("open");
    if (st.button("close")) dialog.close();
  });
  const page = new TestPage(() => {
    runs.page++;
    if (st.button("open")) dialog();
  });
  await page.press("open");
  await page.press("close");
  assertEquals(page.session.roots.dialogs.children.length, 0);
  assertEquals(runs.page, 2);
});

for (const when of ["at once", "after an await"]) {
  for (const live of [false, true]) {
    const how = live ? "the page is there already" : "the page is still being drawn";
    Deno.test(`D7 a fragment that nobody awaits opens a dialog in its first run ${when}, and ${how} (decision 15)`, async () => {
      const hold = Promise.withResolvers<void>();
      const dialog = st.dialog("Window", () => {
        st.write(`pressed ${st.button("inside")}`);
      });
      const opens = st.fragment(async () => {
        if (when === "after an await") await hold.promise;
        dialog();
        st.write("opener goes on");
      });
      const slow = st.fragment(async () => {
        await hold.promise;
        await Promise.resolve();
        st.write("slow");
      });
      if (!live) hold.resolve();
      await using page = await open(() => {
        opens();
        slow();
        st.write("end");
      });
      if (live) {
        await page.live();
        hold.resolve();
        await page.until(() => page.has("slow"));
      }
      assertEquals(page.lines(), ["opener goes on", "slow", "end"]);
      assertEquals(page.linesIn("#dialogs"), ["Window", "[inside]", "pressed false"]);
      await page.click("inside");
      assertEquals(page.linesIn("#dialogs").at(-1), "pressed true");
      assertEquals(page.errors, []);
    });
  }
}

Deno.test("D7 of two fragments that nobody awaits, one opens its dialog, and the other says why not", async () => {
  const dialogs = ["A", "B"].map((title) => st.dialog(title, () => st.write(`in ${title}`)));
  const part = st.fragment(async (i: number) => {
    await Promise.resolve();
    dialogs[i]!();
  });
  await using page = await open(() => {
    part(0);
    part(1);
    st.write("end");
  });
  assertEquals(page.linesIn("#dialogs p"), ["in A"]);
  assertEquals(page.lines(), [
    'Error: Cannot open dialog "B": "A" is already open, and one dialog can be open at a time',
    "end",
  ]);
});

Deno.test("D8 fragments in a dialog rerun alone, and the sidebar may open one", async () => {
  const runs = { dialog: 0, inner: 0 };
  const inner = st.fragment(() => {
    runs.inner++;
    st.button("inner");
  });
  const dialog = st.dialog("Window", () => {
    runs.dialog++;
    inner();
  });
  const page = new TestPage(() => {
    if (st.sidebar.button("open")) dialog();
  });
  await page.press("open");
  await page.press("inner");
  assertEquals(runs, { dialog: 1, inner: 2 });
});

Deno.test("D1 a callback of the page's own opens a dialog, and what it writes elsewhere stands there", async () => {
  const confirm = st.dialog("Really?", () => st.write("Think twice"));
  await using page = await open(() => {
    st.button("Delete", {
      onClick: () => {
        confirm();
        st.sidebar.write("from the callback");
        st.write("asked");
      },
    });
    st.button("Again");
    st.sidebar.write("from the page");
  });
  await page.click("Delete");
  assertEquals(page.linesIn("dialog p"), ["Think twice"]);
  assertEquals(page.linesIn("#sidebar"), ["from the callback", "from the page"]);
  assertEquals(page.lines(), ["asked", "[Delete]", "[Again]"]);
  await page.click("Again");
  assertEquals(page.linesIn("dialog p"), []);
  assertEquals(page.linesIn("#sidebar"), ["from the page"]);
});

Deno.test("D1 a callback that asks for something else than its page leaves the page as it is", async () => {
  let runs = 0;
  const part = st.fragment(() => st.write(`part ${++runs}`), { key: "part" });
  await using page = await open(() => {
    st.button("Part", { onClick: () => st.rerun("part") });
    part();
    st.sidebar.write("from the page");
  });
  await page.click("Part");
  await page.click("Part");
  assertEquals(page.lines(), ["[Part]", "part 3"]);
  assertEquals(page.linesIn("#sidebar"), ["from the page"]);
});
