/**
 * A box that shows what is chosen, and the list that it opens: what a multiselect and a searched selectbox
 * look like. The box is the widget's value; of a long list, the rows come when they are looked for.
 */
import type { MultiselectElement } from "../runtime/elements/multiselect.ts";
import type { SelectboxElement } from "../runtime/elements/selectbox.ts";
import { attributes, escape } from "./escape.ts";
import { field, problem } from "./field.ts";
import type { Links } from "./links.ts";
import { markdownInline } from "./markdown.ts";

/** A widget that is drawn so. */
export type Picker = MultiselectElement | SelectboxElement;

/** A list longer than this can be searched. */
const SEARCHED = 8;
/** More chosen options than that are counted, not shown. */
const MOST_CHIPS = 20;

export function renderPicker(element: Picker, links: Links): string {
  const { id, list, disabled, help, placeholder, takesNew, remote } = element;
  const several = element.kind === "multiselect";
  const none = several ? "Choose options" : "Choose an option";
  const opener = attributes({
    id,
    type: "button",
    class: "opener",
    popovertarget: `${id}-list`,
    disabled,
    "aria-haspopup": several ? "true" : "listbox",
    "aria-describedby": `${id}-chips${help === null ? "" : ` ${id}-help`}`,
  });
  const box = `<div class="chosen"><span class="chips" id="${id}-chips" data-own>${
    several ? chips(element) : one(element)
  }</span><span class="placeholder">${
    escape(placeholder ?? none)
  }</span><button${opener}></button>${element.clearable ? clearButton(element) : ""}</div>`;
  return field(element, `<div class="picker">${box}${listOf(element)}</div>${problem(element)}`, {
    "data-module": links.module("choices"),
    "data-several": several,
    "data-max": several ? element.maxSelections : null,
    "data-mode": element.search,
    "data-required": element.required,
    "data-list": remote ? list.digest : null,
    "data-count": remote ? list.length : null,
    "data-find": remote ? links.options(id) : null,
    "data-new": takesNew,
  });
}

/** One option that is chosen, or none, and the control that says so. */
function one(element: Picker): string {
  const { id, disabled, required } = element;
  const label = element.entered[0] ?? element.list.labels[element.chosen[0] ?? -1];
  const value = attributes({ type: "text", name: id, value: label ?? "", disabled, required });
  return `<input${value} hidden>${
    label === undefined ? "" : `<span class="one">${markdownInline(label)}</span>`
  }`;
}

/**
 * The options that are chosen, each to be taken away by a click. As long as the list is in the page, they
 * are second labels of its checkboxes; else one control says where in the list they stand.
 */
function chips(element: MultiselectElement): string {
  const { id, list, chosen, entered, disabled, remote } = element;
  const shown = remote ? chosen.slice(0, MOST_CHIPS) : chosen;
  const listed = shown.map((at) => {
    const label = markdownInline(list.labels[at]!);
    return remote
      ? `<span class="chip" data-at="${at}">${label}</span>`
      : `<label class="chip" for="${id}-${at}">${label}</label>`;
  });
  const added = entered.map((text) => {
    const box = attributes({ type: "checkbox", name: id, value: text, checked: true, disabled });
    return `<label class="chip"><input${box} hidden><span>${markdownInline(text)}</span></label>`;
  });
  const places = { type: "text", name: id, value: element.places, disabled };
  const rest = chosen.length - shown.length;
  return (remote ? `<input${attributes(places)} hidden>` : "") + listed.join("") +
    (rest > 0 ? `<span class="rest">+ ${rest.toLocaleString("en")} more</span>` : "") +
    added.join("");
}

function clearButton({ label, disabled }: Picker): string {
  return `<button${
    attributes({ type: "button", class: "remove", disabled, "aria-label": `Clear ${label}` })
  }></button>`;
}

function listOf(element: Picker): string {
  const { id, list, label, takesNew, remote } = element;
  const several = element.kind === "multiselect";
  const search = several && list.length <= SEARCHED && !takesNew ? "" : `<input${
    attributes({
      type: "search",
      id: `${id}-search`,
      "data-search": true,
      autocomplete: "off",
      placeholder: takesNew ? "Search or add" : "Search",
      "aria-label": takesNew ? "Search options, or add one" : "Search options",
      // Of the keys pressed here, the arrows move through the list below.
      role: several ? null : "combobox",
      "aria-expanded": several ? null : "true",
      "aria-controls": several ? null : `${id}-rows`,
    })
  }>`;
  const add = takesNew ? `<button type="button" class="option add" hidden></button>` : "";
  const all = several && element.selectAll
    ? `<button type="button" class="option all"${
      element.disabled ? " disabled" : ""
    }>Select all</button>`
    : "";
  const rows = attributes({
    id: `${id}-rows`,
    class: "rows",
    role: several ? "group" : "listbox",
    "aria-label": label,
    "hx-morph-skip-children": remote,
  });
  const at = attributes({
    id: `${id}-list`,
    class: "options",
    popover: true,
    role: "group",
    "aria-label": label,
  });
  return `<div${at}>${search}${add}${all}<div${rows}>${
    remote ? "" : renderRows(element, [...list.labels.keys()])
  }</div><p class="note" role="status" hx-morph-skip-children></p></div>`;
}

/** Lines of the list, for the options at these places. */
export function renderRows(element: Picker, places: readonly number[]): string {
  const chosen = new Set(element.chosen);
  const row = element.kind === "multiselect" ? boxRow : choiceRow;
  return places.map((at) => row(element, at, chosen.has(at))).join("");
}

function choiceRow({ id, list }: Picker, at: number, chosen: boolean): string {
  const label = list.labels[at]!;
  const row = attributes({
    id: `${id}-${at}`,
    class: "option",
    role: "option",
    "data-value": label,
    "aria-selected": String(chosen),
  });
  return `<div${row}>${markdownInline(label)}</div>`;
}

/** In the page, a box is the option's value; of a long list, `chips()` has that. */
function boxRow({ id, list, disabled, remote }: Picker, at: number, chosen: boolean): string {
  const label = list.labels[at]!;
  const box = attributes({
    type: "checkbox",
    id: `${id}-${at}`,
    name: remote ? null : id,
    value: remote ? null : label,
    "data-at": remote ? at : null,
    checked: chosen,
    disabled,
    // Its chip is a label, too: without this, the box would be called by both.
    "aria-labelledby": `${id}-${at}-label`,
  });
  return `<label class="option"><input${box}><span id="${id}-${at}-label">${
    markdownInline(label)
  }</span></label>`;
}
