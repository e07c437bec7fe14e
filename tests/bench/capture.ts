/** What Eddy answers, looked at once, for the bare handler to answer too. */
import { HttpSocket } from "./http_socket.ts";
import type { SocketAnswer } from "./http_socket.ts";
import { OpenedPage } from "./load_client.ts";
import type { Act } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";
import type { Answer, Capture } from "./servers/bare.ts";

const utf8 = new TextDecoder();
/** These are the server's to say. */
const OWN_HEADERS = ["content-length", "date", "connection", "content-encoding", "vary"];

/** The page at `url`, and what is answered when a visitor does this; with `live`, a message of its stream. */
export async function capture(
  url: string,
  act: Act,
  { live = false }: { readonly live?: boolean } = {},
): Promise<Capture> {
  const { host } = new URL(url);
  using socket = await HttpSocket.open(url);
  const document = answerOf(await socket.ask(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
  using page = await OpenedPage.open(url);
  // The second, as it is with those that follow.
  if (act.kind !== "load") await page.do(act);
  const rerun = act.kind === "load" ? document : answerOf(await page.do(act));
  return { document, rerun, tick: live ? await tickOf(url) : null };
}

function answerOf({ head, bytes }: SocketAnswer): Answer {
  const lines = head.trimEnd().split("\r\n").slice(1);
  const headers = Object.fromEntries(lines.map((line) => {
    const [name] = line.split(":", 1);
    return [name!.toLowerCase(), line.slice(name!.length + 1).trim()];
  }));
  for (const name of OWN_HEADERS) delete headers[name];
  delete headers["transfer-encoding"];
  return { headers, body: utf8.decode(bytes) };
}

async function tickOf(url: string): Promise<string> {
  using page = await OpenedPage.open(url);
  for await (const text of page.listen()) {
    // Without the lengths that stand around what is sent in chunks.
    const messages = text.match(/^(?:[a-z]+: ?.*\n)+\n/gm) ?? [];
    const tick = messages.find((message) => message.includes("first: "));
    if (tick !== undefined) return tick;
  }
  throw new Error(`Cannot compare ticks of ${url}: its live stream ended without one`);
}

/** A capture on disk, as a server takes it: longer than what fits into an argument. */
export class CaptureFile implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async write(capture: Capture): Promise<CaptureFile> {
    const path = await Deno.makeTempFile({ prefix: "eddy-bench-", suffix: ".json" });
    await Deno.writeTextFile(path, JSON.stringify(capture));
    return new CaptureFile(path);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Deno.remove(this.path);
  }
}

/** A bare handler that answers that. */
export async function startBare(capture: Capture, ...words: "reading"[]): Promise<ServerProcess> {
  await using file = await CaptureFile.write(capture);
  return await ServerProcess.start("bare", [file.path, ...words]);
}
