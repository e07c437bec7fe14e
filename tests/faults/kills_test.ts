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
/** So often is one of the processes killed meanwhile, at least. */
const KILLS = 2;
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

  /** How often one of them was killed. */
  kills = 0;

  /** Kills one and the other in turn and starts it again, until it is told to stop. */
  async killing(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await later(KILL_MS, signal);
      const process = this.#processes[this.kills++ % 2]!;
      await process.kill();
      await process.start();
    }
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

/** Answers how often something was pressed: on a machine that starts processes slowly, more often. */
async function clickThrough(
  click: (button: string) => Promise<void>,
  { kills }: Killing,
): Promise<number> {
  const clicks: Promise<void>[] = [];
  for (let i = 0; i < CLICKS || i % BUTTONS.length > 0 || kills() < KILLS; i++) {
    clicks.push(click(BUTTONS[i % BUTTONS.length]!));
    // As fast as a hand can, and not waiting for more than a few answers.
    await later(30);
    if (i >= 4) await clicks[i - 4];
  }
  await Promise.all(clicks);
  return clicks.length;
}

/** One process or the other is killed every second, from when this is told to begin. */
interface Killing {
  begin(): void;
  kills(): number;
}

/** Hands out an app in two processes, and their end. */
async function whileKilling(
  { store, flags }: Sharing,
  use: (url: string, killing: Killing) => Promise<void>,
): Promise<void> {
  await using pair = await Pair.start(store, flags);
  const over = new AbortController();
  let killing = Promise.resolve();
  try {
    await use(pair.url, {
      begin: () => void (killing = pair.killing(over.signal)),
      kills: () => pair.kills,
    });
  } finally {
    over.abort();
    await killing;
  }
  assert(pair.kills >= KILLS);
  assertEquals(pair.output().match(/^.*\bError\b.*$/gm), null);
}

async function clickInKit(url: string, killing: Killing): Promise<void> {
  await using tab = await open(remote(url));
  killing.begin();
  const clicks = await clickThrough((button) => tab.click(button), killing);
  await tab.click("Page");
  assertEquals(tab.lines().filter((line) => /\d/.test(line)), counted(clicks));
}

async function clickInBrowser(page: Page, { begin, kills }: Killing): Promise<void> {
  await page.goto("/");
  await ready(page);
  begin();
  const press = (name: string) => page.getByRole("button", { name }).click();
  // One after the other: there is one mouse. No click waits for the answer to the one before.
  let clicks = 0;
  while (clicks < CLICKS_IN_BROWSER || clicks % BUTTONS.length > 0) {
    await press(BUTTONS[clicks++ % BUTTONS.length]!);
  }
  await eventually(() => assert(kills() >= KILLS));
  await press("Page");
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
        (url, killing) =>
          withPage(url, (page) => clickInBrowser(page, killing), { allowErrors: true }),
      )
    );
  },
);
