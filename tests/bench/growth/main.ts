/**
 * How cost grows: with the size of the page, with the sessions held, with processes, with live streams.
 * Prints a table for each in Markdown, and draws its plot into `docs/growth`.
 *
 *     deno task bench:growth [--quick] [SUBJECT…]
 *
 * The short form draws nothing.
 */
import { asked, circumstances, plan, print } from "../command_line.ts";
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

const pinned = await leaveServerCore();
for (const [, measure] of asked(SUBJECTS)) {
  const { name, title, rows, plot, notes } = await measure(plan);
  print(`### ${title}\n\n${markdownTable(rows)}\n\n${notes}\n`);
  if (plan.quick) continue;
  await Deno.mkdir(FOLDER, { recursive: true });
  await Deno.writeTextFile(new URL(`${name}.svg`, FOLDER), drawPlot(plot));
}
print(
  `Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores, ${circumstances(pinned)}`,
);
Deno.exit(0);
