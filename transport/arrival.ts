/**
 * How a request reached this process, as far as it can be known: from this machine or another one,
 * by way of a proxy, for which host. `serve()` says where it is bound; a handler of `Deno.serve` or
 * `deno serve` is told only from where a connection comes.
 */
import type { Context } from "hono";

/** Names of this machine for itself. */
export const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What proxies add. Any client can add it, too: it is good for caution only. */
const SIGNED = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
];

/** What stands beside a request, whoever serves it. */
interface Surroundings {
  /** Where `serve()` is bound. */
  readonly hostname?: string;
  readonly info?: { readonly remoteAddr?: Deno.Addr };
  /** What `Deno.serve` hands to `app.fetch` as its second argument. */
  readonly remoteAddr?: Deno.Addr;
}

/**
 * Whether the request can only come from this machine: the app is bound to it, or the connection
 * began here. What began here may still be a proxy's, for anybody.
 */
export function isFromHere(c: Context): boolean {
  const { hostname } = surroundings(c);
  return hostname === undefined ? isLoopback(remoteHost(c)) : isLoopback(hostname);
}

/** Whether it comes from another machine for certain. */
export function isFromElsewhere(c: Context): boolean {
  if (isLoopback(surroundings(c).hostname)) return false;
  const host = remoteHost(c);
  return host !== undefined && !isLoopback(host);
}

/** Whether somebody on this machine asks for one of its own names, with nobody between who says so. */
export function isPrivate(c: Context): boolean {
  return isFromHere(c) && LOOPBACK.has(hostname(c.req.header("host") ?? "localhost")) &&
    !SIGNED.some((name) => c.req.header(name) !== undefined);
}

/** Whether an address is this machine's for itself. */
export function isLoopback(host: string | undefined): boolean {
  return host !== undefined &&
    (host === "localhost" || host === "::1" || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(host));
}

/** Host and port that the browser asked for; a proxy's word counts where the app's options say so. */
export function hostOf(request: Request, trustProxy: boolean): string {
  const forwarded = trustProxy ? first(request.headers.get("x-forwarded-host")) : null;
  return forwarded ?? request.headers.get("host") ?? new URL(request.url).host;
}

/** The address that the browser asked for, as {@linkcode hostOf}. */
export function addressOf(request: Request, trustProxy: boolean): URL {
  const url = new URL(request.url);
  if (!trustProxy) return url;
  const scheme = first(request.headers.get("x-forwarded-proto"));
  const outer = URL.parse(
    `${scheme === "https" ? "https:" : url.protocol}//${hostOf(request, true)}`,
  );
  if (outer === null) return url;
  outer.pathname = url.pathname;
  outer.search = url.search;
  return outer;
}

/** A host without its port, in lower case. */
export function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

/** Of several proxies, the first one met the browser. */
function first(header: string | null): string | null {
  const [text] = (header ?? "").split(",", 1);
  return text!.trim() || null;
}

function remoteHost(c: Context): string | undefined {
  const { info, remoteAddr = info?.remoteAddr } = surroundings(c);
  return remoteAddr !== undefined && "hostname" in remoteAddr ? remoteAddr.hostname : undefined;
}

function surroundings(c: Context): Surroundings {
  return (c.env ?? {}) as Surroundings;
}
