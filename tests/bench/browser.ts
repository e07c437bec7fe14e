/**
 * What a user's browser sees: how long a click takes until the page shows its answer, how many bytes
 * a page and its reruns take. Chromium may use all cores, as on a machine of its own: the server has
 * nothing to do while the browser works.
 */
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { findChromium } from "../browser/chromium.ts";
import { median, quantile, round } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { CountingProxy } from "./counting_proxy.ts";
import { HttpSocket } from "./http_socket.ts";
import { clickTimes } from "./in_page.js";
import { leaveServerCore, ServerProcess, useAllCores } from "./server_process.ts";
import { capture } from "./throughput.ts";

const FLAGS = [
  "--no-sandbox",
  "--headless=new",
  "--disable-gpu",
  "--disable-background-networking",
];
const KB = 1000;
/** From an answer to the next click: within it, htmx has done what it does after a swap. */
const PAUSE_MS = 30;

/** Click → DOM beside plain htmx, and the bytes of reruns. */
export async function browser({ quick }: Plan): Promise<Figure[]> {
  const found = await findChromium();
  await useAllCores();
  const chrome = await chromium.launch({ ...found, args: FLAGS });
  await leaveServerCore();
  try {
    return [
      ...await clickToDom(chrome, quick ? { rounds: 3, clicks: 15 } : { rounds: 8, clicks: 25 }),
      ...await rerunBytes(chrome, quick ? 5 : 20),
    ];
  } finally {
    await chrome.close();
  }
}

async function clickToDom(
  chrome: Browser,
  { rounds, clicks }: { rounds: number; clicks: number },
): Promise<Figure[]> {
  await using eddy = await ServerProcess.start("eddy", ["small"]);
  await using bare = await ServerProcess.start("bare", [JSON.stringify(await capture(eddy.url))]);
  const sides = [
    { server: eddy, page: await open(chrome, eddy.url, "Rerun"), times: [] as number[][] },
    {
      server: bare,
      page: await open(chrome, `${bare.url}/plain`, "Rerun"),
      times: [] as number[][],
    },
  ];
  for (const { server, page } of sides) {
    await page.evaluate(clickTimes, { clicks: 20, pause: PAUSE_MS });
    server.hold();
  }
  for (let i = 0; i < rounds; i++) {
    for (const { server, page, times } of sides) {
      server.goOn();
      await page.bringToFront();
      times.push(await page.evaluate(clickTimes, { clicks, pause: PAUSE_MS }));
      server.hold();
    }
  }
  for (const { server, page } of sides) {
    server.goOn();
    await page.context().close();
  }
  const [ours, plain] = sides.map(({ times }) => times.map(median)) as [number[], number[]];
  const [all, allPlain] = sides.map(({ times }) => times.flat()) as [number[], number[]];
  const ninetyFive = [all, allPlain].map((times) => round(quantile(times, 0.95))).join(" / ");
  return [{
    name: "click → DOM in Chromium, p50",
    value: median(ours.map((time, i) => time / plain[i]!)),
    unit: "× htmx",
    detail: `${round(median(all))} / ${round(median(allPlain))} ms, p95 ${ninetyFive} ms; in the ` +
      `page, click event to MutationObserver`,
    budget: { atMost: 1.25 },
  }];
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
  await using bare = await ServerProcess.start("bare", [JSON.stringify(await capture(eddy.url))]);
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
