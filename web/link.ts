/** Links to places that the author names. */
import { attributes } from "./escape.ts";

/**
 * Where a link leads. Out of the app, it opens beside it: a tool's page has state that a click must not
 * end.
 */
export function linkAttributes(url: string): string {
  const out = /^https?:/.test(url);
  return attributes({ href: url, target: out ? "_blank" : null, rel: out ? "noopener" : null });
}
