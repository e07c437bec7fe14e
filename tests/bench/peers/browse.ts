/** One visit of a peer's page in Chromium, in a window of its own that no earlier visit has filled a cache of. */
import type { Browser } from "playwright-core";
import { goReady, openReady, typeText } from "../browsing.ts";
import { CountingProxy } from "../counting_proxy.ts";
import { clickTimes, loadTimes } from "../in_page.js";

/** How much is done in a visit. */
export interface VisitPlan {
  readonly clicks: number;
  readonly echoes: number;
}

/** All in milliseconds. */
export interface Visit {
  /** From the start of the navigation. */
  readonly painted: number;
  readonly ready: number;
  readonly clicks: readonly number[];
  readonly echoes: readonly number[];
}

/** Bytes on the wire, headers included. */
export interface Bytes {
  readonly up: number;
  readonly down: number;
}

export interface Weight {
  /** Of the first page, by what they are; compressed where the server does that. */
  readonly scripts: number;
  readonly styles: number;
  readonly click: Bytes;
  readonly echo: Bytes;
}

/** Between an answer and the next click: nobody clicks faster, and what follows an answer may end. */
const PAUSE_MS = 100;
/** Before anything counts: compiled code, opened connections. */
const WARM_CLICKS = 10;

export async function visit(chrome: Browser, url: string, plan: VisitPlan): Promise<Visit> {
  const page = await openReady(chrome, url);
  try {
    const times = await page.evaluate(loadTimes);
    await page.evaluate(clickTimes, { clicks: WARM_CLICKS, pause: PAUSE_MS });
    const clicks = await page.evaluate(clickTimes, { clicks: plan.clicks, pause: PAUSE_MS });
    await typeText(page, "warm", PAUSE_MS);
    const echoes: number[] = [];
    for (let i = 0; i < plan.echoes; i++) echoes.push(await typeText(page, `text ${i}.`, PAUSE_MS));
    return { ...times, clicks, echoes };
  } finally {
    await page.context().close();
  }
}

/** What a page and what is done in it take, by the browser's own account and that of a proxy before it. */
export async function weigh(chrome: Browser, url: string, plan: VisitPlan): Promise<Weight> {
  await using proxy = CountingProxy.start(url);
  const context = await chrome.newContext();
  const page = await context.newPage();
  const bytes = { Script: 0, Stylesheet: 0 };
  const client = await context.newCDPSession(page);
  const kinds = new Map<string, string>();
  client.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind === "Script" || kind === "Stylesheet") bytes[kind] += encodedDataLength;
  });
  await client.send("Network.enable");
  await goReady(page, proxy.url);
  await page.waitForLoadState("networkidle");
  const click = () => page.evaluate(clickTimes, { clicks: 1, pause: PAUSE_MS });
  const counted = async (times: number, act: (i: number) => Promise<unknown>): Promise<Bytes> => {
    for (let i = 0; i < 3; i++) await act(-i);
    const before = { ...proxy.bytes };
    for (let i = 1; i <= times; i++) await act(i);
    const each = (direction: "up" | "down") =>
      Math.round((proxy.bytes[direction] - before[direction]) / times);
    return { up: each("up"), down: each("down") };
  };
  try {
    return {
      click: await counted(plan.clicks, click),
      echo: await counted(plan.echoes, (i) => typeText(page, `text ${i}.`, PAUSE_MS)),
      scripts: bytes.Script,
      styles: bytes.Stylesheet,
    };
  } finally {
    await context.close();
  }
}
