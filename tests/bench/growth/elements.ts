/** What a rerun costs on a page with more and more around its fragment; and a full run, to compare. */
import { median, round } from "../figure.ts";
import type { Plan } from "../figure.ts";
import { clickFor, OpenedPage } from "../load_client.ts";
import { ServerProcess } from "../server_process.ts";
import type { Growth } from "./subject.ts";

const FRAGMENT = { label: "Rerun", region: "fragment" } as const;
const PAGE = { label: "Rerun page", region: "page" } as const;

export async function elements({ quick }: Plan): Promise<Growth> {
  const counts = quick ? [10, 1000] : [10, 100, 1000, 10_000, 100_000];
  const rounds = quick ? 2 : 11;
  const ms = quick ? 200 : 500;
  await using stack = new AsyncDisposableStack();
  const subjects = [];
  for (const count of counts) {
    const args = ["crowded", JSON.stringify({ count })];
    const server = stack.use(await ServerProcess.start("eddy", args));
    const page = stack.use(await OpenedPage.open(server.url));
    await clickFor([page], FRAGMENT, 6 * ms);
    server.hold();
    subjects.push({ count, server, page, fragment: [] as Cost[], full: [] as Cost[] });
  }
  // First all reruns: what full runs leave behind is not to be collected while these are timed.
  for (let i = 0; i < rounds; i++) {
    for (const { server, page, fragment } of subjects) {
      server.goOn();
      fragment.push(await cost(server, page, FRAGMENT, ms));
      server.hold();
    }
  }
  for (let i = 0; i < Math.ceil(rounds / 3); i++) {
    for (const { server, page, full } of subjects) {
      server.goOn();
      full.push(await cost(server, page, PAGE, ms));
      server.hold();
    }
  }
  const first = subjects[0]!;
  const cpu = (costs: readonly Cost[]) => median(costs.map((one) => one.cpu));
  const ratio = (costs: readonly Cost[]) =>
    median(costs.map((one, i) => one.cpu / first.fragment[i]!.cpu));
  return {
    name: "elements",
    title: "Elements outside of the fragment",
    rows: [
      ["elements", "fragment rerun", "× with 10", "p50 / p95", "full run"],
      ...subjects.map(({ count, fragment, full }) => [
        count.toLocaleString("en"),
        `${round(cpu(fragment))} µs`,
        round(ratio(fragment)),
        `${round(median(fragment.map(({ p50 }) => p50)))} / ${
          round(median(fragment.map(({ p95 }) => p95)))
        } ms`,
        `${round(cpu(full) / 1000)} ms`,
      ]),
    ],
    plot: {
      title: "Processor time of a rerun, by the size of the page",
      x: { label: "elements outside of the fragment", logarithmic: true },
      y: { label: "milliseconds", logarithmic: true },
      lines: [
        { name: "full run", points: subjects.map(({ count, full }) => [count, cpu(full) / 1000]) },
        {
          name: "fragment rerun",
          points: subjects.map(({ count, fragment }) => [count, cpu(fragment) / 1000]),
        },
      ],
    },
    notes:
      `Processor time of the server, medians of ${rounds} rounds; one connection, which clicks ` +
      "again after each answer. Half of the elements are widgets.",
  };
}

interface Cost {
  /** Microseconds of the server's processor. */
  readonly cpu: number;
  readonly p50: number;
  readonly p95: number;
}

async function cost(
  server: ServerProcess,
  page: OpenedPage,
  button: typeof FRAGMENT | typeof PAGE,
  ms: number,
): Promise<Cost> {
  await clickFor([page], button, ms / 5);
  const before = await server.usage();
  const { times, p50, p95 } = await clickFor([page], button, ms);
  return { cpu: ((await server.usage()).cpu - before.cpu) / times, p50, p95 };
}
