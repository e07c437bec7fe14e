/** One measured figure, what DESIGN.md allows for it, and how a list of them is printed. */

/** What a figure may be. */
export type Budget = { readonly atMost: number } | { readonly atLeast: number };

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The lowest and the highest of the rounds that `value` is the median of. */
  readonly spread?: readonly [lowest: number, highest: number];
  /** How it came about: absolute figures, the method. */
  readonly detail: string;
  /** The same for a table of loads. */
  readonly load?: UnderLoad;
  /** Null for a figure that only explains another one. */
  readonly budget: Budget | null;
}

/** Requests under load: of Eddy, and of the bare handler, as they are printed. */
export interface UnderLoad {
  readonly what: string;
  readonly connections: number;
  readonly perSecond: string;
  /** Milliseconds. */
  readonly p50: string;
  readonly p95: string;
  readonly p99: string;
  /** Microseconds of processor for one answer. */
  readonly cpu: string;
}

/** How much is measured: everything, or just enough to see that nothing fell over. */
export interface Plan {
  readonly quick: boolean;
}

/** Whether the budget is met; null if there is none. */
export function isMet({ value, budget }: Figure): boolean | null {
  if (budget === null) return null;
  return "atMost" in budget ? value <= budget.atMost : value >= budget.atLeast;
}

/** All figures as one table of text. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ["figure", "value", "rounds", "budget", "", "how"],
    ...figures.map((figure) => [
      figure.name,
      valueText(figure),
      spreadText(figure),
      budgetText(figure.budget),
      verdictText(figure),
      figure.detail,
    ]),
  ];
  return rowsOf(rows).map((cells) => cells.join("  ").trimEnd()).join("\n");
}

/** A table of Markdown, aligned for those who read its text; the first row is its head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [head, ...body] = rowsOf(rows);
  return [line(head!), line(head!.map((cell) => "-".repeat(cell.length))), ...body.map(line)]
    .join("\n");
}

/** Cells of a column as wide as its widest. */
function rowsOf(rows: readonly (readonly string[])[]): string[][] {
  const widths = rows[0]!.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]!.length))
  );
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)));
}

/** The lowest and the highest. */
export function spread(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** As it is printed, with its unit. */
export function valueText({ value, unit }: Figure): string {
  return `${round(value)} ${unit}`;
}

/** The lowest and the highest round, if there were some. */
export function spreadText({ spread }: Figure): string {
  return spread?.map(round).join("–") ?? "";
}

export function budgetText(budget: Budget | null): string {
  if (budget === null) return "";
  return "atMost" in budget ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`;
}

export function verdictText(figure: Figure): string {
  const met = isMet(figure);
  return met === null ? "" : met ? "met" : "missed";
}

/** Three digits that mean something; more would be noise. */
export function round(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return Number(value.toFixed(Math.min(digits, 3))).toLocaleString("en");
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share `q` of all values stays below. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
