/**
 * Measures Eddy against the budgets of its design and prints one table; with `--markdown`, those of
 * `docs/performance.md`.
 *
 *     deno task bench [--quick] [--json | --markdown] [SUBJECT…]
 *
 * Servers run on one core, one at a time; clients on the others. Figures that
 * are compared are measured in turns (A B A B), because a machine's mood changes by the minute.
 */
import { browser, firstPage } from "./browser.ts";
import { charts } from "./charts.ts";
import { asked, circumstances, load, options, plan, print, secondsTaken } from "./command_line.ts";
import { crowded } from "./crowded.ts";
import { documentOf } from "./document.ts";
import { isMet, tableOf } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";
import { memory } from "./memory.ts";
import { leaveServerCore } from "./server_process.ts";
import { resume } from "./resume.ts";
import { startup } from "./startup.ts";
import { tables } from "./tables.ts";
import { reruns, throughput } from "./throughput.ts";
import { ticks } from "./ticks.ts";
import { types } from "./types.ts";

const SUBJECTS: Readonly<Record<string, (plan: Plan) => Promise<Figure[]>>> = {
  reruns,
  throughput,
  browser,
  first: firstPage,
  crowded,
  memory,
  resume,
  startup,
  types,
  ticks,
  tables,
  charts,
};

const pinned = await leaveServerCore();
const figures: Figure[] = [];
const failures: { subject: string; reason: string }[] = [];
for (const [subject, measure] of asked(SUBJECTS)) {
  try {
    figures.push(...await measure(plan));
  } catch (error) {
    // The others can still be measured.
    failures.push({ subject, reason: String(error) });
  }
}

if (options.has("--json")) {
  const rows = figures.map((figure) => ({ ...figure, met: isMet(figure) }));
  const seconds = secondsTaken();
  print(
    JSON.stringify({ deno: Deno.version.deno, pinned, load, seconds, figures: rows, failures }),
  );
} else {
  print(options.has("--markdown") ? documentOf(figures) : tableOf(figures));
  for (const { subject, reason } of failures) print(`${subject}: could not be measured: ${reason}`);
  print(`Deno ${Deno.version.deno}, ${circumstances(pinned)}`);
}
// A client that was cut short may still have sockets open.
Deno.exit(failures.length > 0 ? 1 : 0);
