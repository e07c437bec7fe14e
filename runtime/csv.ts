/** Rows as comma-separated values (RFC 4180), for programs that open them as a table. */
import { plainText } from "./cell.ts";

/** Such a program takes a text that begins like this for a formula, and runs it. */
const FORMULA = /^[=+\-@\t\r]/;
/** A number is none, even one that is kept as text. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** One line with its end. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Texts that would be run as formulas get a `'` before them, which those programs do not show. */
function csvCell(cell: unknown): string {
  const text = Array.isArray(cell) && cell.every((inner) => typeof inner !== "object")
    ? cell.map(plainText).join(", ")
    : plainText(cell);
  const isNumber = typeof cell === "number" || typeof cell === "bigint" || NUMBER.test(text);
  const safe = !isNumber && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
