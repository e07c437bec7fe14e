import { draw } from "../draw.ts";
import { changeConfig } from "../page_config.ts";
import { currentScope } from "../scope.ts";
import { readTextPlace } from "../text_place.ts";
import type { TextPlace, TextPlaceOptions } from "../text_place.ts";

/** A heading; its text is inline Markdown. */
export interface HeadingElement extends TextPlace {
  readonly kind: "heading";
  readonly level: 1 | 2 | 3;
  readonly text: string;
  /** The `id` to link to, which no other place of the page has; null for none. */
  readonly anchor: string | null;
  readonly help: string | null;
  readonly icon: string | null;
  /** A line below: in this colour, or in the next one of a row of colours. */
  readonly divider: boolean | string;
}

/** Options of {@linkcode title}. */
export interface TitleOptions extends TextPlaceOptions {
  /**
   * Name to link to (`#name`); `false` for none. Default: made from the text. A name that is taken gets a
   * number: `#orders`, `#orders-2`.
   */
  anchor?: string | false;
  /** Shown on hover and focus of a question mark beside the text. */
  help?: string;
  /** An emoji or a character before the text. */
  icon?: string;
}

/** Options of {@linkcode header} and {@linkcode subheader}. */
export interface HeaderOptions extends TitleOptions {
  /** Draws a line below, if wanted in this colour. */
  divider?: boolean | string;
}

/** Data whose type is only believed may hold anything. */
function requireText(name: string, text: unknown): void {
  if (typeof text === "string") return;
  throw new TypeError(
    `Cannot draw ${name}: its text must be a string: received ${JSON.stringify(text)}`,
  );
}

function heading(level: 1 | 2 | 3, text: string, options: HeaderOptions): void {
  const name = ["title()", "header()", "subheader()"][level - 1]!;
  requireText(name, text);
  const { anchors } = currentScope(name).run.session;
  draw(name, {
    kind: "heading",
    level,
    text,
    anchor: options.anchor === false ? null : anchors.claim(options.anchor ?? text),
    help: options.help ?? null,
    icon: options.icon ?? null,
    ...readTextPlace(name, options),
    divider: options.divider ?? false,
  });
}

/**
 * Draws the page's title; inline Markdown. The first one also names the browser's window.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.title("Orders", { help: "Everything since Monday" });
 * });
 * ```
 */
export function title(text: string, options: TitleOptions = {}): void {
  const scope = currentScope("title()");
  requireText("title()", text);
  // The first title names the browser's window, too, without its Markdown.
  if (scope.run.session.config.heading === null) {
    changeConfig(scope, { heading: text.replace(/[*_`#]|:[a-z_]+:/g, "").trim() });
  }
  heading(1, text, options);
}

/**
 * Draws a heading of the second level; inline Markdown.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.header("Open orders", { divider: "blue" });
 * });
 * ```
 */
export function header(text: string, options: HeaderOptions = {}): void {
  heading(2, text, options);
}

/**
 * Draws a heading of the third level; inline Markdown.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.subheader("This week");
 * });
 * ```
 */
export function subheader(text: string, options: HeaderOptions = {}): void {
  heading(3, text, options);
}
