/**
 * The tables of `docs/performance.md`, from what the bench has measured: of one run by `deno task bench
 * --markdown`, of two by
 *
 *     deno task bench --json > first.json
 *     deno task bench --json > second.json
 *     deno run -R tests/bench/document.ts first.json second.json
 *
 * Figures are those of the second; where there are two, a table says how well they repeat.
 */
import { budgetText, markdownTable, round, spreadText, valueText, verdictText } from "./figure.ts";
import type { Figure } from "./figure.ts";

/** What `--json` prints, as far as it is needed here. */
interface Report {
  readonly figures: readonly Figure[];
}

/** Shares of a second figure in a first one that are no news. */
const APART = 0.15;

/** Where figures come under headings as they have in the document. */
export function documentOf(figures: readonly Figure[], first?: readonly Figure[]): string {
  const repeated = first === undefined ? [] : repeatsOf(first, figures);
  const parts: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ["**How well it repeats.**", repeated],
    ["## Against the budgets", budgetsOf(figures)],
    ["### Under load", loadsOf(figures)],
    ["### The rest", restOf(figures)],
  ];
  return parts.filter(([, rows]) => rows.length > 1)
    .map(([heading, rows]) => `${heading}\n\n${markdownTable(rows)}\n`).join("\n");
}

function budgetsOf(figures: readonly Figure[]): string[][] {
  const rows = figures.filter(({ budget }) => budget !== null).map((figure) => {
    const verdict = verdictText(figure);
    return [
      figure.name,
      valueText(figure),
      spreadText(figure),
      budgetText(figure.budget),
      verdict === "missed" ? `**${verdict}**` : verdict,
    ];
  });
  return [["figure", "measured", "rounds", "budget", ""], ...rows];
}

/** What is asked for is said once, above the numbers of connections. */
function loadsOf(figures: readonly Figure[]): string[][] {
  let before = "";
  const rows = figures.flatMap((figure) => {
    const { load } = figure;
    if (load === undefined) return [];
    const what = load.what === before ? "" : load.what;
    before = load.what;
    return [[
      what,
      String(load.connections),
      load.perSecond,
      `${round(figure.value)} (${spreadText(figure)})`,
      load.p50,
      load.p95,
      load.p99,
      load.cpu,
    ]];
  });
  return [[
    "asked for",
    "connections",
    "a second",
    "× bare (rounds)",
    "p50, ms",
    "p95, ms",
    "p99, ms",
    "processor, µs",
  ], ...rows];
}

function restOf(figures: readonly Figure[]): string[][] {
  const rows = figures.filter(({ load }) => load === undefined).map((figure) => {
    const rounds = spreadText(figure);
    return [figure.name, valueText(figure) + (rounds === "" ? "" : ` (${rounds})`), figure.detail];
  });
  return [["figure", "measured", "how"], ...rows];
}

/** What two runs have measured; who differs by more than a ratio may is in bold. */
function repeatsOf(first: readonly Figure[], second: readonly Figure[]): string[][] {
  const rows = first.flatMap((figure) => {
    const again = second.find(({ name }) => name === figure.name);
    if (again === undefined) return [];
    const apart = Math.abs(again.value / figure.value - 1);
    const text = `${Math.round(100 * apart)} %`;
    return [[
      figure.name,
      valueText(figure),
      valueText(again),
      apart > APART ? `**${text}**` : text,
    ]];
  });
  return [["figure", "first", "second", "apart"], ...rows];
}

function reportIn(path: string): Report {
  return JSON.parse(Deno.readTextFileSync(path)) as Report;
}

if (import.meta.main) {
  const [first, second] = Deno.args.map((path) => reportIn(path).figures);
  if (first === undefined) {
    throw new TypeError("Cannot write tables: name one or two files that --json has printed");
  }
  const text = documentOf(second ?? first, second === undefined ? undefined : first);
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
