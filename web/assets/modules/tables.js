// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * A window on many rows. The element holds a real table of the rows in view and of some around them; more
 * are asked for as it is scrolled, sorted or searched, without a run of the page. Empty room above and
 * below gives it its height. How it is scrolled, sorted, searched, sized, and what is selected in it, is
 * its user's: what the server draws anew is merged by `merge()`, and shows other rows in the same view.
 */
import { GridCells } from "../grid_cells.js";
import { GridColumns } from "../grid_columns.js";
import { placeAfter } from "../grid_keys.js";
import { clamp, GridScroll } from "../grid_scroll.js";
import { GridEditor } from "../grid_editor.js";
import { GridSelection } from "../grid_selection.js";
/** @typedef {import("../grid_keys.js").Place} Place */

const LEAST_ROWS = 50;
const MOST_ROWS = 200;
/** Rows that take longer are said to be on their way, in milliseconds. */
const LATE = 400;
const TYPING_PAUSE = 200;
/** A request that takes longer does not keep a newer one waiting. */
const PATIENCE = 100;
const EVENTS = [
  "click",
  "copy",
  "dblclick",
  "focusin",
  "input",
  "keydown",
  "paste",
  "pointerdown",
  "pointerover",
  "scroll",
  "scrollend",
];
/** What can be used within a cell. */
const INNER = ":is(button,a[href],input,textarea,select):not(:disabled)";
/** What is true of the rows that are there. */
const VIEW = ["version", "count", "total", "offset", "sort", "descending", "search"];

/** @param {string} html @returns {HTMLElement} */
const parsed = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return /** @type {HTMLElement} */ (template.content.firstElementChild);
};

/** What the head says apart from how it is sorted. @param {Element | null} [head] */
const columnsIn = (head) => head?.innerHTML.replace(/ aria-sort="\w+"/g, "") ?? "";

/** What the bar says apart from how many rows there are. @param {Element | null} bar */
const toolsIn = (bar) => bar?.outerHTML.replace(/(class="grid-count"[^>]*>)[^<]*/, "$1") ?? "";

/** @param {number} count */
const inWords = (count) => `${count.toLocaleString()} ${count === 1 ? "row" : "rows"}`;

/** @type {import("./kit.d.ts").Start} */
export default (kit) => {
  class Grid extends HTMLElement {
    #scroll = new GridScroll();
    #columns = new GridColumns(this);
    #selection = new GridSelection(this);
    #cells = new GridCells(this);
    #editor = new GridEditor(this);
    /** What the server said while a cell was in use. @type {HTMLElement | null} */
    #waiting = null;
    /** Somebody has put the mouse or a finger on a cell, and not taken it away yet. */
    #isHeld = false;
    /** The version that a run has drawn while rows were on their way, which may be older. */
    #said = "";
    /** Rows that were asked for, and could not be shown when they came. */
    #missed = false;
    /** Cells show what was entered, of which the server has not said anything yet. */
    #isAhead = false;
    /** A row that was added here and is gone to once it has come. */
    #awaited = "";
    /** What had the focus when it was added: who has gone on stays there. @type {Element | null} */
    #from = null;
    /** Where the focus is, or is to be. @type {Place} */
    #active = { row: -1, column: 0 };
    #wantsFocus = false;
    /** @type {AbortController | null} */
    #request = null;
    #askedAt = 0;
    #failures = 0;
    /** What is here is not what is to be seen: of another order, search or version. */
    #isOther = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #later;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #pause;
    /** The head and the bar as the server last drew them. */
    #head = "";
    #bar = "";
    /** A bar that came while somebody used the one that is there. @type {Element | null} */
    #nextBar = null;
    #observer = new ResizeObserver(() => this.#resized());

    connectedCallback() {
      this.ready();
    }

    /** Nothing begins anew where a browser can move it. */
    connectedMoveCallback() {}

    disconnectedCallback() {
      this.#observer.disconnect();
      // It may only have been moved.
      this.#missed ||= this.#request !== null || "failed" in this.dataset;
      this.#stop();
      clearTimeout(this.#later);
      clearTimeout(this.#pause);
    }

    /** Takes over the table, once there is one. */
    ready() {
      const { table, scroller } = this;
      if (!this.isConnected || !table) return;
      this.#sizeRows(this.dataset.rowHeight);
      if (table.role !== "grid") {
        table.role = "grid";
        // Its cells take the focus.
        for (const name of ["tabindex", "role", "aria-label"]) scroller.removeAttribute(name);
        this.#bar = toolsIn(this.querySelector(".grid-bar"));
        this.#head = columnsIn(table.tHead);
        const { light, version } = this.dataset;
        this.#missed = Boolean(light) && light !== version;
        // What scrolls does not bubble.
        for (const type of EVENTS) this.addEventListener(type, this, type.startsWith("scroll"));
        this.#dress();
      }
      this.#observer.observe(scroller);
      if (this.#nextBar) this.#takeBar(this.#nextBar);
      this.#mark();
      this.#check();
    }

    // ── Parts ────────────────────────────────────────────────────────────────────────────────────

    get scroller() {
      return /** @type {HTMLElement} */ (this.querySelector(".table-scroll"));
    }

    get table() {
      return this.querySelector("table");
    }

    /** The rows that are there. */
    get rows() {
      return /** @type {HTMLTableRowElement[]} */ (
        [...this.table?.querySelectorAll("tbody:not(.space) > tr") ?? []]
      );
    }

    /** The control that bears the widget's value. */
    get control() {
      return /** @type {HTMLInputElement} */ (this.querySelector(`[name="${this.id}"]`));
    }

    /** How many rows there are to scroll through. @returns {number} */
    get count() {
      return Number(this.dataset.count ?? 0) + this.#editor.drafted;
    }

    /** Numbers of the columns that are seen. */
    get shown() {
      return this.#columns.shown;
    }

    /** The number of the first row that is there. */
    get offset() {
      return Number(this.dataset.offset ?? 0);
    }

    /** @param {Place} place @returns {HTMLTableCellElement | null} */
    cellAt({ row, column }) {
      const line = row < 0 ? this.table?.tHead?.rows[0] : this.rows[row - this.offset];
      return line?.cells[column] ?? null;
    }

    /** Where a cell, or what is in it, stands. @param {EventTarget | null} target @returns {Place | null} */
    placeOf(target) {
      const cell = /** @type {Element} */ (target).closest?.("td,th");
      const row = /** @type {HTMLTableRowElement | null | undefined} */ (cell?.parentElement);
      if (!cell || !row || !this.contains(cell)) return null;
      const { cellIndex } = /** @type {HTMLTableCellElement} */ (cell);
      const at = cell.closest("thead") ? -1 : this.offset + this.rows.indexOf(row);
      return { row: at, column: cellIndex };
    }

    // ── What the server says ─────────────────────────────────────────────────────────────────────

    /** Takes what a run drew; answers whether that is all there is to do. @param {HTMLElement} now */
    merge(now) {
      // What was here before the answer that goes on.
      if (now.closest("[data-stale]")) return true;
      const isOther = ["mode", "edit"].some((name) => now.dataset[name] !== this.dataset[name]);
      if (!this.table || isOther) return false;
      // A new session has other addresses.
      this.dataset.rows = now.dataset.rows ?? "";
      this.#sizeRows(now.dataset.rowHeight);
      const value = now.querySelector(`[name="${this.id}"]`)?.getAttribute("value");
      if (value) this.control.setAttribute("value", value);
      this.#takeBar(now.querySelector(".grid-bar"));
      const { version } = now.dataset;
      // Rows that are on their way come with the next message.
      if (version === undefined) return true;
      if (!this.#isInUse) this.#follow(now);
      // What was said before has the rows to what is said again.
      else if (this.#waiting?.dataset.version !== version) this.#waiting = now;
      return true;
    }

    /** Shows what a run drew, or asks for it. @param {HTMLElement} now */
    #follow(now) {
      const { version = "" } = now.dataset;
      const isShown = version === this.dataset.version && !this.#isWrong;
      if (now.querySelector("table") && this.#isInView(now)) {
        // Rows that were asked for before are older, or will be said.
        this.#stop();
        if (!isShown) this.#take(now);
        this.#look();
      } else if (this.#request) this.#said = version;
      else if (!isShown) this.#ask();
    }

    /** Whether other rows wait: they would take away a cell that is open, or one that is about to be clicked. */
    get #isInUse() {
      return this.#editor.isOpen || this.#isHeld;
    }

    /** Whether cells show what was entered although the server has said something else. */
    get #isWrong() {
      return this.#isAhead && !kit.isEdited(this);
    }

    /** Asks for what should be shown and is not. */
    #check() {
      if (this.#isInUse || this.#request) return;
      if (this.#missed || this.#isWrong) this.#ask();
    }

    /** Something was entered: cells show it already. */
    changed() {
      this.#isAhead = true;
    }

    /** Rows are to be drawn that only the browser knows of. */
    refresh() {
      this.#ask();
    }

    /** Shows what came while a cell was in use, once none is any more. */
    caughtUp() {
      if (this.#isInUse) return;
      const waiting = this.#waiting;
      this.#waiting = null;
      if (waiting) this.#follow(waiting);
      this.#check();
      if (!this.#request) this.#look();
    }

    /** Says what could not be done. @param {string} text */
    say(text) {
      kit.complain(this, text);
    }

    /**
     * Goes to a row that was added, which is the last one as rows come: at once if the end is here, for what
     * is typed next is meant for it.
     * @param {string} row
     */
    await(row) {
      this.#awaited = row;
      this.#from = document.activeElement;
      const field = /** @type {HTMLInputElement | null} */ (this.querySelector("[type=search]"));
      if (field) field.value = "";
      const view = ["sort", "descending", "search"].filter((name) => name in this.dataset);
      for (const name of view) delete this.dataset[name];
      if (view.length > 0) return this.#ask();
      this.#dress();
      this.#mark();
      this.#meet();
    }

    /** Goes to the row that is awaited, if it is here, or asks for the last ones. */
    #meet() {
      if (this.#awaited === "") return;
      const at = this.rows.findIndex(({ dataset }) => dataset.row === this.#awaited);
      const isEnd = this.offset + this.rows.length >= this.count;
      if (at === -1 && isEnd) return;
      if (at !== -1) this.#awaited = "";
      const heads = [...this.table?.tHead?.rows[0]?.cells ?? []];
      const column = heads.findIndex(({ dataset, hidden }) => dataset.type && !hidden);
      this.go({ row: at === -1 ? this.count - 1 : this.offset + at, column: Math.max(0, column) });
      this.#from = document.activeElement;
    }

    /** @param {Element | null} bar */
    #takeBar(bar) {
      const before = this.querySelector(".grid-bar");
      const tools = toolsIn(bar);
      if (!bar || !before) return;
      this.#nextBar = null;
      if (tools === this.#bar) return;
      if (before.contains(document.activeElement)) return void (this.#nextBar = bar);
      this.#bar = tools;
      before.replaceWith(bar);
      const field = bar.querySelector("input");
      if (field) field.value = this.dataset.search ?? "";
    }

    /** Whether these rows are those that are looked at. @param {HTMLElement} now */
    #isInView({ dataset }) {
      const isSame = ["sort", "descending", "search"].every((name) =>
        (dataset[name] ?? "") === (this.dataset[name] ?? "")
      );
      const offset = Number(dataset.offset);
      const first = Math.min(this.#scroll.first, Number(dataset.count));
      return isSame && offset <= first && first < offset + LEAST_ROWS;
    }

    /** Shows other rows. @param {HTMLElement} now */
    #take(now) {
      const { table } = this;
      const fresh = now.querySelector("table");
      if (!table || !fresh) return;
      this.#isOther = false;
      const { activeElement } = document;
      const hadFocus = table.contains(activeElement);
      if (!hadFocus) this.#wantsFocus = false;
      if (activeElement !== this.#from) this.#awaited = "";
      for (const name of VIEW) {
        const value = now.dataset[name];
        if (value === undefined) delete this.dataset[name];
        else this.dataset[name] = value;
      }
      const head = columnsIn(fresh.tHead);
      if (head !== this.#head) {
        this.#head = head;
        table.tHead?.replaceWith(/** @type {Node} */ (fresh.tHead));
        table.querySelector("colgroup")?.remove();
      }
      table.querySelector("tbody:not(.space)")?.replaceWith(/** @type {Node} */ (fresh.tBodies[0]));
      this.scroller.querySelector(":scope > .caption")?.remove();
      if (fresh.nextElementSibling) table.after(fresh.nextElementSibling);
      this.#dress();
      this.#columns.grow();
      this.#mark();
      if (hadFocus) this.#focus();
      this.#meet();
    }

    // ── Asking ───────────────────────────────────────────────────────────────────────────────────

    /** Asks for the rows that are looked at, soon, instead of those that are here. */
    #ask() {
      this.#isOther = true;
      this.#askSoon();
    }

    #askSoon() {
      clearTimeout(this.#later);
      const wait = this.#request ? PATIENCE - (performance.now() - this.#askedAt) : 0;
      if (wait > 0) this.#later = setTimeout(() => this.#askSoon(), wait);
      else void this.#fetch();
    }

    async #fetch() {
      this.#request?.abort();
      const request = this.#request = new AbortController();
      this.#said = "";
      this.#missed = false;
      this.#askedAt = performance.now();
      this.scroller.ariaBusy = "true";
      const late = setTimeout(() => this.#isShort && this.#tell("Loading …"), LATE);
      const { page, first } = this.#scroll;
      const limit = clamp(Math.max(4 * page, LEAST_ROWS), MOST_ROWS);
      const offset = Math.max(0, first - Math.floor((limit - page) / 2));
      const headers = /** @type {Record<string, string>} */ ({});
      kit.sign(headers);
      try {
        const url = `${this.dataset.rows}?${this.#query({ offset, limit })}`;
        const response = await fetch(url, { headers, redirect: "error", signal: request.signal });
        if (response.status === 410) return kit.resume();
        // The table went away meanwhile.
        if (response.status === 404) return;
        if (!response.ok) throw new Error(`${response.status}`);
        const html = await response.text();
        if (this.#request !== request) return;
        this.#failures = 0;
        delete this.dataset.failed;
        if (this.#isInUse) this.#missed = true;
        else this.#take(parsed(html));
      } catch {
        // The server is away, or its rows are: said below.
        if (this.#request !== request) return;
        const wait = Math.min(15_000, 500 * 2 ** this.#failures++);
        if (this.#lacksRows) {
          this.dataset.failed = "";
          this.#later = setTimeout(() => void this.#fetch(), wait);
        } else delete this.dataset.failed;
      } finally {
        clearTimeout(late);
        if (this.#request === request) {
          this.#request = null;
          this.scroller.ariaBusy = null;
          this.#tell();
        }
      }
      if (this.#said !== "" && this.#said !== this.dataset.version) this.#ask();
      else this.#look();
    }

    /** Rows that are on their way are not waited for any more. */
    #stop() {
      this.#request?.abort();
      this.#request = null;
      if (this.table) this.scroller.ariaBusy = null;
    }

    /** What is looked at, as the server is asked for it. @param {Record<string, number>} [more] */
    #query(more = {}) {
      const { sort, descending, search } = this.dataset;
      const query = new URLSearchParams();
      if (sort !== undefined) query.set("sort", sort);
      if (descending === "true") query.set("descending", descending);
      if (search) query.set("search", search);
      for (const name in more) query.set(name, String(more[name]));
      return query;
    }

    get #isShort() {
      return this.#scroll.isShort(this.offset, this.rows.length);
    }

    /** Asks for rows if those that are there do not fill what is seen, or soon will not. */
    #look() {
      if ("failed" in this.dataset) return this.#forgive();
      if (this.#isShort && !this.#isInUse) this.#askSoon();
    }

    get #lacksRows() {
      return this.#isOther || this.#isShort;
    }

    /** Whoever has gone back to rows that are here lacks none any more. */
    #forgive() {
      if (this.#lacksRows || this.#request) return;
      clearTimeout(this.#later);
      delete this.dataset.failed;
      this.#tell();
    }

    /** Shows the first rows of another order, or of another search. */
    #restart() {
      this.#scrollTo(0);
      this.#isOther = true;
      clearTimeout(this.#later);
      void this.#fetch();
    }

    // ── Scrolling ────────────────────────────────────────────────────────────────────────────────

    #scrolled() {
      this.#scroll.moved(this.scroller.scrollTop);
      this.#place();
      const { first, page } = this.#scroll;
      const { row } = this.#active;
      if (this.#editor.isOpen && this.#isShort && (row < first || row > first + page)) {
        // Who looks elsewhere has left the cell that is open: its row makes room for others.
        this.#editor.leave();
        this.#focus();
      }
      this.#look();
    }

    /** @param {number} top */
    #scrollTo(top) {
      this.scroller.scrollTop = this.#scroll.goTo(top);
      // The browser rounds.
      this.#scroll.bar = this.scroller.scrollTop;
      this.#place();
    }

    /** Puts the rows where they are looked at. */
    #place() {
      const { above, below } = this.#scroll.spaces(this.offset, this.rows.length);
      this.table?.querySelectorAll(".space").forEach((space, i) => {
        const height = i === 0 ? above : below;
        space.toggleAttribute("hidden", height <= 0);
        const cell = /** @type {HTMLTableCellElement} */ (space.querySelector("td"));
        cell.style.height = `${height}px`;
        cell.colSpan = this.table?.tHead?.rows[0]?.cells.length ?? 1;
      });
    }

    /** Has rows be of a height, for browsers whose style sheets cannot read it. @param {string} [height] */
    #sizeRows(height) {
      if (height === undefined) {
        delete this.dataset.rowHeight;
        this.style.removeProperty("--row");
      } else {
        this.dataset.rowHeight = height;
        this.style.setProperty("--row", `${height}px`);
      }
    }

    #resized() {
      const { scroller, table } = this;
      if (scroller.clientWidth === 0 || !table) return;
      this.#columns.measure();
      this.#columns.pin();
      const height = this.rows[0]?.getBoundingClientRect().height;
      const head = table.tHead?.offsetHeight ?? 0;
      const room = Math.max(0, scroller.clientHeight - head);
      Object.assign(this.#scroll, {
        room,
        count: this.count,
        ...(height && { rowHeight: height }),
      });
      this.#place();
      this.#look();
    }

    // ── Dressing ─────────────────────────────────────────────────────────────────────────────────

    /** Adds to what the server drew what only a user with a script can use. */
    #dress() {
      const { table, offset } = this;
      const head = table?.tHead?.rows[0];
      if (!table || !head) return;
      if ("edit" in this.dataset) this.#editor.draft();
      this.#selection.dress();
      this.#cells.dress();
      if ("edit" in this.dataset) {
        this.#editor.dress();
        this.#isAhead = kit.isEdited(this) && this.#editor.show();
      }
      for (const cell of head.querySelectorAll("[data-name]:not(:has(.grip))")) {
        cell.insertAdjacentHTML("beforeend", '<span class="grip" aria-hidden="true"></span>');
      }
      if (!table.querySelector(".space")) {
        const space = '<tbody class="space" aria-hidden="true"><tr><td></td></tr></tbody>';
        /** @type {Element} */ (table.tHead).insertAdjacentHTML("afterend", space);
        table.insertAdjacentHTML("beforeend", space);
      }
      const { rows } = this;
      table.ariaRowCount = String(this.count + 1);
      head.ariaRowIndex = "1";
      rows.forEach((row, i) => row.ariaRowIndex = String(offset + i + 2));
      for (const row of [head, ...rows]) {
        for (const one of [...row.cells, ...row.querySelectorAll(`${INNER},.help`)]) {
          /** @type {HTMLElement} */ (one).tabIndex = -1;
        }
      }
      for (const cell of head.querySelectorAll("[data-name]")) {
        const isSorted = /** @type {HTMLElement} */ (cell).dataset.name === this.dataset.sort;
        const order = this.dataset.descending === "true" ? "descending" : "ascending";
        cell.ariaSort = isSorted ? order : "none";
      }
      this.#columns.hide();
      this.#resized();
      this.#rove();
    }

    #mark() {
      this.#selection.mark();
      this.#cells.mark();
      this.#tell();
    }

    /** Says how many rows there are, or what is to be said instead, and has the file be of these. @param {string} [instead] */
    #tell(instead) {
      const { search, total, failed } = this.dataset;
      const selected = this.#selection.ids.size;
      let text = inWords(this.count);
      if (search && total !== undefined) {
        text = `${this.count.toLocaleString()} of ${inWords(Number(total))}`;
      }
      const { words } = this.#cells;
      if (words.length > 0) {
        const all = selected > 0 ? [inWords(selected), ...words] : words;
        text = `${all.join(", ")} selected, ${text}`;
      } else if (selected > 0) text = `${selected.toLocaleString()} selected of ${text}`;
      if (instead !== undefined) text = instead;
      if (failed !== undefined) text = "The rows could not be loaded. Trying again …";
      const remove = this.querySelector("[data-delete]");
      remove?.toggleAttribute("disabled", selected === 0);
      const place = this.querySelector(".grid-count");
      if (place && place.textContent !== text) place.textContent = text;
      const file = this.querySelector("a[download]");
      file?.setAttribute("href", `${file.getAttribute("href")?.split("?")[0]}?${this.#query()}`);
    }

    // ── Using ────────────────────────────────────────────────────────────────────────────────────

    /** @param {Event} event */
    handleEvent(event) {
      const target = /** @type {HTMLElement} */ (event.target);
      switch (event.type) {
        case "click":
          return this.#clicked(target, /** @type {MouseEvent} */ (event));
        case "copy":
          return "edit" in this.dataset && this.#editor.copy(/** @type {ClipboardEvent} */ (event));
        case "paste":
          return "edit" in this.dataset &&
            this.#editor.paste(/** @type {ClipboardEvent} */ (event));
        case "keydown":
          return this.#pressed(target, /** @type {KeyboardEvent} */ (event));
        case "input":
          return target.matches("[type=search]") && this.#typed(target);
        case "focusin":
          this.#active = this.placeOf(target) ?? this.#active;
          return this.#rove();
        case "scroll":
          return target === this.scroller && this.#scrolled();
        case "scrollend":
          // After steps too small for it, the bar goes where it belongs.
          return this.#scroll.isScaled && this.#scrollTo(this.#scroll.top);
        case "pointerdown":
          if (target.matches(".grip")) {
            this.#columns.drag(target, /** @type {PointerEvent} */ (event));
          }
          if (target.closest("table")) this.#hold();
          return this.#editor.pressed(target);
        case "dblclick":
          return target.matches(".grip") && this.#columns.fit(target);
        case "pointerover": {
          const cell = target.closest("td");
          // What is cut off can be read all the same.
          const box = cell?.querySelector(".lines") ?? cell;
          const isCut = box &&
            (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight);
          if (cell && isCut) cell.title = cell.textContent ?? "";
        }
      }
    }

    /** Keeps the cells as they are until what was pressed is let go, and clicked by that. */
    #hold() {
      this.#isHeld = true;
      const over = new AbortController();
      const release = () => {
        over.abort();
        setTimeout(() => {
          this.#isHeld = false;
          this.caughtUp();
        });
      };
      for (const type of ["pointerup", "pointercancel", "contextmenu"]) {
        document.addEventListener(type, release, { signal: over.signal, capture: true });
      }
    }

    /** @param {HTMLElement} target @param {MouseEvent} event */
    #clicked(target, { shiftKey }) {
      const name = target.closest("th")?.dataset.name;
      if (name !== undefined && target.closest("button")) return this.#sort(name);
      const button = target.closest(".tool[data-columns]");
      if (button) return this.#columns.open(/** @type {HTMLButtonElement} */ (button));
      if (target.closest(".tool[data-add]")) return this.#editor.add();
      if (target.closest(".tool[data-delete]")) {
        this.#editor.delete(this.#selection.ids);
        this.#selection.clear();
        return this.#tell();
      }
      if ("edit" in this.dataset) this.#editor.click(target);
      if (this.#pickCell(target, shiftKey)) return this.#tell();
      const row = /** @type {HTMLTableRowElement | null} */ (
        target.closest("tbody:not(.space) > tr")
      );
      if (target.matches("thead .pick input")) {
        void this.#selectAll(/** @type {HTMLInputElement} */ (target).checked);
      } else if (row && this.#selection.amount && !target.closest("a,button")) {
        // Who marks text does not select.
        const isClick = getSelection()?.isCollapsed && this.#selection.amount === "single";
        if (target.closest(".pick") || isClick) this.#selection.toggle(row, shiftKey);
      }
      this.#tell();
    }

    /**
     * Selects the column whose box was clicked, or the cell; answers whether there is one.
     * @param {HTMLElement} target @param {boolean} stretch
     */
    #pickCell(target, stretch) {
      const place = this.placeOf(target);
      const cells = this.#cells;
      if (!place || !(cells.takes("column") || cells.takes("cell"))) return false;
      // A click with the shift key marks text, too, which is not meant.
      if (stretch) getSelection()?.removeAllRanges();
      if (target.matches(".pick-column")) return cells.toggle("column", place, stretch);
      return place.row >= 0 && cells.takes("cell") && !target.closest("a,button,.space,.pick") &&
        Boolean(getSelection()?.isCollapsed) && cells.toggle("cell", place, stretch);
    }

    /** All rows that have what is searched for. @param {boolean} on */
    async #selectAll(on) {
      const rows = await this.#rowsAt(0, this.count);
      if (!rows) return this.#mark();
      this.#selection.set(rows, on);
      this.#tell();
    }

    /**
     * Rows that need not be here; null if they could not be had.
     * @param {number} first @param {number} count @returns {Promise<HTMLTableRowElement[] | null>}
     */
    async #rowsAt(first, count) {
      const at = first - this.offset;
      if (at >= 0 && at + count <= this.rows.length) return this.rows.slice(at, at + count);
      const headers = /** @type {Record<string, string>} */ ({});
      kit.sign(headers);
      const query = this.#query({ offset: first, limit: count });
      let html = "";
      try {
        const url = `${this.dataset.rows}?${query}`;
        const response = await fetch(url, { headers, redirect: "error" });
        if (response.ok) html = await response.text();
      } catch {
        // Said below, as any other failure is.
      }
      if (html === "") {
        this.say("The rows could not be loaded. Try again.");
        return null;
      }
      const answer = parsed(html);
      // The server takes what was asked for last for what is looked at.
      this.#ask();
      const rows = /** @type {NodeListOf<HTMLTableRowElement>} */ (
        answer.querySelectorAll("tbody > tr")
      );
      const skipped = first - Number(answer.dataset.offset);
      return [...rows].slice(skipped, skipped + count);
    }

    /** Names of rows; null if they could not be had. @param {number} first @param {number} count */
    async namesOf(first, count) {
      const rows = await this.#rowsAt(first, count);
      return rows?.map(({ dataset }) => dataset.row ?? "") ?? null;
    }

    /** Up, down, and as the rows come. @param {string} name */
    #sort(name) {
      const { dataset } = this;
      if (dataset.sort !== name) Object.assign(dataset, { sort: name, descending: "false" });
      else if (dataset.descending !== "true") dataset.descending = "true";
      else {
        delete dataset.sort;
        delete dataset.descending;
      }
      this.#restart();
    }

    /** @param {HTMLElement} field */
    #typed(field) {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => {
        this.dataset.search = /** @type {HTMLInputElement} */ (field).value.trim();
        this.#restart();
      }, TYPING_PAUSE);
    }

    /** @param {HTMLElement} target @param {KeyboardEvent} event */
    #pressed(target, event) {
      const { key, shiftKey } = event;
      // It is no field of a form around the table.
      if (target.matches("[type=search]")) return key === "Enter" && event.preventDefault();
      const place = this.placeOf(target) ?? (target === this.table ? this.#active : null);
      if (!place || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (target.matches("input:not([type=checkbox],[type=radio]),select,textarea")) return;
      if (place.row < 0 && shiftKey && this.#columns.step(target, key)) {
        return event.preventDefault();
      }
      const row = this.rows[place.row - this.offset];
      if (row && "edit" in this.dataset && this.#editor.press(target, event)) {
        return event.preventDefault();
      }
      if (key === " " && this.#pick(place, event, row && !target.matches(INNER) ? row : null)) {
        event.preventDefault();
        return this.#tell();
      }
      const to = placeAfter(event, place, {
        rows: this.count,
        page: Math.max(1, this.#scroll.page - 1),
        columns: this.#columns.shown,
      });
      if (to === null) return;
      event.preventDefault();
      this.go(to);
    }

    /**
     * Selects by the space bar: with the control key a column, else the cell, the row or the column, the
     * first of them that can be selected; in front of its cells, the row.
     * @param {Place} place @param {KeyboardEvent} event @param {HTMLTableRowElement | null} row
     */
    #pick(place, { ctrlKey, shiftKey }, row) {
      const cells = this.#cells;
      if (ctrlKey && cells.takes("column")) return cells.toggle("column", place, shiftKey);
      if (!row) return false;
      if (cells.takes("cell") && cells.toggle("cell", place, shiftKey)) return true;
      if (!this.#selection.amount) {
        return cells.takes("column") && cells.toggle("column", place, shiftKey);
      }
      this.#selection.toggle(row, shiftKey);
      return true;
    }

    // ── Focus ────────────────────────────────────────────────────────────────────────────────────

    /** Goes to a cell, which may have to be asked for. @param {Place} place */
    go(place) {
      this.#active = place;
      if (place.row >= 0 && this.#scroll.show(place.row)) this.#scrollTo(this.#scroll.top);
      this.#wantsFocus = true;
      this.#focus();
      this.#look();
    }

    /** Puts the focus where it is wanted, if that is there. */
    #focus() {
      const cell = this.cellAt(this.#active);
      const isNew = this.#wantsFocus;
      this.#wantsFocus = !cell;
      if (cell) {
        const inner = /** @type {HTMLElement | null} */ (cell.querySelector(INNER));
        (inner ?? cell).focus({ preventScroll: true });
        if (isNew) this.#reveal(cell);
      } else if (this.table) {
        // It must not get lost: the next key goes on from here.
        this.table.tabIndex = -1;
        this.table.focus({ preventScroll: true });
      }
    }

    /** @param {HTMLElement} cell */
    #reveal(cell) {
      if (this.#active.row >= 0) {
        cell.scrollIntoView({ block: "nearest", inline: "nearest" });
        return;
      }
      if (cell.matches(".pinned")) return;
      // A head sticks to where it is seen: to scroll to its place would move the rows.
      const { scroller } = this;
      const { left, right } = cell.getBoundingClientRect();
      const box = scroller.getBoundingClientRect();
      const before = left - box.left - this.#columns.pinnedWidth;
      scroller.scrollLeft += Math.min(before, Math.max(0, right - box.right));
    }

    /** One cell only is reached by Tab: the one that had the focus last. */
    #rove() {
      for (const other of this.table?.querySelectorAll('[tabindex="0"]') ?? []) {
        /** @type {HTMLElement} */ (other).tabIndex = -1;
      }
      const cell = this.cellAt(this.#active) ?? this.cellAt({ row: -1, column: 0 });
      const inner = /** @type {HTMLElement | null} */ (cell?.querySelector(INNER));
      if (cell) (inner ?? cell).tabIndex = 0;
    }
  }

  customElements.define("eddy-grid", Grid);
  return () => {
    for (const grid of document.querySelectorAll("eddy-grid")) /** @type {Grid} */ (grid).ready();
  };
};
