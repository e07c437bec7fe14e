/**
 * Promise 1, the hard way: an app in two processes behind a front without stickiness, while one or the
 * other is killed every second. What was pressed is counted, each press once.
 */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { eventually, ready } from "../browser/client_kit.ts";
import { browserTest, withPage } from "../browser/kit.ts";
import { AppProcess } from "../kit/app_process.ts";
import { SECRET } from "../kit/fleet.ts";
import { startFront } from "../kit/front.ts";
import { open, remote } from "../kit.ts";
import { NO_REDIS, RedisServer } from "../kit/redis_server.ts";

const CLICKS = 200;
/** In a browser each waits longer before it asks again. */
const CLICKS_IN_BROWSER = 80;
/** Between two kills. */
const KILL_MS = 1000;
const APP = "tests/faults/apps/counting.ts";

/** Two processes that share a store, behind one address. */
class Pair implements AsyncDisposable {
  readonly #processes: readonly AppProcess[];
  readonly #front: ReturnType<typeof startFront>;

  private constructor(processes: readonly AppProcess[]) {
    this.#processes = processes;
    this.#front = startFront(processes.map(({ url }) => url));
  }

  static async start(store: string, flags: readonly string[] = []): Promise<Pair> {
    const options = { flags, env: { STORE: store, EDDY_SECRET: SECRET } };
    return new Pair(await Promise.all([0, 1].map(() => AppProcess.start(APP, options))));
  }

  get url(): string {
    return this.#front.url;
  }

  /** Kills one and the other in turn and starts it again, until it is told to stop. Answers how often. */
  async killing(signal: AbortSignal): Promise<number> {
    let kills = 0;
    while (!signal.aborted) {
      await later(KILL_MS, signal);
      const process = this.#processes[kills++ % 2]!;
      await process.kill();
      await process.start();
    }
    return kills;
  }

  output(): string {
    return this.#processes.map((process) => process.output()).join("\n");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#front[Symbol.asyncDispose]();
    await Promise.all(this.#processes.map((process) => process[Symbol.asyncDispose]()));
  }
}

function later(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What is pressed, over and over; and what there is to read after all of it, and one more of `Page`. */
const BUTTONS = ["Left", "Right", "Page", "Left"];
const counted = (clicks: number) => [
  `Left ${clicks / 2}`,
  `Right ${clicks / 4}`,
  `Page ${clicks / 4 + 1}`,
];

async function clickThrough(click: (button: string) => Promise<void>): Promise<void> {
  const clicks: Promise<void>[] = [];
  for (let i = 0; i < CLICKS; i++) {
    clicks.push(click(BUTTONS[i % BUTTONS.length]!));
    // As fast as a hand can, and not waiting for more than a few answers.
    await later(30);
    if (i >= 4) await clicks[i - 4];
  }
  await Promise.all(clicks);
}

/** Hands out an app of which, once `begin()` is called, one process or the other is killed every second. */
async function whileKilling(
  { store, flags }: Sharing,
  use: (url: string, begin: () => void) => Promise<void>,
): Promise<void> {
  await using pair = await Pair.start(store, flags);
  const over = new AbortController();
  let killing = Promise.resolve(0);
  try {
    await use(pair.url, () => void (killing = pair.killing(over.signal)));
  } finally {
    over.abort();
    await killing;
  }
  assert(await killing >= 3);
  assertEquals(pair.output().match(/^.*\bError\b.*$/gm), null);
}

async function clickInKit(url: string, begin: () => void): Promise<void> {
  await using tab = await open(remote(url));
  begin();
  await clickThrough((button) => tab.click(button));
  await tab.click("Page");
  assertEquals(tab.lines().filter((line) => /\d/.test(line)), counted(CLICKS));
}

async function clickInBrowser(page: Page, begin: () => void): Promise<void> {
  await page.goto("/");
  await ready(page);
  begin();
  // One after the other: there is one mouse. No click waits for the answer to the one before.
  for (let i = 0; i <= CLICKS_IN_BROWSER; i++) {
    await page.getByRole("button", { name: i < CLICKS_IN_BROWSER ? BUTTONS[i % 4]! : "Page" })
      .click();
  }
  const main = page.locator("#main");
  await eventually(async () => {
    const text = await main.innerText();
    for (const line of counted(CLICKS_IN_BROWSER)) assert(text.includes(line), text);
  }, { deadlineMs: 60_000 });
}

/** A store for both processes, and what Deno needs for it. */
interface Sharing {
  readonly store: string;
  readonly flags: readonly string[];
}

async function withKv(use: (sharing: Sharing) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "eddy-kv-" });
  try {
    await use({ store: `kv:${folder}/kv`, flags: ["--unstable-kv"] });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("200 clicks over two processes that are killed in turn are counted, with Deno KV", async () => {
  await withKv((sharing) => whileKilling(sharing, clickInKit));
});

Deno.test({
  name: "200 clicks over two processes that are killed in turn are counted, with Redis",
  ignore: NO_REDIS !== null,
  async fn() {
    await using redis = await RedisServer.start();
    await whileKilling({ store: redis.url, flags: [] }, clickInKit);
  },
});

browserTest(
  "clicks in a browser over two processes that are killed in turn are counted",
  async () => {
    await withKv((sharing) =>
      whileKilling(
        sharing,
        (url, begin) => withPage(url, (page) => clickInBrowser(page, begin), { allowErrors: true }),
      )
    );
  },
);
