import { put } from "../draw.ts";
import { currentScope } from "../scope.ts";
import type { Scope } from "../scope.ts";
import type { Session } from "../session.ts";

/** An error of the app, as its user may see it. */
export interface ExceptionElement {
  readonly kind: "exception";
  /** Ties the box to the line in the log. */
  readonly id: string;
  /** What went wrong; null where users are not to see it. */
  readonly details:
    | { readonly name: string; readonly message: string; readonly stack: string }
    | null;
}

/** An error of the author's code as an element. `expected`: its author draws it. */
export function exceptionOf(session: Session, error: unknown, expected = false): ExceptionElement {
  const { showErrorDetails } = session.options;
  // What its author draws with all details is no news for the log.
  const id = expected && showErrorDetails ? "" : session.reportError(error);
  return { kind: "exception", id, details: showErrorDetails ? detailsOf(error) : null };
}

function detailsOf(error: unknown): NonNullable<ExceptionElement["details"]> {
  if (!(error instanceof Error)) return { name: "Thrown", message: textOf(error), stack: "" };
  // The stack repeats name and message in its first lines.
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { name: error.name, message: error.message, stack: frames.join("\n") };
}

/** What was thrown, though it is no error. */
function textOf(thrown: unknown): string {
  try {
    return typeof thrown === "object" ? JSON.stringify(thrown) : String(thrown);
  } catch {
    // Cyclic, or without a text of its own.
    return "a value that has no text";
  }
}

/** Shows an error of the author's code where it happened, whatever state the run is in. */
export function drawError(scope: Scope, error: unknown): void {
  if (scope.run.isHalt(error)) return;
  scope.block.children.push(exceptionOf(scope.run.session, error));
  scope.run.progress();
}

/**
 * Draws an error: its message and stack in development, a number to look up in production.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   try {
 *     JSON.parse("{");
 *   } catch (error) {
 *     st.exception(error);
 *   }
 * });
 * ```
 */
export function exception(error: unknown): void {
  const scope = currentScope("exception()");
  put(scope, "exception()", exceptionOf(scope.run.session, error, true));
}
