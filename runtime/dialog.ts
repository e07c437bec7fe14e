/** Modal fragments: calling one opens it, and its widgets rerun only its body. */
import { blockIn, regionOf } from "./block.ts";
import type { BlockBase } from "./block.ts";
import { takeOff } from "./draw.ts";
import { Definition, drawInstance, Instance } from "./fragment.ts";
import { digest } from "./ids.ts";
import type { BlockId, FragmentId, WidgetId } from "./ids.ts";
import { PAGE } from "./ids.ts";
import type { ButtonElement } from "./elements/button.ts";
import { remember } from "./openers.ts";
import type { Opener } from "./openers.ts";
import { pageOf } from "./page_path.ts";
import { ownScope } from "./scope.ts";
import type { Run } from "./run.ts";
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
  const instance = placeDialog(run, opener, { args, opened: run.number, asked, page });
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
export function placeDialog(
  run: Run,
  { id, title, definition, options }: Opener,
  { args, opened, asked, page }: Pick<DialogBlock, "opened" | "asked"> & {
    readonly args: readonly unknown[];
    readonly page: string | null;
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
  const region = regionOf(`f-${id}` as FragmentId, block.place, false);
  block.children.push(region);
  takeOff(run, dialogs.children.splice(0));
  dialogs.children.push(block);
  run.replaced(dialogs);
  // It outlives the fragment that opened it (D6), so that the page, not the opener, is its parent.
  const parent = session.pageInstance;
  return new Instance(region.region, { parent, definition, args, block: region, page });
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
