import { put } from "../draw.ts";
import type { Files } from "../files.ts";
import { currentScope } from "../scope.ts";
import { imageUrl } from "./image_url.ts";

/** A picture. */
export interface ImageElement {
  readonly kind: "image";
  readonly source: ImageSource;
  /** Inline Markdown below it. */
  readonly caption: string | null;
  readonly alt: string;
  /** In pixels; null for its own, as far as there is room. */
  readonly width: number | null;
}

/** Where a picture comes from. */
export type ImageSource =
  | { readonly kind: "url"; readonly url: string }
  /** A file that the session serves. */
  | { readonly kind: "file"; readonly id: string };

/** Options of {@linkcode image}. */
export interface ImageOptions {
  /** Stands below the picture; inline Markdown. */
  caption?: string;
  /** What it shows, for those who cannot see it. Default: the caption. */
  alt?: string;
  /** In pixels. Default: its own, as far as there is room. */
  width?: number;
}

/**
 * Draws a picture: the bytes of one (PNG, JPEG, GIF, WebP, AVIF, BMP, SVG), or its address.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const dot = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></svg>`;
 *   st.image(new TextEncoder().encode(dot), { caption: "A dot", width: 40 });
 * });
 * ```
 *
 * @throws {TypeError} If the bytes are no picture, or the address may not stand in a page.
 * @throws {RangeError} If the width is not above 0.
 */
export function image(source: string | Uint8Array | URL, options: ImageOptions = {}): void {
  const scope = currentScope("image()");
  const { width = null, caption = null } = options;
  if (width !== null && !(width > 0)) {
    throw new RangeError(`Cannot draw image: width must be above 0: received ${width}`);
  }
  put(scope, "image()", {
    kind: "image",
    source: imageSource(scope.run.session.files, "draw image", source),
    caption,
    alt: options.alt ?? caption ?? "",
    width,
  });
}

/**
 * Bytes as a file that the session serves, an address as it may stand in a page.
 *
 * @throws {TypeError} If the bytes are no picture, or the address may not stand in a page.
 */
export function imageSource(
  files: Files,
  action: string,
  source: string | Uint8Array | URL,
): ImageSource {
  return source instanceof Uint8Array
    ? { kind: "file", id: files.add(fileOf(action, source)) }
    : { kind: "url", url: imageUrl(action, source) };
}

function fileOf(
  action: string,
  bytes: Uint8Array,
): { content: Uint8Array; type: string; name: string } {
  const type = imageType(bytes);
  if (type === null) {
    throw new TypeError(
      `Cannot ${action}: bytes must be those of a PNG, JPEG, GIF, WebP, AVIF, BMP or SVG`,
    );
  }
  const ending = type.slice("image/".length).replace("+xml", "");
  return { content: bytes, type, name: `image.${ending}` };
}

/** How each type begins, in characters of one byte. */
const BEGINNINGS: readonly (readonly [type: string, beginning: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  ["image/avif", /^[^]{4}ftypavi[fs]/],
  ["image/bmp", /^BM[^]{12}/],
  [
    "image/svg+xml",
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^]*?\?>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/,
  ],
];

/** The media type of a picture's bytes; null if it is none that browsers show. */
export function imageType(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  return BEGINNINGS.find(([, beginning]) => beginning.test(head))?.[0] ?? null;
}
