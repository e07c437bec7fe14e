/** What other sites, names and proxies can make of an app (SECURITY.md 13 to 21; see transport/gate_test.ts). */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { withEnvironment } from "./environment.ts";
import { ask, NONE, RawPage, statusOf } from "./raw_page.ts";
import { Connection, served } from "./socket.ts";

const KEY = "a key that is long enough";

/** A page on which something happens when anything is done. */
function counting() {
  const done: string[] = [];
  const page = () => {
    if (st.button("Press", { onClick: () => void done.push("callback") })) done.push("press");
    st.textInput("Name", { key: "name", onChange: () => void done.push("change") });
    st.text(`Name is ${st.sessionState.name}`);
    st.downloadButton("Save", "data", { onClick: () => void done.push("saved") });
  };
  return { page, done };
}

Deno.test("S16: whatever a body claims to be, where it comes from is what counts", async () => {
  const { page, done } = counting();
  const app = st.createApp(page);
  const raw = await RawPage.open(app);
  const types = [
    NONE,
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "Text/Html",
  ];
  const paths = [`${raw.base}/page`, "/_eddy/resume", `${raw.base}/upload/${raw.widget("Name")}`];
  for (const type of types) {
    for (const path of paths) {
      for (const site of ["cross-site", "same-site", "none"]) {
        const headers = { "content-type": type, "sec-fetch-site": site };
        const answer = raw.ask(path, { method: "POST", body: raw.event("Press"), headers });
        assertEquals(await statusOf(answer), 403, `${type} to ${path}, ${site}`);
      }
      const headers = {
        "content-type": type,
        "sec-fetch-site": NONE,
        origin: "https://evil.example",
      };
      const answer = raw.ask(path, { method: "POST", body: raw.event("Press"), headers });
      assertEquals(await statusOf(answer), 403, `${type} to ${path}`);
    }
  }
  assertEquals(done, []);
});

Deno.test("S17: GET and HEAD change nothing and run no callback, whatever they say", async () => {
  const { page, done } = counting();
  const app = st.createApp(page);
  const raw = await RawPage.open(app);
  await (await raw.post(raw.event("Name", "Bob"))).text();
  assertEquals(done.splice(0), ["change"]);
  const { widget } = { widget: raw.widget("Press") };
  const query = `?e=1.${widget}&e=2.${raw.widget("Name")}&v=Eve&name=Eve&${widget}=`;
  const paths = app.routes.map(({ path }) =>
    path.replace(":page", raw.id).replace(":region", "page").replace(":widget", widget)
      .replace(":file", "x").replace(":name", "x")
  );
  for (const path of new Set(paths)) {
    for (const method of ["GET", "HEAD"]) {
      const answer = await raw.ask(`${path}${query}`, { method });
      assert(answer.status < 500, `${method} ${path}: ${answer.status}`);
      await answer.body?.cancel();
    }
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]) {
      const answer = await raw.ask(`${path}${query}`, { method });
      assertEquals(
        [answer.status, await answer.text()],
        [404, "404 Not Found"],
        `${method} ${path}`,
      );
    }
  }
  assertEquals(done, []);
  assertStringIncludes(await (await raw.post(raw.event("Press"))).text(), "Name is Bob");
});

Deno.test("S18: an app on this machine answers to this machine's names only", async () => {
  const app = createAppWith(() => st.text("Here"), { secrets: [KEY] }, { onWarning: () => {} });
  const tcp = (hostname: string) => ({ remoteAddr: { transport: "tcp", hostname, port: 1 } });
  const serve = (hostname: string, from = "127.0.0.1") => ({ hostname, info: tcp(from) });
  const from: [name: string, env: object, answersToAny: boolean][] = [
    ["serve() on loopback", serve("127.0.0.1"), false],
    ["serve() on localhost", serve("localhost"), false],
    ["serve() on ::1", serve("::1"), false],
    ["deno serve, asked from here", tcp("127.0.0.1"), false],
    ["deno serve, asked from here by IPv6", tcp("::1"), false],
    ["deno serve, asked from here by mapped IPv4", tcp("::ffff:127.0.0.1"), false],
    ["serve() for all", serve("0.0.0.0"), true],
    ["deno serve, asked from elsewhere", tcp("10.0.0.8"), true],
    ["deno serve on a socket", { remoteAddr: { transport: "unix", path: "/run/eddy" } }, true],
    ["no server at all", {}, true],
  ];
  for (const [name, env, any] of from) {
    for (const host of ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"]) {
      assertEquals(
        await statusOf(ask(app, "/", { headers: { host } }, env)),
        200,
        `${name} ${host}`,
      );
    }
    for (const host of ["evil.example", "evil.example:8000", "localhost.evil.example"]) {
      const status = await statusOf(ask(app, "/", { headers: { host } }, env));
      assertEquals(status, any ? 200 : 421, `${name} ${host}`);
    }
  }
});

Deno.test("S18: a host that no address can be made of is refused, and is no error of the app", async () => {
  const errors: unknown[] = [];
  const told = { onWarning: () => {}, onError: (error: unknown) => void errors.push(error) };
  const app = createAppWith(() => st.text("Here"), { secrets: [KEY] }, told);
  await using server = await served(app);
  for (const host of ["localhost:99999", "127.0.0.1:65536", "localhost:4294967296"]) {
    for (const path of ["/", "/orders", "/_eddy/assets/x.js", "/_eddy/p/x/live"]) {
      using connection = await Connection.open(server.port);
      await connection.head("GET", path, { host });
      assertEquals((await connection.answer()).status, 421, host + path);
    }
  }
  assertEquals(errors, []);
});

Deno.test("S18: allowed hosts are answered to, from wherever, and no others", async () => {
  const tcp = (hostname: string) => ({ remoteAddr: { transport: "tcp", hostname, port: 1 } });
  const warnings: string[] = [];
  const onWarning = (text: string) => void warnings.push(text);
  const make = (allowedHosts?: string[]) =>
    createAppWith(() => {}, { secrets: [KEY], ...(allowedHosts && { allowedHosts }) }, {
      onWarning,
    });
  using _ = withEnvironment({ EDDY_ALLOWED_HOSTS: "tool.example, 10.0.0.7" });
  for (const app of [make(["Tool.example", "10.0.0.7"]), make()]) {
    for (const env of [tcp("127.0.0.1"), tcp("10.0.0.8"), { hostname: "localhost" }]) {
      const status = (host: string) => statusOf(ask(app, "/", { headers: { host } }, env));
      assertEquals(await status("tool.example"), 200);
      assertEquals(await status("TOOL.EXAMPLE:443"), 200);
      assertEquals(await status("10.0.0.7:8000"), 200);
      assertEquals(await status("localhost"), 421);
      assertEquals(await status("evil.example"), 421);
    }
  }
  // What its operator reads names the host, in one line whatever it holds.
  assertStringIncludes(warnings.join("\n"), `host "evil.example"`);
  for (const wrong of ["https://tool.example", "tool.example:443", "tool.example/", "a b", ""]) {
    assertThrows(() => make([wrong]), RangeError, "Cannot allow host");
  }
});

Deno.test("S18: a page refused for its host says what its operator can do", async () => {
  const app = createAppWith(() => {}, {}, { onWarning: () => {} });
  const answer = await ask(app, "/", { headers: { host: '"><script>alert(1)</script>' } });
  assertEquals(answer.status, 421);
  const text = await answer.text();
  assertStringIncludes(text, "EDDY_ALLOWED_HOSTS");
  assert(!text.includes("script"));
});

Deno.test("S18: details of errors are for this machine alone, not for whom its proxy brings", async () => {
  const app = createAppWith(
    () => {
      throw new Error("the cause of it");
    },
    { secrets: [KEY], allowedHosts: ["tool.example", "localhost"] },
    { onError: () => {} },
  );
  const here = { remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 } };
  const shown = async (headers: Record<string, string>, env: object) =>
    (await (await ask(app, "/", { headers }, env)).text()).includes("the cause of it");
  assertEquals(await shown({}, { hostname: "127.0.0.1", info: here }), true);
  assertEquals(await shown({}, here), true);
  assertEquals(await shown({ host: "tool.example" }, here), false);
  for (const header of ["x-forwarded-for", "x-forwarded-proto", "forwarded", "via", "x-real-ip"]) {
    assertEquals(await shown({ [header]: "10.0.0.8" }, here), false, header);
    assertEquals(await shown({ [header]: "10.0.0.8" }, { hostname: "localhost" }), false, header);
  }
  assertEquals(await shown({}, { hostname: "0.0.0.0", info: here }), false);
  assertEquals(
    await shown({}, { remoteAddr: { ...here.remoteAddr, hostname: "10.0.0.8" } }),
    false,
  );
});

Deno.test("S19: no other site gets a live stream, and no answer invites one", async () => {
  const app = st.createApp(() => {
    st.fragment(() => void st.text("Now"), { runEvery: 1 })();
    st.fileUploader("File");
  });
  const raw = await RawPage.open(app);
  for (const site of ["cross-site", "same-site", "none"]) {
    assertEquals(await statusOf(raw.live({ "sec-fetch-site": site })), 403, site);
  }
  for (const origin of ["https://evil.example", "null"]) {
    const headers = { "sec-fetch-site": NONE, origin };
    assertEquals(await statusOf(raw.live(headers)), 403, origin);
  }
  const upload = `${raw.base}/upload/${raw.widget("File")}`;
  const asked: [path: string, init: { method?: string; body?: string; headers?: object }][] = [
    ["/", {}],
    [`${raw.base}/live`, {}],
    [`${raw.base}/page`, { method: "POST", body: "" }],
    [upload, { method: "POST", body: "x", headers: { "eddy-name": "a" } }],
    ["/_eddy/resume", { method: "POST", body: "" }],
    ["/_eddy/none", {}],
    [`${raw.base}/page`, {
      method: "OPTIONS",
      headers: { "access-control-request-method": "POST" },
    }],
  ];
  for (const [path, init] of asked) {
    for (const site of ["same-origin", "cross-site"]) {
      const headers = { ...init.headers, "sec-fetch-site": site, origin: "https://evil.example" };
      const answer = await raw.ask(path, { ...init, headers });
      await answer.body?.cancel();
      const names = [...answer.headers.keys()].filter((name) => name.startsWith("access-control"));
      assertEquals(names, [], path);
    }
  }
});

Deno.test("S20: an app stands in its own frames only, unless it names others", async () => {
  const frames = async (frameAncestors?: string[]) => {
    const app = st.createApp(() => {}, frameAncestors ? { frameAncestors } : {});
    const { headers } = await ask(app, "/");
    return headers.get("content-security-policy")!.match(/frame-ancestors [^;]*/)![0];
  };
  assertEquals(await frames(), "frame-ancestors 'self'");
  assertEquals(await frames([]), "frame-ancestors 'none'");
  assertEquals(
    await frames(["'self'", "https://portal.example"]),
    "frame-ancestors 'self' https://portal.example",
  );
  for (const wrong of ["", "*; script-src *", "https://a, https://b", "a b", "a\nb"]) {
    assertThrows(() => st.createApp(() => {}, { frameAncestors: [wrong] }), RangeError, "frames");
  }
});

Deno.test("S20: in another site's frame the cookie is one that browsers keep there", async () => {
  const cookie = async (frameAncestors: string[], url: string) => {
    const app = st.createApp(() => {}, { frameAncestors, secrets: [KEY] });
    const answer = await app.request(url);
    return answer.headers.get("set-cookie")!.replace(/^eddy=[^;]*; /, "");
  };
  assertEquals(
    await cookie(["https://portal.example"], "https://tool.example/"),
    "Path=/; HttpOnly; Secure; SameSite=None; Partitioned",
  );
  assertEquals(
    await cookie(["'self'"], "https://tool.example/"),
    "Path=/; HttpOnly; Secure; SameSite=Lax",
  );
  assertEquals(
    await cookie(["https://portal.example"], "http://tool/"),
    "Path=/; HttpOnly; SameSite=Lax",
  );
});

Deno.test("S21: what a proxy says counts only where the app says that there is one", async () => {
  const seen = async (trustProxy: boolean, headers: Record<string, string>) => {
    let url = "";
    const app = st.createApp(() => void (url = st.context.url.href), {
      trustProxy,
      secrets: [KEY],
    });
    const answer = await ask(app, "/?a=1", { headers: { host: "inner:8000", ...headers } }, {});
    await answer.text();
    return { url, secure: answer.headers.get("set-cookie")!.includes("Secure") };
  };
  const proxied = { "x-forwarded-proto": "https", "x-forwarded-host": "tool.example, inner" };
  assertEquals(await seen(false, proxied), { url: "http://localhost/?a=1", secure: false });
  assertEquals(await seen(true, proxied), { url: "https://tool.example/?a=1", secure: true });
  assertEquals(await seen(true, {}), { url: "http://inner:8000/?a=1", secure: false });
  assertEquals((await seen(true, { "x-forwarded-host": "a b<" })).url, "http://localhost/?a=1");
});

Deno.test("S21: a proxy that names another host does not make its pages foreign, nor others its own", async () => {
  const post = (trustProxy: boolean, headers: Record<string, string>) => {
    const app = st.createApp(() => {}, { trustProxy, allowedHosts: ["inner", "tool.example"] });
    return statusOf(
      ask(app, "/_eddy/resume", {
        method: "POST",
        body: "",
        headers: { host: "inner", ...headers },
      }),
    );
  };
  const outer = { "x-forwarded-host": "tool.example", origin: "https://tool.example" };
  assertEquals(await post(true, outer), 200);
  assertEquals(await post(false, outer), 403);
  assertEquals(await post(true, { ...outer, origin: "https://evil.example" }), 403);
  assertEquals(await post(true, { ...outer, "x-forwarded-host": "evil.example" }), 421);
});
