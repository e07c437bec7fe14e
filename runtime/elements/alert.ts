import { draw } from "../draw.ts";

/** A note that stands out. */
export interface AlertElement {
  readonly kind: "alert";
  readonly tone: "success" | "info" | "warning" | "error";
  /** Markdown. */
  readonly body: string;
  readonly icon: string | null;
  /** Inline Markdown. */
  readonly title: string | null;
}

/** Options of the notes. */
export interface AlertOptions {
  /** An emoji or a character before the text. */
  icon?: string;
  /** Stands above the text, in bold; inline Markdown. */
  title?: string;
}

function alert(tone: AlertElement["tone"], body: string, options: AlertOptions): void {
  const { icon = null, title = null } = options;
  draw(`${tone}()`, { kind: "alert", tone, body, icon, title });
}

/**
 * Draws good news; Markdown.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => st.success("Saved"));
 * ```
 */
export function success(body: string, options: AlertOptions = {}): void {
  alert("success", body, options);
}

/**
 * Draws something worth knowing; Markdown.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => st.info("Numbers are of yesterday"));
 * ```
 */
export function info(body: string, options: AlertOptions = {}): void {
  alert("info", body, options);
}

/**
 * Draws a warning; Markdown.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => st.warning("Two orders have no address", { title: "Before you ship" }));
 * ```
 */
export function warning(body: string, options: AlertOptions = {}): void {
  alert("warning", body, options);
}

/**
 * Draws bad news that the user must see; Markdown. Screen readers say it at once.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => st.error("The warehouse does not answer"));
 * ```
 */
export function error(body: string, options: AlertOptions = {}): void {
  alert("error", body, options);
}
