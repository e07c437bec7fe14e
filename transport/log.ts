/** What the app's operator reads. */

/** Logs an error of the author's code with the id that its user sees. */
export function logError(error: unknown, id: string | null): void {
  // deno-lint-ignore no-console -- the log is the console
  console.error(id === null ? "Error:" : `Error ${id}:`, error);
}

/** More than this is no longer read by anybody. */
const MAX_WARNINGS = 100;
const warnings = new Set<string>();

/** Logs something that its operator should mend; the same words once. */
export function logWarning(text: string): void {
  if (warnings.has(text) || warnings.size >= MAX_WARNINGS) return;
  warnings.add(text);
  // deno-lint-ignore no-console -- the log is the console
  console.warn(`Warning: ${text}`);
}

/** Logs what has happened to what the app needs. */
export function logNews(text: string): void {
  // deno-lint-ignore no-console -- the log is the console
  console.warn(`Warning: ${text}`);
}
