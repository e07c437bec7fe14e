import { drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";
import type { BlockBase } from "../block.ts";
import { refuseOutside } from "../draw.ts";
import { namedBlockId } from "../named_blocks.ts";
import { currentScope, ownScope } from "../scope.ts";
import { drawButton } from "./button.ts";
import type { ButtonOptions } from "./button.ts";

/** A box whose widgets send nothing until its submit button is pressed. */
export interface FormBlock extends BlockBase<"form"> {
  readonly clearOnSubmit: boolean;
  readonly enterToSubmit: boolean;
  readonly border: boolean;
}

/**
 * Draws a form: widgets inside send nothing until its submit button is pressed, then all at once.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.form("login")(() => {
 *     const name = st.textInput("Name");
 *     if (st.formSubmitButton("Sign in")) st.write(`Welcome, ${name}`);
 *   });
 * });
 * ```
 *
 * @throws {Error} If the key is used by another form of the page, or the form stands in a form.
 */
export function form(
  key: string,
  options: {
    /** Puts every widget inside back to its initial value after a submit. A double click submits once. */
    clearOnSubmit?: boolean;
    /** Enter in a text field submits. Default: true. */
    enterToSubmit?: boolean;
    /** Draws a frame around it. Default: true. */
    border?: boolean;
  } = {},
): Container {
  const scope = ownScope(`form "${key}"`);
  const { run, block } = scope;
  if (block.place.form !== null) {
    throw new Error(`Cannot draw form "${key}" in another form: forms do not nest`);
  }
  refuseOutside(scope, `form "${key}"`);
  const base = newBlock("form()", "form");
  const id = namedBlockId("form", key, base.id);
  const { clearing } = run.session;
  if (options.clearOnSubmit) clearing.add(id);
  else clearing.delete(id);
  return drawBlock("form()", {
    ...base,
    id,
    place: { ...base.place, form: id },
    clearOnSubmit: options.clearOnSubmit ?? false,
    enterToSubmit: options.enterToSubmit ?? true,
    border: options.border ?? true,
  });
}

/**
 * Draws the button that sends the form around it; true in the run that follows. Its callback sees
 * all of the form's new values.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.form("search")(() => {
 *     const words = st.textInput("Words");
 *     if (st.formSubmitButton("Search")) st.write(`Results for ${words}`);
 *   });
 * });
 * ```
 *
 * @throws {Error} If it stands in no form.
 */
export function formSubmitButton(label = "Submit", options: ButtonOptions = {}): boolean {
  if (currentScope(`formSubmitButton "${label}"`).block.place.form === null) {
    throw new Error(`Cannot draw formSubmitButton "${label}" outside a form: use button() there`);
  }
  return drawButton(label, options, true);
}
