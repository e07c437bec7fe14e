/** Addresses that a link may lead to. */

/**
 * The address as it may stand in a link.
 *
 * @throws {TypeError} If it is no `http:`, `https:`, `mailto:` or `tel:` URL, no path from the root, and no
 * place in the page.
 */
export function linkUrl(action: string, source: string | URL): string {
  const text = String(source).trim();
  const url = URL.parse(text, "http://page.invalid/");
  // What a browser reads counts, not how it is written: "/\evil" is another host, "java\nscript:" a script.
  if (url !== null) {
    if (url.origin === "http://page.invalid" && /^[/#?]/.test(text)) {
      return `${text.startsWith("/") ? url.pathname : ""}${url.search}${url.hash}`;
    }
    // Without a scheme of its own, "//host" would be read as this page's.
    if (/^(?:https?|mailto|tel):$/.test(url.protocol) && /^[a-z]/i.test(text)) {
      if (url.origin !== "http://page.invalid") return url.href;
    }
  }
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  throw new TypeError(
    `Cannot ${action} to "${shown}": must be an http(s), mailto or tel URL, or a path that starts ` +
      `with "/"`,
  );
}
