/** How late ticks come where more and more pages are watched. */
import { round } from "../figure.ts";
import type { Plan } from "../figure.ts";
import { climb } from "../ticks.ts";
import type { Growth } from "./subject.ts";

export async function streams({ quick }: Plan): Promise<Growth> {
  const sizes = quick ? [200, 500] : [1000, 2000, 5000, 7500, 10_000];
  const levels = await climb(sizes, quick ? 2000 : 8000);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return {
    name: "streams",
    title: "Live streams, each with a tick a second",
    rows: [
      ["streams", "ticks a second", "late by p50 / p95 / p99", "a tick", "core, server", "client"],
      ...levels.map(({ streams, perSecond, p50, p95, p99, busy, clientBusy }) => [
        streams.toLocaleString("en"),
        round(perSecond),
        `${[p50, p95, p99].map(round).join(" / ")} ms`,
        `${round(busy * 1e6 / perSecond)} µs`,
        percent(busy),
        percent(clientBusy),
      ]),
    ],
    plot: {
      title: "Lateness of ticks, by the number of live streams",
      x: { label: "live streams of one process, a tick a second each" },
      y: { label: "milliseconds from when a tick was due until its client read it" },
      lines: [
        { name: "p99", points: levels.map(({ streams, p99 }) => [streams, p99]) },
        { name: "p95", points: levels.map(({ streams, p95 }) => [streams, p95]) },
        { name: "p50", points: levels.map(({ streams, p50 }) => [streams, p50]) },
      ],
    },
    notes: "One process on one core, its clients on the other.",
  };
}
