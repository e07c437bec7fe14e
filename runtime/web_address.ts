/** Addresses that come from authors, data and visitors: what may stand in a page, however it is written. */

/** No host has this name: what leads here is a path of the app's own. */
const HERE = "http://page.invalid";

/** Where a reader may be sent; null for anywhere else. */
export function linkAddress(source: string | URL): string | null {
  return webAddress(source, /^(?:https?|mailto|tel):$/);
}

/** Where a browser may get something to show from, or what it is to show if it begins with `data`. */
export function mediaAddress(source: string | URL, data: string | null): string | null {
  const { href } = URL.parse(String(source).trim()) ?? { href: "" };
  if (data !== null && href.toLowerCase().startsWith(`data:${data}`)) return href;
  return webAddress(source, /^https?:$/);
}

/** A path of the app's own host; null for any other place. */
export function pathAddress(source: string): string | null {
  return webAddress(source, /^$/);
}

/**
 * A path of the app's own host, or a URL with one of the `schemes`; null for what is neither. What a
 * browser reads counts, not how it is written: `/\evil` and `/.//evil` are another host, `java\nscript:` a
 * script.
 */
function webAddress(source: string | URL, schemes: RegExp): string | null {
  const text = String(source).trim();
  const url = URL.parse(text, `${HERE}/`);
  if (url === null) return null;
  // Without a scheme of its own, "//host" would be read as this page's.
  if (url.origin !== HERE) {
    return schemes.test(url.protocol) && !/^[\\/]/.test(text) ? url.href : null;
  }
  return text.startsWith("/") && !url.pathname.startsWith("//")
    ? url.pathname + url.search + url.hash
    : null;
}

/** An address as an error shows it. */
export function quoteAddress(source: string | URL): string {
  const text = String(source).trim();
  return text.length > 80 ? `"${text.slice(0, 80)}…"` : `"${text}"`;
}
