/**
 * What Eddy is compared with: a Hono handler that answers the bytes Eddy answered when the bench
 * looked, on the same paths, with a counter in them; and a page with plain htmx over it. It reads
 * nothing of a request but its path: `bare.ts CAPTURE`, on `PORT`, with the name of a file. With
 * `bare.ts CAPTURE reading` it also takes in what no handler that knows its user can do without: a header
 * and the body.
 */
import { Hono } from "hono";
import type { Context } from "hono";
import { compress } from "hono/compress";
import { npmFile } from "../../../web/npm_file.ts";
import { serveUsage } from "./debug.ts";

/** What Eddy answered. */
export interface Capture {
  readonly document: Answer;
  readonly rerun: Answer;
  /** One message of the live stream, if the page has any. */
  readonly tick: string | null;
}

export interface Answer {
  readonly headers: Record<string, string>;
  readonly body: string;
}

const TICK_MS = 1000;

if (import.meta.main) {
  serve(JSON.parse(Deno.readTextFileSync(Deno.args[0]!)) as Capture, Deno.args[1] === "reading");
}

function serve({ document, rerun, tick }: Capture, reading: boolean): void {
  let runs = 1;
  const [before = "", after = ""] = rerun.body.split(/(?<=fragment_runs: |page_runs: )\d+/);
  const plain = { before: withHtmx(before), after: withHtmx(after) };

  const app = new Hono();
  app.get("/", compress(), (c) => c.body(document.body, 200, document.headers));
  const answer = (c: Context) => c.body(`${before}${++runs}${after}`, 200, rerun.headers);
  const readAndAnswer = async (c: Context) => {
    c.req.header("cookie");
    await c.req.text();
    return answer(c);
  };
  app.post("/_eddy/p/:page/:region", reading ? readAndAnswer : answer);
  app.get("/_eddy/p/:page/live", (c) =>
    c.body(ticking(tick ?? ""), 200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
    }));
  app.get("/plain", (c) =>
    c.html(
      `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,">` +
        `<script src="/htmx.js"></script></head>` +
        `<body>${plain.before}${runs}${plain.after}</body></html>`,
    ));
  app.post("/plain", async (c) => {
    const { name = "" } = await c.req.parseBody<{ name?: string }>();
    return c.html(`${plain.before}${++runs}${plain.after.replace("echo: ", `echo: ${name}`)}`);
  });
  app.get("/htmx.js", async (c) =>
    c.body(await npmFile("htmx.org", "dist/htmx.min.js"), 200, {
      "content-type": "text/javascript",
    }));
  const port = Number(Deno.env.get("PORT"));
  Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, (request) => app.fetch(request));
  serveUsage();
}

/** The same message once a second, with the time of the first: `first: ` and a number stand in it. */
function ticking(message: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(message.replace(/first: \d+/, `first: ${Date.now()}`));
  let timer: ReturnType<typeof setInterval>;
  return new ReadableStream({
    start: (controller) => {
      timer = setInterval(() => controller.enqueue(bytes), TICK_MS);
    },
    cancel: () => clearInterval(timer),
  });
}

/**
 * The fragment as somebody would write it by hand: its button and its field post, the answer takes the
 * place of all.
 */
function withHtmx(markup: string): string {
  const target = 'hx-post="/plain" hx-target="#fragment" hx-swap="outerHTML"';
  return markup
    .replace(/<eddy-fragment[^>]*>/, '<div id="fragment">')
    .replace("</eddy-fragment>", "</div>")
    .replace("<button", `<button ${target}`)
    .replace(
      /<input id="[^"]*" name="[^"]*" type="text"/,
      `<input name="name" type="text" ${target}`,
    );
}
