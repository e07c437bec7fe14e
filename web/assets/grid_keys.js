// @ts-check
/** Where keys lead in a grid: the pattern of ARIA's data grids. */

/** @typedef {{ row: number, column: number }} Place a row's number in view order, -1 for the head */

/**
 * The place that a key leads to; null for a key that leads nowhere.
 * @param {{ key: string, ctrlKey: boolean }} pressed
 * @param {Place} from
 * @param {{ rows: number, page: number, columns: number[] }} grid its rows, rows seen at once, columns seen
 * @returns {Place | null}
 */
export function placeAfter({ key, ctrlKey }, { row, column }, { rows, page, columns }) {
  const last = rows - 1;
  const at = Math.max(0, columns.indexOf(column));
  const beside = (/** @type {number} */ to) =>
    columns[Math.max(0, Math.min(to, columns.length - 1))] ?? column;
  const down = (/** @type {number} */ to) => ({ row: Math.max(-1, Math.min(to, last)), column });
  switch (key) {
    case "ArrowUp":
      return down(row - 1);
    case "ArrowDown":
      return down(row + 1);
    case "PageUp":
      return row < 0 ? null : down(Math.max(0, row - page));
    case "PageDown":
      return down(row + page);
    case "ArrowLeft":
      return { row, column: beside(at - 1) };
    case "ArrowRight":
      return { row, column: beside(at + 1) };
    case "Home":
      return { row: ctrlKey ? Math.min(0, last) : row, column: beside(0) };
    case "End":
      return { row: ctrlKey ? last : row, column: beside(Infinity) };
    default:
      return null;
  }
}
