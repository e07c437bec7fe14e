import { optionList } from "../option_list.ts";
import type { OptionList } from "../option_list.ts";
import { currentScope } from "../scope.ts";
import { readShortcut } from "../shortcut.ts";
import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";
import { asWidget, looksOf } from "./button.ts";
import type { ButtonOptions } from "./button.ts";

/** A button that opens a menu; what is chosen there holds for the one run that it starts. */
export interface MenuButtonElement extends WidgetElement<"menuButton"> {
  readonly style: "primary" | "secondary" | "tertiary";
  readonly icon: string | null;
  /** A key combination that opens it. */
  readonly shortcut: string | null;
  readonly list: OptionList;
}

/** Where in its list the chosen option stands: what it is may not survive the session's store. */
const menuButtonKind: WidgetKind<MenuButtonElement, number> = {
  kind: "menuButton",
  lives: "trigger",
  decode: ({ list }, sent) => {
    const at = sent.length === 1 ? list.named(sent[0]!) : -1;
    if (at >= 0) return { ok: true, value: at };
    return { ok: false, reason: `does not offer "${sent.join('", "').slice(0, 80)}"` };
  },
};

/**
 * Draws a button that opens a menu. Answers what is chosen from it, a member of `options`, in the run that
 * the choice starts, and null in every other.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const format = st.menuButton("Export", ["CSV", "JSON", "Excel"], { icon: "⤓" });
 *   if (format !== null) st.write(`Exported as ${format}`);
 * });
 * ```
 *
 * @throws {Error} If the same one is drawn twice without different keys, or inside a form.
 * @throws {SyntaxError} If `shortcut` cannot be read.
 */
export function menuButton<T>(
  label: string,
  options: readonly T[],
  settings: ButtonOptions & {
    /** How an option is shown. Default: `String(option)`. */
    format?: (option: T) => string;
  } = {},
): T | null {
  const action = `menuButton "${label}"`;
  if (currentScope(action).block.place.form !== null) {
    throw new Error(`Cannot draw ${action} in a form: draw it beside the form`);
  }
  const { shortcut, format } = settings;
  const list = optionList(action, options, format);
  const at = drawWidget<MenuButtonElement, number>(menuButtonKind, {
    label,
    options: asWidget(settings),
    identity: list.digest,
    initial: -1,
    element: (base) => ({
      ...base,
      ...looksOf(settings),
      shortcut: readShortcut(action, shortcut),
      list,
    }),
  });
  return list.options[at] ?? null;
}
