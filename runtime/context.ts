/** Facts about the request and the run, for the author to read. */
import { knownZone } from "./reader.ts";
import { ownScope, readSession } from "./scope.ts";
import type { RequestFacts } from "./session.ts";

function facts(): RequestFacts {
  return readSession("context").request;
}

/**
 * Facts about this request and run. Read anew on each access, so it may be imported once.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.write(`Hello from ${st.context.url.pathname}, in ${st.context.locale}`);
 * });
 * ```
 *
 * @throws {Error} If used outside a run.
 */
export const context: {
  /** The page's address as the browser shows it. */
  readonly url: URL;
  /** Headers of the request that started this run. */
  readonly headers: Headers;
  /** Its cookies by name. */
  readonly cookies: Readonly<Record<string, string>>;
  /** The browser's first language, such as `"en-GB"`. */
  readonly locale: string;
  /** The browser's time zone, such as `"Europe/Vienna"`; `"UTC"` until it told. */
  readonly timeZone: string;
  /** The colour scheme that is shown; `"light"` until the browser told, unless the app's theme has one. */
  readonly theme: "light" | "dark";
  /** What `authenticate` answered for this request. */
  readonly user: unknown;
  /** Names this page in this tab; for logs, not a secret. */
  readonly sessionId: string;
  /**
   * Aborts when this run is superseded, its session ends, or its user presses the stop button of a chat's
   * input. In the last case the run goes on: what has come can still be drawn and kept.
   */
  readonly signal: AbortSignal;
} = {
  get url() {
    return new URL(facts().url);
  },
  get headers() {
    return facts().headers;
  },
  get cookies() {
    return cookiesOf(facts().headers.get("cookie") ?? "");
  },
  get locale() {
    return knownLocale(facts().headers.get("accept-language")?.split(/[,;]/)[0]?.trim());
  },
  get timeZone() {
    return knownZone(facts().timeZone);
  },
  get theme() {
    const { request, options } = readSession("context");
    return options.scheme ?? request.theme ?? "light";
  },
  get user() {
    return facts().user;
  },
  get sessionId() {
    return readSession("context").id;
  },
  get signal() {
    const { run, instance } = ownScope("context");
    return run.signalOf(instance);
  },
};

/** A locale that `Intl` takes: a browser may send `*`, or anything. */
function knownLocale(name: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(name ?? "en")[0] ?? "en";
  } catch {
    // Not a language tag.
    return "en";
  }
}

function cookiesOf(header: string): Readonly<Record<string, string>> {
  const cookies: Record<string, string> = Object.create(null);
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at > 0) cookies[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return cookies;
}
