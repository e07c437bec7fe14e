import { draw } from "../draw.ts";

/** Source code, as it is. */
export interface CodeElement {
  readonly kind: "code";
  readonly source: string;
  /** What it is highlighted as; null for plain text. */
  readonly language: string | null;
  readonly lineNumbers: boolean;
  readonly wrap: boolean;
  /** Pixels, beyond which it scrolls; null for as much as it takes. */
  readonly height: number | null;
}

/** Options of {@linkcode code}. */
export interface CodeOptions {
  /** What it is highlighted as, such as `"python"` or `"sql"`. Default: plain text. */
  language?: string;
  /** Numbers the lines. */
  lineNumbers?: boolean;
  /** Breaks long lines instead of scrolling them. */
  wrap?: boolean;
  /** Pixels, beyond which it scrolls. Default: as high as the source. */
  height?: number;
}

/**
 * Draws source code with a button that copies it. A language that is not known is shown as plain text.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.code("select name from orders", { language: "sql", lineNumbers: true });
 * });
 * ```
 *
 * @throws {RangeError} If `height` is not above 0.
 */
export function code(source: string, options: CodeOptions = {}): void {
  const { height = null } = options;
  if (height !== null && !(height > 0)) {
    throw new RangeError(`Cannot draw code as height must be above 0: received ${height}`);
  }
  draw("code()", {
    kind: "code",
    source,
    language: options.language ?? null,
    lineNumbers: options.lineNumbers ?? false,
    wrap: options.wrap ?? false,
    height,
  });
}
