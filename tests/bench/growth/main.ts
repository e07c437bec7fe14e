/**
 * How cost grows: with the size of the page, with the sessions held, with processes, with live streams.
 * Prints a table for each in Markdown, and draws its plot into `docs/growth`.
 *
 *     deno task bench:growth [--quick] [SUBJECT…]
 *
 * The short form draws nothing.
 */
import { markdownTable } from "../figure.ts";
import type { Plan } from "../figure.ts";
import { leaveServerCore } from "../server_process.ts";
import { elements } from "./elements.ts";
import { drawPlot } from "./plot.ts";
import { processes } from "./processes.ts";
import { sessions } from "./sessions.ts";
import { streams } from "./streams.ts";
import type { Growth } from "./subject.ts";

const SUBJECTS: Readonly<Record<string, (plan: Plan) => Promise<Growth>>> = {
  elements,
  sessions,
  processes,
  streams,
};
const FOLDER = new URL("../../../docs/growth/", import.meta.url);

const options = new Set(Deno.args.filter((arg) => arg.startsWith("--")));
const named = Deno.args.filter((arg) => !arg.startsWith("--"));
const plan: Plan = { quick: options.has("--quick") };
const started = performance.now();
const load = Deno.loadavg()[0]!;

// Cut short, it still takes its servers along.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => Deno.exit(130));
}

const pinned = await leaveServerCore();
for (const [subject, measure] of Object.entries(SUBJECTS)) {
  if (named.length > 0 && !named.includes(subject)) continue;
  tell(`${subject} …`);
  const { name, title, rows, plot, notes } = await measure(plan);
  print(`### ${title}\n\n${markdownTable(rows)}\n\n${notes}\n`);
  if (plan.quick) continue;
  await Deno.mkdir(FOLDER, { recursive: true });
  await Deno.writeTextFile(new URL(`${name}.svg`, FOLDER), drawPlot(plot));
}
const seconds = Math.round((performance.now() - started) / 1000);
print(
  `Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores, ${seconds} s, load average ` +
    `${load.toFixed(1)} before${pinned ? "" : ", not pinned to cores"}`,
);
Deno.exit(0);

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

/** Progress, beside what is printed for good. */
function tell(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${text}\n`));
}
