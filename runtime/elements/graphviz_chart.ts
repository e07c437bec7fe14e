import { put } from "../draw.ts";
import { currentScope } from "../scope.ts";
import { failing } from "./chart.ts";
import type { ExceptionElement } from "./exception.ts";

/** How Graphviz arranges nodes. */
export type GraphvizEngine =
  | "dot"
  | "neato"
  | "fdp"
  | "sfdp"
  | "circo"
  | "twopi"
  | "osage"
  | "patchwork";

const ENGINES: readonly GraphvizEngine[] = [
  ...["dot", "neato", "fdp", "sfdp", "circo", "twopi", "osage", "patchwork"] as const,
];

/** A graph in the DOT language, drawn on the server. */
export interface GraphvizElement {
  readonly kind: "graphviz";
  readonly dot: string;
  readonly engine: GraphvizEngine;
  /** In pixels; null for its own. */
  readonly width: number | null;
  /** What it shows, for those who cannot see it; null for a sentence made from the graph. */
  readonly alt: string | null;
  /** What is shown instead if it cannot be drawn. */
  readonly failed: (error: unknown) => ExceptionElement;
}

/** Options of {@linkcode graphvizChart}. */
export interface GraphvizOptions {
  /**
   * How nodes are arranged: `"dot"` in layers, `"neato"`, `"fdp"` and `"sfdp"` by springs, `"circo"` in
   * circles, `"twopi"` in rings, `"osage"` and `"patchwork"` in boxes. Default: `"dot"`.
   */
  engine?: GraphvizEngine;
  /** In pixels. Default: so that letters have the size of the page's. */
  width?: number;
  /** What the graph shows, for those who cannot see it. Default: the number of its nodes and edges. */
  alt?: string;
}

/**
 * Draws a graph in Graphviz's DOT language, on the server. Colours that the graph does not set are the
 * theme's; links lead to pages only. Graphviz runs at once: a graph of thousands of nodes holds up the
 * process, so draw those in a Worker of your own and show them with `st.image()`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.graphvizChart(`digraph {
 *     rankdir = LR
 *     order -> payment -> delivery
 *     payment -> refund [label = "failed"]
 *   }`);
 * });
 * ```
 *
 * @throws {RangeError} If `engine` is none of Graphviz's, or `width` is not above 0.
 */
export function graphvizChart(dot: string, options: GraphvizOptions = {}): void {
  const action = "graphvizChart()";
  const { engine = "dot", width = null, alt = null } = options;
  if (typeof dot !== "string") {
    throw new TypeError(`Cannot draw graph: it must be text in the DOT language: received ${dot}`);
  }
  if (!ENGINES.includes(engine)) {
    throw new RangeError(
      `Cannot draw graph: engine must be one of ${ENGINES.join(", ")}: received "${engine}"`,
    );
  }
  if (width !== null && !(width > 0)) {
    throw new RangeError(`Cannot draw graph: width must be above 0: received ${width}`);
  }
  const scope = currentScope(action);
  put(scope, action, { kind: "graphviz", dot, engine, width, alt, failed: failing(scope) });
}
