/** What the app's operator reads. */

/** Logs an error of the author's code with the id that its user sees. */
export function logError(error: unknown, id: string | null): void {
  // deno-lint-ignore no-console -- the log is the console
  console.error(id === null ? "Error:" : `Error ${id}:`, error);
}
