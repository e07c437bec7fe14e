import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";
import { readNumber } from "./number.ts";

/** Numbers of pages to turn to. */
export interface PaginationElement extends WidgetElement<"pagination"> {
  readonly value: number;
  /** How many there are; at least one. */
  readonly pages: number;
}

const paginationKind: WidgetKind<PaginationElement, number> = {
  kind: "pagination",
  decode: ({ pages }, sent) => {
    const value = sent.length === 1 ? readNumber(sent[0]!) : null;
    if (value !== null && Number.isInteger(value) && value >= 1 && value <= pages) {
      return { ok: true, value };
    }
    return { ok: false, reason: `takes 1 to ${pages}, ${sent.join().slice(0, 80)} was sent` };
  },
};

/** Options of {@linkcode pagination}. */
export interface PaginationOptions extends WidgetOptions {
  /** The page at first. Default: 1. */
  value?: number;
  /** What screen readers call it. Default: `"Pages"`. */
  label?: string;
}

/**
 * Draws the numbers of `numPages` pages to turn to, for lists that are shown a part at a time. Answers the
 * page, from 1 on; never one that is not there any more. No pages count as one. Its label is only heard:
 * `labelVisibility` changes nothing.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const orders = Array.from({ length: 95 }, (_, n) => ({ order: 1000 + n }));
 *
 * st.createApp(() => {
 *   const page = st.pagination(Math.ceil(orders.length / 10));
 *   st.table(orders.slice((page - 1) * 10, page * 10));
 * });
 * ```
 *
 * @throws {RangeError} If `numPages` is no whole number, or `value` none of its pages.
 */
export function pagination(numPages: number, options: PaginationOptions = {}): number {
  const { value: initial = 1, label = "Pages" } = options;
  const pages = Math.max(1, numPages);
  if (!Number.isSafeInteger(numPages) || numPages < 0) {
    throw new RangeError(
      `Cannot create pagination as numPages must be a whole number: received ${numPages}`,
    );
  }
  if (!Number.isInteger(initial) || initial < 1 || initial > pages) {
    throw new RangeError(
      `Cannot create pagination as value must be one of ${pages} pages: received ${initial}`,
    );
  }
  const there = (value: number) => Math.min(value, pages);
  const value = drawWidget<PaginationElement, number>(paginationKind, {
    label,
    options,
    // How many pages there are changes with what is looked for.
    identity: `${initial}`,
    initial,
    accepts: (value): value is number => Number.isSafeInteger(value) && value as number >= 1,
    element: (base, value) => ({ ...base, value: there(value), pages }),
  });
  return there(value);
}
