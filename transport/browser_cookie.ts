/**
 * The cookie by which a browser is known: its pages belong to it. It says nothing of who uses it. It is
 * sealed with the app's key: whoever can plant a cookie, from another port or subdomain, cannot make one up.
 */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { addressOf } from "./arrival.ts";
import type { Settings } from "./options.ts";
import { randomId, sealWith } from "./token.ts";

const COOKIE = "eddy";

/** The browser that asks; empty if it has not been here. */
export function browserOf(c: Context): string {
  return getCookie(c, COOKIE) ?? "";
}

/**
 * The browser that asks, which is given a name if it has none that this app gave it. Its pages are bound to
 * the name, seal and all, so that whoever asks for one of them need not be judged anew.
 */
export function meetBrowser(c: Context, settings: Settings): string {
  const known = browserOf(c);
  const seal = sealWith(settings.secrets.keys);
  const [, id, proof] = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})$/.exec(known) ?? [];
  if (id !== undefined && proof !== undefined && seal.fits(proof, nameOf(id))) return known;
  const fresh = randomId();
  const browser = `${fresh}.${seal.of(nameOf(fresh))}`;
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

/** What is sealed: no other text that the app's key seals begins like it. */
function nameOf(id: string): string {
  return `browser ${id}`;
}
