import { assert, assertEquals } from "@std/assert";
import { LOOPBACK } from "./arrival.ts";
import { documentHeaders, refusal } from "./gate.ts";
import type { Access } from "./gate.ts";

interface Sent {
  readonly method?: string;
  readonly access?: Access;
  readonly url?: string;
  readonly headers?: Record<string, string>;
  readonly allowedHosts?: ReadonlySet<string> | null;
}

function judge({ method = "POST", access = "own page", url, headers, allowedHosts = null }: Sent) {
  const request = new Request("http://tool.example/", { method });
  // `Host` and the `Sec-` headers are forbidden to a Request; a server sets them.
  const sent = new Headers({ host: "tool.example", ...headers });
  const asked = { ...request, url: url ?? request.url, method, headers: sent } as Request;
  return refusal(asked, access, {
    allowedHosts,
  });
}

Deno.test("refusal() lets the page's own requests pass", () => {
  assertEquals(judge({ headers: { "sec-fetch-site": "same-origin" } }), null);
  assertEquals(judge({ method: "GET", headers: { "sec-fetch-site": "same-origin" } }), null);
});

Deno.test("S13: refusal() refuses what another site or a bare address asks for", () => {
  for (const site of ["cross-site", "same-site", "none", "", "Same-Origin"]) {
    for (const method of ["POST", "GET"]) {
      assertEquals(judge({ method, headers: { "sec-fetch-site": site } }), "cross-site", site);
    }
  }
});

Deno.test("S14: refusal() does not let a good origin make up for a bad site", () => {
  const headers = { "sec-fetch-site": "cross-site", origin: "http://tool.example" };
  assertEquals(judge({ headers }), "cross-site");
});

Deno.test("S14, S15: refusal() compares origin and host where the browser names no site", () => {
  const host = (host: string, origin: string) => judge({ headers: { host, origin } });
  assertEquals(host("tool.example", "http://tool.example"), null);
  assertEquals(host("10.0.0.7:8000", "http://10.0.0.7:8000"), null);
  // A proxy may speak another scheme to the browser than to us.
  assertEquals(host("tool.example", "https://tool.example"), null);
  assertEquals(host("TOOL.example", "http://tool.example"), null);
  for (
    const origin of [
      "http://evil.example",
      "http://tool.example.evil.example",
      "http://tool.example:8000",
      "http://user@evil.example",
      "null",
      "tool.example",
      "",
      "file://",
    ]
  ) {
    assertEquals(host("tool.example", origin), "cross-site", origin);
  }
});

Deno.test("S14: refusal() lets nobody post who names neither site nor origin", () => {
  assertEquals(judge({}), "cross-site");
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    assertEquals(judge({ method }), "cross-site", method);
  }
  assertEquals(judge({ method: "GET" }), null);
});

Deno.test("refusal() does the same whatever the body claims to be", () => {
  for (const type of ["text/plain", "application/json", "multipart/form-data", ""]) {
    const headers = { "content-type": type, origin: "http://evil.example" };
    assertEquals(judge({ headers }), "cross-site", type);
  }
});

Deno.test("refusal() lets a page be navigated to from anywhere", () => {
  for (const site of ["cross-site", "none", "same-site"]) {
    const headers = { "sec-fetch-site": site };
    assertEquals(judge({ method: "GET", access: "navigation", headers }), null);
  }
});

Deno.test("refusal() answers to allowed hosts only, whatever is asked", () => {
  const host = (host: string, access: Access) =>
    judge({
      method: "GET",
      access,
      headers: { host, "sec-fetch-site": "same-origin" },
      allowedHosts: LOOPBACK,
    });
  for (const access of ["navigation", "own page"] as const) {
    for (const own of ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST"]) {
      assertEquals(host(own, access), null, own);
    }
    for (
      const foreign of [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "[::2]",
        "",
      ]
    ) {
      assertEquals(host(foreign, access), "host", foreign);
    }
  }
});

Deno.test("documentHeaders() allow no script but ours, no frame around but our own, and no caching", () => {
  const headers = documentHeaders("NONCE");
  const policy = headers["content-security-policy"]!;
  assert(policy.includes("default-src 'none'"));
  assert(policy.includes("script-src 'nonce-NONCE';"));
  assert(policy.includes("frame-ancestors 'self'"));
  assert(policy.includes("base-uri 'none'"));
  assert(policy.includes("frame-src 'self' https:;"));
  assert(!/unsafe-|strict-dynamic/.test(policy), policy);
  assert(headers["cache-control"]!.includes("no-store"));
  assertEquals(headers["x-content-type-options"], "nosniff");
  assertEquals(Object.keys(headers).filter((name) => name.startsWith("access-control")), []);
});

Deno.test("S18: refusal() refuses a host that no address can be made of, whatever hosts are allowed", () => {
  for (const host of ["localhost:99999", "localhost:1:2", "[::1", "a b", "tool.example:x"]) {
    for (const allowedHosts of [null, LOOPBACK]) {
      const url = `http://${host}/`;
      const asked = { method: "GET", access: "navigation", url, headers: { host } } as const;
      assertEquals(judge({ ...asked, allowedHosts }), "host", host);
    }
  }
});
