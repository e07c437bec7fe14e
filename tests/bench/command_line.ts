/** What the bench's commands have in common: how they are called, what they print, how they end. */
import type { Plan } from "./figure.ts";

/** Options, such as `--quick`. */
export const options: ReadonlySet<string> = new Set(
  Deno.args.filter((arg) => arg.startsWith("--")),
);
export const plan: Plan = { quick: options.has("--quick") };

const named = Deno.args.filter((arg) => !arg.startsWith("--"));
const started = performance.now();
/** What the machine did before. */
export const load = Deno.loadavg()[0]!;

// Cut short, it still takes its servers along.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => Deno.exit(130));
}

/** Those of the subjects that are asked for: all, if none is named. Each is told of as its turn comes. */
export function* asked<M>(subjects: Readonly<Record<string, M>>): Generator<[string, M]> {
  for (const [subject, measure] of Object.entries(subjects)) {
    if (named.length > 0 && !named.includes(subject)) continue;
    tell(`${subject} …`);
    yield [subject, measure];
  }
}

/** How long it has taken so far. */
export function secondsTaken(): number {
  return Math.round((performance.now() - started) / 1000);
}

/** What a core that others use makes of figures: latencies are a matter of luck, ratios stand. */
export function circumstances(pinned: boolean): string {
  return `${secondsTaken()} s, load average ${load.toFixed(1)} before` +
    (pinned ? "" : ", not pinned to cores");
}

export function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

/** Progress, beside what is printed for good. */
export function tell(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${text}\n`));
}
