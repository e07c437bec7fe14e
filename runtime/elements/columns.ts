import { blockIn } from "../block.ts";
import type { BlockBase } from "../block.ts";
import { containerOf, drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";

/** Columns beside each other. */
export interface ColumnsBlock extends BlockBase<"columns"> {
  readonly gap: "small" | "medium" | "large";
  readonly align: "top" | "center" | "bottom";
  readonly border: boolean;
  /** Where it is narrow, they stand below each other. */
  readonly wrap: boolean;
}

/** One of them. */
export interface ColumnBlock extends BlockBase<"column"> {
  /** Its percentage of the width, 1 to 99; null where all columns are equally wide. */
  readonly share: number | null;
}

/** What {@linkcode columns} answers: as many containers as `spec` says, where it is written down. */
export type Columns<S extends number | readonly number[]> = S extends readonly number[]
  ? { -readonly [K in keyof S]: Container }
  : S extends 1 ? [Container]
  : S extends 2 ? [Container, Container]
  : S extends 3 ? [Container, Container, Container]
  : S extends 4 ? [Container, Container, Container, Container]
  : Container[];

/**
 * Draws columns beside each other: so many, or one per number, as wide as these say. Where their number
 * is written down, the compiler knows it: `const [left, right] = st.columns(2)`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const [left, right] = st.columns([2, 1]);
 *   left.write("wide");
 *   right.write("narrow");
 * });
 * ```
 *
 * @throws {RangeError} If there is no column, or a width is not above 0.
 */
export function columns<const S extends number | readonly number[]>(
  spec: S,
  options: {
    /** Room between columns. Default: `"small"`. */
    gap?: "small" | "medium" | "large";
    /** How columns of different heights stand. Default: `"top"`. */
    align?: "top" | "center" | "bottom";
    /** Draws a frame around each. */
    border?: boolean;
    /** Where it is narrow, as on a phone, they stand below each other. Default: true. */
    wrap?: boolean;
  } = {},
): Columns<S> {
  const given: number | readonly number[] = spec;
  const weights = typeof given === "number" ? Array.from({ length: given }, () => 1) : given;
  if (weights.length === 0 || weights.some((weight) => !(weight > 0 && weight < Infinity))) {
    throw new RangeError(
      `Cannot create columns as each needs a width above 0: received ${JSON.stringify(spec)}`,
    );
  }
  const block: ColumnsBlock = {
    ...newBlock("columns()", "columns"),
    gap: options.gap ?? "small",
    align: options.align ?? "top",
    border: options.border ?? false,
    wrap: options.wrap ?? true,
  };
  const even = weights.every((weight) => weight === weights[0]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const handles = weights.map((weight) => {
    const share = even ? null : Math.min(99, Math.max(1, Math.round(weight / total * 100)));
    const place = { share: block.place.share * weight / total };
    const column: ColumnBlock = { ...blockIn(block, "column", block.region, place), share };
    block.children.push(column);
    return containerOf(column);
  });
  drawBlock("columns()", block);
  return handles as Columns<S>;
}
