// @ts-check
/// <reference lib="dom" />
/**
 * What of a grid is selected, as the control that bears its widget's value has it: a row by its name, a
 * column by no row and its own name, a cell by both.
 */

/** @typedef {"row" | "column" | "cell"} Kind */
/** @typedef {string | [row: string | null, column: string]} Name */

/** How many of a kind can be selected: none, one or several. @param {HTMLElement} grid @param {Kind} kind */
export function amountOf({ dataset }, kind) {
  const [, amount] = new RegExp(`(single|multi)-${kind}`).exec(dataset.mode ?? "") ?? [];
  return /** @type {"single" | "multi" | undefined} */ (amount);
}

/** @param {Name} name @returns {Kind} */
function kindOf(name) {
  if (typeof name === "string") return "row";
  return name[0] === null ? "column" : "cell";
}

/** @param {HTMLInputElement} control @returns {Name[]} */
function allIn({ value }) {
  return JSON.parse(value);
}

/** What is selected of a kind. @param {HTMLInputElement} control @param {Kind} kind */
export function chosenIn(control, kind) {
  return allIn(control).filter((name) => kindOf(name) === kind);
}

/** Selects these of a kind, and leaves the others. @param {HTMLInputElement} control @param {Kind} kind @param {Iterable<Name>} names */
export function choose(control, kind, names) {
  const others = allIn(control).filter((name) => kindOf(name) !== kind);
  control.value = JSON.stringify([...others, ...names]);
  for (const type of ["input", "change"]) {
    control.dispatchEvent(new Event(type, { bubbles: true }));
  }
}
