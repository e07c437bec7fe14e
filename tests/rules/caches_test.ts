/** Cached functions, which all users share: whose call it is, and what they draw on each one's page. */
import { assert, assertEquals, assertGreater, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { createApp } from "../../transport/app.ts";
import { ALL_PLACES } from "../hostile_text.ts";
import { inOneProcess, open } from "../kit.ts";
import type { Tab } from "../kit.ts";
import { lintHtml } from "../lint_html.ts";

const PNG = Uint8Array.from(
  atob(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  ),
  (letter) => letter.charCodeAt(0),
);

/** Ways of a call that waits for `gate` midway, and what it comes to. */
const CALLS: Readonly<Record<string, (gate: Promise<void>) => () => Promise<number>>> = {
  "of cached calls": (gate) => {
    const rows = st.cacheData(async () => {
      await gate;
      return [1, 2, 3];
    });
    const sum = st.cacheData(async (of: readonly number[]) => {
      await Promise.resolve();
      return of.length;
    });
    return st.cacheData(async () => await sum(await rows()));
  },
  "with a connection": (gate) => {
    const connect = st.cacheResource(async () => {
      await gate;
      return { query: () => [1, 2, 3] };
    });
    return st.cacheData(async () => (await connect()).query().length, { showSpinner: false });
  },
  "that draws": (gate) =>
    st.cacheData(async () => {
      st.write("begun");
      const rows = await st.spinner("Reading")(async () => {
        await gate;
        return 3;
      });
      st.container()(() => st.write("read"));
      return rows;
    }),
};

/** Has a page's run superseded, while the call that it waits for is held at the gate, and opens that. */
async function supersede(page: Tab, gate: PromiseWithResolvers<void>): Promise<void> {
  const checked = page.check("Compact");
  await page.rest();
  gate.resolve();
  await checked;
  await page.settled();
}

/** Looks at a page whose first run was not over when it was opened. */
async function seen(page: Tab): Promise<void> {
  await page.live();
  await page.settled();
}

for (const [name, make] of Object.entries(CALLS)) {
  inOneProcess(
    `C3 Q7 a cached call ${name} goes on for others when the run that made it is superseded`,
    async () => {
      const gate = Promise.withResolvers<void>();
      const call = make(gate.promise);
      const app = createApp(async () => {
        const compact = st.checkbox("Compact");
        st.write(`rows ${await call()}, compact ${compact}`);
      });
      await using one = await open(app);
      await using two = await open(app);
      await supersede(one, gate);
      await seen(two);
      const drawn = name === "that draws" ? ["begun", "read"] : [];
      assertEquals(one.lines(), ["[x] Compact", ...drawn, "rows 3, compact true"]);
      assertEquals(two.lines(), ["[ ] Compact", ...drawn, "rows 3, compact false"]);
      assertEquals([...one.errors, ...two.errors], []);
    },
  );
}

inOneProcess("C3 a cached call goes on for others when its user has gone", async () => {
  const gate = Promise.withResolvers<void>();
  const call = CALLS["that draws"]!(gate.promise);
  const app = createApp(async () => st.write(`rows ${await call()}`));
  const one = await open(app);
  await using two = await open(app);
  one.leave();
  await one[Symbol.asyncDispose]();
  gate.resolve();
  await seen(two);
  assertEquals(two.lines(), ["begun", "read", "rows 3"]);
});

inOneProcess(
  "C1 E1 a cached call that fails says so to all who wait, below what it drew, and is not kept",
  async () => {
    const gate = Promise.withResolvers<void>();
    let calls = 0;
    const inner = st.cacheData(async () => {
      await gate.promise;
      if (++calls === 1) throw new Error("no connection");
      return 3;
    });
    const call = st.cacheData(async () => {
      st.write("begun");
      const rows = await inner();
      st.write("read");
      return rows;
    });
    const app = createApp(async () => {
      st.checkbox("Compact");
      const rows = await call();
      st.write(`rows ${rows}`);
    });
    await using one = await open(app);
    await using two = await open(app);
    await supersede(one, gate);
    await seen(two);
    for (const page of [one, two]) {
      assertStringIncludes(page.lines().join("\n"), "begun\n");
      assertEquals(page.errorBoxes().length, 1);
      assertStringIncludes(page.errorBoxes()[0]!, "no connection");
    }
    await two.check("Compact");
    assertEquals(two.lines(), ["[x] Compact", "begun", "read", "rows 3"]);
    assertEquals(calls, 2);
  },
);

Deno.test("E1 S13 what a cached function draws before it fails or stops stays, wherever it is called", async () => {
  const fails = st.cacheData(() => {
    st.write("before");
    throw new Error("broken");
  });
  const stops = st.cacheData(() => {
    st.write("before");
    st.stop();
  });
  const stopsLater = st.cacheData(async () => {
    st.write("before");
    await Promise.resolve();
    st.stop();
  });
  const part = st.fragment(() => {
    st.write("part");
    fails();
  });
  await using failing = await open(() => {
    part();
    st.write("after");
  });
  assertEquals(failing.lines().slice(0, 2), ["part", "before"]);
  assertStringIncludes(failing.errorBoxes()[0]!, "broken");
  assertEquals(failing.lines().at(-1), "after");
  for (const call of [stops, stopsLater]) {
    for (let visit = 0; visit < 2; visit++) {
      await using page = await open(async () => {
        await call();
        st.write("after");
      });
      assertEquals(page.lines(), ["before"]);
      assertEquals(page.errors, []);
    }
  }
});

Deno.test("C3 what belongs to one user is refused in a cached function, sync or async, and named", async () => {
  const opens = st.dialog("Details", () => st.write("inside"));
  const part = st.fragment(() => st.write("inside"), { key: "part" });
  const state = st.state({ n: 1 });
  const own: Readonly<Record<string, () => unknown>> = {
    context: () => st.context.user,
    "sessionState.n": () => st.sessionState.n,
    "sessionState.m": () => st.sessionState.m = 1,
    "sessionState.n ": () => state.n,
    queryParams: () => st.queryParams.get("a"),
    "rerun()": () => st.rerun(),
    "switchPage()": () => st.switchPage("/"),
    "setPageConfig()": () => st.setPageConfig({ title: "a" }),
    'dialog "Details"': () => opens(),
    'fragment "part"': () => part(),
    'form "f"': () => st.form("f"),
    "fragmentUrl()": () => st.fragmentUrl(part),
  };
  for (const [name, use] of Object.entries(own)) {
    for (const cached of [st.cacheData(use), st.cacheResource(async () => await use())]) {
      await using page = await open(() => cached() as Promise<unknown>);
      assertStringIncludes(
        page.errorBoxes()[0] ?? "",
        `Cannot call ${name.trim()} in a cached function`,
      );
    }
  }
  // The page's own containers are one user's, too; its areas everybody has.
  await using page = await open(() => {
    const box = st.container();
    st.cacheData(() => st.sidebar.write("beside"))();
    st.cacheData(() => box.write("in the box"))();
  });
  assertEquals(page.linesIn("#sidebar"), ["beside"]);
  assertStringIncludes(page.errorBoxes()[0]!, "on a container that was made outside it");
});

Deno.test("C3 a result of each page's own may say who asked; its call goes on when its run is superseded", async () => {
  const gate = Promise.withResolvers<void>();
  let calls = 0;
  const greeting = st.cacheData(async () => {
    await gate.promise;
    const inner = st.cacheData(() => st.context.url.search, { scope: "session" });
    return `${++calls} ${inner()} ${st.context.url.search}`;
  }, { scope: "session" });
  const app = createApp(async () => {
    st.checkbox("Compact");
    st.write(await greeting());
  });
  await using one = await open(app, { path: "/?of=one" });
  const checked = one.check("Compact");
  await one.rest();
  gate.resolve();
  await checked;
  await one.settled();
  assertEquals(one.lines(), ["[x] Compact", "1 ?of=one ?of=one"]);
  await using two = await open(app, { path: "/?of=two" });
  await two.settled();
  assertEquals(two.lines(), ["[ ] Compact", "2 ?of=two ?of=two"]);
  const shared = st.cacheData(() => greeting());
  await using page = await open(() => shared());
  assertStringIncludes(page.errorBoxes()[0]!, "in a cached function whose results are everybody's");
});

Deno.test("C3 a page's own result that is computed in the background may say who asked, as any other", async () => {
  let computed = Promise.withResolvers<void>();
  let calls = 0;
  const greeting = st.cacheData(() => {
    queueMicrotask(() => computed.resolve());
    return `${++calls} ${st.context.url.search}`;
  }, { scope: "session", refreshMode: "background", ttl: "1ms" });
  await using page = await open(() => {
    st.button("Again");
    st.write(greeting());
  }, { path: "/?of=one" });
  for (const seen of ["1 ?of=one", "1 ?of=one", "2 ?of=one"]) {
    assertEquals(page.lines(), ["[Again]", seen]);
    const past = Date.now() + 2;
    while (Date.now() < past) await Promise.resolve();
    computed = Promise.withResolvers();
    await page.click("Again");
    await computed.promise;
    // What it has computed is kept in the next turn.
    await new Promise((resolve) => setTimeout(resolve));
  }
  assertEquals(page.errors, []);
});

Deno.test("C3 a cached function that draws what it does not wait for says so", async () => {
  const cached = st.cacheData(() => st.write(Promise.resolve("later")));
  await using page = await open(() => cached());
  assertStringIncludes(page.errorBoxes()[0]!, "it draws what it does not wait for");
});

Deno.test("C1 R4 a toast in a cached function is for who made the call; the window's title for all", async () => {
  const cached = st.cacheData(() => {
    st.toast("Read anew");
    st.title("Report");
    st.logo(PNG);
  });
  const toasts: number[] = [];
  for (let visit = 0; visit < 2; visit++) {
    await using page = await open(() => cached());
    toasts.push(page.findAll("#toasts > *").length);
    assertStringIncludes(page.find("title")!.textContent, "Report");
    await assertAnswered(page);
  }
  assertEquals(toasts, [1, 0]);
});

/** Everything that can be drawn and is no widget: each place of text, and what is made of bytes. */
const DRAWINGS: readonly (readonly [string, () => unknown])[] = [
  ...ALL_PLACES.map(([name, place]) => [name, () => place("Text")] as const),
  ["image", () => st.image(PNG, { alt: "a", caption: "b" })],
  ["images", () => st.image([PNG, "/a.png", PNG], { alt: ["a", "b", "c"] })],
  ["audio", () => st.audio(new TextEncoder().encode("ID3\x03sound"))],
  ["pdf", () => st.pdf(new TextEncoder().encode("%PDF-1.4"))],
  ["video", () =>
    st.video(new TextEncoder().encode("\0\0\0\x18ftypmp42"), {
      poster: PNG,
      subtitles: { English: "00:00.000 --> 00:01.000\nHi" },
    })],
  [
    "file on disk",
    () => st.image(new URL("../../docs/picture-light.png", import.meta.url), { alt: "a" }),
  ],
  ["headings", () => {
    st.header("Same");
    st.header("Same");
  }],
  ["everything in everything", () => {
    const [one, two] = st.tabs(["One", "Two"], { key: "same" });
    const [left] = one!.columns([1, 3]);
    left!.expander("More", { key: "same" })(() => st.image(PNG, { alt: "a" }));
    left!.popover("Options", { key: "same" }).header("Inside");
    two!.container({ key: "same", border: true }).status("Done").write("x");
    two!.tabs(["One", "Two"])[1].lineChart([1, 2]);
    st.sidebar.header("Same");
    st.grid()(() => st.chatMessage("user").metric("x", 1));
  }],
];

Deno.test("C1 C2 whatever a cached function draws is each page's own: names, files and links", async () => {
  const refused = new Set<string>();
  const cached = DRAWINGS.map(([name, draw]) =>
    [
      name,
      st.cacheData(async () => {
        await draw();
      }, { showSpinner: false }),
    ] as const
  );
  const page = async () => {
    for (const [name, call] of cached) {
      if (refused.has(name)) continue;
      try {
        await st.container()(() => call());
        await st.container({ border: true })(() => call());
      } catch (error) {
        if (!String(error).includes("in a cached function")) throw error;
        refused.add(name);
      }
    }
  };
  // Which are refused is known after this one.
  await using first = await open(page);
  await using one = await open(page);
  await using two = await open(page);
  assertEquals([...first.errors, ...one.errors, ...two.errors], []);
  const drawn = DRAWINGS.map(([name]) => name).filter((name) => !refused.has(name));
  assertGreater(drawn.length, 70, `Drawn: ${drawn}`);
  const widgets = one.findAll("#content [data-widget]").map(({ outerHTML }) => outerHTML);
  assertEquals(widgets, []);
  assertEquals(one.lines(), two.lines());
  for (const tab of [one, two]) {
    const main = tab.find("#content")!.innerHTML;
    const wrong = lintHtml(main).filter((text) => /stands twice|names no id/.test(text));
    assertEquals(wrong, []);
    assertGreater(await assertAnswered(tab), 8);
  }
});

/** Every address on the page that this app answers leads somewhere; says how many there are. */
async function assertAnswered(tab: Tab): Promise<number> {
  const addresses = new Set<string>();
  for (const node of tab.findAll("[src],[href],[poster],[data-src],[data-url]")) {
    for (const name of ["src", "href", "poster", "data-src", "data-url"]) {
      const address = node.getAttribute(name);
      if (address?.includes("_eddy/")) addresses.add(address.split("#")[0]!);
      else if (address?.startsWith("#")) assert(tab.find(`[id="${address.slice(1)}"]`), address);
    }
  }
  for (const address of addresses) {
    const answer = await tab.send(address, {});
    await answer.body?.cancel();
    assertEquals(answer.status, 200, address);
  }
  return addresses.size;
}
