/** What an app sends and takes: its policy, its files, the values of its widgets (SECURITY.md 7, 30, 40, 45, 49). */
import { assert, assertEquals, assertMatch } from "@std/assert";
import * as st from "@eddy/eddy";
import { HOSTILE } from "../hostile.ts";
import { ask, RawPage, statusOf } from "./raw_page.ts";

Deno.test("S7: what a fragment was called with does not go to the browser", async () => {
  const part = st.fragment((secret: string) => void st.text(`${secret.length} letters`), {
    key: "part",
  });
  const raw = await RawPage.open(st.createApp(() => part("the argument itself")));
  assert(raw.html.includes("19 letters"));
  assert(!raw.html.includes("the argument itself"));
});

Deno.test("S30: the policy has no exception, and each document a nonce of its own", async () => {
  const app = st.createApp(() => void st.title("Hello"));
  const nonces = new Set<string>();
  for (let i = 0; i < 10; i++) {
    const answer = await ask(app, "/");
    const policy = answer.headers.get("content-security-policy")!;
    assert(!/unsafe|strict-dynamic|\*|http:/.test(policy), policy);
    assertMatch(policy, /default-src 'none'/);
    assertMatch(policy, /script-src 'nonce-[\w-]{22}';/);
    const nonce = /'nonce-([^']*)'/.exec(policy)![1]!;
    nonces.add(nonce);
    const html = await answer.text();
    // Scripts come from files, with the nonce; no attribute holds code or style.
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) {
      assert(tag.includes(`nonce="${nonce}"`) && tag.includes(" src="), tag);
    }
    assert(!/<style|\sstyle=|\son[a-z]+=/i.test(html));
  }
  assertEquals(nonces.size, 10);
});

Deno.test("S40: a value that a widget cannot have is refused, whoever sends it", async () => {
  const widgets: Record<string, () => unknown> = {
    Box: () => st.checkbox("Box"),
    On: () => st.toggle("On"),
    One: () => st.radio("One", ["a", "b"]),
    Choice: () => st.selectbox("Choice", ["a", "b"]),
    Some: () => st.multiselect("Some", ["a", "b"]),
    Level: () => st.slider("Level", { min: 10, max: 20 }),
    Number: () => st.numberInput("Number", { min: 10, max: 20, value: 12 }),
    Day: () => st.dateInput("Day", { value: "2026-03-02" }),
    Colour: () => st.colorPicker("Colour"),
    Short: () => st.textInput("Short", { maxChars: 5, value: "short" }),
    Off: () => st.textInput("Off", { disabled: true, value: "off" }),
  };
  for (const [label, draw] of Object.entries(widgets)) {
    const seen: unknown[] = [];
    const raw = await RawPage.open(st.createApp(() => {
      const value = draw();
      seen.push(value instanceof Date ? value.toISOString() : value);
    }));
    const before = seen.at(-1);
    const isText = label === "Short";
    for (const sent of HOSTILE) {
      const mayBeTaken = isText && sent.length === 1 && sent[0]!.length <= 5;
      if (mayBeTaken) continue;
      const status = await statusOf(raw.post(raw.event(label, ...sent)));
      // "on" and the like are what a box says; nothing else changes anything.
      if (status !== 200) {
        assertEquals(status, 422, `${label} took ${JSON.stringify(sent).slice(0, 80)}`);
      }
      const now = seen.at(-1);
      if (JSON.stringify(now) !== JSON.stringify(before)) {
        assert(isWithin(label, now), `${label} became ${JSON.stringify(now)}`);
      }
    }
  }
});

/** Whether a value is one that the widget of this label can have. */
function isWithin(label: string, value: unknown): boolean {
  switch (label) {
    case "Box":
    case "On":
      return typeof value === "boolean";
    case "One":
    case "Choice":
      return value === "a" || value === "b" || value === null;
    case "Some":
      return Array.isArray(value) && value.every((one) => one === "a" || one === "b");
    case "Level":
    case "Number":
      return value === null || (typeof value === "number" && value >= 10 && value <= 20);
    case "Day":
      return value === null || /^\d{4}-\d{2}-\d{2}/.test(String(value));
    case "Colour":
      return /^#[0-9a-f]{6}$/i.test(String(value));
    case "Short":
      return typeof value === "string" && value.length <= 5;
    default:
      return false;
  }
}

Deno.test("S45: no path leads to a file: assets are known by name, and nothing else is served", async () => {
  const app = st.createApp(() => void st.title("Hello"));
  const names = [
    "..",
    "../eddy.js",
    "..%2f..%2fdeno.json",
    "%2e%2e%2f%2e%2e%2fdeno.json",
    "%252e%252e%252fdeno.json",
    "..%5c..%5cdeno.json",
    "%00",
    "eddy.js%00",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "C:%5cwindows",
    "%5c%5chost%5cshare",
    "%5c%5c%3f%5cC:",
    "deno.json",
    ".env",
    ".git%2fconfig",
    "eddy.js.",
    "eddy.js::$DATA",
    "__proto__",
    "constructor",
  ];
  for (const name of names) {
    for (const path of [`/_eddy/assets/${name}`, `/${name}`]) {
      // What is left of `..` in an address is the page itself; of two slashes, another host.
      const { host, pathname } = new URL(path, "http://localhost");
      if (pathname === "/" || host !== "localhost") continue;
      assertEquals(await statusOf(ask(app, path)), 404, path);
    }
  }
});

Deno.test("S49: no address that a browser or an app names is asked for by the server", async () => {
  const before = globalThis.fetch;
  const asked: string[] = [];
  const raw = await RawPage.open(st.createApp(() => void st.title("Warm")));
  globalThis.fetch = (input) => {
    asked.push(String(input));
    return Promise.reject(new TypeError("Nothing is to be asked for"));
  };
  try {
    const address = "http://169.254.169.254/latest";
    const app = st.createApp(() => {
      const text = st.textInput("Address");
      const https = "https://internal.example/x";
      st.image(`${https}.png`);
      st.markdown(`![a](${https}.png) [b](${address}) ${text}`);
      st.audio(`${https}.mp3`);
      st.video(`${https}.mp4`);
      st.pdf(`${https}.pdf`);
      st.iframe(https);
      st.html(`<img src="${https}.png">`);
      st.logo(`${https}.png`);
    });
    const page = await RawPage.open(app, { headers: { "hx-current-url": address } });
    await (await page.post(page.event("Address", address), { referer: address })).text();
    await statusOf(page.ask("/_eddy/resume", { method: "POST", body: "" }));
  } finally {
    globalThis.fetch = before;
  }
  assertEquals(asked.filter((url) => !url.startsWith("file:")), []);
  assert(raw.html.includes("Warm"));
});
