import { put } from "../draw.ts";
import { literal } from "../literal.ts";
import { currentScope } from "../scope.ts";
import type { Scope } from "../scope.ts";
import type { Instance } from "../fragment.ts";
import type { Session } from "../session.ts";
import type { Effect } from "../update.ts";
import { excerptOf, framesOf, placeOf } from "../stack.ts";
import type { Excerpt } from "../stack.ts";

/** What its author is told of an error. */
export interface ErrorDetails {
  readonly name: string;
  readonly message: string;
  /** Without Eddy's own frames. */
  readonly stack: string;
  /** While the app is being written: what it happened in, such as `fragment "clicks"`; null for the page. */
  readonly where: string | null;
  /** The same: the line that it comes from, such as `app.ts:12:5`, and those around it. */
  readonly source: { readonly place: string; readonly excerpt: Excerpt } | null;
}

/** An error of the app, as its user may see it. */
export interface ExceptionElement {
  readonly kind: "exception";
  /** Ties the box to the line in the log. */
  readonly id: string;
  /** What went wrong; null where users are not to see it. */
  readonly details: ErrorDetails | null;
}

/** What stands around an error. */
interface Circumstances {
  /** Its author draws it. */
  readonly expected?: boolean;
  /** What it happened in. */
  readonly instance?: Instance;
  /** The number under which the log has it already. */
  readonly known?: string | null;
}

/** An error of the author's code as an element. */
export function exceptionOf(
  session: Session,
  error: unknown,
  { expected = false, instance, known = null }: Circumstances = {},
): ExceptionElement {
  const { showErrorDetails } = session.options;
  // What its author draws with all details is no news for the log.
  const id = known ?? (expected && showErrorDetails ? "" : session.reportError(error));
  if (!showErrorDetails) return { kind: "exception", id, details: null };
  const isFragment = instance !== undefined && instance.definition !== null;
  const where = isFragment && session.options.readSource !== undefined ? instance.label : null;
  return { kind: "exception", id, details: { ...detailsOf(session, error), where } };
}

function detailsOf(session: Session, error: unknown): Omit<ErrorDetails, "where"> {
  if (!(error instanceof Error)) {
    return { name: "Thrown", message: textOf(error), stack: "", source: null };
  }
  const { name, message } = error;
  const frames = framesOf(error);
  return { name, message, stack: frames.join("\n"), source: sourceOf(session, frames) };
}

/** The innermost line of the author's own. */
function sourceOf(session: Session, frames: readonly string[]): ErrorDetails["source"] {
  for (const frame of frames) {
    const place = placeOf(frame);
    const source = place === null ? null : session.options.readSource?.(place.url) ?? null;
    if (place === null || source === null) continue;
    const excerpt = excerptOf(source.text, place);
    if (excerpt === null) continue;
    return { place: `${source.path}:${place.line}:${place.column}`, excerpt };
  }
  return null;
}

/** What its user is told of a callback that failed when its place was gone; the log has it. */
export function failedTooLate(session: Session, label: string, error: unknown): Effect {
  const { id, details } = exceptionOf(session, error);
  const what = details === null
    ? `Error ${id} is in the app's log.`
    : `${details.name}: ${details.message}`;
  const body = `“${label}” failed. ${literal(what)}`;
  return { kind: "toast", body, icon: "❌", duration: "infinite" };
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
  // What a replay comes upon was said when it happened.
  if (scope.run.isAbort(error) || scope.run.quiet) return;
  const { instance } = scope;
  instance.failed(error);
  scope.block.children.push(exceptionOf(scope.run.session, error, { instance }));
  scope.run.progress();
}

/**
 * Shows that a body has failed. One that a timer has run again, and that fails as it did before, is no
 * news: it keeps its number, so that neither the log nor a screen reader says it over and over.
 */
export function drawFailure(scope: Scope, error: unknown): void {
  const { run, instance, block } = scope;
  if (run.isAbort(error) || run.quiet) return;
  instance.failed(error);
  const text = error instanceof Error ? `${error.name}: ${error.message}` : textOf(error);
  const isNews = run.triggers.size > 0 || instance.failure?.text !== text;
  const known = isNews ? null : instance.failure!.id;
  const box = exceptionOf(run.session, error, { instance, known });
  instance.failure = { text, id: box.id };
  block.children.push(box);
  run.progress();
}

/**
 * Draws an error: in development its message and its stack without Eddy's own frames, and while the app
 * is being written the lines that it comes from; in production a number to look up.
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
  put(scope, "exception()", exceptionOf(scope.run.session, error, { expected: true }));
}
