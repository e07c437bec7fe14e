/**
 * Ten thousand requests that are nearly right, to every route: each begins as one that our own client
 * makes, and is then changed in a few places. Whatever they are, none is an error of the app, none
 * reaches somebody else's page, and none leaves anything behind (SECURITY.md 31, 33 to 35, 40).
 */
import { assert, assertEquals, assertLess } from "@std/assert";
import * as st from "@eddy/eddy";
import fc from "fast-check";
import { MemorySessionStore } from "../../runtime/session_store.ts";
import type { SessionStore } from "../../runtime/session_store.ts";
import { createAppWith } from "../../transport/app.ts";
import { HOSTILE } from "../hostile.ts";
import { HOSTILE_TEXTS } from "../hostile_text.ts";
import { heldBytes } from "../kit/heap.ts";
import { ask, RawPage } from "./raw_page.ts";

/** The same ones each time: a failure is to be seen again. */
const SEED = 4;
const MIB = 1024 * 1024;

/** A page with something on it for each of the routes. */
function page() {
  const { sessionState: state } = st;
  if (st.button("Press", { key: "press" })) state.presses = (state.presses ?? 0) + 1;
  st.textInput("Name", { key: "name" });
  st.slider("Level", { key: "level" });
  st.dateInput("Day");
  st.multiselect("Sizes", ["S", "M", "L"]);
  st.selectbox("Number", Array.from({ length: 300 }, (_, i) => `number ${i}`));
  st.fileUploader("File", { key: "file" });
  st.downloadButton("Save", "saved", { fileName: "a.txt" });
  st.dataframe([{ a: 1, b: "x" }, { a: 2, b: "y" }], { key: "frame", onSelect: "rerun" });
  st.form("form")(() => {
    st.textArea("Words");
    st.formSubmitButton("Send");
  });
  st.tabs(["One", "Two"], { key: "tabs", onChange: "rerun" });
  st.fragment(() => void st.toggle("On"), { key: "ticking", runEvery: "1h" })();
  st.text(`${state.name} pressed ${state.presses ?? 0} times`);
}

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** What our own client asks a page's server for, all of it good. */
function goodRequests(own: RawPage): readonly Sent[] {
  const id = (kind: RegExp) => kind.exec(own.html)?.[1] ?? "none";
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const get = (path: string): Sent => ({ method: "GET", path, headers: own.own, body: null });
  const post = (path: string, body: string, headers: Record<string, string> = form): Sent => ({
    method: "POST",
    path,
    headers: { ...own.own, ...headers },
    body,
  });
  const everything = [...own.html.matchAll(/data-widget="([^"]*)"/g)]
    .map(([, widget], i) => `e=${i + 1}.${widget}&v=x`).join("&");
  const fragment = id(/eddy-fragment id="([^"]*)"/);
  return [
    get("/?a=1&b=%20"),
    get(id(/src="([^"]*_eddy\/assets\/[^"]*)"/)),
    get("/elsewhere"),
    get(`${own.base}/live`),
    get(`${own.base}/options/${id(/data-find="[^"]*\/([^"/]*)"/)}?for=1&from=0`),
    get(id(/href="([^"]*\/file\/[^"]*)"/)),
    get(`${id(/data-rows="([^"]*)"/)}?offset=0&limit=10&sort=a`),
    get(`${own.base}/csv/${id(/data-rows="[^"]*\/([^"/]*)"/)}`),
    post(`${own.base}/page`, everything),
    post(`${own.base}/page`, own.event("Press")),
    post(`${own.base}/page`, own.event("Name", "mallory")),
    post(`${own.base}/${fragment}`, `r=page&${own.event("Level", "3")}`),
    post("/_eddy/resume", everything),
    post(`${own.base}/upload/${id(/data-upload="[^"]*\/([^"/]*)"/)}`, "content", {
      "eddy-name": "a.txt",
      "eddy-type": "text/plain",
    }),
  ];
}

/** Something that stands where something else is wanted. */
const odd = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS, ...HOSTILE.flat()),
  fc.constantFrom(
    "",
    "0",
    "-1",
    "1e999",
    "%",
    "%00",
    "%2e%2e%2f",
    "../../x",
    "\\..\\x",
    "*",
    ".",
    "//",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("a".repeat(20_000), "1".repeat(400), "e=1.x&".repeat(11_000), "%ff".repeat(500)),
);

/** A change of a text at a place, given as a share of its length. */
type Edit = (text: string) => string;
const place = fc.double({ min: 0, max: 1, noNaN: true });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  odd.map((text): Edit => () => text),
  fc.tuple(place, odd).map(([at, text]): Edit => (before) => {
    const cut = Math.floor(at * before.length);
    return before.slice(0, cut) + text + before.slice(cut);
  }),
  fc.tuple(place, place).map(([from, to]): Edit => (before) =>
    before.slice(0, Math.floor(from * before.length)) +
    before.slice(Math.floor(to * before.length))
  ),
  fc.constant<Edit>((before) => before + before),
  fc.constant<Edit>((before) => before.toUpperCase()),
);

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND"];
const HEADERS = [
  "eddy-token",
  "eddy-seen",
  "eddy-name",
  "eddy-type",
  "eddy-zone",
  "eddy-theme",
  "hx-current-url",
  "cookie",
  "content-type",
  "content-length",
  "content-encoding",
  "range",
  "if-none-match",
  "accept-encoding",
  "sec-fetch-site",
  "origin",
  "host",
  "last-event-id",
  "x-forwarded-host",
];

/** One change of a request; `other` is what an attacker may know of somebody else's page. */
type Change = (sent: Sent, other: { readonly id: string; readonly token: string }) => void;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom(...METHODS).map((method): Change => (sent) => void (sent.method = method)),
  { weight: 4, arbitrary: edit.map((to): Change => (sent) => void (sent.path = to(sent.path))) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(), edit).map(([n, to]): Change => (sent) => {
      const parts = sent.path.split("/");
      const at = n % parts.length;
      parts[at] = encodeURIComponent(to(parts[at]!).toWellFormed());
      sent.path = parts.join("/");
    }),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...HEADERS), edit).map(([name, to]): Change => (sent) => {
      sent.headers[name] = to(sent.headers[name] ?? "");
    }),
  },
  fc.constantFrom(...HEADERS).map((name): Change => (sent) => void delete sent.headers[name]),
  {
    weight: 8,
    arbitrary: edit.map((to): Change => (sent) => {
      if (typeof sent.body === "string") sent.body = to(sent.body);
    }),
  },
  fc.uint8Array({ maxLength: 200 }).map((bytes): Change => (sent) =>
    void (sent.body = bytes as never)
  ),
  fc.constant<Change>((sent, { id }) => {
    sent.path = sent.path.replace(/\/p\/[^/]*/, `/p/${id}`);
  }),
  fc.constant<Change>((sent, { token }) => void (sent.headers["eddy-token"] = token)),
  fc.constant<Change>((sent, { id, token }) => {
    sent.path = sent.path.replace(/\/p\/[^/]*/, `/p/${id}`);
    sent.headers["eddy-token"] = token;
  }),
);

/** As much of it as can be sent at all. */
function sendable({ method, path, headers, body }: Sent) {
  const able: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    // What no client can put on the wire.
    const text = value.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?").trim();
    if (text !== "") able[name] = text.slice(0, 60_000);
  }
  const url = URL.canParse(path, "http://localhost") ? path : "/";
  const isOurs = new URL(url, "http://localhost").host === "localhost";
  const hasBody = body !== null && method !== "GET" && method !== "HEAD";
  return { path: isOurs ? url : "/", init: { method, headers: able, ...(hasBody && { body }) } };
}

/** As a store that processes share: its pages take turns, and letters. */
function shared(store: SessionStore): SessionStore {
  return {
    get: (id) => store.get(id),
    set: (id, data, version, ttlMs) => store.set(id, data, version, ttlMs),
    delete: (id) => store.delete(id),
  };
}

Deno.test("S34: ten thousand mutated requests are no error, reach nobody else and leave nothing", async () => {
  await mutate(10_000, new MemorySessionStore({ maxBytes: 2 * MIB }));
});

Deno.test("S34: nor are three thousand where processes share the store", async () => {
  await mutate(3_000, shared(new MemorySessionStore({ maxBytes: 2 * MIB })));
});

async function mutate(requests: number, store: SessionStore): Promise<void> {
  const errors: unknown[] = [];
  const limits = { heldBytes: 4 * MIB, badTokens: Infinity, uploadBytesPerPage: 100_000 };
  const options = { store, limits, maxUploadSize: 10_000, showErrorDetails: false };
  const app = createAppWith(page, options, {
    onError: (error) => errors.push(error),
    onWarning: () => {},
  });
  const victim = await RawPage.open(app);
  await (await victim.post(victim.event("Name", "Victim"))).body?.cancel();
  await (await victim.post(victim.event("Press"))).body?.cancel();
  const shown = async () => {
    const answer = await victim.post("");
    const html = await answer.text();
    return [answer.status, /[^<>]* pressed \d+ times/.exec(html)?.[0]];
  };
  assertEquals(await shown(), [200, "Victim pressed 1 times"]);

  const statuses = new Map<number, number>();
  const routes = new Set<number>();
  const heap: number[] = [];
  let own = await RawPage.open(app);
  let sent = 0;
  const request = fc.tuple(fc.nat(), fc.array(change, { minLength: 1, maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(request, async ([n, changes]) => {
      // A page of its own now and then: what was done in one must not pile up.
      if (sent++ % 500 === 0) {
        own = await RawPage.open(app, { cookie: own.cookie });
        if (sent > requests / 5) heap.push(heldBytes());
      }
      const good = goodRequests(own);
      const { method, path, headers, body } = good[n % good.length]!;
      const mutated: Sent = { method, path, headers: { ...headers }, body };
      for (const to of changes) to(mutated, victim);
      const { path: url, init } = sendable(mutated);
      const answer = await ask(app, url, init);
      // A stream goes on until its reader leaves.
      if (answer.headers.get("content-type") === "text/event-stream") await answer.body?.cancel();
      else await answer.arrayBuffer();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      routes.add(n % good.length);
      assertLess(answer.status, 500, `${init.method} ${url}`);
      assertEquals(errors, [], `${init.method} ${url}`);
    }),
    { numRuns: requests, seed: SEED, endOnFailure: true },
  );

  assertEquals(await shown(), [200, "Victim pressed 1 times"]);
  assertEquals(routes.size, goodRequests(own).length);
  // They were not all turned away at the door.
  for (const status of [200, 400, 403, 404, 410, 413, 421, 422]) {
    assert((statuses.get(status) ?? 0) > 5, `${status}: ${JSON.stringify([...statuses])}`);
  }
  assertEquals(({} as Record<string, unknown>).polluted, undefined);
  // The first of them have loaded what is loaded once, and filled what is bounded.
  const [first, last] = [heap[0]!, heldBytes()];
  assertLess(last - first, 8 * MIB, `${heap.map((bytes) => Math.round(bytes / MIB))}`);
}
