/**
 * Reads a table as a chart: which columns are drawn, and what kind of values they hold. `chart_plot.ts`
 * makes a chart of what comes out.
 */
import type { SimpleChart } from "../runtime/elements/chart.ts";
import type { Columns } from "../runtime/rows.ts";
import { numberText, timeText } from "./assets/chart_scale.js";
import { wallClock } from "./wall_clock.ts";

type Reader = SimpleChart["reader"];

/** A column with its cells made plain: numbers, times in milliseconds, or text; null where missing. */
export interface ChartColumn {
  readonly name: string;
  readonly type: "number" | "time" | "text";
  readonly cells: readonly (number | string | null)[];
}

/** Which columns go where. */
export interface ChartPlan {
  /** Null for the index. */
  readonly x: ChartColumn | null;
  readonly ys: readonly ChartColumn[];
  readonly color: ChartColumn | null;
  /** What paints the series, one after the other, where `color` is no column. */
  readonly paints: readonly string[];
  readonly size: ChartColumn | null;
}

/** Dates as JSON has them; a time without offset is taken as it stands. */
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const HEX_COLOR = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
const DAY = 86_400_000;

/** Finds the columns that the options name, or the ones to take without. */
export function planOf({ data, options, reader }: SimpleChart): ChartPlan {
  const named = (name: string | undefined): ChartColumn | null => {
    if (name === undefined) return null;
    // No rows have no columns: a search that finds nothing is no mistake.
    if (data.rows.length === 0 && data.names.length === 0) return { name, type: "text", cells: [] };
    return columnAt(data, indexOf(data, name), reader);
  };
  const x = named(options.x);
  const paints = paintsOf(data, options.color);
  const color = paints.length > 0 ? null : named(options.color as string | undefined);
  const size = typeof options.size === "string" ? numbersOf(named(options.size)!) : null;
  const ys = options.y === undefined
    ? numericColumns(data, [options.x, options.color, options.size], reader)
    : [options.y].flat().map((name) => numbersOf(named(name)!));
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
  return { x, ys, color, paints, size };
}

/** Colours among what `color` says; none if it names a column. */
function paintsOf(data: Columns, color: SimpleChart["options"]["color"]): readonly string[] {
  if (color === undefined) return [];
  if (typeof color === "string") {
    return HEX_COLOR.test(color) && !data.names.includes(color) ? [color] : [];
  }
  const wrong = color.find((one) => !HEX_COLOR.test(one));
  if (wrong === undefined) return color;
  throw new RangeError(
    `Cannot draw chart: each color of a list must be like "#0a7" or "#00aa77": received "${wrong}"`,
  );
}

function indexOf({ names }: Columns, name: string): number {
  const index = names.indexOf(name);
  if (index !== -1) return index;
  throw new RangeError(`Cannot draw chart: column "${name}" must be one of ${quoted(names)}`);
}

function numericColumns(
  data: Columns,
  besides: readonly unknown[],
  reader: Reader,
): ChartColumn[] {
  const columns = data.names
    .flatMap((name, index) => besides.includes(name) ? [] : [columnAt(data, index, reader)]);
  const numbers = columns.filter(({ type }) => type === "number");
  // Nothing has been measured yet, which is no mistake.
  return numbers.length > 0
    ? numbers
    : columns.filter(({ cells }) => cells.every((cell) => cell === null)).map(numbersOf);
}

/** The column, if it may stand for heights: numbers, or nothing at all. */
function numbersOf(column: ChartColumn): ChartColumn {
  if (column.type === "number") return column;
  const odd = column.cells.findIndex((cell) => cell !== null);
  if (odd === -1) return { ...column, type: "number" };
  throw new TypeError(
    `Cannot draw chart: column "${column.name}" must hold numbers: ` +
      `received ${column.type} "${column.cells[odd]}" in row ${odd}`,
  );
}

/** The column of this index, its cells all of one kind. */
export function columnAt(data: Columns, index: number, reader: Reader): ChartColumn {
  const name = data.names[index]!;
  const cells: (number | string | Date | null)[] = new Array(data.rows.length);
  let [numbers, others] = [0, 0];
  for (let i = 0; i < cells.length; i++) {
    const cell = plainCell(data.rows[i]![index]);
    cells[i] = cell;
    if (typeof cell === "number") numbers++;
    else if (cell !== null) others++;
  }
  if (numbers > 0 && others === 0) {
    return { name, type: "number", cells: cells as (number | null)[] };
  }
  const times = others === 0 || numbers > 0 ? null : timesOf(cells, reader.timeZone);
  if (times !== null) return { name, type: "time", cells: times };
  return { name, type: "text", cells: cells.map((cell) => labelOf(cell, reader.locale)) };
}

/** A cell as a number, Date or text; null where there is none. */
export function plainCell(cell: unknown): number | string | Date | null {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "bigint") return Number(cell);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell;
  // Temporal's dates turn into text as ISO has it.
  return String(cell);
}

/**
 * Times as the reader's clock shows them; null if not all cells are times. Dates at midnight UTC are
 * days, which are the same everywhere, and so is what was written without a zone.
 */
function timesOf(
  cells: readonly (number | string | Date | null)[],
  timeZone: string,
): (number | null)[] | null {
  const times: (number | null)[] = [];
  const zoned: number[] = [];
  let days = true;
  for (const cell of cells) {
    const iso = typeof cell === "string" ? ISO.exec(cell) : null;
    if (cell === null) {
      times.push(null);
      continue;
    }
    if (iso === null && !(cell instanceof Date)) return null;
    const isZoned = iso === null || iso[1] !== undefined;
    const time = cell instanceof Date
      ? cell.getTime()
      : Date.parse(isZoned || iso![0].length === 10 ? iso![0] : `${iso![0]}Z`);
    if (Number.isNaN(time)) return null;
    if (isZoned) {
      zoned.push(times.length);
      days &&= time % DAY === 0;
    }
    times.push(time);
  }
  if (!days) { for (const i of zoned) times[i] = wallClock(times[i]!, timeZone); }
  return times;
}

/** A cell as people read it. */
export function labelOf(cell: number | string | Date | null, locale: string): string | null {
  if (typeof cell === "number") return numberText(cell, locale);
  return cell instanceof Date ? timeText(cell.getTime()) : cell;
}

/** A cell of a column as people read it. */
export function textOf({ type, cells }: ChartColumn, row: number, locale: string): string | null {
  const cell = cells[row]!;
  return type === "time" && cell !== null ? timeText(cell as number) : labelOf(cell, locale);
}

function quoted(names: readonly string[]): string {
  return names.length === 0 ? "no columns" : names.map((name) => `"${name}"`).join(", ");
}
