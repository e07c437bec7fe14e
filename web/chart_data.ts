/**
 * Reads a table as a chart: which columns are drawn, what kind of values they hold, and the marks that
 * come of them. `chart_spec.ts` says how those look. Columns are folded under names of our own, so that
 * one called "a.b[0]" or `"><img>` is only ever a title or a value, never a Vega field or expression.
 */
import type { Columns } from "../runtime/rows.ts";

/** The options of a simple chart that say what is drawn. */
export interface SimpleChartOptions {
  readonly x?: string | undefined;
  readonly y?: string | readonly string[] | undefined;
  readonly color?: string | undefined;
  readonly xLabel?: string | undefined;
  readonly yLabel?: string | undefined;
  readonly stack?: boolean | undefined;
  readonly horizontal?: boolean | undefined;
}

/** A column with its cells made plain: numbers, times in milliseconds, or text; null where missing. */
export interface ChartColumn {
  readonly name: string;
  readonly type: "number" | "time" | "text";
  readonly cells: readonly (number | string | null)[];
  /** Cells as people read them. */
  readonly labels: readonly string[];
}

/** Which columns go where. */
export interface ChartPlan {
  /** Null for the index. */
  readonly x: ChartColumn | null;
  readonly ys: readonly ChartColumn[];
  readonly color: ChartColumn | null;
  /** What paints a single series, where `color` is no column. */
  readonly paint: string | null;
}

/** One point of a line, one bar, one circle: a row of the folded data. */
export interface ChartMark {
  readonly x: number | string;
  readonly y: number | null;
  readonly series?: number | string;
  readonly hint: string;
}

/** Dates as JSON has them; a time without offset is taken as it stands. */
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const HEX_COLOR = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;

/** Finds the columns that the options name, or the ones to take without. */
export function planOf(data: Columns, options: SimpleChartOptions): ChartPlan {
  const x = options.x === undefined ? null : columnNamed(data, options.x);
  const painted = options.color !== undefined && HEX_COLOR.test(options.color) &&
    !data.names.includes(options.color);
  const color = options.color === undefined || painted ? null : columnNamed(data, options.color);
  const ys = options.y === undefined
    ? numericColumns(data, [options.x, options.color])
    : [options.y].flat().map((name) => numbersOf(columnNamed(data, name)));
  if (ys.length === 0 && data.rows.length > 0) {
    throw new RangeError(
      `Cannot draw chart: a column must hold numbers: received ${quoted(data.names)}`,
    );
  }
  if (color !== null && ys.length > 1) {
    throw new RangeError(
      `Cannot draw chart: y must be one column beside color "${color.name}": ` +
        `received ${quoted(ys.map((y) => y.name))}`,
    );
  }
  return { x, ys, color, paint: painted ? options.color! : null };
}

/** The marks of a plan, series after series, each in the order of its rows. */
export function marksOf({ x, ys, color }: ChartPlan, shape: {
  /** Whether each mark stands at its x as written, not at a place on a scale. */
  readonly named: boolean;
  /** Whether numbers in the color column shade the marks, not name their series. */
  readonly shaded: boolean;
}): ChartMark[] {
  const marks: ChartMark[] = [];
  for (const y of ys) {
    for (const [i, height] of y.cells.entries()) {
      const place = x === null ? i : x.cells[i]!;
      if (place === null) continue;
      const series = color === null
        ? (ys.length > 1 ? y.name : undefined)
        : (shape.shaded ? color.cells : color.labels)[i];
      marks.push({
        x: shape.named && x !== null ? x.labels[i]! : place,
        y: height as number | null,
        ...(series === undefined || series === null ? {} : { series }),
        // Marks at one place share the first line of their hints.
        hint: `${x === null ? i : x.labels[i]}\n${hintOf(y, i)}` +
          (color === null ? "" : `\n${hintOf(color, i)}`),
      });
    }
  }
  return marks;
}

function hintOf(column: ChartColumn, i: number): string {
  return `${column.name}: ${column.labels[i]}`;
}

function columnNamed(data: Columns, name: string): ChartColumn {
  const index = data.names.indexOf(name);
  if (index !== -1) return columnAt(data, index);
  throw new RangeError(`Cannot draw chart: column "${name}" must be one of ${quoted(data.names)}`);
}

function numericColumns(data: Columns, besides: readonly (string | undefined)[]): ChartColumn[] {
  return data.names
    .flatMap((name, index) => besides.includes(name) ? [] : [columnAt(data, index)])
    .filter((column) => column.type === "number");
}

/** The column, if it may stand for heights: numbers, or nothing at all. */
function numbersOf(column: ChartColumn): ChartColumn {
  const odd = column.cells.findIndex((cell) => cell !== null);
  if (column.type === "number" || odd === -1) return { ...column, type: "number" };
  throw new TypeError(
    `Cannot draw chart: column "${column.name}" must hold numbers: ` +
      `received ${column.type} "${column.labels[odd]}" in row ${odd}`,
  );
}

function columnAt(data: Columns, index: number): ChartColumn {
  const name = data.names[index]!;
  const cells = data.rows.map((row) => plainCell(row[index]));
  const present = cells.filter((cell) => cell !== null);
  if (present.length > 0 && present.every((cell) => typeof cell === "number")) {
    return { name, type: "number", cells: cells as (number | null)[], labels: cells.map(labelOf) };
  }
  const times = cells.map(timeOf);
  if (present.length > 0 && cells.every((cell, i) => cell === null || times[i] !== null)) {
    return { name, type: "time", cells: times, labels: times.map(timeLabel) };
  }
  const texts = cells.map((cell) => cell === null ? null : labelOf(cell));
  return { name, type: "text", cells: texts, labels: texts.map(labelOf) };
}

/** A cell as a number, Date or text; null where there is none. */
export function plainCell(cell: unknown): number | string | Date | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  if (typeof cell === "bigint") return Number(cell);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell;
  // Temporal's dates turn into text as ISO has it.
  return String(cell);
}

function timeOf(cell: number | string | Date | null): number | null {
  if (cell instanceof Date) return cell.getTime();
  const iso = typeof cell === "string" ? ISO.exec(cell) : null;
  if (iso === null) return null;
  // Charts are drawn in UTC: so a time without offset is shown as written, wherever the server stands.
  const zoned = iso[0].length === 10 || iso[1] !== undefined;
  const time = Date.parse(zoned ? iso[0] : `${iso[0]}Z`);
  return Number.isNaN(time) ? null : time;
}

function timeLabel(time: number | null): string {
  if (time === null) return "";
  return new Date(time).toISOString().replace("T", " ").replace(/( 00:00:00|:00)?\.000Z$|Z$/, "");
}

function labelOf(cell: number | string | Date | null): string {
  if (cell === null) return "";
  if (cell instanceof Date) return timeLabel(cell.getTime());
  if (typeof cell === "string") return cell;
  return String(Number.isInteger(cell) ? cell : Number(cell.toPrecision(6)));
}

function quoted(names: readonly string[]): string {
  return names.length === 0 ? "no columns" : names.map((name) => `"${name}"`).join(", ");
}
