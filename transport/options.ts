/** What an author can set for an app, and what holds if nothing is set. */
import { MemorySessionStore } from "../runtime/session_store.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import { themeStyle } from "../web/theme.ts";
import type { Theme } from "../web/theme.ts";
import { resolveLimits } from "./limits.ts";
import type { Limits, ResolvedLimits } from "./limits.ts";
import { secretsOf } from "./secrets.ts";
import type { Secrets } from "./secrets.ts";

/** Options of an app. */
export interface AppOptions {
  /** Where sessions live. Default: in memory. */
  store?: SessionStore;
  /** Path the app is mounted under. Default: `"/"`. */
  basePath?: string;
  /**
   * Keys that sign tokens, newest first, of 16 characters or more. Default: `EDDY_SECRET`, else one
   * made at start; `serve()` refuses to serve other machines with that, and so does Deno Deploy.
   */
  secrets?: readonly string[];
  /**
   * Hosts answered to, without port. Default: `EDDY_ALLOWED_HOSTS`, separated by commas, else any; but
   * what can only come from this machine is answered for its own names alone.
   */
  allowedHosts?: readonly string[];
  /**
   * Whether a proxy stands in front which sets `X-Forwarded-Host` and `X-Forwarded-Proto`, and lets
   * nobody else set them. Default: false.
   */
  trustProxy?: boolean;
  /** Who may show the app in a frame: sources of the policy `frame-ancestors`. Default: `["'self'"]`. */
  frameAncestors?: readonly string[];
  /** Stack traces in the page. Default: only for this machine, or with `EDDY_DEV=1`. */
  showErrorDetails?: boolean;
  /** Largest upload per file, in bytes. Default: 200 MiB. */
  maxUploadSize?: number;
  /** How much a browser, a page and the process may take. */
  limits?: Limits;
  /** Who is asking: its result is `st.context.user`; throwing a Response refuses the request. */
  authenticate?: (request: Request) => unknown | Promise<unknown>;
  /** Colours, fonts, sizes; light, dark, or as its user has set it. */
  theme?: Theme;
}

/** The options with every default in place. */
export interface Settings {
  readonly store: SessionStore;
  readonly basePath: string;
  readonly secrets: Secrets;
  readonly allowedHosts: ReadonlySet<string> | null;
  readonly trustProxy: boolean;
  readonly frameAncestors: readonly string[];
  readonly showErrorDetails: boolean | null;
  readonly maxUploadSize: number;
  readonly limits: ResolvedLimits;
  readonly authenticate: AppOptions["authenticate"];
  /** The one scheme that the app shows; null for either. */
  readonly scheme: "light" | "dark" | null;
  /** The theme as a style sheet; empty without one. */
  readonly themeStyle: string;
}

const DEFAULT_UPLOAD = 200 * 1024 * 1024;

/**
 * Fills in defaults.
 *
 * @throws {RangeError} If an option is out of its bounds.
 * @throws {Error} If there is no key on Deno Deploy.
 */
export function resolveOptions(options: AppOptions): Settings {
  const basePath = options.basePath ?? "/";
  if (!basePath.startsWith("/")) {
    throw new RangeError(`Cannot mount the app under "${basePath}": a path starts with "/"`);
  }
  const maxUploadSize = options.maxUploadSize ?? DEFAULT_UPLOAD;
  if (!(maxUploadSize > 0)) {
    throw new RangeError(`Cannot take uploads up to ${maxUploadSize} bytes: it must be above 0`);
  }
  const theme = options.theme ?? {};
  return {
    store: options.store ?? new MemorySessionStore(),
    basePath: basePath.endsWith("/") ? basePath : `${basePath}/`,
    secrets: secretsOf(options.secrets),
    allowedHosts: hostsOf(options.allowedHosts),
    trustProxy: options.trustProxy ?? false,
    frameAncestors: sourcesOf(options.frameAncestors ?? ["'self'"]),
    showErrorDetails: options.showErrorDetails ??
      (Deno.env.get("EDDY_DEV") === "1" ? true : null),
    maxUploadSize,
    limits: resolveLimits(options.limits ?? {}, maxUploadSize),
    authenticate: options.authenticate,
    scheme: theme.mode === "light" || theme.mode === "dark" ? theme.mode : null,
    themeStyle: themeStyle(theme),
  };
}

/** Null for any. */
function hostsOf(given: readonly string[] | undefined): ReadonlySet<string> | null {
  const hosts = given ?? (Deno.env.get("EDDY_ALLOWED_HOSTS") ?? "").split(",")
    .map((host) => host.trim()).filter((host) => host !== "");
  for (const host of hosts) {
    if (/^(?:\[[\da-f:.]+\]|[^\s:/]+)$/i.test(host)) continue;
    throw new RangeError(`Cannot allow host "${host}": name it without scheme, port and path`);
  }
  return given === undefined && hosts.length === 0
    ? null
    : new Set(hosts.map((host) => host.toLowerCase()));
}

function sourcesOf(sources: readonly string[]): readonly string[] {
  for (const source of sources) {
    if (/^[^\s;,]+$/.test(source)) continue;
    throw new RangeError(
      `Cannot allow frames of "${source}": one source each, such as "https://portal.example"`,
    );
  }
  return sources.length === 0 ? ["'none'"] : sources;
}
