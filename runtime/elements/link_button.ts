import { draw } from "../draw.ts";
import { readWidth } from "../width.ts";
import type { Width } from "../width.ts";
import { looksOf } from "./button.ts";
import { linkUrl } from "./link_url.ts";

/** A link that looks like a button. */
export interface LinkButtonElement {
  readonly kind: "linkButton";
  readonly label: string;
  readonly url: string;
  readonly icon: string | null;
  readonly width: Width | null;
  readonly help: string | null;
  readonly style: "primary" | "secondary" | "tertiary";
  /** Null while it is disabled: it leads nowhere. */
  readonly target: "here" | "new" | null;
}

/** Options of {@linkcode linkButton}. */
export interface LinkButtonOptions {
  /** An emoji or a character before the label. */
  icon?: string;
  /** Shown on hover and focus of a question mark beside it. */
  help?: string;
  /** How much it stands out. Default: `"secondary"`. */
  kind?: "primary" | "secondary" | "tertiary";
  /** As wide as what it says (default), as the place where it stands, or so many pixels. */
  width?: Width;
  /** Drawn, but leads nowhere. */
  disabled?: boolean;
}

/**
 * Draws a link that looks like a button. One to another site opens in a tab of its own, one that starts
 * with `/`, `?` or `#` in this one.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.linkButton("Deno's manual", "https://docs.deno.com", { icon: "🦕" });
 * });
 * ```
 *
 * @throws {TypeError} If `url` is no `http:`, `https:`, `mailto:` or `tel:` URL, and no path from the root.
 */
export function linkButton(
  label: string,
  url: string | URL,
  options: LinkButtonOptions = {},
): void {
  const address = linkUrl(`lead linkButton "${label}"`, url);
  const { help = null, disabled = false } = options;
  draw("linkButton()", {
    kind: "linkButton",
    label,
    url: address,
    ...looksOf(options),
    width: readWidth(`linkButton "${label}"`, options.width),
    help,
    target: disabled ? null : /^https?:/.test(address) ? "new" : "here",
  });
}
