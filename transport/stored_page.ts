/** An open page as bytes, for a store. */
import { serialize } from "node:v8";
import type { SavedPage } from "./open_pages.ts";

/**
 * What is stored of a page. State that its author has changed to what is no data, as by pushing a function
 * into a list, is left out: `onUnstorable` is told its names.
 */
export function bytesOf(
  saved: SavedPage,
  onUnstorable: (names: readonly string[], cause: unknown) => void,
): Uint8Array {
  try {
    return serialize(saved);
  } catch (cause) {
    const { state } = saved.session;
    const kept = new Map([...state].filter(([, value]) => isStorable(value)));
    if (kept.size === state.size) throw cause;
    onUnstorable([...state.keys()].filter((name) => !kept.has(name)), cause);
    return serialize({ ...saved, session: { ...saved.session, state: kept } });
  }
}

function isStorable(value: unknown): boolean {
  try {
    serialize(value);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}
