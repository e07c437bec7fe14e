/**
 * A dialog that outlives the page run which opened it: runs that its user has not asked for leave it open,
 * and a process that makes the page again opens it once more.
 */
import { placeDialog } from "./dialog.ts";
import type { DialogBlock } from "./dialog.ts";
import type { Instance } from "./fragment.ts";
import type { FragmentId } from "./ids.ts";
import { keepDrawn, refresh } from "./memo.ts";
import { lookOf, openerOf } from "./openers.ts";
import { noData } from "./plain_data.ts";
import type { Run } from "./run.ts";
import type { Roots, Session } from "./session.ts";

/** How the open dialog was called: plain data, for any store. */
export interface DialogCall {
  readonly title: string;
  /** Of its body. */
  readonly look: string;
  /** What it was called with; null if that is no plain data. */
  readonly args: readonly unknown[] | null;
  /** The run that opened it. */
  readonly opened: number;
  readonly page: string | null;
}

/** How the dialog that is open in a session was called; null if none is. */
export function openDialogOf(session: Session): DialogCall | null {
  const [block] = session.roots.dialogs.children;
  if (block?.kind !== "dialog") return null;
  const { title, opened } = block;
  const instance = instanceIn(session, block);
  if (instance === undefined) return null;
  const { definition, args, page } = instance;
  const look = lookOf(title, definition!.body);
  return { title, look, args: noData(args) === null ? args : null, opened, page };
}

/** What its user is told of a dialog that could not be left open. */
export function closedByItself({ title }: DialogCall): string {
  return `“${title}” was closed, as this page was put away and made again. What was entered there was not kept.`;
}

/**
 * Leaves the dialog open that is, in a page run that its user has not asked for: its areas are new. In one
 * that has come with time, what the page's own code had opened is that code's to open again.
 */
export function leaveOpen(run: Run, { dialogs }: Roots): void {
  const [block] = dialogs.children;
  if (block?.kind !== "dialog") return;
  if (!block.asked && run.reasons.some(({ cause }) => cause === "time")) return;
  refresh(run, block);
  run.session.roots.dialogs.children.push(block);
}

/** All that stands in the dialog that was left open, unless another one was opened since, is drawn as it is. */
export function keepOpen(run: Run): void {
  const { session, dialog } = run;
  const [block] = session.roots.dialogs.children;
  if (block?.kind !== "dialog" || dialog !== null) return;
  const instance = instanceIn(session, block);
  if (instance !== undefined) keepDrawn(run, instance);
  const dismiss = block.dismiss === null ? undefined : session.widgets.get(block.dismiss);
  if (dismiss !== undefined) dismiss.run = run.number;
}

function instanceIn({ fragments }: Session, { id }: DialogBlock): Instance | undefined {
  return fragments.get(`f-${id}` as FragmentId);
}

/**
 * Opens a dialog again that a replay has not come to: a press that opened it is not pressed again. Answers
 * its region, still to be drawn; null if `call` does not say which dialog it was, or with what.
 */
export function bringBack(run: Run, call: DialogCall): FragmentId | null {
  const { args, opened, page } = call;
  if (args === null) return null;
  const opener = openerOf(run, call);
  if (opener === null) return null;
  const instance = placeDialog(run, opener, { args, opened, asked: true, page });
  run.session.adopt(instance, run);
  return instance.id;
}
