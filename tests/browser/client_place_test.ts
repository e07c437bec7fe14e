/** What the user is at stays where it is: focus, caret, scroll, what is open (HTMX.md 1.1; B2-B4). */
import { assert, assertEquals, assertGreater } from "@std/assert";
import { html } from "hono/html";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { eventually, focused, gate, quiet, see, seeAtLeast, until, withApp } from "./client_kit.ts";
import { browserTest, slow } from "./kit.ts";

/** How often the fragment that says "Tick N." was drawn. */
async function tick(page: Page): Promise<number> {
  return parseInt((await page.getByText(/^Tick \d+\.$/).innerText()).slice(5));
}

async function ticks(page: Page, more: number): Promise<void> {
  const end = await tick(page) + more;
  await eventually(async () => assertGreater(await tick(page), end));
}

function count(name: string): number {
  return st.sessionState[name] = (st.sessionState[name] ?? 0) + 1;
}

/** Caret and selection of the focused box. */
async function selection(page: Page): Promise<unknown> {
  return await page.evaluate(
    "[document.activeElement.selectionStart, document.activeElement.selectionEnd]",
  );
}

browserTest("1.1 E12 S71 the caret stays when elements come and go before the input", async () => {
  const growing = st.fragment(() => {
    const n = count("n");
    for (let i = 0; i < n % 4; i++) st.info(`Notice ${i}`);
    if (n % 2 === 0) st.checkbox("Now and then");
    st.textInput("Here", { value: "" });
    st.text(`Tick ${n}.`);
  }, { runEvery: 0.1 });
  await withApp(() => void growing(), async (page) => {
    const box = page.getByLabel("Here");
    await box.fill("0123456789");
    await page.evaluate("document.activeElement.setSelectionRange(2, 6)");
    await ticks(page, 8);
    assertEquals(await focused(page), await box.getAttribute("id"));
    assertEquals(await selection(page), [2, 6]);
    // What is typed goes where the selection was, at typing speed.
    await page.keyboard.type("abcdefghijklmno", { delay: 40 });
    assertEquals(await box.inputValue(), "01abcdefghijklmno6789");
    assertEquals(await selection(page), [17, 17]);
  });
});

browserTest(
  "1.1 E12 S71 caret and focus stay when the whole page changes around the input",
  async () => {
    const ticking = st.fragment(() => {
      st.text(`Tick ${count("n")}.`);
      if (st.sessionState.n % 2 === 0) st.rerun();
    }, { runEvery: 0.1 });
    await withApp(() => {
      const n = count("page");
      for (let i = 0; i < n % 3; i++) st.warning(`Warning ${i}`);
      st.textInput("Here");
      if (n % 2) st.text("Odd");
      ticking();
    }, async (page) => {
      const box = page.getByLabel("Here");
      await box.click();
      await page.keyboard.type("typed into the page itself", { delay: 30 });
      assertEquals(await box.inputValue(), "typed into the page itself");
      assertEquals(await focused(page), await box.getAttribute("id"));
      await eventually(async () => assertGreater(await tick(page), 3));
    });
  },
);

browserTest("1.1 S75 no swap takes the focus, whatever has autofocus", async () => {
  const greedy = st.fragment(() => {
    st.html(`<input id="greedy" autofocus>`);
    st.text(`Tick ${count("n")}.`);
  }, { runEvery: 0.1 });
  await withApp(() => {
    greedy();
    st.textInput("Mine");
  }, async (page) => {
    await page.getByLabel("Mine").click();
    await page.keyboard.type("still here and nowhere else", { delay: 20 });
    await ticks(page, 3);
    assertEquals(await page.getByLabel("Mine").inputValue(), "still here and nowhere else");
    assertEquals(await page.locator("#greedy").inputValue(), "");
  });
});

browserTest(
  "1.1 S77 the keyboard's focus stays on a button drawn anew, and presses it again",
  async () => {
    const counter = st.fragment(() => {
      if (st.button("Plus one")) count("clicks");
      if (st.sessionState.clicks % 2) st.success("Odd");
      st.text(`${st.sessionState.clicks ?? 0} clicks`);
    });
    await withApp(() => {
      counter();
      if (st.button("Whole page")) count("page");
      st.text(`${st.sessionState.page ?? 0} pages`);
    }, async (page) => {
      await page.getByRole("button", { name: "Plus one" }).focus();
      for (let i = 1; i <= 3; i++) {
        await page.keyboard.press("Enter");
        await see(page, `${i} clicks`);
        await quiet(page);
      }
      await page.keyboard.press("Tab");
      for (let i = 1; i <= 3; i++) {
        await page.keyboard.press("Space");
        await see(page, `${i} pages`);
        await quiet(page);
      }
      assertEquals(
        await page.evaluate("document.activeElement.innerText"),
        "Whole page",
      );
    });
  },
);

browserTest(
  "1.1 S77 a focused button that the app disables keeps its place, and gets the focus back",
  async () => {
    let part = 1;
    const pager = st.fragment(() => {
      st.button("Previous", { disabled: part === 1, onClick: () => void part-- });
      st.button("Next", { disabled: part === 3, onClick: () => void part++ });
      st.button("Last", { onClick: () => void (part = 3) });
      st.text(`Part ${part}`);
      st.text(`Tick ${count("n")}.`);
    }, { runEvery: 0.1 });
    await withApp(() => {
      st.textInput("Before");
      pager();
      st.textInput("After");
    }, async (page) => {
      const hasFocus = (text: string) =>
        until(page, `document.activeElement.innerText === "${text}"`);
      const next = page.getByRole("button", { name: "Next" });
      await next.focus();
      await page.keyboard.press("Enter");
      await see(page, "Part 2");
      await hasFocus("Next");
      await page.keyboard.press("Enter");
      await see(page, "Part 3");
      await ticks(page, 2);
      assert(await next.isDisabled());
      // From there one goes on to what stands beside it, not from the top.
      await page.keyboard.press("Tab");
      await hasFocus("Last");
      part = 1;
      await see(page, "Part 1");
      await ticks(page, 2);
      await hasFocus("Last");
      // Who has gone nowhere else is where he was once it may be pressed again.
      await next.focus();
      for (const shown of [2, 3]) {
        await page.keyboard.press("Enter");
        await see(page, `Part ${shown}`);
      }
      await eventually(async () => assert(await next.isDisabled()));
      await ticks(page, 2);
      part = 1;
      await hasFocus("Next");
      await page.keyboard.press("Enter");
      await see(page, "Part 2");
    });
  },
);

browserTest("1.1 E12 S71 page scroll and scroll inside boxes stay across swaps", async () => {
  const long = st.fragment(() => {
    const n = count("n");
    st.container({ height: 150 })(() => {
      for (let i = 0; i < 40; i++) st.text(`Line ${i}, ${n}`);
    });
    st.text(`Tick ${n}.`);
    for (let i = 0; i < 60; i++) st.text(`Below ${i}, ${n}`);
  }, { runEvery: 0.1 });
  await withApp(() => void long(), async (page) => {
    const box = `document.querySelector("[data-height]")`;
    await page.evaluate(`${box}.scrollTop = 200; scrollTo(0, 300)`);
    await until(page, `${box}.scrollTop === 200 && scrollY === 300`);
    await ticks(page, 5);
    assertEquals(await page.evaluate(`[${box}.scrollTop, scrollY]`), [200, 300]);
  });
});

browserTest(
  "1.1 E22 S74 an expander stays as its reader left it, until the app says otherwise",
  async () => {
    const folding = st.fragment(() => {
      const n = count("n");
      st.expander("Shut at first")(() => st.text(`Inside ${n}`));
      st.expander("Open at first", { expanded: true })(() => st.text(`Within ${n}`));
      if (st.button("Open it")) st.sessionState.open = true;
      st.expander("Told", { expanded: st.sessionState.open ?? false })(() =>
        st.text("Told inside")
      );
      st.text(`Tick ${n}.`);
    }, { runEvery: 0.1 });
    await withApp(() => void folding(), async (page) => {
      await page.getByText("Shut at first").click();
      await page.getByText("Open at first").click();
      await ticks(page, 4);
      assertEquals(await page.getByText(/^Inside/).isVisible(), true);
      assertEquals(await page.getByText(/^Within/).isVisible(), false);
      assertEquals(await page.getByText("Told inside").isVisible(), false);
      await page.getByRole("button", { name: "Open it" }).click();
      await eventually(async () => assert(await page.getByText("Told inside").isVisible()));
      await page.getByText("Told", { exact: true }).click();
      await ticks(page, 3);
      assertEquals(await page.getByText("Told inside").isVisible(), false);
    });
  },
);

browserTest("1.1 E22 S74 hand-written details stay as their reader left them", async () => {
  const folding = st.fragment(() => {
    const n = count("n");
    st.html(html`
      <details>
        <summary>More</summary>
        <p>Inside ${n}</p>
      </details>
    `);
    st.html(html`
      <details open>
        <summary>Less</summary>
        <p>Within ${n}</p>
      </details>
    `);
    st.text(`Tick ${n}.`);
  }, { runEvery: 0.1 });
  await withApp(() => void folding(), async (page) => {
    await page.getByText("More").click();
    await page.getByText("Less").click();
    await ticks(page, 4);
    assertEquals(await page.getByText(/^Inside/).isVisible(), true);
    assertEquals(await page.getByText(/^Within/).isVisible(), false);
  });
});

browserTest("B4 the chosen tab stays, also when another one comes before it", async () => {
  const tabbed = st.fragment(() => {
    const n = count("n");
    const names = st.checkbox("Third") ? ["Zero", "One", "Two"] : ["One", "Two"];
    st.tabs(names).forEach((tab, i) => tab(() => st.text(`This is ${names[i]}, ${n}`)));
    st.text(`Tick ${n}.`);
  }, { runEvery: 0.1 });
  await withApp(() => void tabbed(), async (page) => {
    await page.getByRole("tab", { name: "Two" }).click();
    await ticks(page, 3);
    assert(await page.getByText(/^This is Two/).isVisible());
    assert(!await page.getByText(/^This is One/).isVisible());
    await page.getByLabel("Third").check();
    await page.getByRole("tab", { name: "Zero" }).waitFor();
    await ticks(page, 2);
    assert(await page.getByText(/^This is Two/).isVisible());
    assertEquals(await page.getByRole("tab", { selected: true }).innerText(), "Two");
  });
});

browserTest(
  "1.1 a popover and the sidebar's drawer stay open while they are drawn anew",
  async () => {
    const inside = st.fragment(() => {
      st.popover("Settings")(() => {
        if (st.checkbox("Deep")) st.text("Deep down");
      });
      st.text(`Tick ${count("n")}.`);
    }, { runEvery: 0.1 });
    await withApp(() => {
      inside();
      st.sidebar(() => {
        const on = st.toggle("Whole page");
        st.text(on ? "Drawn anew" : "As it was");
      });
    }, async (page) => {
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByLabel("Deep").check();
      await see(page, "Deep down");
      await ticks(page, 3);
      assert(await page.getByText("Deep down").isVisible());
      await page.keyboard.press("Escape");
      await eventually(async () => assert(!await page.getByText("Deep down").isVisible()));
      await page.getByRole("button", { name: "Sidebar" }).click();
      await page.getByLabel("Whole page").check();
      await see(page, "Drawn anew");
      assert(await page.getByText("Drawn anew").isVisible());
    }, { context: { viewport: { width: 390, height: 800 } } });
  },
);

browserTest(
  "1.1 S74 a dialog stays open while it, its opener and the page's timers rerun",
  async () => {
    const ask = st.dialog("Question", () => {
      st.textInput("Answer");
      if (st.button("Think")) count("thoughts");
      st.text(`${st.sessionState.thoughts ?? 0} thoughts`);
    });
    const opener = st.fragment(() => {
      if (st.button("Ask")) ask();
      st.text(`Tick ${count("n")}.`);
    }, { runEvery: 0.1 });
    await withApp(() => void opener(), async (page) => {
      await page.getByRole("button", { name: "Ask" }).click();
      const dialog = page.getByRole("dialog", { name: "Question" });
      await dialog.waitFor();
      await dialog.getByLabel("Answer").click();
      await page.keyboard.type("forty-two", { delay: 40 });
      await dialog.getByRole("button", { name: "Think" }).click();
      await see(page, "1 thoughts");
      await ticks(page, 3);
      assert(await dialog.isVisible());
      assertEquals(await dialog.getByLabel("Answer").inputValue(), "forty-two");
      // Closed by its user, it stays closed.
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      await ticks(page, 3);
      assert(!await dialog.isVisible());
      await page.getByRole("button", { name: "Ask" }).click();
      await dialog.getByLabel("Answer").waitFor();
      await dialog.getByRole("button", { name: "Think" }).click();
      await see(page, "2 thoughts");
      assertEquals(await page.getByRole("alert").count(), 0);
    });
  },
);

browserTest("R3 what a slow rerun has not drawn again stays, and can be typed into", async () => {
  const slowly = st.fragment(async () => {
    const n = count("n");
    st.text(`Tick ${n}.`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    st.text(`Late ${n}`);
    st.container({ border: true })(async () => {
      st.text(`Boxed ${n}`);
      await Promise.resolve();
    });
    st.textInput("Note", { key: "note" });
    st.checkbox("Keep", { key: "keep" });
  }, { runEvery: 0.3 });
  await withApp(() => void slowly(), async (page) => {
    await see(page, "Late 1");
    const box = page.getByLabel("Note");
    await box.click();
    const sentence = "not a letter is lost while it is drawn";
    await page.keyboard.type(sentence, { delay: 40 });
    await eventually(async () => assertGreater(await tick(page), 3));
    assertEquals(await box.inputValue(), sentence);
    assertEquals(await focused(page), await box.getAttribute("id"));
    assertEquals(await page.getByLabel("Note").count(), 1);
  });
});

browserTest(
  "R3 what stands in a container stays until a slow rerun has drawn it again",
  async () => {
    const go = gate();
    const slowly = st.fragment(async () => {
      const pressed = st.button("Again");
      const box = st.container({ border: true });
      box.text("First");
      if (pressed) await go.passed;
      box.textInput("Second");
      box.text(pressed ? "Drawn anew" : "As it was");
    });
    await withApp(() => void slowly(), async (page) => {
      await page.getByLabel("Second").fill("mine");
      await page.getByRole("button", { name: "Again" }).click();
      await page.locator("[data-partial], [data-stale]").first().waitFor({ state: "attached" })
        .catch(() => {});
      assertEquals(await page.getByText("As it was").count(), 1);
      assertEquals(await page.getByLabel("Second").inputValue(), "mine");
      go.open();
      await see(page, "Drawn anew");
      await quiet(page);
      assertEquals(await page.locator("[data-stale]").count(), 0);
      assertEquals(await page.getByText("As it was").count(), 0);
    });
  },
);

browserTest("1.11 S71 a composition is neither sent nor disturbed by ticks", async () => {
  const sent: string[] = [];
  const live = st.fragment(() => {
    const text = st.textInput("Live", { live: true });
    if (sent.at(-1) !== text) sent.push(text);
    st.text(`Tick ${count("n")}.`);
  }, { runEvery: 0.1 });
  await withApp(() => void live(), async (page) => {
    const box = page.getByLabel("Live");
    await box.click();
    await page.keyboard.type("a");
    const cdp = await page.context().newCDPSession(page);
    for (const text of ["k", "ka", "kan", "kanj", "kanji"]) {
      await cdp.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      await ticks(page, 2);
      assertEquals(await box.inputValue(), `a${text}`);
    }
    // Longer than the pause after which a live input sends.
    await ticks(page, 5);
    assertEquals(sent.filter((text) => text.includes("k")), []);
    await cdp.send("Input.insertText", { text: "漢字" });
    await eventually(() => assertEquals(sent.at(-1), "a漢字"));
    assertEquals(await box.inputValue(), "a漢字");
  });
});

browserTest("1.11 Enter that ends a composition does not send", async () => {
  const sent: string[] = [];
  const line = st.fragment(() => {
    const text = st.textInput("Line");
    if (sent.at(-1) !== text) sent.push(text);
    st.text(`Tick ${count("n")}.`);
  }, { runEvery: 0.1 });
  await withApp(() => void line(), async (page) => {
    await page.getByLabel("Line").click();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Input.imeSetComposition", { text: "かな", selectionStart: 2, selectionEnd: 2 });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key: "Enter", code: "Enter" });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key: "Enter", code: "Enter" });
    await ticks(page, 3);
    assertEquals(sent, [""]);
    await cdp.send("Input.insertText", { text: "仮名" });
    await page.keyboard.press("Enter");
    await eventually(() => assertEquals(sent, ["", "仮名"]));
  });
});

browserTest(
  "1.1 E4 E23 redrawing changes no hx- attribute: no pending trigger or stream is lost",
  async () => {
    const live = st.fragment(() => {
      const text = st.textInput("Live", { live: true });
      st.text(`Got ${text}. Tick ${count("n")}.`);
    }, { runEvery: 0.05 });
    await withApp(() => {
      live();
      st.button("Whole page");
    }, async (page, { url }) => {
      let streams = 0;
      page.on("request", (request) => {
        if (request.url().startsWith(url) && request.url().endsWith("/live")) streams++;
      });
      const attributes = `[...document.querySelectorAll("*")].flatMap(({ attributes, id }) =>
      [...attributes].filter(({ name }) => name.startsWith("hx-"))
        .map(({ name, value }) => id + " " + name + "=" + value)).join("\\n")`;
      const before = await page.evaluate(attributes);
      await page.getByLabel("Live").click();
      // Twenty ticks of 50 ms pass within the pause of 300 ms that sends.
      await page.keyboard.type("abc");
      await see(page, /^Got abc\./);
      await page.getByRole("button", { name: "Whole page" }).click();
      await quiet(page);
      assertEquals(await page.evaluate(attributes), before);
      assertEquals(streams, 0);
    });
  },
);

browserTest("1.6 E19 the busy mark stays over ticks and goes with the answer", async () => {
  const go = gate();
  const busy = st.fragment(async () => {
    st.text(`Tick ${count("n")}.`);
    if (st.button("Work")) await go.passed;
    st.text("Done");
  });
  const other = st.fragment(() => {
    st.text(`Other ${count("other")}`);
  }, { runEvery: 0.1 });
  await withApp(() => {
    busy();
    other();
  }, async (page) => {
    await page.getByRole("button", { name: "Work" }).click();
    const marked = `document.querySelector("eddy-fragment[data-busy]") !== null &&
      document.documentElement.hasAttribute("data-running")`;
    await until(page, marked);
    await seeAtLeast(page, "Other", 8);
    assertEquals(await page.evaluate(marked), true);
    go.open();
    await quiet(page);
    await until(page, `!document.documentElement.hasAttribute("data-running")`);
  });
});

browserTest(
  "1.6 E10 a button that the app disables stays disabled, others stay usable",
  async () => {
    const once = st.fragment(() => {
      const used = st.sessionState.used ?? false;
      st.button("Once", { disabled: used, onClick: () => void (st.sessionState.used = true) });
      if (st.button("Reset")) {
        st.sessionState.used = false;
        st.rerun({ scope: "fragment" });
      }
    });
    await withApp(() => void once(), async (page) => {
      const button = page.getByRole("button", { name: "Once" });
      await slow(page, 50);
      await button.click();
      await eventually(async () => assert(await button.isDisabled()));
      await quiet(page);
      assert(await button.isDisabled());
      await page.getByRole("button", { name: "Reset" }).click();
      await eventually(async () => assert(!await button.isDisabled()));
    });
  },
);

browserTest("R3 nothing old is left behind once a slow run is over", async () => {
  const hold = [gate(), gate(), gate()];
  const shrinking = st.fragment(async (run: number) => {
    st.text(`Fragment ${run}`);
    if (run === 1) st.text("Only at first");
    await Promise.resolve();
  });
  await withApp(async () => {
    const run = count("runs");
    st.button("Again");
    await shrinking(run);
    st.container({ border: true })(() => {
      st.text(`Boxed ${run}`);
      if (run === 1) st.text("Boxed at first");
    });
    st.text("Last but one");
    if (run > 1) await hold[run]!.passed;
    if (run === 1) st.text("Last at first");
    st.text(`End ${run}`);
  }, async (page) => {
    const old = page.getByText(/at first$/);
    assertEquals(await old.count(), 3);
    await page.getByRole("button", { name: "Again" }).click();
    await see(page, "Fragment 2");
    await see(page, "Boxed 2");
    assert(await old.count() > 0, "what may still be drawn again was taken away");
    hold[2]!.open();
    await see(page, "End 2");
    await quiet(page);
    assertEquals(await old.count(), 0);
    assertEquals(await page.locator("[data-stale], [data-partial]").count(), 0);
    assertEquals(await page.getByText(/^End/).count(), 1);
  });
});
