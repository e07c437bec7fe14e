import type { Run } from "../run.ts";
import { currentScope } from "../scope.ts";
import { imageSource } from "./image.ts";
import type { ImageSource } from "./image.ts";
import type { MediaSource } from "./media_source.ts";
import { linkUrl } from "./link_url.ts";

/** Whose app it is: a picture at the upper left of the page. */
export interface LogoElement {
  readonly kind: "logo";
  readonly source: MediaSource;
  readonly alt: string;
  readonly size: "small" | "medium" | "large";
  /** Where a click leads; null for nowhere. */
  readonly link: string | null;
}

/** Options of {@linkcode logo}. */
export interface LogoOptions {
  /** Its height: 20, 28 or 36 pixels. Default: `"medium"`. */
  size?: "small" | "medium" | "large";
  /** Where a click on it leads. */
  link?: string;
  /** What it says, for those who cannot see it. Default: `"Logo"`. */
  alt?: string;
}

/**
 * Shows a logo at the upper left of the page: above the sidebar, or in the bar at the top of a phone. It
 * may be called anywhere; a page has one.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.logo("/logo.svg", { link: "https://example.com", alt: "Example Ltd" });
 *   st.title("Orders");
 * });
 * ```
 *
 * @throws {TypeError} If the bytes are no picture, or an address may not stand in a page.
 */
export function logo(source: ImageSource, options: LogoOptions = {}): void {
  const { run } = currentScope("logo()");
  putLogo(run, {
    kind: "logo",
    source: imageSource(run.session.files, "draw logo", source),
    alt: options.alt ?? "Logo",
    size: options.size ?? "medium",
    link: options.link === undefined ? null : linkUrl("link the logo", options.link),
  });
}

/** Puts the logo where it stands, in place of another one. */
export function putLogo(run: Run, element: LogoElement): void {
  const { head } = run.session.roots;
  const before = head.children.findIndex(({ kind }) => kind === "logo");
  if (before < 0) head.children.push(element);
  else head.children[before] = element;
  run.replaced(head);
  run.progress();
}
