/** Addresses that a link may lead to. */
import { linkAddress, quoteAddress } from "../web_address.ts";

/**
 * The address as it may stand in a link.
 *
 * @throws {TypeError} If it is no `http:`, `https:`, `mailto:` or `tel:` URL, no path from the root, and no
 * place in the page.
 */
export function linkUrl(action: string, source: string | URL): string {
  const text = String(source).trim();
  // A place in the page, or the page asked for in another way.
  const url = /^[#?]/.test(text) ? linkAddress(`/${text}`)?.slice(1) : linkAddress(text);
  if (url !== undefined && url !== null) return url;
  throw new TypeError(
    `Cannot ${action} to ${
      quoteAddress(source)
    }: must be an http(s), mailto or tel URL, or a path that ` +
      `starts with "/"`,
  );
}
