/** Addresses of pictures, as far as a page may be sent there. */

/**
 * The address as it may stand in a page.
 *
 * @throws {TypeError} If it is no `http:`, `https:` or `data:image/` URL, and no path from the root.
 */
export function imageUrl(action: string, source: string | URL): string {
  const text = String(source).trim();
  const url = URL.parse(text, "http://page.invalid/");
  // What a browser reads counts, not how it is written: "/\evil" is another host, "java\nscript:" a script.
  if (url !== null) {
    const here = url.origin === "http://page.invalid";
    if (here && text.startsWith("/")) return url.pathname + url.search + url.hash;
    if (!here && (url.protocol === "http:" || url.protocol === "https:")) {
      // Without a scheme of its own, "//host" would be read as this page's.
      if (!/^[\\/]/.test(text)) return url.href;
    }
    if (/^data:image\//i.test(url.href)) return url.href;
  }
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  throw new TypeError(
    `Cannot ${action} from "${shown}": must be bytes, an http(s) or data:image/ URL, or a path that ` +
      `starts with "/"`,
  );
}

/** A picture in the place of a character, or the character. */
export type SmallPicture =
  | { readonly kind: "image"; readonly url: string }
  /** An emoji or a few characters. */
  | { readonly kind: "text"; readonly text: string };

/**
 * Reads what authors give where a small picture goes: an emoji, or the address of one.
 *
 * @throws {TypeError} If it is an address that a page may not be sent to.
 */
export function smallPicture(action: string, source: string): SmallPicture {
  return /[:/]/.test(source)
    ? { kind: "image", url: imageUrl(action, source) }
    : { kind: "text", text: source };
}
