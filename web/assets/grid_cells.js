// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Which columns, and which cells, of a grid are selected. What is not there keeps being selected. */
import { amountOf, choose, chosenIn } from "./grid_choice.js";
/** @typedef {import("./grid_choice.js").Name} Name */
/** @typedef {import("./grid_keys.js").Place} Place */
/** @typedef {"column" | "cell"} Kind */

/**
 * @typedef {HTMLElement & {
 *   readonly control: HTMLInputElement,
 *   readonly table: HTMLTableElement | null,
 *   readonly rows: HTMLTableRowElement[],
 *   readonly offset: number,
 *   readonly shown: number[],
 * }} Host
 */

const KINDS = /** @type {const} */ (["column", "cell"]);

export class GridCells {
  /** What was selected last, where a stretch begins. @type {{ kind: Kind, place: Place } | null} */
  #anchor = null;
  #grid;

  /** @param {Host} grid */
  constructor(grid) {
    this.#grid = grid;
  }

  /** Whether columns, or cells, can be selected. @param {Kind} kind */
  takes(kind) {
    return amountOf(this.#grid, kind) !== undefined;
  }

  /** What is selected of a kind, each as JSON. @param {Kind} kind @returns {Set<string>} */
  #names(kind) {
    const names = this.takes(kind) ? chosenIn(this.#grid.control, kind) : [];
    return new Set(names.map((name) => JSON.stringify(name)));
  }

  /** How many of each kind are selected, in words; none for none. */
  get words() {
    return KINDS.flatMap((kind) => {
      const { size } = this.#names(kind);
      return size === 0 ? [] : [`${size.toLocaleString()} ${kind}${size === 1 ? "" : "s"}`];
    });
  }

  /** @returns {HTMLTableCellElement[]} */
  get #heads() {
    return [...this.#grid.table?.tHead?.rows[0]?.cells ?? []];
  }

  /** Adds a box to the head of each column that can be selected. */
  dress() {
    const { table } = this.#grid;
    if (table && KINDS.some((kind) => amountOf(this.#grid, kind) === "multi")) {
      table.ariaMultiSelectable = "true";
    }
    const amount = amountOf(this.#grid, "column");
    if (!amount) return;
    for (const head of this.#heads) {
      const name = head.dataset.name;
      if (name === undefined || head.querySelector(".pick-column")) continue;
      const box = document.createElement("input");
      box.type = amount === "multi" ? "checkbox" : "radio";
      box.className = "pick-column";
      box.ariaLabel = `Select column ${head.querySelector("button,span")?.textContent ?? name}`;
      head.append(box);
    }
  }

  /** Shows what is selected. */
  mark() {
    if (!KINDS.some((kind) => this.takes(kind))) return;
    const chosen = this.#names("column");
    const cells = this.#names("cell");
    const columns = this.#heads.map(({ dataset }) => dataset.name);
    const isWhole = columns.map((name) => chosen.has(JSON.stringify([null, name])));
    /** @param {HTMLElement} cell @param {boolean} on */
    const show = (cell, on) => {
      if (cell.ariaSelected !== String(on)) cell.ariaSelected = String(on);
    };
    if (this.takes("column")) {
      this.#heads.forEach((head, i) => {
        if (columns[i] === undefined) return;
        show(head, isWhole[i] ?? false);
        const box = head.querySelector(".pick-column");
        if (box instanceof HTMLInputElement) box.checked = isWhole[i] ?? false;
      });
    }
    for (const row of this.#grid.rows) {
      [...row.cells].forEach((cell, i) => {
        if (columns[i] === undefined) return;
        const isAlone = cells.has(JSON.stringify([row.dataset.row, columns[i]]));
        show(cell, isWhole[i] || isAlone);
      });
    }
  }

  /**
   * Turns a column or a cell on or off, or all from the one before; answers whether there is one.
   * @param {Kind} kind @param {Place} place @param {boolean} stretch
   */
  toggle(kind, place, stretch) {
    const amount = amountOf(this.#grid, kind);
    const isStretch = stretch && amount === "multi" && this.#anchor?.kind === kind;
    const from = isStretch && this.#anchor ? this.#anchor.place : place;
    const wanted = this.#between(kind, from, place).map((name) => JSON.stringify(name));
    if (!amount || wanted.length === 0) return false;
    this.#anchor = { kind, place };
    const names = this.#names(kind);
    const isOn = names.has(/** @type {string} */ (wanted.at(-1)));
    const next = amount === "multi" ? names : new Set();
    for (const name of wanted) isOn ? next.delete(name) : next.add(name);
    choose(this.#grid.control, kind, [...next].map((name) => JSON.parse(name)));
    this.mark();
    return true;
  }

  /**
   * Names of all that stands between two places, that of the second at the end; only what is there and seen.
   * @param {Kind} kind @param {Place} from @param {Place} to @returns {Name[]}
   */
  #between(kind, from, to) {
    const { rows, offset, shown } = this.#grid;
    const heads = this.#heads;
    /** @param {number[]} all @param {number} a @param {number} b */
    const stretch = (all, a, b) => {
      const part = all.slice(Math.min(a, b), Math.max(a, b) + 1);
      return a <= b ? part : part.reverse();
    };
    const columns = stretch(shown, shown.indexOf(from.column), shown.indexOf(to.column))
      .flatMap((at) => heads[at]?.dataset.name ?? []);
    if (kind === "column") return columns.map((column) => [null, column]);
    if (to.row < offset || from.row < 0) return [];
    const all = rows.map((_, i) => i);
    return stretch(all, Math.max(0, from.row - offset), to.row - offset).flatMap((at) =>
      columns.map((column) => /** @type {Name} */ ([rows[at]?.dataset.row ?? "", column]))
    );
  }
}
