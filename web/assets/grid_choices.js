// @ts-check
/// <reference lib="dom" />
/**
 * What can be chosen in a cell that takes several: a list below its field, which says the same as the field.
 * Who likes to type goes on typing.
 */

/**
 * The options that a text names, one after the other, with commas between them, of which there may be some in
 * an option; and what is left of the text where it names none.
 * @param {string} text @param {string[]} options
 */
export function namedIn(text, options) {
  // The longest first: "salt, pepper" is none of "salt".
  const byLength = options.filter((one) => one !== "").sort((a, b) => b.length - a.length);
  const names = /** @type {string[]} */ ([]);
  let rest = text.trim();
  while (rest !== "") {
    const name = byLength.find((one) =>
      rest.startsWith(one) && /^\s*(,|$)/.test(rest.slice(one.length))
    );
    if (name === undefined) break;
    names.push(name);
    rest = rest.slice(name.length).replace(/^\s*,?\s*/, "");
  }
  return { names, rest };
}

/** Makes the list of a field. @param {HTMLInputElement} field @param {string[]} options */
export function choicesFor(field, options) {
  const list = document.createElement("div");
  Object.assign(list, { className: "grid-choices", popover: "manual", role: "group" });
  list.ariaLabel = field.ariaLabel;
  const boxes = options.map((option) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.tabIndex = -1;
    label.append(box, option);
    list.append(label);
    return box;
  });
  const mark = () => {
    const { names } = namedIn(field.value, options);
    boxes.forEach((box, i) => box.checked = names.includes(options[i] ?? ""));
  };
  mark();
  field.addEventListener("input", mark);
  list.addEventListener("change", () => {
    field.value = options.filter((_, i) => boxes[i]?.checked).join(", ");
    field.setCustomValidity("");
  });
  /** @param {KeyboardEvent} event */
  const step = (event) => {
    const to = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // No key in it is one for the table around it.
    event.stopPropagation();
    if (to === undefined || event.altKey) return;
    event.preventDefault();
    const at = boxes.indexOf(/** @type {HTMLInputElement} */ (event.target));
    (boxes[Math.min(at + to, boxes.length - 1)] ?? field).focus();
  };
  field.addEventListener("keydown", step);
  list.addEventListener("keydown", step);
  return list;
}
