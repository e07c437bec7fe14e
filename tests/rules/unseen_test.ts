/**
 * Runs that end early, by `rerun()`, `stop()` or because something newer takes over: what was pressed further
 * down is seen by the run that follows, what was entered there stays, what was not drawn to its end is.
 */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { inOneProcess, open } from "../kit.ts";

/** Holds the page up while it is closed. */
function barrier() {
  let gate: PromiseWithResolvers<void> | null = null;
  return {
    close: () => void (gate = Promise.withResolvers()),
    open: () => {
      gate?.resolve();
      gate = null;
    },
    get passed(): Promise<void> | undefined {
      return gate?.promise;
    },
  };
}

inOneProcess(
  "Q4 S12 what is pressed below a rerun() is seen by the run that follows, once",
  async () => {
    const load = barrier();
    const seen: string[] = [];
    const part = st.fragment(() => {
      if (st.button("Part")) seen.push("part");
    });
    await using page = await open(async () => {
      await load.passed;
      if (st.button("Again")) {
        seen.push("again");
        st.rerun();
      }
      part();
      st.form("form", { clearOnSubmit: true })(() => {
        const name = st.textInput("Name");
        if (st.formSubmitButton("Send")) seen.push(`sent ${name}`);
      });
      const line = st.chatInput("Say");
      if (line !== null) seen.push(`said ${line}`);
    });
    await page.fill("Name", "Ada");
    load.close();
    const done = [page.click("Again")];
    await page.rest();
    done.push(page.click("Part"), page.submit("Send"));
    await page.rest();
    load.open();
    await Promise.all(done);
    assertEquals(seen.sort(), ["again", "part", "sent Ada"]);
    assertEquals(page.value("Name"), "");
    load.close();
    const more = [page.click("Again")];
    await page.rest();
    more.push(page.fill("Say", "a line"));
    await page.rest();
    load.open();
    await Promise.all(more);
    assertEquals(seen.slice(3).sort(), ["again", "said a line"]);
  },
);

Deno.test("Q4 what is pressed below a fragment's rerun() is seen by the run that follows", async () => {
  let dirty = false;
  let pressed = 0;
  const part = st.fragment(() => {
    if (dirty) {
      dirty = false;
      st.rerun();
    }
    if (st.button("Press")) pressed++;
    st.write(`pressed ${pressed}`);
  });
  await using page = await open(() => void part());
  dirty = true;
  await page.click("Press");
  assertEquals(page.lines(), ["[Press]", "pressed 1"]);
});

for (const how of ["stop", "rerun", "by key", "itself"] as const) {
  for (const inChild of [false, true]) {
    const where = inChild ? "in a fragment inside" : "in itself";
    Deno.test(`S12 S14 what was entered below outlasts an async fragment's ${how}, ${where}`, async () => {
      const chart = st.fragment(() => st.write("chart"), { key: "chart" });
      const fields = () =>
        st.write(`${st.textInput("Below")} ${st.textInput("Keyed", { key: "k" })}`);
      const child = st.fragment(fields);
      const part = st.fragment(async () => {
        await Promise.resolve();
        if (st.button("Go")) {
          if (how === "stop") st.stop();
          st.rerun(how === "rerun" ? undefined : how === "by key" ? "chart" : "part");
        }
        if (inChild) child();
        else fields();
      }, { key: "part" });
      await using page = await open(async () => {
        chart();
        await part();
        st.button("Full");
      });
      await page.fill("Below", "one");
      await page.fill("Keyed", "two");
      await page.click("Go");
      await page.click("Full");
      assert(page.has("one two"), page.picture());
    });
  }
}

inOneProcess(
  "S7 rerun(key) in a callback leaves nothing half drawn that it has ended",
  async () => {
    const load = barrier();
    const chart = st.fragment(() => st.write("chart"), { key: "chart" });
    const slow = st.fragment(async () => {
      const n = st.numberInput("N", { value: 1 });
      await load.passed;
      st.write(`n ${n}`);
    });
    await using page = await open(async () => {
      st.button("Refresh", { onClick: () => st.rerun("chart") });
      chart();
      await slow();
      await load.passed;
      st.write("rest");
    });
    for (const act of [() => page.fill("N", "2"), () => page.click("Refresh")]) {
      load.close();
      const first = act();
      await page.rest();
      const second = page.click("Refresh");
      await page.rest();
      load.open();
      await Promise.all([first, second]);
      assertEquals(page.lines(), ["[Refresh]", "chart", "N: 2", "n 2", "rest"]);
    }
  },
);

inOneProcess("S6 rerun(key) of what the page is about to draw waits for it", async () => {
  const load = barrier();
  const counts = st.state({ added: 0 });
  const chart = st.fragment(() => st.write(`chart ${counts.added}`), { key: "chart" });
  const tools = st.fragment(() => {
    if (st.button("Add")) {
      counts.added++;
      st.rerun("chart");
    }
    st.write("tools");
  });
  load.close();
  await using page = await open(async () => {
    tools();
    await load.passed;
    chart();
    st.write("end");
  });
  await page.live();
  const added = page.click("Add");
  await page.rest();
  load.open();
  await added;
  await page.until(() => page.has("end"));
  assertEquals(page.lines(), ["[Add]", "tools", "chart 1", "end"]);
});

for (const how of ["rerun", "stop"] as const) {
  Deno.test(`S14 a lazy fragment that was seen is there again after ${how}() above it, with what was entered`, async () => {
    const lazy = st.fragment(() => {
      st.write(`note ${st.textInput("Note")}`);
    }, { lazy: true });
    await using page = await open(() => {
      if (how === "rerun") {
        if (st.button("Top")) st.rerun();
      } else if (st.checkbox("Hold")) st.stop();
      lazy();
    });
    await page.rest();
    await page.fill("Note", "typed");
    if (how === "rerun") await page.click("Top");
    else {
      await page.check("Hold");
      await page.uncheck("Hold");
    }
    assert(page.has("note typed"), page.picture());
  });
}
