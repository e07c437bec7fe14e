import { context } from "../context.ts";
import { draw } from "../draw.ts";
import { mediaUrl } from "./media_source.ts";

/** Another page within this one. */
export interface IframeElement {
  readonly kind: "iframe";
  readonly url: string;
  /** In pixels. */
  readonly height: number;
  readonly title: string;
  /** Whether it is a page of its own host, with that one's cookies and storage; else it is nobody's. */
  readonly keepsOrigin: boolean;
  /** Whether it follows this page's scheme, light or dark; else it counts on white paper. */
  readonly followsScheme: boolean;
}

/** Options of {@linkcode iframe}. */
export interface IframeOptions {
  /** In pixels. Default: 400. */
  height?: number;
  /** What it shows, for those who cannot see it. Default: its address. */
  title?: string;
  /**
   * For a page of your own host: lets it use its cookies and storage, and so everything that this page may
   * do. Pages of other hosts keep theirs anyway, and can never reach into this one. Where this page is
   * dark, what is trusted may be dark as well.
   */
  trusted?: boolean;
}

/**
 * Shows another page within this one: a dashboard, a map, documentation. It may run scripts, open windows and
 * send forms, but not lead this page elsewhere. Some pages refuse to be shown in others.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.iframe("https://example.com/status", { height: 300, title: "Status of our systems" });
 * });
 * ```
 *
 * @throws {TypeError} If it is no `http:` or `https:` URL, and no path from the root.
 * @throws {RangeError} If the height is not above 0.
 */
export function iframe(source: string | URL, options: IframeOptions = {}): void {
  const { height = 400, trusted = false } = options;
  if (!(height > 0 && height < Infinity)) {
    throw new RangeError(`Cannot draw iframe as height must be above 0: received ${height}`);
  }
  const url = mediaUrl({ action: "draw iframe", data: null }, source);
  const isOurs = new URL(url, context.url).host === context.url.host;
  draw("iframe()", {
    kind: "iframe",
    url,
    height,
    title: options.title ?? url,
    // With the origin of the page around it, it could take its own sandbox away.
    keepsOrigin: trusted || !isOurs,
    followsScheme: trusted && isOurs,
  });
}
