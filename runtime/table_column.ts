/**
 * Columns of tables that can be used: what is in them, how it is written, what may be entered. An author
 * says it, or it is told from the first cells.
 */
import { cellWriter, isDay } from "./cell.ts";
import { buttonColumns } from "./grid_buttons.ts";
import type { PressedRow } from "./grid_buttons.ts";
import { cellInput, optionText } from "./cell_input.ts";
import { dateFormat } from "./date_format.ts";
import { numberFormat } from "./number_format.ts";
import type { Reader } from "./reader.ts";

/** What the cells of a column hold. */
export type ColumnType =
  | "text"
  | "number"
  | "button"
  | "checkbox"
  | "select"
  | "multiselect"
  | "date"
  | "datetime"
  | "time"
  | "link"
  | "image"
  | "list"
  | "line"
  | "area"
  | "bar"
  | "progress"
  | "json"
  | "markdown";

const TYPES = Object.keys(
  {
    text: true,
    number: true,
    button: true,
    checkbox: true,
    select: true,
    multiselect: true,
    date: true,
    datetime: true,
    time: true,
    link: true,
    image: true,
    list: true,
    line: true,
    area: true,
    bar: true,
    progress: true,
    json: true,
    markdown: true,
  } satisfies Record<ColumnType, true>,
) as readonly ColumnType[];

/** How a column of `dataframe()` or `dataEditor()` looks, and what may be entered into it. */
export interface ColumnConfig {
  /** Stands above the column. Default: its name. */
  label?: string;
  /** What its cells hold. Default: what the first of them look like. */
  type?: ColumnType;
  /**
   * How its cells are written. Numbers: as for `metric()`, such as `"euro"` or `"%.1f km"`. Dates and
   * times: `"short"`, `"medium"`, `"long"`, `"full"` or `"relative"`. Links and buttons: the words to
   * press.
   */
  format?: string;
  /** In pixels, or about as wide as 8, 16 or 32 letters. Default: as its cells are. */
  width?: number | "small" | "medium" | "large";
  /** Where its cells stand. Default: numbers to the right, all else to the left. */
  alignment?: "left" | "center" | "right";
  /**
   * Stands before the columns that are not, and stays there as they are scrolled sideways, as long as
   * most of the table is left for them.
   */
  pinned?: boolean;
  /** Shown on hover and focus of a question mark beside the label. */
  help?: string;
  /** Not shown, searched or saved. */
  hidden?: boolean;
  /** What can be chosen in a column of type `"select"` or `"multiselect"`. */
  options?: readonly unknown[];
  /** Least number, date or time taken; where a chart or a bar begins. */
  min?: number | string;
  /** Largest number, date or time taken; where a chart or a bar ends. */
  max?: number | string;
  /** Numbers taken are whole steps from `min`, or from 0. */
  step?: number;
  /** Longest text taken. */
  maxChars?: number;
  /** What a text must match. */
  validate?: RegExp;
  /** Cannot be left empty. */
  required?: boolean;
  /** Cannot be changed. */
  disabled?: boolean;
  /** What a new row begins with. */
  default?: unknown;
  /**
   * What pressing a button does, before the page or fragment reruns: of a column of type `"button"`,
   * which need not be one of the data. Buttons of `dataframe()` only.
   */
  onClick?: (row: PressedRow) => unknown;
}

/** A column as it is drawn. */
export interface TableColumn {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  /** Its cells are numbers, which stand below each other. */
  readonly numeric: boolean;
  /** Where its cells stand, if that is not where those of its kind do. */
  readonly alignment: "left" | "center" | "right" | null;
  /** Stays where it is as the others are scrolled. */
  readonly pinned: boolean;
  readonly help: string | null;
  readonly width: number | "small" | "medium" | "large" | null;
  readonly format: string | null;
  readonly options: readonly unknown[] | null;
  readonly min: number | string | null;
  readonly max: number | string | null;
  readonly step: number | null;
  readonly maxChars: number | null;
  readonly validate: RegExp | null;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly default: unknown;
  /** Its cells are Dates, not texts. */
  readonly holdsDates: boolean;
  /** How what can be chosen is called. */
  readonly choices: readonly string[] | null;
  /** Times of day are its reader's. */
  readonly timeZone: string;
  /** Writes a cell. */
  readonly text: (cell: unknown) => string;
  /** What somebody who changes a cell begins with. */
  readonly input: (cell: unknown) => string;
}

/** What is known of a table's columns before they are drawn. */
export interface ColumnSource {
  /** All columns of the data. */
  readonly names: readonly string[];
  /** The first cells of a column. */
  readonly sample: (name: string) => readonly unknown[];
  readonly columns: Readonly<Record<string, ColumnConfig | string>>;
  /** Those to be drawn, in this order. */
  readonly order: readonly string[] | undefined;
  readonly reader: Reader;
}

/**
 * The columns to be drawn.
 *
 * @throws {RangeError} If there is no such type, or `min` is above `max`.
 * @throws {SyntaxError} If a format cannot be read.
 */
export function columnsToDraw(source: ColumnSource): TableColumn[] {
  const { names, sample, columns, order, reader } = source;
  // Where there are no rows to tell, columns are what the author says of them.
  const all = names.length === 0 ? Object.keys(columns) : [
    ...names,
    ...buttonColumns(columns).map(([name]) => name).filter((name) => !names.includes(name)),
  ];
  const drawn = order === undefined ? all : order.filter((name) => all.includes(name));
  const shown = drawn.flatMap((name) => {
    const given = Object.hasOwn(columns, name) ? columns[name]! : {};
    const config = typeof given === "string" ? { label: given } : given;
    return config.hidden ? [] : [columnOf(name, config, sample(name), reader)];
  });
  return [...shown.filter(({ pinned }) => pinned), ...shown.filter(({ pinned }) => !pinned)];
}

function columnOf(
  name: string,
  config: ColumnConfig,
  sample: readonly unknown[],
  reader: Reader,
): TableColumn {
  const present = sample.filter((cell) => cell !== null && cell !== undefined);
  const type = config.type ?? typeOf(present);
  const { min = null, max = null, options = null } = config;
  if (!TYPES.includes(type)) {
    throw new RangeError(
      `Cannot draw column "${name}" as type must be one of ${TYPES.join(", ")}: received "${type}"`,
    );
  }
  if (min !== null && max !== null && min > max) {
    throw new RangeError(
      `Cannot draw column "${name}" as min must be <= max: received min ${min}, max ${max}`,
    );
  }
  if ((type === "select" || type === "multiselect") && config.type !== undefined && !options) {
    throw new TypeError(`Cannot draw column "${name}" as type "${type}" needs options`);
  }
  const column: Omit<TableColumn, "input"> = {
    name,
    label: config.label ?? name,
    type,
    numeric: type === "number",
    alignment: config.alignment ?? null,
    pinned: config.pinned ?? false,
    help: config.help ?? null,
    width: config.width ?? null,
    format: config.format ?? null,
    options,
    min,
    max: max ?? (type === "progress" ? fullOf(present) : null),
    step: config.step ?? null,
    maxChars: config.maxChars ?? null,
    validate: config.validate ?? null,
    required: config.required ?? false,
    disabled: config.disabled ?? false,
    default: config.default ?? null,
    holdsDates: present.some((cell) => cell instanceof Date),
    choices: options?.map(optionText) ?? null,
    timeZone: reader.timeZone,
    text: writerOf(type, config, present, reader),
  };
  return { ...column, input: (cell) => cellInput(column, cell) };
}

/** What cells look like. */
function typeOf(cells: readonly unknown[]): ColumnType {
  const all = (is: (cell: unknown) => boolean) => cells.length > 0 && cells.every(is);
  if (all((cell) => typeof cell === "boolean")) return "checkbox";
  if (all((cell) => typeof cell === "number" || typeof cell === "bigint")) return "number";
  if (all((cell) => cell instanceof Date)) {
    return cells.every((cell) => isDay(cell as Date)) ? "date" : "datetime";
  }
  if (all((cell) => cell instanceof URL)) return "link";
  if (all(Array.isArray)) return "list";
  return "text";
}

/** Shares of 1, or percents. */
function fullOf(cells: readonly unknown[]): number {
  return cells.every((cell) => Number(cell) <= 1) ? 1 : 100;
}

function writerOf(
  type: ColumnType,
  { format, max }: ColumnConfig,
  cells: readonly unknown[],
  reader: Reader,
): (cell: unknown) => string {
  const plain = cellWriter(cells, reader);
  switch (type) {
    case "button":
      return (cell) => format ?? plain(cell);
    case "number":
    case "progress": {
      const isShare = type === "progress" && (max ?? fullOf(cells)) === 1;
      const name = format ?? (isShare ? "percent" : null);
      if (name === null) return plain;
      const write = numberFormat(name, reader.locale);
      return (cell) => typeof cell === "number" ? write(cell) : plain(cell);
    }
    case "date":
    case "datetime":
    case "time": {
      if (format === undefined) return isoWriter(type, plain);
      const write = dateFormat(format, type, reader);
      return (cell) => write(cell) ?? plain(cell);
    }
    case "list":
    case "multiselect":
      return (cell) => Array.isArray(cell) ? cell.map(plain).join(", ") : plain(cell);
    case "line":
    case "area":
    case "bar":
      return (cell) => isNumbers(cell) ? Array.from(cell, String).join(", ") : plain(cell);
    default:
      return plain;
  }
}

/** As ISO 8601 has it, with a space between day and time. */
function isoWriter(
  type: "date" | "datetime" | "time",
  plain: (cell: unknown) => string,
): (cell: unknown) => string {
  return (cell) => {
    const text = typeof cell === "number" ? plain(new Date(cell)) : plain(cell);
    if (type === "time" && cell instanceof Date) return text.slice(11) || "00:00";
    if (type === "date") return text.slice(0, 10);
    return typeof cell === "string" ? text.replace("T", " ") : text;
  };
}

/** Whether a cell holds the numbers of a small chart. */
export function isNumbers(cell: unknown): cell is ArrayLike<number> & Iterable<number> {
  return Array.isArray(cell) || (ArrayBuffer.isView(cell) && !(cell instanceof DataView));
}
