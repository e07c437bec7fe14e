/**
 * What a user's browser sees: how long a click takes until the page shows its answer, how many bytes
 * a page and its reruns take. Chromium may use all cores, as on a machine of its own: the server has
 * nothing to do while the browser works.
 */
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { findChromium } from "../browser/chromium.ts";
import { openReady, typeText } from "./browsing.ts";
import { capture, startBare } from "./capture.ts";
import { median, quantile, round, spread } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { CountingProxy } from "./counting_proxy.ts";
import { HttpSocket } from "./http_socket.ts";
import { clickTimes, loadTimes } from "./in_page.js";
import { leaveServerCore, ServerProcess, useAllCores } from "./server_process.ts";

const FLAGS = [
  "--no-sandbox",
  "--headless=new",
  "--disable-gpu",
  "--disable-background-networking",
];
const KB = 1000;
/** From an answer to the next click: within it, htmx has done what it does after a swap. */
const PAUSE_MS = 30;

/** Clicks, texts and first visits beside plain htmx, and the bytes of reruns. */
export async function browser({ quick }: Plan): Promise<Figure[]> {
  const found = await findChromium();
  await useAllCores();
  const chrome = await chromium.launch({ ...found, args: FLAGS });
  await leaveServerCore();
  try {
    return [
      ...await beside(
        chrome,
        quick
          ? { rounds: 2, clicks: 10, texts: 4, loads: 1 }
          : { rounds: 9, clicks: 25, texts: 10, loads: 2 },
      ),
      ...await rerunBytes(chrome, quick ? 5 : 20),
    ];
  } finally {
    await chrome.close();
  }
}

/** How much is done in each round. */
interface Rounds {
  readonly rounds: number;
  readonly clicks: number;
  readonly texts: number;
  readonly loads: number;
}

/** Milliseconds of a round: all there were, of each kind. */
interface Round {
  readonly clicks: readonly number[];
  readonly texts: readonly number[];
  readonly painted: readonly number[];
  readonly ready: readonly number[];
}

/** The same page by Eddy and by plain htmx over the bare handler, in turns. */
async function beside(chrome: Browser, plan: Rounds): Promise<Figure[]> {
  const act = { kind: "type", label: "Name" } as const;
  await using eddy = await ServerProcess.start("eddy", ["echo"]);
  await using bare = await startBare(await capture(eddy.url, act));
  const sides = [];
  for (
    const { server, url } of [{ server: eddy, url: eddy.url }, {
      server: bare,
      url: `${bare.url}/plain`,
    }]
  ) {
    const page = await open(chrome, url, "Rerun");
    await page.evaluate(clickTimes, { clicks: 20, pause: PAUSE_MS });
    await typeText(page, "warm", PAUSE_MS);
    server.hold();
    sides.push({ server, url, page, rounds: [] as Round[] });
  }
  for (let i = 0; i < plan.rounds; i++) {
    for (const { server, url, page, rounds } of sides) {
      server.goOn();
      await page.bringToFront();
      const clicks = await page.evaluate(clickTimes, { clicks: plan.clicks, pause: PAUSE_MS });
      const texts: number[] = [];
      for (let text = 0; text < plan.texts; text++) {
        texts.push(await typeText(page, `${i}.${text}.`, PAUSE_MS));
      }
      const loads = [];
      for (let load = 0; load < plan.loads; load++) loads.push(await loaded(chrome, url));
      rounds.push({
        clicks,
        texts,
        painted: loads.map(({ painted }) => painted),
        ready: loads.map(({ painted, ready }) => Math.max(painted, ready)),
      });
      server.hold();
    }
  }
  for (const { server, page } of sides) {
    server.goOn();
    await page.context().close();
  }
  const [ours, plain] = sides.map(({ rounds }) => rounds) as [Round[], Round[]];
  const figure = (name: string, key: keyof Round, detail: string, atMost?: number): Figure => {
    const ratios = ours.map((round, i) => median(round[key]) / median(plain[i]![key]));
    const all = [ours, plain].map((rounds) => rounds.flatMap((round) => round[key]));
    const of = (q: number) => all.map((times) => round(quantile(times, q))).join(" / ");
    return {
      name,
      value: median(ratios),
      unit: "× htmx",
      spread: spread(ratios),
      detail: `${of(0.5)} ms, p95 ${of(0.95)} ms; ${detail}`,
      budget: atMost === undefined ? null : { atMost },
    };
  };
  return [
    figure(
      "click → DOM in Chromium, p50",
      "clicks",
      "in the page, click event to MutationObserver",
      1.25,
    ),
    figure("typed, Enter → DOM in Chromium, p50", "texts", "in the page, from Enter's keydown"),
    figure(
      "first content painted",
      "painted",
      "from the start of the navigation, nothing in the cache; the htmx page has no style sheet",
    ),
    figure("ready to use", "ready", "painted, and its scripts have run"),
  ];
}

/** A first visit. */
async function loaded(chrome: Browser, url: string): Promise<{ painted: number; ready: number }> {
  const page = await openReady(chrome, url);
  try {
    return await page.evaluate(loadTimes);
  } finally {
    await page.context().close();
  }
}

async function open(chrome: Browser, url: string, button: string): Promise<Page> {
  const page = await (await chrome.newContext()).newPage();
  await page.goto(url);
  await page.getByRole("button", { name: button, exact: true }).waitFor();
  return page;
}

/** Bytes between browser and server for one rerun, headers and all, as a TCP proxy counts them. */
async function rerunBytes(chrome: Browser, clicks: number): Promise<Figure[]> {
  const of = async (page: string, button: string) => {
    await using server = await ServerProcess.start("eddy", [page]);
    return await bytesOf(chrome, { url: server.url, path: "/", button, clicks });
  };
  const six = await of("small", "Rerun");
  const two = await of("counters", "Rerun fragment");
  const table = await of("table", "Rerun page");
  const plain = await plainBytes(chrome, clicks);
  const figure = (name: string, bytes: Bytes, atMost: number, more = ""): Figure => ({
    name,
    value: (bytes.up + bytes.down) / KB,
    unit: "KB",
    detail: `${bytes.up} B up, ${bytes.down} B down, of which body ${bytes.body} B; all headers, ` +
      `by a counting TCP proxy${more}`,
    budget: { atMost },
  });
  return [
    figure(
      "bytes of a fragment rerun, button and one line",
      two,
      1.5,
    ),
    figure(
      "bytes of a fragment rerun, six elements",
      six,
      1.5,
      `; plain htmx: ${plain.up} up, ${plain.down} down`,
    ),
    figure("bytes of a full rerun, one line changes beside a 500-row table", table, 2),
  ];
}

async function plainBytes(chrome: Browser, clicks: number): Promise<Bytes> {
  await using eddy = await ServerProcess.start("eddy", ["small"]);
  const button = { label: "Rerun", region: "fragment" } as const;
  await using bare = await startBare(await capture(eddy.url, { kind: "click", button }));
  return await bytesOf(chrome, { url: bare.url, path: "/plain", button: "Rerun", clicks });
}

/** Of one rerun. */
interface Bytes {
  readonly up: number;
  readonly down: number;
  /** The part of `down` that is no header. */
  readonly body: number;
}

async function bytesOf(
  chrome: Browser,
  { url, path, button, clicks }: { url: string; path: string; button: string; clicks: number },
): Promise<Bytes> {
  await using proxy = CountingProxy.start(url);
  const page = await open(chrome, proxy.url + path, button);
  const press = async () => {
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: button, exact: true }).click();
    return (await (await answer).body()).length;
  };
  // The first clicks say more about the browser, and open the connection.
  for (let i = 0; i < 3; i++) await press();
  await page.waitForLoadState("networkidle");
  const before = { ...proxy.bytes };
  let body = 0;
  for (let i = 0; i < clicks; i++) body += await press();
  await page.waitForTimeout(100);
  const each = (count: number) => Math.round(count / clicks);
  const up = each(proxy.bytes.up - before.up);
  const down = each(proxy.bytes.down - before.down);
  await page.context().close();
  return { up, down, body: each(body) };
}

/** JavaScript and CSS of the first page, compressed as the server does for a browser. */
export async function firstPage(): Promise<Figure[]> {
  await using server = await ServerProcess.start("eddy", ["small"]);
  const document = await (await fetch(server.url)).text();
  const size = async (pattern: RegExp) => {
    let bytes = 0;
    for (const [, path] of document.matchAll(pattern)) bytes += await compressed(server.url, path!);
    return bytes / KB;
  };
  const figure = (what: string, value: number, atMost: number): Figure => ({
    name: `first page, ${what}`,
    value,
    unit: "KB",
    detail: "body as served to a browser that accepts gzip, br, zstd",
    budget: { atMost },
  });
  return [
    figure("JavaScript", await size(/<script src="([^"]+)"/g), 25),
    figure("CSS", await size(/<link rel="stylesheet" href="([^"]+)"/g), 15),
  ];
}

async function compressed(url: string, path: string): Promise<number> {
  using socket = await HttpSocket.open(url);
  const { head, bytes } = await socket.ask(
    `GET ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n` +
      `Accept-Encoding: gzip, deflate, br, zstd\r\n\r\n`,
  );
  if (!/content-encoding/i.test(head)) throw new Error(`${path} is served uncompressed: ${head}`);
  return bytes.length;
}
