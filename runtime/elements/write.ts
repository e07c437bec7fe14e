import { dateInWords } from "../cell.ts";
import { isThenable } from "../fragment.ts";
import { drawLater } from "../later.ts";
import { readerOf } from "../reader.ts";
import type { Rows } from "../rows.ts";
import type { Run } from "../run.ts";
import { currentScope } from "../scope.ts";
import { drawStream, isPieceStream } from "../stream.ts";
import { vegaLiteChart } from "./vega_lite_chart.ts";
import { code } from "./code.ts";
import { container } from "./container.ts";
import { exception } from "./exception.ts";
import { html, isSafeHtml } from "./html.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import { table } from "./table.ts";

/**
 * Draws anything by its type. Text and numbers are Markdown, a date is written in the reader's language,
 * a URL is a link, an error a box, an array of objects a table, a Vega-Lite spec a chart, markup of
 * `hono/html` is itself, any other object a tree. A promise is drawn once it is there, a stream as it
 * comes. Of several values each is drawn in turn, and text that adjoins is one text.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.write("The answer is", 42);
 *   st.write([{ city: "Vienna", orders: 12 }, { city: "Graz", orders: 3 }]);
 *   st.write(Promise.resolve("*later*"));
 * });
 * ```
 */
export function write(...values: unknown[]): void {
  const { run, block } = currentScope("write()");
  const parts: (string | object)[] = [];
  for (const value of values) {
    const part = inWords(value, run) ?? value as object;
    const before = parts.at(-1);
    if (typeof part === "string" && typeof before === "string") {
      parts[parts.length - 1] = `${before} ${part}`;
    } else parts.push(part);
  }
  // A slot would keep only the last of them.
  if (parts.length > 1 && block.kind === "slot") container()(() => parts.forEach(writePart));
  else parts.forEach(writePart);
}

function writePart(part: string | object): void {
  if (typeof part === "string") markdown(part);
  else element(part);
}

/** What can stand within a line, as Markdown; null for anything else. */
function inWords(value: unknown, run: Run): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "function") return null;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return dateInWords(value, readerOf(run));
  if (value instanceof URL) return `<${value.href}>`;
  if (Object.prototype.toString.call(value).startsWith("[object Temporal.")) return String(value);
  return null;
}

function element(value: object): void {
  if (typeof value === "function") return code(signatureOf(value as () => unknown));
  if (value instanceof Error) return exception(value);
  if (value instanceof RegExp) return code(String(value));
  if (isSafeHtml(value)) return html(value);
  if (isThenable(value)) return drawLater("write()", value, (value) => write(value));
  if (isPieceStream(value)) return void drawStream("write()", value, (piece) => write(piece));
  if (isRows(value)) return table(value);
  if (isVegaLite(value)) return void vegaLiteChart(value);
  json(value);
}

/** An array of plain objects. */
function isRows(value: object): value is Rows & object {
  return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isVegaLite(value: object): value is Record<string, unknown> {
  const { $schema } = value as { $schema?: unknown };
  return typeof $schema === "string" && $schema.includes("vega-lite");
}

const LONGEST_SIGNATURE = 200;

/** What a function is called with, without what it does. */
function signatureOf(value: () => unknown): string {
  const source = Function.prototype.toString.call(value);
  const head = /^class\b/.test(source)
    ? source.slice(0, source.indexOf("{"))
    : /^(?:async\s*)?[^(=]*(?:\([^]*?\)(?=\s*(?:=>|\{))|=>)/.exec(source)?.[0] ?? value.name;
  const text = head.replace(/=>$/, "").replace(/\s+/g, " ").trim();
  const named = text.startsWith("(") || text.startsWith("async (") ? `${value.name}${text}` : text;
  return named.length > LONGEST_SIGNATURE ? `${named.slice(0, LONGEST_SIGNATURE)} …` : named;
}
