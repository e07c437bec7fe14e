import type { Element } from "../../runtime/element.ts";
import type { FormBlock } from "../../runtime/elements/form.ts";
import { attributes } from "../escape.ts";
import type { Shell } from "../render.ts";

/** Told to the author, in the place of the button (M7). */
const HINT =
  '<div class="alert warning" role="status"><div><p>This form has no submit button. Draw ' +
  "<code>formSubmitButton()</code> inside it.</p></div></div>";

export function formShell(block: FormBlock): Shell {
  const { id, border, enterToSubmit, clearOnSubmit } = block;
  const at = attributes({
    id,
    class: border ? "form bordered" : "form",
    "data-form": true,
    "data-enter": !enterToSubmit ? "off" : null,
    "data-clear": clearOnSubmit,
    novalidate: true,
  });
  return [`<form${at}>`, block.children.some(explains) ? "</form>" : `${HINT}</form>`];
}

/** Whether it is the button, or says why there may be none: the error that ended what draws the form. */
function explains(element: Element): boolean {
  return element.kind === "exception" || holdsSubmit(element);
}

function holdsSubmit(element: Element): boolean {
  if ("children" in element) return element.children.some(holdsSubmit);
  return element.kind === "button" && element.submits;
}
