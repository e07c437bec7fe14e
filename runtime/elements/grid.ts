import type { BlockBase } from "../block.ts";
import { drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";
import type { Gap } from "./container.ts";

/** Cells in rows, as many beside each other as there is room for. */
export interface GridBlock extends BlockBase<"grid"> {
  /** Most cells beside each other, 1 to 12; null for any number. */
  readonly columns: number | null;
  /** Narrowest cell in pixels. */
  readonly minWidth: number;
  readonly gap: Gap;
}

/** Options of {@linkcode grid}. */
export interface GridOptions {
  /** Most cells beside each other, 1 to 12. Default: as many as fit. */
  columns?: number;
  /** Narrowest cell in pixels, 16 to 1584, to the nearest 16. Default: 240. */
  minWidth?: number;
  /** Room between cells. Default: `"small"`. */
  gap?: Gap;
}

const MOST_COLUMNS = 12;
/** What a style sheet without styles in the page can tell apart: 1 to 99 rem. */
const WIDTHS = { least: 16, most: 99 * 16 };

/**
 * Draws a grid: each element inside is a cell. Cells are equally wide and, in a row, equally high; how many
 * stand beside each other depends on the room there is.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const cards = st.grid({ columns: 3, minWidth: 200 });
 *   for (const city of ["Vienna", "Linz", "Graz", "Salzburg"]) {
 *     cards.container({ border: true }).subheader(city);
 *   }
 * });
 * ```
 *
 * @throws {RangeError} If `columns` or `minWidth` is out of its bounds.
 */
export function grid(options: GridOptions = {}): Container {
  const { columns = null, minWidth = 240 } = options;
  if (columns !== null && !(Number.isInteger(columns) && columns >= 1 && columns <= MOST_COLUMNS)) {
    throw new RangeError(
      `Cannot create grid as columns must be a whole number from 1 to ${MOST_COLUMNS}: received ${columns}`,
    );
  }
  const { least, most } = WIDTHS;
  if (!(minWidth >= least && minWidth <= most)) {
    throw new RangeError(
      `Cannot create grid as minWidth must be from ${least} to ${most} pixels: received ${minWidth}`,
    );
  }
  return drawBlock("grid()", {
    ...newBlock("grid()", "grid"),
    columns,
    minWidth,
    gap: options.gap ?? "small",
  });
}
