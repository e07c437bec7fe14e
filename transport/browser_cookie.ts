/** The cookie by which a browser is known: its pages belong to it. It says nothing of who uses it. */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { addressOf } from "./arrival.ts";
import type { Settings } from "./options.ts";
import { randomId } from "./token.ts";

const COOKIE = "eddy";

/** The browser that asks; empty if it has not been here. */
export function browserOf(c: Context): string {
  return getCookie(c, COOKIE) ?? "";
}

/** The browser that asks, which is given a name if it has none. */
export function meetBrowser(c: Context, settings: Settings): string {
  const known = browserOf(c);
  if (/^[A-Za-z0-9_-]{22}$/.test(known)) return known;
  const browser = randomId();
  const { basePath, trustProxy, frameAncestors } = settings;
  const secure = addressOf(c.req.raw, trustProxy).protocol === "https:";
  // In another site's frame, a browser keeps only cookies that say they are meant for that.
  const framed = secure && frameAncestors.some((source) => !/^'(?:self|none)'$/.test(source));
  setCookie(c, COOKIE, browser, {
    httpOnly: true,
    sameSite: framed ? "None" : "Lax",
    secure,
    partitioned: framed,
    path: basePath,
  });
  return browser;
}
