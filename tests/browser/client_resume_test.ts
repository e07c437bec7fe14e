/** The page outlives its session: a restarted server, an update, a parked page (DESIGN.md, promises 1 and 2). */
import { assert, assertEquals, assertGreater } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import {
  appHandler,
  eventually,
  focused,
  quiet,
  ready,
  Restartable,
  see,
  until,
} from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

function count(name: string): number {
  return st.sessionState[name] = (st.sessionState[name] ?? 0) + 1;
}

/** Controls in a fragment, in a form and in the page. */
function entries(version: string, ticking = true): () => void {
  const inside = st.fragment(() => {
    const { sessionState: state } = st;
    const note = st.textInput("Note", { key: "note", onChange: () => void count("changes") });
    const box = st.checkbox("Box", { key: "box", onChange: () => void count("changes") });
    const size = st.selectbox("Size", ["S", "M", "L"], { key: "size" });
    const level = st.slider("Level", { key: "level", max: 10 });
    if (st.button("Press")) count("clicks");
    st.text(
      `${version}: ${note}, ${box}, ${size}, ${level}, ${state.clicks ?? 0} clicks, ` +
        `${state.changes ?? 0} changes.`,
    );
    st.text(`Tick ${count("n")}.`);
  }, ticking ? { runEvery: 0.1 } : {});
  return () => {
    st.title(`App ${version}`);
    inside();
    st.form("entry")(() => {
      const name = st.textInput("Name");
      st.text(`${st.formSubmitButton("Send") ? "Sent" : "Seen"} ${name || "nobody"}.`);
    });
    const page = st.textArea("Page's own");
    if (st.button("Whole")) count("whole");
    st.text(`Page has ${page || "nothing"}, ${st.sessionState.whole ?? 0} presses.`);
    for (let i = 0; i < 60; i++) st.text(`Line ${i}`);
  };
}

async function open(
  app: () => unknown,
  use: (page: Page, server: Restartable) => Promise<void>,
): Promise<void> {
  await using server = new Restartable(appHandler(app));
  await withPage(server.url, async (page) => {
    await page.goto("/");
    await ready(page);
    await use(page, server);
  }, { allowErrors: true });
}

async function enter(page: Page): Promise<void> {
  await page.getByLabel("Note").fill("kept");
  await page.getByLabel("Note").press("Enter");
  await page.getByLabel("Box").check();
  await page.getByLabel("Size").selectOption("L");
  await page.getByRole("slider").press("ArrowRight");
  await page.getByLabel("Page's own").fill("own words");
  await page.getByLabel("Page's own").blur();
  await see(page, /kept, true, L, 1, .* 2 changes/);
  await see(page, "Page has own words");
  await quiet(page);
}

browserTest(
  "W15 T10 a restarted server: the page with a timer resumes by itself, with what was entered",
  async () => {
    await open(entries("one"), async (page, server) => {
      await enter(page);
      await server.stop();
      await until(page, `document.querySelector("#page[data-lost]") !== null`);
      server.start(appHandler(entries("two")));
      await see(page, /^two: kept, true, L, 1,/);
      await see(page, "App two");
      await see(page, "Page has own words");
      await see(page, "what the app had remembered for it is gone");
      await until(page, `document.querySelector("#page[data-lost]") === null`);
      // Not a change made by anybody, so nobody's callback ran.
      await see(page, /^two: .* 0 changes/);
      const tick = async () => parseInt((await page.getByText(/^Tick/).innerText()).slice(5));
      const now = await tick();
      await eventually(async () => assertGreater(await tick(), now + 2));
      await page.getByRole("button", { name: "Press" }).click();
      await see(page, /^two: kept, true, L, 1, 1 clicks/);
      await page.getByRole("button", { name: "Whole" }).click();
      await see(page, "Page has own words, 1 presses");
      assertEquals(await page.getByLabel("Note").inputValue(), "kept");
    });
  },
);

browserTest(
  "W15 a restarted server: tables are looked through, and saved, as the new session has them",
  async () => {
    const app = (version: string) => () => {
      st.dataframe(Array.from({ length: 500 }, (_, n) => ({ n, name: `${version} ${n}` })));
      st.button("Press");
    };
    await open(app("one"), async (page, server) => {
      const top = (to: number) =>
        page.locator(".table-scroll").evaluate((box, to) => box.scrollTop = to, to);
      await top(7200);
      await see(page, "one 205");
      await server.stop();
      server.start(appHandler(app("two")));
      await page.getByRole("button", { name: "Press" }).click();
      await see(page, "two 205");
      await top(1e6);
      await see(page, "two 499");
      const [rows, csv] = await page.evaluate(() => {
        const grid = document.querySelector<HTMLElement>("eddy-grid")!;
        return [grid.dataset.rows!, grid.querySelector("a[download]")!.getAttribute("href")!];
      });
      assertEquals(csv!.split("?")[0], rows!.replace("/rows/", "/csv/"));
    });
  },
);

browserTest(
  "W15 a restarted server: what is being typed stays, with focus, caret and scroll",
  async () => {
    await open(entries("one"), async (page, server) => {
      await enter(page);
      await page.getByLabel("Name").fill("not sent yet");
      await page.getByLabel("Note").click();
      await page.keyboard.press("Home");
      await page.keyboard.type("still ");
      await page.evaluate("scrollTo(0, 60)");
      await server.stop();
      await page.keyboard.type("being ");
      server.start(appHandler(entries("two")));
      await page.keyboard.type("typed, ", { delay: 60 });
      const scroll = await page.evaluate("scrollY");
      await see(page, /^two: kept,/);
      await page.keyboard.type("well ", { delay: 60 });
      assertEquals(await page.getByLabel("Note").inputValue(), "still being typed, well kept");
      assertEquals(await focused(page), await page.getByLabel("Note").getAttribute("id"));
      assertEquals(await page.evaluate("document.activeElement.selectionStart"), 24);
      assertEquals(await page.evaluate("scrollY"), scroll);
      // Typed in a form and not sent: the new session has not heard of it either.
      await see(page, "Seen nobody.");
      assertEquals(await page.getByLabel("Name").inputValue(), "not sent yet");
      await page.keyboard.press("Enter");
      await see(page, /^two: still being typed, well kept, .* 1 changes/);
      await page.getByRole("button", { name: "Send" }).click();
      await see(page, "Sent not sent yet.");
    });
  },
);

browserTest(
  "W15 a restarted server: what is typed in a lazy fragment, and a press, is not lost",
  async () => {
    const app = () => {
      const below = st.fragment(() => {
        const name = st.textInput("Name", { key: "name" });
        if (st.button("Greet")) count("greetings");
        st.text(`Hello ${name || "nobody"}, ${st.sessionState.greetings ?? 0} greetings.`);
      }, { lazy: true });
      return () => below();
    };
    await open(app(), async (page, server) => {
      await see(page, "Hello nobody, 0 greetings.");
      await page.getByLabel("Name").pressSequentially("Ada");
      await server.stop();
      await page.keyboard.type(" Lovelace");
      await page.getByRole("button", { name: "Greet" }).click();
      server.start(appHandler(app()));
      await see(page, "Hello Ada Lovelace, 1 greetings.");
      assertEquals(await page.getByLabel("Name").inputValue(), "Ada Lovelace");
    });
  },
);

for (const ticking of [true, false]) {
  browserTest(
    `W15 a restarted server: ${
      ticking ? "with" : "without"
    } a timer, what was done meanwhile counts once`,
    async () => {
      await open(entries("one", ticking), async (page, server) => {
        await enter(page);
        await server.stop();
        await page.getByRole("button", { name: "Press" }).click();
        await page.getByRole("button", { name: "Press" }).click();
        await page.getByRole("button", { name: "Whole" }).click();
        await page.getByLabel("Box").uncheck();
        await until(page, `document.querySelector("#page[data-lost]") !== null`);
        assertEquals(await page.getByLabel("Box").isChecked(), false);
        server.start(appHandler(entries("two", ticking)));
        await see(page, /^two: kept, false, L, 1, 2 clicks, 1 changes/);
        await see(page, "Page has own words, 1 presses");
        await quiet(page);
        await until(page, `document.querySelector("#page[data-lost]") === null`);
        // The control follows the server again: it is not taken for being edited for ever.
        await page.getByLabel("Box").check();
        await see(page, /^two: kept, true, L, 1, 2 clicks, 2 changes/);
        await page.getByRole("button", { name: "Press" }).click();
        await see(page, /^two: kept, true, L, 1, 3 clicks/);
      });
    },
  );
}

browserTest(
  "W15 a resumption that fails is tried again, and a click made meanwhile is not lost",
  async () => {
    await open(entries("one"), async (page, server) => {
      await enter(page);
      await server.stop();
      let refused = 2;
      server.start(appHandler(entries("two"), async (request, next) => {
        if (!request.url.endsWith("/resume") || refused-- <= 0) return await next();
        return new Response("<h1>Not yet</h1>", {
          status: 503,
          headers: { "content-type": "text/html" },
        });
      }));
      await page.getByRole("button", { name: "Press" }).click();
      await see(page, /^two: kept, true, L, 1, 1 clicks/);
      assertEquals(await page.getByText("Not yet").count(), 0);
      await page.getByRole("button", { name: "Whole" }).click();
      await see(page, "Page has own words, 1 presses");
    });
  },
);

browserTest("W15 several restarts in a row leave one session and one stream", async () => {
  let connections = 0;
  let resumed = 0;
  const serve = (version: string) =>
    appHandler(entries(version), async (request, next) => {
      if (request.url.endsWith("/live")) connections++;
      if (request.url.endsWith("/resume")) resumed++;
      return await next();
    });
  await open(entries("one"), async (page, server) => {
    await enter(page);
    for (const version of ["two", "three"]) {
      await server.stop();
      connections = resumed = 0;
      server.start(serve(version));
      await see(page, new RegExp(`^${version}: kept, true, L, 1,`));
      await until(page, `document.querySelector("#page[data-lost]") === null`);
      const tick = async () => parseInt((await page.getByText(/^Tick/).innerText()).slice(5));
      const now = await tick();
      // Long enough for a stream left over from before to come back.
      await eventually(async () => assertGreater(await tick(), now + 12));
      assertEquals(resumed, 1);
      assert(connections <= 2, `${connections} connections`);
    }
  });
});

browserTest(
  "W15 a slow page that resumes stands as it was until it is drawn, and loses no click",
  async () => {
    const app = (version: string) => async () => {
      st.text(`Begin ${version}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      st.text(`End ${version}, ${st.textInput("Note")}`);
      if (st.button("Press")) st.text("Pressed");
    };
    await open(app("one"), async (page, server) => {
      await see(page, "End one");
      await page.getByLabel("Note").fill("mine");
      await page.getByLabel("Note").press("Enter");
      await see(page, "End one, mine");
      await server.stop();
      server.start(appHandler(app("two")));
      await page.getByRole("button", { name: "Press" }).click();
      await see(page, "End two, mine");
      await see(page, "Pressed");
      await quiet(page);
      assertEquals(await page.getByText(/^Begin/).allInnerTexts(), ["Begin two"]);
    });
  },
);
