/** What users do arrives once and in order, whatever the network does (HTMX.md 0.4, 0.5, 1.5, 1.9, 1.11). */
import { assert, assertEquals, assertMatch } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { SECRET, SharedStore } from "../kit/fleet.ts";
import { eventually, gate, isPost, quiet, ready, see, until, withApp } from "./client_kit.ts";
import type { Between } from "./client_kit.ts";
import { browserTest, slow, withPage } from "./kit.ts";
import type { PageOptions } from "./kit.ts";

function count(name: string): number {
  return st.sessionState[name] = (st.sessionState[name] ?? 0) + 1;
}

function counted(name: string): number {
  return st.sessionState[name] ?? 0;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function click(page: Page, name: string, times = 1): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  for (let i = 0; i < times; i++) await button.click();
}

/** Counts the posts of a page. */
function postsOf(page: Page): { count: number; readonly bodies: string[] } {
  const posts = { count: 0, bodies: [] as string[] };
  page.on("request", (request) => {
    if (request.method() !== "POST") return;
    posts.count++;
    posts.bodies.push(request.postData() ?? "");
  });
  return posts;
}

// ── Clicks ──────────────────────────────────────────────────────────────────────────────────────

for (const latency of [0, 50, 300]) {
  browserTest(`0.4 twenty rapid clicks count twenty with ${latency} ms of latency`, async () => {
    const inside = st.fragment(() => {
      if (st.button("Inside")) count("inside");
      st.text(`${counted("inside")} inside`);
    });
    await withApp(() => {
      inside();
      if (st.button("Outside")) count("outside");
      st.text(`${counted("outside")} outside`);
    }, async (page) => {
      await slow(page, latency);
      await click(page, "Inside", 20);
      await see(page, "20 inside");
      await click(page, "Outside", 20);
      await see(page, "20 outside");
      await quiet(page);
      assertEquals(await page.getByText(/ inside$/).innerText(), "20 inside");
      assertEquals(await page.getByText(/ outside$/).innerText(), "20 outside");
    });
  });
}

browserTest(
  "S55 what a stream was to answer is said again if another request has replaced it",
  async () => {
    const held = gate();
    let begun = 0;
    let posts = 0;
    const between: Between = (request, next) => {
      // The one that replaces the stream gets lost, as does all that its process had heard.
      if (isPost(request) && ++posts === 2) return new Response("gone", { status: 502 });
      return next();
    };
    await withApp(async () => {
      if (st.button("Slow")) {
        begun++;
        await held.passed;
      }
      st.button("Other");
      st.text("Drawn.");
    }, async (page) => {
      const { bodies } = postsOf(page);
      await click(page, "Slow");
      await until(page, `document.querySelector("#page[data-busy]") !== null`);
      await eventually(() => assertEquals(begun, 1));
      await see(page, "Other");
      await click(page, "Other");
      await eventually(() => assert(bodies.length >= 3));
      held.open();
      await quiet(page);
      // Said again, with what the page showed when it was done.
      for (const body of bodies) assertMatch(body, /^e=1(%7E\d+)?\./, bodies.join("\n"));
    }, { between, allowErrors: true });
  },
);

for (const latency of [0, 100]) {
  browserTest(
    `0.4 clicks on two slow fragments and the page, interleaved, with ${latency} ms: none lost, none doubled`,
    async () => {
      const slowly = st.fragment(async (name: string, ms: number) => {
        if (st.button(`Press ${name}`)) count(name);
        await sleep(ms);
        st.text(`${name} has ${counted(name)}.`);
      });
      await withApp(async () => {
        if (st.button("Press page")) count("page");
        st.text(`Page has ${counted("page")}.`);
        void slowly("A", 60);
        void slowly("B", 120);
        await Promise.resolve();
      }, async (page) => {
        await see(page, "B has 0.");
        await slow(page, latency);
        const order = "ABPAABBPPABABPBAAP";
        for (const one of order) await click(page, one === "P" ? "Press page" : `Press ${one}`);
        const times = (name: string) => order.split(name).length - 1;
        await see(page, `A has ${times("A")}.`);
        await see(page, `B has ${times("B")}.`);
        await see(page, `Page has ${times("P")}.`);
        await quiet(page);
        assertEquals(await page.getByText(/^(A|B|Page) has/).allInnerTexts(), [
          `Page has ${times("P")}.`,
          `A has ${times("A")}.`,
          `B has ${times("B")}.`,
        ]);
      });
    },
  );
}

browserTest(
  "1.9 what is done in one region is not overtaken by what is done next in another",
  async () => {
    const late = gate();
    let held = 0;
    const name = st.fragment(() => {
      st.text(`Name is “${st.textInput("Name", { key: "name" })}”, run ${count("names")}`);
    });
    const save = st.fragment(() => {
      if (st.button("Save")) st.sessionState.saved = st.sessionState.name;
      st.text(`Saved “${st.sessionState.saved ?? ""}”`);
    });
    const between: Between = async (request, next) => {
      // The first post is the text's: it gets stuck on its way to the server.
      if (isPost(request) && held++ === 0) await late.passed;
      return await next();
    };
    await withApp(() => {
      name();
      save();
    }, async (page) => {
      await page.getByLabel("Name").fill("Ada");
      await click(page, "Save");
      await see(page, "Saved “Ada”");
      late.open();
      await see(page, "Name is “Ada”, run 2");
      await quiet(page);
      assertEquals(held, 2);
    }, { between });
  },
);

browserTest("0.5 M2 a replaced page run's messages are not swapped any more", async () => {
  const second = gate();
  let runs = 0;
  await withApp(async () => {
    const run = ++runs;
    if (st.button("Go")) count("clicks");
    st.text(`Clicks ${counted("clicks")}, run ${run}`);
    if (run === 1) return;
    for (let i = 0; i < 100; i++) {
      st.text(`Run ${run} line ${i}`);
      await sleep(5);
    }
    if (run === 3) await second.passed;
    st.text(`End of run ${run}`);
  }, async (page) => {
    await click(page, "Go");
    await see(page, "Run 2 line 9");
    // From now on, nothing of run 2 may appear.
    await click(page, "Go");
    await see(page, "Run 3 line 9");
    await page.evaluate(`{
      globalThis.late = [];
      new MutationObserver(() => {
        if (document.querySelector("main").innerText.includes("run 2")) late.push(1);
      }).observe(document.querySelector("main"), { subtree: true, childList: true });
    }`);
    second.open();
    await see(page, "End of run 3");
    await quiet(page);
    await see(page, "Clicks 2, run 3");
    assertEquals(await page.getByText(/^Run 2/).count(), 0);
    assertEquals(await page.evaluate("late.length"), 0);
  });
});

browserTest("0.4 a click at a page that still streams its first run is counted once", async () => {
  const first = gate();
  let runs = 0;
  await withApp(async () => {
    const run = ++runs;
    if (st.button("Go")) count("clicks");
    st.text(`Clicks ${counted("clicks")}`);
    if (run === 1) await first.passed;
    st.text(`End of run ${run}`);
  }, async (page) => {
    await click(page, "Go");
    await see(page, "End of run 2");
    first.open();
    await quiet(page);
    await see(page, "Clicks 1");
    assertEquals(await page.getByText(/^End/).allInnerTexts(), ["End of run 2"]);
  });
});

browserTest(
  "1.3 a press whose answer is streamed is sent once, and not again when it has ended",
  async () => {
    let runs = 0;
    await withApp(async () => {
      runs++;
      st.button("Go");
      await st.spinner("Working")(() => sleep(200));
      st.write(`Run ${runs}`);
    }, async (page) => {
      await see(page, "Run 1");
      await page.clock.install();
      const posts = postsOf(page);
      await click(page, "Go");
      await see(page, "Run 2");
      await quiet(page);
      // Long enough for what would be sent again, and would come before what is asked for then.
      await page.clock.runFor(3_000);
      await page.evaluate("fetch(location.href)");
      assertEquals([posts.count, runs], [1, 3]);
    }, { context: {} });
  },
);

browserTest(
  "1.3 a streamed answer is settled once: busy goes, controls follow the server again",
  async () => {
    const box = st.fragment(async () => {
      const { sessionState: state } = st;
      st.checkbox("Never", { key: "never" });
      await sleep(100);
      st.text(`Seen ${state.never}, ${count("runs")} runs`);
    });
    await withApp(() => {
      void box();
      // Put back from outside the fragment: what it drew has to follow.
      st.button("Put back", { onClick: () => void (st.sessionState.never = false) });
    }, async (page) => {
      const posts = postsOf(page);
      await page.getByLabel("Never").check();
      await see(page, /^Seen true/);
      await quiet(page);
      assertEquals(posts.count, 1);
      await click(page, "Put back");
      await see(page, /^Seen false/);
      await quiet(page);
      assertEquals(await page.getByLabel("Never").isChecked(), false);
      assertEquals(posts.bodies.map((body) => body.split("&").length), [2, 1]);
    });
  },
);

browserTest("0.5 a page's replaced stream leaves no control shut against the server", async () => {
  const hold = gate();
  let held = false;
  await withApp(async () => {
    st.checkbox("Box", { key: "box" });
    st.button("Put back", { onClick: () => void (st.sessionState.box = false) });
    st.text(`Server has ${st.sessionState.box}`);
    if (st.sessionState.box && !held) {
      held = true;
      await hold.passed;
    }
  }, async (page) => {
    await page.getByLabel("Box").check();
    await see(page, "Server has true");
    await click(page, "Put back");
    await see(page, "Server has false");
    await quiet(page);
    assertEquals(await page.getByLabel("Box").isChecked(), false);
    hold.open();
  });
});

// ── Live text ───────────────────────────────────────────────────────────────────────────────────

for (const latency of [0, 300]) {
  browserTest(
    `1.5 live text at typing speed with ${latency} ms: every letter stays, the last ones arrive`,
    async () => {
      const live = st.fragment(() => {
        const text = st.textInput("Live", { live: true });
        st.text(`Server has “${text}”.`);
      });
      await withApp(() => {
        live();
        const text = st.textInput("Page", { live: true });
        st.text(`Page has “${text}”.`);
      }, async (page) => {
        await slow(page, latency);
        const sentence = "The quick brown fox jumps over the lazy dog, twice.";
        for (const [label, who] of [["Live", "Server"], ["Page", "Page"]] as const) {
          await page.getByLabel(label).click();
          for (const [i, letter] of [...sentence].entries()) {
            // Now and then a pause in which what is there is sent.
            await page.keyboard.type(letter, { delay: i % 17 === 16 ? 350 : 25 });
          }
          await see(page, `${who} has “${sentence}”.`);
          await quiet(page);
          assertEquals(await page.getByLabel(label).inputValue(), sentence);
        }
      });
    },
  );
}

browserTest("1.11 E18 leaving a live input sends what is pending at once, and once", async () => {
  const live = st.fragment(() => {
    const text = st.textInput("Live", { live: true });
    st.text(`Got ${text}, ${count("runs")} runs`);
  });
  await withApp(() => {
    live();
    st.textInput("Other");
  }, async (page) => {
    const posts = postsOf(page);
    await page.getByLabel("Live").click();
    // At once: between two letters the pause could pass.
    await page.keyboard.insertText("abc");
    await page.keyboard.press("Tab");
    await see(page, "Got abc, 2 runs");
    // Longer than the pause after which it would have been sent.
    await page.getByLabel("Other").click();
    await page.keyboard.type("something else here", { delay: 30 });
    assertEquals(posts.count, 1);
  });
});

browserTest(
  "1.9 a lazy fragment that was not there when it was asked for is asked for again",
  async () => {
    const lazy = st.fragment(() => st.text("drawn below"), { lazy: true });
    const asked = gate();
    const gone = gate();
    let asks = 0;
    const between: Between = async (request, next) => {
      if (!isPost(request)) return await next();
      const isAsk = !request.url.endsWith("/page");
      if (isAsk && asks++ === 0) await asked.passed;
      const response = await next();
      // Nobody sees that it went: the page's next request replaces this one.
      if (!isAsk && (await response.clone().text()).includes("nothing")) {
        asked.open();
        await gone.passed;
      }
      return response;
    };
    await withApp(() => {
      if (st.checkbox("Show")) lazy();
      else st.text("nothing");
    }, async (page) => {
      const answered = page.waitForResponse((response) => response.status() === 204);
      const show = page.getByLabel("Show");
      await show.click();
      await page.locator("[data-awaits]").waitFor();
      await eventually(() => assertEquals(asks, 1));
      await show.click();
      await answered;
      await show.click();
      await see(page, "drawn below");
      gone.open();
    }, { between });
  },
);

/** Presses the mouse on it, lets something come of that, and lets it go without a move. */
async function hold(page: Page, name: string, until: () => Promise<void>): Promise<void> {
  const box = (await page.getByRole("button", { name }).first().boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 10);
  await page.mouse.down();
  await until();
  await page.mouse.up();
}

browserTest(
  "W19 what is clicked right after typing is clicked, though the answer moves it away",
  async () => {
    await withApp(() => {
      const name = st.textInput("Name");
      if (name !== "") { for (const n of [1, 2, 3]) st.header(`Hello ${name} ${n}`); }
      if (st.button("Save")) st.text(`Saved ${name}, ${count("saves")} saves`);
      st.popover("More")(() => st.text("in the popover"));
    }, async (page) => {
      await page.getByLabel("Name").pressSequentially("Ada");
      await hold(page, "Save", () => see(page, "Hello Ada 3"));
      await see(page, "Saved Ada, 1 saves");
      await page.getByLabel("Name").fill("");
      await hold(page, "More", () => page.getByText("Hello Ada 3").waitFor({ state: "detached" }));
      await see(page, "in the popover");
    });
  },
);

/** Puts a finger on a button, lets something come of that, and lifts it without a move. */
async function tap(page: Page, name: string, until: () => Promise<void>): Promise<void> {
  const { x, y } = (await page.getByRole("button", { name }).boundingBox())!;
  const fingers = await page.context().newCDPSession(page);
  const touchPoints = [{ x: x + 20, y: y + 10 }];
  await fingers.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await until();
  await fingers.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

browserTest("W19 what a finger was put on is pressed, not what has come there since", async () => {
  let above = 0;
  const pressed: string[] = [];
  const list = st.fragment(() => {
    for (let i = 0; i < above; i++) st.button(`New ${i}`);
    for (const name of ["Keep", "Delete"]) if (st.button(name)) pressed.push(name);
    st.text(`${above} above`);
  }, { runEvery: 0.1 });
  await withApp(() => {
    list();
    for (let i = 0; i < 50; i++) st.text(`Line ${i}`);
  }, async (page) => {
    await tap(page, "Delete", async () => {
      above = 1;
      await see(page, "1 above");
    });
    await eventually(() => assertEquals(pressed, ["Delete"]));
    await tap(page, "Keep", () => see(page, "1 above"));
    await eventually(() => assertEquals(pressed, ["Delete", "Keep"]));
    // What still scrolls is stopped with a finger, which means nothing of what it stops on.
    await tap(page, "Delete", () =>
      page.evaluate(`new Promise((done) => {
        addEventListener("scroll", () => done(), { once: true });
        scrollBy(0, 400);
      })`));
    await page.evaluate("scrollTo(0, 0)");
    await tap(page, "Keep", () => see(page, "1 above"));
    await eventually(() => assertEquals(pressed, ["Delete", "Keep", "Keep"]));
  }, { context: { hasTouch: true } });
});

browserTest(
  "Q11 a row that takes another's place while the mouse is down on that is not pressed",
  async () => {
    let rows = ["Ada", "Bob", "Cyd"];
    const pressed: string[] = [];
    const row = st.fragment((name: string) => {
      if (st.button("Remove")) pressed.push(name);
      st.text(name);
    });
    await withApp(() => {
      for (const name of rows) row(name);
      st.button("Again");
    }, async (page) => {
      await hold(page, "Remove", async () => {
        rows = ["Bob", "Cyd"];
        await page.getByRole("button", { name: "Again" }).dispatchEvent("click");
        await page.getByText("Ada").waitFor({ state: "detached" });
      });
      await see(page, "has changed meanwhile");
      assertEquals(pressed, []);
    });
  },
);

browserTest(
  "Q11 what is pressed by keyboard after something was dragged is no older than it is",
  async () => {
    let rows = ["Ada", "Bob"];
    const pressed: string[] = [];
    const row = st.fragment((name: string) => {
      if (st.button("Remove")) pressed.push(name);
      st.text(name);
    });
    await withApp(() => {
      st.markdown("[Elsewhere](https://example.com/)");
      for (const name of rows) row(name);
      st.button("Again");
    }, async (page) => {
      const { x, y } = (await page.getByText("Elsewhere").boundingBox())!;
      await page.mouse.move(x + 5, y + 5);
      await page.mouse.down();
      await page.mouse.move(x + 60, y + 60, { steps: 8 });
      await page.mouse.up();
      rows = ["Bob"];
      await page.getByRole("button", { name: "Again" }).press("Enter");
      await page.getByText("Ada").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Remove" }).press("Enter");
      await eventually(() => assertEquals(pressed, ["Bob"]));
    });
  },
);

browserTest("W19 text is sent on Enter and when left, and not twice", async () => {
  const line = st.fragment(() => {
    const text = st.textInput("Line");
    const area = st.textArea("Area");
    st.text(`Got ${text}, ${area.replace("\n", "|")}, ${count("runs")} runs`);
  });
  await withApp(() => void line(), async (page) => {
    const posts = postsOf(page);
    await page.getByLabel("Line").click();
    await page.keyboard.type("one");
    await page.keyboard.press("Enter");
    await see(page, "Got one, , 2 runs");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("a");
    await page.keyboard.press("Enter");
    await page.keyboard.type("b");
    await page.keyboard.press("Control+Enter");
    await see(page, "Got one, a|b, 3 runs");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("two");
    await page.keyboard.press("Tab");
    await see(page, "Got two, a|b, 4 runs");
    assertEquals(posts.count, 3);
  });
});

browserTest("1.5 typing followed by a click arrives before it", async () => {
  const form = st.fragment(() => {
    const name = st.textInput("Name");
    const live = st.textInput("Live", { live: true });
    if (st.button("Greet")) st.text(`Hello ${name} and ${live}`);
  });
  await withApp(() => void form(), async (page) => {
    await slow(page, 100);
    for (const name of ["Ada", "Grace"]) {
      await page.getByLabel("Name").fill(name);
      await page.getByLabel("Live").click();
      await page.keyboard.press("Control+A");
      await page.keyboard.type(`${name}'s friend`);
      await click(page, "Greet");
      await see(page, `Hello ${name} and ${name}'s friend`);
    }
  });
});

// ── Broken answers ──────────────────────────────────────────────────────────────────────────────

/** A fragment and a page to click at, with an answer's way disturbed by `between`. */
async function clicking(
  between: Between,
  use: (page: Page, posts: ReturnType<typeof postsOf>) => Promise<void>,
  options: PageOptions = {},
): Promise<void> {
  const inside = st.fragment(() => {
    if (st.button("Inside")) count("inside");
    st.text(`${counted("inside")} inside`);
    if (st.checkbox("Box")) st.text("Box is ticked");
  });
  await withApp(
    () => {
      inside();
      if (st.button("Outside")) count("outside");
      st.text(`${counted("outside")} outside`);
    },
    (page) => use(page, postsOf(page)),
    { between, allowErrors: true, ...options },
  );
}

for (const where of ["before", "after"] as const) {
  browserTest(
    `1.9 a post cut ${where} it reached the server is sent again and counts once`,
    async () => {
      await clicking((_request, next) => next(), async (page, posts) => {
        let cuts = 2;
        await page.route("**/_eddy/p/**", async (route) => {
          if (cuts-- <= 0) return await route.continue();
          if (where === "after") await route.fetch();
          await route.abort("connectionreset");
        });
        await click(page, "Inside");
        await until(page, `document.querySelector("#page[data-lost]") !== null`);
        await see(page, "1 inside");
        await until(page, `document.querySelector("#page[data-lost]") === null`);
        assertEquals(posts.count, 3);
        cuts = 1;
        await page.getByLabel("Box").check();
        // Nobody has heard of it yet, but it is what the user said.
        await until(page, `document.querySelector("#page[data-lost]") !== null`);
        assertEquals(await page.getByLabel("Box").isChecked(), true);
        await see(page, "Box is ticked");
        cuts = 1;
        await click(page, "Outside", 3);
        await see(page, "3 outside");
        await quiet(page);
        await see(page, "1 inside");
      });
    },
  );
}

for (const status of [500, 502, 503]) {
  browserTest(
    `1.9 E14 a ${status} page of HTML is not shown; the click counts once it is over`,
    async () => {
      let broken = 0;
      const between: Between = async (request, next) => {
        if (!isPost(request) || broken-- <= 0) return await next();
        return new Response("<html><body><h1>Bad Gateway</h1></body></html>", {
          status,
          headers: { "content-type": "text/html" },
        });
      };
      await clicking(between, async (page) => {
        await page.evaluate(`{
        globalThis.shown = 0;
        new MutationObserver(() => {
          if (document.body.innerText.includes("Bad Gateway")) shown++;
        }).observe(document.body, { subtree: true, childList: true });
      }`);
        broken = 2;
        await click(page, "Inside", 2);
        await see(page, "2 inside");
        broken = 1;
        await click(page, "Outside", 2);
        await see(page, "2 outside");
        await quiet(page);
        assertEquals(await page.evaluate("shown"), 0);
        await click(page, "Inside");
        await see(page, "3 inside");
      });
    },
  );
}

browserTest("1.9 an answer that breaks off in its middle is asked for again", async () => {
  let broken = 1;
  const between: Between = async (request, next) => {
    const answer = await next();
    if (!isPost(request) || broken-- <= 0) return answer;
    const text = await answer.text();
    const half = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text.slice(0, 40)));
        setTimeout(() => controller.error(new Error("cut")), 20);
      },
    });
    const headers = new Headers(answer.headers);
    headers.delete("content-length");
    return new Response(half, { status: answer.status, headers });
  };
  await clicking(between, async (page) => {
    await click(page, "Inside");
    await see(page, "1 inside");
    await quiet(page);
    broken = 1;
    await page.getByLabel("Box").check();
    await see(page, "Box is ticked");
    assertEquals(await page.getByLabel("Box").isChecked(), true);
    broken = 1;
    await click(page, "Outside");
    await see(page, "1 outside");
    await see(page, "1 inside");
  });
});

browserTest("1.3 a stream that breaks off leaves no half a fragment", async () => {
  let broken = 1;
  const cut = (answer: Response): Response => {
    const reader = answer.body!.getReader();
    let messages = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        if (++messages > 1) return controller.error(new Error("cut"));
        controller.enqueue(value);
      },
    });
    return new Response(body, { headers: answer.headers });
  };
  const between: Between = async (request, next) => {
    const answer = await next();
    const isStream = answer.headers.get("content-type")?.includes("event-stream");
    return isPost(request) && isStream && broken-- > 0 ? cut(answer) : answer;
  };
  const slowly = st.fragment(async (name: string) => {
    if (st.button(`Work ${name}`)) count(name);
    st.text(`${name} begins`);
    await sleep(150);
    st.text(`${name} done ${counted(name)}`);
  });
  await withApp(async () => {
    await slowly("A");
    if (st.button("Whole")) count("whole");
    await sleep(100);
    st.text(`Whole done ${counted("whole")}`);
  }, async (page) => {
    await see(page, "Whole done 0");
    await quiet(page);
    await click(page, "Work A");
    await see(page, "A done 1");
    await quiet(page);
    assertEquals(await page.locator("[data-stale], [data-partial]").count(), 0);
    broken = 1;
    await click(page, "Whole");
    await see(page, "Whole done 1");
    await quiet(page);
    assertEquals(await page.locator("[data-stale], [data-partial]").count(), 0);
    await see(page, "A done 1");
  }, { between, allowErrors: true });
});

browserTest(
  "1.9 a request that nobody answers is given up, and done once all the same",
  async () => {
    const forgotten = gate();
    let posts = 0;
    const between: Between = async (request, next) => {
      if (!isPost(request) || ++posts > 1) return await next();
      // Taken in, and then silence.
      await next();
      await forgotten.passed;
      return new Response(null, { status: 504 });
    };
    await clicking(between, async (page) => {
      await page.clock.install();
      await click(page, "Inside");
      await eventually(() => assertEquals(posts, 1));
      await page.clock.fastForward(59_000);
      assertEquals(posts, 1);
      await page.clock.fastForward(2_000);
      await eventually(async () => {
        await page.clock.fastForward(1_000);
        assertEquals(posts, 2);
      });
      await see(page, "1 inside");
      forgotten.open();
    }, { context: {} });
  },
);

browserTest(
  "1.9 regions that fail at once are said again at once: an outage is counted once, not for each",
  async () => {
    let away = true;
    let refused = 0;
    const between: Between = (request, next) => {
      if (!away || !isPost(request)) return next();
      refused++;
      return new Response("gone", { status: 502 });
    };
    const part = st.fragment((name: string) => {
      if (st.button(name)) count(name);
      st.text(`${counted(name)} of ${name}`);
    });
    const names = ["One", "Two", "Three", "Four", "Five"];
    await withApp(() => names.forEach((name) => part(name)), async (page) => {
      // Its time is to be passed by hand.
      await page.clock.install();
      await page.goto("/");
      await ready(page);
      await page.clock.pauseAt(Date.now() + 60_000);
      for (const name of names) await click(page, name);
      await eventually(() => assertEquals(refused, names.length));
      await until(page, `document.querySelector("#page[data-lost]") !== null`);
      away = false;
      // None of them waits longer than this after a first failure; more than once, as the page may not
      // have taken in all of the failures when time first passes.
      for (let i = 0; i < 3; i++) await page.clock.runFor(700);
      for (const name of names) await see(page, `1 of ${name}`);
      assertEquals(refused, names.length);
    }, { between, context: {}, allowErrors: true });
  },
);

browserTest("1.9 a page to log in instead of an answer is come to by one reload", async () => {
  let loggedIn = true;
  let loads = 0;
  const between: Between = async (request, next) => {
    if (new URL(request.url).pathname === "/") loads++;
    if (loggedIn || request.url.includes("/assets/")) return await next();
    return new Response("<!doctype html><title>Log in</title><h1>Log in</h1>", {
      headers: { "content-type": "text/html" },
    });
  };
  await clicking(between, async (page) => {
    loggedIn = false;
    loads = 0;
    // An earlier reload was at a time to come, as the clock went then.
    await page.evaluate(`sessionStorage.setItem("eddy-reload", Date.now() + 3_600_000)`);
    await click(page, "Inside");
    await see(page, "Log in");
    assertEquals(loads, 1);
  });
});

browserTest(
  "1.5 a stale answer is dropped: a tick overtakes a fragment's delayed one",
  async () => {
    const hold = gate();
    const between: Between = async (request, next) => {
      const answer = await next();
      if (isPost(request)) await hold.passed;
      return answer;
    };
    const ticking = st.fragment(() => {
      if (st.button("Press")) count("clicks");
      st.text(`Tick ${count("n")}, ${counted("clicks")} clicks`);
    }, { runEvery: 0.1 });
    await withApp(() => void ticking(), async (page) => {
      const shown = async () => parseInt((await page.getByText(/^Tick/).innerText()).slice(5));
      await click(page, "Press");
      await see(page, /1 clicks/);
      const before = await shown();
      await eventually(async () => assert(await shown() > before + 3));
      await page.evaluate(`{
      globalThis.numbers = [];
      const at = document.querySelector("main");
      new MutationObserver(() => numbers.push(parseInt(/Tick (\\d+)/.exec(at.innerText)[1])))
        .observe(at, { subtree: true, childList: true, characterData: true });
    }`);
      hold.open();
      await quiet(page);
      await eventually(async () => assert(await page.evaluate("numbers.length > 3")));
      const numbers = await page.evaluate("numbers") as number[];
      assertEquals(numbers, numbers.toSorted((a, b) => a - b));
    }, { between });
  },
);

browserTest("1.2 E21 S67 an answer for what is gone is left out, the rest is shown", async () => {
  const hold = gate();
  const between: Between = async (request, next) => {
    const answer = await next();
    if (request.url.endsWith("-0")) await hold.passed;
    return answer;
  };
  const gone = st.fragment(() => {
    if (st.button("Slow")) st.toast("Slow was pressed");
    st.text("Not for long");
  });
  await withApp(() => {
    const there = st.checkbox("There", { value: true });
    if (there) gone();
    st.text(there ? "All here" : "One is gone");
  }, async (page) => {
    await click(page, "Slow");
    await page.getByLabel("There").uncheck();
    await see(page, "One is gone");
    hold.open();
    await see(page, "Slow was pressed");
    assertEquals(await page.getByText("Not for long").count(), 0);
    await page.getByLabel("There").check();
    await see(page, "Not for long");
  }, { between });
});

browserTest(
  "1.5 whole-page answers on two ways at once: none is applied to what it was not made for",
  async () => {
    const holds: ReturnType<typeof gate>[] = [];
    const between: Between = async (request, next) => {
      const answer = await next();
      if (!isPost(request)) return answer;
      const hold = gate();
      holds.push(hold);
      await hold.passed;
      return answer;
    };
    const ticking = st.fragment(() => {
      st.text(`Tick ${count("n")}`);
      if (counted("n") % 3 === 0) st.rerun();
    }, { runEvery: 0.1 });
    await withApp(() => {
      const runs = count("page");
      if (st.button("Add")) {
        count("extra");
        st.toast(`Added ${counted("extra")}`, { duration: "infinite" });
      }
      for (let i = 1; i <= counted("extra"); i++) st.info(`Extra ${i}`);
      st.textInput("Here");
      st.text(`Run ${runs} has ${counted("extra")}`);
      ticking();
      st.text(`End ${runs}`);
    }, async (page) => {
      const shown = async () =>
        (await page.locator("main").innerText()).split("\n").map((line) => line.trim())
          .filter((line) => line !== "" && !line.startsWith("Tick"));
      const consistent = async (extra: number) => {
        const lines = await shown();
        const run = lines.at(-1)!.slice(4);
        const extras = Array.from({ length: extra }, (_, i) => `Extra ${i + 1}`);
        assertEquals(lines, ["Add", ...extras, "Here", `Run ${run} has ${extra}`, `End ${run}`]);
        return parseInt(run);
      };
      await page.getByLabel("Here").fill("typed");
      await page.getByLabel("Here").press("Enter");
      await eventually(() => assertEquals(holds.length, 1));
      holds[0]!.open();
      await quiet(page);
      for (const extra of [1, 2, 3]) {
        await click(page, "Add");
        await eventually(() => assertEquals(holds.length, extra + 1));
        // Its answer is held back; the same is shown by the ticks' runs of the whole page.
        const first = await (async () => {
          let run = 0;
          await eventually(async () => run = await consistent(extra));
          return run;
        })();
        await eventually(async () => assert(await consistent(extra) > first + 1));
        holds[extra]!.open();
        await see(page, `Added ${extra}`);
        await quiet(page);
        const after = await consistent(extra);
        await eventually(async () => assert(await consistent(extra) > after + 1));
        assertEquals(await page.locator(".toast").count(), extra);
      }
      assertEquals(await page.getByLabel("Here").inputValue(), "typed");
    }, { between });
  },
);

browserTest(
  "S66 answers of two processes that come late and in another order never show what was before",
  async () => {
    const part = st.fragment((name: string) => {
      if (st.button(name)) count(name);
      st.text(`${name} ${counted(name)}.`);
    });
    const clock = st.fragment(() => st.text(`Tick ${count("n")}.`), { runEvery: 0.1 });
    const store = new SharedStore();
    const processes = [0, 1].map(() =>
      st.createApp(() => {
        part("One");
        part("Two");
        if (st.button("Page")) count("Page");
        st.text(`Page ${counted("Page")}.`);
        clock();
      }, { store, secrets: [SECRET] })
    );
    // One request after another goes to a process, and its answer comes after so many milliseconds.
    const ways = [[0, 120], [1, 0], [1, 250], [0, 30], [1, 80], [0, 0], [0, 180]] as const;
    const order: number[] = [];
    let asked = 0;
    const handler = async (request: Request) => {
      const number = asked++;
      const [to, ms] = ways[number % ways.length]!;
      const answer = await processes[to]!.fetch(request);
      if (!isPost(request)) return answer;
      const whole = await answer.bytes();
      await sleep(ms);
      order.push(number);
      return new Response(answer.status === 204 ? null : whole, answer);
    };
    await withPage(handler, async (page) => {
      await page.goto("/");
      await ready(page);
      await page.evaluate(`{
        globalThis.shown = { One: [0], Two: [0], Page: [0], Tick: [0] };
        new MutationObserver(() => {
          for (const name in shown) {
            const text = document.querySelector("main").innerText.match(name + " (\\\\d+)\\\\.");
            if (text) shown[name].push(Number(text[1]));
          }
        }).observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
      }`);
      for (let i = 0; i < 24; i++) await click(page, ["One", "Page", "Two"][i % 3]!);
      for (const name of ["One", "Two", "Page"]) await see(page, `${name} 8.`);
      await quiet(page);
      const ticked = await page.getByText(/^Tick /).innerText();
      await eventually(async () => assert(await page.getByText(/^Tick /).innerText() !== ticked));
      for (const name of ["One", "Two", "Page"]) await see(page, `${name} 8.`);
      const shown = await page.evaluate("shown") as Record<string, number[]>;
      for (const [name, numbers] of Object.entries(shown)) {
        assertEquals(numbers, numbers.toSorted((a, b) => a - b), name);
      }
      assert(order.some((number, i) => number < (order[i - 1] ?? 0)), `${order}`);
    });
  },
);

browserTest(
  "what stands outside regions is not overwritten by an older answer that comes later",
  async () => {
    const late = gate();
    let posts = 0;
    const between: Between = async (request, next) => {
      const isFirst = isPost(request) && posts++ === 0;
      const answer = await next();
      if (isFirst) await late.passed;
      return answer;
    };
    const asks = st.dialog("Asks", () => st.write("asked"));
    const sets = (name: string, onClick: () => void) =>
      st.fragment((slot: st.Slot) => {
        const pressed = st.button(name, { onClick });
        if (pressed) st.queryParams.set(name.toLowerCase(), "1");
        if (pressed && name === "One") asks();
        if (pressed && name === "Two") asks.close();
        if (pressed) slot.write(`slot of ${name}`);
        st.write(pressed ? `${name} was pressed` : "");
      }, { key: name });
    const one = sets("One", () => void (st.sessionState.text = "one"));
    const two = sets("Two", () => void (st.sessionState.text = "two"));
    await withApp(() => {
      const slot = st.empty();
      one(slot);
      two(slot);
      st.textInput("Text", { key: "text" });
    }, async (page) => {
      await click(page, "One");
      await eventually(() => assertEquals(posts, 1));
      await click(page, "Two");
      await see(page, "Two was pressed");
      late.open();
      await see(page, "One was pressed");
      await quiet(page);
      assertEquals(await page.getByText(/^slot of/).allInnerTexts(), ["slot of Two"]);
      assertEquals(await page.getByLabel("Text").inputValue(), "two");
      assertEquals(new URL(page.url()).search, "?one=1&two=1");
      assertEquals(await page.getByRole("dialog").count(), 0);
    }, { between });
  },
);
