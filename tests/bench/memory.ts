/** What a page session holds while its user does nothing. */
import type { Figure, Plan } from "./figure.ts";
import { HttpSocket } from "./http_socket.ts";
import { clickFor, OpenedPage } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";

const BUTTON = { label: "Rerun fragment", region: "fragment" } as const;

export async function memory({ quick }: Plan): Promise<Figure[]> {
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

async function use(url: string, pages: number): Promise<void> {
  using socket = await HttpSocket.open(url);
  for (let i = 0; i < pages; i++) {
    const page = await OpenedPage.open(url, socket);
    await page.click(BUTTON);
  }
}
