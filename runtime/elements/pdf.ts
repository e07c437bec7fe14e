import { put } from "../draw.ts";
import { currentScope } from "../scope.ts";
import { mediaSource } from "./media_source.ts";
import type { MediaSource } from "./media_source.ts";

/** A document, as the browser shows it. */
export interface PdfElement {
  readonly kind: "pdf";
  readonly source: MediaSource;
  /** In pixels. */
  readonly height: number;
  readonly title: string;
}

/**
 * Draws a PDF in the browser's own viewer, with a link below that opens it alone: its bytes, its address, or
 * a file by its `file:` URL.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.pdf("/invoices/1042.pdf", { height: 600, title: "Invoice 1042" });
 * });
 * ```
 *
 * @throws {TypeError} If the bytes are no PDF, or the address may not stand in a page.
 * @throws {RangeError} If the height is not above 0.
 * @throws {Deno.errors.NotFound} If there is no such file.
 */
export function pdf(
  source: string | Uint8Array | URL,
  options: {
    /** In pixels. Default: 500. */
    height?: number;
    /** What it is, for the link and for those who cannot see it. Default: `"Document"`. */
    title?: string;
  } = {},
): void {
  const scope = currentScope("pdf()");
  const { height = 500, title = "Document" } = options;
  if (!(height > 0 && height < Infinity)) {
    throw new RangeError(`Cannot draw pdf as height must be above 0: received ${height}`);
  }
  put(scope, "pdf()", {
    kind: "pdf",
    source: mediaSource(scope.run.session.files, {
      action: "draw pdf",
      data: null,
      types: "application/pdf",
      formats: "a PDF",
      beginnings: [["application/pdf", /%PDF-/]],
    }, source),
    height,
    title,
  });
}
