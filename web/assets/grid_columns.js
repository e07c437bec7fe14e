// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The columns of a grid as its user has them: how wide, and whether they are seen at all. */

/**
 * @typedef {HTMLElement & {
 *   readonly table: HTMLTableElement | null,
 *   readonly rows: HTMLTableRowElement[],
 *   readonly scroller: HTMLElement,
 *   readonly count: number,
 * }} Host
 */

const WIDTHS = /** @type {Record<string, number>} */ ({ small: 96, medium: 192, large: 384 });
const LEAST_WIDTH = 48;
const STEP = 16;
/** More than this share of the table is not taken by columns that stay: nothing else could be read. */
const MOST_PINNED = 0.6;
/** Pixels of a digit in a row's number, and of what is left free beside it. */
const DIGIT = 9;
const SIDES = 24;

export class GridColumns {
  /** By name; columns without one are told apart by their class. @type {Map<string, number>} */
  #widths = new Map();
  /** Those whose width somebody has chosen. @type {Set<string>} */
  #chosen = new Set();
  /** @type {Set<string>} */
  #hidden = new Set();
  #grid;

  /** @param {Host} grid */
  constructor(grid) {
    this.#grid = grid;
  }

  /** @returns {HTMLTableCellElement[]} */
  get #cells() {
    return [...this.#grid.table?.tHead?.rows[0]?.cells ?? []];
  }

  /** @param {HTMLTableCellElement} cell */
  #nameOf({ dataset, className }) {
    return dataset.name ?? className;
  }

  /** Numbers of the columns that are seen. */
  get shown() {
    return this.#cells.filter((cell) => !cell.hidden).map((cell) => cell.cellIndex);
  }

  /** Gives each column a width of its own, so that other rows do not change it. */
  measure() {
    const { table } = this.#grid;
    if (!table || table.querySelector("colgroup")) return;
    table.classList.remove("fixed");
    table.style.removeProperty("width");
    // Far down, the numbers of rows are longer than those that are here: the others share what is left.
    const index = this.#cells.find((cell) => cell.matches(".index"));
    if (index) index.style.minWidth = `${String(this.#grid.count).length * DIGIT + SIDES}px`;
    for (const cell of this.#cells) {
      const name = this.#nameOf(cell);
      if (this.#widths.has(name)) continue;
      const wanted = WIDTHS[cell.dataset.width ?? ""] ?? Number(cell.dataset.width ?? 0);
      this.#widths.set(name, wanted || Math.ceil(cell.getBoundingClientRect().width));
      if (wanted) this.#chosen.add(name);
    }
    index?.style.removeProperty("min-width");
    // One more takes the room that is left.
    const columns = document.createElement("colgroup");
    for (let i = 0; i <= this.#cells.length; i++) columns.append(document.createElement("col"));
    table.prepend(columns);
    table.classList.add("fixed");
    this.#size();
  }

  /** Gives columns room for numbers that came with other rows: of one that is cut, nothing is right. */
  grow() {
    let hasGrown = false;
    for (const head of this.#cells) {
      const name = this.#nameOf(head);
      if (!head.matches(".number") || head.hidden || this.#chosen.has(name)) continue;
      const cells = this.#grid.rows.flatMap((row) => row.cells[head.cellIndex] ?? []);
      const lacking = Math.max(0, ...cells.map((cell) => cell.scrollWidth - cell.clientWidth));
      if (lacking === 0) continue;
      this.#widths.set(name, (this.#widths.get(name) ?? LEAST_WIDTH) + lacking);
      hasGrown = true;
    }
    if (hasGrown) this.#size();
  }

  #size() {
    const { table } = this.#grid;
    const columns = table?.querySelectorAll("col");
    if (!table || !columns?.length) return;
    let sum = 0;
    this.#cells.forEach((cell, i) => {
      const name = this.#nameOf(cell);
      const width = this.#hidden.has(name) ? 0 : this.#widths.get(name) ?? LEAST_WIDTH;
      /** @type {HTMLElement} */ (columns[i]).style.width = `${width}px`;
      sum += width;
    });
    table.style.width = `${sum}px`;
    this.pin();
  }

  /** How much of the table, from its left edge, is taken by columns that stay as others are scrolled. */
  pinnedWidth = 0;

  /** Has columns that are pinned, and what stands before them, stay where they are. */
  pin() {
    const { table, rows, scroller } = this.#grid;
    const heads = this.#cells;
    const count = heads.findLastIndex(({ dataset }) => dataset.pinned !== undefined) + 1;
    if (count === 0) return;
    const widths = heads.slice(0, count).map((cell) => {
      const name = this.#nameOf(cell);
      return this.#hidden.has(name) ? 0 : this.#widths.get(name) ?? LEAST_WIDTH;
    });
    const all = widths.reduce((sum, width) => sum + width, 0);
    const stays = all <= MOST_PINNED * scroller.clientWidth;
    this.pinnedWidth = stays ? all : 0;
    scroller.style.scrollPaddingLeft = `${this.pinnedWidth}px`;
    for (const row of [table?.tHead?.rows[0], ...rows]) {
      let left = 0;
      widths.forEach((width, i) => {
        const cell = row?.cells[i];
        cell?.classList.toggle("pinned", stays);
        if (cell) cell.style.left = stays ? `${left}px` : "";
        left += width;
      });
    }
  }

  /** Leaves out what its user does not want to see. */
  hide() {
    if (this.#hidden.size === 0 && !this.#grid.table?.querySelector("[hidden]")) return;
    const rows = [this.#grid.table?.tHead?.rows[0], ...this.#grid.rows];
    this.#cells.forEach((cell, i) => {
      const isHidden = this.#hidden.has(this.#nameOf(cell));
      for (const row of rows) row?.cells[i]?.toggleAttribute("hidden", isHidden);
    });
  }

  /** Opens the list of columns. @param {HTMLButtonElement} button */
  open(button) {
    if (button.popoverTargetElement) return;
    const list = document.createElement("div");
    Object.assign(list, { className: "grid-columns", popover: "auto", role: "group" });
    list.ariaLabel = button.ariaLabel;
    for (const cell of this.#cells.filter(({ dataset }) => dataset.name !== undefined)) {
      const name = this.#nameOf(cell);
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !this.#hidden.has(name);
      box.onchange = () => {
        box.checked ? this.#hidden.delete(name) : this.#hidden.add(name);
        this.hide();
        this.#size();
      };
      // It has the focus as soon as the list is open, before the next key.
      box.autofocus = list.firstChild === null;
      label.append(box, cell.querySelector("button,span")?.textContent ?? "");
      list.append(label);
    }
    button.after(list);
    // The press that led here opens it.
    button.popoverTargetElement = list;
    list.addEventListener("toggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "closed") list.remove();
    });
  }

  /** @param {string} name @param {number} width */
  #widen(name, width) {
    this.#widths.set(name, Math.max(LEAST_WIDTH, width));
    this.#chosen.add(name);
    this.#size();
  }

  /** Widens a column by a key; answers whether it was one for that. @param {Element} target @param {string} key */
  step(target, key) {
    const cell = target.closest("th");
    const step = { ArrowRight: STEP, ArrowLeft: -STEP }[key];
    if (!cell || step === undefined) return false;
    const name = this.#nameOf(cell);
    this.#widen(name, (this.#widths.get(name) ?? LEAST_WIDTH) + step);
    return true;
  }

  /** Drags a column's edge. @param {HTMLElement} grip @param {PointerEvent} event */
  drag(grip, event) {
    const name = grip.closest("th")?.dataset.name ?? "";
    const start = event.clientX - (this.#widths.get(name) ?? LEAST_WIDTH);
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    grip.onpointermove = ({ clientX }) => this.#widen(name, clientX - start);
    grip.onlostpointercapture = () => grip.onpointermove = null;
  }

  /** Makes a column as wide as its cells are. @param {HTMLElement} grip */
  fit(grip) {
    const name = grip.closest("th")?.dataset.name ?? "";
    this.#widths.delete(name);
    this.#chosen.delete(name);
    this.#grid.table?.querySelector("colgroup")?.remove();
    this.measure();
  }
}
