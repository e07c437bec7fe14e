import { put } from "../draw.ts";
import type { Files } from "../files.ts";
import { currentScope } from "../scope.ts";
import { linkUrl } from "./link_url.ts";
import { mediaSource, mediaType } from "./media_source.ts";
import type { MediaKind, MediaSource } from "./media_source.ts";

/** A picture, or several side by side. */
export interface ImageElement {
  readonly kind: "image";
  readonly pictures: readonly Picture[];
  /** In pixels, of each; null for its own, as far as there is room. */
  readonly width: number | null;
  /** Where a click on it leads; null for nowhere. */
  readonly link: string | null;
}

/** One of them. */
export interface Picture {
  readonly source: MediaSource;
  /** Inline Markdown below it. */
  readonly caption: string | null;
  readonly alt: string;
}

/** What {@linkcode image} draws: bytes, an address, the text of an SVG, a file of yours by its `file:` URL. */
export type ImageSource = string | Uint8Array | URL;

/** Options of {@linkcode image}. */
export interface ImageOptions {
  /** Stands below the picture; inline Markdown. For a list of pictures, a list of captions. */
  caption?: string | readonly string[];
  /** What it shows, for those who cannot see it; for a list, a list. Default: the caption. */
  alt?: string | readonly string[];
  /** In pixels, of each picture. Default: its own, as far as there is room. */
  width?: number;
  /** Where a click on it leads. */
  link?: string;
}

/**
 * Draws a picture: the bytes of one (PNG, JPEG, GIF, WebP, AVIF, BMP, SVG), its address, the text of an SVG,
 * or a file by its `file:` URL. A list of them stands side by side, and begins new rows where there is no room.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const dot =
 *     `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></svg>`;
 *   st.image(dot, { caption: "A dot", width: 40 });
 *   st.image([dot, dot], { caption: ["Another", "And one more"], width: 40 });
 * });
 * ```
 *
 * @throws {TypeError} If the bytes are no picture, or an address may not stand in a page.
 * @throws {RangeError} If the width is not above 0, or there are not as many captions as pictures.
 */
export function image(
  source: ImageSource | readonly ImageSource[],
  options: ImageOptions = {},
): void {
  const scope = currentScope("image()");
  const { width = null, link } = options;
  if (width !== null && !(width > 0)) {
    throw new RangeError(`Cannot draw image: width must be above 0: received ${width}`);
  }
  const sources = isList(source) ? source : [source];
  const captions = textsFor(sources, "caption", options.caption);
  const alts = textsFor(sources, "alt", options.alt);
  put(scope, "image()", {
    kind: "image",
    pictures: sources.map((one, i) => ({
      source: imageSource(scope.run.session.files, "draw image", one),
      caption: captions[i] ?? null,
      alt: alts[i] ?? captions[i] ?? "",
    })),
    width,
    link: link === undefined ? null : linkUrl("link image", link),
  });
}

function isList(source: ImageSource | readonly ImageSource[]): source is readonly ImageSource[] {
  return Array.isArray(source);
}

function textsFor(
  { length }: readonly ImageSource[],
  name: string,
  texts: string | readonly string[] | undefined,
): readonly string[] {
  if (texts === undefined) return [];
  const list = typeof texts === "string" ? [texts] : texts;
  if (list.length !== length) {
    throw new RangeError(
      `Cannot draw image: ${name} must be a list of ${length}, as there are pictures: received ${list.length}`,
    );
  }
  return list;
}

const IMAGE: Omit<MediaKind, "action"> = {
  data: "image/",
  types: "image/",
  formats: "a PNG, JPEG, GIF, WebP, AVIF, BMP or SVG",
  beginnings: [
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
  ],
};

/** No address begins so. */
const SVG_TEXT = /^\s*<(?:svg[\s>]|\?xml\s|!--|!DOCTYPE\s)/;

/**
 * Bytes, or the text of an SVG, as a file that the session serves, an address as it may stand in a page.
 *
 * @throws {TypeError} If the bytes are no picture, or the address may not stand in a page.
 */
export function imageSource(files: Files, action: string, source: ImageSource): MediaSource {
  const content = typeof source === "string" && SVG_TEXT.test(source)
    ? new TextEncoder().encode(source)
    : source;
  return mediaSource(files, { ...IMAGE, action }, content);
}

/** The media type of a picture's bytes; null if it is none that browsers show. */
export function imageType(bytes: Uint8Array): string | null {
  return mediaType(IMAGE, bytes);
}
