// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Which rows of a grid are selected. Rows that are not there keep being selected; the boxes are only how it
 * looks.
 */
import { amountOf, choose, chosenIn } from "./grid_choice.js";

/**
 * @typedef {HTMLElement & {
 *   readonly control: HTMLInputElement,
 *   readonly table: HTMLTableElement | null,
 *   readonly rows: HTMLTableRowElement[],
 *   readonly offset: number,
 *   readonly count: number,
 * }} Host
 */

/** More rows than are selected at once. */
const MOST_AT_ONCE = 1000;

export class GridSelection {
  /** The row last selected, where a stretch begins. */
  #anchor = -1;
  /** Rows that are selected to do something with them here: nobody else is told. @type {Set<string>} */
  #own = new Set();
  #grid;

  /** @param {Host} grid */
  constructor(grid) {
    this.#grid = grid;
  }

  /** How many can be selected; undefined if none can. */
  get amount() {
    return amountOf(this.#grid, "row");
  }

  /** Names of the rows that are selected. @returns {Set<string>} */
  get ids() {
    if ("edit" in this.#grid.dataset) return new Set(this.#own);
    const names = this.amount ? chosenIn(this.#grid.control, "row") : [];
    return new Set(/** @type {string[]} */ (names));
  }

  /** Selects nothing. */
  clear() {
    this.#own.clear();
    this.mark();
  }

  /** Adds a box to each row. */
  dress() {
    const { table, rows, offset } = this.#grid;
    if (!this.amount) return;
    const several = this.amount === "multi";
    const head = table?.tHead?.rows[0];
    if (head && !head.querySelector(".pick")) {
      const all = several ? '<input type="checkbox" aria-label="Select all rows">' : "";
      head.insertAdjacentHTML("afterbegin", `<td class="pick">${all}</td>`);
    }
    if (several && table) table.ariaMultiSelectable = "true";
    rows.forEach((row, i) => {
      if (row.querySelector(".pick")) return;
      const cell = row.insertCell(0);
      cell.className = "pick";
      const box = document.createElement("input");
      box.type = several ? "checkbox" : "radio";
      box.ariaLabel = `Select row ${offset + i + 1}${this.#wordsOf(row)}`;
      cell.append(box);
    });
  }

  /** What a row begins with, for who hears of it alone; nothing where it may change. @param {HTMLTableRowElement} row */
  #wordsOf(row) {
    if ("edit" in this.#grid.dataset) return "";
    const texts = [...row.cells].filter((cell) => !cell.matches(".index, .pick, .absent"))
      .map((cell) => cell.textContent?.trim() ?? "");
    const words = texts.find((text) => text !== "");
    return words === undefined ? "" : `: ${words.slice(0, 80)}`;
  }

  /** Shows which rows are selected. */
  mark() {
    const { rows, count, table } = this.#grid;
    if (!this.amount) return;
    const { ids } = this;
    let marked = 0;
    for (const row of rows) {
      const on = ids.has(row.dataset.row ?? "");
      if (on) marked++;
      row.ariaSelected = String(on);
      const box = row.querySelector(".pick input");
      if (box instanceof HTMLInputElement) box.checked = on;
    }
    const all = table?.querySelector("thead .pick input");
    if (!(all instanceof HTMLInputElement)) return;
    all.disabled = count > MOST_AT_ONCE;
    all.checked = marked > 0 && marked === rows.length && ids.size >= count;
    all.indeterminate = ids.size > 0 && !all.checked;
  }

  /** @param {HTMLTableRowElement[]} rows @param {boolean} on */
  set(rows, on) {
    // There is always one.
    if (!on && this.#grid.dataset.mode?.includes("-row-required")) return this.mark();
    const ids = this.amount === "multi" ? this.ids : /** @type {Set<string>} */ (new Set());
    for (const { dataset: { row = "" } } of rows) on ? ids.add(row) : ids.delete(row);
    if ("edit" in this.#grid.dataset) {
      this.#own = ids;
      return this.mark();
    }
    choose(this.#grid.control, "row", ids);
    this.mark();
  }

  /** Turns a row on or off, or all rows since the one before. @param {HTMLTableRowElement} row @param {boolean} stretch */
  toggle(row, stretch) {
    const { offset, rows } = this.#grid;
    const at = offset + rows.indexOf(row);
    const from = stretch && this.#anchor >= 0 ? this.#anchor : at;
    this.#anchor = at;
    const first = Math.max(0, Math.min(from, at) - offset);
    this.set(rows.slice(first, Math.max(from, at) - offset + 1), row.ariaSelected !== "true");
  }
}
