/** Addresses that stand in data: a page is sent only where a reader may be sent. */

const HERE = "http://page.invalid";

/** The address of a link as it may stand in a page; null if it may not. */
export function linkAddress(text: string): string | null {
  return address(text, /^(?:https?|mailto|tel):$/);
}

/** The address of a picture as it may stand in a page; null if it may not. */
export function pictureAddress(text: string): string | null {
  return /^\s*data:image\//i.test(text) ? text.trim() : address(text, /^https?:$/);
}

/** What a browser reads counts, not how it is written: "/\evil" is another host, "java\nscript:" a script. */
function address(text: string, schemes: RegExp): string | null {
  const trimmed = text.trim();
  const url = URL.parse(trimmed, `${HERE}/`);
  if (url === null) return null;
  if (url.origin === HERE) {
    return trimmed.startsWith("/") ? url.pathname + url.search + url.hash : null;
  }
  // Without a scheme of its own, "//host" would be read as this page's.
  return schemes.test(url.protocol) && !/^[\\/]/.test(trimmed) ? url.href : null;
}
