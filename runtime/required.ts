import type { Decoded } from "./widget.ts";

/** An option of fields that may be empty. */
export interface RequiredOptions {
  /**
   * Whether it must be filled in: once empty, its user is told so, it keeps the value that it had, and a form
   * with it is not sent. At first it may be empty all the same. Default: false.
   */
  required?: boolean;
}

/** What is said of an empty field that must be filled in. */
export const EMPTY: Decoded<never> = { ok: false, reason: "must be filled in" };
