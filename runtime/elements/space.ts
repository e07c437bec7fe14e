import { draw } from "../draw.ts";

/** Room where nothing is. */
export interface SpaceElement {
  readonly kind: "space";
  readonly size: SpaceSize;
}

/** How much of it. */
export type SpaceSize = "small" | "medium" | "large" | "stretch";

const SIZES: readonly string[] = ["small", "medium", "large", "stretch"];

/**
 * Draws room between two elements, besides what there is between any: below each other, or beside each
 * other in a horizontal container. `"stretch"` takes all there is, and so pushes what follows to the end.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.container({ horizontal: true })(() => {
 *     st.write("Orders");
 *     st.space("stretch");
 *     st.button("New order");
 *   });
 *   st.space("large");
 *   st.write("far below");
 * });
 * ```
 *
 * @throws {RangeError} If there is no such size.
 */
export function space(size: SpaceSize = "medium"): void {
  if (!SIZES.includes(size)) {
    throw new RangeError(
      `Cannot draw space of size "${size}": must be one of "${SIZES.join('", "')}"`,
    );
  }
  draw("space()", { kind: "space", size });
}
