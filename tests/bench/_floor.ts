// floor: what each thing costs over bare
import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import { AsyncLocalStorage } from "node:async_hooks";
const als = new AsyncLocalStorage();
const kind = Deno.args[0]; const cap = JSON.parse(Deno.readTextFileSync("/tmp/eb/cap.json"));
let runs=1; const [before, after] = cap.rerun.body.split(/(?<=fragment_runs: )\d+/);
const H = cap.rerun.headers;
const app = new Hono();
app.get("/", (c) => c.body(cap.document.body, 200, cap.document.headers));
const body = () => `${before}${++runs}${after}`;
const k: any = {
  static: (c: any) => c.body(body(), 200, H),
  async: async (c: any) => { await null; return c.body(body(), 200, H); },
  resp: () => new Response(body(), { headers: H }),
  respasync: async () => { await null; return new Response(body(), { headers: H }); },
  header1: (c: any) => { c.req.raw.headers.get("origin"); return c.body(body(), 200, H); },
  headers5: (c: any) => { const h = c.req.raw.headers; h.get("host"); h.get("sec-fetch-site"); h.get("origin"); h.get("eddy-token"); h.get("eddy-seen"); h.get("cookie"); return c.body(body(), 200, H); },
  honoheader5: (c: any) => { c.req.header("host"); c.req.header("sec-fetch-site"); c.req.header("origin"); c.req.header("eddy-token"); c.req.header("eddy-seen"); c.req.header("cookie"); return c.body(body(), 200, H); },
  cookie: (c: any) => { getCookie(c, "eddy"); return c.body(body(), 200, H); },
  text: async (c: any) => { await c.req.raw.text(); return c.body(body(), 200, H); },
  textheader: async (c: any) => { c.req.raw.headers.get("origin"); await c.req.raw.text(); return c.body(body(), 200, H); },
  url: (c: any) => { new URL(c.req.url); return c.body(body(), 200, H); },
  urltext: async (c: any) => { const u = c.req.url; await c.req.raw.text(); return c.body(body(), 200, H); },
  usp: (c: any) => { for (const x of new URLSearchParams("e=123.w-123456")) x; return c.body(body(), 200, H); },
  settimeout: async (c: any) => { let t; const late = new Promise<void>(r => t = setTimeout(r, 40)); await Promise.race([Promise.resolve(), late]); clearTimeout(t); return c.body(body(), 200, H); },
  als: (c: any) => als.run({}, () => c.body(body(), 200, H)),
};
app.post("/_eddy/p/:page/:region", k[kind!]);
const port = Number(Deno.env.get("PORT"));
Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, Deno.args[1] === "env" ? (r, info) => app.fetch(r, { info, hostname: "127.0.0.1" }) : (r) => app.fetch(r));
(await import("./servers/debug.ts")).serveUsage();
