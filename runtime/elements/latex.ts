import { draw } from "../draw.ts";

/** A formula, set on a line of its own. */
export interface LatexElement {
  readonly kind: "latex";
  readonly formula: string;
}

/**
 * Draws a formula in LaTeX's notation. In Markdown, `$…$` sets one within a line.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.latex(String.raw`\sum_{k=1}^{n} k = \frac{n(n+1)}{2}`);
 * });
 * ```
 */
export function latex(formula: string): void {
  draw("latex()", { kind: "latex", formula });
}
