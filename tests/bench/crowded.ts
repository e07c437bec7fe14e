/** Reruns on pages with much on them: what is not rerun should cost nothing. */
import { median, round } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { clickFor, OpenedPage } from "./load_client.ts";
import { ServerProcess } from "./server_process.ts";

const FRAGMENT = { label: "Rerun", region: "fragment" } as const;
const PAGE = { label: "Rerun page", region: "page" } as const;

export async function crowded({ quick }: Plan): Promise<Figure[]> {
  const rounds = quick ? 3 : 5;
  const ms = quick ? 300 : 700;
  const counts = [10, 1000, 10_000];
  await using stack = new AsyncDisposableStack();
  const subjects = [];
  for (const count of counts) {
    const server = stack.use(
      await ServerProcess.start("eddy", ["crowded", JSON.stringify({ count })]),
    );
    const page = stack.use(await OpenedPage.open(server.url));
    await clickFor([page], FRAGMENT, 3 * ms);
    server.hold();
    subjects.push({ count, server, page, cpu: [] as number[], p50: [] as number[] });
  }
  for (let i = 0; i < rounds; i++) {
    for (const { server, page, cpu, p50 } of subjects) {
      server.goOn();
      const before = await server.usage();
      const load = await clickFor([page], FRAGMENT, ms);
      cpu.push(((await server.usage()).cpu - before.cpu) / load.times);
      p50.push(load.p50);
      server.hold();
    }
  }
  const [few, ...more] = subjects;
  const figures = more.map(({ count, cpu, p50 }): Figure => ({
    name: `fragment rerun with ${count.toLocaleString("en")} elements outside`,
    value: median(cpu.map((time, i) => time / few!.cpu[i]!)),
    unit: "× with 10",
    detail: `${round(median(cpu))} / ${round(median(few!.cpu))} µs of processor, ` +
      `${round(median(p50))} / ${round(median(few!.p50))} ms`,
    // "Independent" as far as a noisy machine can tell.
    budget: { atMost: 1.15 },
  }));
  const thousand = subjects.find(({ count }) => count === 1000)!;
  thousand.server.goOn();
  return [...figures, await fullRun(thousand.server, thousand.page, 2 * ms)];
}

async function fullRun(server: ServerProcess, page: OpenedPage, ms: number): Promise<Figure> {
  await clickFor([page], PAGE, ms);
  const before = await server.usage();
  const load = await clickFor([page], PAGE, ms);
  const cpu = (await server.usage()).cpu - before.cpu;
  return {
    name: "1,000 elements in one page, full run",
    value: cpu / load.times / 1000,
    unit: "ms",
    detail: `processor time of the server, answer included; p50 ${
      round(load.p50)
    } ms; half widgets`,
    budget: { atMost: 10 },
  };
}
