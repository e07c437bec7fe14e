/**
 * The same small page in Eddy and in its peers, side by side: a button and its count, a field and an echo
 * of it. Prints one table, in Markdown.
 *
 *     deno task bench:peers [--quick]
 *
 * Streamlit stands in it twice: as it is installed, where it collects all garbage after each run, and with
 * `STREAMLIT_RUNNER_POST_SCRIPT_GC=false`. Their packages are in `requirements.txt`, and live in an
 * environment that this makes for them.
 */
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { findChromium } from "../../browser/chromium.ts";
import { circumstances, plan, print, tell } from "../command_line.ts";
import { markdownTable, median, quantile, round } from "../figure.ts";
import { usageOf } from "../process_usage.ts";
import { leaveServerCore, useAllCores } from "../server_process.ts";
import { visit, weigh } from "./browse.ts";
import type { Visit, Weight } from "./browse.ts";
import { prepareEnvironment } from "./environment.ts";
import { peerKinds } from "./peer.ts";
import type { Peer, PeerKind } from "./peer.ts";

const PLAN = plan.quick
  ? { rounds: 2, clicks: 8, echoes: 4, seconds: 1 }
  : { rounds: 7, clicks: 15, echoes: 8, seconds: 2 };
/** How many click at once under load. */
const CLICKING = 16;
/** Opened before memory is looked at: what the first bring into it is there once. */
const WARM_SESSIONS = 50;

/** What one is measured to be. */
interface Measured {
  readonly kind: PeerKind;
  readonly visits: Visit[];
  readonly loads: Load[];
  weight: Weight | null;
  /** KiB of a session that lies open. */
  held: number | null;
}

interface Load {
  readonly perSecond: number;
  /** Milliseconds of the server's processor for each click. */
  readonly cpu: number | null;
  readonly clientBusy: number | null;
}

const environment = await prepare();
const measured: Measured[] = peerKinds(environment)
  .map((kind) => ({ kind, visits: [], loads: [], weight: null, held: null }));
const found = await findChromium();
const chrome = await chromium.launch({
  ...found,
  args: ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking"],
});
const browserVersion = chrome.version();
// The browser, which has been started, uses all cores; the rest of this stays off that of the servers.
const pinned = await leaveServerCore();
try {
  await browseAll(chrome);
} finally {
  await chrome.close();
}
await loadAll();
for (const one of measured) one.held = await heldBy(one.kind);
print(table());
print(
  `\nDeno ${Deno.version.deno}, Python ${environment.pythonVersion}, Chromium ${browserVersion}; ` +
    `${navigator.hardwareConcurrency} cores, ${circumstances(pinned)}`,
);
Deno.exit(0);

async function prepare() {
  try {
    return await prepareEnvironment(tell);
  } catch (error) {
    tell((error as Error).message);
    Deno.exit(1);
  }
}

/** Begins with each, and then takes turns with all of them; who has not its turn stands still. */
async function takeTurns(
  begin: (one: Measured, peer: Peer) => Promise<void>,
  turn: (one: Measured, peer: Peer, round: number) => Promise<void>,
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const peers: { readonly one: Measured; readonly peer: Peer }[] = [];
  for (const one of measured) {
    tell(`starting ${one.kind.name} …`);
    const peer = stack.use(await one.kind.start());
    await begin(one, peer);
    peer.hold();
    peers.push({ one, peer });
  }
  for (let i = 1; i <= PLAN.rounds; i++) {
    for (const { one, peer } of peers) {
      peer.goOn();
      await turn(one, peer, i);
      peer.hold();
    }
  }
  for (const { peer } of peers) peer.goOn();
}

/** Rounds of visits, each to everybody. */
async function browseAll(chrome: Browser): Promise<void> {
  await takeTurns(async (one, { url }) => {
    await useAllCores();
    one.weight = await weigh(chrome, url, PLAN);
    await leaveServerCore();
  }, async ({ kind, visits }, { url }, round) => {
    tell(`round ${round} of ${PLAN.rounds}: ${kind.name} …`);
    visits.push(await visit(chrome, url, PLAN));
  });
}

/** Rounds of load, each on everybody. */
async function loadAll(): Promise<void> {
  await takeTurns(async ({ kind }, peer) => {
    await underLoad(kind, peer, 1);
  }, async ({ kind, loads }, peer, round) => {
    tell(`load ${round} of ${PLAN.rounds}: ${kind.name} …`);
    loads.push(await underLoad(kind, peer, PLAN.seconds));
  });
}

async function underLoad(kind: PeerKind, peer: Peer, seconds: number): Promise<Load> {
  await using visitors = await kind.visitors(peer.url);
  await visitors.click(CLICKING, 0.3);
  const before = await usageOf(peer.pid);
  const { clicks, seconds: took, clientBusy } = await visitors.click(CLICKING, seconds);
  const after = await usageOf(peer.pid);
  const cpu = before === null ? null : (after!.cpu - before.cpu) / 1000 / clicks;
  return { perSecond: clicks / took, cpu, clientBusy };
}

async function heldBy(kind: PeerKind): Promise<number | null> {
  tell(`memory: ${kind.name} …`);
  await using peer = await kind.start();
  await using visitors = await kind.visitors(peer.url);
  await visitors.openUpTo(WARM_SESSIONS);
  const before = await settled(peer.pid);
  if (before === null) return null;
  await visitors.openUpTo(WARM_SESSIONS + kind.sessions);
  return (await settled(peer.pid))! / 1024 / kind.sessions - before / 1024 / kind.sessions;
}

/** Bytes once a server has done what it does after answers. */
async function settled(pid: number): Promise<number | null> {
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return (await usageOf(pid))?.rss ?? null;
}

function table(): string {
  const [eddy] = measured;
  const medians = (one: Measured, key: "clicks" | "echoes") =>
    one.visits.map((visit) => median(visit[key]));
  /** Each round beside Eddy's of the same round. */
  const ratio = (one: Measured, key: "clicks" | "echoes") => {
    const ours = medians(eddy!, key);
    return median(medians(one, key).map((time, i) => time / ours[i]!));
  };
  const ms = (values: readonly number[]) =>
    `${round(median(values))} (${round(Math.min(...values))}–${round(Math.max(...values))})`;
  const all = (one: Measured, key: "clicks" | "echoes") => one.visits.flatMap((it) => it[key]);
  const bytes = (count: number) => (count / 1000).toFixed(2);
  const maybe = (value: number | null, text: (value: number) => string) =>
    value === null || Number.isNaN(value) ? "–" : text(value);
  const rows: [string, (one: Measured) => string][] = [
    ["click → DOM, p50 (rounds), ms", (one) => ms(medians(one, "clicks"))],
    ["… p95, ms", (one) => round(quantile(all(one, "clicks"), 0.95))],
    ["… × Eddy", (one) => round(ratio(one, "clicks"))],
    ["typed, Enter → DOM, p50 (rounds), ms", (one) => ms(medians(one, "echoes"))],
    ["… p95, ms", (one) => round(quantile(all(one, "echoes"), 0.95))],
    ["… × Eddy", (one) => round(ratio(one, "echoes"))],
    [
      "bytes of a click, up / down, KB",
      ({ weight }) => `${bytes(weight!.click.up)} / ${bytes(weight!.click.down)}`,
    ],
    [
      "bytes of an Enter, up / down, KB",
      ({ weight }) => `${bytes(weight!.echo.up)} / ${bytes(weight!.echo.down)}`,
    ],
    [
      "first page: JavaScript / CSS, KB",
      ({ weight }) => `${round(weight!.scripts / 1000)} / ${round(weight!.styles / 1000)}`,
    ],
    ["first content painted (rounds), ms", (one) => ms(one.visits.map((it) => it.painted))],
    ["usable (rounds), ms", (one) => ms(one.visits.map((it) => Math.max(it.painted, it.ready)))],
    [
      "memory of an idle session, KiB",
      ({ held, kind }) => maybe(held, (value) => `${round(value)} (of ${kind.sessions})`),
    ],
    [
      `clicks a second, ${CLICKING} at once (rounds)`,
      ({ loads }) => ms(loads.map(({ perSecond }) => perSecond)),
    ],
    [
      "… processor of the server for each, ms",
      ({ loads }) => maybe(median(loads.map(({ cpu }) => cpu ?? NaN)), round),
    ],
    [
      "… core that the clients took, %",
      ({ loads }) =>
        maybe(
          median(loads.map(({ clientBusy }) => clientBusy ?? NaN)),
          (share) => round(100 * share),
        ),
    ],
  ];
  const cells = [
    ["", ...measured.map(({ kind }) => kind.name)],
    ["version", ...measured.map(({ kind }) => kind.version)],
    ...rows.map(([name, cell]) => [name, ...measured.map(cell)]),
  ];
  return markdownTable(cells);
}
