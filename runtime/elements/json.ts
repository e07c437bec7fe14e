import { draw } from "../draw.ts";
import { snapshot } from "../snapshot.ts";
import type { Snapshot } from "../snapshot.ts";

/** A value to be looked into. */
export interface JsonElement {
  readonly kind: "json";
  readonly value: Snapshot;
  /** How many levels are open at first. */
  readonly expanded: number;
}

/**
 * Draws a value as a tree that opens level by level. Takes any value, also one in a circle, and text
 * that is JSON; of a very large one, the first ten thousand entries.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.json({ order: 12, lines: [{ article: "Tea", count: 2 }] }, { expanded: 1 });
 * });
 * ```
 */
export function json(
  value: unknown,
  options: {
    /** All levels (`true`, the default), none, or so many. */
    expanded?: boolean | number;
  } = {},
): void {
  const { expanded = true } = options;
  draw("json()", {
    kind: "json",
    value: snapshot(typeof value === "string" ? parsed(value) : value),
    expanded: expanded === true ? Infinity : Number(expanded),
  });
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Text that only looks like JSON is shown as text.
    return text;
  }
}
