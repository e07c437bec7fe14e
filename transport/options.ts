/** What an author can set for an app, and what holds if nothing is set. */
import { MemorySessionStore } from "../runtime/session_store.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import { themeStyle } from "../web/theme.ts";
import type { Theme } from "../web/theme.ts";
import { randomId } from "./token.ts";

/** Options of an app. */
export interface AppOptions {
  /** Where sessions live. Default: in memory. */
  store?: SessionStore;
  /** Path the app is mounted under. Default: `"/"`. */
  basePath?: string;
  /** Keys that sign tokens, newest first. Default: `EDDY_SECRET`, else one made at start on localhost. */
  secrets?: readonly string[];
  /** Hosts answered to; loopback names only, by default, when bound to loopback. */
  allowedHosts?: readonly string[];
  /** Stack traces in the page. Default: only on loopback, or with `EDDY_DEV=1`. */
  showErrorDetails?: boolean;
  /** Largest upload per file, in bytes. Default: 200 MiB. */
  maxUploadSize?: number;
  /** Who is asking: its result is `st.context.user`; throwing a Response refuses the request. */
  authenticate?: (request: Request) => unknown | Promise<unknown>;
  /** Colours, fonts, sizes; light, dark, or as its user has set it. */
  theme?: Theme;
}

/** The options with every default in place. */
export interface Settings {
  readonly store: SessionStore;
  readonly basePath: string;
  readonly secrets: readonly string[];
  readonly allowedHosts: ReadonlySet<string> | null;
  readonly showErrorDetails: boolean | null;
  readonly maxUploadSize: number;
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
    secrets: options.secrets ?? secretsFromEnvironment(),
    allowedHosts: options.allowedHosts === undefined
      ? null
      : new Set(options.allowedHosts.map((host) => host.toLowerCase())),
    showErrorDetails: options.showErrorDetails ??
      (Deno.env.get("EDDY_DEV") === "1" ? true : null),
    maxUploadSize,
    authenticate: options.authenticate,
    scheme: theme.mode === "light" || theme.mode === "dark" ? theme.mode : null,
    themeStyle: themeStyle(theme),
  };
}

/** `EDDY_SECRET` may hold several keys, newest first, separated by commas. */
function secretsFromEnvironment(): readonly string[] {
  const text = Deno.env.get("EDDY_SECRET") ?? "";
  const secrets = text.split(",").map((secret) => secret.trim()).filter((secret) => secret !== "");
  return secrets.length > 0 ? secrets : [randomId()];
}
