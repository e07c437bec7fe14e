import { draw } from "../draw.ts";

/** A line across the page. */
export interface DividerElement {
  readonly kind: "divider";
}

/**
 * Draws a line across.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.write("above");
 *   st.divider();
 *   st.write("below");
 * });
 * ```
 */
export function divider(): void {
  draw("divider()", { kind: "divider" });
}
