import type { PillsElement } from "../../runtime/elements/pills.ts";
import { attributes } from "../escape.ts";
import { fieldset, problem } from "../field.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";
import { unchosen } from "../unchosen.ts";

/** Boxes to tick or circles to choose, each of them a label that looks like a button. */
export function renderPills(element: PillsElement, links: Links): string {
  const { id, kind, list, chosen, clearable, disabled, required, several } = element;
  const isChosen = new Set(chosen);
  const options = list.labels.map((label, i) => {
    const box = attributes({
      type: several ? "checkbox" : "radio",
      id: `${id}-${i}`,
      name: id,
      value: label,
      checked: isChosen.has(i),
      disabled,
      required: required && !several,
    });
    return `<label class="pill"><input${box}><span>${markdownInline(label)}</span></label>`;
  });
  return fieldset(
    element,
    `<div class="pills${kind === "segmentedControl" ? " joined" : ""}">${options.join("")}${
      unchosen(element)
    }</div>${problem(element)}`,
    {
      role: several ? "group" : "radiogroup",
      // The browser neither takes a circle back nor asks for one of several boxes.
      "data-module": several ? required && links.module("fields") : links.module("fields"),
      "data-clearable": clearable && !several,
      "data-required": required && several,
    },
  );
}
