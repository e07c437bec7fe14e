/**
 * What Eddy is compared with: a Hono handler that answers the bytes Eddy answered when the bench
 * looked, on the same paths, with a counter in them; and a page with plain htmx over it. It reads
 * nothing of a request but its path: `bare.ts CAPTURE`, on `PORT`. With `bare.ts CAPTURE reading` it
 * also takes in what no handler that knows its user can do without: a header and the body.
 */
import { Hono } from "hono";
import type { Context } from "hono";
import { npmFile } from "../../../web/npm_file.ts";
import { serveUsage } from "./debug.ts";

/** What Eddy answered. */
export interface Capture {
  readonly document: Answer;
  readonly rerun: Answer;
}

export interface Answer {
  readonly headers: Record<string, string>;
  readonly body: string;
}

if (import.meta.main) serve(JSON.parse(Deno.args[0]!) as Capture, Deno.args[1] === "reading");

function serve({ document, rerun }: Capture, reading: boolean): void {
  let runs = 1;
  const [before = "", after = ""] = rerun.body.split(/(?<=fragment_runs: )\d+/);
  const plain = { before: withHtmx(before), after: after.replace("</eddy-fragment>", "</div>") };

  const app = new Hono();
  app.get("/", (c) => c.body(document.body, 200, document.headers));
  const answer = (c: Context) => c.body(`${before}${++runs}${after}`, 200, rerun.headers);
  const readAndAnswer = async (c: Context) => {
    c.req.header("cookie");
    await c.req.text();
    return answer(c);
  };
  app.post("/_eddy/p/:page/:region", reading ? readAndAnswer : answer);
  app.get("/plain", (c) =>
    c.html(
      `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,">` +
        `<script src="/htmx.js"></script></head>` +
        `<body>${plain.before}${runs}${plain.after}</body></html>`,
    ));
  app.post("/plain", (c) => c.html(`${plain.before}${++runs}${plain.after}`));
  app.get("/htmx.js", async (c) =>
    c.body(await npmFile("htmx.org", "dist/htmx.min.js"), 200, {
      "content-type": "text/javascript",
    }));
  const port = Number(Deno.env.get("PORT"));
  Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, (request) => app.fetch(request));
  serveUsage();
}

/** The fragment as somebody would write it by hand: the button posts, its answer takes the place of all. */
function withHtmx(markup: string): string {
  return markup
    .replace(/<eddy-fragment[^>]*>/, '<div id="fragment">')
    .replace("<button", '<button hx-post="/plain" hx-target="#fragment" hx-swap="outerHTML"');
}
