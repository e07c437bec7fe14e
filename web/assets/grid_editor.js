// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Changes the cells of a grid. What is changed stands, as the texts that were entered, in the control
 * that bears the widget's value; the server makes values of them and draws the rows anew. What a cell
 * shows meanwhile is only how it looks.
 */
import { choicesFor } from "./grid_choices.js";
import { cellText, fieldFor, optionsOf, tableIn } from "./grid_input.js";
/** @typedef {import("./grid_input.js").Field} Field */
/** @typedef {{ edited: [string, string, string, string?][], added: [string, Record<string, string>][], deleted: string[] }} Changes */
/** @typedef {{ row: number, column: number }} Place */

/**
 * @typedef {HTMLElement & {
 *   readonly control: HTMLInputElement,
 *   readonly table: HTMLTableElement | null,
 *   readonly rows: HTMLTableRowElement[],
 *   readonly offset: number,
 *   readonly count: number,
 *   readonly shown: number[],
 *   cellAt(place: Place): HTMLTableCellElement | null,
 *   placeOf(target: EventTarget | null): Place | null,
 *   go(place: Place): void,
 *   await(row: string): void,
 *   changed(): void,
 *   refresh(): void,
 *   caughtUp(): void,
 *   namesOf(first: number, count: number): Promise<string[] | null>,
 *   say(text: string): void,
 * }} Host
 */

/** More rows than are pasted at once. */
const MOST_PASTED = 1000;

export class GridEditor {
  /** The cell that is open, and what it showed. @type {{ cell: HTMLTableCellElement, field: Field, before: Node[] } | null} */
  #open = null;
  /** The cell that had the focus before it was pressed. @type {Element | null} */
  #pressed = null;
  /** How many rows were added that the server has not heard of: a form sends them later. */
  drafted = 0;
  #grid;

  /** @param {Host} grid */
  constructor(grid) {
    this.#grid = grid;
  }

  /** Whether a cell is open: rows that come meanwhile wait. */
  get isOpen() {
    return this.#open?.field.isConnected ?? false;
  }

  // ── Columns and cells ──────────────────────────────────────────────────────────────────────────

  /** The head of a cell's column, if its cells can be changed. @param {Element | null | undefined} cell */
  #headOf(cell) {
    if (!(cell instanceof HTMLTableCellElement) || !cell.closest("tbody:not(.space)")) return null;
    const head = this.#grid.table?.tHead?.rows[0]?.cells[cell.cellIndex];
    return head?.dataset.type === undefined ? null : head;
  }

  /** Says of cells that they cannot be changed. */
  dress() {
    const { rows, table } = this.#grid;
    for (const head of table?.tHead?.rows[0]?.cells ?? []) {
      if (head.dataset.name === undefined || head.dataset.type !== undefined) continue;
      for (const row of rows) {
        const cell = row.cells[head.cellIndex];
        if (cell) cell.ariaReadOnly = "true";
      }
    }
  }

  // ── Changes ────────────────────────────────────────────────────────────────────────────────────

  /** @returns {Changes} */
  get #changes() {
    return JSON.parse(this.#grid.control.value);
  }

  /** @param {Changes} changes */
  #send(changes) {
    const { control } = this.#grid;
    const before = this.#changes;
    control.value = JSON.stringify(changes);
    this.#grid.say("");
    this.#grid.changed();
    for (const type of ["input", "change"]) {
      control.dispatchEvent(new Event(type, { bubbles: true }));
    }
    const hasRows = before.added.length !== changes.added.length ||
      before.deleted.length !== changes.deleted.length;
    if (hasRows && this.#waits) this.#grid.refresh();
  }

  /** Whether the server hears of changes only once a form is sent. */
  get #waits() {
    return this.#grid.closest("form[data-form]") !== null;
  }

  /** Adds the rows to those drawn, and marks those, of which the server has not heard yet. */
  draft() {
    const { control, rows, offset, dataset, table } = this.#grid;
    /** @type {Changes} */
    const said = JSON.parse(control.defaultValue);
    const { added, deleted } = this.#changes;
    const drawn = rows.filter((row) => !("draft" in row.dataset)).map((row) => row.dataset.row);
    const known = new Set([...drawn, ...said.added.map(([row]) => row)]);
    const fresh = added.filter(([row]) => !known.has(row));
    this.drafted = fresh.length;
    const gone = new Set(deleted);
    for (const row of rows) row.classList.toggle("gone", gone.has(row.dataset.row ?? ""));
    // They are the last ones.
    if (offset + rows.length < Number(dataset.count ?? 0)) return;
    const body = table?.querySelector("tbody:not(.space)");
    const here = new Set(rows.map((row) => row.dataset.row));
    for (const [name] of fresh) if (!here.has(name)) body?.append(this.#rowOf(name));
  }

  /** A row of which nothing is known yet but what its columns begin with. @param {string} name */
  #rowOf(name) {
    const row = document.createElement("tr");
    Object.assign(row.dataset, { row: name, draft: "" });
    for (const head of this.#grid.table?.tHead?.rows[0]?.cells ?? []) {
      if (head.matches(".pick")) continue;
      if (head.dataset.new !== undefined) {
        row.insertAdjacentHTML("beforeend", head.dataset.new);
        continue;
      }
      const cell = document.createElement(head.matches(".index") ? "th" : "td");
      cell.className = head.className;
      if (head.matches(".index")) cell.innerHTML = '<span class="hidden">New</span>';
      else if (head.dataset.type === "checkbox") {
        cell.innerHTML = '<span class="tick off" role="img" aria-label="No"></span>';
      }
      row.append(cell);
    }
    return row;
  }

  /**
   * @param {Changes} changes @param {string} row @param {string} name @param {string} text
   * @param {string} deed by which the server knows what it has done already
   */
  #put({ edited, added }, row, name, text, deed) {
    const addition = added.find(([id]) => id === row);
    if (addition) {
      addition[1][name] = text;
      return;
    }
    const edit = edited.find(([id, column]) => id === row && column === name);
    if (edit) edit.splice(2, 2, text, deed);
    else edited.push([row, name, text, deed]);
  }

  /** Changes one cell. @param {HTMLTableCellElement} cell @param {string} text */
  #change(cell, text) {
    const { name = "" } = this.#headOf(cell)?.dataset ?? {};
    const row = /** @type {HTMLTableRowElement} */ (cell.parentElement).dataset.row ?? "";
    const changes = this.#changes;
    this.#put(changes, row, name, text, this.#newName());
    this.#draw(cell, text);
    this.#send(changes);
  }

  /** Shows in a cell what was entered. @param {HTMLTableCellElement} cell @param {string} text */
  #draw(cell, text) {
    cell.dataset.value = text;
    cell.classList.remove("absent");
    if (this.#headOf(cell)?.dataset.type === "checkbox") {
      const tick = cell.querySelector(".tick") ?? document.createElement("span");
      tick.className = text === "true" ? "tick" : "tick off";
      cell.replaceChildren(tick);
    } else (cell.querySelector(".lines") ?? cell).textContent = text;
  }

  /**
   * Shows, in rows that were drawn without it, what was entered and not answered; answers whether there
   * is anything.
   */
  show() {
    const { control, rows, table } = this.#grid;
    /** @type {Changes} */
    const said = JSON.parse(control.defaultValue);
    const known = new Set(said.edited.map((edit) => edit.join("\n")));
    const { edited, added } = this.#changes;
    const byName = new Map(rows.map((row) => [row.dataset.row, row]));
    const heads = [...table?.tHead?.rows[0]?.cells ?? []];
    const show = (
      /** @type {string} */ row,
      /** @type {string} */ name,
      /** @type {string} */ text,
    ) => {
      const cell = byName.get(row)?.cells[heads.findIndex(({ dataset }) => dataset.name === name)];
      if (cell && cellText(cell) !== text) this.#draw(cell, text);
    };
    for (const edit of edited) {
      const [row, name, text] = edit;
      if (!known.has(edit.join("\n"))) show(row, name, text);
    }
    for (const [row, cells] of added) {
      for (const [name, text] of Object.entries(cells)) show(row, name, text);
    }
    return control.value !== control.defaultValue;
  }

  /** Adds a row, and goes there. */
  add() {
    const changes = this.#changes;
    const row = this.#newName();
    changes.added.push([row, {}]);
    this.#send(changes);
    this.#grid.await(row);
  }

  #newName() {
    return `+${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  }

  /** Deletes rows. @param {Set<string>} rows */
  delete(rows) {
    const { edited, added, deleted } = this.#changes;
    this.#send({
      edited: edited.filter(([row]) => !rows.has(row)),
      added: added.filter(([row]) => !rows.has(row)),
      deleted: [...deleted, ...rows],
    });
  }

  // ── One cell ───────────────────────────────────────────────────────────────────────────────────

  /**
   * Opens a cell; answers whether it can be changed.
   * @param {HTMLTableCellElement | null} cell @param {boolean} [anew] a key was pressed that is typed into it, instead of what it holds
   */
  open(cell, anew = false) {
    const head = this.#headOf(cell);
    if (!cell || !head || this.#open?.cell === cell) return false;
    const before = cellText(cell);
    if (head.dataset.type === "checkbox") {
      this.#change(cell, before === "true" ? "false" : "true");
      return true;
    }
    if (!this.close(true)) return true;
    const field = fieldFor(head);
    field.value = before;
    this.#open = { cell, field, before: [...cell.childNodes] };
    cell.classList.add("open");
    cell.replaceChildren(field);
    field.focus();
    if (!(field instanceof HTMLSelectElement) && /text|number/.test(field.type)) {
      if (anew) field.value = "";
      else field.select();
    }
    const parts = /** @type {HTMLElement[]} */ ([field]);
    const options = optionsOf(head);
    if (head.dataset.type === "multiselect" && options && field instanceof HTMLInputElement) {
      const list = choicesFor(field, options);
      cell.append(list);
      list.showPopover({ source: field });
      parts.push(list);
    }
    field.addEventListener("input", () => field.setCustomValidity(""));
    for (const part of parts) {
      part.addEventListener("keydown", (event) => this.#key(event));
      part.addEventListener("focusout", ({ relatedTarget }) => {
        if (!cell.contains(/** @type {Node | null} */ (relatedTarget))) this.leave();
      });
    }
    return true;
  }

  /**
   * Closes the cell that is open; answers whether none is open any more.
   * @param {boolean} keeps takes what was entered, if it is something
   */
  close(keeps) {
    if (!this.#open) return true;
    const { cell, field, before } = this.#open;
    if (keeps && !field.check()) {
      field.reportValidity();
      return false;
    }
    const { value } = field;
    // Taking the field away has it lose the focus.
    this.#open = null;
    cell.classList.remove("open");
    cell.replaceChildren(...before);
    if (keeps && value !== cellText(cell)) this.#change(cell, value);
    this.#grid.caughtUp();
    return true;
  }

  /** Its user has gone elsewhere, and means what was entered, as long as it is something. */
  leave() {
    this.close(this.#open?.field.check() ?? false);
  }

  /** A key in the cell that is open. @param {KeyboardEvent} event */
  #key(event) {
    const { key, altKey, shiftKey, isComposing, target } = event;
    const place = this.#grid.placeOf(target);
    if (isComposing || !place || !["Enter", "Tab", "Escape"].includes(key)) return;
    // It sends no form, and leaves no table.
    event.preventDefault();
    event.stopPropagation();
    if (key === "Enter" && altKey && target instanceof HTMLTextAreaElement) {
      // As in a spreadsheet: another line.
      target.setRangeText("\n", target.selectionStart, target.selectionEnd, "end");
      return;
    }
    const to = this.#placeAfter(place, key, shiftKey);
    if (this.close(key !== "Escape")) this.#grid.go(to);
  }

  /** @param {Place} place @param {string} key @param {boolean} back @returns {Place} */
  #placeAfter({ row, column }, key, back) {
    const step = back ? -1 : 1;
    if (key === "Enter") {
      return { row: Math.max(0, Math.min(row + step, this.#grid.count - 1)), column };
    }
    if (key === "Escape") return { row, column };
    const { shown } = this.#grid;
    return { row, column: shown[shown.indexOf(column) + step] ?? column };
  }

  // ── Using ──────────────────────────────────────────────────────────────────────────────────────

  /** A key on a cell that is not open; answers whether it was one for that. @param {HTMLElement} target @param {KeyboardEvent} event */
  press(target, { key, ctrlKey, metaKey, altKey }) {
    const cell = /** @type {HTMLTableCellElement | null} */ (target.closest("td"));
    const head = this.#headOf(cell);
    if (!cell || !head || ctrlKey || metaKey || altKey) return false;
    if (key === "F2" || key === " ") return this.open(cell);
    if (key === "Enter") return target.closest("a") === null && this.open(cell);
    if (key === "Delete" || key === "Backspace") {
      this.#clear(cell, head);
      return true;
    }
    // The browser types it into what has the focus now: a number may begin with a sign.
    if (key.length === 1 && head.dataset.type !== "checkbox") this.open(cell, true);
    return false;
  }

  /** @param {HTMLTableCellElement} cell @param {HTMLTableCellElement} head */
  #clear(cell, head) {
    const text = head.dataset.type === "checkbox" ? "false" : "";
    const field = fieldFor(head);
    field.value = text;
    if (cellText(cell) === text) return;
    if (text !== "" || field.check()) this.#change(cell, text);
    else this.#grid.say(field.validationMessage);
  }

  /** @param {HTMLElement} target */
  pressed(target) {
    const cell = target.closest("td");
    this.#pressed = cell?.contains(document.activeElement) ? cell : null;
  }

  /** A click on the cell that has the focus opens it; a tick is turned at once. @param {HTMLElement} target */
  click(target) {
    const cell = target.closest("td");
    const isTick = this.#headOf(cell)?.dataset.type === "checkbox";
    if (target.closest("a,input,textarea,select") || !cell) return;
    if (isTick || this.#pressed === cell) this.open(cell);
  }

  // ── Clipboard ──────────────────────────────────────────────────────────────────────────────────

  /** @param {ClipboardEvent} event */
  copy(event) {
    const cell = /** @type {HTMLElement} */ (event.target).closest("td");
    if (!cell || this.isOpen || !getSelection()?.isCollapsed) return;
    event.clipboardData?.setData("text/plain", cellText(cell));
    event.preventDefault();
  }

  /** Puts cells of a spreadsheet where the focus is. @param {ClipboardEvent} event */
  async paste(event) {
    const place = this.#grid.placeOf(event.target);
    if (!place || place.row < 0 || this.isOpen) return;
    const all = tableIn(event.clipboardData?.getData("text/plain") ?? "");
    const lines = all.slice(0, MOST_PASTED);
    if (lines.length === 0) return;
    event.preventDefault();
    const { shown, count, dataset } = this.#grid;
    const isDynamic = dataset.edit === "dynamic";
    const known = Math.min(lines.length, count - place.row);
    const names = await this.#grid.namesOf(place.row, known);
    // Without them, what is to be changed would be added.
    if (names === null) return;
    const changes = this.#changes;
    while (isDynamic && names.length < lines.length) {
      const name = this.#newName();
      changes.added.push([name, {}]);
      names.push(name);
    }
    const heads = shown.slice(shown.indexOf(place.column))
      .map((column) => this.#grid.table?.tHead?.rows[0]?.cells[column]);
    const deed = this.#newName();
    let taken = 0;
    const left = { beyond: 0, locked: 0, unfit: 0 };
    lines.forEach((texts, i) =>
      texts.forEach((text, j) => {
        const head = heads[j];
        const row = names[i];
        if (!head || row === undefined) return left.beyond++;
        if (head.dataset.type === undefined) return left.locked++;
        const field = fieldFor(head);
        if (!field.take(text)) return left.unfit++;
        this.#put(changes, row, head.dataset.name ?? "", field.value, deed);
        return taken++;
      })
    );
    if (taken > 0) this.#send(changes);
    this.#grid.say(wordsOfPaste(taken, left, all.length));
  }
}

/**
 * What was not pasted, and why; nothing if all was.
 * @param {number} taken cells @param {{ beyond: number, locked: number, unfit: number }} left cells
 * @param {number} rows that there were
 */
function wordsOfPaste(taken, { beyond, locked, unfit }, rows) {
  const all = taken + beyond + locked + unfit;
  const left = (/** @type {number} */ count, /** @type {string} */ why) =>
    count > 0 ? [`${count} of ${all} cells could not be pasted: ${why}.`] : [];
  return [
    ...(rows > MOST_PASTED ? [`Only the first ${MOST_PASTED} of ${rows} rows were pasted.`] : []),
    ...left(unfit, "they do not fit their columns"),
    ...left(locked, "their columns cannot be changed"),
    ...left(beyond, "the table has no such rows or columns"),
  ].join(" ");
}
