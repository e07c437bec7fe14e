/** A page that is left for another site and come back to by the browser's own buttons. */
import { assertEquals, assertGreater } from "@std/assert";
import * as st from "@eddy/eddy";
import { appHandler, eventually, isLive, ready, see } from "./client_kit.ts";
import { browserTest, serveHandler, startBrowser } from "./kit.ts";

/** What a page shows, and what its box holds. */
interface Shown {
  readonly title: string;
  readonly tick: number;
  readonly text: string;
  readonly box: string;
}

/** One who looks at a page, leaves it and comes back. */
interface Visit {
  readonly show: () => Promise<Shown>;
  readonly press: () => Promise<void>;
  readonly go: (steps: number) => Promise<void>;
  /** How often a document and a stream were asked for. */
  readonly asked: { documents: number; streams: number };
  /** Whether the browser had kept the page as it was when it came back; why not, if it had not. */
  readonly restored: () => boolean | readonly string[];
}

const OTHER = "<!doctype html><title>Other</title><h1>Another site</h1>";

/** Enters something, goes elsewhere and back; `lasting` takes away the word that it is not to be kept. */
async function comeBack(lasting: boolean, use: (visit: Visit) => Promise<void>): Promise<void> {
  const asked = { documents: 0, streams: 0 };
  const clock = st.fragment(() => {
    st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    st.text(`Tick ${st.sessionState.n}.`);
  }, { runEvery: 0.2 });
  await using server = serveHandler(appHandler(() => {
    clock();
    const note = st.textInput("Note");
    if (st.button("Press")) st.sessionState.clicks = (st.sessionState.clicks ?? 0) + 1;
    st.text(`Has ${note || "nothing"}, ${st.sessionState.clicks ?? 0} clicks.`);
  }, async (request, next) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/other") {
      return new Response(OTHER, { headers: { "content-type": "text/html" } });
    }
    if (pathname === "/") asked.documents++;
    if (isLive(request)) asked.streams++;
    const answer = await next();
    if (lasting) answer.headers.delete("cache-control");
    return answer;
  }));
  const browser = await startBrowser(["--disable-back-forward-cache"]);
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(server.url);
    await ready(page);
    await page.getByLabel("Note").fill("mine");
    await page.getByLabel("Note").press("Enter");
    await page.getByRole("button", { name: "Press" }).click();
    await see(page, "Has mine, 1 clicks.");
    // Playwright loses sight of a page that its browser has kept.
    const session = await page.context().newCDPSession(page);
    const look = async <T>(expression: string): Promise<T> => {
      const { result } = await session.send("Runtime.evaluate", {
        expression,
        returnByValue: true,
      });
      return result.value as T;
    };
    const go = async (to: string, title: string) => {
      await look(to);
      await eventually(async () => assertEquals(await look("document.title"), title));
      await eventually(async () => assertEquals(await look("document.readyState"), "complete"));
    };
    let reasons: readonly string[] = [];
    let kept = false;
    session.on("Page.backForwardCacheNotUsed", ({ notRestoredExplanations }) => {
      reasons = notRestoredExplanations.map(({ reason }) => reason);
    });
    session.on("Page.frameNavigated", ({ type }) => void (kept = type !== "Navigation"));
    await session.send("Page.enable");
    const title = await look<string>("document.title");
    await go(`location.href = "/other"`, "Other");
    await go("history.back()", title);
    await use({
      asked,
      restored: () => kept || reasons,
      show: async () => {
        const text = await look<string>(`document.querySelector("main").innerText`);
        return {
          title: await look("document.title"),
          tick: Number(/Tick (\d+)/.exec(text)?.[1]),
          text: /Has .*/.exec(text)![0],
          box: await look(`document.querySelector("main input").value`),
        };
      },
      press: () => look(`document.querySelector("main button").click()`),
      go: (steps) => go(`history.go(${steps})`, steps > 0 ? "Other" : title),
    });
  } finally {
    await browser.close();
  }
}

async function ticksOn({ show }: Visit): Promise<void> {
  const { tick } = await show();
  await eventually(async () => assertGreater((await show()).tick, tick + 1));
}

browserTest(
  "S60 back to a page that its browser may not keep: a new one, whole and alive",
  async () => {
    await comeBack(false, async (visit) => {
      const { asked, press, show } = visit;
      for (let times = 2; times <= 3; times++) {
        // What the box holds is what the server has.
        const { text, box } = await show();
        assertEquals([text, box], ["Has nothing, 0 clicks.", ""]);
        await ticksOn(visit);
        await press();
        await eventually(async () => assertEquals((await show()).text, "Has nothing, 1 clicks."));
        assertEquals(asked, { documents: times, streams: times });
        await visit.go(1);
        await visit.go(-1);
      }
    });
  },
);

browserTest("S60 back to a page that its browser has kept: it goes on where it was", async () => {
  await comeBack(true, async (visit) => {
    const { asked, press, restored, show } = visit;
    const was = restored();
    if (was !== true) {
      // A Chromium that keeps no page at all; of a page of ours it has nothing to complain.
      return assertEquals(was, ["BackForwardCacheDisabledForDelegate"]);
    }
    for (let times = 1; times <= 2; times++) {
      const { text, box } = await show();
      assertEquals([text, box], [`Has mine, ${times} clicks.`, "mine"]);
      await ticksOn(visit);
      await press();
      await eventually(async () =>
        assertEquals((await show()).text, `Has mine, ${times + 1} clicks.`)
      );
      assertEquals(asked, { documents: 1, streams: times + 1 });
      await visit.go(1);
      await visit.go(-1);
    }
  });
});
