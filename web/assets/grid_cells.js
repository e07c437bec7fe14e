// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Which columns, or which cells, of a grid are selected: names of columns, or pairs of a row's and a
 * column's, as JSON in the control that bears the widget's value. What is not there keeps being selected.
 */

/** @typedef {import("./grid_keys.js").Place} Place */
/**
 * @typedef {HTMLElement & {
 *   readonly control: HTMLInputElement,
 *   readonly table: HTMLTableElement | null,
 *   readonly rows: HTMLTableRowElement[],
 *   readonly offset: number,
 *   readonly shown: number[],
 * }} Host
 */

export class GridCells {
  /** What was selected last, where a stretch begins. @type {Place | null} */
  #anchor = null;
  #grid;

  /** @param {Host} grid */
  constructor(grid) {
    this.#grid = grid;
  }

  /** What can be selected; null if that is neither columns nor cells. @returns {"column" | "cell" | null} */
  get kind() {
    const [, kind] = /-(column|cell)$/.exec(this.#grid.dataset.mode ?? "") ?? [];
    return /** @type {"column" | "cell" | null} */ (kind ?? null);
  }

  get #several() {
    return this.#grid.dataset.mode?.startsWith("multi") ?? false;
  }

  /** What is selected, each as JSON. @returns {Set<string>} */
  get #names() {
    const value = /** @type {unknown[]} */ (JSON.parse(this.#grid.control.value));
    return new Set(value.map((name) => JSON.stringify(name)));
  }

  /** How many are selected, in words; empty for none. */
  get words() {
    const { kind } = this;
    const size = kind ? this.#names.size : 0;
    return size === 0 ? "" : `${size.toLocaleString()} ${kind}${size === 1 ? "" : "s"} selected`;
  }

  /** @returns {HTMLTableCellElement[]} */
  get #heads() {
    return [...this.#grid.table?.tHead?.rows[0]?.cells ?? []];
  }

  /** Adds a box to the head of each column that can be selected. */
  dress() {
    if (this.kind && this.#several && this.#grid.table) {
      this.#grid.table.ariaMultiSelectable = "true";
    }
    if (this.kind !== "column") return;
    for (const head of this.#heads) {
      const name = head.dataset.name;
      if (name === undefined || head.querySelector(".pick-column")) continue;
      const box = document.createElement("input");
      box.type = this.#several ? "checkbox" : "radio";
      box.className = "pick-column";
      box.ariaLabel = `Select column ${head.querySelector("button,span")?.textContent ?? name}`;
      head.append(box);
    }
  }

  /** Shows what is selected. */
  mark() {
    const { kind } = this;
    if (!kind) return;
    const names = this.#names;
    const columns = this.#heads.map(({ dataset }) => dataset.name);
    /** @param {HTMLElement} cell @param {boolean} on */
    const show = (cell, on) => {
      if (cell.ariaSelected !== String(on)) cell.ariaSelected = String(on);
    };
    if (kind === "column") {
      this.#heads.forEach((head, i) => {
        if (columns[i] === undefined) return;
        const on = names.has(JSON.stringify(columns[i]));
        show(head, on);
        const box = head.querySelector(".pick-column");
        if (box instanceof HTMLInputElement) box.checked = on;
      });
    }
    for (const row of this.#grid.rows) {
      [...row.cells].forEach((cell, i) => {
        const column = columns[i];
        if (column === undefined) return;
        const name = kind === "column" ? column : [row.dataset.row, column];
        show(cell, names.has(JSON.stringify(name)));
      });
    }
  }

  /**
   * Turns a column or a cell on or off, or all from the one before; answers whether there is one.
   * @param {Place} place @param {boolean} stretch
   */
  toggle(place, stretch) {
    const { kind } = this;
    const from = stretch && this.#several && this.#anchor ? this.#anchor : place;
    const wanted = this.#between(from, place).map((name) => JSON.stringify(name));
    if (!kind || wanted.length === 0) return false;
    this.#anchor = place;
    const names = this.#names;
    const isOn = names.has(/** @type {string} */ (wanted.at(-1)));
    const next = this.#several ? names : new Set();
    for (const name of wanted) isOn ? next.delete(name) : next.add(name);
    const { control } = this.#grid;
    control.value = `[${[...next].join()}]`;
    this.mark();
    for (const type of ["input", "change"]) {
      control.dispatchEvent(new Event(type, { bubbles: true }));
    }
    return true;
  }

  /**
   * Names of all that stands between two places, that of the second at the end; only what is there and seen.
   * @param {Place} from @param {Place} to @returns {(string | [string, string])[]}
   */
  #between(from, to) {
    const { rows, offset, shown } = this.#grid;
    const heads = this.#heads;
    /** @param {number[]} all @param {number} a @param {number} b */
    const stretch = (all, a, b) => {
      const part = all.slice(Math.min(a, b), Math.max(a, b) + 1);
      return a <= b ? part : part.reverse();
    };
    const columns = stretch(shown, shown.indexOf(from.column), shown.indexOf(to.column))
      .flatMap((at) => heads[at]?.dataset.name ?? []);
    if (this.kind === "column") return columns;
    if (to.row < offset || from.row < 0) return [];
    const all = rows.map((_, i) => i);
    return stretch(all, Math.max(0, from.row - offset), to.row - offset).flatMap((at) =>
      columns.map((
        column,
      ) => /** @type {[string, string]} */ ([rows[at]?.dataset.row ?? "", column]))
    );
  }
}
