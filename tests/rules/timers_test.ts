/** T: what `runEvery` does. Time is passed by hand. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { settle, TestPage } from "../session.ts";

Deno.test("T1 seconds, text, durations and null are taken; malformed text fails where it is called", () => {
  const duration = { total: () => 1500 };
  const page = new TestPage(() => {
    st.fragment(() => st.write("number"), { key: "a", runEvery: 2 })();
    st.fragment(() => st.write("text"), { key: "b", runEvery: "1h23s" })();
    st.fragment(() => st.write("object"), { key: "c", runEvery: duration })();
    st.fragment(() => st.write("none"), { key: "d", runEvery: null })();
    st.fragment(() => st.write("asked"), { key: "e", runEvery: () => "500ms" })();
    st.fragment(() => st.write("never drawn"), { key: "f", runEvery: "10 apples" })();
    st.write("the rest");
  });
  const intervals = ["a", "b", "c", "d", "e"].map((key) =>
    page.session.instancesOf(key)[0]!.interval
  );
  assertEquals(intervals, [2000, 3_623_000, 1500, null, 500]);
  assertStringIncludes(page.text(), "10 apples");
  assertEquals(page.text().includes("never drawn"), false);
  assertStringIncludes(page.text(), "the rest");
});

Deno.test("T2 setPageConfig({ runEvery }) reruns the page at a fixed rate, whatever else reruns it", async () => {
  let runs = 0;
  const page = new TestPage(() => {
    runs++;
    st.setPageConfig({ runEvery: 2 });
    st.button("outside");
    st.fragment(() => void st.button("inside"))();
  });
  page.watch();
  await page.pass(1500);
  await page.press("outside");
  assertEquals(runs, 2);
  await page.pass(500);
  assertEquals(runs, 3);
  await page.press("inside");
  await page.pass(2000);
  assertEquals(runs, 4);
});

Deno.test("T4 a page that no longer says so, or says null, does not rerun by itself any more", async () => {
  let interval: st.Interval | null | undefined = 1;
  let runs = 0;
  const page = new TestPage(() => {
    runs++;
    st.setPageConfig(interval === undefined ? {} : { runEvery: interval });
  });
  page.watch();
  await page.pass(1000);
  assertEquals(runs, 2);
  for (const off of [undefined, null]) {
    interval = off;
    await page.pass(1000);
    const before = runs;
    await page.pass(5000);
    assertEquals(runs, before, String(off));
    interval = 1;
    await page.rerun();
  }
});

Deno.test("T5 another interval replaces the page's timer", async () => {
  let interval = 10;
  let runs = 0;
  const page = new TestPage(() => {
    runs++;
    st.setPageConfig({ runEvery: interval });
  });
  page.watch();
  interval = 1;
  await page.rerun();
  await page.pass(3000);
  assertEquals(runs, 5);
});

Deno.test("a page that fails before it says its interval keeps the one it had", async () => {
  let fails = false;
  let runs = 0;
  const page = new TestPage(() => {
    runs++;
    if (fails) throw new Error("no data just now");
    st.setPageConfig({ runEvery: 1 });
  });
  page.watch();
  fails = true;
  await page.pass(2000);
  assertEquals(runs, 3);
  fails = false;
  await page.pass(1000);
  assertEquals(runs, 4);
  // The same over and over is no news; once it was well, it is.
  assertEquals(page.errors.length, 1);
  fails = true;
  await page.pass(1000);
  assertEquals(page.errors.length, 2);
});

Deno.test("T11 the page's own beat ends nothing that runs: it is left out", async () => {
  const gate = Promise.withResolvers<void>();
  let runs = 0;
  let ended = false;
  const slow = st.fragment(async () => {
    if (!st.button("slow")) return;
    await gate.promise;
    st.write("through");
    ended = true;
  });
  const page = new TestPage(async () => {
    runs++;
    st.setPageConfig({ runEvery: 1 });
    await slow();
  });
  page.watch();
  await settle();
  const pressed = page.press("slow");
  await page.pass(3000);
  assertEquals(runs, 1);
  gate.resolve();
  await pressed;
  assertEquals(ended, true);
  await page.pass(1000);
  assertEquals(runs, 2);
});

/** A page with one ticking fragment, and how often it ran. */
function ticking(interval: () => st.Interval | null, body: () => unknown = () => {}) {
  const runs = { page: 0, part: 0 };
  const part = st.fragment(() => {
    runs.part++;
    st.button("inside");
    return body();
  }, { runEvery: () => interval() });
  const page = new TestPage(() => {
    runs.page++;
    part();
    st.button("outside");
  });
  page.watch();
  return { page, runs };
}

Deno.test("T1 a fragment's own body may start its timer, and stop it", async () => {
  for (const kind of ["sync", "async"]) {
    let [runs, on] = [0, false];
    const body = () => {
      runs++;
      if (st.button("Start")) on = true;
      if (st.button("Stop")) on = false;
    };
    const later = async () => {
      await Promise.resolve();
      body();
    };
    const runEvery = () => on ? 1 : null;
    const part = st.fragment<[], unknown>(kind === "sync" ? body : later, { runEvery });
    const page = new TestPage(() => part());
    page.watch();
    await settle();
    await page.press("Start");
    await page.pass(2000);
    assertEquals(runs, 4, kind);
    await page.press("Stop");
    await page.pass(2000);
    assertEquals(runs, 5, kind);
  }
});

Deno.test("T1 an interval that its body has made unreadable is said below what that drew", async () => {
  let interval: string | null = null;
  const part = st.fragment(() => {
    if (st.button("Start")) interval = "10 apples";
    st.write("drawn");
  }, { runEvery: () => interval });
  const page = new TestPage(() => part());
  await page.press("Start");
  assertStringIncludes(page.text(), "drawn");
  assertStringIncludes(page.text().split("drawn")[1]!, "10 apples");
  interval = null;
  await page.rerun();
  assertEquals(page.text().includes("10 apples"), false);
});

Deno.test("T2 ticks come at a fixed rate; one is skipped while the fragment still runs", async () => {
  let gate = Promise.withResolvers<void>();
  let wait = false;
  const { page, runs } = ticking(() => 1, () => wait ? gate.promise : undefined);
  await page.pass(1000);
  assertEquals(runs.part, 2);
  wait = true;
  await page.pass(1000);
  assertEquals(runs.part, 3);
  await page.pass(2000);
  assertEquals(runs.part, 3);
  gate.resolve();
  wait = false;
  gate = Promise.withResolvers();
  await settle();
  await page.pass(1000);
  assertEquals(runs.part, 4);
});

Deno.test("T3 interaction does not delay the next tick", async () => {
  const { page, runs } = ticking(() => 1);
  await page.pass(900);
  await page.press("inside");
  assertEquals(runs.part, 2);
  await page.pass(100);
  assertEquals(runs.part, 3);
});

Deno.test("T4 a full run clears all timers and starts those that are called again", async () => {
  let interval: number | null = 1;
  const { page, runs } = ticking(() => interval);
  await page.pass(900);
  await page.rerun();
  await page.pass(900);
  assertEquals(runs, { page: 2, part: 2 });
  await page.pass(100);
  assertEquals(runs.part, 3);
  interval = null;
  await page.rerun();
  await page.pass(5000);
  assertEquals(runs, { page: 3, part: 4 });
});

Deno.test("T5 an interval changed by a full run replaces the old one", async () => {
  let interval = 1;
  const { page, runs } = ticking(() => interval);
  interval = 5;
  await page.rerun();
  await page.pass(4900);
  assertEquals(runs.part, 2);
  await page.pass(100);
  assertEquals(runs.part, 3);
});

Deno.test("T6 a fragment that a full run does not draw has no timer, and late ticks are ignored", async () => {
  let shown = true;
  let runs = 0;
  const part = st.fragment(() => void runs++, { runEvery: 1, key: "part" });
  const page = new TestPage(() => {
    if (shown) part();
  });
  page.watch();
  const { id } = page.session.instancesOf("part")[0]!;
  shown = false;
  await page.rerun();
  page.session.schedule.tick(id);
  await page.pass(3000);
  assertEquals(runs, 1);
});

Deno.test("T7 a child with a timer that its parent no longer draws stops ticking", async () => {
  let shown = true;
  let runs = 0;
  const child = st.fragment(() => void runs++, { runEvery: 1 });
  const parent = st.fragment(() => {
    st.button("again");
    if (shown) child();
  });
  const page = new TestPage(() => parent());
  page.watch();
  await page.pass(1000);
  assertEquals(runs, 2);
  shown = false;
  await page.press("again");
  await page.pass(3000);
  assertEquals(runs, 2);
});

Deno.test("T8 a tick sees committed values", async () => {
  const seen: string[] = [];
  const part = st.fragment(() => void seen.push(st.sessionState.name), { runEvery: 1 });
  const page = new TestPage(() => {
    st.textInput("Name", { key: "name", rerun: false });
    part();
  });
  page.watch();
  await page.use(["Name", "Ada"]);
  await page.pass(1000);
  assertEquals(seen, ["", "Ada"]);
});

Deno.test("T9 a tick runs no callback", async () => {
  let calls = 0;
  const part = st.fragment(() => {
    st.checkbox("box", { onChange: () => calls++ });
  }, { runEvery: 1 });
  const page = new TestPage(() => part());
  page.watch();
  await page.check("box");
  await page.pass(3000);
  assertEquals(calls, 1);
});

Deno.test("T10 nobody watching, no ticks; watched again, they go on without a burst", async () => {
  const { page, runs } = ticking(() => 1);
  page.session.timers.watch(false);
  page.session.schedule.watcher = null;
  await page.pass(10_000);
  assertEquals(runs.part, 1);
  page.watch();
  await page.pass(0);
  assertEquals(runs.part, 2);
  await page.pass(1000);
  assertEquals(runs.part, 3);
});

Deno.test("T11 a tick during a full run comes once that run has drawn the fragment", async () => {
  const gate = Promise.withResolvers<void>();
  let runs = 0;
  let slow = false;
  const part = st.fragment(() => void runs++, { runEvery: 1 });
  const page = new TestPage(async () => {
    part();
    if (slow) await gate.promise;
    st.write("end");
  });
  await page.job.done;
  page.watch();
  slow = true;
  const full = page.session.schedule.submit({ kind: "load" });
  assertEquals(runs, 2);
  await page.pass(3000);
  assertEquals(runs, 5);
  assertEquals(full.over, false);
  gate.resolve();
  await full.done;
  assertStringIncludes(page.text(), "end");
});

Deno.test("T2 a function whose answer is no interval any more is an error once, until the page runs again", async () => {
  let interval = "300ms";
  const { page, runs } = ticking(() => interval as st.Interval);
  interval = "abc";
  await page.pass(1500);
  assertEquals([page.errors.length, runs.part], [1, 1]);
  interval = "300ms";
  await page.rerun();
  await page.pass(300);
  assertEquals([page.errors.length, runs.part], [1, 3]);
});
