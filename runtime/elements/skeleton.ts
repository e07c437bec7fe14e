import type { Slot } from "../container.ts";
import { draw } from "../draw.ts";
import { empty } from "./empty.ts";

/** The outline of something that is on its way. */
export interface SkeletonElement {
  readonly kind: "skeleton";
  /** In pixels. */
  readonly height: number;
}

/**
 * Keeps a place for what takes its time: a grey box until something is written there, which takes its
 * place. So nothing jumps when it comes.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(async () => {
 *   const chart = st.skeleton({ height: 300 });
 *   await new Promise((resolve) => setTimeout(resolve, 10));
 *   chart.lineChart([3, 5, 4], { height: 300 });
 * });
 * ```
 *
 * @throws {RangeError} If the height is not above 0.
 */
export function skeleton(
  options: {
    /** As high as what is to come, in pixels. Default: 96. */
    height?: number;
  } = {},
): Slot {
  const { height = 96 } = options;
  if (!(height > 0 && height < Infinity)) {
    throw new RangeError(`Cannot create skeleton as height must be above 0: received ${height}`);
  }
  const slot = empty();
  slot(() => draw("skeleton()", { kind: "skeleton", height }));
  return slot;
}
