import { currentScope } from "../scope.ts";
import { readShortcut } from "../shortcut.ts";
import type { Width } from "../width.ts";
import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";

/** Something to press; true in the one run that the press starts. */
export interface ButtonElement extends WidgetElement<"button"> {
  readonly style: "primary" | "secondary" | "tertiary";
  readonly icon: string | null;
  /** A key combination that presses it, as `readShortcut()` writes it. */
  readonly shortcut: string | null;
  /** It sends the form around it. */
  readonly submits: boolean;
}

/** Options of buttons. */
export interface ButtonOptions {
  /** Identity of the button, where two would be alike. */
  key?: string;
  /** Shown on hover and focus. */
  help?: string;
  /** Drawn, but not to be pressed. */
  disabled?: boolean;
  /** How much it stands out. Default: `"secondary"`. */
  kind?: "primary" | "secondary" | "tertiary";
  /** An emoji or a character before the label. */
  icon?: string;
  /** As wide as what it says (default), as the place where it stands, or so many pixels. */
  width?: Width;
  /** Runs before the page or fragment when the button is pressed. */
  onClick?: () => unknown;
  /**
   * A key combination that presses it, such as `"Ctrl+S"`, `"Alt+Shift+ArrowUp"`, `"F2"` or `"?"`. The
   * modifiers are Ctrl, Alt, Shift, Meta, and Mod, which is Ctrl, on a Mac Cmd. One without a modifier
   * does nothing while somebody types.
   */
  shortcut?: string;
}

const buttonKind: WidgetKind<ButtonElement, boolean> = {
  kind: "button",
  lives: "trigger",
  decode: () => ({ ok: true, value: true }),
};

/** A button's options as those of a widget: its press is its change. */
export function asWidget({ key, help, disabled, width, onClick }: ButtonOptions): WidgetOptions {
  return {
    ...(key !== undefined && { key }),
    ...(help !== undefined && { help }),
    ...(disabled !== undefined && { disabled }),
    ...(width !== undefined && { width }),
    ...(onClick !== undefined && { onChange: onClick }),
  };
}

/** How a button looks, by its options. */
export function looksOf(
  { kind = "secondary", icon }: Pick<ButtonOptions, "kind" | "icon">,
): Pick<ButtonElement, "style" | "icon"> {
  return { style: kind, icon: icon ?? null };
}

/** What {@linkcode button} and a form's submit button have in common. */
export function drawButton(label: string, options: ButtonOptions, submits: boolean): boolean {
  const { shortcut } = options;
  return drawWidget(buttonKind, {
    label,
    options: asWidget(options),
    identity: submits ? "submit" : "",
    initial: false,
    element: (base) => ({
      ...base,
      ...looksOf(options),
      shortcut: readShortcut(`button "${label}"`, shortcut),
      submits,
    }),
  });
}

/**
 * Draws a button. It is true in the run that its press starts, and false in every other.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   if (st.button("Say hi", { kind: "primary" })) st.write("Hi back!");
 * });
 * ```
 *
 * @throws {Error} If the same button is drawn twice without different keys, or inside a form.
 * @throws {SyntaxError} If `shortcut` cannot be read.
 */
export function button(label: string, options: ButtonOptions = {}): boolean {
  if (currentScope(`button "${label}"`).block.place.form !== null) {
    throw new Error(`Cannot draw button "${label}" in a form: use formSubmitButton() there`);
  }
  return drawButton(label, options, false);
}
