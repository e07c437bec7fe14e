/** Apps of several pages: which is shown, what stays, what is refused. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { Hono } from "hono";
import * as st from "@eddy/eddy";
import { open } from "../kit.ts";
import type { Tab } from "../kit.ts";

/** Follows a link, as `assets/modules/pages.js` does. */
function follow(page: Tab, address: string): Promise<void> {
  assert(page.find(`a[data-page="${address}"]`), `No link leads to ${address}`);
  return page.follow(address);
}

function linesOf(page: Tab): string[] {
  return page.linesIn("#main");
}

Deno.test("navigation() runs the page that the address names, inside what stands around it", async () => {
  const runs = { home: 0, other: 0 };
  const home = st.page(() => st.write(`home ${++runs.home}`), { path: "/", title: "Home" });
  const other = st.page(() => st.write(`other ${++runs.other}`), { path: "other", title: "Other" });
  await using page = await open(() => {
    st.write("above");
    const current = st.navigation([home, other]);
    current.run();
    st.write(`below ${current.title} ${current.path}`);
  });
  assertEquals(linesOf(page), ["above", "home 1", "below Home /"]);
  await follow(page, "/other");
  assertEquals(linesOf(page), ["above", "other 1", "below Other /other"]);
  await follow(page, "/");
  assertEquals(linesOf(page), ["above", "home 2", "below Home /"]);
});

Deno.test("navigation() folds a menu that is long enough, and never the page that is open", async () => {
  const page = (at: number, hidden = false) =>
    st.page(() => st.write(`page ${at}`), { path: `/${at}`, title: `Page ${at}`, hidden });
  const pages = Array.from({ length: 13 }, (_, at) => page(at));
  const seen = async (
    pages: Parameters<typeof st.navigation>[0],
    options: Parameters<typeof st.navigation>[1] = {},
    path = "/",
  ) => {
    await using tab = await open(() => st.navigation(pages, options).run(), { path });
    const items = [...tab.find("#pages")!.querySelectorAll("p:not(.more), li:not(.more)")];
    const button = tab.find("#more-pages span")?.textContent;
    return [...items.map(({ textContent }) => textContent!.replace("Page ", "")), button];
  };
  const upTo = (length: number) => Array.from({ length }, (_, at) => String(at));
  assertEquals(await seen(pages), [...upTo(10), "View 3 more"]);
  assertEquals(await seen(pages.slice(1)), [...upTo(13).slice(1), undefined]);
  // What is in no menu does not make it long.
  assertEquals(await seen([...pages.slice(1), page(13, true)]), [...upTo(13).slice(1), undefined]);
  assertEquals(await seen(pages, { expanded: true }), [...upTo(13), undefined]);
  assertEquals(await seen(pages, { position: "top" }), [...upTo(13), undefined]);
  assertEquals(await seen(pages, { expanded: 2 }), ["0", "1", "View 11 more"]);
  assertEquals(await seen(pages, { expanded: 2 }, "/5"), ["0", "1", "5", "View 10 more"]);
  assertEquals(await seen(pages, { expanded: 11 }), [...upTo(13), undefined]);
  const sections = { First: pages.slice(0, 3), Second: pages.slice(3, 6), Third: pages.slice(6) };
  assertEquals(await seen(sections, { expanded: 2 }, "/8"), [
    ...["First", "0", "1"],
    ...["Third", "8"],
    "View 10 more",
  ]);
  await using _ = await open(() => {
    for (const expanded of [0, -1, 1.5, NaN]) {
      assertThrows(() => st.navigation(pages, { expanded }), RangeError, "whole number above 0");
    }
  });
});

Deno.test("a page that is the default is shown at the app's own address, too", async () => {
  const first = st.page(() => st.write("first"), { path: "/first", title: "First" });
  const second = st.page(() => st.write("second"), { path: "/x/y", title: "2", default: true });
  const app = () => st.navigation([first, second]).run();
  for (const [path, line] of [["/", "second"], ["/x/y/", "second"], ["/first", "first"]]) {
    await using page = await open(app, { path: path! });
    assertEquals(linesOf(page), [line]);
  }
});

Deno.test("an async page that its author does not await is waited for; its error stays in its place", async () => {
  const one = st.page(async () => {
    await Promise.resolve();
    st.write("late");
    throw new Error("broken");
  }, { path: "/", title: "One" });
  await using page = await open(() => {
    st.navigation([one]).run();
    st.write("below");
  });
  assertEquals(linesOf(page).sort(), ["Error: broken", "below", "late"]);
});

Deno.test('pages keep what was entered, each its own; persist: "page" ends with the page', async () => {
  const draw = (name: string) => () => {
    st.write(name);
    st.textInput("Text");
    if (name === "one") st.textInput("Short", { key: "short", persist: "page" });
  };
  const one = st.page(draw("one"), { path: "/", title: "One" });
  const two = st.page(draw("two"), { path: "/two", title: "Two" });
  await using page = await open(() => {
    st.textInput("Around");
    st.navigation([one, two]).run();
  });
  await page.fill("Around", "everywhere");
  await page.fill("Text", "on one");
  await page.fill("Short", "gone");
  await follow(page, "/two");
  assertEquals(linesOf(page), ["Around: everywhere", "two", "Text:"]);
  await page.fill("Text", "on two");
  await follow(page, "/");
  assertEquals(linesOf(page), ["Around: everywhere", "one", "Text: on one", "Short:"]);
  await follow(page, "/two");
  assertEquals(linesOf(page), ["Around: everywhere", "two", "Text: on two"]);
});

Deno.test('a hidden widget\'s value with persist: "page" is kept until its page is left', async () => {
  const one = st.page(() => {
    if (st.checkbox("Show")) st.textInput("Note", { key: "note", persist: "page" });
  }, { path: "/", title: "One" });
  const two = st.page(() => {}, { path: "/two", title: "Two" });
  await using page = await open(() => st.navigation([one, two]).run());
  await page.check("Show");
  await page.fill("Note", "kept");
  await page.uncheck("Show");
  await page.check("Show");
  assertEquals(linesOf(page), ["[x] Show", "Note: kept"]);
  await page.uncheck("Show");
  await follow(page, "/two");
  await follow(page, "/");
  await page.check("Show");
  assertEquals(linesOf(page), ["[x] Show", "Note:"]);
});

for (const where of ["body", "callback"] as const) {
  Deno.test(`R10 switchPage() in a fragment's ${where} runs the new page in full`, async () => {
    const go = () => st.switchPage("/two", { query: { id: "7" } });
    const part = st.fragment(() => {
      if (st.button("Go", where === "callback" ? { onClick: go } : {})) go();
      st.write("in the fragment");
    });
    const one = st.page(() => part(), { path: "/", title: "One" });
    const two = st.page(() => st.write(`two ${st.queryParams.get("id")}`), {
      path: "/two",
      title: "Two",
    });
    let runs = 0;
    await using page = await open(() => {
      runs++;
      st.navigation([one, two]).run();
      st.write("around");
    });
    await page.click("Go");
    assertEquals([...linesOf(page), runs], ["two 7", "around", 2]);
    assertEquals(page.find("#location input")!.getAttribute("value"), "/two?id=7");
  });
}

Deno.test("R10 switchPage() works in the first run of a fragment that nobody awaits (decision 15)", async () => {
  const part = st.fragment(async () => {
    await Promise.resolve();
    st.switchPage("/two");
  });
  const one = st.page(() => void part(), { path: "/", title: "One" });
  const two = st.page(() => st.write("two"), { path: "/two", title: "Two" });
  await using page = await open(() => st.navigation([one, two]).run());
  assertEquals(linesOf(page), ["two"]);
});

Deno.test("a link's query is the page's; a widget bound to it follows, whatever it held", async () => {
  const list = st.page(() => {
    st.textInput("Team", { key: "team", bindQuery: "team" });
    st.write(`rest ${st.queryParams.get("rest") ?? "none"}`);
  }, { path: "/list", title: "List" });
  const home = st.page(() => {
    st.pageLink(list, { query: { team: "blue", rest: "1" } });
    st.pageLink(list, { label: "Plain" });
  }, { path: "/", title: "Home" });
  await using page = await open(() => st.navigation([home, list]).run());
  await follow(page, "/list");
  await page.fill("Team", "red");
  await follow(page, "/");
  await follow(page, "/list?team=blue&rest=1");
  assertEquals(linesOf(page), ["Team: blue", "rest 1"]);
});

Deno.test("what says where one is cannot lead out of the app", async () => {
  const one = st.page(() => st.write("one"), { path: "/", title: "One" });
  await using page = await open(() => st.navigation([one]).run());
  for (
    const address of ["https://evil.example/", "//evil.example", "one", `/${"x".repeat(3000)}`]
  ) {
    await page.follow(address);
    assertEquals([linesOf(page), page.status], [["one"], 422], address);
  }
  await page.follow("/a](javascript:x)`<b>");
  assert(page.has("There is no page at /a](javascript:x)%60%3Cb%3E here."), page.picture());
});

Deno.test("addresses: own routes go first, unknown ones are 404, and so are all of an app without pages", async () => {
  const one = st.page(() => st.write("one"), { path: "/one", title: "One" });
  const app = st.createApp(() => st.navigation([one]).run());
  app.get("/healthz", (c) => c.text("well"));
  app.use("*", (_, next) => next());
  const outer = new Hono().route(
    "/",
    st.createApp(() => st.navigation([one]).run(), {
      basePath: "/tool",
    }),
  );
  const answers = await Promise.all([
    app.request("http://localhost/healthz"),
    app.request("http://localhost/one"),
    app.request("http://localhost/two"),
    app.request("http://localhost/_eddy/two"),
    st.createApp(() => st.write("only")).request("http://localhost/one"),
    st.createApp(() => st.write("only")).request("http://localhost/"),
  ]);
  assertEquals(answers.map(({ status }) => status), [200, 200, 404, 404, 404, 200]);
  assertEquals(await answers[0]!.text(), "well");
  const mounted = await outer.request("http://localhost/tool/one");
  assertEquals(mounted.status, 200);
  assertStringIncludes(await mounted.text(), 'href="/tool/"');
});

Deno.test("what cannot be navigated is an error that says why", async () => {
  const one = st.page(() => {}, { path: "/one", title: "One" });
  const twin = st.page(() => {}, { path: "one/", title: "Twin" });
  for (const path of ["/a b", "/<b>", "/..", "/_eddy/x"]) {
    assertThrows(() => st.page(() => {}, { path, title: "Wrong" }), RangeError, path);
  }
  const nested = st.fragment(() => void st.navigation([one]), { key: "part" });
  const cases: [() => unknown, string][] = [
    [() => st.navigation([]), "the list of pages is empty"],
    [() => st.navigation([one, twin]), 'two pages have the path "/one"'],
    [() => nested(), 'Cannot call navigation() in fragment "part"'],
    [() => [st.navigation([one]), st.navigation([one])], "twice in a run"],
    [() => st.switchPage("/one"), "navigation() does not name it"],
    [() => {
      st.navigation([one]);
      st.switchPage("/two");
    }, 'Cannot switch to page "/two"'],
  ];
  for (const [body, message] of cases) {
    await using page = await open(() => void body());
    assertStringIncludes(page.errorBoxes().join(), message);
  }
});
