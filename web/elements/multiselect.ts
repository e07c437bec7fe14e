import type { MultiselectElement } from "../../runtime/elements/multiselect.ts";
import { attributes, escape } from "../escape.ts";
import { field } from "../field.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";

/** A list longer than this can be searched. */
const SEARCHED = 8;

/**
 * What is chosen, each to be taken away by a click; a button; and the list that it opens, of native
 * checkboxes. What is chosen stands there as second labels of the checkboxes, so that taking one away
 * is unticking its box.
 */
export function renderMultiselect(element: MultiselectElement, links: Links): string {
  const { id, labels, chosen, disabled, help, placeholder, maxSelections } = element;
  const isChosen = new Set(chosen);
  const chips = chosen.map((at) =>
    `<label class="chip" for="${id}-${at}">${markdownInline(labels[at]!)}</label>`
  );
  const opener = attributes({
    id,
    type: "button",
    class: "opener",
    popovertarget: `${id}-list`,
    disabled,
    "aria-haspopup": "true",
    "aria-describedby": `${id}-chips${help === null ? "" : ` ${id}-help`}`,
  });
  const search = labels.length <= SEARCHED ? "" : `<input${
    attributes({
      type: "search",
      id: `${id}-search`,
      "data-search": true,
      autocomplete: "off",
      placeholder: "Search",
      "aria-label": "Search options",
    })
  }>`;
  const options = labels.map((label, i) => {
    const box = attributes({
      type: "checkbox",
      id: `${id}-${i}`,
      name: id,
      value: label,
      checked: isChosen.has(i),
      disabled,
      // Its chip is a label, too: without this, the box would be called by both.
      "aria-labelledby": `${id}-${i}-label`,
    });
    return `<label class="option"><input${box}><span id="${id}-${i}-label">${
      markdownInline(label)
    }</span></label>`;
  });
  const none = `<span class="placeholder">${escape(placeholder ?? "Choose options")}</span>`;
  const list = `<div${
    attributes({
      id: `${id}-list`,
      class: "options",
      popover: true,
      role: "group",
      "aria-label": element.label,
    })
  }>${search}${options.join("")}</div>`;
  return field(
    element,
    `<div class="multiselect"><div class="chosen"><span class="chips" id="${id}-chips">${
      chips.join("")
    }</span>${none}<button${opener}></button></div>${list}</div>`,
    { "data-module": links.module("choices"), "data-max": maxSelections },
  );
}
