/** Text is text, and nothing but the client file runs (HTMX.md 0.6, 0.7, 1.2, 1.7). */
import { Buffer } from "node:buffer";
import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import * as st from "@eddy/eddy";
import { appHandler, eventually, quiet, ready, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

const JS_BUDGET = 25_000;

/** Each would set `pwned` if it came out as anything but text. */
const HOSTILE = [
  `<hx-a onmouseover=window.pwned=1 x=">`,
  `<img src=x onerror=window.pwned=2>`,
  `"><script>window.pwned=3</script>`,
  `' onfocus=window.pwned=4 autofocus tabindex=1 '`,
  `</textarea><svg onload=window.pwned=5>`,
  `<hx-partial hx-target="body"><b>taken over</b></hx-partial>`,
  `<template hx type="partial" hx-target="main">gone</template>`,
  `</script><body onload=window.pwned=6>`,
  `{{constructor.constructor("window.pwned=7")()}}`,
];

/** A page in which `text` stands wherever the app's data can stand. */
function showing(text: string): () => void {
  const all = st.fragment(() => {
    const pressed = st.button("Show");
    // Slow enough to be noticed, so that it comes as an answer in a stream, too.
    st.text(text);
    st.button(text, { key: "button", help: text });
    st.checkbox(text, { key: "check", help: text });
    st.radio(text, [text, "other"], { key: "radio" });
    st.selectbox(text, [text, "other"], { key: "select", placeholder: text });
    st.multiselect(text, [text, "other"], { key: "multi" });
    st.textInput(text, { key: "text", value: text, placeholder: text, help: text });
    st.textArea(text, { key: "area", value: text, placeholder: text });
    st.slider(text, { key: "slider", format: `%d ${text.replaceAll("%", "")}` });
    st.expander(text)(() => st.text(text));
    st.tabs([text, "other"]).forEach((tab) => tab.text(text));
    st.table([{ [text]: text }]);
    st.json({ [text]: text });
    st.code(text);
    st.metric(text, text);
    st.lineChart([{ x: 1, [text]: 2 }, { x: 2, [text]: 3 }], { x: "x", alt: text });
    st.form("form")(() => void st.formSubmitButton(text));
    if (pressed) {
      st.toast(text, { duration: "infinite" });
      st.queryParams.set(text, text);
      st.text("Shown again");
      st.exception(new Error(text));
      throw new TypeError(text);
    }
  });
  return () => {
    st.title(text);
    all();
    st.sidebar.caption(text);
  };
}

for (const text of HOSTILE) {
  browserTest(`0.7 hostile text does nothing and is shown as it is: ${text}`, async () => {
    await withApp(showing(text), async (page) => {
      await page.getByRole("button", { name: "Show", exact: true }).click();
      await see(page, "Shown again");
      await quiet(page);
      const bad = `[...document.querySelectorAll("*")].filter(({ localName, attributes }) =>
        localName.startsWith("hx-") || (localName === "template") ||
        [...attributes].some(({ name }) => name.startsWith("on"))).map((one) => one.outerHTML)`;
      assertEquals(await page.evaluate(bad), []);
      // Verbatim: as plain text, and in the boxes.
      assert(await page.getByText(text, { exact: true }).count() > 3);
      assertEquals(await page.locator("input[type=text]").first().inputValue(), text);
      assertEquals(await page.locator("textarea").first().inputValue(), text);
      // Its user moves over all of it and into all of it.
      for (const place of await page.locator("main :is(label, button, p, h1, summary)").all()) {
        if (await place.isVisible()) {
          await place.hover({ force: true, timeout: 1_000 }).catch(() => {});
        }
      }
      for (let i = 0; i < 20; i++) await page.keyboard.press("Tab");
      assertEquals(await page.evaluate("window.pwned ?? null"), null);
      assertEquals(await page.getByText("taken over", { exact: true }).count(), 0);
    });
  });
}

browserTest(
  "0.6 scripts in st.html do not run, whether drawn at first, swapped or streamed",
  async () => {
    const markup = `<p>Markup</p><script>window.pwned = "inline"</script>
    <script src="/evil.js"></script><img src=x onerror="window.pwned = 'attribute'">
    <a href="javascript:window.pwned='link'">Link</a>
    <b hx-on:click="window.pwned='hx-on'" hx-on:htmx:load="window.pwned='load'">Bold</b>
    <i hx-get="/evil.html" hx-trigger="load[window.pwned='filter']">Filtered</i>
    <u hx-get="/evil.html" hx-trigger="load" hx-vals="js:{a: window.pwned='vals'}">Valued</u>`;
    const between = (request: Request, next: () => Promise<Response>) =>
      new URL(request.url).pathname === "/evil.js"
        ? new Response(`window.pwned = "file"`, { headers: { "content-type": "text/javascript" } })
        : next();
    const raw = st.fragment(async () => {
      const quick = st.button("Quick");
      if (st.button("Slow")) await new Promise((resolve) => setTimeout(resolve, 100));
      st.html(markup);
      st.text(quick ? "Quick is there" : "There");
    });
    await withApp(async () => {
      await raw();
    }, async (page, { errors }) => {
      await see(page, "Markup");
      await page.getByRole("button", { name: "Quick" }).click();
      await see(page, "Quick is there");
      await page.getByRole("button", { name: "Slow" }).click();
      await see(page, "There");
      await quiet(page);
      await page.getByText("Link").click().catch(() => {});
      await page.getByText("Bold").click();
      assertEquals(await page.evaluate("window.pwned ?? null"), null);
      assert(errors.some((error) => error.includes("Content Security Policy")), errors.join("\n"));
      // The page goes on.
      await page.getByRole("button", { name: "Quick" }).click();
      await see(page, "Quick is there");
    }, { allowErrors: true, between });
  },
);

browserTest(
  "1.7 E11 nothing breaks the policy while typing, ticking, streaming and uploading",
  async () => {
    const all = st.fragment(async () => {
      st.sessionState.n = (st.sessionState.n ?? 0) + 1;
      const text = st.textInput("Live", { live: true });
      st.container({ height: 60 })(() => st.text("In a box"));
      st.progress(0.4);
      st.slider("Level");
      await new Promise((resolve) => setTimeout(resolve, 60));
      st.text(`Got ${text}. Tick ${st.sessionState.n}`);
      st.fileUploader("File");
    }, { runEvery: 0.2 });
    await withApp(async () => {
      await all();
      if (st.button("Snow")) st.snow();
    }, async (page, { errors }) => {
      await page.getByLabel("Live").click();
      await page.keyboard.type("abc", { delay: 50 });
      await see(page, "Got abc");
      await page.getByRole("slider").press("ArrowRight");
      await page.getByRole("button", { name: "Snow" }).click();
      await quiet(page);
      await page.getByLabel("File").setInputFiles({
        name: "a.txt",
        mimeType: "text/plain",
        buffer: Buffer.from("hello"),
      });
      await see(page, "a.txt");
      await see(page, /Tick \d\d/);
      assertEquals(errors, []);
    });
  },
);

browserTest(
  "1.7 E11c code in htmx's attributes is refused even where the policy would allow it",
  async () => {
    const handler = appHandler(() => {
      st.html(
        `<button hx-get="/" hx-trigger="click[window.pwned=1]" hx-swap="none">Filtered</button>`,
      );
      st.text("Here");
    });
    await withPage(
      async (request, info) => {
        const answer = await handler(request, info);
        const headers = new Headers(answer.headers);
        headers.delete("content-security-policy");
        return new Response(answer.body, { status: answer.status, headers });
      },
      async (page) => {
        await page.goto("/");
        await ready(page);
        await page.getByText("Filtered").click();
        assertEquals(await page.evaluate("window.pwned ?? null"), null);
      },
      { allowErrors: true },
    );
  },
);

browserTest(
  "1.2 E1c an element whose name begins with hx- is drawn and redrawn as text",
  async () => {
    const named = st.fragment(() => {
      st.markdown("Use `<hx-partial>` and <hx-oob> with care");
      st.code('<hx-partial hx-target="#main">\n</hx-partial>', { language: "html" });
      st.text(st.button("Again") ? "Redrawn" : "Drawn");
    });
    await withApp(() => void named(), async (page) => {
      const before = await page.locator("main").innerText();
      assert(before.includes("<hx-partial>") && before.includes("<hx-oob>"), before);
      await page.getByRole("button", { name: "Again" }).click();
      await see(page, "Redrawn");
      assertEquals((await page.locator("main").innerText()).replace("Redrawn", "Drawn"), before);
    });
  },
);

browserTest("without JavaScript the whole page is there, even if it is slow", async () => {
  await withPage(
    appHandler(async () => {
      st.title("Slow page");
      await st.spinner("Working…")(() => new Promise((resolve) => setTimeout(resolve, 400)));
      st.text(`The end, ${st.queryParams.get("q") ?? "nothing"}`);
      const slowly = st.fragment(async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        st.text("Fragment's end");
      });
      await slowly();
      const tabs = st.tabs(["One", "Two"]);
      tabs[0]!.text("First panel");
      tabs[1]!.text("Second panel");
    }),
    async (page) => {
      await page.goto("/?q=kept");
      await see(page, "The end, kept");
      await see(page, "Fragment's end");
      await see(page, "First panel");
      await see(page, "Second panel");
      assertEquals(await page.getByText("Working…").count(), 0);
    },
    { context: { javaScriptEnabled: false } },
  );
});

browserTest(
  "without JavaScript a quick page is there at once, without another request",
  async () => {
    let loads = 0;
    await withPage(
      appHandler(() => st.text("Here"), (request, next) => {
        if (new URL(request.url).pathname === "/") loads++;
        return next();
      }),
      async (page) => {
        await page.goto("/");
        await see(page, "Here");
        assertEquals(loads, 1);
      },
      { context: { javaScriptEnabled: false } },
    );
  },
);

browserTest(
  `all JavaScript of the first page takes at most ${JS_BUDGET} bytes, compressed`,
  async () => {
    await withApp(() => st.text("Here"), async (page, { url }) => {
      const scripts = await page.evaluate(
        "[...document.scripts].map(({ src }) => src)",
      ) as string[];
      let size = 0;
      for (const script of scripts) {
        assert(script.startsWith(url));
        const response = await fetch(script);
        const zipped = response.body!.pipeThrough(new CompressionStream("gzip"));
        size += (await new Response(zipped).arrayBuffer()).byteLength;
      }
      assertLessOrEqual(size, JS_BUDGET);
    });
  },
);

browserTest("markup cannot have any other file run as a module", async () => {
  const asked: string[] = [];
  await withApp(
    () => {
      const part = st.fragment(() => {
        if (st.button("Go")) st.text("went");
      });
      for (
        const url of ["//evil.example/x.js", "/x.js", "/_eddy/assets/../x.js", "x.js", "data:,x"]
      ) {
        st.html(`<p data-module="${url}">x</p>`);
      }
      part();
    },
    async (page) => {
      await page.getByRole("button", { name: "Go" }).click();
      await see(page, "went");
      assertEquals(asked.filter((path) => !path.startsWith("/_eddy/")), ["/"]);
      // The name of our own file may end so.
      assertEquals(asked.filter((path) => /\bx\.js/.test(path)), []);
    },
    {
      between: (request, next) => {
        asked.push(new URL(request.url).pathname);
        return next();
      },
    },
  );
});

browserTest("a module is loaded with the first element that needs it, and only then", async () => {
  const asked: string[] = [];
  let down = true;
  const part = st.fragment(() => {
    if (!st.checkbox("More")) return;
    st.slider("Level", { max: 10 });
    st.button("Again");
  });
  await withApp(() => void part(), async (page) => {
    assertEquals(asked, []);
    await page.getByLabel("More").check();
    await eventually(() => assertEquals(asked.length, 1));
    // The server was not there for the module; the next answer asks for it again.
    down = false;
    await page.getByRole("button", { name: "Again" }).click();
    await eventually(() => assertEquals(asked.length, 2));
    await eventually(async () => {
      await page.getByRole("slider").press("ArrowRight");
      assert(await page.getByRole("slider").evaluate((one) => one.hasAttribute("data-top")));
    });
    assertEquals(
      await page.locator("output").innerText(),
      await page.getByRole("slider").inputValue(),
    );
    assertEquals(asked.length, 2);
  }, {
    allowErrors: true,
    between: (request, next) => {
      if (!new URL(request.url).pathname.includes("/fields-")) return next();
      asked.push(request.url);
      return down ? new Response(null, { status: 503 }) : next();
    },
  });
});
