import { draw } from "../draw.ts";

/** A diagram in Mermaid's language, drawn by the browser. */
export interface MermaidElement {
  readonly kind: "mermaid";
  readonly source: string;
  /** In pixels; null for its own. */
  readonly height: number | null;
  readonly alt: string;
}

/** Options of {@linkcode mermaidChart}. */
export interface MermaidOptions {
  /** In pixels; what is higher scrolls. Default: as high as it is. */
  height?: number;
  /** What the diagram shows, for those who cannot see it. Default: `"Diagram"`. */
  alt?: string;
}

/**
 * Draws a diagram in [Mermaid](https://mermaid.js.org)'s language: a flow, a sequence, states, a timetable.
 * The browser draws it, so that without JavaScript its text is shown. Mind maps, architectures and formulas
 * are left out of the Mermaid that is served, for its size.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.mermaidChart(`sequenceDiagram
 *     Browser->>Server: click
 *     Server-->>Browser: fragment`);
 * });
 * ```
 *
 * @throws {RangeError} If `height` is not above 0.
 */
export function mermaidChart(source: string, options: MermaidOptions = {}): void {
  const { height = null, alt = "Diagram" } = options;
  if (typeof source !== "string") {
    throw new TypeError(`Cannot draw diagram: it must be text: received ${source}`);
  }
  if (height !== null && !(height > 0)) {
    throw new RangeError(`Cannot draw diagram: height must be above 0: received ${height}`);
  }
  draw("mermaidChart()", { kind: "mermaid", source, height, alt });
}
