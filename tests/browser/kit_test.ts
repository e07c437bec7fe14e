// deno-lint-ignore-file no-console -- what withPage() prints is caught to be tested
import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { Hono } from "hono";
import { AppProcess, browserTest, slow, unslow, withPage } from "./kit.ts";
import { eventually } from "../kit/eventually.ts";

function document(body: string, headers: Record<string, string> = {}): Response {
  return new Response(`<!doctype html><title>Kit</title><body>${body}</body>`, {
    headers: { "content-type": "text/html; charset=utf-8", ...headers },
  });
}

browserTest("withPage() serves a handler and drives a page against it", async () => {
  let clicks = 0;
  const app = new Hono()
    .get("/", () => document(`<form method="post"><button>Add</button></form><p>${clicks}</p>`))
    .post("/", (context) => {
      clicks++;
      return context.redirect("/", 303);
    });
  const shown = await withPage(app.fetch, async (page, { url, errors }) => {
    await page.goto(url);
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByText("1", { exact: true }).waitFor();
    assertEquals(errors, []);
    return await page.locator("p").innerText();
  });
  assertEquals(shown, "1");
});

browserTest("withPage() takes a URL and passes options to the context", async () => {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => document("<noscript>no script</noscript>"),
  );
  await withPage(`http://127.0.0.1:${server.addr.port}/`, async (page) => {
    await page.goto("/");
    assertEquals(await page.locator("body").innerText(), "no script");
    assertEquals(page.viewportSize(), { width: 390, height: 800 });
  }, { context: { javaScriptEnabled: false, viewport: { width: 390, height: 800 } } });
});

browserTest("withPage() collects page errors, console errors and CSP violations", async () => {
  const handler = () =>
    document(
      `<script>alert("blocked")</script>
       <script nonce="n">console.warn("harmless"); console.error("logged"); throw new Error("thrown")</script>`,
      { "content-security-policy": "script-src 'nonce-n'" },
    );
  await withPage(handler, async (page, { errors }) => {
    await page.goto("/");
    assertEquals(errors.length, 3);
    for (const part of ["Content Security Policy", "logged", "thrown"]) {
      assertStringIncludes(errors.join("\n"), part);
    }
  }, { allowErrors: true });
});

browserTest(
  "withPage() fails on an error that the test did not allow, and shows the page",
  async () => {
    const handler = () => document(`<h1>Seen</h1><script>throw new Error("unseen")</script>`);
    const printed = await printedBy(async () => {
      const error = await assertRejects(
        () => withPage(handler, (page) => page.goto("/")),
        Error,
        "The page reported errors",
      );
      assertStringIncludes(error.message, "unseen");
    });
    assertStringIncludes(printed, "<h1>Seen</h1>");
    assertStringIncludes(printed, "uncaught Error: unseen");
  },
);

browserTest("S23: withPage() reads each answer for raw < in attributes, streams too", async () => {
  const raw = `<p title="<hx-a">x</p>`;
  const handler = (request: Request) =>
    new URL(request.url).pathname === "/stream"
      ? new Response(`data: <p>\ndata: ${raw}\n\n`, {
        headers: { "content-type": "text/event-stream" },
      })
      : document(`${raw}<script>fetch("/stream").then((got) => got.text())
          .then(() => document.title = "Read")</script>`);
  const printed = await printedBy(async () => {
    const error = await assertRejects(() =>
      withPage(handler, async (page) => {
        await page.goto("/");
        await page.waitForFunction(`document.title === "Read"`);
      }), Error);
    assertEquals(error.message.match(/A raw "<" stands in title="<hx-a"/g)?.length, 2);
  });
  assertStringIncludes(printed, "hx-a");
});

browserTest("withPage() ends the server although a stream is still open", async () => {
  let address = "";
  const handler = (request: Request) =>
    new URL(request.url).pathname === "/endless"
      ? new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(1)) }))
      : document(`<script>fetch("/endless").then(() => document.title = "Streaming")</script>`);
  await withPage(handler, async (page, { url }) => {
    address = url;
    await page.goto("/");
    await page.waitForFunction(`document.title === "Streaming"`);
  });
  await assertRejects(() => fetch(address), TypeError);
});

browserTest("slow() delays each request of the page", async () => {
  await withPage(() => document("<p>Here</p>"), async (page) => {
    await page.goto("/");
    await slow(page, 400);
    assertGreaterOrEqual(await timeOf(() => page.reload()), 400);
    assertGreaterOrEqual(await timeOf(() => page.evaluate(`fetch("/")`)), 400);
    await unslow(page);
    // A machine that does much else may take as long now and then.
    await eventually(async () => {
      assertLess(await timeOf(() => page.evaluate(`fetch("/")`)), 400);
    });
  });
});

browserTest("AppProcess.start() runs a script until stop()", async () => {
  const path = await scriptWith(
    `Deno.serve({ port: Number(Deno.env.get("PORT")) }, () => new Response("hello"));`,
  );
  const example = await AppProcess.start(path);
  try {
    assertEquals(await (await fetch(example.url)).text(), "hello");
    assertStringIncludes(example.output(), "Listening");
  } finally {
    await example.stop();
    await Deno.remove(path);
  }
  await assertRejects(() => fetch(example.url), TypeError);
});

browserTest("AppProcess.start() shows what a script printed that ended at once", async () => {
  const path = await scriptWith(`console.log("so far"); throw new Error("no further");`);
  const error = await assertRejects(() => AppProcess.start(path), Error, "code 1");
  assert(error.message.includes("so far") && error.message.includes("no further"));
  await Deno.remove(path);
});

async function scriptWith(text: string): Promise<string> {
  const path = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(path, text);
  return path;
}

async function timeOf(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function printedBy(action: () => Promise<void>): Promise<string> {
  const original = console.error;
  let printed = "";
  console.error = (text: unknown) => printed += text;
  try {
    await action();
  } finally {
    console.error = original;
  }
  return printed;
}
