// @ts-check
/**
 * Where a window on many rows stands. Browsers cut off boxes that are too high, so from a certain height
 * on the scroll bar is shorter than the rows: a step of the wheel still moves them by what it says, a drag
 * of the bar by their share. Pure arithmetic, in pixels; `modules/tables.js` moves the boxes.
 */

/** Firefox cuts off at 17.8 million, others later. */
const MOST_HEIGHT = 8_000_000;

/** @param {number} value @param {number} most */
export function clamp(value, most) {
  return Math.max(0, Math.min(value, Math.max(0, most)));
}

export class GridScroll {
  /** How far it is scrolled, in a table as high as all its rows. */
  top = 0;
  /** Where the bar stands, as last heard. */
  bar = 0;
  rowHeight = 36;
  count = 0;
  /** Height of what is seen of the rows. */
  room = 0;

  /** Height of all rows. */
  get height() {
    return this.count * this.rowHeight;
  }

  /** Height of what the browser is made to scroll. */
  get barHeight() {
    return Math.min(this.height, MOST_HEIGHT);
  }

  /** How far it can be scrolled. */
  get most() {
    return Math.max(0, this.height - this.room);
  }

  /** How far the bar can be moved. */
  get barMost() {
    return Math.max(0, this.barHeight - this.room);
  }

  get isScaled() {
    return this.height > MOST_HEIGHT;
  }

  /** Number of the first row that is seen. */
  get first() {
    return Math.floor(this.top / this.rowHeight);
  }

  /** How many rows are seen at once. */
  get page() {
    return Math.ceil(this.room / this.rowHeight);
  }

  /** The bar was moved. @param {number} bar */
  moved(bar) {
    const step = bar - this.bar;
    this.bar = bar;
    if (!this.isScaled) this.top = clamp(bar, this.most);
    else if (bar <= 0) this.top = 0;
    else if (bar >= this.barMost - 1) this.top = this.most;
    // By the wheel, by keys: as far as it looks. By the bar: as far as all rows go.
    else if (Math.abs(step) <= 2 * this.room) this.top = clamp(this.top + step, this.most);
    else this.top = bar / this.barMost * this.most;
  }

  /** Goes to a place among the rows; answers where the bar belongs. @param {number} top */
  goTo(top) {
    this.top = clamp(top, this.most);
    this.bar = this.isScaled ? this.top / this.most * this.barMost : this.top;
    return this.bar;
  }

  /** Goes as far as is needed to see a row; answers whether that is anywhere else. @param {number} row */
  show(row) {
    const start = row * this.rowHeight;
    const end = start + this.rowHeight;
    if (start < this.top) this.goTo(start);
    else if (end > this.top + this.room) this.goTo(end - this.room);
    else return false;
    return true;
  }

  /**
   * The empty room above and below the rows that are there.
   * @param {number} offset number of the first of them @param {number} rows how many they are
   */
  spaces(offset, rows) {
    const above = Math.max(0, offset * this.rowHeight + this.bar - this.top);
    return { above, below: Math.max(0, this.barHeight - above - rows * this.rowHeight) };
  }

  /**
   * Which rows to ask for, if those that are there do not fill what is seen or soon will not.
   * @param {number} offset @param {number} rows @returns {boolean}
   */
  isShort(offset, rows) {
    if (this.room === 0) return false;
    const margin = this.page / 2;
    const end = offset + rows;
    const last = Math.min(this.first + this.page + margin, this.count);
    return Math.max(0, this.first - margin) < offset || last > end;
  }
}
