/** Who asks: cookies, tokens, keys, `authenticate` (SECURITY.md 1 to 12). */
import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import type { AppOptions } from "../../transport/options.ts";
import { checkToken, signToken } from "../../transport/token.ts";
import { FakeClock } from "../kit.ts";
import { readSse } from "../../transport/testing/read_sse.ts";
import { ask, NONE, RawPage, statusOf } from "./raw_page.ts";
import { withEnvironment } from "./environment.ts";

const NEW = "the newest key of all of them";
const OLD = "the key of last month's tokens";
const GONE = "a key that nobody believes any more";
const DAY = 24 * 60 * 60_000;

/** A page with everything that has an address of its own. */
function everything(presses: string[] = []) {
  const part = st.fragment(() => {
    if (st.button("Part")) presses.push("Part");
    st.text(`Presses: ${presses}`);
  }, { key: "part", runEvery: 1 });
  return () => {
    st.sessionState.secret ??= crypto.randomUUID();
    st.text(`Secret ${st.sessionState.secret}`);
    if (st.button("Press")) presses.push("Press");
    st.textInput("Name", { onChange: () => void presses.push("Name") });
    st.fileUploader("File");
    st.downloadButton("Save", "data");
    part();
  };
}

/** Every way in which a page's own client asks. */
function ways(page: RawPage, base = page.base): [name: string, path: string, init: RequestInit][] {
  const upload = page.widget("File");
  const file = /href="([^"]*\/file\/[^"]*)"/.exec(page.html)![1]!.replace(page.base, base);
  const post = { method: "POST", body: "" };
  return [
    ["post to the page", `${base}/page`, { ...post, body: page.event("Press") }],
    ["post to a fragment", `${base}/fk-part`, { ...post, body: page.event("Part") }],
    ["live", `${base}/live`, {}],
    ["upload", `${base}/upload/${upload}`, { ...post, body: "x" }],
    ["file", file, {}],
  ];
}

const UPLOAD = { "eddy-name": "a.txt", "eddy-type": "text/plain" };

Deno.test("S1: a cookie that is none of ours begins a new session", async () => {
  const app = st.createApp(everything());
  const mine = await RawPage.open(app);
  const value = mine.cookie.split("=")[1]!;
  const forged = [
    "",
    "x",
    value.slice(0, -1),
    `${value}x`,
    [...value].reverse().join("").slice(1),
    `${value}.${value}`,
    `v2.${value}`,
    `{"alg":"none"}.${value}`,
    "%E0%A4%A",
    "%00%0d%0a",
    "../../etc/passwd",
    "ä".repeat(22),
    '"><script>',
    "a".repeat(5_000),
    // Of our form, but of nobody's making, or of another key's.
    "AAAAAAAAAAAAAAAAAAAAAA",
    `${"A".repeat(22)}.${"A".repeat(22)}`,
    value.split(".")[0]!,
    `${"A".repeat(22)}.${value.split(".")[1]}`,
    (await RawPage.open(st.createApp(everything(), { secrets: [GONE] }))).cookie.split("=")[1]!,
  ];
  for (const cookie of forged) {
    const page = await RawPage.open(app, { headers: { cookie: `eddy=${encodeURI(cookie)}` } });
    const [name, id] = page.cookie.split("=");
    assertEquals(name, "eddy");
    assert(/^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{22}$/.test(id!), `${cookie} became ${id}`);
    assert(id !== value && id !== cookie, cookie);
  }
});

Deno.test("S1: a cookie alone, even the right one, opens nothing that is open elsewhere", async () => {
  const app = st.createApp(everything());
  const mine = await RawPage.open(app);
  const secret = /Secret ([\w-]{36})/.exec(mine.html)![1]!;
  const other = await RawPage.open(app, { cookie: mine.cookie });
  assertEquals(other.cookie, mine.cookie);
  assertNotEquals(other.id, mine.id);
  assert(!other.html.includes(secret));
});

Deno.test("S2: what an attacker plants gets at no page of who is made to use it", async () => {
  const presses: string[] = [];
  const app = st.createApp(everything(presses));
  const attacker = await RawPage.open(app);
  // The cookie by way of another subdomain, the rest in the address and the body.
  const planted = new URLSearchParams({
    page: attacker.id,
    session: attacker.id,
    token: attacker.token,
    eddy: attacker.cookie.split("=")[1]!,
  });
  const victim = await RawPage.open(app, { path: `/?${planted}`, cookie: attacker.cookie });
  assertNotEquals(victim.id, attacker.id);
  assertNotEquals(victim.token, attacker.token);
  // The attacker knows the cookie, and let them have learnt the page's id: there is the token still.
  for (const [name, path, init] of ways(victim)) {
    if (name === "file") continue;
    const headers = { ...attacker.own, ...UPLOAD };
    assertEquals(await statusOf(ask(app, path, { ...init, headers })), 403, name);
  }
  assertEquals(presses, []);
});

Deno.test("S2: a cookie that somebody made up is replaced, in a document and where a page begins anew", async () => {
  const app = st.createApp(everything());
  const planted = "eddy=AAAAAAAAAAAAAAAAAAAAAA";
  const headers = { cookie: planted };
  const page = await RawPage.open(app, { headers });
  const resumed = await ask(app, "/_eddy/resume", {
    method: "POST",
    body: "",
    headers: { ...headers, "sec-fetch-site": "same-origin" },
  });
  assertEquals(resumed.status, 200);
  await resumed.body?.cancel();
  const fresh = resumed.headers.getSetCookie()[0]!.split(";")[0]!;
  assertEquals(new Set([planted, page.cookie, fresh]).size, 3);
  // Where it is one of ours, it stays.
  const again = await ask(app, "/", { headers: { cookie: fresh } });
  await again.body?.cancel();
  assertEquals(again.headers.getSetCookie(), []);
});

Deno.test("S2: a page whose browser got another cookie meanwhile begins anew by itself", async () => {
  const presses: string[] = [];
  const app = st.createApp(everything(presses));
  const mine = await RawPage.open(app);
  const { cookie } = await RawPage.open(app);
  const answer = await mine.post(mine.event("Press"), { cookie });
  await answer.body?.cancel();
  const { status, headers } = answer;
  assertEquals([status, headers.get("eddy-resync")], [403, "1"]);
  assertEquals(presses, []);
});

Deno.test("S3: a page's token is worth nothing with another browser's cookie", async () => {
  const presses: string[] = [];
  const app = st.createApp(everything(presses));
  const [mine, other] = [await RawPage.open(app), await RawPage.open(app)];
  for (const cookie of [other.cookie, NONE, "eddy=AAAAAAAAAAAAAAAAAAAAAA", "eddy="]) {
    for (const [name, path, init] of ways(mine)) {
      const status = await statusOf(mine.ask(path, { ...init, headers: { ...UPLOAD, cookie } }));
      assertEquals(status, name === "file" ? 404 : 403, `${name} with ${cookie}`);
    }
  }
  assertEquals(presses, []);
});

Deno.test("S4: a page's token is worth nothing for another page of the same browser", async () => {
  const presses: string[] = [];
  const app = st.createApp(everything(presses));
  const first = await RawPage.open(app);
  const second = await RawPage.open(app, { cookie: first.cookie });
  for (const [name, path, init] of ways(first, second.base)) {
    if (name === "file") continue;
    assertEquals(await statusOf(first.ask(path, { ...init, headers: UPLOAD })), 403, name);
  }
  // A file is asked for by a plain link, without a token: its own page's id must be right.
  const [, file] = ways(first, second.base).at(-1)!;
  assertEquals(await statusOf(first.ask(file)), 404);
  assertEquals(presses, []);
});

Deno.test("S4: an event runs what its widget stands in, whatever region it is posted to", async () => {
  const presses: string[] = [];
  const page = await RawPage.open(st.createApp(everything(presses)));
  await (await page.post(page.event("Part"), {}, "page")).text();
  await (await page.post(page.event("Press"), {}, "fk-part")).text();
  await (await page.post(page.event("Press"), {}, "fk-none")).text();
  assertEquals(presses, ["Part", "Press", "Press"]);
});

Deno.test("S5: an event sent again is not done again, and answered with the page as it is", async () => {
  const presses: string[] = [];
  const page = await RawPage.open(st.createApp(everything(presses)));
  const [press, name] = [page.event("Part"), page.event("Name", "Bob")];
  for (let i = 0; i < 3; i++) {
    const answer = await page.post(press, {}, "fk-part");
    assertEquals(answer.status, 200);
    assertStringIncludes(await answer.text(), `Presses: ${presses}<`);
    await (await page.post(name)).text();
  }
  assertEquals(presses, ["Part", "Name"]);
});

/** The answer to a post with a token signed in another way. */
async function answerTo(sign: (page: RawPage) => string) {
  const app = st.createApp(everything(), { secrets: [NEW, OLD] });
  const page = await RawPage.open(app);
  const answer = await page.post("", { "eddy-token": sign(page) });
  await answer.body?.cancel();
  const { headers, status } = answer;
  return {
    status,
    resyncs: headers.get("eddy-resync") === "1",
    reason: headers.get("eddy-refused"),
  };
}

const subject = ({ id, cookie }: RawPage) => `${id}.${cookie.split("=")[1]}`;

Deno.test("S6: an expired token, and one of an older version, have the page begin anew", async () => {
  const expired = (page: RawPage) => signToken(subject(page), [NEW], Date.now() - 15 * DAY);
  assertEquals(await answerTo(expired), { status: 410, resyncs: true, reason: "expired" });
  const outdated = (page: RawPage) => signToken(subject(page), [NEW], Date.now(), "0");
  assertEquals(await answerTo(outdated), { status: 410, resyncs: true, reason: "outdated" });
  const forged = (page: RawPage) => signToken(subject(page), [GONE], Date.now());
  assertEquals(await answerTo(forged), { status: 403, resyncs: false, reason: "forbidden" });
});

Deno.test("S8: an older key's tokens count as long as it is listed, and the newest one signs", async () => {
  const old = (page: RawPage) => signToken(subject(page), [OLD], Date.now());
  assertEquals((await answerTo(old)).status, 200);
  const app = st.createApp(everything(), { secrets: [NEW, OLD] });
  const page = await RawPage.open(app);
  assertEquals(checkToken(page.token, subject(page), [NEW], Date.now()), "valid");
  assertEquals(checkToken(page.token, subject(page), [OLD], Date.now()), "invalid");
});

Deno.test("S8: an older key's cookies count as long as it is listed, and the newest one seals", async () => {
  const app = (...secrets: string[]) => st.createApp(everything(), { secrets });
  const { cookie } = await RawPage.open(app(OLD));
  const kept = async (cookie: string, ...secrets: string[]) =>
    (await RawPage.open(app(...secrets), { headers: { cookie } })).cookie === "";
  assertEquals(await kept(cookie, NEW, OLD), true);
  assertEquals(await kept(cookie, NEW), false);
  const newer = await RawPage.open(app(NEW, OLD));
  assertEquals(await kept(newer.cookie, NEW), true);
  assertEquals(await kept(newer.cookie, OLD), false);
});

Deno.test("S9: without a key nothing starts where several processes would each make one", () => {
  const page = () => {};
  {
    using _ = withEnvironment({ DENO_DEPLOYMENT_ID: "a1b2c3", EDDY_SECRET: null });
    assertThrows(() => st.createApp(page), Error, "openssl rand -base64 32");
    st.createApp(page, { secrets: [NEW] });
  }
  using _ = withEnvironment({ DENO_DEPLOYMENT_ID: null, EDDY_SECRET: null });
  for (const hostname of ["0.0.0.0", "::", "10.0.0.7", "tool.example"]) {
    assertThrows(
      () => st.serve(page, { hostname, port: 0 }),
      Error,
      `Cannot serve on ${hostname} without a key`,
    );
  }
  assertThrows(() => st.createApp(page, { secrets: ["short"] }), RangeError, "at least 16");
});

Deno.test("S9: without a key an app serves its own machine, and with one all others", async () => {
  const page = () => st.text("Here");
  const shown = async (server: Deno.HttpServer<Deno.Addr>) => {
    const { port } = server.addr as Deno.NetAddr;
    const html = await (await fetch(`http://127.0.0.1:${port}`)).text();
    await server.shutdown();
    return html.includes("Here");
  };
  {
    using _ = withEnvironment({ EDDY_SECRET: null });
    assert(await shown(st.serve(page, { port: 0, onListen() {} })));
  }
  using _ = withEnvironment({ EDDY_SECRET: `${NEW}, ${OLD}` });
  assert(await shown(st.serve(page, { port: 0, hostname: "0.0.0.0", onListen() {} })));
});

Deno.test("S9: a key that was made up is warned of once another machine asks", async () => {
  using _ = withEnvironment({ EDDY_SECRET: null });
  const warnings: string[] = [];
  const from = async (hostname: string, secrets?: string[]) => {
    const onWarning = (text: string) => void warnings.push(text);
    const app = createAppWith(everything(), secrets ? { secrets } : {}, { onWarning });
    const remoteAddr = { transport: "tcp", hostname, port: 4711 };
    return await statusOf(ask(app, "/", {}, { remoteAddr }));
  };
  assertEquals(await from("127.0.0.1"), 200);
  assertEquals(await from("10.0.0.8", [NEW]), 200);
  assertEquals(warnings, []);
  assertEquals(await from("10.0.0.8"), 200);
  assertStringIncludes(warnings.join(), "EDDY_SECRET");
});

/** An app whose users are told by a header, until they are not. */
function withLogin(limits: AppOptions["limits"] = {}) {
  const clock = new FakeClock();
  const gone = new Set<string>();
  const app = createAppWith(everything(), {
    limits,
    authenticate: (request) => {
      const user = request.headers.get("x-user");
      if (user === null || gone.has(user)) throw new Response("Log in", { status: 401 });
      return user;
    },
  }, { clock });
  return { app, clock, gone };
}

/** Opens a live stream; its end is awaited by `done`. */
async function watch(page: RawPage, user: string) {
  const response = await page.live({ "x-user": user });
  assertEquals(response.status, 200);
  let open = true;
  const stream = readSse(response.body!, () => {});
  void stream.done.then(() => open = false);
  return { ...stream, isOpen: () => open };
}

Deno.test("S10: signing out ends the live streams of that user, and of nobody else", async () => {
  const { app } = withLogin();
  const headers = (user: string) => ({ headers: { "x-user": user } });
  const [ann, bob] = [
    await RawPage.open(app, headers("Ann")),
    await RawPage.open(app, headers("Bob")),
  ];
  const [anns, bobs] = [await watch(ann, "Ann"), await watch(bob, "Bob")];
  await st.signOut((user) => user === "Ann");
  await anns.done;
  assert(bobs.isOpen());
  // What she had is gone, should she come back.
  assertEquals(await statusOf(ann.post("", { "x-user": "Ann" })), 410);
  assertEquals(await statusOf(bob.post("", { "x-user": "Bob" })), 200);
  await bobs.cancel();
});

Deno.test("S10: signing out ends pages that were put away, too, and those of nobody else", async () => {
  const { app } = withLogin({ heldBytes: 40_000 });
  const [ann, bob] = [
    await RawPage.open(app, { headers: { "x-user": "Ann" } }),
    await RawPage.open(app, { headers: { "x-user": "Bob" } }),
  ];
  // As minutes do in which they are not looked at.
  for (let i = 0; i < 12; i++) await RawPage.open(app, { headers: { "x-user": "Somebody" } });
  await st.signOut((user) => user === "Ann");
  // Whoever logs in next in her browser begins with nothing of hers.
  assertEquals(await statusOf(ann.post("", { "x-user": "Bob" })), 410);
  assertEquals(await statusOf(bob.post("", { "x-user": "Bob" })), 200);
});

Deno.test("S10: a user who may no longer watch is found out at the next heartbeat", async () => {
  const { app, clock, gone } = withLogin();
  const page = await RawPage.open(app, { headers: { "x-user": "Ann" } });
  const stream = await watch(page, "Ann");
  await clock.advance(15_000);
  assert(stream.isOpen());
  gone.add("Ann");
  await clock.advance(15_000);
  await stream.done;
  assertEquals(await statusOf(page.live({ "x-user": "Ann" })), 401);
});

/** Routes that know no page, and why nobody needs to be let in for them. */
const OPEN_TO_ALL = new Map([
  ["GET /_eddy/assets/:name", "style sheet and script, the same for everybody"],
  ["GET /_eddy/assets/c/:code/:file", "the code of components, the same for everybody"],
]);

Deno.test("S11: every route passes the gate, and is asked who is there", async () => {
  const asked: string[] = [];
  const app = createAppWith(everything(), {
    basePath: "/",
    authenticate: (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      throw new Response("Log in", { status: 401 });
    },
  }, { development: { watched: false } });
  assert(app.routes.length >= 7);
  for (const { method, path } of app.routes) {
    const route = `${method} ${path}`;
    const url = path.replaceAll(/:\w+/g, "AAAAAAAAAAAAAAAAAAAAAA");
    const init = { method, ...(method === "POST" && { body: "" }) };
    const headers = { "sec-fetch-site": "same-origin" };
    // A host that is not ours, whatever the route.
    const strange = { ...headers, host: "evil.example" };
    assertEquals(await statusOf(ask(app, url, { ...init, headers: strange })), 421, route);
    if (OPEN_TO_ALL.has(route)) continue;
    const before = asked.length;
    assertEquals(await statusOf(ask(app, url, { ...init, headers })), 401, route);
    assertEquals(asked.slice(before), [`${method} ${url}`]);
    // Only pages can be come to from elsewhere.
    const foreign = { "sec-fetch-site": "cross-site" };
    const expected = /^\/\*?$/.test(path) ? 401 : 403;
    assertEquals(await statusOf(ask(app, url, { ...init, headers: foreign })), expected, route);
  }
});

Deno.test("S11: whoever is refused later is refused everywhere", async () => {
  const { app, gone } = withLogin();
  const page = await RawPage.open(app, { headers: { "x-user": "Ann" } });
  gone.add("Ann");
  for (const [name, path, init] of ways(page)) {
    const headers = { ...UPLOAD, "x-user": "Ann" };
    assertEquals(await statusOf(page.ask(path, { ...init, headers })), 401, name);
  }
});
