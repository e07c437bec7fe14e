/** What a page session holds while its user does nothing. */
import { round } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { HttpSocket } from "./http_socket.ts";
import { clickFor, OpenedPage } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";
import { Watcher } from "./ticks.ts";

const BUTTON = { label: "Rerun fragment", region: "fragment" } as const;

export async function memory(plan: Plan): Promise<Figure[]> {
  return [...await idle(plan), await streaming(plan)];
}

async function idle({ quick }: Plan): Promise<Figure[]> {
  const pages = quick ? 1000 : 2000;
  await using server = await ServerProcess.start("eddy", ["counters"], {
    flags: ["--v8-flags=--expose-gc"],
  });
  // What the first pages bring into memory is there once: compiled code, and under load the part of
  // the heap where new objects are made.
  await use(server.url, 300);
  using busy = await OpenedPage.open(server.url);
  await clickFor([busy], BUTTON, quick ? 1000 : 3000);
  const before = await server.usage();
  await use(server.url, pages);
  const after = await server.usage();
  const each = (bytes: number) => bytes / pages / 1024;
  const detail = `${pages} pages of the counters example, each opened and clicked once`;
  return [
    {
      name: "memory per idle session, heap",
      value: each(after.heap - before.heap),
      unit: "KiB",
      detail: `${detail}, after gc()`,
      budget: { atMost: 8 },
    },
    {
      name: "memory per idle session, RSS",
      value: each(after.rss - before.rss),
      unit: "KiB",
      // With more or less of the room that V8 keeps for objects to come.
      detail: `${detail}, after gc(); V8 keeps more or less room beside it`,
      budget: null,
    },
  ];
}

/** What one holds whose page is seen, and has a timer: its stream, its connection, its clock. */
async function streaming({ quick }: Plan): Promise<Figure> {
  const streams = quick ? 500 : 2000;
  await using server = await ServerProcess.start("eddy", ["ticking"], {
    flags: ["--v8-flags=--expose-gc"],
  });
  using watcher = new Watcher(server.url);
  await watcher.openUpTo(300);
  await watcher.count(3000);
  const before = await server.usage();
  await watcher.openUpTo(300 + streams);
  await watcher.count(3000);
  const after = await server.usage();
  const each = (bytes: number) => bytes / streams / 1024;
  return {
    name: "memory per streaming session, heap",
    value: each(after.heap - before.heap),
    unit: "KiB",
    detail: `${streams} pages with a 1 s fragment, each with its live stream; RSS ${
      round(each(after.rss - before.rss))
    } KiB, sockets' buffers not included; after gc()`,
    budget: null,
  };
}

async function use(url: string, pages: number): Promise<void> {
  using socket = await HttpSocket.open(url);
  for (let i = 0; i < pages; i++) {
    const page = await OpenedPage.open(url, socket);
    await page.click(BUTTON);
  }
}
