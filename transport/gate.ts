/**
 * The one gate that every request passes: is the host ours, does the request come from our own page.
 * Cookies and tokens are judged after it, by whoever knows the page.
 */

import { hostname, hostOf } from "./arrival.ts";

/** What the gate is told. */
export interface GateOptions {
  /** Hosts answered to, without port; null for any. */
  readonly allowedHosts: ReadonlySet<string> | null;
  /** Whether a proxy's word for the host counts. */
  readonly trustProxy?: boolean;
}

/** How a request may come: navigated to from anywhere, or made by our own page only. */
export type Access = "navigation" | "own page";

/** Why a request is refused, or null if it may pass. */
export function refusal(
  request: Request,
  access: Access,
  { allowedHosts, trustProxy = false }: GateOptions,
): "host" | "cross-site" | null {
  // A server takes whatever a client calls the host; of some of it, such as port 99999, no address can be made.
  if (!URL.canParse(request.url)) return "host";
  const host = hostOf(request, trustProxy);
  if (allowedHosts !== null && !allowedHosts.has(hostname(host))) return "host";
  if (access === "navigation") return null;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" ? null : "cross-site";
  // On plain http, browsers leave the header out: the origin must be this host, whatever the scheme,
  // which a proxy may have changed. A client that is no browser sends neither.
  const origin = request.headers.get("origin");
  if (origin === null) {
    return request.method === "GET" || request.method === "HEAD" ? null : "cross-site";
  }
  return originHost(origin) === host.toLowerCase() ? null : "cross-site";
}

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    // "null", or no URL: nobody's host.
    return null;
  }
}

/** Headers of a whole document, which the sources named may show in a frame, and which may `connect` to others. */
export function documentHeaders(
  nonce: string,
  frameAncestors: readonly string[] = ["'self'"],
  connect: readonly string[] = [],
): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, no-store",
    "content-security-policy":
      `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self' data: https:; ` +
      `media-src 'self' data: https:; frame-src 'self' https:; font-src 'self'; connect-src ${
        ["'self'", ...connect].join(" ")
      }; form-action 'self'; ` +
      `base-uri 'none'; frame-ancestors ${frameAncestors.join(" ")}`,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  };
}
