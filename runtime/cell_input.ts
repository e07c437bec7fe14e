/**
 * Cells as somebody enters them: what a cell holds as text, for them to begin with, and the value that
 * a text stands for, checked against what its column takes.
 */
import { isTooDeep } from "./json_depth.ts";
import type { TableColumn } from "./table_column.ts";
import { dateOfWallTime, wallTime } from "./wall_time.ts";
import type { Decoded } from "./widget.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;
/** More parts than anybody puts into one cell: each is drawn, and a post has room for a million. */
const MOST_PARTS = 1_000;
/** A step of 0.1 is never met exactly. */
const TOLERANCE = 1e-9;

/** Whether cells of this column can be entered: pictures of numbers cannot. */
export function isEntered({ type, disabled }: TableColumn): boolean {
  return !disabled && type !== "line" && type !== "area" && type !== "bar";
}

/** What somebody who changes the cell begins with. */
export function cellInput(column: Pick<TableColumn, "type" | "timeZone">, cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (column.type === "json") return JSON.stringify(cell);
  if (column.type === "select") return optionText(cell);
  if (Array.isArray(cell)) return cell.map(optionText).join(", ");
  if (!(cell instanceof Date)) {
    return typeof cell === "object" && !(cell instanceof URL) ? JSON.stringify(cell) : String(cell);
  }
  if (Number.isNaN(cell.getTime())) return "";
  if (column.type === "date") return cell.toISOString().slice(0, 10);
  if (column.type === "time") return cell.toISOString().slice(11, 19);
  return wallTime(cell, column.timeZone);
}

/** How an option is called. */
export function optionText(option: unknown): string {
  return typeof option === "object" && option !== null ? JSON.stringify(option) : String(option);
}

/** The value that a text stands for. Nothing entered is no value: null, in a column of texts "". */
export function enteredCell(column: TableColumn, text: string): Decoded<unknown> {
  if (text === "") {
    return column.required ? refused(column, "needs a value") : ok(emptyCell(column));
  }
  const { type } = column;
  switch (type) {
    case "number":
    case "progress":
      return enteredNumber(column, text);
    case "checkbox":
      return text === "true" || text === "false"
        ? ok(text === "true")
        : refused(column, "takes yes or no");
    case "select": {
      const option = (column.options ?? []).find((option) => optionText(option) === text);
      return option === undefined ? refused(column, "does not offer that") : ok(option);
    }
    case "multiselect": {
      const chosen = namedOptions(text, column.options ?? []);
      return chosen === null ? refused(column, "does not offer that") : ok(chosen);
    }
    case "list": {
      const entered = parts(text);
      return entered.length > MOST_PARTS
        ? refused(column, `takes ${MOST_PARTS} parts at most`)
        : ok(entered);
    }
    case "date":
    case "datetime":
    case "time":
      return enteredTime(column, type, text);
    case "json":
      if (isTooDeep(text)) return refused(column, "takes nothing that is nested so deeply");
      try {
        return ok(JSON.parse(text));
      } catch {
        // It says so itself.
        return refused(column, "takes JSON");
      }
    default:
      return enteredText(column, text);
  }
}

/** What a cell without a value holds. */
export function emptyCell({ type }: TableColumn): unknown {
  return type === "text" || type === "markdown" ? "" : null;
}

function enteredText(column: TableColumn, text: string): Decoded<unknown> {
  const { maxChars, validate, required } = column;
  if (required && text.trim() === "") return refused(column, "needs a value");
  if (maxChars !== null && [...text].length > maxChars) {
    return refused(column, `takes ${maxChars} characters`);
  }
  // A pattern with a flag "g" remembers where it was.
  if (
    validate !== null &&
    !new RegExp(validate.source, validate.flags.replace(/[gy]/g, "")).test(text)
  ) {
    return refused(column, "does not take that");
  }
  if (text !== text.toWellFormed()) return refused(column, "takes whole characters");
  return ok(text);
}

function enteredNumber(column: TableColumn, text: string): Decoded<unknown> {
  const { min, max, step } = column;
  const value = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(value)) return refused(column, "takes a number");
  if (typeof min === "number" && value < min) return refused(column, `takes ${min} or more`);
  if (typeof max === "number" && value > max) return refused(column, `takes ${max} or less`);
  if (step !== null) {
    const steps = (value - (typeof min === "number" ? min : 0)) / step;
    if (Math.abs(steps - Math.round(steps)) > TOLERANCE * Math.max(1, Math.abs(steps))) {
      return refused(column, `takes steps of ${step}`);
    }
  }
  return ok(value);
}

function enteredTime(
  column: TableColumn,
  type: "date" | "datetime" | "time",
  text: string,
): Decoded<unknown> {
  const { min, max, holdsDates, timeZone } = column;
  const [day = "", time = ""] = type === "time" ? ["1970-01-01", text] : text.split("T");
  const isDay = DAY.test(day) && !Number.isNaN(Date.parse(day)) &&
    new Date(day).toISOString().startsWith(day);
  const isTime = type === "date" ? !text.includes("T") : TIME.test(time);
  if (!isDay || !isTime || text.split("T").length > 2) return refused(column, `takes a ${type}`);
  // Texts of ISO 8601 sort as the times that they stand for.
  if (typeof min === "string" && text < min) return refused(column, `takes ${min} or later`);
  if (typeof max === "string" && text > max) return refused(column, `takes ${max} or earlier`);
  if (!holdsDates) return ok(text);
  if (type === "datetime") return ok(dateOfWallTime(text, timeZone));
  return ok(new Date(type === "date" ? `${day}T00:00Z` : `${day}T${time}Z`));
}

/** The options that a text names, with commas between them; null if it names another. */
function namedOptions(text: string, options: readonly unknown[]): unknown[] | null {
  // There may be commas in an option: the longest first, as the browser has it.
  const byLength = options.map((option) => ({ option, name: optionText(option) }))
    .filter(({ name }) => name !== "")
    .sort((a, b) => b.name.length - a.name.length);
  const chosen: unknown[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const next = byLength.find(({ name }) =>
      rest.startsWith(name) && /^\s*(,|$)/.test(rest.slice(name.length))
    );
    if (next === undefined || chosen.length === MOST_PARTS) return null;
    chosen.push(next.option);
    rest = rest.slice(next.name.length).replace(/^\s*,?\s*/, "");
  }
  return chosen;
}

function parts(text: string): string[] {
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

function ok(value: unknown): Decoded<unknown> {
  return { ok: true, value };
}

function refused({ label }: TableColumn, why: string): Decoded<unknown> {
  return { ok: false, reason: `column "${label}" ${why}` };
}
