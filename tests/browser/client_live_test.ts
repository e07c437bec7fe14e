/** The page's live stream: how it begins, breaks, pauses and ends (HTMX.md 0.3, 1.4). */
import { assert, assertEquals, assertGreater } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { appHandler, eventually, gate, isLive, ready, see, until, withApp } from "./client_kit.ts";
import type { Between } from "./client_kit.ts";
import { TcpProxy } from "../kit/tcp_proxy.ts";
import { browserTest, serveHandler, withPage } from "./kit.ts";

function count(name: string): number {
  return st.sessionState[name] = (st.sessionState[name] ?? 0) + 1;
}

function ticking(runEvery = 0.1): () => void {
  const ticks = st.fragment(() => st.text(`Tick ${count("n")}.`), { runEvery });
  return () => {
    ticks();
    st.textInput("Note");
  };
}

async function tick(page: Page): Promise<number> {
  return parseInt((await page.getByText(/^Tick \d+\.$/).innerText()).slice(5));
}

async function ticks(page: Page, more = 2): Promise<void> {
  const start = await tick(page);
  await eventually(async () => assertGreater(await tick(page), start + more - 1));
}

/** A live stream that its test can cut: what is written after `cut()` is lost. */
function cuttable(answer: Response): { response: Response; cut(how?: "end" | "break"): void } {
  const reader = answer.body!.getReader();
  let stop: (how: "end" | "break") => void = () => {};
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const stopped = new Promise<"end" | "break">((resolve) => stop = resolve);
      for (;;) {
        const next = await Promise.race([reader.read(), stopped]);
        if (typeof next === "string") {
          await reader.cancel();
          if (next === "break") return controller.error(new Error("cut by the test"));
          return controller.close();
        }
        if (next.done) return controller.close();
        controller.enqueue(next.value);
      }
    },
    cancel: () => void reader.cancel(),
  });
  return {
    response: new Response(body, { headers: answer.headers }),
    cut: (how = "break") => stop(how),
  };
}

const HTML = { headers: { "content-type": "text/html" } };

browserTest(
  "0.3 M6 a first connection refused with 503 is tried again, and nothing of it shown",
  async () => {
    const times: number[] = [];
    const between: Between = async (request, next) => {
      if (!isLive(request)) return await next();
      times.push(performance.now());
      if (times.length > 3) return await next();
      return new Response("<h1>Service Unavailable</h1>", { ...HTML, status: 503 });
    };
    await withApp(ticking(), async (page) => {
      await until(page, `document.querySelector("#page[data-lost]") !== null`);
      await page.getByLabel("Note").fill("still usable");
      await ticks(page);
      assertEquals(times.length, 4);
      assert(times[2]! - times[1]! > 300, "no pause before it is tried again");
      assertEquals(await page.getByText("Service Unavailable").count(), 0);
      assertEquals(await page.getByLabel("Note").inputValue(), "still usable");
      await until(page, `document.querySelector("#page[data-lost]") === null`);
    }, { between, allowErrors: true });
  },
);

browserTest(
  "0.3 N3 S12 a page to log in on reconnecting: no endless loop, one reload",
  async () => {
    let loggedIn = true;
    let connections = 0;
    const loads: string[] = [];
    const live = Promise.withResolvers<ReturnType<typeof cuttable>>();
    const between: Between = async (request, next) => {
      const { pathname } = new URL(request.url);
      if (pathname.includes("/assets/")) return await next();
      if (pathname === "/") loads.push(pathname);
      if (isLive(request)) connections++;
      if (!loggedIn) {
        return new Response(
          "<!doctype html><title>Login</title><h1>Log in</h1>",
          HTML,
        );
      }
      const answer = await next();
      if (!isLive(request)) return answer;
      const stream = cuttable(answer);
      live.resolve(stream);
      return stream.response;
    };
    await withApp(ticking(), async (page) => {
      await ticks(page);
      loggedIn = false;
      (await live.promise).cut("end");
      await see(page, "Log in");
      assertEquals(loads.length, 2);
      assert(connections <= 5, `${connections} connections`);
    }, { between, allowErrors: true });
  },
);

browserTest("0.3 N3 S12 a redirect to another host's login is no lost connection", async () => {
  await using login = serveHandler(() => new Response("<h1>Log in</h1>", HTML));
  for (const way of ["click", "stream"] as const) {
    let loggedIn = true;
    let loads = 0;
    const live = Promise.withResolvers<ReturnType<typeof cuttable>>();
    const between: Between = async (request, next) => {
      const { pathname } = new URL(request.url);
      if (pathname.includes("/assets/")) return await next();
      if (pathname === "/") loads++;
      // As a proxy in front of the app does it.
      if (!loggedIn) return Response.redirect(`${login.url}/login`, 302);
      const answer = await next();
      if (!isLive(request)) return answer;
      const stream = cuttable(answer);
      live.resolve(stream);
      return stream.response;
    };
    await withApp(ticking(way === "stream" ? 0.1 : 60), async (page) => {
      await ready(page);
      const stream = await live.promise;
      loggedIn = false;
      if (way === "stream") stream.cut("end");
      else {
        await page.getByLabel("Note").fill("x");
        await page.getByLabel("Note").press("Enter");
      }
      await see(page, "Log in");
      assertEquals([page.url(), loads], [`${login.url}/login`, 2], way);
    }, { between, allowErrors: true });
  }
});

browserTest(
  "0.3 HTML instead of a stream for ever: after one reload the page asks ever more rarely",
  async () => {
    const connected: number[] = [];
    let loads = 0;
    const between: Between = async (request, next) => {
      if (new URL(request.url).pathname === "/") loads++;
      if (!isLive(request)) return await next();
      connected.push(performance.now());
      return new Response("<h1>Who are you?</h1>", HTML);
    };
    await withApp(ticking(60), async (page) => {
      await eventually(() => assertEquals(loads, 2));
      await ready(page);
      await eventually(() => assertGreater(connected.length, 3));
      await page.getByLabel("Note").fill("still usable");
      await page.getByLabel("Note").press("Enter");
      // At 0.5, 1, 2 … s: htmx by itself would have asked twice a second.
      await eventually(() => assertGreater(connected.length, 4));
      assertGreater(connected[4]! - connected[3]!, 300);
      assertEquals(loads, 2);
      assertEquals(await page.getByText("Who are you?").count(), 0);
      assertEquals(await page.getByLabel("Note").inputValue(), "still usable");
    }, { between, allowErrors: true });
  },
);

browserTest("1.4 a server that is away for longer costs no reload and nothing typed", async () => {
  let away = false;
  let refused = 0;
  let loads = 0;
  let stream: ReturnType<typeof cuttable> | undefined;
  const between: Between = async (request, next) => {
    if (new URL(request.url).pathname === "/") loads++;
    if (!isLive(request)) return await next();
    if (away) {
      refused++;
      return new Response("<h1>Bad Gateway</h1>", { ...HTML, status: 502 });
    }
    stream = cuttable(await next());
    return stream.response;
  };
  await withApp(ticking(), async (page) => {
    await ticks(page);
    await page.getByLabel("Note").click();
    await page.keyboard.type("typed before");
    away = true;
    stream!.cut();
    await until(page, `document.querySelector("#page[data-lost]") !== null`);
    await page.keyboard.type(" and meanwhile");
    // Each refusal has it wait twice as long: a third one would take the test to its limit.
    await eventually(() => assertGreater(refused, 1));
    away = false;
    await ticks(page);
    await until(page, `document.querySelector("#page[data-lost]") === null`);
    assertEquals(loads, 1);
    assertEquals(await page.getByLabel("Note").inputValue(), "typed before and meanwhile");
  }, { between, allowErrors: true });
});

for (const how of ["end", "break"] as const) {
  browserTest(
    `1.4 S68 a stream cut by ${how} connects again with Last-Event-ID and shows what was missed`,
    async () => {
      const ids: (string | null)[] = [];
      let stream: ReturnType<typeof cuttable> | undefined;
      let lose = false;
      const between: Between = async (request, next) => {
        if (!isLive(request)) return await next();
        ids.push(request.headers.get("last-event-id"));
        const answer = await next();
        // Connected, but nothing gets through: as if the wire had been cut unnoticed.
        const deaf = new TransformStream<Uint8Array, Uint8Array>({
          transform: (chunk, controller) => lose ? undefined : controller.enqueue(chunk),
        });
        stream = cuttable(
          new Response(answer.body!.pipeThrough(deaf), { headers: answer.headers }),
        );
        return stream.response;
      };
      const seen = gate();
      const few = st.fragment(() => {
        // The third waits until it can be lost.
        const n = lose || st.sessionState.few !== 2 ? count("few") : 2;
        st.text(`Few ${n}`);
        if (n === 3) seen.open();
      }, { runEvery: () => (st.sessionState.few ?? 0) < 3 ? 0.3 : 3600 });
      await withApp(() => void few(), async (page) => {
        await see(page, "Few 2");
        lose = true;
        // The last change for an hour is lost on its way.
        await seen.passed;
        lose = false;
        stream!.cut(how);
        await see(page, /Few [3-9]/);
        assertEquals(ids.length, 2);
        assertEquals(ids[0], null);
        assertGreater(parseInt(ids[1]!), 0);
      }, { between, allowErrors: true });
    },
  );
}

browserTest("1.4 M3 a hidden tab pauses the stream and goes on when it is seen again", async () => {
  let open = 0;
  let connections = 0;
  const between: Between = async (request, next) => {
    const answer = await next();
    if (!isLive(request)) return answer;
    connections++;
    open++;
    const reader = answer.body!.getReader();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read();
        done ? controller.close() : controller.enqueue(value);
      },
      cancel: async () => {
        open--;
        await reader.cancel();
      },
    });
    return new Response(body, { headers: answer.headers });
  };
  let runs = 0;
  const ticks = st.fragment(() => st.text(`Tick ${++runs}.`), { runEvery: 0.1 });
  await withApp(() => void ticks(), async (page) => {
    await eventually(async () => assertGreater(await tick(page), 3));
    // Headless Chromium shows all its tabs: the page is told what a window's tab would be told.
    const hide = (hidden: boolean) =>
      page.evaluate(`{
        Object.defineProperty(document, "hidden", { value: ${hidden}, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }`);
    await hide(true);
    await eventually(() => assertEquals(open, 0));
    const paused = runs;
    await hide(false);
    await eventually(() => assertEquals(open, 1));
    assert(runs - paused <= 2, "the timer went on although nobody looked");
    await eventually(async () => assertGreater(await tick(page), paused + 3));
    assertEquals(connections, 2);
    assertEquals(await page.evaluate(`document.querySelector("#page[data-lost]")`), null);
  }, { between });
});

browserTest(
  "1.4 M4 S70 six visible tabs over http take turns to stream, and all answer clicks",
  async () => {
    let open = 0;
    const between: Between = async (request, next) => {
      const answer = await next();
      if (!isLive(request)) return answer;
      open++;
      const ended = new TransformStream<Uint8Array, Uint8Array>({
        flush: () => void open--,
        cancel: () => void open--,
      });
      return new Response(answer.body!.pipeThrough(ended), { headers: answer.headers });
    };
    const clicks = st.fragment(() => {
      if (st.button("Press")) count("clicks");
      st.text(`${st.sessionState.clicks ?? 0} clicks.`);
      st.text(`Tick ${count("n")}.`);
    }, { runEvery: 0.2 });
    await withPage(appHandler(() => void clicks(), between), async (first, { url }) => {
      const pages = [first];
      // Six is as many connections as a browser opens to one server.
      for (let i = 1; i < 6; i++) pages.push(await first.context().newPage());
      // Its time is to be passed by hand.
      await first.clock.install();
      for (const page of pages) {
        await page.goto(url);
        await ready(page);
        await ticks(page);
      }
      await eventually(() => assertEquals(open, 4));
      for (let i = 1; i <= 2; i++) {
        for (const page of pages) {
          // By script: only the tab in front has its pictures drawn, which Playwright waits for.
          await page.evaluate(`document.querySelector("main button").click()`);
          await until(page, `document.querySelector("main").innerText.includes("${i} clicks.")`);
        }
      }
      // Who made room comes back after a while, and another one makes room for it.
      const before = await tick(first);
      await eventually(async () => {
        await first.clock.fastForward(15_000);
        assertGreater(await tick(first), before + 1);
      });
      await eventually(() => assertEquals(open, 4));
      for (const page of pages) {
        assertEquals(await page.evaluate(`document.querySelector("#page[data-lost]")`), null);
      }
    }, { context: {} });
  },
);

browserTest(
  "S69 a proxy that buffers the stream: the page asks for it in pieces, until it gets through again",
  async () => {
    const asked: (string | null)[] = [];
    await using server = serveHandler(appHandler(ticking(0.2), async (request, next) => {
      if (isLive(request)) asked.push(request.headers.get("eddy-poll"));
      return await next();
    }));
    await using proxy = new TcpProxy(Number(new URL(server.url).port));
    proxy.holdStreams();
    await withPage(`http://${proxy.address}`, async (page) => {
      // Its time is to be passed by hand.
      await page.clock.install();
      await page.goto("/");
      await ready(page);
      await eventually(() => assertEquals(asked.length, 1));
      await page.getByLabel("Note").pressSequentially("being typed");
      assertEquals(await tick(page), 1);
      await page.clock.fastForward(4_000);
      await ticks(page, 8);
      assertEquals(new Set(asked.slice(1)), new Set(["1"]));
      assertEquals(await page.evaluate(`document.querySelector("#page[data-lost]")`), null);
      assertEquals(await page.getByLabel("Note").inputValue(), "being typed");
      proxy.mend();
      await eventually(() => assertEquals(asked.at(-1), ""));
      // Nothing more is asked for: what comes now comes by itself.
      const before = asked.length;
      await ticks(page, 10);
      assertEquals(asked.length, before);
    }, { context: {} });
  },
);

browserTest(
  "S61 S69 a machine that slept for eight hours: its dead stream is asked for anew, what was typed is kept",
  async () => {
    await using server = serveHandler(appHandler(ticking(0.2)));
    await using proxy = new TcpProxy(Number(new URL(server.url).port));
    await withPage(`http://${proxy.address}`, async (page) => {
      await page.clock.install();
      await page.goto("/");
      await ready(page);
      await ticks(page);
      await page.getByLabel("Note").pressSequentially("being typed");
      proxy.silenceStreams();
      await page.clock.fastForward("08:00:00");
      await ticks(page, 5);
      assertEquals(await page.getByLabel("Note").inputValue(), "being typed");
    }, { context: {}, allowErrors: true });
  },
);

browserTest(
  "1.4 what ticks draw slowly appears as it is drawn, and the stream outlasts it",
  async () => {
    const slowly = st.fragment(async () => {
      const n = count("n");
      st.text(`Begun ${n}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      st.text(`Ended ${n}`);
    }, { runEvery: 0.5 });
    await withApp(() => void slowly(), async (page) => {
      await page.evaluate(`{
      globalThis.states = [];
      const main = document.querySelector("main");
      new MutationObserver(() => states.push(main.innerText)).observe(main, {
        subtree: true, childList: true, characterData: true,
      });
    }`);
      let states: string[] = [];
      await eventually(async () => {
        states = await page.evaluate("states");
        // Begun anew, with the old end still standing, faded.
        const both = states.map((state) => /Begun (\d+)\s+Ended (\d+)/.exec(state));
        assert(both.some((found) => Number(found?.[1]) > Number(found?.[2])), states.join("; "));
      });
      assertEquals(states.filter((state) => !state.includes("Ended")), []);
    });
  },
);

browserTest("1.4 a page gets its stream when a timer first comes up, and keeps it", async () => {
  let connections = 0;
  const between: Between = async (request, next) => {
    if (isLive(request)) connections++;
    return await next();
  };
  const ticks = st.fragment(() => st.text(`Tick ${count("n")}.`), { runEvery: 0.1 });
  await withApp(() => {
    if (st.checkbox("Timer")) ticks();
    else st.text("No timer");
  }, async (page) => {
    await see(page, "No timer");
    assertEquals(connections, 0);
    for (let i = 0; i < 2; i++) {
      await page.getByLabel("Timer").check();
      await see(page, "Tick");
      await eventually(async () => assertGreater(await tick(page), i * 5 + 3));
      await page.getByLabel("Timer").uncheck();
      await see(page, "No timer");
    }
    assertEquals(connections, 1);
  }, { between });
});
