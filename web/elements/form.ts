import type { FormBlock } from "../../runtime/elements/form.ts";
import { attributes } from "../escape.ts";
import type { Shell } from "../render.ts";

export function formShell({ id, border, clearOnSubmit, enterToSubmit }: FormBlock): Shell {
  const at = attributes({
    id,
    class: border ? "form bordered" : "form",
    "data-form": true,
    "data-clear": clearOnSubmit,
    "data-enter": !enterToSubmit ? "off" : null,
    novalidate: true,
  });
  return [`<form${at}>`, "</form>"];
}
