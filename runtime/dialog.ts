/** Modal fragments: calling one opens it, and its widgets rerun only its body. */
import { blockIn } from "./block.ts";
import type { BlockBase, FragmentBlock } from "./block.ts";
import { codeOf, knowCode } from "./code.ts";
import { takeOff } from "./draw.ts";
import { Definition, drawInstance, Instance } from "./fragment.ts";
import { digest } from "./ids.ts";
import type { BlockId, FragmentId, WidgetId } from "./ids.ts";
import { PAGE } from "./ids.ts";
import type { ButtonElement } from "./elements/button.ts";
import { copyOf, keepDrawn, refresh } from "./memo.ts";
import { pageOf } from "./page_path.ts";
import { ownScope, tryScope } from "./scope.ts";
import type { Run } from "./run.ts";
import type { Roots, Session } from "./session.ts";
import type { WidgetKind } from "./widget.ts";
import { readWidth } from "./width.ts";

/** A window over the page. */
export interface DialogBlock extends BlockBase<"dialog"> {
  readonly title: string;
  readonly icon: string | null;
  readonly width: DialogWidth;
  readonly position: "center" | "left" | "right";
  readonly dismissible: boolean;
  /** The run that opened it: called again, it opens again. */
  readonly opened: number;
  /** Something that its user did has led to it. */
  readonly asked: boolean;
  /** What its user presses by dismissing it, if anybody wants to know. */
  readonly dismiss: WidgetId | null;
}

/** How wide a dialog is: about 500, 750 or 1280 pixels, or so many, as far as the window is. */
export type DialogWidth = "small" | "medium" | "large" | number;

/** Options of {@linkcode dialog}. */
export interface DialogOptions {
  /** An emoji or a character before the title. */
  icon?: string;
  /** How wide it is: a name, or so many pixels. Default: `"small"`. */
  width?: DialogWidth;
  /** In the window's middle (default), or from top to bottom along one of its sides. */
  position?: "center" | "left" | "right";
  /** Whether its user can close it by Escape, a click outside or its cross. Default: true. */
  dismissible?: boolean;
  /** What follows when its user does: nothing (default), a full run, or this callback and a full run. */
  onDismiss?: "ignore" | "rerun" | (() => unknown);
}

/** A dialog: call it to open it. */
export interface Dialog<A extends readonly unknown[]> {
  (...args: A): void;
  /** Closes it at once, without a rerun. */
  close(): void;
}

const dismissKind: WidgetKind<ButtonElement, boolean> = {
  kind: "button",
  lives: "trigger",
  decode: () => ({ ok: true, value: true }),
};

/**
 * Makes a modal fragment. Calling it opens it, with these arguments; widgets inside rerun only its
 * body; a full run that does not call it closes it, so `rerun()` inside closes it. One dialog can be
 * open at a time.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const rename = st.dialog("Rename", (name: string) => {
 *   const next = st.textInput("New name", { value: name });
 *   if (st.button("Save")) {
 *     st.sessionState.name = next;
 *     st.rerun();
 *   }
 * });
 *
 * st.createApp(() => {
 *   const name = st.sessionState.name ?? "Untitled";
 *   st.write(name);
 *   if (st.button("Rename …")) rename(name);
 * });
 * ```
 *
 * @throws {RangeError} If `width` is no width.
 * @throws {Error} When called, if another dialog is open in this run, or inside a dialog.
 */
export function dialog<A extends readonly unknown[]>(
  title: string,
  body: (...args: A) => unknown,
  options: DialogOptions = {},
): Dialog<A> {
  const id = `dialog-${digest(title)}` as BlockId;
  if (typeof options.width === "number") readWidth(`dialog "${title}"`, options.width);
  const opener = { id, title, definition: new Definition(title, body, {}), options };
  remember(opener);
  const open = (...args: A): void => openDialog(opener, args);
  return Object.assign(open, {
    close() {
      const { run } = ownScope(`close() of dialog "${title}"`);
      closeDialog(run, id);
    },
  });
}

/** What `dialog()` has made. */
export interface Opener {
  readonly id: BlockId;
  readonly title: string;
  readonly definition: Definition;
  readonly options: DialogOptions;
}

/** Those made outside of runs, for all pages, by what tells them apart; null for several of the same look. */
const lasting = new Map<string, Opener | null>();

function remember(opener: Opener): void {
  const run = tryScope()?.run;
  if (run !== undefined) return void run.openers.add(opener);
  const look = lookOf(opener.title, opener.definition.body);
  lasting.set(look, lasting.has(look) ? null : opener);
  knowCode(opener.definition.body);
}

function lookOf(title: string, body: Definition["body"]): string {
  return `${codeOf(body)} ${title}`;
}

function openDialog(opener: Opener, args: readonly unknown[]): void {
  const { title } = opener;
  const scope = ownScope(`dialog "${title}"`);
  const { run } = scope;
  if (scope.block.place.area === "dialog") {
    throw new Error(`Cannot open dialog "${title}" inside a dialog: close the outer one first`);
  }
  if (run.dialog !== null) {
    const { title: open } = run.dialog;
    const other = open === title ? "it is already open" : `"${open}" is already open`;
    throw new Error(
      `Cannot open dialog "${title}": ${other}, and one dialog can be open at a time`,
    );
  }
  const asked = run.reasons.some(({ events }) => events.length > 0);
  const page = pageOf(scope);
  const instance = place(run, opener, { args, opened: run.number, asked, page });
  const by = scope.attempt === undefined ? null : scope.instance;
  run.dialog = { title, instance, opener: by };
  drawInstance(scope, instance);
}

/** A dialog that a run has opened. */
export interface OpenedDialog {
  readonly title: string;
  readonly instance: Instance;
  /** The fragment whose body did; null for a callback, and for the page. */
  readonly opener: Instance | null;
}

/** A body begins again: what it had opened is not open, unless it opens it once more. */
export function takeBackDialog(run: Run, opener: Instance): void {
  if (!run.dialog?.opener?.within(opener)) return;
  run.dialog = null;
  const { dialogs } = run.session.roots;
  takeOff(run, dialogs.children.splice(0));
  run.replaced(dialogs);
}

/** Puts a dialog's window over the page, for its body to be drawn into. */
function place(
  run: Run,
  { id, title, definition, options }: Opener,
  { args, opened, asked, page }: Pick<DialogCall, "opened" | "page"> & {
    readonly args: readonly unknown[];
    readonly asked: boolean;
  },
): Instance {
  const { session } = run;
  const { dialogs } = session.roots;
  const block: DialogBlock = {
    ...blockIn(dialogs, "dialog", PAGE),
    id,
    title,
    icon: options.icon ?? null,
    width: options.width ?? "small",
    position: options.position ?? "center",
    dismissible: options.dismissible ?? true,
    opened,
    asked,
    dismiss: dismissWidget(run, id, title, options.onDismiss ?? "ignore"),
  };
  const region: FragmentBlock = {
    ...blockIn(block, "fragment", `f-${id}` as FragmentId),
    id: `f-${id}` as BlockId,
    revision: 0,
  };
  block.children.push(region);
  takeOff(run, dialogs.children.splice(0));
  dialogs.children.push(block);
  run.replaced(dialogs);
  // It outlives the fragment that opened it (D6), so that the page, not the opener, is its parent.
  const parent = session.pageInstance;
  return new Instance(region.region, { parent, definition, args, block: region, page });
}

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
  const isData = !args.some((arg) => typeof arg === "function");
  const look = lookOf(title, definition!.body);
  return { title, look, args: isData ? copyOf(args) : null, opened, page };
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
export function bringBack(run: Run, { look, args, opened, page }: DialogCall): FragmentId | null {
  if (args === null) return null;
  const made = [...run.openers].filter(({ title, definition }) =>
    lookOf(title, definition.body) === look
  );
  const openers = lasting.has(look) ? [...made, lasting.get(look)!] : made;
  const [opener = null] = openers;
  if (opener === null || openers.length > 1) return null;
  const instance = place(run, opener, { args, opened, asked: true, page });
  run.session.adopt(instance, run);
  return instance.id;
}

function closeDialog(run: Run, id: BlockId): void {
  const { session, update } = run;
  const { dialogs } = session.roots;
  const at = dialogs.children.findIndex((block) => "id" in block && block.id === id);
  if (at < 0) return;
  takeOff(run, dialogs.children.splice(at, 1));
  update.replaced.add(dialogs);
  run.progress();
}

/** Registers what a dismissal presses. It belongs to the page: a dismissal is followed by a full run. */
function dismissWidget(
  run: Run,
  dialog: BlockId,
  label: string,
  onDismiss: NonNullable<DialogOptions["onDismiss"]>,
): WidgetId | null {
  if (onDismiss === "ignore") return null;
  const id = `w-dismiss-${dialog}` as WidgetId;
  const element: ButtonElement = {
    kind: "button",
    id,
    label,
    help: null,
    disabled: false,
    labelVisibility: "visible",
    width: null,
    style: "tertiary",
    icon: null,
    shortcut: null,
    submits: false,
  };
  run.session.widgets.set(id, {
    id,
    key: null,
    kind: dismissKind as never,
    element,
    make: () => element,
    owner: PAGE,
    page: null,
    form: null,
    run: run.number,
    constraint: "",
    onChange: onDismiss === "rerun" ? null : onDismiss,
    reruns: true,
    persist: null,
    bindQuery: null,
  });
  return id;
}
