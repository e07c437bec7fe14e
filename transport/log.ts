/**
 * What the app's operator reads: lines for people, or with `EDDY_LOG=json`, one JSON object a line for
 * whatever collects them.
 */

/** Logs an error of the author's code with the id that its user sees. */
export function logError(error: unknown, id: string | null): void {
  const line = isStructured()
    ? [record("error", messageOf(error), { ...(id !== null && { id }), error: plain(error) })]
    : [id === null ? "Error:" : `Error ${id}:`, error];
  // deno-lint-ignore no-console -- the log is the console
  console.error(...line);
}

/** More than this is no longer read by anybody. */
const MAX_WARNINGS = 100;
const warnings = new Set<string>();

/** Logs something that its operator should mend; the same words once. */
export function logWarning(text: string): void {
  if (warnings.has(text) || warnings.size >= MAX_WARNINGS) return;
  warnings.add(text);
  logNews(text);
}

/** Logs what has happened to what the app needs: each time that it does. */
export function logNews(text: string): void {
  // deno-lint-ignore no-console -- the log is the console
  console.warn(isStructured() ? record("warning", text) : `Warning: ${text}`);
}

let structured: boolean | undefined;

function isStructured(): boolean {
  return structured ??= Deno.env.get("EDDY_LOG") === "json";
}

/** One line. */
function record(level: "error" | "warning", message: string, more: object = {}): string {
  return JSON.stringify({ time: new Date().toISOString(), level, message, ...more });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : Deno.inspect(error);
}

/** Causes that deep are no help to anybody, and may go round in a circle. */
const MAX_CAUSES = 5;

/** An error as data, with what caused it. */
function plain(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { message: Deno.inspect(error) };
  const { name, message, stack, cause } = error;
  const isShown = cause !== undefined && depth < MAX_CAUSES;
  return { name, message, stack, ...(isShown && { cause: plain(cause, depth + 1) }) };
}
