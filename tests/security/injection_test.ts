/**
 * Text, markup, addresses, headers and names that would like to be something else (SECURITY.md 23 to 33).
 * Markup is read as a browser reads it; `lint_html.ts` says what would be wrong. What only a browser shows
 * is in tests/browser/hostile_text_test.ts.
 */
import {
  assert,
  assertEquals,
  assertGreater,
  assertNotEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { drawHtml } from "../draw_html.ts";
import { HOSTILE_TEXTS } from "../hostile_text.ts";
import { open } from "../kit.ts";
import { parseDocument } from "../../transport/testing/dom.ts";
import { lintHtml, outermost, rawAngles, saidIn } from "../lint_html.ts";
import { ask, RawPage } from "./raw_page.ts";

// ── 23 to 25: markup, Markdown, names ───────────────────────────────────────────────────────────

Deno.test("S23: the kits take no answer with a raw < in an attribute", () => {
  // Each answer of a test with tests/kit.ts goes through here, those in a browser through rawAngles().
  assertThrows(() => parseDocument('<p title="<hx-a">x</p>'), Error, 'A raw "<"');
  assertEquals(rawAngles("<p title='a<b' id=c>x</p>"), ["title='a<b'"]);
  assertEquals(rawAngles('<!doctype html><html lang="<"><p title="&lt;">'), ['lang="<"']);
  assertEquals(rawAngles("<p title='&lt;hx-a'>a < b</p>"), []);
});

Deno.test("S24: Markdown takes no markup, and the author's own stands balanced and escaped", async () => {
  const markup = [
    "<p title='<hx-a onmouseover=x'>a",
    "<hx-partial hx-target='#main'>a</hx-partial>",
    "</div></main><b>a",
    "<script>alert(1)</script><style>*{}</style><p onclick=x style=y id=page>a</p>",
  ];
  for (const text of markup) {
    // As Markdown it is text.
    for (const draw of [st.markdown, st.caption, st.write]) {
      const html = await drawHtml(() => draw(text));
      assertEquals(lintHtml(html), [], html);
      assertStringIncludes(saidIn(html), text.split(">")[0]!);
    }
    // As markup it is the author's: it keeps to its own element, and htmx finds no tag in its values.
    const html = await drawHtml(() => st.html(text));
    assertEquals(rawAngles(html), []);
    assertEquals(outermost(html), ["div"]);
  }
});

const NAMES = [
  "page",
  "main",
  "sidebar",
  "dialogs",
  "toasts",
  "signals",
  "connection",
  "live",
  "running",
  "w-x",
  "fk-part",
  "form-x",
  "a b#c.d>e",
  "1",
  "-",
  "é",
  ...HOSTILE_TEXTS,
];

Deno.test("S25: no name that an author gives is one of ours, whatever it is", async () => {
  const app = createAppWith(
    () => {
      for (const name of NAMES) {
        st.title(name);
        st.header("x", { anchor: name });
        st.textInput("x", { key: name, help: "x" });
        st.fragment(() => void st.button("x"), { key: name })();
        st.form(`form ${name}`)(() => void st.formSubmitButton());
      }
      st.fragment(() => st.text("x"), { key: "part" })();
    },
    {},
    {
      onError: (error) => {
        throw error;
      },
    },
  );
  const html = await (await ask(app, "/")).text();
  const document = parseDocument(html);
  const ids = [...document.querySelectorAll("[id]")];
  const headings = new Set(["H1", "H2"]);
  const ours = ids.filter(({ tagName }) => !headings.has(tagName)).map(({ id }) => id);
  assertEquals(new Set(ours).size, ours.length);
  for (const { tagName, id } of ids) {
    if (headings.has(tagName)) assert(!ours.includes(id), id);
    // CSS.escape() would leave it as it is, so that it can stand in a selector and in an address.
    else assert(/^[A-Za-z][A-Za-z0-9_-]*$/.test(id), id);
  }
  for (const name of ["page", "main", "toasts", "signals", "connection"]) {
    assertEquals(ours.filter((id) => id === name).length, 1, name);
  }
  for (const name of document.querySelectorAll("[name]")) {
    const text = name.getAttribute("name")!;
    if (name.tagName !== "META") assert(/^w[k]?-[A-Za-z0-9_-]+$/.test(text), text);
  }
});

// ── 26, 27: addresses and headers ───────────────────────────────────────────────────────────────

const ADDRESSES = [
  "javascript:alert(1)",
  " JaVa\tScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "//evil.example/x.png",
  "/\\evil.example/x.png",
  "\\\\evil.example\\x.png",
  "/\t/evil.example/x.png",
  "file:///etc/passwd",
  "picture.png",
  "",
];

Deno.test("S26: image(), linkButton() and chatMessage() refuse addresses that a page may not be sent to", async () => {
  for (const address of ADDRESSES) {
    await drawHtml(() => {
      assertThrows(() => st.image(address), TypeError, "Cannot draw image", address);
      assertThrows(() => st.linkButton("x", address), TypeError, "Cannot lead linkButton", address);
      for (const draw of [st.audio, st.video, st.pdf, st.iframe]) {
        assertThrows(() => draw(address), TypeError, "Cannot draw", address);
      }
      if (/[:/]/.test(address)) {
        assertThrows(() => st.chatMessage("x", { avatar: address }), TypeError, "avatar", address);
      }
    });
  }
});

Deno.test("S26: a link in Markdown runs no code", async () => {
  const schemes = ADDRESSES.filter((address) =>
    /^\s*(java|data|vb)/i.test(address.replace(/\s/g, ""))
  );
  assertGreater(schemes.length, 4);
  for (const address of [...schemes, "JAVASCRIPT:x", "javascript&#58;x", "java\0script:x"]) {
    for (
      const text of [`[a](${address})`, `[a](<${address}>)`, `<${address}>`, `![a](${address})`]
    ) {
      const html = await drawHtml(() => st.markdown(`${text} [a]\n\n[a]: ${address}`));
      // A browser shows a sign of its own for it.
      const complaints = lintHtml(html).filter((one) =>
        !one.startsWith("unexpected-null-character")
      );
      assertEquals(complaints, [], html);
    }
  }
});

Deno.test("S26: nothing in a request's address or body sends its browser elsewhere", async () => {
  const app = st.createApp(async () => {
    st.text("Here");
    // Slow enough that a browser without JavaScript is sent to the whole page.
    await new Promise((resolve) => setTimeout(resolve, 60));
    st.fragment(() => void st.button("Press"))();
  });
  const paths = [
    "//evil.example/",
    "/\\evil.example/",
    "/%2fevil.example",
    "/?a=//evil.example",
    "/",
  ];
  for (const path of paths) {
    for (const query of ["", "?_whole=https://evil.example", "?x=\"'><meta>&url=javascript:x"]) {
      const answer = await ask(app, `http://localhost${path}${path.includes("?") ? "" : query}`);
      assertEquals(answer.headers.get("location"), null);
      const html = await answer.text();
      const whole = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(html)?.[1];
      if (answer.status === 200 && !query.includes("_whole")) assert(whole !== undefined, html);
      if (whole !== undefined) assert(/^\/\?(?!\/)/.test(whole), whole);
    }
  }
  const page = await RawPage.open(app);
  const shown = [
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/\t/evil",
    "https://evil",
  ];
  for (const url of shown) {
    for (const path of [`${page.base}/page`, "/_eddy/resume"]) {
      const headers = { "hx-current-url": url };
      const answer = await page.ask(path, { method: "POST", body: "", headers });
      await answer.body?.cancel();
      for (const name of ["location", "refresh", "hx-redirect", "hx-location", "hx-refresh"]) {
        assertEquals(answer.headers.get(name), null, `${name} for ${url}`);
      }
    }
  }
});

Deno.test("S26: the page's address as a browser tells it is one of the web", async () => {
  const seen: string[] = [];
  const app = st.createApp(() => {
    seen.push(st.context.url.protocol);
    st.button("Press");
  });
  const page = await RawPage.open(app);
  for (const url of ["javascript:alert(1)", "data:,x", "file:///etc", "blob:x", "https://tool/"]) {
    await (await page.post(page.event("Press"), { "hx-current-url": url })).text();
  }
  assertEquals(seen, ["http:", "http:", "http:", "http:", "http:", "https:"]);
});

Deno.test("S27: no text of the app breaks a header of an answer", async () => {
  for (const text of [...HOSTILE_TEXTS, "é😀", "a\r\nx-evil: 1", "\u2028", "x".repeat(5_000)]) {
    const app = createAppWith(
      () => {
        st.title(text);
        st.queryParams.set(text, text);
        st.downloadButton("Save", text, { fileName: text, mime: text });
        if (st.button("Press")) st.toast(text);
      },
      {},
      {},
    );
    const page = await RawPage.open(app);
    const file = /href="([^"]*\/file\/[^"]*)"/.exec(page.html)![1]!;
    for (
      const answer of [
        await ask(app, "/"),
        await page.post(page.event("Press")),
        await page.ask(file),
      ]
    ) {
      assertEquals(answer.status, 200, JSON.stringify(text));
      await answer.body?.cancel();
      assertEquals(answer.headers.get("x-evil"), null);
      for (const [name, value] of answer.headers) {
        assert(/^[ -~]*$/.test(value), `${name}: ${JSON.stringify(value)}`);
        assert(value.length < 2_000, `${name} has ${value.length} characters`);
      }
    }
  }
});

// ── 31 to 33 ────────────────────────────────────────────────────────────────────────────────────

Deno.test("S31: names of a request do not get at prototypes", async () => {
  const names = [
    "__proto__",
    "constructor",
    "constructor.prototype.x",
    "constructor[prototype][x]",
    "a[__proto__][b]",
    "__proto__[x]",
    "prototype",
    "toString",
    "hasOwnProperty",
  ];
  const seen: Record<string, unknown>[] = [];
  const app = st.createApp(() => {
    st.textInput("Name", { key: "__proto__", bindQuery: "__proto__" });
    st.textInput("Other", { key: "toString" });
    const { sessionState, queryParams } = st;
    sessionState["constructor"] ??= "mine";
    sessionState["x"] = Object.keys(sessionState);
    seen.push({ ...queryParams.toObject() }, { ...st.context.cookies });
    st.json({ ...sessionState });
    if (st.button("Press")) st.text("Pressed");
  });
  const query = new URLSearchParams(names.map((name) => [name, "polluted"]));
  const cookie = names.map((name) => `${name}=polluted`).join("; ");
  const page = await RawPage.open(app, { path: `/?${query}`, headers: { cookie } });
  for (const name of names) {
    const bodies = [
      `${name}=polluted`,
      `e=1.${name}&v=polluted`,
      `e=1.wk-${name}&v=polluted`,
      `${page.event("Press")}&${name}=polluted`,
      `${page.event("Press")}&v=${name}`,
      `r=${name}&e=9.${name}&v=polluted`,
      JSON.stringify({ [name]: { x: "polluted" } }),
    ];
    for (const body of bodies) {
      for (const path of [`${page.base}/page`, `${page.base}/${name}`, "/_eddy/resume"]) {
        const answer = await page.ask(path, { method: "POST", body });
        assert(answer.status < 500, `${path} ${body}: ${answer.status}`);
        await answer.body?.cancel();
      }
    }
    for (
      const path of [
        `${page.base}/file/${name}`,
        `${page.base}/upload/${name}`,
        `/_eddy/p/${name}/page`,
      ]
    ) {
      const answer = await page.ask(path, { method: path.includes("/file/") ? "GET" : "POST" });
      assert(answer.status < 500, `${path}: ${answer.status}`);
      await answer.body?.cancel();
    }
  }
  assertGreater(seen.length, 2);
  for (const names of [Object.prototype, Array.prototype, Function.prototype, Map.prototype]) {
    assertEquals(Object.values(names).filter((value) => value === "polluted"), []);
  }
  assertEquals(({} as Record<string, unknown>)["x"], undefined);
  assertEquals(typeof ({}).toString, "function");
});

Deno.test("S33: in production an error tells its user a number, and nothing else", async () => {
  const secret = Deno.env.get("PATH")!;
  assertNotEquals(secret, "");
  const cause = new TypeError(`cannot read /srv/app/secret.ts with ${secret}`);
  const fail = () => {
    throw cause;
  };
  const part = st.fragment(fail, { key: "part" });
  const errors: unknown[] = [];
  const body = () => {
    part();
    st.button("Call", { onClick: fail });
    st.exception(cause);
    st.write(Promise.reject(cause));
    st.downloadButton("Save", fail);
    if (st.button("Refuse")) throw "just text";
  };
  await using page = await open(createAppWith(body, { showErrorDetails: false }, {
    onError: (error) => errors.push(error),
  }));
  await page.click("Call");
  await page.click("Refuse");
  const file = page.find("a[href*='/file/']")!.getAttribute("href")!;
  const download = await page.get(file);
  assertEquals(download.status, 500);
  const answers = [...page.answers, await download.text(), JSON.stringify([...download.headers])];
  for (const answer of answers) {
    for (const detail of ["cannot read", "/srv", secret, "TypeError", "just text", ".ts", "at "]) {
      if (detail === "at " && !/\n\s+at /.test(answer)) continue;
      assert(!answer.includes(detail), `${detail} in ${answer}`);
    }
  }
  const boxes = page.errorBoxes();
  assertGreater(boxes.length, 2);
  for (const box of boxes) assert(/Error \S+-\d+ is in the app's log\.$/.test(box), box);
  assertGreater(errors.length, 4);
});

Deno.test("S33: an error outside any run tells nothing, either", async () => {
  const app = createAppWith(() => {}, {
    showErrorDetails: true,
    authenticate: () => {
      throw new Error("the database is at 10.0.0.9");
    },
  }, { onError: () => {} });
  const answer = await ask(app, "/");
  assertEquals(answer.status, 500);
  assert(!(await answer.text()).includes("database"));
});
