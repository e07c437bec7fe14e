/** From `deno run` to the first answer, as after a deploy or a restart. */
import { capture, CaptureFile } from "./capture.ts";
import { median, round, spread } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { HttpSocket } from "./http_socket.ts";
import { freePort } from "../kit/free_port.ts";
import { denoOnServerCore, ServerProcess } from "./server_process.ts";

const DEADLINE_MS = 30_000;

export async function startup({ quick }: Plan): Promise<Figure[]> {
  const eddy = [new URL("../../examples/counters.ts", import.meta.url).pathname];
  await using captured = await captureSmall();
  const bare = [new URL("servers/bare.ts", import.meta.url).pathname, captured.path];
  const times = { eddy: [] as number[], bare: [] as number[] };
  for (let i = 0; i < (quick ? 3 : 9); i++) {
    times.eddy.push(await firstAnswer(eddy));
    times.bare.push(await firstAnswer(bare));
  }
  return [{
    name: "deno run to first answer",
    value: median(times.eddy),
    unit: "ms",
    spread: spread(times.eddy),
    detail: `bare ${
      round(median(times.bare))
    } ms; median of ${times.eddy.length}, module cache warm`,
    budget: { atMost: 250 },
  }];
}

async function captureSmall(): Promise<CaptureFile> {
  await using server = await ServerProcess.start("eddy", ["small"]);
  return await CaptureFile.write(await capture(server.url, { kind: "load" }));
}

/** Milliseconds from the start of the process to its first whole page. */
async function firstAnswer(args: readonly string[]): Promise<number> {
  const port = freePort();
  const start = performance.now();
  const child = denoOnServerCore(["run", "-A", ...args], { port, stderr: "piped" })
    .spawn();
  try {
    using socket = await connect(`http://127.0.0.1:${port}`, start + DEADLINE_MS);
    const { status } = await socket.ask(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    if (status !== 200) throw new Error(`Cannot use the first answer: its status is ${status}`);
    return performance.now() - start;
  } finally {
    child.kill("SIGKILL");
    await child.output();
  }
}

async function connect(url: string, deadline: number): Promise<HttpSocket> {
  while (true) {
    try {
      return await HttpSocket.open(url);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}
